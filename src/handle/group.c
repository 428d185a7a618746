/* Groups of messages: gate and reader work ahead, and the results of a group are committed together. */
#include "engine.h"

#include "base/io.h"

enum {
	/* Most work in one transaction, and its longest time, because the other stages write too. */
	GROUP_BYTES = 4 * 1024 * 1024,
	GROUP_MS = 50,
	HEAD_BYTES = 512 * 1024, /* more than any accepted header block */
	READY_MS = 5,		 /* the longest wait for the next message */
};

bool is_unreadable(int rc)
{
	return rc == ERR_LIMIT || rc == ERR_DATA;
}

int settle(struct handle *handle, const struct message *message, struct prefetched *out, struct err *err)
{
	struct err fault = {0};
	if (!handle->gate)
		return err_set(err, ERR_UNAVAILABLE, "no sandboxes were started");
	out->id = message->id;
	out->oversize_bytes = message->oversize_bytes;
	out->bytes = message->raw.length;
	out->arrived_at = message->arrived_at;
	out->is_released = message->is_released;
	int rc = gate_settle(handle->gate, out->arena, message->raw, &out->mail, &out->failure, &fault);
	if (rc)
		return is_unreadable(rc) ? OK : err_set(err, rc, "%s", fault.text);
	struct task task = task_start(handle, out->arena);
	task.mail = &out->mail;
	task.oversize_bytes = message->oversize_bytes;
	if (message->unfetched)
		out->failure.why = arena_strdup(out->arena, message->unfetched);
	else if (message->lacks_body && out->mail.nature == MAIL_BOUNCE)
		out->reading.is_read = true; /* the letter it is about may only be named in its body */
	else
		rc = decide_reading(&task, message->raw, &out->reading, err);
	task_end(&task);
	return rc;
}

static bool is_slow(const struct slow *slow, int64_t organisation)
{
	for (size_t i = 0; organisation && i < SLOW_MOST; i++)
		if (slow->organisations[i] == organisation)
			return true;
	return false;
}

/* An organisation whose mail is fast to read again no longer waits behind others. */
static void note_speed(struct slow *slow, int64_t organisation, bool was_slow)
{
	if (was_slow && organisation && !is_slow(slow, organisation)) {
		slow->organisations[slow->next] = organisation;
		slow->next = (slow->next + 1) % SLOW_MOST;
	}
	for (size_t i = 0; !was_slow && i < SLOW_MOST; i++)
		if (slow->organisations[i] == organisation)
			slow->organisations[i] = 0;
}

/* For a message that can't be read, only the gate's findings are known, if any. */
static void quarantine_unreadable(struct task *task, const struct mail *mail, const char *why)
{
	task->decision = (struct decision){.message_id = mail->message_id,
					   .sender = mail->from_count ? mail->from[0] : NULL,
					   .subject = mail->subject,
					   .kind = ""};
	task_quarantine(task, why);
}

int take_item(struct handle *handle, const struct prefetched *message, struct item *item, struct err *err)
{
	struct task *task = &item->task;
	struct failure failure = message->failure;
	struct err fault = {0};
	int rc = OK;
	item->findings = (struct findings){.mail = message->mail,
					   .words = {.text = ""},
					   .form = {.kind_source = "", .arena = message->arena}};
	if (message->reading.is_read) {
		rc = reader_take(handle->reader, message->arena, &item->findings, &failure, &fault);
		note_speed(&handle->slow, message->reading.organisation, failure.is_slow);
	}
	if (rc && !is_unreadable(rc))
		return err_set(err, rc, "%s", fault.text);
	*task = task_start(handle, message->arena);
	task->message = message->id;
	task->oversize_bytes = message->oversize_bytes;
	task->is_unread = !message->reading.is_read;
	task->brings_answer = message->reading.brings_answer;
	task->is_released = message->is_released;
	task->arrived_at = message->arrived_at ? message->arrived_at : task->now;
	if (failure.why && !task->oversize_bytes) {
		quarantine_unreadable(task, &message->mail, failure.why);
		return OK;
	}
	task->mail = failure.why ? NULL : &item->findings.mail;
	task->form = &item->findings.form;
	task->words = &item->findings.words;
	return OK;
}

