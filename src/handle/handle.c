#include "handle.h"

#include "base/io.h"
#include "base/log.h"
#include "calendar.h"
#include "decide.h"
#include "ending.h"

enum {
	MOST_FAILURES = 3,
	/* What is decided in one transaction, and how long that may take: the other stages write too. */
	GROUP_MESSAGES = 50,
	GROUP_BYTES = 4 * 1024 * 1024,
	GROUP_MS = 50,
	READY_MS = 5, /* that it waits for the next message at most */
};

/* Messages whose decisions are committed together. */
struct group {
	struct arena *arena;
	struct item {
		struct findings findings;
		struct task task;
	} items[GROUP_MESSAGES];
	size_t count, bytes;
};

/* The message that the reader has; id 0: none. It reads that one while the one before is decided. */
struct ahead {
	int64_t id, oversize_bytes;
	size_t bytes;
};

struct handle {
	struct db *db;
	const struct handle_options *options;
	struct decode_options decode;
	struct reader *reader;
	struct group group;
	struct ahead ahead;
	int64_t alone_until; /* up to this message each is decided in a transaction of its own: one of them
				fails */
	bool owes_erasure;   /* something erased may still stand in the WAL */
};

static struct task task_start(struct handle *handle, struct arena *arena)
{
	return (struct task){
	    .arena = arena,
	    .db = handle->db,
	    .options = handle->options,
	    .now = clock_now(),
	    .garbage = json_array(),
	};
}

static void task_end(struct task *task)
{
	json_decref(task->garbage);
	task->garbage = NULL;
}

static void group_end(struct group *group)
{
	for (size_t i = 0; i < group->count; i++)
		task_end(&group->items[i].task);
	arena_free(&group->arena);
	group->count = group->bytes = 0;
}

int handle_open(struct handle **out, struct db *db, const struct handle_options *options, struct err *err)
{
	struct handle *handle = calloc(1, sizeof *handle);
	if (!handle)
		return err_set(err, ERR_INTERNAL, "out of memory");
	handle->db = db;
	handle->options = options;
	handle->owes_erasure =
	    !!options->in_hand; /* of one that died before it came to that; not in a dry run */
	handle->decode = (struct decode_options){
	    .authserv_ids = options->authserv_ids,
	    .authserv_id_count = options->authserv_id_count,
	    .own_address = options->address,
	    .separator = options->separator,
	};
	*out = handle;
	return reader_open(&handle->reader, &handle->decode, err);
}

void handle_close(struct handle **handle)
{
	if (!*handle)
		return;
	group_end(&(*handle)->group);
	reader_close(&(*handle)->reader);
	free(*handle);
	*handle = NULL;
}

/* Fills the task from what the reader found, or decides at once that the message is quarantined. */
static int take_item(struct handle *handle, struct arena *arena, const struct ahead *message,
		     struct item *item, struct err *err)
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

static void log_decision(int64_t message, const struct decision *decision)
{
	log_event(LOG_LEVEL_INFO, "message.decided", "id=%lld outcome=%s kind=%s ref=%s reason=\"%s\"",
		  (long long)message, decision->outcome, decision->kind, decision->ref ? decision->ref : "-",
		  decision->reason);
}

int handle_failed(struct handle *handle, int64_t message, const char *why, struct err *err)
{
	struct arena *arena = arena_new();
	struct task task = task_start(handle, arena);
	int failures = 0;
	int rc = db_begin(handle->db, err);
	if (!rc && !(rc = message_failed(handle->db, message, &failures, err)) && failures >= MOST_FAILURES) {
		task.decision = (struct decision){.kind = ""};
		task_quarantine(&task, arena_printf(arena, "handling it failed three times: %s", why));
		rc = message_decide(handle->db, message, &task.decision, err);
	}
	if (!rc)
		rc = db_commit(handle->db, err);
	db_rollback(handle->db);
	if (!rc) {
		log_event(LOG_LEVEL_WARNING, "message.failed", "id=%lld failures=%d what=\"%s\"",
			  (long long)message, failures, why);
		if (task.decision.outcome)
			log_decision(message, &task.decision);
	}
	task_end(&task);
	arena_free(&arena);
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static void take_in_hand(struct handle *handle, int64_t message)
{
	if (handle->options->in_hand)
		*handle->options->in_hand = message;
}

static int erase_owed(struct handle *handle, struct err *err)
{
	int rc = handle->owes_erasure ? db_erase_traces(handle->db, err) : OK;
	if (!rc)
		handle->owes_erasure = false;
	return rc;
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
		handle->ahead = (struct ahead){message.id, message.oversize_bytes, message.raw.length};
	}
	arena_free(&until_posted);
	return rc && rc != ERR_NOT_FOUND ? err_set(err, rc, "%s", fault.text) : OK;
}

