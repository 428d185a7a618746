/* Copies the register, whether the daemon runs or not. */
#include "../config.h"
#include "tool.h"

#include "db.h"

int cmd_backup(struct program *program, struct err *err)
{
	struct config config;
	struct db *db;
	bool has_cvs = program_option(program, "with-cvs");
	const char *path = program->argv[1];
	int rc = program_config(program, &config, err);
	if (rc || (rc = db_open(&db, config.database, DB_READ, err)))
		return rc;
	if (!(rc = db_backup(db, path, has_cvs, err)))
		printf("%s: whole, %s; the files %s.key, .anchor and .endings are not in it, keep them too\n",
		       path,
		       has_cvs ? "with the CVs" : "without CVs and mails that may hold one (--with-cvs)",
		       config.database);
	db_close(&db);
	return rc;
}
