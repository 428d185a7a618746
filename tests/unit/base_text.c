#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <uninorm.h>
#include <unistr.h>

#include <cmocka.h>

static void folds(void **state)
{
	(void)state;
	static const struct {
		const char *text, *folded;
	} ROWS[] = {
	    {"Intitulé du poste", "intitule du poste"},
	    {"INTITULE\xC2\xA0"
	     "DU  POSTE ",
	     "intitule du poste"},
	    {"Intitule\xCC\x81", "intitule"},
	    {"Œuvre", "oeuvre"},
	    {"l’accord", "l'accord"},
	    {"Épinay\xE2\x80\x91sur\xE2\x80\x91Seine", "epinay-sur-seine"},
	    {"O\xE2\x80\x8B"
	     "U\xC2\xAD"
	     "I",
	     "oui"},
	    {"ＯＵＩ", "ｏｕｉ"},
	    {"\xEF\xBB\xBFNom", "nom"},
	    {"\xE2\x80\xAF:\xE2\x80\x89", ":"},
	    {"Ça\tva\r\n?", "ca va ?"},
	    {"\xFF", "\xEF\xBF\xBD"},
	    {"İstanbul", "istanbul"},
	    {"", ""},
	};
	struct arena *arena = arena_new();
	for (size_t i = 0; i < ARRAY_SIZE(ROWS); i++)
		assert_string_equal(text_fold(arena, ROWS[i].text), ROWS[i].folded);
	assert_true(text_equal_folded("Consentement ", "CONSENTEMENT"));
	assert_false(text_equal_folded("OUI", "ＯＵＩ"));
	arena_free(&arena);
}

static void normalises(void **state)
{
	(void)state;
	static const struct {
		const char *text, *normal;
	} ROWS[] = {
	    {"a\r\nb\rc\n", "a\nb\nc\n"},
	    {"e\xCC\x81t\xC3\xA9", "été"},
	    {"a\x01\x7F\xC2\x80"
	     "z",
	     "az"},
	    {"\xC3", "\xEF\xBF\xBD"},
	    {"tab\tkept", "tab\tkept"},
	};
	struct arena *arena = arena_new();
	for (size_t i = 0; i < ARRAY_SIZE(ROWS); i++)
		assert_string_equal(text_normalise(arena, ROWS[i].text, strlen(ROWS[i].text)),
				    ROWS[i].normal);
	arena_free(&arena);
}

/* Each character of French text and its neighbours, after a letter that marks compose with, and before
 * one. */
static void normalises_to_nfc(void **state)
{
	(void)state;
	enum { LAST = 0x3000 };
	struct arena *arena = arena_new();
	for (ucs4_t c = 0x80; c < LAST; c++) {
		uint8_t text[8] = "e", normal[32];
		size_t length = 1 + (size_t)u8_uctomb(text + 1, c, 6), normal_length = sizeof normal;
		text[length++] = 'e';
		char *result = text_normalise(arena, (const char *)text, length);
		assert_ptr_equal(
		    u8_normalize(UNINORM_NFC, (uint8_t *)result, strlen(result), normal, &normal_length),
		    normal);
		assert_int_equal(normal_length, strlen(result));
		assert_memory_equal(normal, result, normal_length);
	}
	arena_free(&arena);
}

static void makes_one_line(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	assert_string_equal(text_one_line(arena, " a\r\nBcc: b\0c", 100), "a Bcc: b");
	assert_string_equal(text_one_line(arena, "éééé", 5), "éé");
	assert_string_equal(text_one_line(arena, "\x07 x \t y ", 100), "x y");
	assert_string_equal(text_trim(arena, "\xC2\xA0 a b \n"), "a b");
	assert_true(text_is_blank(" \xE2\x80\xAF\n"));
	assert_true(text_is_blank(NULL));
	assert_string_equal(text_percent_encode(arena, "é & \n?"), "%C3%A9%20%26%20%0D%0A%3F");
	assert_true(text_has_word("ims antenne cnml", "antenne"));
	assert_true(text_has_word("ims", "ims"));
	assert_false(text_has_word("mission_locale", "mission"));
	assert_false(text_has_word("ims antenne", "ante"));
	assert_false(text_has_word("", ""));
	const char *words = "ims antenne";
	assert_string_equal(text_next_word(arena, &words), "ims");
	assert_string_equal(text_next_word(arena, &words), "antenne");
	assert_string_equal(words, "");
	assert_true(text_is_ascii("OFF-1") && text_is_ascii("") && !text_is_ascii("é"));
	assert_true(text_equal_ascii("OFF-1", "off-1"));
	assert_false(text_equal_ascii("OFF-1", "off-12"));
	arena_free(&arena);
}

static void shortens(void **state)
{
	static const struct {
		const char *text;
		size_t most;
		const char *shortened;
	} CASES[] = {
	    {"Cariste", 7, "Cariste"},
	    {"Cariste H/F", 7, "Carist…"},
	    {"Préparateur de commandes", 20, "Préparateur de…"},
	    {"Forum Emploi & Diversité", 16, "Forum Emploi…"},
	    {"été été été", 5, "été…"},
	    {"l’offre « Préparateur de commandes (H/F) »", 30, "l’offre « Préparateur de…\u00a0»"},
	    {"l’offre « Préparateur de commandes (H/F) »", 12, "l’offre…"},
	    {"« Cariste », « Préparateur »", 16, "« Cariste »…"},
	    {"", 5, ""},
	};
	(void)state;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		const char *shortened = text_shorten(arena, CASES[i].text, CASES[i].most);
		assert_string_equal(shortened, CASES[i].shortened);
		assert_true(text_length(shortened) <= CASES[i].most);
	}
	arena_free(&arena);
}

/* A text that grows in small steps keeps its content across the blocks it moves through. */
static void buffers_grow(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buf buf = {.arena = arena};
	for (int i = 0; i < 200000; i++)
		buf_printf(&buf, "%06d", i);
	assert_int_equal(buf.length, 1200000);
	for (int i = 0; i < 200000; i += 997)
		assert_int_equal(strtol(arena_strndup(arena, buf.data + 6 * i, 6), NULL, 10), i);
	assert_int_equal(strlen(buf_text(&buf)), buf.length);
	arena_free(&arena);
	assert_null(arena);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
	    cmocka_unit_test(folds),
	    cmocka_unit_test(normalises),
	    cmocka_unit_test(normalises_to_nfc),
	    cmocka_unit_test(makes_one_line),
	    cmocka_unit_test(shortens),
	    cmocka_unit_test(buffers_grow),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
