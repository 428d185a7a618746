/* Regional agreements (agreement Art. 2: « des conventions régionales pourront être signées »; specification
 * section 7): proposed by one side, active with the other's approval, ended by either. Recipients named in an
 * active one get the region's offers and events. */
#include "approvals.h"
#include "handlers.h"
#include "regional.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/approvals.h"
#include "kind/articles.h"

int regional_routes(struct task *task, const char *region, const char *list, unsigned types,
		    struct contact_list *out, struct err *err)
{
	struct contact *found = NULL;
	size_t count = 0;
	int rc = region ? regional_recipients(task->db, task->arena, region, list, &found, &count, err) : OK;
	for (size_t i = 0; !rc && i < count; i++)
		if (types & 1u << found[i].type)
			rc = list_contact(task->arena, out, &found[i]);
	return rc;
}

/* --- reading the form --- */

/* "Auvergne-Rhône-Alpes", "région Bretagne", "R84": a region of 2016. */
static int find_region(struct task *task, struct place *out, struct err *err)
{
	const char *text = form_get(task->form, "region");
	struct err fault = {0};
	struct place *choices;
	size_t count;
	const char *folded = text_fold(task->arena, text);
	const char *name = text_starts_with(folded, "region ") ? folded + strlen("region ") : folded;
	struct place_query query = {.name = arena_printf(task->arena, "region %s", name)};
	int rc = places_by_code(task->db, task->arena, text_upper_ascii(task->arena, text), out, &fault);
	if (rc == ERR_NOT_FOUND)
		rc = places_resolve(task->db, task->arena, &query, out, &choices, &count, &fault);
	if (rc && rc != ERR_NOT_FOUND && rc != ERR_DATA)
		return err_set(err, rc, "%s", fault.text);
	if (rc || !out->region || out->department || out->former_region)
		form_fault(task->form, "region", phrase("regional.region"));
	return OK;
}

/* Only organisations of the region may propose an agreement for it. */
static int check_own_region(struct task *task, const struct place *region, struct err *err)
{
	struct contact *found;
	size_t count;
	bool is_own = task->sender.type == ORGANISATION_IMS;
	const struct audience audience = {.type = task->sender.type,
					  .overlaps = place_code(task->arena, region)};
	int rc = is_own ? OK : contacts_for(task->db, task->arena, &audience, &found, &count, err);
	for (size_t i = 0; !rc && !is_own && i < count; i++)
		is_own = found[i].organisation_id == task->sender.organisation_id;
	if (!rc && !is_own)
		form_fault(task->form, "region", phrase("regional.foreign"));
	return rc;
}

/* Addresses in the directory, with any separators. */
static int find_recipients(struct task *task, struct contact_list *out, struct err *err)
{
	static const char BETWEEN[] = " \t\n,;<>()\"";
	struct buf unknown = {.arena = task->arena};
	const char *at = form_get(task->form, "recipients");
	bool any = false;
	for (at += strspn(at, BETWEEN); *at; at += strspn(at, BETWEEN)) {
		size_t length = strcspn(at, BETWEEN);
		const char *email = arena_strndup(task->arena, at, length);
		struct contact contact;
		at += length;
		if (!strchr(email, '@'))
			continue;
		any = true;
		int rc = contact_by_email(task->db, task->arena, email, &contact, err);
		if (rc && rc != ERR_NOT_FOUND)
			return rc;
		if (rc || contact.is_bounced)
			buf_printf(&unknown, "%s%s", unknown.length ? ", " : "", email);
		else
			list_contact(task->arena, out, &contact);
	}
	if (unknown.length || !any)
		form_fault(task->form, "recipients",
			   any ? phrase_with(task->arena, "regional.recipients", "addresses",
					     buf_text(&unknown), NULL)
			       : phrase("regional.no_recipient"));
	return OK;
}

/* The other side in the region: for an association the region's antennes, else IMS; for IMS the
 * association. */
