/* A copy of the register, whether the daemon runs or not. */
#include "../config.h"
#include "tool.h"

#include "db.h"

int cmd_backup(struct program *program, struct err *err)
{
	struct config config;
	struct db *db;
	if (program->argc != 2)
		return program_usage(program, err);
	const char *path = program->argv[1];
	int rc = program_config(program, &config, err);
	if (rc || (rc = db_open(&db, config.database, DB_READ, err)))
		return rc;
	if (!(rc = db_backup(db, path, err)))
		printf("%s: whole; the key %s.key is not in it, keep both\n", path, config.database);
	db_close(&db);
	return rc;
}
