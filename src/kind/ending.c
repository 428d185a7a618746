#include "kind/ending.h"
#include "handle/present.h"
#include "handle/task.h"
#include "kind/names.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/consents.h"

const struct ending ENDING_WITHDRAWN = {"withdrawn", "withdrawn", "is_withdrawn",
					"not sent: the consent was withdrawn"};
const struct ending ENDING_EXPIRED = {"expired", "expired", "is_expired",
				      "not sent: the consent has expired"};
const struct ending ENDING_ERASED = {"erased", NULL, "is_erased", "not sent: the candidate was erased"};
const struct ending ENDING_AGREEMENT = {"erased", NULL, "is_over", "not sent: the agreement has ended"};

void ending_buttons(struct arena *arena, json_t *data, const char *ref)
{
	present_aside_button(data, phrase("button.access"), arena_printf(arena, "[ACCES %s]", ref),
			     phrase("body.access"));
	present_destructive_button(data, phrase("button.withdraw"), arena_printf(arena, "[RETRAIT %s]", ref),
				   phrase("body.withdraw"));
}

static int record(struct task *task, const struct candidate *candidate, const struct ending *ending,
		  const char *by, struct err *err)
{
	const char *now = time_utc(task->arena, task->now);
	struct consent consent = {
	    .candidate = candidate->ref,
	    .event = ending->event,
	    .at = now,
	    .collected_by = by,
	    .scope = candidate->scope,
	    .expires_on = candidate->consent_expires_on,
	    .message_id = task->mail && task->mail->message_id ? task->mail->message_id : "",
	    .notice = "",
	    .notice_hash = "",
	    .recorded_at = now,
	};
	return consent_add(task->db, task->arena, &consent, NULL, NULL, err);
}

static int erase(struct task *task, const struct candidate *candidate, const struct ending *ending,
		 struct err *err)
{
	int64_t cancelled;
	int rc;
	task->erases = true;
	if ((rc = letters_cancel_about_candidate(task->db, candidate->ref, ending->why, &cancelled, err)) ||
	    (rc = letters_erase_about(task->db, candidate->ref, err)) ||
	    (ending->status && (rc = candidate_set_status(task->db, candidate->ref, ending->status, err))) ||
	    (rc = candidate_erase(task->db, candidate->ref, err)))
		return rc;
	rc = candidate->message ? message_erase(task->db, candidate->message, err) : OK;
	return rc;
}

