/* Offers' misspelled words of the law's criteria, and foreign sentences. */
#include "../../src/extract/criterion_spelling.h"
#include "../../src/extract/language.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void restores_criteria(void **state)
{
	static const struct {
		const char *typed, *meant;
	} rows[] = {
	    {"non sindique de preference", "non syndique de preference"},
	    {"fumeurs s'abtenir", "fumeurs s'abstenir"},
	    {"famille catolique", "famille catholique"},
	    {"celibatiare, 35 h", "celibataire, 35 h"},
	    {"homme uniquemment", "homme uniquement"},
	    {"travailleur handicappe", "travailleur handicape"},
	    {"", ""},
	    /* words of their own */
	    {"charte ethique, comite syndical", "charte ethique, comite syndical"},
	    {"apolitique, paternite, reference, region", "apolitique, paternite, reference, region"},
	    {"syndic de copropriete, materielle", "syndic de copropriete, materielle"},
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		assert_string_equal(criterion_spelling_restored(arena, rows[i].typed), rows[i].meant);
	arena_free(&arena);
}

static void tells_foreign_sentences(void **state)
{
	static const struct {
		const char *sentence;
		bool is_foreign;
	} rows[] = {
	    {"Buscamos camareros para la temporada de verano.", true},
	    {"We need a waiter for the summer.", true},
	    {"Verkäuferin gesucht, Vollzeit, gute Bezahlung.", true},
	    {"Cercasi cuoco con esperienza per ristorante a Nizza.", true},
	    {"Szukamy pracowników na budowę w Paryżu.", true},
	    {"İnşaat işçisi aranıyor, Lyon'da çalışacak.", true},
	    {"Требуются рабочие на стройку во Франции.", true},
	    {"مطلوب عامل مطبخ في مطعم بباريس.", true},
	    {"Great Place to Work.", false},
	    {"Head of Sales and Marketing.", false},
	    {"Customer care agent, German speaker.", false},
	    {"Notre devise : « We love food, we love people ».", false},
	    {"Tapas, paella, cuisine espagnole.", false},
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (language_is_foreign_sentence(arena, text_fold(arena, rows[i].sentence)) !=
		    rows[i].is_foreign)
			fail_msg("%s", rows[i].sentence);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(restores_criteria),
	    cmocka_unit_test(tells_foreign_sentences),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
