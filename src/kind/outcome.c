/* The outcome of an application: interview, hired, not retained ([SUITE CAN-…]). Recipients of the CV and the
 * mission locale that sent it may report it. The last report counts, earlier ones are kept as history. */
#include "outcome.h"

#include "base/phrases.h"
#include "handle/present.h"
#include "handle/records.h"
#include "handle/task.h"
#include "handlers.h"
#include "kind/ending.h"
#include "kind/names.h"

#include "base/text.h"
#include "db/offers.h"

void outcome_buttons(struct arena *arena, json_t *data, const char *candidate, const char *noted)
{
	static const char *const OUTCOMES[] = {"interview", "hired", "rejected"};
	const char *subject = arena_printf(arena, "[SUITE %s]", candidate);
	for (size_t i = 0; i < ARRAY_SIZE(OUTCOMES); i++) {
		const char *label = phrase_of("button", OUTCOMES[i]),
			   *body = phrase_of("body.answer", OUTCOMES[i]);
		if (!noted)
			present_button(data, label, subject, body);
		else if (strcmp(OUTCOMES[i], noted) != 0)
			present_aside_button(data, label, subject, body);
	}
}

static int received_it(struct task *task, const char *ref, bool *did, struct err *err)
{
	struct letter_recipient *holders;
	size_t count;
	int rc = letters_holders(task->db, task->arena, "cv", ref, &holders, &count, err);
	*did = false;
	for (size_t i = 0; !rc && !*did && i < count; i++) {
		struct contact contact;
		*did = text_equal_ascii(holders[i].email, task->sender.email);
		if (*did || !holders[i].contact)
			continue;
		rc = contact_by_id(task->db, task->arena, holders[i].contact, &contact, err);
		*did = !rc && contact.organisation_id == task->sender.organisation_id;
		rc = rc == ERR_NOT_FOUND ? OK : rc;
	}
	return rc;
}

static int outcome_data(struct task *task, const struct candidate *candidate, const struct outcome *now,
			const struct outcome *before, bool is_told, json_t **out, struct err *err)
{
	json_t *data = task_data(task);
	struct date date;
	struct offer offer = {0};
	int rc = candidate->offer ? offer_get(task->db, task->arena, candidate->offer, &offer, err) : OK;
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	json_object_set_new(data, "is_told", json_boolean(is_told));
	json_object_set_new(data, "offer_title", json_string(offer.title ? offer.title : ""));
	json_object_set_new(data, "given_name",
			    json_string(candidate->given_name ? candidate->given_name : ""));
	json_object_set_new(data, "family_name",
			    json_string(candidate->family_name ? candidate->family_name : ""));
	json_object_set_new(data, "initial",
			    json_string(present_initial(task->arena, candidate->family_name)));
	json_object_set_new(data, "ref", json_string(candidate->ref));
	json_object_set_new(data, "offer", candidate->offer ? json_string(candidate->offer) : json_null());
	json_object_set_new(data, "organisation", json_string(task->sender.organisation));
	json_object_set_new(data, arena_printf(task->arena, "is_%s", now->outcome), json_true());
	if (date_parse_iso(now->date, &date))
		json_object_set_new(data, "date", json_string(date_french(task->arena, date)));
	const char *comment = form_get(task->form, "description");
	if (!text_is_blank(comment))
		json_object_set_new(data, "comment", json_string(comment));
	json_object_set_new(data, "is_ended", json_boolean(candidate->is_erased));
	if (before) {
		json_object_set_new(data, "is_correction", json_true());
		json_object_set_new(data, "before", json_string(present_word(before->outcome)));
	}
	*out = data;
	return OK;
}

static int tell_mission_locale(struct task *task, const struct candidate *candidate,
			       const struct outcome *now, const struct outcome *before, struct err *err)
{
	const struct naming naming = {candidate->offer, ORGANISATION_MISSION_LOCALE};
	json_t *data;
	const char *name;
	int rc = outcome_data(task, candidate, now, before, false, &data, err);
	if (rc || (rc = name_of(task, &naming, task->sender.organisation_id, task->sender.organisation, &name,
				err)))
		return rc;
	json_object_set_new(data, "organisation", json_string(name));
	return ending_tell(task, candidate, "outcome", data, NULL, err);
}

static int take(struct task *task, const struct candidate *candidate, const struct outcome *now, bool is_own,
		struct err *err)
{
	struct outcome *earlier;
	size_t count;
	int rc;
	if ((rc = outcomes_of(task->db, task->arena, candidate->ref, &earlier, &count, err)) ||
	    (rc = outcome_add(task->db, now, err)) ||
	    (!candidate->is_erased &&
	     (rc = candidate_set_status(task->db, candidate->ref, now->outcome, err))))
		return rc;
	/* An outcome after an interview is a next step, not a correction. */
	const struct outcome *before =
	    count && strcmp(earlier[count - 1].outcome, now->outcome) ? &earlier[count - 1] : NULL;
	if (before && !strcmp(before->outcome, "interview"))
		before = NULL;
	task_accept(task, candidate->ref, before ? "outcome corrected" : "outcome recorded");
	json_t *acknowledged;
	if ((!is_own && (rc = tell_mission_locale(task, candidate, now, before, err))) ||
	    (rc = outcome_data(task, candidate, now, before, !is_own, &acknowledged, err)))
		return rc;
	if (!candidate->is_erased)
		outcome_buttons(task->arena, acknowledged, candidate->ref, now->outcome);
	return task_answer(task, "outcome_acknowledgement", acknowledged, candidate->ref, err);
}

int handle_outcome(struct task *task, struct err *err)
{
	struct candidate candidate;
	bool is_own, is_holder = false;
	int rc = record_own_candidate(task, &candidate, &is_own, err);
	if (!rc && !is_own && task->form->ref)
		rc = received_it(task, task->form->ref, &is_holder, err);
	if (!rc && is_holder)
		rc = candidate_get(task->db, task->arena, task->form->ref, &candidate, err);
	if (rc)
		return rc;
	if (!is_own && !is_holder)
		return task_refuse_because(
		    task, "ref", phrase("label.candidate_ref"), task->form->ref ? task->form->ref : "",
		    phrase("fault.candidate_unknown"), phrase("fault.candidate_unknown.accepted"), err);
	extract_require(task->form);
	if (task->form->fault_count)
		return task_refuse(task, err);
	const char *date = form_get(task->form, "outcome_date");
	struct outcome now = {
	    .candidate = candidate.ref,
	    .outcome = form_get(task->form, "outcome"),
	    .date = text_is_blank(date) ? date_iso(task->arena, date_of(task->now)) : date,
	    .at = time_utc(task->arena, task->now),
	    .sender = task->sender.id,
	    .message = task->message,
	};
	return take(task, &candidate, &now, is_own, err);
}
