/* One message decided in a transaction that is rolled back. */
#include "engine.h"

#include "decide.h"

int handle_explain(struct handle *handle, struct arena *arena, struct bytes raw, struct explanation *out,
		   struct err *err)
{
	struct item *item = arena_alloc(arena, sizeof *item);
	struct task *task = &item->task;
	reader_post(handle->reader, raw);
	int rc = take_item(handle, arena, &(struct prefetched){0}, item, err);
	if (!rc && task->mail && !(rc = db_begin(handle->db, err))) {
		rc = decide_message(task, err);
		db_rollback(handle->db);
	}
	*out = (struct explanation){task->mail, task->form, task->sender, task->proof, task->decision};
	task_end(task);
	return rc;
}
