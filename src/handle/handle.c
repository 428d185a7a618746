#include "engine.h"

#include "base/io.h"
#include "base/log.h"
#include "base/phrases.h"
#include "db/agreement.h"
#include "db/anchor.h"

enum { MOST_FAILURES = 3 };

struct task task_start(struct handle *handle, struct arena *arena)
{
	return (struct task){
	    .arena = arena,
	    .db = handle->db,
	    .options = handle->options,
	    .now = clock_now(),
	    .garbage = json_array(),
	};
}

void task_end(struct task *task)
{
	json_decref(task->garbage);
	task->garbage = NULL;
}

void group_end(struct group *group)
{
	for (size_t i = 0; i < group->count; i++) {
		task_end(&group->items[i].task);
		arena_free(&group->items[i].task.arena);
	}
	group->count = group->bytes = 0;
}

bool handle_keeps_sandboxes(void)
{
	return keeper_is_asked_for();
}

static int prepare_sandboxes(const struct sandbox_files *files, struct err *err)
{
	int rc = decode_init(err);
	if (rc || (rc = extract_init(err)) ||
	    (*files->templates && (rc = phrases_open(files->templates, err))))
		return rc;
	return *files->rules ? extract_load_rules(files->rules, err) : OK;
}

int handle_keep_sandboxes(void)
{
	static sandbox_main *const MAINS[] = {[SANDBOX_GATE] = gate_run, [SANDBOX_READER] = reader_run};
	return keeper_main(MAINS, prepare_sandboxes);
}

int handle_open(struct handle **out, struct db *db, const struct handle_options *options, struct err *err)
{
	struct handle *handle = calloc(1, sizeof *handle);
	if (!handle)
		return err_set(err, ERR_INTERNAL, "out of memory");
	handle->db = db;
	handle->options = options;
	handle->owes_erasure =
	    !!options->in_hand; /* an earlier process may have died before it erased; not in a dry run */
	handle->decode = (struct decode_options){
	    .authserv_ids = options->authserv_ids,
	    .authserv_id_count = options->authserv_id_count,
	    .own_address = options->address,
	    .separator = options->separator,
	};
	*out = handle;
	return OK;
}

int handle_start_sandboxes(struct handle *handle, struct err *err)
{
	const struct handle_options *options = handle->options;
	if (handle->gate)
		return OK;
	struct sandbox_files files = {options->templates ? options->templates : "",
				      options->rules ? options->rules : ""};
	int rc = keeper_open(&handle->keeper, &handle->decode, &files, err);
	if (rc)
		return rc;
	handle->gate = gate_new(handle->keeper);
	handle->reader = reader_new(handle->keeper);
	return OK;
}

void handle_close(struct handle **handle)
{
	struct err fault = {0};
	if (!*handle)
		return;
	if (pay_owed(*handle, true, &fault))
		log_event(LOG_LEVEL_ERROR, "erasure.owed", "what=\"%s\"", fault.text);
	group_end(&(*handle)->group);
	arena_free(&(*handle)->prefetched.arena);
	reader_free(&(*handle)->reader);
	gate_free(&(*handle)->gate);
	keeper_close(&(*handle)->keeper);
	free(*handle);
	*handle = NULL;
}

void log_decision(int64_t message, const struct decision *decision)
{
	log_event(LOG_LEVEL_INFO, "message.decided", "id=%lld outcome=%s kind=%s ref=%s reason=\"%s\"",
		  (long long)message, decision->outcome, decision->kind, decision->ref ? decision->ref : "-",
		  decision->reason);
}

int handle_failed(struct handle *handle, int64_t message, const char *why, struct err *err)
{
	if (message < 0)
		return dispatch_failed(handle, -message, why, err);
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

/* A failure to anchor does not undo the commit. */
void anchor_owed(struct handle *handle)
{
	const struct handle_options *options = handle->options;
	struct err err = {0};
	bool is_held = false;
	bool is_owed = handle->owes_anchor && options->register_path && options->key;
	handle->owes_anchor = false;
	if (!is_owed || !anchor_keep(handle->db, options->register_path, options->key, &err))
		return;
	if (anchor_is_held(handle->db, &is_held, &err) || !is_held)
		log_event(LOG_LEVEL_ERROR, "anchor.waits", "what=\"%s\"", err.text);
}

static int erase_owed(struct handle *handle, struct err *err)
{
	enum { MOST_MS = 100, PAUSE_MS = 5000 };
	struct err fault = {0};
	if (!handle->owes_erasure || io_now_ms() < handle->erases_at_ms)
		return OK;
	int rc = db_erase_traces_within(handle->db, MOST_MS, &fault);
	handle->owes_erasure = rc != OK;
	if (rc != ERR_TEMPORARY)
		return rc ? err_set(err, rc, "%s", fault.text) : OK;
	handle->erases_at_ms = io_now_ms() + PAUSE_MS;
	log_event(LOG_LEVEL_ERROR, "erasure.owed",
		  "what=\"somebody reads the register in a transaction that stays open\"");
	return OK;
}

int pay_owed(struct handle *handle, bool is_idle, struct err *err)
{
	if (!is_idle && io_now_ms() < handle->paid_at_ms + DB_ERASE_EVERY_MS)
		return OK;
	anchor_owed(handle);
	int rc = erase_owed(handle, err);
	handle->paid_at_ms = io_now_ms();
	return rc;
}

bool handle_owes(const struct handle *handle)
{
	return handle->owes_erasure;
}

int handle_act(struct handle *handle, due_action *action, const char *subject, bool *did, struct err *err)
{
	struct arena *arena = arena_new();
	struct task task = task_start(handle, arena);
	task.subject = subject;
	*did = false;
	int rc = db_begin(handle->db, err);
	if (!rc && !(rc = action(&task, did, err)))
		rc = db_commit(handle->db, err);
	db_rollback(handle->db);
	handle->owes_erasure |= !rc && task.erases;
	handle->owes_anchor |= !rc && *did;
	task_end(&task);
	arena_free(&arena);
	return rc ? rc : pay_owed(handle, true, err);
}

static bool is_flow(const struct calendar *calendar, due_action *action)
{
	for (size_t i = 0; i < calendar->flow_count; i++)
		if (calendar->flows[i] == action)
			return true;
	return false;
}

static int has_agreement_ended(struct handle *handle, bool *has, struct err *err)
{
	struct arena *arena = arena_new();
	const char *on = NULL;
	int rc = agreement_ended(handle->db, arena, clock_now(), &on, err);
	*has = on != NULL;
	arena_free(&arena);
	return rc;
}

int handle_due(struct handle *handle, bool *did, struct err *err)
{
	const struct calendar *calendar = handle->options->calendar;
	bool has_ended;
	int failed = has_agreement_ended(handle, &has_ended, err);
	*did = false;
	if (failed)
		return failed;
	/* An action that did something ends the pass: offers and calls must be closed before later actions
	 * write about them. */
	for (size_t i = 0; !*did && i < calendar->count; i++) {
		bool acted;
		struct err fault = {0};
		if (has_ended && is_flow(calendar, calendar->actions[i]))
			continue;
		int rc = handle_act(handle, calendar->actions[i], NULL, &acted, &fault);
		if (is_outside(rc))
			return err_set(err, rc, "%s", fault.text);
		/* A failing action does not hold up the others. */
		if (rc)
			log_event(LOG_LEVEL_ERROR, "calendar.failed", "action=%zu failures=%u what=\"%s\"", i,
				  ++handle->failures, fault.text);
		*did = !rc && acted;
	}
	return OK;
}
