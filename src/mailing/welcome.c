/* The welcome letter, once for a new contact: what this is, where the address comes from (GDPR 14), the
 * signature, its forms, how to stop (specification section 7). Owed when an import says so. */
#include "mailings.h"
#include "partners.h"

#include "base/io.h"
#include "base/phrases.h"
#include "handle/present.h"
#include "kind/guide.h"
#include "kind/settings.h"

enum { SLICE = 25, SLICE_MS = 40 }; /* most contacts and longest time of one transaction */

static int welcome(struct task *task, const struct contact *contact, struct err *err)
{
	json_t *data = task_data(task);
	const struct settings settings = {contact->lists, contact->frequency, contact->territories};
	int rc = settings_present(task, data, &settings, err);
	if (rc)
		return rc;
	partners_add_signature(task, data);
	partners_add_sites(task, data);
	json_object_set_new(data, "organisation", json_string(contact->organisation));
	json_object_set_new(data, "email", json_string(contact->email));
	json_object_set_new(data, "name", json_string(contact->name));
	json_object_set_new(data, "function", json_string(contact->function));
	present_list(data, "forms", guide_forms(task->arena, contact->type, contact->is_steering));
	present_aside_button(data, phrase("button.settings"), "[ABONNEMENT]", phrase("body.settings"));
	present_destructive_button(data, phrase("button.leave_all"), "[DESABONNEMENT]", "");
	struct draft draft = {.template = "welcome",
			      .data = data,
			      .to_email = contact->email,
			      .to_name = contact->name,
			      .contact = contact->id,
			      .occasion = "welcome"};
	if ((rc = task_emit(task, &draft, err)))
		return rc;
	return contact_welcomed(task->db, contact->id, task->now, err);
}

int welcome_next(struct task *task, bool *did, struct err *err)
{
	long long until_ms = io_now_ms() + SLICE_MS;
	struct contact *contacts;
	size_t count;
	int rc = contacts_to_welcome(task->db, task->arena, SLICE, &contacts, &count, err);
	*did = !rc && count;
	for (size_t i = 0; !rc && i < count && (!i || io_now_ms() < until_ms); i++)
		rc = welcome(task, &contacts[i], err);
	return rc;
}
