/* A letter with a CV was cancelled without a withdrawal, or did not arrive: the mission locale, which had
 * been told that it would be sent, is told once that it was not, and what can be done. */
#include "handle/present.h"
#include "handle/task.h"
#include "kind/ending.h"
#include "kind/names.h"
#include "mailings.h"

#include "base/phrases.h"

/* Data of the letter by reason; the end of a consent is not listed, as it has a letter of its own. */
static const struct reason {
	const char *why, *flag;
	bool is_for_others; /* if sent again, it can only go to other companies */
} REASONS[] = {
    {UNSENT_AGE, "is_age", false},	     {UNSENT_OFFER, "is_offer", true},
    {UNSENT_LEFT, "is_left", true},	     {UNSENT_SUSPENDED, "is_suspended", true},
    {UNSENT_RESTORED, "is_restored", false}, {UNSENT_REFUSED, "is_refused", false},
};

static const struct reason *reason_of(const char *why)
{
	for (size_t i = 0; i < ARRAY_SIZE(REASONS); i++)
		if (!strcmp(REASONS[i].why, why))
			return &REASONS[i];
	return NULL;
}

/* The form of the same CV, for its offer or for all who may see it. */
static void add_form(struct task *task, json_t *data, const char *offer)
{
	const char *subject = offer ? arena_printf(task->arena, "[CV %s]", offer) : "[CV]";
	json_object_set_new(data, "again", json_string(offer ? offer : ""));
	present_button(data, phrase("button.cv_again"), subject,
		       present_form_text(task->arena, KIND_CV, !offer));
}

static int tell(struct task *task, const char *ref, const struct reason *reason, struct err *err)
{
	struct candidate candidate;
	struct letter_recipient *missed, *others;
	size_t missed_count, other_count;
	int rc;
	if ((rc = candidate_get(task->db, task->arena, ref, &candidate, err)) ||
	    (rc = letters_unsent(task->db, task->arena, "cv", ref, &missed, &missed_count, err)) ||
	    (rc = letters_recipients(task->db, task->arena, "cv", ref, &others, &other_count, err)) ||
	    !missed_count)
		return rc;
	const struct naming naming = {candidate.offer, ORGANISATION_MISSION_LOCALE};
	json_t *missed_names, *other_names;
	if ((rc = names_of(task, &naming, missed, missed_count, &missed_names, err)) ||
	    (rc = names_of(task, &naming, others, other_count, &other_names, err)))
		return rc;
	json_t *data = task_data(task);
	present_list(data, "missed", json_incref(missed_names));
	present_list(data, "others", json_incref(other_names));
	json_object_set_new(data, "initial",
			    json_string(present_initial(task->arena, candidate.family_name)));
	json_object_set_new(data, "ref", json_string(ref));
	json_object_set_new(data, "given_name", json_string(candidate.given_name));
	json_object_set_new(data, "family_name", json_string(candidate.family_name));
	json_object_set_new(data, "offer", candidate.offer ? json_string(candidate.offer) : json_null());
	json_object_set_new(data, reason->flag, json_true());
	json_object_set_new(data, "is_one", json_boolean(missed_count == 1));
	add_form(task, data, reason->is_for_others ? NULL : candidate.offer);
	ending_buttons(task->arena, data, ref);
	return ending_tell(
	    task, &candidate, "cv_unsent", data,
	    arena_printf(task->arena, "unsent:%zu:%s", missed_count, missed[missed_count - 1].message_id),
	    err);
}

int cv_unsent_tell_next(struct task *task, bool *did, struct err *err)
{
	char *ref, *why;
	int rc = candidate_next_unsent(task->db, task->arena, &ref, &why, err);
	*did = !rc;
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	const struct reason *reason = reason_of(why);
	if (reason && (rc = tell(task, ref, reason, err)))
		return rc;
	return candidate_unsent_told(task->db, ref, err);
}