/* It is read anew when its turn comes. */
static void drop_ahead(struct handle *handle)
{
	struct arena *arena = arena_new();
	struct findings *findings = arena_alloc(arena, sizeof *findings);
	const char *why;
	struct err ignored;
	if (handle->ahead.id)
		reader_take(handle->reader, arena, findings, &why, &ignored);
	handle->ahead.id = 0;
	arena_free(&arena);
}

/* Takes what was read into the group. */
static int take_ahead(struct handle *handle, struct err *err)
{
	struct group *group = &handle->group;
	struct ahead message = handle->ahead;
	handle->ahead.id = 0;
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
	return handle->ahead.id && group->count < GROUP_MESSAGES && group->bytes < GROUP_BYTES &&
	       io_now_ms() < until_ms && reader_is_ready(handle->reader, READY_MS);
}

/* *unread: the message that could not be read, 0 for none. Those before it are decided. */
static int decide_several(struct handle *handle, int64_t *unread, struct err *err)
{
	struct group *group = &handle->group;
	long long until_ms = io_now_ms() + GROUP_MS;
	int rc;
	do {
		*unread = handle->ahead.id;
		take_in_hand(handle, *unread);
		if ((rc = take_ahead(handle, err)))
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
		drop_ahead(handle);
		handle->alone_until = last_of(group);
		int64_t only = group->count == 1 ? last_of(group) : 0;
		return blame(handle, unread ? unread : only, rc, &fault, err);
	}
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
	if (!rc && !handle->ahead.id)
		rc = post_next(handle, 0, err);
	*did = handle->ahead.id != 0;
	if (rc || !*did)
		return rc;
	handle->group.arena = arena_new();
	rc = decide_group(handle, err);
	group_end(&handle->group);
	return rc ? rc : erase_owed(handle, err);
}

/* One action in a transaction of its own. */
static int act(struct handle *handle, due_action *action, bool *acted, struct err *err)
{
	struct arena *arena = arena_new();
	struct task task = task_start(handle, arena);
	*acted = false;
	int rc = db_begin(handle->db, err);
	if (!rc && !(rc = action(&task, acted, err)))
		rc = db_commit(handle->db, err);
	db_rollback(handle->db);
	handle->owes_erasure |= !rc && task.erases;
	task_end(&task);
	arena_free(&arena);
	return rc ? rc : erase_owed(handle, err);
}

int handle_due(struct handle *handle, bool *did, struct err *err)
{
	static due_action *const ACTIONS[] = {
	    bounce_tell_next,	 offer_expire_next,   event_pass_next,	      summary_send_next,
	    consent_expire_next, consent_remind_next, candidate_age_out_next, cv_unsent_tell_next,
	    retention_refused,	 retention_accepted,  retention_letters,
	};
	*did = false;
	for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++) {
		bool acted;
		int rc = act(handle, ACTIONS[i], &acted, err);
		if (rc)
			return rc;
		*did = *did || acted;
	}
	return OK;
}

int handle_erase(struct handle *handle, const char *ref, bool *was_done, struct err *err)
{
	struct arena *arena = arena_new();
	struct task task = task_start(handle, arena);
	int rc = db_begin(handle->db, err);
	if (!rc && !(rc = erasure_carry_out(&task, ref, &ENDING_ERASED, was_done, err)))
		rc = db_commit(handle->db, err);
	db_rollback(handle->db);
	handle->owes_erasure = !rc;
	task_end(&task);
	arena_free(&arena);
	return rc ? rc : erase_owed(handle, err);
}

int handle_erase_all(struct handle *handle, size_t *count, struct err *err)
{
	bool did = true;
	int rc = OK;
	*count = 0;
	while (!rc && did) {
		rc = act(handle, agreement_erase_next, &did, err);
		*count += !rc && did;
	}
	return rc;
}

int handle_explain(struct handle *handle, struct arena *arena, struct bytes raw, struct explanation *out,
		   struct err *err)
{
	struct item *item = arena_alloc(arena, sizeof *item);
	struct task *task = &item->task;
	reader_post(handle->reader, raw);
	int rc = take_item(handle, arena, &(struct ahead){0}, item, err);
	if (!rc && task->mail && !(rc = db_begin(handle->db, err))) {
		rc = decide_message(task, err);
		db_rollback(handle->db);
	}
	*out = (struct explanation){task->mail, task->form, task->sender, task->proof, task->decision};
	task_end(task);
	return rc;
}
