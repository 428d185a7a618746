/* Free text (specification section 2a): the table of tests/answers, and surrounding text of mail programs and
 * phones. */
#include "extract_mail.h"

#include "extract/words.h"

#include <stdio.h>

static const char *const acts[ACT_COUNT] = {
    [ACT_OK] = "ok",
    [ACT_YES] = "yes",
    [ACT_NO] = "no",
    [ACT_MAYBE] = "maybe",
    [ACT_CURIOUS] = "curious",
    [ACT_PRESENT] = "present",
    [ACT_ABSENT] = "absent",
    [ACT_NUMBER] = "number",
    [ACT_FILLED] = "filled",
    [ACT_CLOSED] = "closed",
    [ACT_INTERVIEW] = "interview",
    [ACT_HIRED] = "hired",
    [ACT_REJECTED] = "rejected",
    [ACT_RETAINED] = "retained",
    [ACT_ELSEWHERE] = "elsewhere",
    [ACT_ERASED] = "erased",
    [ACT_DONE] = "done",
    [ACT_WITHDRAWN] = "withdrawn",
    [ACT_RENEWED] = "renewed",
    [ACT_DEPARTURE] = "departure",
    [ACT_NOBODY] = "nobody",
    [ACT_CANCELLED] = "cancelled",
    [ACT_DECIDED] = "decided",
    [ACT_STOP] = "stop",
    [ACT_INSULT] = "insult",
};

static const char *const threads[THREAD_COUNT] = {
    [THREAD_OTHER] = "other",
    [THREAD_INVITATION] = "invitation",
    [THREAD_ATTENDANCE] = "attendance",
    [THREAD_OFFER] = "offer",
    [THREAD_OWN_OFFER] = "own_offer",
    [THREAD_CV] = "cv",
    [THREAD_OWN_CANDIDATE] = "own_candidate",
    [THREAD_CONSENT] = "consent",
    [THREAD_ERASURE] = "erasure",
    [THREAD_OWN_EVENT] = "own_event",
    [THREAD_CALL] = "call",
    [THREAD_CALL_ANSWERED] = "answered_call",
    [THREAD_OWN_CALL] = "own_call",
    [THREAD_APPROVAL] = "approval",
    [THREAD_TERMINATION] = "termination",
};

/* Who writes, where a row names nobody. */
#define SENDER_NAME    "Maëlle Lefèvre"
#define SENDER_ADDRESS "maelle.lefevre@mllyon.example"

static struct words read_from(struct arena *arena, const char *name, const char *address, const char *text)
{
	struct mail mail = {
	    .subject = "RE: x", .from = &address, .from_count = 1, .from_name = name, .has_plain = true};
	struct words words;
	struct err err = {0};

	test_body(arena, text, &mail.plain);
	assert_int_equal(words_read(arena, &mail, test_now(), &words, &err), OK);
	return words;
}

static struct words read_text(struct arena *arena, const char *text)
{
	return read_from(arena, SENDER_NAME, SENDER_ADDRESS, text);
}

/* In the table's notation. */
static char *reading_name(struct arena *arena, const struct words *words, enum thread thread)
{
	struct words_reading reading = words_settle(arena, words, thread);
	bool is_attendance = reading.kind == READING_ANSWER &&
			     (reading.act == ACT_YES || reading.act == ACT_MAYBE) && words->number >= 0;

	switch (reading.kind) {
	case READING_COURTESY:
		return arena_strdup(arena, "courtesy");
	case READING_ABSENCE:
		return arena_strdup(arena, "absence");
	case READING_HELP:
		return arena_strdup(arena, "help");
	case READING_NOTE:
		return arena_strdup(arena, "note");
	case READING_TWO:
		return arena_printf(arena, "two %s", acts[reading.act]);
	case READING_ANSWER:
		break;
	}
	return arena_printf(arena, "%s%s%s", acts[reading.act],
			    is_attendance ? arena_printf(arena, " %d", words->number) : "",
			    *reading.remark ? " +" : "");
}

static char *with_new_lines(struct arena *arena, const char *text)
{
	struct buf buf = {.arena = arena};

	for (; *text; text++) {
		bool is_new_line = text[0] == '\\' && text[1] == 'n';

		buf_addc(&buf, is_new_line ? '\n' : *text);
		text += is_new_line;
	}
	return buf_text(&buf);
}

