/* Mailings of the calendar to those asked by a call, and to its asker (specification section 7). */
#include "kind/call.h"
#include "mailings.h"

#include "base/io.h"
#include "db/mailings.h"
#include "handle/present.h"
#include "kind/event.h"

enum { DUE_HOUR = 9, REMINDER_DAYS = 3, SLICE_MS = 40 /* letters in one transaction */ };

static struct date day_of_reminder(struct date deadline)
{
	return date_working_before(deadline, REMINDER_DAYS);
}

static struct date day_of_summary(struct date deadline)
{
	return date_add_days(deadline, 1);
}

static int remind(struct task *task, const struct call *call, const char *period, int64_t *recipients,
		  struct err *err);
static int sum_up(struct task *task, const struct call *call, const char *period, int64_t *recipients,
		  struct err *err);

static const struct {
	const char *kind;
	struct date (*day)(struct date deadline);
	int (*send)(struct task *task, const struct call *call, const char *period, int64_t *recipients,
		    struct err *err);
	bool needs_open; /* useless once the deadline has passed */
} MAILINGS[] = {
    {"call_reminder", day_of_reminder, remind, true},
    {"call_summary", day_of_summary, sum_up, false},
};

/* Marks the silent contacts; all reminders for one go into one letter. */
static int remind(struct task *task, const struct call *call, const char *period, int64_t *recipients,
		  struct err *err)
{
	struct response *responses;
	size_t count;
	int rc = responses_of(task->db, task->arena, call->ref, &responses, &count, err);
	for (size_t i = 0; !rc && i < count; i++) {
		if (!responses[i].is_served || !call_is_silent(responses, count, i))
			continue;
		rc = response_remind(task->db, call->ref, responses[i].contact, period, err);
		++*recipients;
	}
	return rc;
}

