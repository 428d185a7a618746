/* CVs: none is kept or sent without the young person's explicit consent (agreement Art. 3: « avec l'accord
 * explicite du demandeur d'emploi »; specification section 5). After a refusal nothing is kept. */
#include "handle/present.h"
#include "handle/task.h"
#include "handlers.h"
#include "kind/audience.h"

#include "consent.h"
#include "files.h"
#include "handle/records.h"
#include "kind/names.h"
#include "match.h"
#include "offer_contact.h"
#include "offers.h"
#include "outcome.h"
#include "renewal.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/candidates.h"
#include "db/consents.h"
#include "db/offers.h"
#include "kind/ending.h"

static const struct {
	const char *status, *why;
} NOT_OPEN[] = {
    {"held", "fault.offer_held"},
    {"filled", "fault.offer_filled"},
    {"closed", "fault.offer_closed"},
    {"expired", "fault.offer_expired"},
};

static const char *why_not_open(const struct offer *offer)
{
	for (size_t i = 0; i < ARRAY_SIZE(NOT_OPEN); i++)
		if (!strcmp(offer->status, NOT_OPEN[i].status))
			return phrase(NOT_OPEN[i].why);
	return phrase("fault.offer_not_open");
}

/* An offer that is no longer open takes no CV. A CV that may go to other companies becomes a spontaneous one,
 * and its sender is told. */
static void settle_not_open(struct task *task, struct offer *offer, const char *accepted)
{
	struct form *form = task->form;
	const char *scope = form_get(form, "scope");
	if (!scope || strcmp(scope, "partners")) {
		task_fault(task, "ref", phrase("label.offer"), offer->ref, why_not_open(offer), accepted);
		return;
	}
	form_note(form, phrase_with(task->arena, "told.spontaneous", "ref", offer->ref, "why",
				    why_not_open(offer), NULL));
	memset(offer, 0, sizeof *offer);
	form->ref = NULL;
}

