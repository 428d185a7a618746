#include "db/regional_agreements.h"

#include "contact_columns.h"

#define COLUMNS                                                                                              \
	"ref, region, status, signed_on, signatories, active_on, ended_on, proposer, approver, message"
#define PARAMETERS "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10"

static const struct sql_member members[] = {
    SQL_MEMBER('s', struct regional_agreement, ref),
    SQL_MEMBER('s', struct regional_agreement, region),
    SQL_MEMBER('s', struct regional_agreement, status),
    SQL_MEMBER('s', struct regional_agreement, signed_on),
    SQL_MEMBER('s', struct regional_agreement, signatories),
    SQL_MEMBER('s', struct regional_agreement, active_on),
    SQL_MEMBER('s', struct regional_agreement, ended_on),
    SQL_MEMBER('r', struct regional_agreement, proposer),
    SQL_MEMBER('r', struct regional_agreement, approver),
    SQL_MEMBER('r', struct regional_agreement, message),
};
enum { MEMBER_COUNT = ARRAY_SIZE(members) };

int regional_agreement_add(struct db *db, const struct regional_agreement *agreement, struct err *err)
{
	return sql_run_members(db, NULL, err,
			       "INSERT INTO regional_agreement (" COLUMNS ") VALUES (" PARAMETERS ")",
			       members, MEMBER_COUNT, agreement);
}

int regional_agreement_get(struct db *db, struct arena *arena, const char *ref,
			   struct regional_agreement *out, struct err *err)
{
	struct sql sql;
	bool row = false;
	int rc =
	    sql_start(&sql, db, err, "SELECT " COLUMNS " FROM regional_agreement WHERE ref = ?1", "s", ref);
	if (!rc && !(rc = sql_step(&sql, &row, err)) && row)
		sql_read_members(&sql, arena, members, MEMBER_COUNT, out);
	sql_end(&sql);
	return rc || row ? rc : err_set(err, ERR_NOT_FOUND, "no such regional agreement");
}

int regional_agreement_update(struct db *db, const struct regional_agreement *agreement, struct err *err)
{
	int64_t changed = 0;
	int rc =
	    sql_run_members(db, &changed, err,
			    "UPDATE regional_agreement SET (" COLUMNS ") = (" PARAMETERS ") WHERE ref = ?1",
			    members, MEMBER_COUNT, agreement);
	return rc || changed ? rc : err_set(err, ERR_NOT_FOUND, "no such regional agreement");
}

int regional_agreements_end(struct db *db, const char *ended_on, struct err *err)
{
	return sql_run(
	    db, NULL, err,
	    "UPDATE regional_agreement SET status = 'ended', ended_on = ?1 WHERE status <> 'ended'", "s",
	    ended_on);
}

static const char *const ROLES[] = {[REGIONAL_ASKED] = "asked", [REGIONAL_RECIPIENT] = "recipient"};

int regional_party_add(struct db *db, const char *ref, enum regional_role role, int64_t contact,
		       struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT OR IGNORE INTO regional_party (agreement, role, contact) VALUES (?1, ?2, ?3)",
		       "ssi", ref, ROLES[role], contact);
}

int regional_parties(struct db *db, struct arena *arena, const char *ref, enum regional_role role,
		     struct contact **out, size_t *count, struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT " CONTACT_COLUMNS " WHERE c.is_active AND NOT c.is_bounced AND c.id IN"
			   " (SELECT contact FROM regional_party WHERE agreement = ?1 AND role = ?2)"
			   " ORDER BY c.email",
			   "ss", ref, ROLES[role]);
	return contacts_read(&sql, rc, arena, out, count, err);
}

int regional_recipients(struct db *db, struct arena *arena, const char *region, const char *list,
			struct contact **out, size_t *count, struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT " CONTACT_COLUMNS " WHERE c.is_active AND NOT c.is_bounced"
			   " AND instr(' ' || c.lists || ' ', ' ' || ?2 || ' ') AND c.id IN"
			   " (SELECT p.contact FROM regional_agreement a JOIN regional_party p"
			   " ON p.agreement = a.ref AND p.role = 'recipient'"
			   " WHERE a.region = ?1 AND a.status = 'active') ORDER BY o.folded, c.email",
			   "ss", region, list);
	return contacts_read(&sql, rc, arena, out, count, err);
}

int regional_agreement_concerns(struct db *db, const char *ref, int64_t contact, bool *concerns,
				struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT EXISTS (SELECT 1 FROM regional_agreement WHERE ref = ?1"
		       " AND ?2 IN (proposer, approver))"
		       " OR EXISTS (SELECT 1 FROM regional_party WHERE agreement = ?1 AND contact = ?2)",
		       "si>f", ref, contact, concerns);
}
