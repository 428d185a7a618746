/* Spreadsheet numbers as displayed, text in any charset, files recognised by content. Files of real programs
 * are read in tests/flow/15-carriers.t. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "../../src/decode/office_number.h"
#include "base/date.h"
#include "decode/document.h"

static const struct {
	const char *stored, *format, *shown;
	bool is_1904;
} numbers[] = {
    {"35", "General", "35", false},
    {"1900.5", "General", "1900,5", false},
    {"6.9007E4", "General", "69007", false},
    {"0.1", "General", "0,1", false},
    {"6000", "00000", "06000", false},
    {"6", "0\" mois\"", "6 mois", false},
    {"35", "0\\ \"h\"", "35 h", false},
    {"1900.5", "#,##0.00\\ \"€\"", "1 900,50 €", false},
    {"1234567", "#,##0", "1 234 567", false},
    {"1900", "# ##0", "1 900", false},
    {"1900", "[$€-40C] #,##0", "€ 1 900", false},
    {"-5", "0.0", "-5,0", false},
    {"30000", "0,\"k€\"", "30k€", false},
    {"0.25", "0%", "25\u00a0%", false},
    {"472000000", "0#\" \"##\" \"##\" \"##\" \"##", "04 72 00 00 00", false},
    {"1.5", "0.##", "1,5", false},
    {"1500000", "0.00E+00", "1500000", false},
    {"7", "@", "7", false},
    {"46037", "dd/mm/yyyy", "15/01/2026", false},
    {"46037", "[$-40C]d\\ mmmm\\ yyyy", "15/01/2026", false},
    {"46037.604166667", "dd/mm/yyyy hh:mm", "15/01/2026 14:30", false},
    {"0.604166667", "hh:mm", "14:30", false},
    {"1.458333333", "[h]:mm", "35:00", false},
    {"1", "dd/mm/yyyy", "01/01/1900", false},
    {"59", "dd/mm/yyyy", "28/02/1900", false},
    {"61", "dd/mm/yyyy", "01/03/1900", false},
    {"44575", "dd/mm/yyyy", "15/01/2026", true},
    {"46037", "General", "46037", false},
    {"abc", "0", "abc", false},
    {"1e300", "0", "1e300", false},
    {"nan", "0", "nan", false},
    {"-1", "dd/mm/yyyy", "-1", false},
};

static void test_numbers(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
		assert_string_equal(
		    number_show(arena, numbers[i].stored, numbers[i].format, numbers[i].is_1904),
		    numbers[i].shown);
	assert_string_equal(number_show_iso(arena, "2027-01-15"), "15/01/2027");
	assert_string_equal(number_show_iso(arena, "2027-01-15T14:30:00"), "15/01/2027 14:30");
	assert_string_equal(number_show_iso(arena, "2027-01-15T00:00:00"), "15/01/2027");
	assert_string_equal(number_show_iso(arena, "2027-02-30"), "2027-02-30");
	assert_string_equal(number_show_iso(arena, "demain"), "demain");
	arena_free(&arena);
}

static void test_texts(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *text; /* NULL: asked back */
	} texts[] = {
	    {"Intitul\xc3\xa9", 9, "Intitulé"},
	    {"\xef\xbb\xbfIntitul\xc3\xa9", 12, "Intitulé"},
	    {"Intitul\xe9", 8, "Intitulé"},
	    {"Intitul\x8e", 8, "Intitulé"},
	    {"Intitul\x8e, Soci\xe9t\xe9", 16, NULL},
	    {"\xff\xfel\0i\0e\0u\0", 10, "lieu"},
	    {"l\0i\0e\0u\0", 8, "lieu"},
	    {"a\0b\1\2\3\4\5\6", 9, NULL},
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		const char *text = document_text(
		    arena, (struct bytes){(const unsigned char *)texts[i].bytes, texts[i].length});

		if (texts[i].text)
			assert_string_equal(text, texts[i].text);
		else
			assert_null(text);
	}
	arena_free(&arena);
}

static void test_foreign(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		enum document_kind kind;
		const char *format;
	} files[] = {
	    {"%PDF-1.4", 8, DOCUMENT_FOREIGN, "PDF"},
	    {"{\\rtf1}", 7, DOCUMENT_FOREIGN, "RTF"},
	    {"PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22, DOCUMENT_FOREIGN, "archive ZIP"},
	    {"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", 85,
	     DOCUMENT_FOREIGN, "classeur XML 2003"},
	    {"Intitul\xc3\xa9;Lieu", 14, DOCUMENT_NONE, ""},
	    {"", 0, DOCUMENT_NONE, ""},
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		struct attachment attachment = {
		    .name = "f", .content = {(const unsigned char *)files[i].bytes, files[i].length}};
		struct document_budget budget = {0};
		struct document document;

		document_read(arena, &attachment, &budget, &document);
		assert_int_equal(document.kind, files[i].kind);
		assert_string_equal(document.format, files[i].format);
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_numbers),
	    cmocka_unit_test(test_texts),
	    cmocka_unit_test(test_foreign),
	};

	clock_set_zone("Europe/Paris");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
