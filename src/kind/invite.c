#include "invite.h"
#include "event_words.h"

#include "base/list.h"
#include "base/phrases.h"
#include "base/text.h"
#include "db/letters.h"
#include "handle/dispatch.h"

#include <stdlib.h>

/* The description in the calendar object, besides title, times and place. No line may look like a field of a
 * form, because calendar programs send it back with an answer. */
static const char *description_of(struct task *task, const struct event *event)
{
	struct buf text = {.arena = task->arena};
	const struct {
		const char *key, *value;
	} parts[] = {{"invite.description", event->description},
		     {"invite.agenda", event->agenda},
		     {"invite.public", event->publics},
		     {"invite.contact", event->contact}};
	for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
		if (!text_is_blank(parts[i].value))
			buf_printf(&text, "%s\n\n",
				   phrase_with(task->arena, parts[i].key, "text", parts[i].value, NULL));
	if (strcmp(event->status, "cancelled") != 0)
		buf_printf(&text, "%s\n",
			   phrase_with(task->arena, "invite.answer", "address", task->options->address, "ref",
				       event->ref, NULL));
	buf_adds(&text, phrase_with(task->arena, "invite.reference", "ref", event->ref, NULL));
	return buf_text(&text);
}

/* Sends each guest a letter with the event's calendar object. */
static int send(struct task *task, const struct event *event, struct draft *draft, const char *method,
		const struct reader_of *readers, size_t count, struct err *err)
{
	struct invitation invitation = {
	    .method = method,
	    .uid = event->uid,
	    .summary = event->title,
	    .location = event->place,
	    .description = description_of(task, event),
	    .organiser_name = event->organiser_name,
	    .sequence = event->sequence,
	    .starts_at = time_of(event->starts_at),
	    .ends_at = time_of(event->ends_at),
	};
	draft->about = event->ref;
	draft->list = "evenements";
	draft->invitation = &invitation;
	int rc = task_emit_each(task, draft, readers, count, err);
	draft->invitation = NULL;
	return rc;
}

int invite_each(struct task *task, const struct event *event, const struct contact_list *guests,
		const char *occasion, struct err *err)
{
	json_t *data = event_data(task, event);
	event_answers(task, data, event, "pending");
	struct reader_of *readers = arena_array(task->arena, guests->count, sizeof *readers);
	for (size_t i = 0; i < guests->count; i++)
		readers[i] = (struct reader_of){.contact = guests->rows[i].id,
						.email = guests->rows[i].email,
						.name = guests->rows[i].name};
	struct draft draft = {.template = "invitation", .data = data, .occasion = occasion};
	return send(task, event, &draft, "REQUEST", readers, guests->count, err);
}

int invite_all(struct task *task, const struct event *event, struct contact_list *guests, struct err *err)
{
	size_t count = 0;
	int rc = OK;
	for (size_t i = 0; !rc && i < guests->count; i++) {
		struct err invited = {0};
		rc = attendance_add(task->db, event->ref, guests->rows[i].id, &invited);
		if (!rc)
			guests->rows[count++] = guests->rows[i];
		else if (rc != ERR_DATA)
			return err_set(err, rc, "%s", invited.text);
		else
			rc = OK;
	}
	guests->count = count;
	return invite_each(task, event, guests, NULL, err);
}

static void add_change(json_t *changes, const char *label, const char *before, const char *now)
{
	if (strcmp(before, now) != 0)
		json_array_append_new(changes,
				      json_pack("{ss ss ss}", "label", label, "before", before, "now", now));
}

static json_t *changes_of(struct task *task, const struct event *before, const struct event *event)
{
	json_t *changes = json_array();
	add_change(changes, phrase("label.when"),
		   event_when(task, before, time_of(before->starts_at), time_of(before->ends_at)),
		   event_when(task, event, time_of(event->starts_at), time_of(event->ends_at)));
	const char *was_at = event_place_words(task, before), *is_at = event_place_words(task, event);
	bool is_respelt = !strcmp(was_at, is_at); /* "69007 Lyon", then "Lyon 7e" */
	add_change(changes, phrase("label.where"), is_respelt && before->place ? before->place : was_at,
		   is_respelt && event->place ? event->place : is_at);
	return changes;
}

