/* Small values and the series of references. */
#include "connection.h"
#include "sql.h"

int db_next_reference(struct db *db, struct arena *arena, const char *prefix, int year, char **out,
		      struct err *err)
{
	int64_t number;
	if (sqlite3_get_autocommit(db->handle))
		return err_set(err, ERR_INTERNAL, "a reference is taken outside a transaction");
	const char *series = arena_printf(arena, "%s-%04d", prefix, year);
	int rc = sql_one(db, arena, err, "no such series",
			 "INSERT INTO series (name, last) VALUES (?1, 1)"
			 " ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last",
			 "s>i", series, &number);
	if (!rc)
		*out = arena_printf(arena, "%s-%04lld", series, (long long)number);
	return rc;
}

int db_setting_get(struct db *db, struct arena *arena, const char *name, char **out, struct err *err)
{
	bool found;
	*out = NULL;
	return sql_find(db, arena, &found, err, "SELECT value FROM setting WHERE name = ?1", "s>s", name,
			out);
}

int db_setting_set(struct db *db, const char *name, const char *value, struct err *err)
{
	if (!value)
		return sql_run(db, NULL, err, "DELETE FROM setting WHERE name = ?1", "s", name);
	return sql_run(db, NULL, err,
		       "INSERT INTO setting (name, value) VALUES (?1, ?2)"
		       " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
		       "ss", name, value);
}
