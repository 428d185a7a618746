/* Deletes records after their retention period (specification section 5, GDPR 5(1)(e)). The bytes of a
 * message go first, from the register and the mailbox's folders; later the names in its row; finally the row,
 * of which a count stays. */
#include "handle/task.h"
#include "kind/life.h"

#include "db/diagnostics.h"
#include "db/erasure_requests.h"
#include "db/letters.h"
#include "db/retention.h"

enum { DAY_S = 86400, AT_ONCE = 200, FILES_DAYS = 7, ROW_DAYS = 730, QUARANTINE_BYTES = 1 << 30 };

static int forget_messages(struct task *task, bool is_accepted, int days, bool *did, struct err *err)
{
	int rc = OK;
	for (int i = 0; !rc && i < AT_ONCE; i++) {
		int64_t id;
		rc = message_next_kept(task->db, is_accepted, task->now - (time_t)days * DAY_S, &id, err);
		if (!rc)
			rc = message_erase(task->db, id, err);
		*did = *did || !rc;
	}
	task->erases = task->erases || *did;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

int retention_refused(struct task *task, bool *did, struct err *err)
{
	*did = false;
	return forget_messages(task, false, task->options->keep.refused_days, did, err);
}

int retention_accepted(struct task *task, bool *did, struct err *err)
{
	*did = false;
	return forget_messages(task, true, task->options->keep.raw_days, did, err);
}

/* Handles the messages that a query finds, one after the other. */
typedef int find_next(const struct task *task, int64_t *id, struct err *err);

static int erase_found(struct task *task, find_next *next, bool *did, struct err *err)
{
	int rc = OK;
	*did = false;
	for (int i = 0; !rc && i < AT_ONCE; i++) {
		int64_t id;
		rc = next(task, &id, err);
		if (!rc)
			rc = message_erase(task->db, id, err);
		*did = *did || !rc;
	}
	task->erases = task->erases || *did;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static int next_with_files(const struct task *task, int64_t *id, struct err *err)
{
	return message_next_with_files(task->db, task->now - (time_t)FILES_DAYS * DAY_S, id, err);
}

/* Strangers' files are looked at within days or never. */
int retention_files(struct task *task, bool *did, struct err *err)
{
	return erase_found(task, next_with_files, did, err);
}

static int next_over_quota(const struct task *task, int64_t *id, struct err *err)
{
	return message_next_over_quota(task->db, QUARANTINE_BYTES, id, err);
}

int retention_quarantine(struct task *task, bool *did, struct err *err)
{
	return erase_found(task, next_over_quota, did, err);
}

typedef int forget_rows(struct db *db, time_t before, size_t most, int64_t *count, struct err *err);

static int forget(struct task *task, forget_rows *rows, int days, bool *did, struct err *err)
{
	int64_t count = 0;
	int rc = rows(task->db, task->now - (time_t)days * DAY_S, AT_ONCE, &count, err);
	*did = count > 0;
	task->erases = task->erases || *did;
	return rc;
}

int retention_letters(struct task *task, bool *did, struct err *err)
{
	return forget(task, letters_forget, task->options->keep.letter_days, did, err);
}

int retention_documents(struct task *task, bool *did, struct err *err)
{
	return forget(task, diagnostics_forget_files, task->options->keep.letter_days, did, err);
}

int retention_names(struct task *task, bool *did, struct err *err)
{
	return forget(task, messages_forget_names, task->options->keep.letter_days, did, err);
}

int retention_message_rows(struct task *task, bool *did, struct err *err)
{
	return forget(task, messages_sum_up, ROW_DAYS, did, err);
}

int retention_erasures(struct task *task, bool *did, struct err *err)
{
	return forget(task, erasure_requests_forget, ROW_DAYS, did, err);
}

int retention_letter_rows(struct task *task, bool *did, struct err *err)
{
	return forget(task, letters_sum_up, ROW_DAYS, did, err);
}
