/* Decides one message in a transaction that is rolled back. */
#include "engine.h"

int handle_explain(struct handle *handle, struct arena *arena, struct bytes raw, struct explanation *out,
		   struct err *err)
{
	struct item *item = arena_alloc(arena, sizeof *item);
	struct task *task = &item->task;
	struct prefetched message = {.arena = arena};
	int rc = handle_start_sandboxes(handle, err);
	if (!rc)
		rc = settle(handle, &(struct message){.raw = raw}, &message, err);
	if (!rc && message.reading.is_read)
		reader_post(handle->reader, message.reading.organisation, raw);
	if (rc || (rc = take_item(handle, &message, item, err)))
		return rc;
	task->is_dry_run = true;
	if (!task->decision.outcome && !(rc = db_begin(handle->db, err))) {
		rc = decide_message(task, err);
		db_rollback(handle->db);
	}
	*out = (struct explanation){task->mail, task->form, task->sender, task->proof, task->decision};
	task_end(task);
	return rc;
}
