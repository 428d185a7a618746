#include "offer_contact.h"

#include "base/phrases.h"
#include "kind.h"

int offer_contact_settle(struct task *task, const struct offer *offer, struct err *err)
{
	bool is_settled, is_new = false;
	int rc = offer_contact_is_settled(task->db, offer, &is_settled, err);
	if (rc || is_settled || (rc = offer_contact_ask(task->db, offer, task->now, &is_new, err)))
		return rc;
	form_note(task->form, phrase_with(task->arena, "offer.unconfirmed", "email", offer->contact, NULL));
	if (!is_new)
		return OK;
	json_t *data = task_data(task);
	json_object_set_new(data, "ref", json_string(offer->ref));
	json_object_set_new(data, "title", json_string(offer->title));
	json_object_set_new(data, "organisation", json_string(task->sender.organisation));
	struct draft draft = {
	    .template = "contact_confirmation",
	    .data = data,
	    .to_email = offer->contact,
	    .to_name = "",
	    .about = offer->ref,
	    .occasion = "confirmation",
	    .invites = KIND_APPROVAL,
	    .thread = offer->ref,
	    .asks_address = true,
	};
	return task_emit(task, &draft, err);
}

int confirm_address(struct task *task, const char *ref, const char *email, struct err *err)
{
	bool was_asked;
	int rc = offer_contact_confirm(task->db, ref, email, task->now, &was_asked, err);
	if (rc || !was_asked)
		return rc;
	task->decision.kind = kind_name(KIND_APPROVAL);
	task_accept(task, ref, "the offer's contact is confirmed");
	return OK;
}

/* The offer's sender, while its contact has not confirmed its address. */
static int find_sender(struct task *task, const struct offer *offer, struct contact *out, bool *is_served,
		       struct err *err)
{
	int rc = contact_by_id(task->db, task->arena, offer->sender, out, err);
	*is_served = !rc && out->is_active && !out->is_bounced;
	form_note(task->form, phrase("cv.unconfirmed"));
	return rc;
}

int offer_contact_find(struct task *task, const struct offer *offer, struct contact *out, bool *is_served,
		       struct err *err)
{
	bool is_settled;
	int rc = offer_contact_is_settled(task->db, offer, &is_settled, err);
	if (!rc && !is_settled)
		return find_sender(task, offer, out, is_served, err);
	if (!rc)
		rc = address_is_served(task->db, offer->contact, is_served, err);
	if (!rc)
		rc = contact_by_email(task->db, task->arena, offer->contact, out, err);
	if (rc != ERR_NOT_FOUND)
		return rc;
	*out = (struct contact){.email = offer->contact, .name = "", .organisation = offer->company};
	return OK;
}
