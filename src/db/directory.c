/* Looking contacts up. */
#include "db/directory.h"

#include "base/text.h"

#include "base/list.h"
#include "contact_columns.h"

static const struct sql_member members[] = {
    SQL_MEMBER('i', struct contact, id),	   SQL_MEMBER('i', struct contact, organisation_id),
    SQL_MEMBER('s', struct contact, email),	   SQL_MEMBER('s', struct contact, name),
    SQL_MEMBER('s', struct contact, organisation), SQL_MEMBER('s', struct contact, type_name),
    SQL_MEMBER('s', struct contact, function),	   SQL_MEMBER('s', struct contact, lists),
    SQL_MEMBER('s', struct contact, frequency),	   SQL_MEMBER('s', struct contact, territories),
    SQL_MEMBER('f', struct contact, is_signatory), SQL_MEMBER('f', struct contact, is_steering),
    SQL_MEMBER('f', struct contact, is_active),	   SQL_MEMBER('f', struct contact, is_bounced),
};

static const char *const TYPES[ORGANISATION_TYPES] = {
    [ORGANISATION_ANY] = "",
    [ORGANISATION_CNML] = "cnml",
    [ORGANISATION_ASSOCIATION_REGIONALE] = "association_regionale",
    [ORGANISATION_MISSION_LOCALE] = "mission_locale",
    [ORGANISATION_IMS] = "ims",
    [ORGANISATION_ANTENNE] = "antenne",
    [ORGANISATION_ENTREPRISE] = "entreprise",
};

const char *organisation_type_name(enum organisation_type type)
{
	return TYPES[type];
}

enum organisation_type organisation_type_of(const char *name)
{
	enum organisation_type type = ORGANISATION_TYPES - 1;
	while (type && strcmp(TYPES[type], name) != 0)
		type--;
	return type;
}

int contacts_read(struct sql *sql, int rc, struct arena *arena, struct contact **out, size_t *count,
		  struct err *err)
{
	bool row;
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	while (!rc && !(rc = sql_step(sql, &row, err)) && row) {
		struct contact *contact = list_add(&list);
		sql_read_members(sql, arena, members, ARRAY_SIZE(members), contact);
		contact->type = organisation_type_of(contact->type_name);
	}
	sql_end(sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

static int read_one(struct sql *sql, int rc, struct arena *arena, struct contact *out, struct err *err)
{
	struct contact *found;
	size_t count;
	rc = contacts_read(sql, rc, arena, &found, &count, err);
	if (rc)
		return rc;
	if (!count)
		return err_set(err, ERR_NOT_FOUND, "no such contact");
	*out = found[0];
	return OK;
}

int contact_by_email(struct db *db, struct arena *arena, const char *email, struct contact *out,
		     struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err, "SELECT " CONTACT_COLUMNS " WHERE c.email = ?1 AND c.is_active",
			   "s", email);
	return read_one(&sql, rc, arena, out, err);
}

int directory_shares_domain(struct db *db, const char *domain, const struct contact *contact, bool *shares,
			    struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT EXISTS (SELECT 1 FROM contact WHERE is_active AND organisation <> ?2"
		       " AND substr(lower(email), -length(?1)) = ?1"
		       " AND substr(email, -length(?1) - 1, 1) IN ('@', '.')"
		       " AND substr(lower(email), -length(?3)) <> lower(?3))",
		       "sis>f", domain, contact->organisation_id, strrchr(contact->email, '@'), shares);
}

int address_is_served(struct db *db, const char *email, bool *is_served, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT NOT EXISTS (SELECT 1 FROM contact WHERE email = ?1 AND (NOT is_active OR"
		       " is_bounced))",
		       "s>f", email, is_served);
}

int organisation_of_address(struct db *db, struct arena *arena, const char *email, int64_t *id, char **name,
			    struct err *err)
{
	return sql_one(db, arena, err, "no such contact",
		       "SELECT o.id, o.name FROM contact c JOIN organisation o ON o.id = c.organisation "
		       "WHERE c.email = ?1",
		       "s>is", email, id, name);
}

int address_may_get(struct db *db, const char *email, const char *list, bool *may, struct err *err)
{
	return sql_one(
	    db, NULL, err, "no answer",
	    "SELECT NOT EXISTS (SELECT 1 FROM contact WHERE email = ?1 AND (NOT is_active OR is_bounced"
	    " OR (?2 IS NOT NULL AND NOT instr(' ' || lists || ' ', ' ' || ?2 || ' '))))",
	    "ss>f", email, list, may);
}

int contact_by_id(struct db *db, struct arena *arena, int64_t id, struct contact *out, struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err, "SELECT " CONTACT_COLUMNS " WHERE c.id = ?1", "i", id);
	return read_one(&sql, rc, arena, out, err);
}

int contact_is_last_of_list(struct db *db, int64_t contact, const char *list, bool *is_last, struct err *err)
{
	return sql_one(
	    db, NULL, err, "no answer",
	    "SELECT NOT EXISTS (SELECT 1 FROM contact c JOIN organisation o ON o.id = c.organisation"
	    " WHERE c.id <> ?1 AND c.is_active AND NOT c.is_bounced"
	    " AND instr(' ' || c.lists || ' ', ' ' || ?2 || ' ') AND o.type = (SELECT type FROM"
	    " organisation WHERE id = (SELECT organisation FROM contact WHERE id = ?1)))",
	    "is>f", contact, list, is_last);
}

int contacts_steering(struct db *db, struct arena *arena, const char *side, struct contact **out,
		      size_t *count, struct err *err)
{
	struct sql sql;
	int rc =
	    sql_start(&sql, db, err,
		      "SELECT " CONTACT_COLUMNS " WHERE c.is_steering AND c.is_active AND NOT c.is_bounced"
		      " AND iif(o.type IN ('ims', 'antenne', 'entreprise'), 'ims', 'cnml') = ?1"
		      " ORDER BY c.email",
		      "s", side);
	return contacts_read(&sql, rc, arena, out, count, err);
}

int organisation_find(struct db *db, struct arena *arena, const char *text, int64_t *id, struct err *err)
{
	return sql_one(db, arena, err, "no such organisation",
		       "SELECT organisation FROM contact WHERE email = ?1 AND is_active"
		       " UNION ALL SELECT id FROM organisation WHERE folded = ?2 LIMIT 1",
		       "ss>i", text, text_fold(arena, text), id);
}

int contacts_all(struct db *db, struct arena *arena, struct contact **out, size_t *count, struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err, "SELECT " CONTACT_COLUMNS " ORDER BY o.folded, c.email", "");
	return contacts_read(&sql, rc, arena, out, count, err);
}

int contacts_of(struct db *db, struct arena *arena, int64_t organisation, struct contact **out, size_t *count,
		struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT " CONTACT_COLUMNS
			   " WHERE c.organisation = ?1 AND c.is_active AND NOT c.is_bounced"
			   " ORDER BY c.email",
			   "i", organisation);
	return contacts_read(&sql, rc, arena, out, count, err);
}
