/* Migrations. A released migration is never edited: a change is a new row with its own file. */
#include "connection.h"
#include "embedded.h"
#include "sql.h"

#include "db/places.h"

#include <stdio.h>

struct migration {
	const char *script;
	int (*load)(struct db *db, struct err *err); /* C code of the step, or NULL */
};

/* Row n takes user_version from n to n + 1. */
static const struct migration migrations[] = {
    {embedded_schema, places_load},
    {embedded_schema_2, NULL},
};

int migrate_version(void)
{
	return (int)(ARRAY_SIZE(migrations));
}

int migrate_current(struct db *db, int *version, struct err *err)
{
	return sql_one(db, NULL, err, "no version", "PRAGMA user_version", ">d", version);
}

typedef int schema_change(struct db *db, const char *script, struct err *err);

static int apply(struct db *db, int version, struct err *err)
{
	const struct migration *migration = &migrations[version];
	char mark[64];
	snprintf(mark, sizeof(mark), "PRAGMA user_version = %d", version + 1);
	int rc = sql_script(db, migration->script, err);
	if (!rc && migration->load)
		rc = migration->load(db, err);
	return rc ? rc : sql_script(db, mark, err);
}

/* Check again under the lock: another process may have migrated. */
static int apply_missing(struct db *db, const char *script, struct err *err)
{
	int version;
	(void)script;
	int rc = migrate_current(db, &version, err);
	if (!rc && version > migrate_version())
		rc = err_set(err, ERR_CONFIG, "the register was written by a newer version of this program");
	for (; !rc && version < migrate_version(); version++)
		rc = apply(db, version, err);
	return rc;
}

/* Whether all references are valid after the change. */
static int check_references(struct db *db, struct err *err)
{
	bool found;
	char *table;
	struct arena *arena = arena_new();
	int rc =
	    sql_find(db, arena, &found, err, "SELECT \"table\" FROM pragma_foreign_key_check", ">s", &table);
	if (!rc && found)
		rc = err_set(err, ERR_INTERNAL, "migration: a row of %s refers to nothing", table);
	arena_free(&arena);
	return rc;
}

/* Renaming a rebuilt table must not change references and views. */
static const char UNGUARDED[] = "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON";
static const char GUARDED[] = "PRAGMA legacy_alter_table = OFF; PRAGMA foreign_keys = ON";

static int change_schema(struct db *db, schema_change *change, const char *script, struct err *err)
{
	struct err ignored;
	int rc = sql_script(db, UNGUARDED, err);
	if (!rc && !(rc = db_begin(db, err))) {
		if (!(rc = change(db, script, err)))
			rc = check_references(db, err);
		rc = sql_leave(db, true, rc, err);
	}
	int guarded = sql_script(db, GUARDED, rc ? &ignored : err);
	return rc ? rc : guarded;
}

int migrate_script(struct db *db, const char *script, struct err *err)
{
	return change_schema(db, sql_script, script, err);
}

int migrate(struct db *db, struct err *err)
{
	int version;
	int rc = migrate_current(db, &version, err);
	if (rc || version == migrate_version())
		return rc;
	return change_schema(db, apply_missing, NULL, err);
}
