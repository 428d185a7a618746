#include "match.h"
#include "base/phrases.h"
#include "handle/task.h"
#include "offer_words.h"

#include "base/text.h"
#include "db/offers.h"

#include <ctype.h>

enum { MOST_SHOWN = 10 };

static bool is_rome(const char *text)
{
	if (text[0] < 'A' || text[0] > 'N')
		return false;
	for (int i = 1; i <= 4; i++)
		if (!isdigit((unsigned char)text[i]))
			return false;
	return !isalnum((unsigned char)text[5]);
}

const char *match_rome(struct task *task)
{
	const char *rome = form_get(task->form, "rome"), *wanted = form_get(task->form, "wanted");
	if (!text_is_blank(rome))
		return rome;
	for (const char *at = wanted; at && *at; at++)
		if ((at == wanted || !isalnum((unsigned char)at[-1])) && is_rome(at))
			return arena_strndup(task->arena, at, 5);
	return NULL;
}

static char *reasons_of(struct task *task, const struct offer_match *offer)
{
	const struct {
		unsigned bit;
		const char *reason;
	} rows[] = {
	    {MATCH_SAME_JOB,
	     phrase_with(task->arena, "match.job", "rome", offer->rome ? offer->rome : "", NULL)},
	    {MATCH_SAME_FAMILY,
	     phrase_with(task->arena, "match.family", "rome",
			 arena_printf(task->arena, "%.3s", offer->rome ? offer->rome : ""), NULL)},
	    {MATCH_IN_TERRITORY, phrase("match.territory")},
	    {MATCH_LEVEL_REACHED, phrase("match.level")},
	};
	struct buf buf = {.arena = task->arena};
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (offer->score & rows[i].bit)
			buf_printf(&buf, "%s%s", buf.length ? ", " : "", rows[i].reason);
	return buf_text(&buf);
}

int match_offers(struct task *task, json_t **out, struct err *err)
{
	const char *level = form_get(task->form, "level");
	struct offer_search search = {.organisation = task->sender.organisation_id,
				      .rome = match_rome(task),
				      .level = text_is_blank(level) ? NULL : level,
				      .today = date_iso(task->arena, date_of(task->now)),
				      .most = MOST_SHOWN};
	struct offer_match *found;
	size_t count;
	int rc = offers_match(task->db, task->arena, &search, &found, &count, err);
	*out = json_array();
	json_array_append_new(task->garbage, *out);
	for (size_t i = 0; !rc && i < count; i++) {
		struct offer offer;
		rc = offer_get(task->db, task->arena, found[i].ref, &offer, err);
		if (rc)
			break;
		json_t *row = json_pack("{ss ss ss}", "ref", found[i].ref, "title", found[i].title, "reasons",
					reasons_of(task, &found[i]));
		offer_add_words(task, row, &offer);
		json_array_append_new(*out, row);
	}
	return rc;
}