static int find_asked(struct task *task, const struct place *region, struct contact_list *out,
		      struct err *err)
{
	bool is_association = task->sender.type == ORGANISATION_ASSOCIATION_REGIONALE;
	const struct audience audience = {.type = is_association ? ORGANISATION_ANTENNE
								 : ORGANISATION_ASSOCIATION_REGIONALE,
					  .overlaps = place_code(task->arena, region)};
	struct contact *found;
	size_t count;
	int rc = task_audience(task, &audience, out, err);
	if (rc || out->count || !is_association)
		return rc;
	rc = contacts_steering(task->db, task->arena, "ims", &found, &count, err);
	for (size_t i = 0; !rc && i < count; i++)
		if (found[i].type == ORGANISATION_IMS)
			rc = list_contact(task->arena, out, &found[i]);
	return rc;
}

/* --- letters --- */

static int data_of(struct task *task, const struct regional_agreement *agreement, json_t **out,
		   struct err *err)
{
	const struct place region = {.region = agreement->region};
	struct contact *recipients;
	struct date signed_on;
	char *name;
	size_t count;
	int rc = place_in_words(task->db, task->arena, &region, &name, err);
	if (!rc)
		rc = regional_parties(task->db, task->arena, agreement->ref, REGIONAL_RECIPIENT, &recipients,
				      &count, err);
	if (rc)
		return rc;
	struct contact_list list = {.rows = recipients, .count = count};
	json_t *data = task_data(task);
	json_object_set_new(data, "ref", json_string(agreement->ref));
	json_object_set_new(data, "region", json_string(name));
	json_object_set_new(data, "signatories", json_string(agreement->signatories));
	if (date_parse_iso(agreement->signed_on, &signed_on))
		json_object_set_new(data, "signed_on", json_string(date_french(task->arena, signed_on)));
	json_object_set_new(data, "by", json_string(task->sender.organisation));
	present_list(data, "organisations", present_organisations(task->arena, &list));
	*out = data;
	return OK;
}

static int tell_one(struct task *task, const struct regional_agreement *agreement, const char *template,
		    json_t *data, const struct contact *to, struct err *err)
{
	struct draft draft = {.template = template,
			      .data = data,
			      .to_email = to->email,
			      .to_name = to->name,
			      .contact = to->id,
			      .about = agreement->ref,
			      .is_answer = to->id == task->sender.id};
	return task_emit(task, &draft, err);
}

/* Proposer, approver, recipients and sender, without duplicates. */
static int find_concerned(struct task *task, const struct regional_agreement *agreement,
			  struct contact_list *out, struct err *err)
{
	const int64_t parties[] = {agreement->proposer, agreement->approver};
	struct contact *recipients;
	size_t count;
	int rc = list_contact(task->arena, out, &task->sender);
	for (size_t i = 0; !rc && i < ARRAY_SIZE(parties); i++) {
		struct contact party;
		rc = parties[i] ? contact_by_id(task->db, task->arena, parties[i], &party, err)
				: ERR_NOT_FOUND;
		if (!rc)
			rc = list_contact(task->arena, out, &party);
		else if (rc == ERR_NOT_FOUND)
			rc = OK;
	}
	if (!rc)
		rc = regional_parties(task->db, task->arena, agreement->ref, REGIONAL_RECIPIENT, &recipients,
				      &count, err);
	for (size_t i = 0; !rc && i < count; i++)
		rc = list_contact(task->arena, out, &recipients[i]);
	return rc;
}

static bool is_among(const struct contact *contacts, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (contacts[i].id == id)
			return true;
	return false;
}

static int tell_all(struct task *task, const struct regional_agreement *agreement, const char *template,
		    bool is_declined, struct err *err)
{
	struct contact_list concerned = {0};
	struct contact *recipients;
	size_t count;
	const char *why = form_get(task->form, "description");
	json_t *data;
	int rc = data_of(task, agreement, &data, err);
	if (rc || (rc = find_concerned(task, agreement, &concerned, err)) ||
	    (rc = regional_parties(task->db, task->arena, agreement->ref, REGIONAL_RECIPIENT, &recipients,
				   &count, err)))
		return rc;
	json_object_set_new(data, "is_declined", json_boolean(is_declined));
	json_object_set_new(data, "reason", json_string(why ? why : ""));
	for (size_t i = 0; !rc && i < concerned.count; i++) {
		bool is_party = concerned.rows[i].id == agreement->proposer ||
				concerned.rows[i].id == agreement->approver;
		json_t *own = task_data(task);
		json_object_update(own, data);
		json_object_set_new(own, "is_own", json_boolean(concerned.rows[i].id == task->sender.id));
		json_object_set_new(own, "is_party", json_boolean(is_party));
		json_object_set_new(own, "is_recipient",
				    json_boolean(is_among(recipients, count, concerned.rows[i].id)));
		rc = tell_one(task, agreement, template, own, &concerned.rows[i], err);
	}
	return rc;
}

