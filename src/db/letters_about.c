/* Letters by subject: their recipients, erasing them. */
#include "db/letters.h"

#include "sql.h"

#include "base/list.h"

/* Letters that ask to delete a CV name nobody, and must go out although the CV is gone. */
static const char cancel_about[] =
    "UPDATE letter SET status = 'cancelled', next_attempt_at = NULL WHERE about = ?1 AND status = 'queued'"
    " AND NOT survives_erasure";
static const char erase_subjects_about[] = "UPDATE letter SET subject = NULL WHERE about = ?1"
					   " AND subject IS NOT NULL AND NOT survives_erasure";
static const char erase_bodies_about[] =
    "DELETE FROM letter_body WHERE letter IN (SELECT id FROM letter INDEXED BY letter_about"
    " WHERE about = ?1 AND NOT survives_erasure)";

int letters_erase_about(struct db *db, const char *about, struct err *err)
{
	bool own;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	/* A letter whose bytes are erased can't be sent any more. */
	(void)((rc = sql_run(db, NULL, err, cancel_about, "s", about)) ||
	       (rc = sql_run(db, NULL, err, erase_subjects_about, "s", about)) ||
	       (rc = sql_run(db, NULL, err, erase_bodies_about, "s", about)));
	return sql_leave(db, own, rc, err);
}

int letters_cancel_about_candidate(struct db *db, const char *candidate, const char *why, int64_t *count,
				   struct err *err)
{
	bool own;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	rc = sql_run(db, NULL, err,
		     "DELETE FROM letter_body WHERE letter IN"
		     " (SELECT l.id FROM attachment a JOIN letter_attachment la ON la.attachment = a.id"
		     " JOIN letter l ON l.id = la.letter WHERE a.candidate = ?1 AND l.status = 'queued')",
		     "s", candidate);
	if (!rc)
		rc = sql_run(db, count, err,
			     "UPDATE letter SET status = 'cancelled', next_attempt_at = NULL, subject = NULL,"
			     " last_reply = coalesce(?2, last_reply) WHERE status = 'queued' AND id IN "
			     "(SELECT la.letter FROM attachment a"
			     " JOIN letter_attachment la ON la.attachment = a.id WHERE a.candidate = ?1)",
			     "ss", candidate, why);
	if (!rc && why && *count)
		rc = sql_run(db, NULL, err,
			     "UPDATE candidate SET unsent_why = ?2 WHERE ref = ?1 AND NOT is_erased", "ss",
			     candidate, why);
	return sql_leave(db, own, rc, err);
}

#define UNSERVED                                                                                             \
	"status = 'queued' AND NOT is_owed AND recipient IN"                                                 \
	" (SELECT email FROM contact WHERE (NOT is_active OR is_bounced) AND (id = ?1 OR ?1 = 0))"
#define UNSERVED_WHY                                                                                         \
	"iif((SELECT is_active FROM contact WHERE email = recipient), '" UNSENT_SUSPENDED "', '" UNSENT_LEFT \
	"')"

int letters_cancel_unserved(struct db *db, int64_t contact, struct err *err)
{
	bool own;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	(void)((rc = sql_run(db, NULL, err,
			     "UPDATE candidate SET unsent_why = l.why FROM (SELECT about, " UNSERVED_WHY
			     " AS why FROM letter INDEXED BY letter_queued WHERE " UNSERVED
			     " AND template = 'cv') AS l WHERE ref = l.about AND NOT is_erased",
			     "i", contact)) ||
	       (rc = sql_run(db, NULL, err,
			     "DELETE FROM letter_body WHERE letter IN (SELECT id FROM letter INDEXED BY"
			     " letter_queued WHERE " UNSERVED " AND is_personal)",
			     "i", contact)) ||
	       (rc = sql_run(db, NULL, err,
			     "UPDATE letter SET status = 'cancelled', next_attempt_at = NULL, last_reply ="
			     " " UNSERVED_WHY ", subject = iif(is_personal, NULL, subject) WHERE id IN"
			     " (SELECT id FROM letter INDEXED BY letter_queued WHERE " UNSERVED ")",
			     "i", contact)));
	return sql_leave(db, own, rc, err);
}

/* An answer refers to the newest letter to its address. */
static int read_recipients(struct db *db, struct arena *arena, const char *text, const char *template,
			   const char *about, struct letter_recipient **out, size_t *count, struct err *err)
{
	struct sql sql;
	bool row;
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	int rc = sql_start(&sql, db, err, text, "ss", template, about);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct letter_recipient *recipient = list_add(&list);
		char *type;
		sql_read(&sql, arena, "rssss", &recipient->contact, &recipient->email, &recipient->message_id,
			 &recipient->sent_at, &type);
		recipient->type = organisation_type_of(type);
	}
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

/* The newest letter to each recipient with template ?1 about ?2 that matches `which`. */
#define RECIPIENTS(which)                                                                                    \
	"SELECT contact, recipient, message_id, sent_at, coalesce((SELECT o.type FROM contact c"             \
	" JOIN organisation o ON o.id = c.organisation WHERE c.id = contact), ''), max(id)"                  \
	" FROM letter INDEXED BY letter_about"                                                               \
	" WHERE about = ?2 AND template = ?1 AND " which " GROUP BY recipient ORDER BY max(id)"

int letters_recipients(struct db *db, struct arena *arena, const char *template, const char *about,
		       struct letter_recipient **out, size_t *count, struct err *err)
{
	return read_recipients(db, arena, RECIPIENTS("status IN ('queued', 'sent')"), template, about, out,
			       count, err);
}

