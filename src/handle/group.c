/* Messages in groups: the reader reads ahead, what comes of a group is committed together. */
#include "engine.h"

#include "base/io.h"
#include "decide.h"

enum {
	/* How much is decided in one transaction, and how long that may take: the other stages write too. */
	GROUP_BYTES = 4 * 1024 * 1024,
	GROUP_MS = 50,
	READY_MS = 5, /* that it waits for the next message at most */
};

int take_item(struct handle *handle, struct arena *arena, const struct prefetched *message, struct item *item,
	      struct err *err)
{
	struct task *task = &item->task;
	const char *why;
	struct err fault = {0};
	int rc = reader_take(handle->reader, arena, &item->findings, &why, &fault);
	if (rc && rc != ERR_LIMIT && rc != ERR_DATA)
		return err_set(err, rc, "%s", fault.text);
	*task = task_start(handle, arena);
	task->message = message->id;
	task->oversize_bytes = message->oversize_bytes;
	if (rc) {
		task->decision = (struct decision){.kind = ""};
		task_quarantine(task, why);
		return OK;
	}
	task->mail = &item->findings.mail;
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
	else if (task->mail)
		rc = decide_message(task, err);
	return rc ? rc : message_decide(handle->db, task->message, &task->decision, err);
}

static void take_in_hand(struct handle *handle, int64_t message)
{
	if (handle->options->in_hand)
		*handle->options->in_hand = message;
}

/* A fault of the register or of the machine is none of the message's; message 0: it is not known whose. */
static int blame(struct handle *handle, int64_t message, int rc, const struct err *fault, struct err *err)
{
	if (rc == ERR_IO || rc == ERR_TEMPORARY || rc == ERR_UNAVAILABLE)
		return err_set(err, rc, "%s", fault->text);
	return message ? handle_failed(handle, message, fault->text, err) : OK;
}

/* Gives the reader the oldest undecided message after this one, if there is one. */
static int post_next(struct handle *handle, int64_t after, struct err *err)
{
	struct arena *until_posted = arena_new();
	struct message message;
	struct err fault = {0};
	int rc = message_next(handle->db, until_posted, after, &message, &fault);
	if (!rc) {
		reader_post(handle->reader, message.raw);
		handle->prefetched =
		    (struct prefetched){message.id, message.oversize_bytes, message.raw.length};
	}
	arena_free(&until_posted);
	return rc && rc != ERR_NOT_FOUND ? err_set(err, rc, "%s", fault.text) : OK;
}

/* It is read anew when its turn comes. */
static void drop_prefetched(struct handle *handle)
{
	struct arena *arena = arena_new();
	struct findings *findings = arena_alloc(arena, sizeof *findings);
	const char *why;
	struct err ignored;
	if (handle->prefetched.id)
		reader_take(handle->reader, arena, findings, &why, &ignored);
	handle->prefetched.id = 0;
	arena_free(&arena);
}

/* Takes what was read into the group. */
static int take_prefetched(struct handle *handle, struct err *err)
{
	struct group *group = &handle->group;
	struct prefetched message = handle->prefetched;
	handle->prefetched.id = 0;
	int rc = take_item(handle, group->arena, &message, &group->items[group->count], err);
	if (!rc) {
		group->bytes += message.bytes;
		group->count++;
	}
	return rc;
}

static int64_t last_of(const struct group *group)
{
	return group->count ? group->items[group->count - 1].task.message : 0;
}

/* The transaction waits for no message that takes its time. */
static bool goes_on(const struct handle *handle, long long until_ms)
{
	const struct group *group = &handle->group;
	return handle->prefetched.id && group->count < GROUP_MESSAGES && group->bytes < GROUP_BYTES &&
	       io_now_ms() < until_ms && reader_is_ready(handle->reader, READY_MS);
}

/* *unread: the message that could not be read, 0 for none. Those before it are decided. */
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
			rc = post_next(handle, last_of(group), err);
		if (!rc && group->count == 1)
			rc = db_begin(handle->db, err);
		if (!rc)
			rc = decide_item(handle, &group->items[group->count - 1], err);
	} while (!rc && goes_on(handle, until_ms));
	return rc;
}

/* What comes of a group is committed together or not at all. When one of several fails, they are all tried
 * again, each alone, so that the right one is blamed. */
static int decide_group(struct handle *handle, struct err *err)
{
	struct group *group = &handle->group;
	struct err fault = {0};
	int64_t unread;
	int rc = decide_several(handle, &unread, &fault);
	take_in_hand(handle, 0);
	if (unread && group->count)
		rc = OK; /* it is the first of the next group */
	if (!rc)
		rc = db_commit(handle->db, &fault);
	if (rc) {
		db_rollback(handle->db);
		drop_prefetched(handle);
		handle->alone_until = last_of(group);
		int64_t only = group->count == 1 ? last_of(group) : 0;
		return blame(handle, unread ? unread : only, rc, &fault, err);
	}
	anchor_commit(handle);
	for (size_t i = 0; i < group->count; i++) {
		const struct task *task = &group->items[i].task;
		handle->owes_erasure |= task->erases;
		log_decision(task->message, &task->decision);
	}
	return OK;
}

int handle_next(struct handle *handle, bool *did, struct err *err)
{
	int rc = erase_owed(handle, err);
	if (!rc && !handle->prefetched.id)
		rc = post_next(handle, 0, err);
	*did = handle->prefetched.id != 0;
	if (rc || !*did)
		return rc;
	handle->group.arena = arena_new();
	rc = decide_group(handle, err);
	group_end(&handle->group);
	return rc ? rc : erase_owed(handle, err);
}
