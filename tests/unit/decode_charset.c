/* Character sets of bodies and headers, and format=flowed. */
#include "decode_support.h"

#include "base/text.h"

#include <iconv.h>

struct row {
	const char *what, *type, *body, *lines;
	bool is_warned;
};

static const struct row bodies[] = {
    {"UTF-8", "text/plain; charset=utf-8", "é €\n", "O|é €\n", false},
    {"UTF-8 in NFD", "text/plain; charset=utf-8", "e\xcc\x81\n", "O|é\n", false},
    {"UTF-8 with a byte order mark", "text/plain; charset=iso-8859-1", "\xef\xbb\xbfé\n", "O|é\n", false},
    {"UTF-8 with a damaged character", "text/plain; charset=utf-8", "é è ê \xc3 à\n",
     "O|é è ê \xef\xbf\xbd à\n", false},
    {"Latin-1 is Windows-1252", "text/plain; charset=iso-8859-1", "l\x92\xe9t\xe9 \x80\n", "O|l’été €\n",
     false},
    {"Windows-1252", "text/plain; charset=\"Windows-1252\"",
     "\x9c"
     "uvre \x81\n",
     "O|œuvre\n", false},
    {"ISO-8859-15", "text/plain; charset=ISO-8859-15",
     "\xa4 \xbd"
     "uvre\n",
     "O|€ œuvre\n", false},
    {"UTF-8 with an emoji, declared Latin-1", "text/plain; charset=iso-8859-1", "été “😀” ☑️\n",
     "O|été “😀” ☑️\n", true},
    {"a word and a no-break space in Latin-1", "text/plain; charset=iso-8859-1",
     "\xab\xa0"
     "caf\xe9\xa0\xbb\n",
     "O|«\u00a0café\u00a0»\n", false},
    {"Mac", "text/plain; charset=macintosh", "\x8e\n", "O|é\n", false},
    {"Japanese", "text/plain; charset=iso-2022-jp", "\x1b$B$\"\x1b(B\n", "O|あ\n", false},
    {"undeclared UTF-8", "text/plain", "été\n", "O|été\n", false},
    {"undeclared 8-bit", "text/plain", "\xe9t\xe9\n", "O|été\n", true},
    {"declared as ASCII", "text/plain; charset=us-ascii", "\xe9t\xe9\n", "O|été\n", true},
    {"unknown, UTF-8", "text/plain; charset=x-nothing", "été\n", "O|été\n", true},
    {"unknown, 8-bit", "text/plain; charset=x-nothing",
     "Pr\xe9paration d\x92\xe9t\xe9 \xe0 Besan\xe7"
     "on\n",
     "O|Préparation d’été à Besançon\n", true},
    {"declared UTF-8, is Windows-1252", "text/plain; charset=utf-8",
     "Int\xe9rim \xe0 d\xe9"
     "battre d\x92ici l\xe0\n",
     "O|Intérim à débattre d’ici là\n", true},
    {"a charset with options", "text/plain; charset=\"ascii//IGNORE\"", "\xe9\n", "O|é\n", true},
    {"HTML's own declaration", "text/html", "<meta charset=\"iso-8859-15\">\xa4", "O|€\n", false},
    {"HTML's older declaration", "text/html",
     "<META http-equiv=Content-Type content=\"text/html; charset=iso-8859-15\">\xa4", "O|€\n", false},
    {"NUL and control characters", "text/plain; charset=utf-8",
     "a\x01\x0b"
     "b\x7f\r\nc\rd\n",
     "O|ab\nO|c\nO|d\n", false},
    {"flowed", "text/plain; charset=utf-8; format=flowed",
     "Mission : charger \net décharger\n fin\n\n>> a \n>> b\n> c\n-- \nJ\n",
     "O|Mission : charger et décharger\nO|fin\nO|\nQ|a b\nQ|c\nS|--\nS|J\n", false},
    {"flowed, DelSp", "text/plain; format=flowed; delsp=yes", "charge \nment\n", "O|chargement\n", false},
    {"flowed, stuffed", "text/plain; format=flowed", " >a\n  b\n From c\n", "O|>a\nO|b\nO|From c\n", false},
    {"flowed, the quotes of another client", "text/plain; format=Flowed", "> > a\nb\n", "Q|a\nO|b\n", false},
    {"flowed, the last line goes on", "text/plain; format=flowed", "a \nb ", "O|a b\n", false},
    {"not flowed", "text/plain", "a \nb\n", "O|a\nO|b\n", false},
};