static enum thread thread_of(const char *name)
{
	for (size_t i = 0; i < THREAD_COUNT; i++)
		if (!strncmp(name, threads[i], strlen(threads[i])) && name[strlen(threads[i])] == ' ')
			return (enum thread)i;
	fail_msg("no such thread: %s", name);
	return THREAD_OTHER;
}

/* Surrounding text of programs and phones doesn't change the result. Each answer is tried alone and in one
 * setting in turn, so that each setting gets hundreds of answers. */
static const char *const settings[] = {
    "%s",
    "%s\n\nEnvoyé de mon iPhone",
    "%s\n\n-- \n~ Maëlle Lefèvre",
    "%s\n\nCordialement,\n\nMaëlle Lefèvre\nConseillère\nMission locale de Lyon\n12 rue du Lac\n69003 "
    "Lyon\nTél. : 04 72 00 00 00\nwww.mllyon.example",
    "%s\n\nMaëlle",
    "%s\nMaëlle LEFÈVRE\nConseillère en insertion sociale et professionnelle",
    "> De : Passerelle\n> Objet : x\n> Réponse : oui\n\n%s",
    "[EXTERNE] Attention, ce message vient de l'extérieur.\n\n%s",
    "%s\n\nCe message et ses pièces jointes sont confidentiels.\nMerci de les détruire s'ils ne vous sont "
    "pas destinés.",
    "%s\n\nBonne journée,\nM. Lefèvre\n\nPensez à l'environnement avant d'imprimer ce message",
    "%s\n\nObtenir Outlook pour Android",
    "%s\n\n> Le lun. 23 nov. 2026 à 10:00, Passerelle a écrit :\n> Réponse :\n> Nombre de jeunes :",
    "%s\n\nCordialement\n\n[cid:image001.png@01D8A2B3.4C5D6E70]\nClaire "
    "MOULIN\nConseillère\nMission "
    "Locale | Antenne de Bron\n3, av. Paul Bert - 69500 Bron\n\nEnsemble, construisons votre avenir !",
    "Bonjour à tous,\n%s\nBonne réception et bonne journée,\n---\nMaëlle Lefèvre | Mission locale | Tél. 04 "
    "72 00 00 00\n"
    "[Logo]\n\nLes données personnelles collectées sont traitées conformément au RGPD. Vos droits : "
    "dpo@ml.example",
    "%s\n\nMaëlle LEFÈVRE\n\n*Conseillère emploi*\n\nHoraires : du lundi au jeudi 9h-12h, le vendredi 9h-12h",
    "%s\n\nCdt,\nM.Lefèvre\nRRH\n\n*Logistique Rhodanienne SAS* - capital 150 000 €\n_Nos bureaux sont "
    "fermés le vendredi._",
    "%s\n\nMaëlle LEFÈVRE\nResponsable recrutement\nTél. : 04 72 00 00 00 | Mob. : 06 00 00 00 00\n12 rue du "
    "Lac "
    "– 69003 LYON\nNous recrutons ! Découvrez nos postes sur notre site",
    "%s\n\nCordialement,\n\nMaëlle LEFÈVRE\nConseillère\n69003 Lyon\n04 72 00 00 00\nForum Emploi le 12 mars "
    ": "
    "venez nombreux !",
    "%s\n\nMaëlle LEFÈVRE\nDirectrice\n04 72 00 00 00\n\nRetrouvez-nous au salon des métiers, stand B12 !\n\n"
    "Absente le mercredi",
    "%s\n\nCordialement\nService recrutement\nTél. : 04 72 00 00 00\nNous recrutons : rejoignez-nous !",
    "[Expéditeur externe]\n%s",
    "⚠️ Attention ! Message externe à l'entreprise.\nNe cliquez sur aucun lien.\n\n%s",
    "*** EXTERNAL EMAIL ***\n\n%s\n\nP Avant d'imprimer ce mail, pensez à l'environnement !\n\nC1 - Interne",
    "C2 - Usage restreint\n\n%s\n\nMail envoyé depuis mon mobile, veuillez excuser les fautes de frappe.",
    "%s\n\n<mailto:partenariat+OFF-2026-0001.c@passerelle.example?subject=x>",
    "%s\n\nMaëlle LEFÈVRE\nConseillère\n04 72 00 00 00\n\nÊtes-vous satisfait de notre accueil ? Donnez-nous "
    "votre "
    "avis : https://enquete.example/ml?site=1",
    "%s\n\nMaëlle LEFÈVRE\nConseillère\n04 72 00 00 00\n\nSi ce mail vous parvient en dehors de vos heures "
    "de "
    "travail, merci de ne pas en tenir compte avant votre retour.",
    "%s\n\nVous recevez ce mail tard ? Il n'appelle pas de réponse immédiate.\n\nMessage protégé par Vade "
    "Secure.",
    "%s\n\nCdt\nMaëlle LEFÈVRE\nConseillère\n04 72 00 00 00\n\nLa Mission locale s'engage à protéger vos "
    "données ; pour "
    "exercer vos droits (accès, effacement, retrait du consentement) : dpo@ml.example\n\nSent with Shortwave",
    "%s\n\nMaëlle LEFÈVRE\n\nAssistante RH\n\nT +33 4 78 11 22 33 / M +33 6 11 22 33 44\n\nLOGISTIQUE ETOILE "
    "recrute ! "
    "25 postes à pourvoir\n\nJe ne travaille pas le mercredi",
    "%s\n\nMaëlle\n\n<https://www.avast.com/sig-email?utm_medium=email&utm_source=link> Garanti\n"
    "sans "
    "virus.www.avast.com\n<https://www.avast.com/sig-email?utm_medium=email&utm_source=link>\n<#DAB4FAD8>",
};

