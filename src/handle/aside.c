/* Commands on a message that was set aside. */
#include "engine.h"

#include "sender.h"

/* The sender, as the gate determines it again; *is_believed: it is a contact, proven. */
static int find_sender(struct handle *handle, struct task *task, struct mail *mail, bool *is_believed,
		       struct err *err)
{
	struct bytes header;
	struct failure failure;
	struct err fault = {0};
	const char *why;
	*is_believed = false;
	int rc = message_raw(handle->db, task->arena, task->message, &header, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	rc = gate_settle(handle->gate, task->arena, header, mail, &failure, &fault);
	if (is_unreadable(rc))
		return OK;
	if (rc)
		return err_set(err, rc, "%s", fault.text);
	task->mail = mail;
	rc = sender_believe(task, &why, err);
	*is_believed = !rc && !why && mail->nature == MAIL_PERSONAL;
	return rc;
}

static int discard(struct task *task, bool is_believed, struct err *err)
{
	struct decision before;
	int rc = message_decided(task->db, task->arena, task->message, &before, err);
	if (rc)
		return rc;
	bool is_quarantined = !strcmp(before.outcome, "quarantined");
	const char *file_to = is_quarantined ? "erase" : task->options->files_mail ? "Refuses" : "";
	rc = message_discard(task->db, task->message, "discarded by a person", file_to, err);
	if (rc || !is_believed)
		return rc;
	json_t *data = task_data(task);
	json_object_set_new(data, "message", json_string(before.subject ? before.subject : ""));
	return task_answer(task, "declined", data, NULL, err);
}

int handle_discard(struct handle *handle, int64_t message, bool *is_told, struct err *err)
{
	struct arena *arena = arena_new();
	struct task task = task_start(handle, arena);
	struct mail mail = {0};
	task.message = message;
	*is_told = false;
	int rc = handle_start_sandboxes(handle, err);
	if (!rc)
		rc = db_begin(handle->db, err);
	if (!rc && !(rc = find_sender(handle, &task, &mail, is_told, err)) &&
	    !(rc = discard(&task, *is_told, err)))
		rc = db_commit(handle->db, err);
	db_rollback(handle->db);
	task_end(&task);
	arena_free(&arena);
	return rc;
}