static void body(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bodies); i++) {
		struct arena *arena = arena_new();
		struct mail mail =
		    support_decode(arena, support_message(arena, "x", bodies[i].type, bodies[i].body));
		const char *lines = support_lines(arena, mail.has_html ? &mail.html : &mail.plain);

		if (strcmp(lines, bodies[i].lines) || bodies[i].is_warned != (mail.warning_count > 0)) {
			print_error("%s:\n%s(%zu warnings)\ninstead of\n%s\n", bodies[i].what, lines,
				    mail.warning_count, bodies[i].lines);
			failed++;
		}
		arena_free(&arena);
	}
	assert_int_equal(failed, 0);
}

/* All non-ASCII characters of the C library's charsets, each between two letters, decoded as the library
 * does. */
static void tables(void **state)
{
	static const char *const names[] = {"ISO-8859-2",   "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-16",
					    "WINDOWS-1251", "WINDOWS-1255", "WINDOWS-1256", "WINDOWS-1258",
					    "KOI8-R",	    "MACINTOSH",    "CP850",	    "TIS-620"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		struct arena *arena = arena_new();
		struct buf bytes = {.arena = arena}, expected = {.arena = arena};
		const char *type = arena_printf(arena, "text/plain; charset=%s", names[i]);
		iconv_t converter = iconv_open("UTF-8", names[i]);

		for (int byte = 0xA0; byte <= 0xFF; byte++) {
			char in[] = {'x', (char)byte, 'y'}, out[16], *from = in, *to = out;
			size_t left = sizeof(in), room = sizeof(out);

			iconv(converter, NULL, NULL, NULL, NULL);
			if (iconv(converter, &from, &left, &to, &room) == (size_t)-1)
				continue;
			iconv(converter, NULL, NULL, &to, &room);
			buf_add(&bytes, in, sizeof(in));
			buf_add(&expected, out, sizeof(out) - room);
		}
		iconv_close(converter);
		struct mail mail = support_decode(arena, support_message(arena, "x", type, buf_text(&bytes)));

		assert_string_equal(
		    support_lines(arena, &mail.plain),
		    arena_printf(arena, "O|%s\n",
				 text_normalise(arena, buf_text(&expected), expected.length)));
		arena_free(&arena);
	}
}

static const struct {
	const char *subject, *text;
} subjects[] = {
    {"plain", "plain"},
    {"=?UTF-8?Q?[OFFRE]_Pr=C3=A9parateur?=", "[OFFRE] Préparateur"},
    {"=?utf-8?B?w6k=?=", "é"},
    {"=?iso-8859-1?Q?l=92=E9t=E9?=", "l’été"},
    {"=?iso-8859-15?q?=A4?= suite", "€ suite"},
    {"a =?utf-8?Q?b?=\n =?utf-8?Q?c?= d", "a bc d"},
    {"=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "é"},
    {"=?utf-8?B?w6k?=", "é"},
    {"=?utf-8*fr?Q?=C3=A9?=", "é"},
    {"=?x-nothing?Q?=C3=A9?=", "é"},
    {"\"=?utf-8?Q?=C3=A9?=\"", "\"é\""},
    {"=?utf-8?X?a?= =? =?utf-8?Q", "=?utf-8?X?a?= =? =?utf-8?Q"},
    {"=?utf-8?Q?a b?=", "a b"},
    {"été", "été"},
    {"\xe9t\xe9", "été"},
    {"folded\n\t and\n more", "folded and more"},
    {"=?utf-8?Q?a=0D=0ABcc:_x?=", "a Bcc: x"},
    {"=?utf-8?Q?=ZZ=?=", "=ZZ="},
    {"", ""},
};

static void subject(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(subjects); i++) {
		struct arena *arena = arena_new();
		struct mail mail =
		    support_decode(arena, support_message(arena, subjects[i].subject, "text/plain", "x"));

		if (strcmp(mail.subject, subjects[i].text)) {
			print_error("%s: \"%s\" instead of \"%s\"\n", subjects[i].subject, mail.subject,
				    subjects[i].text);
			failed++;
		}
		arena_free(&arena);
	}
	assert_int_equal(failed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tables),
	    cmocka_unit_test(body),
	    cmocka_unit_test(subject),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, support_init, NULL);
}