/* A row of tests/answers. */
struct answer {
	enum thread thread; /* of the last heading */
	const char *wanted, *text;
	const char *name, *address; /* of the sender; NULL for the usual one */
};

/* "De : Garage Morel <garage@morel.example> | " before the text. */
static char *take_sender(struct arena *arena, char *text, struct answer *out)
{
	static const char mark[] = "De : ";
	char *start = text + strlen(mark), *end = strstr(text, " | "), *address = strchr(text, '<');

	out->name = out->address = NULL;
	if (strncmp(text, mark, strlen(mark)) != 0 || !end)
		return text;
	if (address && address < end) {
		out->name = address > start ? arena_strndup(arena, start, (size_t)(address - start - 1)) : "";
		out->address = arena_strndup(arena, address + 1, strcspn(address + 1, ">"));
	} else {
		out->name = "";
		out->address = arena_strndup(arena, start, (size_t)(end - start));
	}
	return end + strlen(" | ");
}

/* The next row; false at the end of the file. */
static bool next_answer(FILE *file, struct arena *arena, struct answer *out)
{
	char line[2000];

	while (fgets(line, sizeof(line), file)) {
		char *bar = strstr(line, " | ");

		line[strcspn(line, "\n")] = '\0';
		if (!strncmp(line, "== ", 3)) {
			out->thread = thread_of(line + 3);
			continue;
		}
		out->wanted =
		    bar ? arena_strndup(arena, line, (size_t)(bar - line)) : arena_strdup(arena, line);
		out->text = bar ? with_new_lines(arena, take_sender(arena, bar + 3, out)) : "";
		return true;
	}
	return false;
}

static bool is_right_in_settings(struct arena *arena, const struct answer *answer, size_t number)
{
	/* The settings are signed by the usual sender. */
	for (size_t turn = 0; turn < (answer->address ? 1 : 2); turn++) {
		size_t i = turn ? 1 + number % (ARRAY_SIZE(settings) - 1) : 0;
		const char *at = strstr(settings[i], "%s");
		struct words words = read_from(arena, answer->address ? answer->name : SENDER_NAME,
					       answer->address ? answer->address : SENDER_ADDRESS,
					       arena_printf(arena, "%.*s%s%s", (int)(at - settings[i]),
							    settings[i], answer->text, at + 2));
		const char *got = reading_name(arena, &words, answer->thread);

		if (!strcmp(got, answer->wanted))
			continue;
		print_message("%s, setting %zu: wanted \"%s\", got \"%s\": %s\n", threads[answer->thread], i,
			      answer->wanted, got, answer->text);
		return false;
	}
	return true;
}