/* The offer that the CV answers: by the subject's reference, the field `Offre`, or the answered letter. */
static int find_offer(struct task *task, struct offer *offer, struct err *err)
{
	struct form *form = task->form;
	memset(offer, 0, sizeof *offer);
	int rc = record_find_answered(task, "OFF-", err);
	if (rc)
		return rc;
	if (!form->ref)
		return OK;
	rc = offer_get(task->db, task->arena, form->ref, offer, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	const char *accepted = phrase("fault.offer_of_cv.accepted");
	if (rc)
		task_fault(task, "ref", phrase("label.offer"), form->ref, phrase("fault.offer_of_cv"),
			   accepted);
	else if (strcmp(offer->status, "open"))
		settle_not_open(task, offer, accepted);
	return OK;
}

static void check_scope(struct task *task)
{
	const char *scope = form_get(task->form, "scope");
	if (!task->form->ref && scope && !strcmp(scope, "offer"))
		form_fault(task->form, "scope", phrase("fault.scope_of_spontaneous"));
}

/* The CV of somebody who may turn 26 while letters wait for the relay is sent today or not at all: the age is
 * checked for the day of sending, and no date of birth is kept (send_by is deleted the day after). */
static const char *last_day(struct task *task)
{
	const char *is_last = form_get(task->form, "is_last_days");
	return is_last && !strcmp(is_last, "oui") ? date_iso(task->arena, date_of(task->now)) : NULL;
}

static bool is_minor(const struct form *form)
{
	const char *minor = form_get(form, "is_minor");
	return minor && !strcmp(minor, "oui");
}

static int record(struct task *task, const struct given *given, const char *ref, int64_t *files,
		  struct receipt *receipt, struct err *err)
{
	const struct form *form = task->form;
	struct candidate candidate = {
	    .ref = ref,
	    .status = "forwarded",
	    .given_name = form_get(form, "given_name"),
	    .family_name = form_get(form, "family_name"),
	    .offer = form->ref,
	    .mission_locale = task->sender.organisation_id,
	    .adviser = task->sender.id,
	    .scope = given->scope,
	    .is_minor = is_minor(form),
	    .rome = match_rome(task),
	    .level = form_get(form, "level"),
	    .wanted = form_get(form, "wanted"),
	    .mobility = form_get(form, "mobility"),
	    .consent_expires_on = date_iso(task->arena, given->expires),
	    .message = task->message,
	    .send_by = last_day(task),
	};
	int rc = candidate_add(task->db, &candidate, err);
	for (size_t i = 0, n = 0; !rc && i < task->mail->attachment_count; i++) {
		const struct attachment *file = &task->mail->attachments[i];
		if (!file->is_inline)
			rc = candidate_add_file(task->db, ref, file->name, file->type, file->content,
						&files[n++], err);
	}
	return rc ? rc : consent_record(task, given, ref, receipt, err);
}

/* The program doesn't believe addresses outside of the directory, so their answers go to the mission locale
 * (specification section 5). */
static void add_outcome_buttons(struct task *task, json_t *data, const char *ref, bool is_outside)
{
	outcome_buttons(task->arena, data, ref, NULL);
	size_t i;
	json_t *button;
	if (is_outside)
		json_array_foreach(json_object_get(data, "buttons"), i, button)
		    json_object_set_new(button, "to", json_string(task->sender.email));
	json_object_set_new(data, "is_outside", json_boolean(is_outside));
}

/* words: the offer as readers see it. */
static json_t *cv_data(struct task *task, const struct given *given, const struct offer *offer,
		       const json_t *words, const char *ref)
{
	static const char *const NOT_SHOWN[] = {"given_name",	"family_name",	"birth", "consent",
						"consent_date", "collected_by", "scope", NULL};
	const struct form *form = task->form;
	json_t *data = task_data(task);
	json_object_set_new(data, "ref", json_string(ref));
	json_object_set_new(data, "given_name", json_string(form_get(form, "given_name")));
	json_object_set_new(data, "family_name", json_string(form_get(form, "family_name")));
	json_object_set_new(data, "mission_locale", json_string(task->sender.organisation));
	json_object_set_new(data, "initial",
			    json_string(present_initial(task->arena, form_get(form, "family_name"))));
	json_object_set_new(data, "wanted", json_string(form_get(form, "wanted")));
	json_object_set_new(data, "adviser", json_string(given->collected_by));
	json_object_set_new(data, "adviser_email", json_string(task->sender.email));
	json_object_set_new(data, "is_minor", json_boolean(is_minor(form)));
	json_object_set_new(data, "is_partners", json_boolean(!strcmp(given->scope, "partners")));
	json_object_set_new(data, "consent_date", json_string(date_french(task->arena, given->date)));
	json_object_set_new(data, "expires_on", json_string(date_french(task->arena, given->expires)));
	present_list(data, "facts", present_facts(form, KIND_CV, NOT_SHOWN));
	if (offer->ref) {
		json_object_set_new(data, "offer_ref", json_string(offer->ref));
		json_object_set_new(data, "offer_title", json_string(offer->title));
		json_object_set(data, "offer_place", json_object_get(words, "place"));
		json_object_set(data, "town", json_object_get(words, "town"));
	}
	return data;
}

/* The offer's contact first, then the IMS cell, without duplicates. */
static int recipients(struct task *task, const struct offer *offer, struct contact_list *list,
		      struct err *err)
{
	if (offer->ref) {
		struct contact *contact = arena_array(task->arena, 1, sizeof *contact);
		bool is_served;
		int rc = offer_contact_find(task, offer, contact, &is_served, err);
		if (rc)
			return rc;
		*list = (struct contact_list){.rows = contact, .count = is_served};
		if (!is_served)
			form_note(task->form, phrase("told.contact_gone"));
	}
	return task_audience(task, &(struct audience){.type = ORGANISATION_IMS, .list = "cv"}, list, err);
}

static int forward(struct task *task, json_t *inside, json_t *outside, const char *ref,
		   const struct contact_list *to, const int64_t *files, size_t file_count, struct err *err)
{
	int rc = OK;
	for (size_t i = 0; !rc && i < to->count; i++) {
		struct draft draft = {
		    .template = "cv",
		    .data = to->rows[i].id ? inside : outside,
		    .to_email = to->rows[i].email,
		    .to_name = to->rows[i].name,
		    .contact = to->rows[i].id,
		    .reply_to = to->rows[i].id ? NULL : task->sender.email,
		    .about = ref,
		    .files = files,
		    .file_count = file_count,
		};
		rc = task_emit(task, &draft, err);
	}
	return rc;
}

/* For a spontaneous CV the IMS cell gets a list of matching open offers. */
static int add_matches(struct task *task, json_t *data, struct err *err)
{
	json_t *matches;
	int rc = match_offers(task, &matches, err);
	if (!rc && json_array_size(matches)) {
		json_object_set_new(data, "has_matches", json_true());
		json_object_set(data, "matches", matches);
	}
	return rc;
}

/* The recipients as the mission locale sees them. */
static int add_recipients(struct task *task, json_t *data, const struct contact_list *to, struct err *err)
{
	const struct naming naming = {task->form->ref, task->sender.type};
	struct letter_recipient *people = arena_array(task->arena, to->count, sizeof *people);
	json_t *names;
	for (size_t i = 0; i < to->count; i++)
		people[i].email = to->rows[i].email;
	int rc = names_of(task, &naming, people, to->count, &names, err);
	present_contact_count(data, to->count);
	if (!rc)
		present_list(data, "organisations", json_incref(names));
	return rc;
}

static int acknowledge(struct task *task, json_t *data, const char *ref, const struct contact_list *to,
		       const struct receipt *receipt, struct err *err)
{
	int rc = add_recipients(task, data, to, err);
	if (rc)
		return rc;
	json_object_set_new(data, "notes", present_notes(task->form));
	consent_present(data, receipt);
	ending_buttons(task->arena, data, ref);
	return task_answer(task, "cv_acknowledgement", data, ref, err);
}

static int take(struct task *task, const struct offer *offer, const struct given *given, size_t file_count,
		struct contact_list *to, struct err *err)
{
	int64_t *files = arena_array(task->arena, file_count, sizeof *files);
	struct receipt receipt;
	char *ref;
	int rc;
	if ((rc = db_next_reference(task->db, task->arena, "CAN", date_of(task->now).year, &ref, err)) ||
	    (rc = record(task, given, ref, files, &receipt, err)))
		return rc;
	json_t *words = offer->ref ? offer_data(task, offer) : NULL;
	json_t *inside = cv_data(task, given, offer, words, ref),
	       *outside = cv_data(task, given, offer, words, ref);
	add_outcome_buttons(task, inside, ref, false);
	add_outcome_buttons(task, outside, ref, true);
	if ((!offer->ref && (rc = add_matches(task, inside, err))) ||
	    (rc = forward(task, inside, outside, ref, to, files, file_count, err)))
		return rc;
	task_accept(task, ref, "consent recorded, CV forwarded");
	task->brings_cv = task->erases = task->decision.erase_raw =
	    true; /* the files are kept as long as the consent, and the mail is erased with them */
	return acknowledge(task, cv_data(task, given, offer, words, ref), ref, to, &receipt, err);
}

int handle_cv(struct task *task, struct err *err)
{
	struct offer offer;
	struct contact_list to = {0};
	bool renews;
	int rc = renewal_is_meant(task, &renews, err);
	if (rc || renews)
		return rc ? rc : handle_renewal(task, err);
	if ((rc = find_offer(task, &offer, err)))
		return rc;
	extract_require(task->form);
	check_scope(task);
	size_t file_count = files_check(task, phrase("fault.cv_missing"));
	struct given given = consent_read(task);
	if (task->form->fault_count)
		return task_refuse(task, err);
	if ((rc = recipients(task, &offer, &to, err)))
		return rc;
	if (!to.count)
		return task_refuse_because(task, "recipient", phrase("label.recipient"), "",
					   phrase("fault.no_cell"), phrase("fault.no_cell.accepted"), err);
	return take(task, &offer, &given, file_count, &to, err);
}
