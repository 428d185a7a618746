/* Events (agreement Art. 3: forums, visits, trainings, common events; specification section 6): announced,
 * changed and cancelled by either owner, by a form or a calendar object. */
#include "event_form.h"
#include "guests.h"
#include "handlers.h"
#include "invite.h"
#include "kind/audience.h"
#include "kind/event_dues.h"
#include "kind/event_list.h"
#include "kind/life.h"
#include "seats.h"
#include "several.h"

#include "base/phrases.h"
#include "base/text.h"

/* Additional data of the acknowledgement. */
struct telling {
	const struct contact_list *guests; /* the guests as of now, or NULL */
	size_t count;			   /* number of guests told */
	const char *flag;		   /* "is_change", "is_cancelled" or NULL */
};

static json_t *acknowledgement(struct task *task, const struct event *event, const struct telling *telling)
{
	json_t *data = event_data(task, event);
	present_contact_count(data, telling->count);
	if (telling->guests)
		present_list(data, "organisations", present_organisations(task->arena, telling->guests));
	if (telling->flag)
		json_object_set_new(data, telling->flag, json_true());
	json_object_set_new(data, "notes", present_notes(task->form));
	if (!telling->flag || !strcmp(telling->flag, "is_change")) {
		present_button(data, phrase("button.change_event"),
			       arena_printf(task->arena, "[EVENEMENT %s]", event->ref),
			       phrase("body.change_event"));
		present_button(data, phrase("button.list"),
			       arena_printf(task->arena, "[EVENEMENT %s LISTE]", event->ref), "LISTE\n");
		present_destructive_button(data, phrase("button.cancel_event"),
					   arena_printf(task->arena, "[ANNULATION %s]", event->ref),
					   "ANNULATION\n");
	}
	return data;
}

static int copy_to(struct task *task, const struct event *event, const struct contact *contact,
		   const struct telling *telling, struct err *err)
{
	if (contact->id == task->sender.id || !contact->is_active || contact->is_bounced)
		return OK;
	json_t *data = acknowledgement(task, event, telling);
	json_object_set_new(data, "is_copy", json_true());
	json_object_set_new(data, "by", json_string(task->sender.organisation));
	struct draft draft = {.template = "event_acknowledgement",
			      .data = data,
			      .to_email = contact->email,
			      .to_name = contact->name,
			      .contact = contact->id,
			      .about = event->ref};
	return task_emit(task, &draft, err);
}

/* The co-organiser: the person with the given address, else the organisation's contacts on the list. */
static int copy_to_co_organiser(struct task *task, const struct event *event, const struct telling *telling,
				struct err *err)
{
	struct contact *contacts, one;
	size_t count;
	int rc;
	if (event->co_contact) {
		rc = contact_by_id(task->db, task->arena, event->co_contact, &one, err);
		return rc ? rc : copy_to(task, event, &one, telling, err);
	}
	rc = contacts_of(task->db, task->arena, event->co_organiser, &contacts, &count, err);
	for (size_t i = 0; !rc && i < count; i++)
		if (text_has_word(contacts[i].lists, "evenements"))
			rc = copy_to(task, event, &contacts[i], telling, err);
	return rc;
}

/* Tells the other owner of a common event (Art. 3). */
static int copy_to_other(struct task *task, const struct event *event, const struct telling *telling,
			 struct err *err)
{
	struct contact announcer;
	if (!event->co_organiser || event->co_organiser == event->organiser)
		return OK;
	if (task->sender.organisation_id == event->organiser)
		return copy_to_co_organiser(task, event, telling, err);
	int rc = contact_by_id(task->db, task->arena, event->sender, &announcer, err);
	return rc ? rc : copy_to(task, event, &announcer, telling, err);
}

static int acknowledge(struct task *task, const struct event *event, const struct telling *telling,
		       struct err *err)
{
	int rc = task_answer(task, "event_acknowledgement", acknowledgement(task, event, telling), event->ref,
			     err);
	return rc ? rc : copy_to_other(task, event, telling, err);
}

/* Registers the event in task->form and invites its audience; no effect when the form has faults. */
static int event_register(struct task *task, struct event *event, struct contact_list *guests,
			  struct err *err)
{
	struct place place;
	*event = event_blank(task);
	char *ref;
	extract_require(task->form);
	int rc = event_fill(task, event, &place, err);
	if (!rc && !task->form->fault_count)
		rc = guests_of(task, event, &place, guests, err);
	if (rc || task->form->fault_count)
		return rc;
	if ((rc = db_next_reference(task->db, task->arena, "EVT", date_of(task->now).year, &ref, err)))
		return rc;
	event->ref = ref;
	const char *at = strrchr(task->options->address, '@');
	event->uid = arena_printf(task->arena, "%s%s", ref, at ? at : "");
	rc = event_add(task->db, event, err);
	return rc ? rc : invite_all(task, event, guests, err);
}

static int event_new(struct task *task, struct err *err)
{
	struct event event;
	struct contact_list guests = {0};
	int rc = event_register(task, &event, &guests, err);
	if (rc)
		return rc;
	if (task->form->fault_count)
		return task_refuse(task, err);
	task_accept(task, event.ref, "event recorded");
	return acknowledge(task, &event, &(struct telling){&guests, guests.count, NULL}, err);
}