static void reads_the_table(void **state)
{
	struct answer answer = {0};
	size_t count = 0, wrong = 0;
	FILE *file = fopen("tests/answers/answers.txt", "r");
	struct arena *arena = arena_new();

	(void)state;
	assert_non_null(file);
	while (next_answer(file, arena, &answer)) {
		size_t number = count++;

		if (number % ROWS_STEP == 0)
			wrong += !is_right_in_settings(arena, &answer, number);
		arena_free(&arena);
		arena = arena_new();
	}
	arena_free(&arena);
	fclose(file);
	print_message("%zu answers, %zu wrong\n", count, wrong);
	assert_true(count >= 300);
	assert_int_equal(wrong, 0);
}

static char *in_capitals(struct arena *arena, const char *text)
{
	char *capitals = arena_strdup(arena, text);

	for (unsigned char *c = (unsigned char *)capitals; *c; c++) {
		bool is_accented = c > (unsigned char *)capitals && c[-1] == 0xC3 && *c >= 0xA0 && *c != 0xB7;

		if ((*c >= 'a' && *c <= 'z') || is_accented)
			*c = (unsigned char)(*c - 0x20);
	}
	return capitals;
}

/* Some people type everything in capitals, where each short line has the shape of a name. */
static void reads_capitals(void **state)
{
	enum { STEP = 4 };
	struct answer answer = {0};
	size_t count = 0, wrong = 0;
	FILE *file = fopen("tests/answers/answers.txt", "r");
	struct arena *arena = arena_new();

	(void)state;
	assert_non_null(file);
	for (size_t number = 0; next_answer(file, arena, &answer); number++)
		if (number % (STEP * ROWS_STEP) == 0) {
			struct words words = read_from(arena, answer.address ? answer.name : SENDER_NAME,
						       answer.address ? answer.address : SENDER_ADDRESS,
						       in_capitals(arena, answer.text));

			count++;
			wrong += strcmp(reading_name(arena, &words, answer.thread), answer.wanted) != 0;
			arena_free(&arena);
			arena = arena_new();
		}
	arena_free(&arena);
	fclose(file);
	print_message("%zu answers in capitals, %zu read otherwise\n", count, wrong);
	assert_true(wrong * 100 < count);
}

/* The texts by which the weights of courtesy are made: the more certain error is a courtesy that is passed
 * on. */
static void tells_courtesy_by_its_tone(void **state)
{
	struct {
		size_t count, right;
	} notes = {0}, courtesies = {0};
	struct answer answer = {0};
	FILE *file = fopen("tests/answers/thanks.txt", "r");
	struct arena *arena = arena_new();

	(void)state;
	assert_non_null(file);
	for (size_t number = 0; next_answer(file, arena, &answer); number++) {
		bool is_courtesy = !strcmp(answer.wanted, "courtesy");

		if (number % ROWS_STEP == 0) {
			struct words words = read_text(arena, answer.text);
			bool is_told = words_settle(arena, &words, answer.thread).kind == READING_COURTESY;

			courtesies.count += is_courtesy;
			courtesies.right += is_courtesy && is_told;
			notes.count += !is_courtesy;
			notes.right += !is_courtesy && !is_told;
		}
		arena_free(&arena);
		arena = arena_new();
	}
	arena_free(&arena);
	fclose(file);
	print_message("%zu of %zu courtesies told, %zu of %zu notes kept\n", courtesies.right,
		      courtesies.count, notes.right, notes.count);
	assert_true(courtesies.right * 100 >= courtesies.count * 80);
	assert_true(notes.right * 100 >= notes.count * 99);
}

static void assert_reads(const char *name, const char *text, enum thread thread, const char *wanted)
{
	struct arena *arena = arena_new();
	struct words words = read_from(arena, name, SENDER_ADDRESS, text);
	const char *got = reading_name(arena, &words, thread);

	if (strcmp(got, wanted) != 0)
		fail_msg("%s, of %s: wanted \"%s\", got \"%s\"", text, name, wanted, got);
	arena_free(&arena);
}

