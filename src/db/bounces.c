/* Suspending contacts, counting failures, resuming. */
#include "db/bounces.h"

#include "base/date.h"
#include "base/text.h"
#include "db/letters.h"
#include "sql.h"

/* 5.1.7 and 5.1.8 are about the sender's address (RFC 3463 section 3.2). */
static bool is_hard(const char *status)
{
	return !strncmp(status, "5.1.", 4) && strcmp(status, "5.1.7") != 0 && strcmp(status, "5.1.8") != 0;
}

enum { HOUR_S = 3600, DAY_S = 86400 };

static const char STOPPED[] = "suspensions.stopped";

/* A relay that refuses everybody, or forged reports, must not empty the directory. */
static int is_too_many(struct db *db, time_t now, bool *is, struct err *err)
{
	int64_t count;
	int rc = sql_one(db, NULL, err, "no answer",
			 "SELECT count(*) FROM contact INDEXED BY contact_suspended WHERE suspended_at > ?1",
			 "t>i", now - HOUR_S, &count);
	*is = !rc && count >= MOST_SUSPENSIONS;
	return rc || !*is ? rc : db_setting_set(db, STOPPED, "1", err);
}

int suspensions_stopped_take(struct db *db, bool *were, struct err *err)
{
	int64_t changed;
	int rc = sql_run(db, &changed, err, "DELETE FROM setting WHERE name = ?1", "s", STOPPED);
	*were = !rc && changed;
	return rc;
}

static int suspend(struct db *db, int64_t contact, int64_t letter, const char *status, time_t now,
		   enum bounce_effect *effect, struct err *err)
{
	int64_t changed;
	bool is;
	int rc = sql_one(db, NULL, err, "no such contact", "SELECT is_bounced FROM contact WHERE id = ?1",
			 "i>f", contact, &is);
	*effect = BOUNCE_KNOWN;
	if (rc || is || (rc = is_too_many(db, now, &is, err)))
		return rc;
	*effect = BOUNCE_STOPPED;
	if (is)
		return OK;
	rc =
	    sql_run(db, &changed, err,
		    "UPDATE contact SET is_bounced = 1, bounced_by = ?2, bounced_why = ?3, suspended_at = ?4,"
		    " is_bounce_told = 0 WHERE id = ?1 AND NOT is_bounced",
		    "iist", contact, letter, status, now);
	*effect = changed ? BOUNCE_SUSPENDED : BOUNCE_KNOWN;
	return rc || !changed ? rc : letters_cancel_unserved(db, contact, err);
}

/* The columns of a letter that decide the effect of its failure. */
struct sent {
	int64_t contact; /* 0: outside of the directory */
	const char *recipient;
	time_t sent_at;
	const char *failed_on; /* the day of its contact's last hard failure, or NULL */
};

static int find_sent(struct db *db, struct arena *arena, int64_t letter, struct sent *out, struct err *err)
{
	return sql_one(
	    db, arena, err, "no such letter",
	    "SELECT coalesce(l.contact, c.id, 0), l.recipient, coalesce(l.sent_at, l.created_at),"
	    " coalesce(o.failed_on, c.failed_on) FROM letter l LEFT JOIN contact o ON o.id = l.contact"
	    " LEFT JOIN contact c ON c.email = l.recipient WHERE l.id = ?1",
	    "i>ists", letter, &out->contact, &out->recipient, &out->sent_at, &out->failed_on);
}

static int count_soft(struct db *db, int64_t contact, enum bounce_effect *effect, struct err *err)
{
	*effect = BOUNCE_COUNTED;
	return sql_run(db, NULL, err, "UPDATE contact SET soft_bounces = soft_bounces + 1 WHERE id = ?1", "i",
		       contact);
}

static int bounce(struct db *db, const struct sent *sent, int64_t letter, const char *status, time_t now,
		  enum bounce_effect *effect, struct err *err)
{
	*effect = BOUNCE_NO_CONTACT;
	if (!sent->contact)
		return OK;
	return is_hard(status) ? suspend(db, sent->contact, letter, status, now, effect, err)
			       : count_soft(db, sent->contact, effect, err);
}

/* A CV that bounced after the relay had accepted it: servers on the way have held it. */
static int note_undelivered(struct db *db, int64_t letter, const char *status, struct err *err)
{
	int rc =
	    sql_run(db, NULL, err,
		    "UPDATE letter SET status = 'failed', sent_at = NULL, may_have_gone = 1,"
		    " last_reply = 'reported: ' || ?2 WHERE id = ?1 AND template = 'cv' AND status = 'sent'",
		    "is", letter, status);
	return rc ? rc : letter_note_unsent(db, letter, err);
}

/* One hard failure may be temporary; a second one on another day suspends. */
static int report(struct db *db, struct arena *arena, const struct sent *sent, int64_t letter,
		  const char *recipient, const char *status, time_t now, enum bounce_effect *effect,
		  struct err *err)
{
	const char *today = date_iso(arena, date_of(now));
	int rc;
	*effect = BOUNCE_OTHER;
	if (*recipient && !text_equal_ascii(recipient, sent->recipient))
		return OK;
	*effect = BOUNCE_LATE;
	if (now - sent->sent_at > (time_t)REPORT_DAYS * DAY_S)
		return OK;
	if (*status == '5' && (rc = note_undelivered(db, letter, status, err)))
		return rc;
	bool is_alone = now - sent->sent_at > HOUR_S && (!sent->failed_on || !strcmp(sent->failed_on, today));
	if (!sent->contact || !is_hard(status) || !is_alone)
		return bounce(db, sent, letter, status, now, effect, err);
	*effect = BOUNCE_FIRST;
	return sql_run(db, NULL, err, "UPDATE contact SET failed_on = ?2 WHERE id = ?1", "is", sent->contact,
		       today);
}

int letter_bounced(struct db *db, int64_t letter, const char *status, time_t now, enum bounce_effect *effect,
		   struct err *err)
{
	struct arena *arena = arena_new();
	struct sent sent;
	int rc = find_sent(db, arena, letter, &sent, err);
	rc = rc ? rc : bounce(db, &sent, letter, status, now, effect, err);
	arena_free(&arena);
	return rc;
}

int letter_reported(struct db *db, int64_t letter, const char *recipient, const char *status, time_t now,
		    enum bounce_effect *effect, struct err *err)
{
	struct arena *arena = arena_new();
	struct sent sent;
	int rc = find_sent(db, arena, letter, &sent, err);
	rc = rc ? rc : report(db, arena, &sent, letter, recipient, status, now, effect, err);
	arena_free(&arena);
	return rc;
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
	int rc =
	    sql_run(db, &changed, err,
		    "UPDATE contact SET is_bounced = 0, bounced_by = NULL, bounced_why = NULL,"
		    " is_bounce_told = 0, soft_bounces = 0, failed_on = NULL WHERE email = ?1 AND is_bounced",
		    "s", email);
	if (rc || changed)
		return rc;
	rc = sql_one(db, NULL, err, "no such contact", "SELECT id FROM contact WHERE email = ?1", "s>i",
		     email, &id);
	return rc ? rc : err_set(err, ERR_DATA, "this contact is not suspended");
}
