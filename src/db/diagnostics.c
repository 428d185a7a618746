#include "db/diagnostics.h"

#include "blob.h"
#include "sql.h"

int diagnostic_add(struct db *db, const struct diagnostic *diagnostic, struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO diagnostic (ref, title, year, territory, codes, summary, organisation,"
		       " sender, event, received_at, message)"
		       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
		       "ssissniistr", diagnostic->ref, diagnostic->title, diagnostic->year,
		       diagnostic->territory, diagnostic->codes, diagnostic->summary,
		       diagnostic->organisation, diagnostic->sender, diagnostic->event,
		       diagnostic->received_at, diagnostic->message);
}

int diagnostic_get(struct db *db, struct arena *arena, const char *ref, struct diagnostic *out,
		   struct err *err)
{
	return sql_one(db, arena, err, "no such diagnostic",
		       "SELECT d.ref, d.title, d.year, d.territory, d.codes, d.summary, d.organisation,"
		       " d.sender, d.event, d.received_at, d.message, o.name FROM diagnostic d"
		       " JOIN organisation o ON o.id = d.organisation WHERE d.ref = ?1",
		       "s>ssisssiistrs", ref, &out->ref, &out->title, &out->year, &out->territory,
		       &out->codes, &out->summary, &out->organisation, &out->sender, &out->event,
		       &out->received_at, &out->message, &out->organisation_name);
}

int diagnostic_add_file(struct db *db, const char *ref, const char *name, const char *type,
			struct bytes content, int64_t *id, struct err *err)
{
	return attachment_add(db, NULL, ref, name, type, content, id, err);
}

int diagnostics_forget_files(struct db *db, time_t received_before, size_t most, int64_t *count,
			     struct err *err)
{
	return sql_run(db, count, err,
		       "DELETE FROM attachment_content WHERE attachment IN"
		       " (SELECT a.id FROM attachment a JOIN diagnostic d ON d.ref = a.diagnostic"
		       " JOIN attachment_content c ON c.attachment = a.id WHERE d.received_at < ?1"
		       " AND NOT EXISTS (SELECT 1 FROM letter_attachment la JOIN letter l ON l.id = la.letter"
		       " WHERE la.attachment = a.id AND l.status = 'queued') LIMIT ?2)",
		       "ti", received_before, (int64_t)most);
}
