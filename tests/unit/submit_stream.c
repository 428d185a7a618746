/* Line ends on the wire and in a Maildir, with any borders of parts and any room of the reader. */
#include "../../src/submit/stream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
	const char *parts[4];
	const char *wire, *file;
} cases[] = {
    {{""}, "", ""},
    {{"a"}, "a", "a"},
    {{"a\r\nb\r\n"}, "a\r\nb\r\n", "a\nb\n"},
    {{"a\nb\n"}, "a\r\nb\r\n", "a\nb\n"},
    {{"a\rb\r"}, "a\r\nb\r\n", "a\nb\n"},
    {{"a\r\r\n\nb"}, "a\r\n\r\n\r\nb", "a\n\n\nb"},
    {{"a\n\rb"}, "a\r\n\r\nb", "a\n\nb"},
    {{"a\r", "\nb"}, "a\r\nb", "a\nb"},
    {{"a\r", "", "\nb"}, "a\r\nb", "a\nb"},
    {{"a\r", "b", "\nc"}, "a\r\nb\r\nc", "a\nb\nc"},
    {{"", "a", "", "b"}, "ab", "ab"},
    {{".\n.\r\n..\n"}, ".\r\n.\r\n..\r\n", ".\n.\n..\n"},
};

static void check(const struct bytes *parts, size_t count, const char *newline, const char *expected,
		  size_t room)
{
	char out[100] = "";
	size_t length = 0, got;
	struct stream stream;

	stream_start(&stream, parts, count, newline);
	while ((got = stream_read(&stream, out + length, room)) > 0) {
		assert_true(got <= room);
		length += got;
		assert_true(length + room < sizeof out);
	}
	assert_int_equal(length, strlen(expected));
	assert_memory_equal(out, expected, length);
}

static void test_line_ends(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct bytes parts[4];
		size_t count = 0;

		for (; count < 4 && cases[i].parts[count]; count++)
			parts[count] = bytes_of(cases[i].parts[count]);
		for (size_t room = 1; room < 20; room++) {
			check(parts, count, "\r\n", cases[i].wire, room);
			check(parts, count, "\n", cases[i].file, room);
		}
	}
}

static void test_no_parts(void **state)
{
	(void)state;
	check(NULL, 0, "\r\n", "", 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_line_ends), cmocka_unit_test(test_no_parts)};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