/* The name of the person that an answer is about doesn't change it, even where it ends like a verb. */
static void reads_names_as_names(void **state)
{
	static const struct {
		enum thread thread;
		const char *sentence, *wanted;
	} rows[] = {
	    {THREAD_OWN_CANDIDATE, "%s retire son accord.", "withdrawn"},
	    {THREAD_OWN_CANDIDATE, "%s a retiré son accord", "withdrawn"},
	    {THREAD_CONSENT, "%s retire son accord", "withdrawn"},
	    {THREAD_CV, "%s est embauchée.", "hired +"},
	    {THREAD_CV, "Nous avons recruté %s.", "hired +"},
	    {THREAD_CV, "On prend %s, merci", "hired +"},
	    {THREAD_CV, "Nous recevons %s en entretien mardi 24 à 10h.", "interview +"},
	    {THREAD_CV, "%s n'est pas retenue.", "rejected +"},
	    {THREAD_ERASURE, "Le CV de %s est effacé.", "erased"},
	    {THREAD_OWN_OFFER, "%s a été embauchée, vous pouvez clôturer l'offre", "filled +"},
	    {THREAD_OFFER, "Je transmets à %s.", "courtesy"},
	    {THREAD_INVITATION, "%s ne viendra pas.", "note"},
	    {THREAD_INVITATION, "Pour info %s ne viendra pas, il est malade", "note"},
	};
	static const char *const names[] = {
	    "Emma",   "Yanis",	"Samira",  "Sandra",   "Alexandra", "Mounira",	 "Munira",   "Nassira",
	    "Zahira", "Elvira", "Indira",  "Kendra",   "Leandra",   "Ferreira",	 "Pereira",  "Oliveira",
	    "Vieira", "Rivera", "Herrera", "Cabrera",  "Tahira",    "Bachira",	 "Quentin",  "Pierre",
	    "Paul",   "Aimé",	"Honoré",  "Patricia", "Prudence",  "Constance", "Victoire", "Marine",
	    "Aurore", "Morgan", "Nour",	   "Océane",   "Divine",    "Ibrahima",	 "Fatou",    "Enzo",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		for (size_t j = 0; j < ARRAY_SIZE(names); j++) {
			struct arena *arena = arena_new();
			const char *at = strstr(rows[i].sentence, "%s");

			assert_reads(SENDER_NAME,
				     arena_printf(arena, "%.*s%s%s", (int)(at - rows[i].sentence),
						  rows[i].sentence, names[j], at + 2),
				     rows[i].thread, rows[i].wanted);
			arena_free(&arena);
		}
}

/* A short answer is no name and no initials of the sender. */
static void reads_answers_as_names_of_nobody(void **state)
{
	static const struct {
		const char *name, *text, *wanted;
	} rows[] = {
	    {"Noémie Ortega-Nadal", "Non", "no"},
	    {"Odile Ursule Idir", "Oui", "yes"},
	    {"Olivier Kahn", "OK", "two ok"},
	    {"Accueil Non-Stop", "Non", "no"},
	    {"Jean-François Delattre", "Merci.\n\nJFD", "courtesy"},
	    {"Jean-François Delattre", "Nous ne viendrons pas\nJFD", "no"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		assert_reads(rows[i].name, rows[i].text, THREAD_INVITATION, rows[i].wanted);
}

/* A plain version that is empty, or only says that there is another, is none. */
static void reads_the_version_with_the_text(void **state)
{
	static const struct {
		const char *plain, *html, *text;
	} rows[] = {
	    {"\n", "Nous venons à 4\n> Oui", "Nous venons à 4"},
	    {"Ce message est au format HTML.", "Nous venons à 4\n> Oui", "Nous venons à 4"},
	    {"Nous venons\nà 4\n> Oui", "Nous venons à 4\n> Oui\n\u2022 et plus", "Nous venons\nà 4"},
	    {"> Oui", "Un titre\n> Oui", ""},
	    {"Nous venons à 4", NULL, "Nous venons à 4"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct mail mail = {
		    .subject = "RE: x", .from_name = "", .has_plain = true, .has_html = rows[i].html != NULL};
		struct words words;
		struct err err = {0};

		test_body(arena, rows[i].plain, &mail.plain);
		test_body(arena, rows[i].html, &mail.html);
		assert_int_equal(words_read(arena, &mail, test_now(), &words, &err), OK);
		assert_string_equal(words.text, rows[i].text);
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_the_table),
	    cmocka_unit_test(reads_capitals),
	    cmocka_unit_test(tells_courtesy_by_its_tone),
	    cmocka_unit_test(reads_names_as_names),
	    cmocka_unit_test(reads_answers_as_names_of_nobody),
	    cmocka_unit_test(reads_the_version_with_the_text),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, test_setup, NULL);
}
