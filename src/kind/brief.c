#include "kind/brief.h"

#include "base/phrases.h"
#include "base/text.h"
#include "calls.h"
#include "kind/event.h"
#include "offers.h"
#include "targets.h"

static void copy_texts(json_t *to, json_t *from, const char *const *keys)
{
	for (; *keys; keys++) {
		const char *text = json_string_value(json_object_get(from, *keys));
		json_object_set_new(to, *keys, json_string(text ? text : ""));
	}
}

int brief_offer(struct task *task, const char *ref, json_t **out, struct err *err)
{
	static const char *const KEYS[] = {"ref",      "title",	   "company",  "place",
					   "contract", "openings", "deadline", NULL};
	struct offer offer;
	int rc = offer_get(task->db, task->arena, ref, &offer, err);
	if (rc)
		return rc;
	*out = task_data(task);
	copy_texts(*out, offer_data(task, &offer), KEYS);
	return OK;
}

int brief_event(struct task *task, const char *ref, json_t **out, struct err *err)
{
	static const char *const KEYS[] = {"ref", "title", "when", "place", "organiser", "deadline", NULL};
	struct event event;
	int rc = event_get(task->db, task->arena, ref, &event, err);
	if (rc)
		return rc;
	*out = task_data(task);
	copy_texts(*out, event_data(task, &event), KEYS);
	return OK;
}

int brief_call(struct task *task, const char *ref, json_t **out, struct err *err)
{
	static const char *const KEYS[] = {"ref", "title", "what", "organisation", "place", "deadline", NULL};
	struct call call;
	json_t *data;
	int rc = call_get(task->db, task->arena, ref, &call, err);
	if (rc || (rc = call_data(task, &call, &data, err)))
		return rc;
	*out = task_data(task);
	copy_texts(*out, data, KEYS);
	return OK;
}

void brief_answers(struct task *task, json_t *entry, const char *part, const char *ref,
		   enum organisation_type reader)
{
	if (!strcmp(part, "offer") && reader == ORGANISATION_MISSION_LOCALE)
		present_button(entry, phrase_with(task->arena, "newsletter.propose", "ref", ref, NULL),
			       arena_printf(task->arena, "[CV %s]", ref),
			       present_form_text(task->arena, KIND_CV, false));
	if (!strcmp(part, "event"))
		present_button(entry, phrase_with(task->arena, "newsletter.answer", "ref", ref, NULL),
			       arena_printf(task->arena, "[REPONSE %s]", ref), phrase("body.rsvp"));
	if (!strcmp(part, "call"))
		present_button(entry, phrase_with(task->arena, "newsletter.answer_call", "ref", ref, NULL),
			       arena_printf(task->arena, "[REPONSE %s]", ref), phrase("body.call"));
}

static int gather(struct task *task, struct audience *audience, unsigned types, struct contact_list *out,
		  struct err *err)
{
	int rc = OK;
	for (unsigned type = ORGANISATION_ANY + 1; !rc && type < ORGANISATION_TYPES; type++) {
		audience->type = (enum organisation_type)type;
		if (types & 1u << type)
			rc = task_audience(task, audience, out, err);
	}
	return rc;
}

int brief_offer_readers(struct task *task, const char *ref, const char *list, struct contact_list *out,
			struct err *err)
{
	struct offer offer;
	struct audience audience = {.list = list};
	int rc = offer_get(task->db, task->arena, ref, &offer, err);
	if (rc)
		return rc;
	struct place place = {.label = "",
			      .insee = offer.commune,
			      .postal_code = offer.postal_code,
			      .department = offer.department,
			      .region = offer.region};
	/* Several places without a common one are stored as codes of `Diffusion`. */
	if (!place.insee && !place.department && !place.region && offer.diffusion &&
	    strpbrk(offer.diffusion, "0123456789"))
		audience.overlaps = offer.diffusion;
	else
		audience_of_place(task, &place, &audience);
	return gather(task, &audience, ~(1u << ORGANISATION_ENTREPRISE), out, err);
}

/* The audience of an announcer of that kind (specification section 6). */
static unsigned addressed_by(enum organisation_type type)
{
	enum {
		MISSION_LOCALE = 1u << ORGANISATION_MISSION_LOCALE,
		IMS = 1u << ORGANISATION_IMS,
		COMPANIES = 1u << ORGANISATION_ENTREPRISE | 1u << ORGANISATION_ANTENNE | IMS,
	};
	if (type == ORGANISATION_CNML)
		return IMS;
	return type == ORGANISATION_MISSION_LOCALE || type == ORGANISATION_ASSOCIATION_REGIONALE
		   ? COMPANIES
		   : MISSION_LOCALE;
}

int brief_event_readers(struct task *task, const char *ref, const char *list, struct contact_list *out,
			struct err *err)
{
	struct event event;
	struct contact announcer = {0};
	struct audience audience = {.list = list};
	int rc = event_get(task->db, task->arena, ref, &event, err);
	if (!rc)
		rc = contact_by_id(task->db, task->arena, event.sender, &announcer, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	struct place place = {.label = "",
			      .insee = event.commune,
			      .postal_code = event.postal_code,
			      .department = event.department,
			      .region = event.region};
	if (!text_is_blank(event.targets)) {
		/* `Invités` was understood when the event was announced; faults found now are ignored. */
		struct form form = {.kind = KIND_EVENT, .arena = task->arena}, *own = task->form;
		task->form = &form;
		rc = targets_find(task, event.targets, list, out, err);
		task->form = own;
	} else {
		audience_of_place(task, &place, &audience);
		rc = gather(task, &audience, addressed_by(announcer.type), out, err);
	}
	list_leave_out(out, announcer.id);
	return rc;
}

int brief_call_readers(struct task *task, const char *ref, const char *list, struct contact_list *out,
		       struct err *err)
{
	struct call call;
	struct contact asker;
	int rc = call_get(task->db, task->arena, ref, &call, err);
	if (!rc)
		rc = contact_by_id(task->db, task->arena, call.asker, &asker, err);
	return rc ? rc : call_readers(task, &call, asker.type, list, out, err);
}