static int decide_item(struct handle *handle, struct item *item, struct err *err)
{
	struct task *task = &item->task;
	int rc = OK;
	if (task->oversize_bytes)
		rc = decide_oversize(task, err);
	else if (!task->decision.outcome)
		rc = decide_message(task, err);
	return rc ? rc : message_decide(handle->db, task->message, &task->decision, err);
}

void take_in_hand(struct handle *handle, int64_t what)
{
	if (handle->options->in_hand)
		*handle->options->in_hand = what;
}

bool is_outside(int rc)
{
	return rc == ERR_IO || rc == ERR_TEMPORARY || rc == ERR_UNAVAILABLE;
}

/* Disk and memory errors don't count against the message. 0: unknown message. */
static int blame(struct handle *handle, int64_t message, int rc, const struct err *fault, struct err *err)
{
	if (is_outside(rc))
		return err_set(err, rc, "%s", fault->text);
	return message ? handle_failed(handle, message, fault->text, err) : OK;
}

/* Asks for the body of a large message, now that it is to be read; later mail of its organisation waits for
 * it. */
static int wait_for_body(struct handle *handle, const struct message *message, int64_t organisation,
			 bool *waits, struct err *err)
{
	if (!message->lacks_body)
		return organisation ? message_waits(handle->db, organisation, message->id, waits, err) : OK;
	*waits = handle->asks = true;
	return message_ask_body(handle->db, message->id, organisation, err);
}

/* Prefetches the oldest undecided message after this one, unless it waits for its body or for others
 * (waits_for_others); *after becomes its id. ERR_NOT_FOUND: none. */
static int prefetch_one(struct handle *handle, bool waits_for_others, int64_t *after, struct err *err)
{
	struct arena *until_posted = arena_new();
	struct prefetched next = {.arena = arena_new()};
	struct message message;
	bool waits = false;
	/* Only the header of strangers' mail is read. */
	int rc = message_next_head(handle->db, until_posted, *after, HEAD_BYTES, &message, err);
	if (!rc)
		rc = settle(handle, &message, &next, err);
	*after = next.id ? next.id : *after;
	if (!rc && next.reading.is_read)
		rc = wait_for_body(handle, &message, next.reading.organisation, &waits, err);
	bool is_taken =
	    !rc && !waits && !(waits_for_others && is_slow(&handle->slow, next.reading.organisation));
	bool is_read = is_taken && next.reading.is_read;
	if (is_read && message.raw.length == HEAD_BYTES)
		rc = message_raw(handle->db, until_posted, message.id, &message.raw, err);
	next.bytes = message.raw.length;
	if (is_read && !rc)
		reader_post(handle->reader, next.reading.organisation, message.raw);
	if (is_taken && !rc)
		handle->prefetched = next;
	else
		arena_free(&next.arena);
	arena_free(&until_posted);
	return rc;
}

static int prefetch_first(struct handle *handle, bool waits_for_others, int64_t *after, struct err *err)
{
	int rc;
	do
		rc = prefetch_one(handle, waits_for_others, after, err);
	while (!rc && !handle->prefetched.id);
	return rc;
}

/* Prefetches the oldest undecided message after this one, if any; those of slow organisations only when no
 * others wait. */
static int prefetch_next(struct handle *handle, int64_t after, struct err *err)
{
	struct err fault = {0};
	int64_t last = after;
	int rc = prefetch_first(handle, true, &last, &fault);
	if (rc == ERR_NOT_FOUND && !after && last)
		rc = prefetch_first(handle, false, &after, &fault);
	return rc && rc != ERR_NOT_FOUND ? err_set(err, rc, "%s", fault.text) : OK;
}

