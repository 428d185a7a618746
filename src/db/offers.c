#include "db/offers.h"

#include "base/list.h"
#include "embedded.h"
#include "sql.h"

/* All columns except the key: setting that makes SQLite check all rows that may refer to it. */
#define CHANGED                                                                                              \
	"status, title, company, place, commune, postal_code, department, region, contract, nature, rome, "  \
	"level, salary, hours, start, deadline, contact, forum, openings, description, experience, "         \
	"duration, reference, diffusion, is_company_hidden, fingerprint, sender, message, filled_at"
#define CHANGED_PARAMETERS                                                                                   \
	"?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, "  \
	"?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30"
#define COLUMNS "ref, " CHANGED

/* In the order of COLUMNS. */
static const struct sql_member members[] = {
    SQL_MEMBER('s', struct offer, ref),		SQL_MEMBER('s', struct offer, status),
    SQL_MEMBER('s', struct offer, title),	SQL_MEMBER('s', struct offer, company),
    SQL_MEMBER('s', struct offer, place),	SQL_MEMBER('s', struct offer, commune),
    SQL_MEMBER('s', struct offer, postal_code), SQL_MEMBER('s', struct offer, department),
    SQL_MEMBER('s', struct offer, region),	SQL_MEMBER('s', struct offer, contract),
    SQL_MEMBER('s', struct offer, nature),	SQL_MEMBER('s', struct offer, rome),
    SQL_MEMBER('s', struct offer, level),	SQL_MEMBER('s', struct offer, salary),
    SQL_MEMBER('s', struct offer, hours),	SQL_MEMBER('s', struct offer, start),
    SQL_MEMBER('s', struct offer, deadline),	SQL_MEMBER('s', struct offer, contact),
    SQL_MEMBER('s', struct offer, forum),	SQL_MEMBER('s', struct offer, openings),
    SQL_MEMBER('s', struct offer, description), SQL_MEMBER('s', struct offer, experience),
    SQL_MEMBER('s', struct offer, duration),	SQL_MEMBER('s', struct offer, reference),
    SQL_MEMBER('s', struct offer, diffusion),	SQL_MEMBER('f', struct offer, is_company_hidden),
    SQL_MEMBER('s', struct offer, fingerprint), SQL_MEMBER('r', struct offer, sender),
    SQL_MEMBER('r', struct offer, message),	SQL_MEMBER('s', struct offer, filled_at),
};
enum { MEMBER_COUNT = ARRAY_SIZE(members) };

int offer_add(struct db *db, const struct offer *offer, struct err *err)
{
	return sql_run_members(db, NULL, err,
			       "INSERT INTO offer (" COLUMNS ") VALUES (?1, " CHANGED_PARAMETERS ")", members,
			       MEMBER_COUNT, offer);
}

static int get_one(struct db *db, struct arena *arena, const char *text, const char *key, struct offer *out,
		   struct err *err)
{
	struct sql sql;
	bool row = false;
	int rc = sql_start(&sql, db, err, text, "s", key);
	if (!rc && !(rc = sql_step(&sql, &row, err)) && row)
		sql_read_members(&sql, arena, members, MEMBER_COUNT, out);
	sql_end(&sql);
	return rc || row ? rc : err_set(err, ERR_NOT_FOUND, "no such offer");
}

int offer_get(struct db *db, struct arena *arena, const char *ref, struct offer *out, struct err *err)
{
	return get_one(db, arena, "SELECT " COLUMNS " FROM offer WHERE ref = ?1", ref, out, err);
}

int offer_find_same(struct db *db, struct arena *arena, const char *fingerprint, struct offer *out,
		    struct err *err)
{
	return get_one(db, arena,
		       "SELECT " COLUMNS " FROM offer INDEXED BY offer_fingerprint"
		       " WHERE fingerprint = ?1 AND status IN ('held', 'open') ORDER BY ref DESC LIMIT 1",
		       fingerprint, out, err);
}

int offer_update(struct db *db, const struct offer *offer, struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run_members(db, &changed, err,
				 "UPDATE offer SET (" CHANGED ") = (" CHANGED_PARAMETERS ") WHERE ref = ?1",
				 members, MEMBER_COUNT, offer);
	return rc || changed ? rc : err_set(err, ERR_NOT_FOUND, "no such offer");
}

int offer_next_expired(struct db *db, struct arena *arena, const char *today, char **ref, struct err *err)
{
	return sql_one(db, arena, err, "no offer expires",
		       "SELECT ref FROM offer INDEXED BY offer_open WHERE status = 'open' AND deadline < ?1"
		       " ORDER BY deadline, ref LIMIT 1",
		       "s>s", today, ref);
}

int offers_match(struct db *db, struct arena *arena, const struct offer_search *search,
		 struct offer_match **out, size_t *count, struct err *err)
{
	struct sql sql;
	bool row;
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	int rc = sql_start(&sql, db, err, embedded_offers_match, "isssi", search->organisation, search->rome,
			   search->level, search->today, (int64_t)search->most);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct offer_match *match = list_add(&list);
		int64_t score;
		sql_read(&sql, arena, "sssi", &match->ref, &match->title, &match->rome, &score);
		match->score = (unsigned)score;
	}
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

int offer_contact_is_settled(struct db *db, const struct offer *offer, bool *is, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT EXISTS (SELECT 1 FROM contact WHERE email = ?2 AND (id = ?3 OR is_active))"
		       " OR EXISTS (SELECT 1 FROM confirmation WHERE offer = ?1 AND email = ?2 AND "
		       "confirmed_at IS NOT NULL)",
		       "ssi>f", offer->ref, offer->contact, offer->sender, is);
}

int offer_contact_ask(struct db *db, const struct offer *offer, time_t now, bool *is_new, struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run(
	    db, &changed, err,
	    "INSERT INTO confirmation (offer, email, asked_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
	    "sst", offer->ref, offer->contact, now);
	*is_new = changed > 0;
	return rc;
}

int offer_contact_confirm(struct db *db, const char *offer, const char *email, time_t now, bool *was_asked,
			  struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run(db, &changed, err,
			 "UPDATE confirmation SET confirmed_at = coalesce(confirmed_at, ?3) WHERE offer = ?1 "
			 "AND email = ?2",
			 "sst", offer, email, now);
	*was_asked = changed > 0;
	return rc;
}
