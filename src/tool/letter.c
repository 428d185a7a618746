#include "../config.h"
#include "tool.h"

#include "base/date.h"
#include "db/letters.h"

#include <errno.h>

typedef int letter_change(struct db *db, int64_t id, struct err *err);

static int retry(struct db *db, int64_t id, struct err *err)
{
	return letter_retry(db, id, clock_now(), err);
}

/* `passerelle COMMAND ID`: changes one queued letter. */
static int change_letter(struct program *program, letter_change *change, const char *done, struct err *err)
{
	struct config config;
	struct db *db;
	char *end = NULL;
	errno = 0;
	long long id = strtoll(program->argv[1], &end, 10);
	if (id <= 0 || errno || *end)
		return program_usage(program, err);
	int rc = program_config(program, &config, err);
	if (rc || (rc = db_open(&db, config.database, DB_WRITE, err)))
		return rc;
	if (!(rc = change(db, id, err)))
		printf("letter %lld %s\n", id, done);
	db_close(&db);
	db_wake_daemon(config.database);
	return rc;
}

int cmd_retry(struct program *program, struct err *err)
{
	return change_letter(program, retry, "is due now", err);
}

int cmd_cancel(struct program *program, struct err *err)
{
	return change_letter(program, letter_cancel, "is cancelled", err);
}
