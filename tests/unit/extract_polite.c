/* "tu" rendered as "vous" for the rules on offers. */
#include "extract_mail.h"

#include "extract/polite.h"

static const struct {
	const char *familiar, *polite;
} forms[] = {
    {"tu habites la commune", "vous habitez la commune"},
    {"tu es mobile et tu as ton permis", "vous etes mobile et vous avez votre permis"},
    {"tu n'as pas d'enfants", "vous n'avez pas d'enfants"},
    {"tu ne fumes pas", "vous ne fumez pas"},
    {"tu n'y habites plus", "vous n'y habitez plus"},
    {"tu t'engages a rester", "vous vous engagez a rester"},
    {"tu viens du 93", "vous venez du 93"},
    {"si tu prends des medicaments", "si vous prenez des medicaments"},
    {"tu devras les porter", "vous devrez les porter"},
    {"tu pourrais venir", "vous pourriez venir"},
    {"as-tu des enfants ?", "avez-vous des enfants ?"},
    {"abstiens-toi", "abstenez-vous"},
    {"tes parents, ta famille et ton age", "vos parents, votre famille et votre age"},
    {"merci de t'abstenir", "merci de vous abstenir"},
    {"l'equipe dit tu, pas de chichis", "l'equipe dit vous, pas de chichis"},
    {"vous tenez la caisse des l'ouverture", "vous tenez la caisse des l'ouverture"},
    {"le statut, les tuteurs et le toit", "le statut, les tuteurs et le toit"},
    {"", ""},
};

static void test_familiar_becomes_polite(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(forms); i++)
		assert_string_equal(polite_form(arena, forms[i].familiar), forms[i].polite);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_familiar_becomes_polite),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
