#include "match.h"
#include "base/phrases.h"
#include "handle/task.h"

#include "base/text.h"
#include "db/offers.h"

#include <ctype.h>

enum { MOST_LOOKED_AT = 40, MOST_SHOWN = 10 };
enum { SAME_JOB = 8, SAME_FAMILY = 4, IN_TERRITORY = 2, LEVEL_REACHED = 1 };

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

static int is_in_territory(struct task *task, const struct offer *offer, bool *is_in, struct err *err)
{
	struct place place = {.insee = offer->commune,
			      .postal_code = offer->postal_code,
			      .department = offer->department,
			      .region = offer->region};
	struct contact *found;
	size_t count;
	int rc = contacts_for(task->db, task->arena,
			      &(struct audience){.type = ORGANISATION_MISSION_LOCALE, .holds = &place},
			      &found, &count, err);
	*is_in = false;
	for (size_t i = 0; !rc && i < count; i++)
		*is_in = *is_in || found[i].organisation_id == task->sender.organisation_id;
	return rc;
}

static bool is_level_reached(const struct form *form, const struct offer *offer)
{
	const char *level = form_get(form, "level");
	return offer->level && level && *level && strtol(level, NULL, 10) >= strtol(offer->level, NULL, 10);
}

static int score(struct task *task, const char *rome, const struct offer *offer, unsigned *out,
		 struct err *err)
{
	bool is_in;
	int rc = is_in_territory(task, offer, &is_in, err);
	if (rc)
		return rc;
	*out = (is_in ? IN_TERRITORY : 0) | (is_level_reached(task->form, offer) ? LEVEL_REACHED : 0);
	if (rome && offer->rome && !strcmp(rome, offer->rome))
		*out |= SAME_JOB;
	else if (rome && offer->rome && !strncmp(rome, offer->rome, 3))
		*out |= SAME_FAMILY;
	return OK;
}

static char *reasons_of(struct task *task, const struct offer *offer, unsigned score)
{
	const struct {
		unsigned bit;
		const char *reason;
	} rows[] = {
	    {SAME_JOB, phrase_with(task->arena, "match.job", "rome", offer->rome ? offer->rome : "", NULL)},
	    {SAME_FAMILY,
	     phrase_with(task->arena, "match.family", "rome",
			 arena_printf(task->arena, "%.3s", offer->rome ? offer->rome : ""), NULL)},
	    {IN_TERRITORY, phrase("match.territory")},
	    {LEVEL_REACHED, phrase("match.level")},
	};
	struct buf buf = {.arena = task->arena};
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (score & rows[i].bit)
			buf_printf(&buf, "%s%s", buf.length ? ", " : "", rows[i].reason);
	return buf_text(&buf);
}

/* Without a code only the territory can tell. */
static bool is_match(const char *rome, unsigned score)
{
	return rome ? score & (SAME_JOB | SAME_FAMILY) : score & IN_TERRITORY;
}

int match_offers(struct task *task, json_t **out, struct err *err)
{
	const char *rome = match_rome(task);
	struct offer *offers;
	size_t count, shown = 0;
	int rc = offers_for_job(task->db, task->arena, rome, date_iso(task->arena, date_of(task->now)),
				MOST_LOOKED_AT, &offers, &count, err);
	unsigned *scores = arena_array(task->arena, count + 1, sizeof *scores);
	for (size_t i = 0; !rc && i < count; i++)
		rc = score(task, rome, &offers[i], &scores[i], err);
	*out = json_array();
	json_array_append_new(task->garbage, *out);
	for (unsigned best = 15; !rc && best > 0; best--)
		for (size_t i = 0; i < count && shown < MOST_SHOWN; i++)
			if (scores[i] == best && is_match(rome, best)) {
				json_array_append_new(*out, json_pack("{ss ss ss ss}", "ref", offers[i].ref,
								      "title", offers[i].title, "place",
								      offers[i].place ? offers[i].place : "",
								      "reasons",
								      reasons_of(task, &offers[i], best)));
				shown++;
			}
	return rc;
}
