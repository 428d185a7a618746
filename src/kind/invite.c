#include "invite.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/letters.h"

/* What a calendar shows beside title, hours and place. No line of it looks like one of a form: calendar
 * programs send it back with an answer. */
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
	buf_adds(&text, phrase_with(task->arena, "invite.answer", "address", task->options->address, "ref",
				    event->ref, NULL));
	return buf_text(&text);
}

/* One letter with its calendar object. */
static int send(struct task *task, const struct event *event, struct draft *draft, const char *method,
		struct err *err)
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
	return task_emit(task, draft, err);
}

int invite_each(struct task *task, const struct event *event, const struct contact_list *guests,
		const char *occasion, struct err *err)
{
	json_t *data = event_data(task, event);
	event_answers(task, data, event);
	int rc = OK;
	for (size_t i = 0; !rc && i < guests->count; i++) {
		struct draft draft = {.template = "invitation",
				      .data = data,
				      .to_email = guests->rows[i].email,
				      .to_name = guests->rows[i].name,
				      .contact = guests->rows[i].id,
				      .occasion = occasion};
		rc = send(task, event, &draft, "REQUEST", err);
	}
	return rc;
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
	add_change(changes, phrase("label.where"), before->place ? before->place : "",
		   event->place ? event->place : "");
	return changes;
}

/* What the reader himself has answered. */
static json_t *with_answer(struct task *task, const json_t *data, const struct attendance *guest)
{
	json_t *own = json_deep_copy(data);
	json_array_append_new(task->garbage, own);
	json_object_set_new(own, arena_printf(task->arena, "is_%s", guest->answer), json_true());
	json_object_set_new(own, "participants", json_integer(guest->participants));
	json_object_set_new(own, "has_number", json_boolean(guest->participants > 0));
	json_object_set_new(own, "is_one", json_boolean(guest->participants == 1));
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
	event_answers(task, data, event);
	*count = 0;
	for (size_t i = 0; !rc && i < all; i++) {
		struct draft draft = {.template = "event_changed",
				      .to_email = guests[i].email,
				      .to_name = guests[i].name,
				      .contact = guests[i].contact};
		if (!guests[i].is_served)
			continue;
		draft.data = with_answer(task, data, &guests[i]);
		rc = send(task, event, &draft, "REQUEST", err);
		++*count;
	}
	return rc;
}

static const char *const TOLD_BY[] = {"invitation", "event_changed"};

struct told {
	struct letter_recipient *holders[ARRAY_SIZE(TOLD_BY)];
	size_t counts[ARRAY_SIZE(TOLD_BY)];
};

static int find_told(struct task *task, const struct event *event, struct told *out, struct err *err)
{
	int rc = OK;
	for (size_t i = 0; !rc && i < ARRAY_SIZE(TOLD_BY); i++)
		rc = letters_holders(task->db, task->arena, TOLD_BY[i], event->ref, &out->holders[i],
				     &out->counts[i], err);
	return rc;
}

static bool is_told(const struct told *told, int64_t contact)
{
	for (size_t i = 0; i < ARRAY_SIZE(TOLD_BY); i++)
		for (size_t j = 0; j < told->counts[i]; j++)
			if (told->holders[i][j].contact == contact)
				return true;
	return false;
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
	json_t *data = event_data(task, event);
	for (size_t i = 0; !rc && i < all; i++) {
		struct draft draft = {.template = "event_cancelled",
				      .data = data,
				      .to_email = guests[i].email,
				      .to_name = guests[i].name,
				      .contact = guests[i].contact,
				      .occasion = "cancelled"};
		if (!guests[i].is_served || !is_told(&told, guests[i].contact))
			continue;
		rc = send(task, event, &draft, "CANCEL", err);
		++*count;
	}
	return rc;
}