static int ask(struct task *task, const struct regional_agreement *agreement,
	       const struct contact_list *asked, struct err *err)
{
	const char *subject = arena_printf(task->arena, "[ACCORD %s]", agreement->ref);
	json_t *data;
	int rc = data_of(task, agreement, &data, err);
	if (rc)
		return rc;
	present_button(data, phrase("regional.agree"), subject, phrase("body.publish"));
	present_button(data, phrase("regional.decline"), subject, phrase("body.discard"));
	for (size_t i = 0; !rc && i < asked->count; i++)
		rc = tell_one(task, agreement, "agreement_review", data, &asked->rows[i], err);
	return rc;
}

static int acknowledge(struct task *task, const struct regional_agreement *agreement,
		       const struct contact_list *asked, struct err *err)
{
	json_t *data;
	int rc = data_of(task, agreement, &data, err);
	if (rc)
		return rc;
	present_list(data, "asked", present_organisations(task->arena, asked));
	json_object_set_new(data, "notes", present_notes(task->form));
	return task_answer(task, "agreement_acknowledgement", data, agreement->ref, err);
}

/* --- proposed --- */

static int add_parties(struct task *task, const char *ref, enum regional_role role,
		       const struct contact_list *list, struct err *err)
{
	int rc = OK;
	for (size_t i = 0; !rc && i < list->count; i++)
		rc = regional_party_add(task->db, ref, role, list->rows[i].id, err);
	return rc;
}

static int propose(struct task *task, const struct place *region, const struct contact_list *recipients,
		   struct err *err)
{
	struct contact_list asked = {0};
	char *ref;
	int rc = find_asked(task, region, &asked, err);
	if (rc)
		return rc;
	if (!asked.count)
		return task_hold(task, "nobody of the other side can be asked in that region", err);
	if ((rc = db_next_reference(task->db, task->arena, "CNR", date_of(task->now).year, &ref, err)))
		return rc;
	const struct regional_agreement agreement = {.ref = ref,
						     .region = region->region,
						     .status = "pending",
						     .signed_on = form_get(task->form, "signed_on"),
						     .signatories = form_get(task->form, "signatories"),
						     .proposer = task->sender.id,
						     .message = task->message};
	if ((rc = regional_agreement_add(task->db, &agreement, err)) ||
	    (rc = add_parties(task, ref, REGIONAL_ASKED, &asked, err)) ||
	    (rc = add_parties(task, ref, REGIONAL_RECIPIENT, recipients, err)) ||
	    (rc = ask(task, &agreement, &asked, err)))
		return rc;
	task_accept(task, ref, "regional agreement proposed");
	return acknowledge(task, &agreement, &asked, err);
}

static void check_date(struct task *task)
{
	const char *signed_on = form_get(task->form, "signed_on");
	if (signed_on && strcmp(signed_on, date_iso(task->arena, date_of(task->now))) > 0)
		form_fault(task->form, "signed_on", phrase("regional.not_signed"));
}

int handle_regional_agreement(struct task *task, struct err *err)
{
	struct contact_list recipients = {0};
	struct place region;
	int rc = OK;
	if (task->form->ref)
		return task_refuse_because(task, "ref", phrase("regional.label"), task->form->ref,
					   phrase("regional.change"), phrase("regional.change.accepted"),
					   err);
	extract_require(task->form);
	check_date(task);
	if (form_get(task->form, "region") && !(rc = find_region(task, &region, err)) &&
	    !present_is_faulty(task->form, "region"))
		rc = check_own_region(task, &region, err);
	if (!rc && form_get(task->form, "recipients"))
		rc = find_recipients(task, &recipients, err);
	if (rc || task->form->fault_count)
		return rc ? rc : task_refuse(task, err);
	return propose(task, &region, &recipients, err);
}

