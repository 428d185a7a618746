#include "db/calls.h"

#include "base/list.h"
#include "sql.h"

#define COLUMNS                                                                                              \
	"ref, kind, status, title, description, theme, place, commune, postal_code, department, region,"     \
	" needed, deadline, starts_at, ends_at, zone, event, diagnostic, contact, asker, opened_at,"         \
	" closed_at, look_at, message"
#define PARAMETERS                                                                                           \
	"?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,"    \
	" ?22, ?23, ?24"

/* In the order of COLUMNS. */
static const struct sql_member members[] = {
    SQL_MEMBER('s', struct call, ref),	       SQL_MEMBER('s', struct call, kind),
    SQL_MEMBER('s', struct call, status),      SQL_MEMBER('s', struct call, title),
    SQL_MEMBER('s', struct call, description), SQL_MEMBER('s', struct call, theme),
    SQL_MEMBER('s', struct call, place),       SQL_MEMBER('s', struct call, commune),
    SQL_MEMBER('s', struct call, postal_code), SQL_MEMBER('s', struct call, department),
    SQL_MEMBER('s', struct call, region),      SQL_MEMBER('p', struct call, needed),
    SQL_MEMBER('s', struct call, deadline),    SQL_MEMBER('s', struct call, starts_at),
    SQL_MEMBER('s', struct call, ends_at),     SQL_MEMBER('s', struct call, zone),
    SQL_MEMBER('s', struct call, event),       SQL_MEMBER('s', struct call, diagnostic),
    SQL_MEMBER('s', struct call, contact),     SQL_MEMBER('r', struct call, asker),
    SQL_MEMBER('s', struct call, opened_at),   SQL_MEMBER('s', struct call, closed_at),
    SQL_MEMBER('s', struct call, look_at),     SQL_MEMBER('r', struct call, message),
};
enum { MEMBER_COUNT = ARRAY_SIZE(members) };

int call_add(struct db *db, const struct call *call, struct err *err)
{
	return sql_run_members(db, NULL, err, "INSERT INTO call (" COLUMNS ") VALUES (" PARAMETERS ")",
			       members, MEMBER_COUNT, call);
}

int call_get(struct db *db, struct arena *arena, const char *ref, struct call *out, struct err *err)
{
	struct sql sql;
	bool row = false;
	int rc = sql_start(&sql, db, err, "SELECT " COLUMNS " FROM call WHERE ref = ?1", "s", ref);
	if (!rc && !(rc = sql_step(&sql, &row, err)) && row)
		sql_read_members(&sql, arena, members, MEMBER_COUNT, out);
	sql_end(&sql);
	return rc || row ? rc : err_set(err, ERR_NOT_FOUND, "no such call");
}

int call_update(struct db *db, const struct call *call, struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run_members(db, &changed, err,
				 "UPDATE call SET (" COLUMNS ") = (" PARAMETERS ") WHERE ref = ?1", members,
				 MEMBER_COUNT, call);
	return rc || changed ? rc : err_set(err, ERR_NOT_FOUND, "no such call");
}

int call_next_expired(struct db *db, struct arena *arena, const char *today, char **ref, struct err *err)
{
	return sql_one(db, arena, err, "no call has expired",
		       "SELECT ref FROM call INDEXED BY call_open WHERE status = 'open' AND deadline < ?1"
		       " ORDER BY deadline, ref LIMIT 1",
		       "s>s", today, ref);
}

int call_next_to_look_at(struct db *db, struct arena *arena, time_t now, char **ref, struct err *err)
{
	return sql_one(db, arena, err, "no call is due",
		       "SELECT ref FROM call INDEXED BY call_look_at WHERE look_at <= ?1"
		       " ORDER BY look_at, ref LIMIT 1",
		       "t>s", now, ref);
}

int calls_open(struct db *db, struct arena *arena, char ***out, size_t *count, struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	struct sql sql;
	bool row = false;
	int rc = sql_start(&sql, db, err,
			   "SELECT ref FROM call WHERE status = 'open' ORDER BY opened_at, ref", "");
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row)
		sql_read(&sql, arena, "s", list_add(&list));
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