/* Registers one of several events in a mail. */
static int event_part(struct task *task, struct several_record *out, struct err *err)
{
	struct event event;
	int rc = event_register(task, &event, &out->told, err);
	if (!rc && !task->form->fault_count)
		*out = (struct several_record){.ref = event.ref, .title = event.title, .told = out->told};
	return rc;
}

static int refuse_reference(struct task *task, struct err *err)
{
	return task_refuse_because(task, "ref", phrase("label.event_ref"),
				   task->form->ref ? task->form->ref : "", phrase("fault.own_event_unknown"),
				   phrase("fault.own_event_unknown.accepted"), err);
}

int event_call_off(struct task *task, struct event *event, size_t *count, struct err *err)
{
	event->status = "cancelled";
	event->closed_at = event->look_at = time_utc(task->arena, task->now);
	event->sequence++;
	int rc = event_update(task->db, event, err);
	return rc ? rc : invite_cancelled(task, event, count, err);
}

static int event_cancel(struct task *task, struct event *event, struct err *err)
{
	size_t count;
	int rc;
	if ((rc = event_call_off(task, event, &count, err)) ||
	    (rc = acknowledge(task, event, &(struct telling){NULL, count, "is_cancelled"}, err)))
		return rc;
	task_accept(task, event->ref, "event cancelled");
	return OK;
}

static bool is_text_same(const char *a, const char *b)
{
	return text_equal_folded(a ? a : "", b ? b : "");
}

/* Whether guests' calendars need an update: start, end or place changed. */
static bool is_moved(const struct event *before, const struct event *event)
{
	return !is_text_same(before->starts_at, event->starts_at) ||
	       !is_text_same(before->ends_at, event->ends_at) || !is_text_same(before->place, event->place);
}

static int event_change(struct task *task, struct event *event, struct err *err)
{
	struct event before = *event;
	struct place place;
	struct contact_list guests = {0};
	size_t told = 0;
	int rc = event_fill(task, event, &place, err);
	/* Guests are chosen again when `Invités` changes, or when the place does and no guests were named. */
	bool asks_anew = text_is_blank(event->targets)
			     ? place.label && !is_text_same(before.place, event->place)
			     : !is_text_same(before.targets, event->targets);
	if (!rc && !task->form->fault_count && asks_anew)
		rc = guests_of(task, event, &place, &guests, err);
	if (!rc && !task->form->field_count && !task->form->fault_count)
		task_fault(task, "form", phrase("label.change"), "", phrase("fault.no_change"),
			   phrase("fault.no_change_of_event.accepted"));
	if (rc || task->form->fault_count)
		return rc ? rc : task_refuse(task, err);
	bool moves = is_moved(&before, event);
	event->sequence += moves;
	event->look_at = time_utc(task->arena, task->now);
	if (!is_text_same(before.starts_at, event->starts_at))
		event->started_from = time_utc(task->arena, task->now);
	if ((rc = event_dues_skip_changed(task, &before, event, err)) ||
	    (rc = event_update(task->db, event, err)) ||
	    (moves && (rc = invite_changed(task, &before, event, &told, err))) ||
	    (rc = invite_all(task, event, &guests, err)) || (rc = seats_promote(task, event, err)))
		return rc;
	struct telling telling = {guests.count ? &guests : NULL, told + guests.count, "is_change"};
	if ((rc = acknowledge(task, event, &telling, err)))
		return rc;
	task_accept(task, event->ref, "event changed");
	return OK;
}

static bool is_owner(const struct task *task, const struct event *event)
{
	int64_t own = task->sender.organisation_id;
	return event->organiser == own || event->co_organiser == own;
}

/* Either owner may change or cancel (agreement Art. 3, common events). */
static int event_again(struct task *task, struct err *err)
{
	struct event event;
	int rc = event_get(task->db, task->arena, task->form->ref, &event, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (rc || !is_owner(task, &event))
		return refuse_reference(task, err);
	if (form_get(task->form, "list"))
		return event_list_answer(task, &event, err);
	if (strcmp(event.status, "open"))
		return refuse_reference(task, err);
	const char *status = form_get(task->form, "status");
	if (task->form->is_cancellation || (status && !strcmp(status, "cancelled")))
		return event_cancel(task, &event, err);
	return event_change(task, &event, err);
}

int handle_event(struct task *task, struct err *err)
{
	bool is_done = false;
	if (task->form->part_count)
		return several_handle(task, event_part, err);
	int rc = form_get(task->form, "calendar_method") ? event_take_calendar(task, &is_done, err) : OK;
	if (rc || is_done)
		return rc;
	if (task->form->ref)
		return event_again(task, err);
	return task->form->is_cancellation ? refuse_reference(task, err) : event_new(task, err);
}

int event_pass_next(struct task *task, bool *did, struct err *err)
{
	char *ref;
	int rc = event_next_past(task->db, task->arena, time_utc(task->arena, task->now), &ref, err);
	*did = !rc;
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	struct event event;
	if ((rc = event_get(task->db, task->arena, ref, &event, err)))
		return rc;
	event.status = "past";
	return event_update(task->db, &event, err);
}