/* The summary for the asker. */
static int sum_up(struct task *task, const struct call *call, const char *period, int64_t *recipients,
		  struct err *err)
{
	struct response *responses;
	struct contact asker;
	size_t count;
	json_t *data;
	int rc = call_asker(task, call, &asker, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	if ((rc = responses_of(task->db, task->arena, call->ref, &responses, &count, err)) ||
	    (rc = call_data(task, call, &data, err)))
		return rc;
	call_add_responses(task, data, call, responses, count);
	struct draft draft = {.template = "call_summary",
			      .data = data,
			      .occasion = arena_printf(task->arena, "call_summary:%s", period)};
	*recipients = 1;
	return call_write_to_asker(task, call, &draft, err);
}

static const char *reason_to_skip(const struct task *task, const struct call *call, size_t mailing,
				  struct date deadline)
{
	if (call->closed_at)
		return "closed";
	bool is_over = date_compare(date_of(task->now), deadline) > 0;
	return MAILINGS[mailing].needs_open && is_over ? "too late" : NULL;
}

static int make(struct task *task, const struct call *call, size_t mailing, struct mailing *row,
		struct err *err)
{
	int rc = row->reason ? OK : MAILINGS[mailing].send(task, call, row->period, &row->recipients, err);
	if (!rc && !row->reason && !row->recipients)
		row->reason = "nobody to tell";
	return rc ? rc : mailing_add(task->db, row, err);
}

/* Makes it when it is due; otherwise *next becomes its time if that is sooner. Not owed before the call was
 * made or after it was closed. */
static int look_at(struct task *task, const struct call *call, size_t mailing, time_t *next, struct err *err)
{
	struct date deadline;
	bool exists;
	if (!date_parse_iso(call->deadline, &deadline))
		return OK;
	struct date day = MAILINGS[mailing].day(deadline);
	struct mailing row = {.kind = MAILINGS[mailing].kind,
			      .period =
				  arena_printf(task->arena, "%s/%s", call->ref, date_iso(task->arena, day)),
			      .due_at = date_at(day, DUE_HOUR, 0),
			      .done_at = task->now,
			      .reason = reason_to_skip(task, call, mailing, deadline)};
	if (row.due_at < time_of(call->opened_at) ||
	    (call->closed_at && row.due_at >= time_of(call->closed_at)))
		return OK;
	if (row.due_at > task->now) {
		*next = !*next || row.due_at < *next ? row.due_at : *next;
		return OK;
	}
	int rc = mailing_exists(task->db, row.kind, row.period, &exists, err);
	return rc || exists ? rc : make(task, call, mailing, &row, err);
}

int call_mailings_next(struct task *task, bool *did, struct err *err)
{
	char *ref;
	struct call call;
	time_t next = 0;
	int rc = call_next_to_look_at(task->db, task->arena, task->now, &ref, err);
	*did = !rc;
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	rc = call_get(task->db, task->arena, ref, &call, err);
	for (size_t i = 0; !rc && i < ARRAY_SIZE(MAILINGS); i++)
		rc = look_at(task, &call, i, &next, err);
	call.look_at = next ? time_utc(task->arena, next) : NULL;
	return rc ? rc : call_update(task->db, &call, err);
}

/* --- the reminders, one letter a reader --- */

/* The reminders in one letter: open calls of one list. Adds each call to the data and marks the reminders as
 * sent. */
struct reminder_letter {
	const char *list, *about, *occasion;
	json_t *data, *calls;
};

static int add_call(struct task *task, struct reminder_letter *letter, const struct reminder *reminder,
		    struct err *err)
{
	struct call call;
	json_t *entry;
	int rc = call_get(task->db, task->arena, reminder->call, &call, err);
	if (rc || (letter->list && strcmp(letter->list, call_list(&call)) != 0))
		return rc;
	rc = response_remind(task->db, reminder->call, reminder->contact, NULL, err);
	if (rc || strcmp(call.status, "open") != 0 || (rc = call_data(task, &call, &entry, err)))
		return rc;
	call_answers(task, entry, &call, NULL);
	json_array_append(letter->calls, entry);
	letter->occasion = arena_printf(task->arena, "%s:%s",
					letter->list ? letter->occasion : "call_reminder", reminder->period);
	letter->list = call_list(&call);
	letter->about = call.ref;
	letter->data = entry;
	return OK;
}

/* Buttons with the same label for different calls get the reference of their call. */
static void name_buttons(struct task *task, const json_t *calls)
{
	size_t i, j;
	json_t *call, *button;
	json_array_foreach(calls, i, call) json_array_foreach(json_object_get(call, "buttons"), j, button)
	    json_object_set_new(button, "label",
				json_string(arena_printf(task->arena, "%s (%s)",
							 json_string_value(json_object_get(button, "label")),
							 json_string_value(json_object_get(call, "ref")))));
}

/* A letter about several calls has its day as the thread, and no free text can tell which call it means. */
static struct draft reminder_draft(struct task *task, struct reminder_letter *letter)
{
	size_t count = json_array_size(letter->calls);
	if (count <= 1)
		return (struct draft){.data = letter->data, .about = letter->about};
	json_t *data = task_data(task);
	const char *day = date_iso(task->arena, date_of(task->now));
	name_buttons(task, letter->calls);
	present_list(data, "calls", json_incref(letter->calls));
	json_object_set_new(data, "count", json_integer((json_int_t)count));
	return (struct draft){.data = data, .about = day, .invites = KIND_NOTE, .thread = day};
}

static int remind_next(struct task *task, bool *did, struct err *err)
{
	struct reminder_letter letter = {.calls = json_array()};
	struct contact contact;
	struct reminder *reminders;
	size_t count;
	int rc = reminders_next(task->db, task->arena, &reminders, &count, err);
	json_array_append_new(task->garbage, letter.calls);
	*did = !rc && count;
	for (size_t i = 0; !rc && i < count; i++)
		rc = add_call(task, &letter, &reminders[i], err);
	if (rc || !letter.data)
		return rc;
	if ((rc = contact_by_id(task->db, task->arena, reminders[0].contact, &contact, err)))
		return rc;
	struct draft draft = reminder_draft(task, &letter);
	draft.template = "call_reminder";
	draft.to_email = contact.email;
	draft.to_name = contact.name;
	draft.contact = contact.id;
	draft.occasion = letter.occasion;
	draft.list = letter.list;
	return task_emit(task, &draft, err);
}

int call_reminders_next(struct task *task, bool *did, struct err *err)
{
	long long until_ms = io_now_ms() + SLICE_MS;
	bool is_left = true;
	int rc = OK;
	*did = false;
	while (!rc && is_left && io_now_ms() < until_ms) {
		rc = remind_next(task, &is_left, err);
		*did = *did || is_left;
	}
	return rc;
}
