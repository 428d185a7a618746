/* The register's versions. Migrations are never edited once released: a change is a new row with its own
 * file. */
#include "connection.h"
#include "embedded.h"
#include "sql.h"

#include "db/places.h"

#include <stdio.h>

struct migration {
	const char *script;
	int (*load)(struct db *db, struct err *err); /* what SQL alone can't do; may be NULL */
};

/* Row n brings user_version n to n + 1. */
static const struct migration migrations[] = {
    {embedded_schema, places_load},
};

int migrate_version(void)
{
	return (int)(sizeof(migrations) / sizeof(migrations[0]));
}

int migrate_current(struct db *db, int *version, struct err *err)
{
	return sql_one(db, NULL, err, "no version", "PRAGMA user_version", ">d", version);
}

static int apply_from(struct db *db, int version, struct err *err)
{
	for (; version < migrate_version(); version++) {
		const struct migration *migration = &migrations[version];
		char mark[64];
		snprintf(mark, sizeof(mark), "PRAGMA user_version = %d", version + 1);
		int rc = sql_script(db, migration->script, err);
		if (!rc && migration->load)
			rc = migration->load(db, err);
		if (!rc)
			rc = sql_script(db, mark, err);
		if (rc)
			return rc;
	}
	return OK;
}

int migrate(struct db *db, struct err *err)
{
	int version;
	int rc = migrate_current(db, &version, err);
	if (rc || version == migrate_version())
		return rc;
	if ((rc = db_begin(db, err)))
		return rc;
	/* Again under the lock: another process may have been first. */
	if (!(rc = migrate_current(db, &version, err))) {
		if (version > migrate_version())
			rc = err_set(err, ERR_CONFIG,
				     "the register was written by a newer version of this program");
		else
			rc = apply_from(db, version, err);
	}
	return sql_leave(db, true, rc, err);
}