int letters_holders(struct db *db, struct arena *arena, const char *template, const char *about,
		    struct letter_recipient **out, size_t *count, struct err *err)
{
	return read_recipients(db, arena, RECIPIENTS("(status = 'sent' OR may_have_gone)"), template, about,
			       out, count, err);
}

int letter_note_unsent(struct db *db, int64_t id, struct err *err)
{
	return sql_run(db, NULL, err,
		       "UPDATE candidate SET unsent_why = '" UNSENT_REFUSED "' WHERE NOT is_erased AND ref ="
		       " (SELECT about FROM letter WHERE id = ?1 AND template = 'cv' AND status = 'failed')",
		       "i", id);
}

int letters_unsent(struct db *db, struct arena *arena, const char *template, const char *about,
		   struct letter_recipient **out, size_t *count, struct err *err)
{
	return read_recipients(
	    db, arena,
	    RECIPIENTS(
		"(status = 'cancelled' AND last_reply = (SELECT unsent_why FROM candidate WHERE ref = ?2)"
		" OR status = 'failed' AND (SELECT unsent_why FROM candidate WHERE ref = ?2) = "
		"'" UNSENT_REFUSED "')"),
	    template, about, out, count, err);
}

int letters_cancel_event(struct db *db, const char *event, struct err *err)
{
	return sql_run(
	    db, NULL, err,
	    "UPDATE letter SET status = 'cancelled', next_attempt_at = NULL WHERE about = ?1"
	    " AND status = 'queued' AND template IN ('invitation', 'event_changed', 'event_reminder',"
	    " 'event_pending', 'event_promotion', 'event_counter', 'rsvp_acknowledgement',"
	    " 'committee_invitation', 'committee_agenda')",
	    "s", event);
}

int letters_cancel_call(struct db *db, const char *call, struct err *err)
{
	return sql_run(db, NULL, err,
		       "UPDATE letter SET status = 'cancelled', next_attempt_at = NULL WHERE about = ?1"
		       " AND status = 'queued' AND template IN ('call', 'call_copy', 'call_reminder')",
		       "s", call);
}

/* The record still changes, and recipients of the letter will be told. */
#define IS_LIVE                                                                                              \
	"(EXISTS (SELECT 1 FROM candidate WHERE ref = about AND NOT is_erased)"                              \
	" OR EXISTS (SELECT 1 FROM offer WHERE ref = about AND status IN ('held', 'open'))"                  \
	" OR EXISTS (SELECT 1 FROM event WHERE ref = about AND status = 'open')"                             \
	" OR EXISTS (SELECT 1 FROM call WHERE ref = about AND status = 'open'))"

/* The subject is erased with the body: a letter with a subject is not forgotten yet. */
int letters_forget(struct db *db, time_t made_before, size_t most, int64_t *count, struct err *err)
{
	bool own;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	rc = sql_run(db, NULL, err,
		     "DELETE FROM letter_body WHERE letter IN (SELECT id FROM letter INDEXED BY letter_kept"
		     " WHERE status <> 'queued' AND subject IS NOT NULL AND created_at < ?1 ORDER BY "
		     "created_at LIMIT ?2)",
		     "ti", made_before, (int64_t)most);
	if (!rc)
		rc = sql_run(db, count, err,
			     "UPDATE letter SET subject = NULL, last_reply = NULL,"
			     " recipient = iif(" IS_LIVE ", recipient, 'erased.' || id),"
			     " contact = iif(" IS_LIVE ", contact, NULL) WHERE id IN"
			     " (SELECT id FROM letter INDEXED BY letter_kept"
			     " WHERE status <> 'queued' AND subject IS NOT NULL AND created_at < ?1"
			     " ORDER BY created_at LIMIT ?2)",
			     "ti", made_before, (int64_t)most);
	return sql_leave(db, own, rc, err);
}

int letter_by_message_id(struct db *db, struct arena *arena, const char *message_id, int64_t organisation,
			 char **template, char **about, struct err *err)
{
	return sql_one(db, arena, err, "no such letter",
		       "SELECT template, about FROM letter l WHERE message_id = ?1 AND (?2 = 0 OR EXISTS"
		       " (SELECT 1 FROM contact c WHERE (c.id = l.contact OR c.email = l.recipient)"
		       " AND c.organisation = ?2))",
		       "si>ss", message_id, organisation, template, about);
}

int letter_first(struct db *db, struct arena *arena, const char *template, const char *about,
		 const char *recipient, char **message_id, struct err *err)
{
	return sql_one(
	    db, arena, err, "no such letter",
	    "SELECT message_id FROM letter INDEXED BY letter_about WHERE about = ?2 AND template = ?1"
	    " AND recipient = ?3 AND status <> 'cancelled' ORDER BY id LIMIT 1",
	    "sss>s", template, about, recipient, message_id);
}

int letter_id_of(struct db *db, const char *message_id, int64_t *id, struct err *err)
{
	return sql_one(db, NULL, err, "no such letter", "SELECT id FROM letter WHERE message_id = ?1", "s>i",
		       message_id, id);
}

int letter_is_personal(struct db *db, int64_t id, bool *is, struct err *err)
{
	return sql_one(db, NULL, err, "no such letter", "SELECT is_personal FROM letter WHERE id = ?1", "i>f",
		       id, is);
}
