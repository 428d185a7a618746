#include "db/digests.h"

#include "base/list.h"
#include "contact_columns.h"

/* ?1: the offer. First the newest letter to each address, then digest readers without a letter. */
int offer_readers(struct db *db, struct arena *arena, const char *offer, struct offer_reader **out,
		  size_t *count, struct err *err)
{
	static const struct sql_member members[] = {
	    SQL_MEMBER('r', struct offer_reader, contact),   SQL_MEMBER('s', struct offer_reader, email),
	    SQL_MEMBER('s', struct offer_reader, type_name), SQL_MEMBER('s', struct offer_reader, frequency),
	    SQL_MEMBER('f', struct offer_reader, is_shown),  SQL_MEMBER('f', struct offer_reader, is_waiting),
	};
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	struct sql sql;
	bool row;
	int rc = sql_start(
	    &sql, db, err,
	    "WITH letters AS MATERIALIZED (SELECT contact, recipient, max(id) AS last"
	    " FROM letter INDEXED BY letter_about WHERE about = ?1 AND template = 'offer'"
	    " AND status IN ('queued', 'sent') GROUP BY recipient)"
	    "SELECT l.contact, l.recipient, coalesce(o.type, ''), coalesce(c.frequency, 'immediat'), 1,"
	    " d.noted_at IS NOT NULL FROM letters l LEFT JOIN contact c ON c.id = l.contact"
	    " LEFT JOIN organisation o ON o.id = c.organisation"
	    " LEFT JOIN digest_line d ON d.offer = ?1 AND d.contact = l.contact"
	    " UNION ALL "
	    "SELECT d.contact, c.email, o.type, c.frequency, d.is_shown, d.noted_at IS NOT NULL"
	    " FROM digest_line d JOIN contact c ON c.id = d.contact JOIN organisation o ON o.id ="
	    " c.organisation WHERE d.offer = ?1 AND d.contact NOT IN (SELECT contact FROM letters WHERE"
	    " contact IS NOT NULL)",
	    "s", offer);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct offer_reader *reader = list_add(&list);
		sql_read_members(&sql, arena, members, ARRAY_SIZE(members), reader);
		reader->type = organisation_type_of(reader->type_name);
	}
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

int digest_note(struct db *db, const char *offer, int64_t contact, bool is_shown, const char *changes,
		time_t now, struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO digest_line (offer, contact, is_shown, changes, noted_at)"
		       " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (offer, contact) DO UPDATE SET"
		       " is_shown = max(is_shown, excluded.is_shown), noted_at = excluded.noted_at,"
		       " changes = iif(noted_at IS NULL OR changes = '', excluded.changes,"
		       " changes || iif(excluded.changes = '', '', ', ' || excluded.changes))",
		       "sifst", offer, contact, is_shown, changes, now);
}

int digest_shown(struct db *db, const char *offer, int64_t contact, time_t until, struct err *err)
{
	return sql_run(db, NULL, err,
		       "UPDATE digest_line SET is_shown = 1, changes = iif(noted_at <= ?3, '', changes),"
		       " noted_at = iif(noted_at <= ?3, NULL, noted_at) WHERE offer = ?1 AND contact = ?2",
		       "sit", offer, contact, until);
}

int digest_leave_out(struct db *db, struct err *err)
{
	return sql_run(db, NULL, err,
		       "UPDATE digest_line INDEXED BY digest_line_waiting SET noted_at = NULL, changes = ''"
		       " WHERE noted_at IS NOT NULL AND NOT is_shown"
		       " AND EXISTS (SELECT 1 FROM offer WHERE ref = digest_line.offer"
		       " AND status NOT IN ('held', 'open'))",
		       "");
}

#define OF_THESE                                                                                             \
	" c.is_active AND NOT c.is_bounced AND (c.frequency = 'hebdomadaire') = ?1"                          \
	" AND instr(' ' || c.lists || ' ', ' offres ')"

int digest_readers(struct db *db, struct arena *arena, bool is_weekly, struct contact **out, size_t *count,
		   struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT " CONTACT_COLUMNS " WHERE c.id IN (SELECT contact FROM digest_line"
			   " INDEXED BY digest_line_waiting WHERE noted_at IS NOT NULL)"
			   " AND" OF_THESE " ORDER BY c.id",
			   "f", is_weekly);
	return contacts_read(&sql, rc, arena, out, count, err);
}

int digest_offers(struct db *db, struct arena *arena, bool is_weekly, struct digest_offer **out,
		  size_t *count, struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	struct sql sql;
	bool row;
	int rc = sql_start(&sql, db, err,
			   "SELECT DISTINCT o.ref, o.status FROM digest_line d INDEXED BY digest_line_waiting"
			   " JOIN contact c ON c.id = d.contact JOIN offer o ON o.ref = d.offer"
			   " WHERE d.noted_at IS NOT NULL AND" OF_THESE " ORDER BY o.ref",
			   "f", is_weekly);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct digest_offer *offer = list_add(&list);
		sql_read(&sql, arena, "ss", &offer->ref, &offer->status);
	}
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

int digest_lines(struct db *db, struct arena *arena, int64_t contact, time_t until, struct digest_line **out,
		 size_t *count, struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	struct sql sql;
	bool row;
	int rc = sql_start(&sql, db, err,
			   "SELECT offer, changes, is_shown FROM digest_line INDEXED BY digest_line_waiting"
			   " WHERE contact = ?1 AND noted_at IS NOT NULL AND noted_at <= ?2 ORDER BY offer",
			   "it", contact, until);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct digest_line *line = list_add(&list);
		sql_read(&sql, arena, "ssf", &line->offer, &line->changes, &line->is_shown);
	}
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

int digest_forget(struct db *db, const char *before, size_t most, struct err *err)
{
	return sql_run(db, NULL, err,
		       "DELETE FROM digest_line WHERE (offer, contact) IN"
		       " (SELECT d.offer, d.contact FROM offer o JOIN digest_line d ON d.offer = o.ref"
		       " WHERE o.status NOT IN ('held', 'open') AND o.deadline < ?1 AND d.noted_at IS NULL"
		       " LIMIT ?2)",
		       "si", before, (int64_t)most);
}
