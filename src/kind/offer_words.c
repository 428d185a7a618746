#include "offer_words.h"
#include "kind/audience.h"

#include "base/text.h"

enum { MOST_SALARY = 300 }; /* bytes */

static int place_words(struct task *task, const struct offer *offer, const char **out, struct err *err)
{
	struct place place = {.insee = offer->commune,
			      .postal_code = offer->postal_code,
			      .department = offer->department,
			      .region = offer->region};
	return task_place_words(task, &place, offer->place, out, err);
}

/* The town, for a subject: "Lyon 7e" from "Lyon 7e (Rhône)". */
static const char *town_of(struct task *task, const struct offer *offer, struct err *err, int *rc)
{
	char *words;
	struct place place = {
	    .insee = offer->commune, .department = offer->department, .region = offer->region};
	*rc = place_in_words(task->db, task->arena, &place, &words, err);
	if (*rc)
		return "";
	char *bracket = strstr(words, " (");
	if (bracket)
		*bracket = '\0';
	return words;
}

void offer_add_words(struct task *task, json_t *data, const struct offer *offer)
{
	const char *place = offer->place;
	struct err err; /* a failing register also fails the next statement */
	int rc = place_words(task, offer, &place, &err);
	present_text(data, "place", rc ? offer->place : place);
	present_text(data, "town", town_of(task, offer, &err, &rc));
	present_text(data, "contract", present_contract(offer->contract, offer->nature));
	present_text(data, "openings", present_value(task->arena, "openings", offer->openings));
	present_text(data, "salary",
		     offer->salary ? text_one_line(task->arena, offer->salary, MOST_SALARY) : "");
	present_text(data, "deadline", present_value(task->arena, "deadline", offer->deadline));
}