/* It is read again when its turn comes. */
static void drop_prefetched(struct handle *handle)
{
	struct prefetched *message = &handle->prefetched;
	struct findings findings = {0};
	struct failure failure;
	struct err ignored;
	if (message->id && message->reading.is_read)
		reader_take(handle->reader, message->arena, &findings, &failure, &ignored);
	arena_free(&message->arena);
	*message = (struct prefetched){0};
}

/* Takes the findings into the group. */
static int take_prefetched(struct handle *handle, struct err *err)
{
	struct group *group = &handle->group;
	struct prefetched message = handle->prefetched;
	handle->prefetched = (struct prefetched){0};
	int rc = take_item(handle, &message, &group->items[group->count], err);
	if (rc) {
		arena_free(&message.arena);
		return rc;
	}
	group->bytes += message.bytes;
	group->count++;
	return OK;
}

static int64_t last_of(const struct group *group)
{
	return group->count ? group->items[group->count - 1].task.message : 0;
}

/* The transaction doesn't wait for a slow message, and letters to many are made before the next message. */
static bool goes_on(const struct handle *handle, long long until_ms)
{
	const struct group *group = &handle->group;
	return handle->prefetched.id && !group->items[group->count - 1].task.dispatches &&
	       group->count < GROUP_MESSAGES && group->bytes < GROUP_BYTES && io_now_ms() < until_ms &&
	       (!handle->prefetched.reading.is_read || reader_is_ready(handle->reader, READY_MS));
}

/* Decides the group. *unread: the message that could not be read, 0 for none; those before it are decided. */
static int decide_several(struct handle *handle, int64_t *unread, struct err *err)
{
	struct group *group = &handle->group;
	long long until_ms = io_now_ms() + GROUP_MS;
	int rc;
	do {
		*unread = handle->prefetched.id;
		take_in_hand(handle, *unread);
		if ((rc = take_prefetched(handle, err)))
			return rc;
		*unread = 0;
		if (last_of(group) > handle->alone_until)
			rc = prefetch_next(handle, last_of(group), err);
		if (!rc && group->count == 1)
			rc = db_begin(handle->db, err);
		if (!rc)
			rc = decide_item(handle, &group->items[group->count - 1], err);
	} while (!rc && goes_on(handle, until_ms));
	return rc;
}

/* A group is committed as a whole or not at all. When a message in it fails, each is retried alone, to find
 * the one at fault. */
static int decide_group(struct handle *handle, struct err *err)
{
	struct group *group = &handle->group;
	struct err fault = {0};
	int64_t unread;
	int rc = decide_several(handle, &unread, &fault);
	take_in_hand(handle, 0);
	if (unread && group->count)
		rc = OK; /* the message starts the next group */
	if (!rc)
		rc = db_commit(handle->db, &fault);
	if (rc) {
		db_rollback(handle->db);
		drop_prefetched(handle);
		handle->alone_until = last_of(group);
		int64_t only = group->count == 1 ? last_of(group) : 0;
		return blame(handle, unread ? unread : only, rc, &fault, err);
	}
	bool ends_consent = false;
	for (size_t i = 0; i < group->count; i++) {
		const struct task *task = &group->items[i].task;
		handle->owes_erasure |= task->erases;
		/* An accepted CV erases only its own mail. */
		ends_consent |= task->erases && !task->brings_cv;
		log_decision(task->message, &task->decision);
	}
	handle->owes_anchor = true;
	if (ends_consent)
		anchor_owed(handle);
	return OK;
}

int handle_next(struct handle *handle, bool *did, struct err *err)
{
	int rc = pay_owed(handle, false, err);
	if (rc || (rc = dispatch_slice(handle, did, err)) || *did)
		return rc;
	if (!handle->prefetched.id)
		rc = prefetch_next(handle, 0, err);
	*did = handle->prefetched.id || handle->asks;
	handle->asks = false;
	if (rc || !handle->prefetched.id)
		return rc ? rc : pay_owed(handle, !*did, err);
	rc = decide_group(handle, err);
	group_end(&handle->group);
	return rc ? rc : pay_owed(handle, !handle->prefetched.id, err);
}
