#include "db/dispatches.h"

#include "sql.h"

int dispatch_add(struct db *db, const char *draft, const char *readers, struct err *err)
{
	int64_t id;
	int rc = sql_one(db, NULL, err, "no answer", "INSERT INTO dispatch (draft) VALUES (?1) RETURNING id",
			 "s>i", draft, &id);
	return rc ? rc
		  : sql_run(db, NULL, err,
			    "INSERT INTO dispatch_reader (dispatch, position, contact, own)"
			    " SELECT ?1, key, value ->> 0, value ->> 1 FROM json_each(?2)",
			    "is", id, readers);
}

int dispatch_next(struct db *db, struct arena *arena, struct dispatch *out, struct err *err)
{
	return sql_one(db, arena, err, "no letter to many is being made",
		       "SELECT id, draft, failures FROM dispatch ORDER BY id LIMIT 1", ">isd", &out->id,
		       &out->draft, &out->failures);
}

int dispatch_next_reader(struct db *db, struct arena *arena, int64_t dispatch, struct dispatch_reader *out,
			 struct err *err)
{
	return sql_one(db, arena, err, "all have their letters",
		       "SELECT position, contact, own FROM dispatch_reader WHERE dispatch = ?1"
		       " ORDER BY position LIMIT 1",
		       "i>iis", dispatch, &out->position, &out->contact, &out->own);
}

int dispatch_told(struct db *db, int64_t dispatch, int64_t position, struct err *err)
{
	return sql_run(db, NULL, err, "DELETE FROM dispatch_reader WHERE dispatch = ?1 AND position = ?2",
		       "ii", dispatch, position);
}

int dispatch_end(struct db *db, int64_t dispatch, struct err *err)
{
	return sql_run(db, NULL, err, "DELETE FROM dispatch WHERE id = ?1", "i", dispatch);
}

int dispatch_count_failure(struct db *db, int64_t dispatch, int *failures, struct err *err)
{
	return sql_one(db, NULL, err, "no such dispatch",
		       "UPDATE dispatch SET failures = failures + 1 WHERE id = ?1 RETURNING failures", "i>d",
		       dispatch, failures);
}

int dispatch_forgive(struct db *db, int64_t dispatch, struct err *err)
{
	return sql_run(db, NULL, err, "UPDATE dispatch SET failures = 0 WHERE id = ?1", "i", dispatch);
}
