/* Events (agreement Art. 3: forums, visits, trainings, common events; specification section 6). */
#include "audience.h"
#include "handle/present.h"
#include "handle/task.h"
#include "handlers.h"
#include "invite.h"
#include "kind/life.h"
#include "several.h"

#include "base/text.h"

enum { NO_NUMBER = -1 };

static const char *utc_of(struct task *task, const char *local)
{
	time_t time;
	return local && time_parse_local(local, &time) ? time_utc(task->arena, time) : NULL;
}

static void fill_number(const struct form *form, const char *key, int64_t *number)
{
	const char *value = form_get(form, key);
	if (!text_is_blank(value))
		*number = strtoll(value, NULL, 10);
}

static void fill(struct task *task, struct event *event, const struct place *place)
{
	const struct form *form = task->form;
	const struct {
		const char **column, *value;
	} texts[] = {
	    {&event->title, form_get(form, "title")},
	    {&event->type, form_get(form, "type")},
	    {&event->starts_at, utc_of(task, form_get(form, "date"))},
	    {&event->ends_at, utc_of(task, form_get(form, "end"))},
	    {&event->deadline, form_get(form, "deadline")},
	    {&event->description, form_get(form, "description")},
	    {&event->publics, form_get(form, "publics")},
	};
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		if (!text_is_blank(texts[i].value))
			*texts[i].column = texts[i].value;
	fill_number(form, "capacity", &event->capacity);
	fill_number(form, "quota", &event->quota);
	if (place->label) {
		event->place = form_field(form, "place")->read;
		event->commune = place->insee;
		event->postal_code = place->postal_code;
		event->department = place->department;
		event->region = place->region;
	}
}

/* A co-organiser is an address or an organisation of the directory. */
static int find_co_organiser(struct task *task, struct event *event, struct err *err)
{
	const char *value = form_get(task->form, "co_organiser");
	if (text_is_blank(value))
		return OK;
	int rc = organisation_find(task->db, task->arena, value, &event->co_organiser, err);
	if (rc == ERR_NOT_FOUND)
		form_fault(task->form, "co_organiser",
			   "L’annuaire ne connaît ni organisme ni adresse de ce nom.");
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static void check_order(struct task *task, const struct event *event)
{
	if (event->starts_at && event->ends_at && strcmp(event->ends_at, event->starts_at) <= 0)
		form_fault(task->form, "end", "La fin précède le début.");
}

static int acknowledge(struct task *task, const struct event *event, const struct contact_list *guests,
		       size_t count, const char *change, struct err *err)
{
	json_t *data = event_data(task, event);
	present_contact_count(data, count);
	if (guests)
		json_object_set_new(data, "organisations", present_organisations(guests));
	if (change)
		json_object_set_new(data, change, json_true());
	json_object_set_new(data, "notes", present_notes(task->form));
	if (!change || !strcmp(change, "is_change"))
		present_button(data, "Annuler l’événement",
			       arena_printf(task->arena, "[ANNULATION %s]", event->ref), "ANNULATION\n");
	return task_answer(task, "event_acknowledgement", data, event->ref, err);
}

/* Registers the event that task->form holds and invites its audience. Nothing is done when the form has
 * faults.
 */
static int event_register(struct task *task, struct event *event, struct contact_list *guests,
			  struct err *err)
{
	struct place place;
	*event = (struct event){
	    .status = "open",
	    .type = "other",
	    .capacity = NO_NUMBER,
	    .quota = NO_NUMBER,
	    .organiser = task->sender.organisation_id,
	    .organiser_name = task->sender.organisation,
	    .sender = task->sender.id,
	    .message = task->message,
	};
	extract_require(task->form);
	int rc;
	if ((rc = task_place(task, &place, err)) || (rc = find_co_organiser(task, event, err)))
		return rc;
	fill(task, event, &place);
	check_order(task, event);
	if (task->form->fault_count)
		return OK;
	char *ref;
	if ((rc = invite_audience(task, &place, guests, err)) ||
	    (rc = db_next_reference(task->db, task->arena, "EVT", date_of(task->now).year, &ref, err)))
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
	return acknowledge(task, &event, &guests, guests.count, NULL, err);
}

/* One of several events of a mail. */
static int event_part(struct task *task, struct several_record *out, struct err *err)
{
	struct event event;
	int rc = event_register(task, &event, &out->told, err);
	if (!rc && !task->form->fault_count)
		*out = (struct several_record){event.ref, event.title, event.place, out->told};
	return rc;
}

static int refuse_reference(struct task *task, struct err *err)
{
	return task_refuse_because(task, "ref", "Référence de l’événement",
				   task->form->ref ? task->form->ref : "",
				   "Aucun événement à venir de votre organisme ne porte cette référence.",
				   "La référence que donne notre accusé de réception, par exemple "
				   "EVT-2026-0001\u00a0; seuls l’organisateur et le "
				   "co-organisateur peuvent modifier ou annuler un événement.",
				   err);
}

/* Either owner may change or cancel (agreement Art. 3, common events). */
static int event_change(struct task *task, struct err *err)
{
	struct event event;
	struct place place;
	int rc = event_get(task->db, task->arena, task->form->ref, &event, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	int64_t own = task->sender.organisation_id;
	if (rc || strcmp(event.status, "open") || (event.organiser != own && event.co_organiser != own))
		return refuse_reference(task, err);
	bool cancels = task->form->is_cancellation;
	if (!cancels) {
		if ((rc = task_place(task, &place, err)) || (rc = find_co_organiser(task, &event, err)))
			return rc;
		fill(task, &event, &place);
		check_order(task, &event);
		if (!task->form->field_count && !task->form->fault_count)
			task_fault(task, "form", "Modification", "",
				   "Le message ne contient aucune modification.",
				   "Au moins une ligne, par exemple «\u00a0Lieu\u00a0: 69003 Lyon\u00a0».");
		if (task->form->fault_count)
			return task_refuse(task, err);
	}
	event.sequence++;
	if (cancels)
		event.status = "cancelled";
	size_t count;
	if ((rc = event_update(task->db, &event, err)) ||
	    (rc = invite_again(task, &event, cancels ? "event_cancelled" : "invitation",
			       cancels ? "CANCEL" : "REQUEST", &count, err)) ||
	    (rc = acknowledge(task, &event, NULL, count, cancels ? "is_cancelled" : "is_change", err)))
		return rc;
	task_accept(task, event.ref, cancels ? "event cancelled" : "event changed");
	return OK;
}

int handle_event(struct task *task, struct err *err)
{
	if (task->form->part_count)
		return several_handle(task, event_part, err);
	if (task->form->ref)
		return event_change(task, err);
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
