/* Texts of which every sentence is of one kind: a notice of absence, a pointer to the attached file. */
#include "words_notice.h"

#include "base/text.h"
#include "words_lines.h"
#include "words_names.h"

bool notice_is_all(struct words_work *work, const struct words *words, const struct own_text *text,
		   const struct pattern_code *needed, const struct pattern_code *allowed)
{
	bool has_needed = false;

	for (size_t i = 0; i < text->count; i++) {
		bool is_needed = clause_holds(work, needed, text->sentences[i].folded);
		/* "… écrire à rh@…. Sonia Marchal, DRH" */
		bool is_signature = i > 0 && i + 1 == text->count &&
				    !strpbrk(text->sentences[i].written, ":@") &&
				    line_signs(work->arena, text->sentences[i].written);

		if (!is_needed && !is_signature && !words->sentences[i].is_courtesy &&
		    !(allowed && clause_holds(work, allowed, text->sentences[i].folded)))
			return false;
		has_needed |= is_needed;
	}
	return has_needed;
}

static bool holds_any(struct words_work *work, const struct own_text *text, const struct pattern_code *code)
{
	for (size_t i = 0; i < text->count; i++)
		if (clause_holds(work, code, text->sentences[i].folded))
			return true;
	return false;
}

/* "Je suis en congés jusqu'au 4, mais nous viendrons à 3" is none. */
static bool is_absence_notice(struct words_work *work, const struct own_text *text, const struct words *words)
{
	for (size_t i = 0; i < text->count; i++)
		if (text->sentences[i].is_question ||
		    clause_holds(work, words_codes.answers_beside, text->sentences[i].folded))
			return false;
	return notice_is_all(work, words, text, words_codes.absent, words_codes.substitute) ||
	       (holds_any(work, text, words_codes.away) &&
		notice_is_all(work, words, text, words_codes.substitute, words_codes.away));
}

/* "Bien reçu. Je suis en formation jusqu'à mercredi, je te réponds à mon retour": no machine says so. */
static bool is_written_by_hand(struct arena *arena, const struct own_text *text)
{
	static const char *const receipts[] = {"bien recu", "bien note", "c'est note"};
	static const char *const familiar[] = {" te ", " t'"};

	for (size_t i = 0; i < text->count; i++) {
		const char *folded = text->sentences[i].folded, *comma = strstr(folded, ", ");

		if (line_starts_with(folded, receipts, ARRAY_SIZE(receipts)) ||
		    (comma && line_starts_with(comma + 2, receipts, ARRAY_SIZE(receipts))) ||
		    line_contains(arena_printf(arena, " %s", folded), familiar, ARRAY_SIZE(familiar)))
			return true;
	}
	return false;
}

static void take_absence_for_courtesy(struct words *out)
{
	out->is_absence = false;
	for (size_t i = 0; i < out->count; i++)
		out->sentences[i] = (struct words_sentence){
		    .text = out->sentences[i].text, .is_courtesy = true, .is_whole = true};
}

void notice_find_absence(struct words_work *work, const struct own_text *text, struct words *out)
{
	out->is_absence = is_absence_notice(work, text, out);
	if (out->is_absence && is_written_by_hand(work->arena, text))
		take_absence_for_courtesy(out);
}