/* --- [ACCORD CNR-...], [DENONCIATION CNR-...] --- */

static int was_asked(struct task *task, const char *ref, bool *was, struct err *err)
{
	struct contact *asked;
	size_t count;
	int rc = regional_parties(task->db, task->arena, ref, REGIONAL_ASKED, &asked, &count, err);
	*was = !rc && is_among(asked, count, task->sender.id);
	return rc;
}

static int end(struct task *task, struct regional_agreement *agreement, bool is_declined, struct err *err)
{
	agreement->status = "ended";
	agreement->ended_on = date_iso(task->arena, date_of(task->now));
	int rc = regional_agreement_update(task->db, agreement, err);
	return rc ? rc : tell_all(task, agreement, "agreement_ended", is_declined, err);
}

static int decide(struct task *task, struct regional_agreement *agreement, struct err *err)
{
	const char *answer = form_get(task->form, "answer");
	const struct approval approval = {.about = agreement->ref,
					  .contact = task->sender.id,
					  .side = side_of(task->sender.type),
					  .answer = answer,
					  .text = form_get(task->form, "description"),
					  .answered_at = task->now,
					  .message = task->message};
	bool agrees = !strcmp(answer, "yes");
	int rc = approval_add(task->db, &approval, err);
	if (rc)
		return rc;
	agreement->approver = task->sender.id;
	task_accept(task, agreement->ref,
		    agrees ? "regional agreement active" : "regional agreement declined");
	if (!agrees)
		return end(task, agreement, true, err);
	agreement->status = "active";
	agreement->active_on = date_iso(task->arena, date_of(task->now));
	rc = regional_agreement_update(task->db, agreement, err);
	return rc ? rc : tell_all(task, agreement, "agreement_active", false, err);
}

int regional_approval(struct task *task, struct err *err)
{
	struct regional_agreement agreement;
	bool may = false;
	int rc = regional_agreement_get(task->db, task->arena, task->form->ref, &agreement, err);
	if (!rc)
		rc = was_asked(task, agreement.ref, &may, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (!may)
		return task_bar(task, "kind", phrase("rights.label"), kind_tag(KIND_APPROVAL),
				phrase("regional.rights"), phrase("regional.rights.accepted"), err);
	if (strcmp(agreement.status, "pending") != 0)
		return task_bar(task, "ref", phrase("regional.label"), agreement.ref,
				phrase("regional.decided"), "", err);
	return approval_is_right(task) ? decide(task, &agreement, err) : task_refuse(task, err);
}

/* The contact of that party, or a colleague when it has left. */
static int is_party(struct task *task, int64_t party, bool *is, struct err *err)
{
	struct contact contact;
	if (*is || !party)
		return OK;
	*is = party == task->sender.id;
	int rc = *is ? OK : contact_by_id(task->db, task->arena, party, &contact, err);
	if (!rc && !*is)
		*is = !contact.is_active && contact.organisation_id == task->sender.organisation_id;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

int regional_end(struct task *task, struct err *err)
{
	struct regional_agreement agreement;
	bool may = false;
	int rc = regional_agreement_get(task->db, task->arena, task->form->ref, &agreement, err);
	if (!rc && !(rc = is_party(task, agreement.proposer, &may, err)))
		rc = is_party(task, agreement.approver, &may, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (!may)
		return task_bar(task, "kind", phrase("rights.label"), kind_tag(KIND_TERMINATION),
				phrase("regional.end.rights"), phrase("regional.end.rights.accepted"), err);
	if (!strcmp(agreement.status, "ended"))
		return task_bar(task, "ref", phrase("regional.label"), agreement.ref,
				phrase("regional.ended"), "", err);
	task_accept(task, agreement.ref, "regional agreement ended");
	return end(task, &agreement, false, err);
}
