#include "words_codes.h"

struct words_codes words_codes;

static int compile_whole(const char *expression, const char *end, struct pattern_code **out, struct err *err)
{
	struct arena *arena = arena_new();
	int rc = pattern_compile(arena_printf(arena, "^(?:%s)%s", expression, end), out, err);

	arena_free(&arena);
	return rc;
}

static int compile_phrases(struct err *err)
{
	const struct phrase_table *const tables[] = {
	    &words_about_events,  &words_about_offers,	&words_about_people, &words_about_departures,
	    &words_about_consent, &words_about_erasure, &words_about_letters};
	int rc = OK;

	words_codes.row_count = 0;
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
		for (size_t j = 0; !rc && j < tables[i]->count; j++) {
			if (words_codes.row_count == WORDS_MOST_PHRASES)
				return err_set(err, ERR_INTERNAL, "too many phrases");
			words_codes.rows[words_codes.row_count] = &tables[i]->rows[j];
			rc = compile_whole(tables[i]->rows[j].expression, "",
					   &words_codes.phrases[words_codes.row_count++], err);
		}
	return rc;
}

static int compile_tables(struct err *err)
{
	int rc = OK;

	if (words_courtesy_count > WORDS_MOST_PHRASES || words_hinted.count > WORDS_MOST_HINTS ||
	    words_undone.count > WORDS_MOST_UNDOINGS)
		return err_set(err, ERR_INTERNAL, "too many phrases");
	for (size_t i = 0; !rc && i < words_courtesy_count; i++)
		rc = compile_whole(words_courtesies[i], "$", &words_codes.courtesies[i], err);
	for (size_t i = 0; !rc && i < words_hinted.count; i++)
		rc = pattern_compile(words_hinted.rows[i].expression, &words_codes.hints[i], err);
	for (size_t i = 0; !rc && i < words_undone.count; i++)
		rc = pattern_compile(words_undone.rows[i].expression, &words_codes.undone[i], err);
	for (size_t i = 0; !rc && i < GUARD_COUNT; i++)
		rc = pattern_compile(words_guards[i], &words_codes.guards[i], err);
	return rc;
}

int words_init(struct err *err)
{
	const struct {
		const char *expression;
		struct pattern_code **code;
	} singles[] = {
	    {words_requests, &words_codes.requests},
	    {words_cancels, &words_codes.cancels},
	    {words_no_courtesy, &words_codes.no_courtesy},
	    {words_never_courtesy, &words_codes.never_courtesy},
	    {words_no_name, &words_codes.no_name},
	    {words_lead, &words_codes.lead},
	    {words_report, &words_codes.report},
	    {words_tail, &words_codes.tail},
	    {words_questions, &words_codes.questions},
	    {words_asks_behind, &words_codes.asks_behind},
	    {words_asks_alone, &words_codes.asks_alone},
	    {words_states, &words_codes.states},
	    {words_erasure, &words_codes.erasure},
	    {words_kept, &words_codes.kept},
	    {words_absent, &words_codes.absent},
	    {words_away, &words_codes.away},
	    {words_answers_beside, &words_codes.answers_beside},
	    {words_substitute, &words_codes.substitute},
	    {words_pointer, &words_codes.pointer},
	    {words_points_back, &words_codes.points_back},
	    {words_relays, &words_codes.relays},
	    {words_may_write_again, &words_codes.may_write_again},
	    {words_unsays, &words_codes.unsays},
	    {words_still_open, &words_codes.still_open},
	    {words_counted, &words_codes.counted},
	    {words_corrected, &words_codes.corrected},
	    {words_sum, &words_codes.sum},
	    {words_total_number, &words_codes.total_number},
	    {words_of_others, &words_codes.of_others},
	    {words_bare_number, &words_codes.bare_number},
	    {words_vague_number, &words_codes.vague_number},
	    {words_other_people, &words_codes.other_people},
	    {words_former_number, &words_codes.former_number},
	    {words_said_of_some, &words_codes.said_of_some},
	    {words_doubted_number, &words_codes.doubted_number},
	    {words_tentative_number, &words_codes.tentative_number},
	    {words_person_asked_for, &words_codes.person_asked_for},
	};

	if (words_codes.is_ready)
		return OK;
	int rc = compile_phrases(err);

	if (!rc)
		rc = compile_tables(err);
	for (size_t i = 0; !rc && i < ARRAY_SIZE(singles); i++)
		rc = pattern_compile(singles[i].expression, singles[i].code, err);
	words_codes.is_ready = !rc;
	return rc;
}