/* The reader's own answer, and the possible answers now. */
static json_t *answer_of(struct task *task, const struct event *event, const struct attendance *guest)
{
	json_t *own = task_data(task);
	json_object_set_new(own, arena_printf(task->arena, "is_%s", guest->answer), json_true());
	json_object_set_new(own, "participants", json_integer(guest->participants));
	json_object_set_new(own, "has_number", json_boolean(guest->participants > 0));
	json_object_set_new(own, "is_one", json_boolean(guest->participants == 1));
	event_answers(task, own, event, guest->answer);
	return own;
}

int invite_changed(struct task *task, const struct event *before, const struct event *event, size_t *count,
		   struct err *err)
{
	struct attendance *guests;
	size_t all;
	int rc = attendances_of(task->db, task->arena, event->ref, &guests, &all, err);
	json_t *data = event_data(task, event);
	present_list(data, "changes", changes_of(task, before, event));
	*count = 0;
	if (rc)
		return rc;
	struct reader_of *readers = arena_array(task->arena, all, sizeof *readers);
	for (size_t i = 0; i < all; i++)
		if (guests[i].is_served)
			readers[(*count)++] =
			    (struct reader_of){guests[i].contact, guests[i].email, guests[i].name,
					       answer_of(task, event, &guests[i])};
	struct draft draft = {.template = "event_changed", .data = data};
	return send(task, event, &draft, "REQUEST", readers, *count, err);
}

static const char *const TOLD_BY[] = {"invitation", "event_changed"};

/* Compares ids of contacts. */
struct told {
	int64_t *ids;
	size_t count;
};

static int compare_ids(const void *a, const void *b)
{
	const int64_t *left = a, *right = b;
	return (*left > *right) - (*left < *right);
}

static int find_told(struct task *task, const struct event *event, struct told *out, struct err *err)
{
	struct list ids = {.arena = task->arena, .size_bytes = sizeof *out->ids};
	int rc = OK;
	for (size_t i = 0; !rc && i < ARRAY_SIZE(TOLD_BY); i++) {
		struct letter_recipient *holders = NULL;
		size_t count = 0;
		rc = letters_holders(task->db, task->arena, TOLD_BY[i], event->ref, &holders, &count, err);
		for (size_t j = 0; j < count; j++)
			*(int64_t *)list_add(&ids) = holders[j].contact;
	}
	*out = (struct told){ids.items, ids.count};
	if (out->count)
		qsort(out->ids, out->count, sizeof *out->ids, compare_ids);
	return rc;
}

static bool is_told(const struct told *told, int64_t contact)
{
	return told->count && bsearch(&contact, told->ids, told->count, sizeof contact, compare_ids);
}

int invite_cancelled(struct task *task, const struct event *event, size_t *count, struct err *err)
{
	struct attendance *guests;
	struct told told;
	size_t all;
	*count = 0;
	int rc = letters_cancel_event(task->db, event->ref, err);
	if (!rc)
		rc = find_told(task, event, &told, err);
	if (!rc)
		rc = attendances_of(task->db, task->arena, event->ref, &guests, &all, err);
	if (rc)
		return rc;
	struct reader_of *readers = arena_array(task->arena, all, sizeof *readers);
	for (size_t i = 0; i < all; i++)
		if (guests[i].is_served && is_told(&told, guests[i].contact))
			readers[(*count)++] = (struct reader_of){
			    .contact = guests[i].contact, .email = guests[i].email, .name = guests[i].name};
	struct draft draft = {
	    .template = "event_cancelled", .data = event_data(task, event), .occasion = "cancelled"};
	return send(task, event, &draft, "CANCEL", readers, *count, err);
}
