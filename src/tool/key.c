/* Commands on the register's key, which signs codes in addresses. */
#include "../config.h"
#include "tool.h"

#include "db/anchor.h"

/* Renews the anchor with the new key, if it held before. */
static int replace(const char *path, int (*change)(const char *path, struct err *err), struct err *err)
{
	struct key key;
	struct db *db = NULL;
	enum anchor_state state = ANCHOR_LOST;
	int64_t records;
	int rc;
	(void)((rc = key_open(&key, path, DB_READ, err)) || (rc = db_open(&db, path, DB_WRITE, err)) ||
	       (rc = anchor_check(db, path, &key, &state, &records, err)) || (rc = change(path, err)) ||
	       (rc = key_open(&key, path, DB_READ, err)));
	if (!rc && (state == ANCHOR_HOLDS || state == ANCHOR_NONE))
		rc = anchor_renew(db, path, &key, err);
	db_close(&db);
	return rc;
}

int cmd_key(struct program *program, struct err *err)
{
	struct config config;
	bool is_revocation = !strcmp(program->argv[1], "revoke");
	if (!is_revocation && strcmp(program->argv[1], "rotate") != 0)
		return program_usage(program, err);
	int rc = program_config(program, &config, err);
	if (rc || (rc = replace(config.database, is_revocation ? key_revoke : key_rotate, err)))
		return rc;
	if (is_revocation)
		puts("new key in use; no address made with a former one is believed any more");
	else
		printf("new key in use; addresses made with the former one are believed for %d days\n",
		       KEY_DAYS);
	return OK;
}