int call_ask(struct db *db, const char *ref, int64_t contact, struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO response (call, contact, is_asked) VALUES (?1, ?2, 1)"
		       " ON CONFLICT DO NOTHING",
		       "si", ref, contact);
}

int call_asks(struct db *db, const char *ref, int64_t organisation, bool *asks, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT EXISTS (SELECT 1 FROM response r JOIN contact c ON c.id = r.contact"
		       " WHERE r.call = ?1 AND r.is_asked AND c.organisation = ?2)",
		       "si>f", ref, organisation, asks);
}

int response_set(struct db *db, const char *ref, const struct response *response, struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO response (call, contact, is_asked, answer, text, speaker, answered_at)"
		       " VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6) ON CONFLICT (call, contact) DO UPDATE SET"
		       " answer = excluded.answer, text = excluded.text, speaker = excluded.speaker,"
		       " answered_at = excluded.answered_at",
		       "sisnns", ref, response->contact, response->answer, response->text, response->speaker,
		       response->answered_at);
}

int response_remind(struct db *db, const char *ref, int64_t contact, const char *period, struct err *err)
{
	return sql_run(db, NULL, err, "UPDATE response SET reminder = ?3 WHERE call = ?1 AND contact = ?2",
		       "sis", ref, contact, period);
}

static const struct sql_member reminder_members[] = {
    SQL_MEMBER('s', struct reminder, call),
    SQL_MEMBER('s', struct reminder, period),
    SQL_MEMBER('i', struct reminder, contact),
};

int reminders_next(struct db *db, struct arena *arena, struct reminder **out, size_t *count, struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT call, reminder, contact FROM response INDEXED BY response_reminder"
			   " WHERE reminder IS NOT NULL AND contact = (SELECT min(contact) FROM response"
			   " INDEXED BY response_reminder WHERE reminder IS NOT NULL) ORDER BY call",
			   "");
	rc = sql_read_all(&sql, rc, arena, reminder_members, ARRAY_SIZE(reminder_members), &list, err);
	*out = list.items;
	*count = list.count;
	return rc;
}

#define RESPONSES                                                                                            \
	"SELECT r.contact, c.organisation, c.email, c.name, o.name, r.is_asked, r.answer, r.text, "          \
	"r.speaker,"                                                                                         \
	" r.answered_at, c.is_active AND NOT c.is_bounced FROM response r"                                   \
	" JOIN contact c ON c.id = r.contact JOIN organisation o ON o.id = c.organisation"

static int read_responses(struct sql *sql, int rc, struct arena *arena, struct response **out, size_t *count,
			  struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	bool row = false;
	while (!rc && !(rc = sql_step(sql, &row, err)) && row) {
		struct response *response = list_add(&list);
		sql_read(sql, arena, "iisssfssssf", &response->contact, &response->organisation_id,
			 &response->email, &response->name, &response->organisation, &response->is_asked,
			 &response->answer, &response->text, &response->speaker, &response->answered_at,
			 &response->is_served);
	}
	sql_end(sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

int response_get(struct db *db, struct arena *arena, const char *ref, int64_t contact, struct response *out,
		 struct err *err)
{
	struct sql sql;
	struct response *found;
	size_t count;
	int rc =
	    sql_start(&sql, db, err, RESPONSES " WHERE r.call = ?1 AND r.contact = ?2", "si", ref, contact);
	rc = read_responses(&sql, rc, arena, &found, &count, err);
	if (rc || !count)
		return rc ? rc : err_set(err, ERR_NOT_FOUND, "not asked");
	*out = found[0];
	return OK;
}

int responses_of(struct db *db, struct arena *arena, const char *ref, struct response **out, size_t *count,
		 struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   RESPONSES " WHERE r.call = ?1 ORDER BY CASE r.answer WHEN 'yes' THEN 1"
				     " WHEN 'maybe' THEN 2 WHEN 'no' THEN 3 ELSE 4 END, r.answered_at,"
				     " o.folded, c.email",
			   "s", ref);
	return read_responses(&sql, rc, arena, out, count, err);
}
