/* Suspending contacts, counting what failed, resuming. */
#include "db/bounces.h"

#include "db/letters.h"
#include "sql.h"

/* 5.1.7 and 5.1.8 are faults of the sender's address (RFC 3463 section 3.2). */
static bool is_hard(const char *status)
{
	return !strncmp(status, "5.1.", 4) && strcmp(status, "5.1.7") != 0 && strcmp(status, "5.1.8") != 0;
}

static int suspend(struct db *db, int64_t contact, int64_t letter, const char *status,
		   enum bounce_effect *effect, struct err *err)
{
	int64_t changed;
	int rc = sql_run(db, &changed, err,
			 "UPDATE contact SET is_bounced = 1, bounced_by = ?2, bounced_why = ?3,"
			 " is_bounce_told = 0 WHERE id = ?1 AND NOT is_bounced",
			 "iis", contact, letter, status);
	*effect = changed ? BOUNCE_SUSPENDED : BOUNCE_KNOWN;
	return rc || !changed ? rc : letters_cancel_unserved(db, contact, err);
}

int letter_bounced(struct db *db, int64_t letter, const char *status, enum bounce_effect *effect,
		   struct err *err)
{
	int64_t contact;
	int rc = sql_one(db, NULL, err, "no such letter",
			 "SELECT coalesce(l.contact, c.id, 0) FROM letter l"
			 " LEFT JOIN contact c ON c.email = l.recipient WHERE l.id = ?1",
			 "i>i", letter, &contact);
	if (rc)
		return rc;
	if (!contact) {
		*effect = BOUNCE_NO_CONTACT;
		return OK;
	}
	if (is_hard(status))
		return suspend(db, contact, letter, status, effect, err);
	*effect = BOUNCE_COUNTED;
	return sql_run(db, NULL, err, "UPDATE contact SET soft_bounces = soft_bounces + 1 WHERE id = ?1", "i",
		       contact);
}

int suspension_next(struct db *db, struct arena *arena, struct suspension *out, struct err *err)
{
	return sql_one(
	    db, arena, err, "nobody was suspended",
	    "SELECT c.id, c.bounced_by, c.email, c.name, o.name, c.bounced_why, l.template"
	    " FROM contact c INDEXED BY contact_bounce_untold JOIN organisation o ON o.id = c.organisation"
	    " JOIN letter l ON l.id = c.bounced_by"
	    " WHERE c.is_bounced AND NOT c.is_bounce_told ORDER BY c.id LIMIT 1",
	    ">iisssss", &out->contact, &out->letter, &out->email, &out->name, &out->organisation,
	    &out->status, &out->template);
}

int suspension_told(struct db *db, int64_t contact, struct err *err)
{
	return sql_run(db, NULL, err, "UPDATE contact SET is_bounce_told = 1 WHERE id = ?1", "i", contact);
}

int contact_resume(struct db *db, const char *email, struct err *err)
{
	int64_t changed, id;
	int rc = sql_run(db, &changed, err,
			 "UPDATE contact SET is_bounced = 0, bounced_by = NULL, bounced_why = NULL,"
			 " is_bounce_told = 0, soft_bounces = 0 WHERE email = ?1 AND is_bounced",
			 "s", email);
	if (rc || changed)
		return rc;
	rc = sql_one(db, NULL, err, "no such contact", "SELECT id FROM contact WHERE email = ?1", "s>i",
		     email, &id);
	return rc ? rc : err_set(err, ERR_DATA, "this contact is not suspended");
}