/* The adviser, else all colleagues. */
static int people_of(struct task *task, const struct candidate *candidate, struct contact **people,
		     size_t *count, struct err *err)
{
	struct contact *adviser = arena_alloc(task->arena, sizeof *adviser);
	int rc = contact_by_id(task->db, task->arena, candidate->adviser, adviser, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	*people = adviser;
	*count = 1;
	return !rc && adviser->is_active && !adviser->is_bounced
		   ? OK
		   : contacts_of(task->db, task->arena, candidate->mission_locale, people, count, err);
}

/* Recipients outside of the directory answer to the mission locale, as with the CV. */
static void set_reader(json_t *data, const struct contact *person)
{
	json_t *button = json_array_get(json_object_get(data, "buttons"), 0);
	json_object_set_new(data, "is_outside", json_boolean(person != NULL));
	json_object_del(button, "to");
	if (!person)
		return;
	json_object_set_new(button, "to", json_string(person->email));
	json_object_set_new(data, "adviser", json_string(person->name));
	json_object_set_new(data, "adviser_email", json_string(person->email));
}

static int ask_to_delete(struct task *task, const struct candidate *candidate, const char *template,
			 json_t *data, const struct letter_recipient *told, struct err *err)
{
	struct contact *people = NULL;
	size_t count = 0;
	time_t sent_at;
	/* Recipients in the directory answer to us. */
	int rc = told->contact ? OK : people_of(task, candidate, &people, &count, err);
	if (rc)
		return rc;
	const struct contact *reader = count ? people : NULL;
	bool is_known = told->sent_at && time_parse_rfc3339(told->sent_at, &sent_at);
	json_object_set_new(data, "sent_on",
			    json_string(is_known ? date_french(task->arena, date_of(sent_at)) : ""));
	json_object_del(data, "buttons");
	present_button(data, phrase("button.erased"),
		       arena_printf(task->arena, "%s (%s)", phrase("button.erased"), candidate->ref),
		       arena_printf(task->arena, "%s.\n", phrase("button.erased")));
	set_reader(data, reader);
	struct draft draft = {
	    .template = template,
	    .data = data,
	    .to_email = told->email,
	    .to_name = "",
	    .contact = told->contact,
	    .reply_to = reader ? reader->email : NULL,
	    .about = candidate->ref,
	    .occasion = "withdrawal",
	};
	return task_emit(task, &draft, err);
}

static int ask_all_to_delete(struct task *task, const struct candidate *candidate,
			     const struct ending *ending, const struct letter_recipient *told, size_t count,
			     struct err *err)
{
	json_t *data;
	int rc = ending_data(task, candidate, ending->flag, NULL, 0, &data, err);
	for (size_t i = 0; !rc && i < count; i++)
		if (!(rc = ask_to_delete(task, candidate, "withdrawal", data, &told[i], err)))
			rc = erasure_request_add(task->db, candidate->ref, told[i].email, task->now, err);
	return rc;
}

int ending_ask_again(struct task *task, const struct erasure_request *request, struct err *err)
{
	struct candidate candidate;
	struct letter_recipient *holders, told = {.email = request->recipient};
	size_t count;
	int rc;
	if ((rc = candidate_get(task->db, task->arena, request->candidate, &candidate, err)) ||
	    (rc = letters_holders(task->db, task->arena, "cv", candidate.ref, &holders, &count, err)))
		return rc;
	for (size_t i = 0; i < count; i++)
		if (text_equal_ascii(holders[i].email, request->recipient))
			told = holders[i];
	json_t *data = task_data(task);
	json_object_set_new(data, "ref", json_string(candidate.ref));
	json_object_set_new(data, "mission_locale", json_string(candidate.mission_locale_name));
	json_object_set_new(data, "asked_on",
			    json_string(date_french(task->arena, date_of(request->asked_at))));
	if ((rc = ask_to_delete(task, &candidate, "withdrawal_reminder", data, &told, err)))
		return rc;
	return erasure_request_asked_again(task->db, request, task->now, err);
}

int ending_data(struct task *task, const struct candidate *candidate, const char *flag,
		const struct letter_recipient *told, size_t count, json_t **out, struct err *err)
{
	const struct naming naming = {candidate->offer, ORGANISATION_MISSION_LOCALE};
	json_t *data = task_data(task), *recipients;
	int rc = names_of(task, &naming, told, count, &recipients, err);
	if (rc)
		return rc;
	json_object_set_new(data, "ref", json_string(candidate->ref));
	json_object_set_new(data, "mission_locale", json_string(candidate->mission_locale_name));
	present_list(data, "recipients", json_incref(recipients));
	json_object_set_new(data, flag, json_true());
	*out = data;
	return OK;
}

int ending_carry_out(struct task *task, const struct candidate *candidate, const struct ending *ending,
		     const char *by, struct letter_recipient **told, size_t *count, struct err *err)
{
	int rc;
	if ((rc = erase(task, candidate, ending, err)) || (rc = record(task, candidate, ending, by, err)) ||
	    (rc = letters_holders(task->db, task->arena, "cv", candidate->ref, told, count, err)))
		return rc;
	return ask_all_to_delete(task, candidate, ending, *told, *count, err);
}

int ending_tell(struct task *task, const struct candidate *candidate, const char *template, json_t *data,
		const char *occasion, struct err *err)
{
	struct contact *people;
	size_t count;
	int rc = people_of(task, candidate, &people, &count, err);
	for (size_t i = 0; !rc && i < count; i++) {
		struct draft draft = {
		    .template = template,
		    .data = data,
		    .to_email = people[i].email,
		    .to_name = people[i].name,
		    .contact = people[i].id,
		    .about = candidate->ref,
		    .occasion = occasion,
		};
		rc = task_emit(task, &draft, err);
	}
	return rc;
}
