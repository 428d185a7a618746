#include "db/agreement.h"

#include "sql.h"

#include "base/date.h"

#include <stdlib.h>
#include <string.h>

#define ENDED_ON "agreement.ended_on"
#define ENDED_BY "agreement.ended_by"
#define STEP	 "agreement.step"

int agreement_end_recorded(struct db *db, struct arena *arena, const char **on, const char **by,
			   struct err *err)
{
	char *day, *who;
	int rc = db_setting_get(db, arena, ENDED_ON, &day, err);
	if (!rc)
		rc = db_setting_get(db, arena, ENDED_BY, &who, err);
	if (rc)
		return rc;
	*on = day;
	*by = who ? who : "";
	return OK;
}

int agreement_ended(struct db *db, struct arena *arena, time_t now, const char **on, struct err *err)
{
	char *day;
	int rc = db_setting_get(db, arena, ENDED_ON, &day, err);
	*on = NULL;
	if (rc || !day)
		return rc;
	if (strcmp(day, date_iso(arena, date_of(now))) <= 0)
		*on = day;
	return OK;
}

int agreement_record_end(struct db *db, const char *on, const char *by, struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run(db, &changed, err,
			 "INSERT INTO setting (name, value) VALUES ('" ENDED_ON "', ?1)"
			 " ON CONFLICT (name) DO NOTHING",
			 "s", on);
	if (!rc && !changed)
		return err_set(err, ERR_DATA, "the end of the agreement is recorded already");
	return rc ? rc : db_setting_set(db, ENDED_BY, by, err);
}

static const char *const STEPS[] = {[AGREEMENT_RECORDED] = "",
				    [AGREEMENT_STOPPED] = "stopped",
				    [AGREEMENT_TOLD] = "told",
				    [AGREEMENT_FORGOTTEN] = "forgotten"};

int agreement_step(struct db *db, enum agreement_step *step, struct err *err)
{
	struct arena *arena = arena_new();
	char *name;
	int rc = db_setting_get(db, arena, STEP, &name, err);
	*step = AGREEMENT_RECORDED;
	for (size_t i = 0; !rc && name && i < ARRAY_SIZE(STEPS); i++)
		if (!strcmp(name, STEPS[i]))
			*step = (enum agreement_step)i;
	arena_free(&arena);
	return rc;
}

int agreement_step_done(struct db *db, enum agreement_step step, struct err *err)
{
	return db_setting_set(db, STEP, STEPS[step], err);
}

/* Answers have no envelope sender. Those whose form tells others stop like mailings. */
#define FLOWS "status = 'queued' AND sender <> '' AND template NOT IN (SELECT value FROM json_each(?1))"

int agreement_stop_flows(struct db *db, const char *kept, time_t now, struct err *err)
{
	bool own;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	(void)((rc = sql_run(db, NULL, err,
			     "DELETE FROM dispatch_reader WHERE dispatch IN (SELECT id FROM dispatch"
			     " WHERE draft ->> 'template' NOT IN (SELECT value FROM json_each(?1)))",
			     "s", kept)) ||
	       (rc = sql_run(db, NULL, err,
			     "DELETE FROM dispatch WHERE draft ->> 'template' NOT IN"
			     " (SELECT value FROM json_each(?1))",
			     "s", kept)) ||
	       (rc = sql_run(db, NULL, err,
			     "DELETE FROM letter_body WHERE letter IN (SELECT id FROM letter INDEXED BY"
			     " letter_queued WHERE " FLOWS " AND is_personal)",
			     "s", kept)) ||
	       (rc = sql_run(db, NULL, err,
			     "UPDATE letter SET status = 'cancelled', next_attempt_at = NULL,"
			     " last_reply = '" UNSENT_ENDED "', subject = iif(is_personal, NULL, subject)"
			     " WHERE id IN (SELECT id FROM letter INDEXED BY letter_queued WHERE " FLOWS ")",
			     "s", kept)) ||
	       (rc = sql_run(db, NULL, err,
			     "UPDATE offer SET status = 'closed' WHERE status IN ('held', 'open')", "")) ||
	       (rc = sql_run(db, NULL, err,
			     "UPDATE call SET status = iif(status = 'open', 'closed', status), closed_at = ?1"
			     " WHERE closed_at IS NULL AND (status = 'open' OR look_at IS NOT NULL)",
			     "t", now)));
	return sql_leave(db, own, rc, err);
}

int agreement_last_report(struct db *db, int year, time_t *at, bool *is_published, struct err *err)
{
	bool found;
	*at = 0;
	*is_published = false;
	return sql_find(db, NULL, &found, err,
			"SELECT coalesce(published_at, drafted_at), published_at IS NOT NULL FROM report"
			" WHERE year = ?1 ORDER BY version DESC LIMIT 1",
			"i>tf", (int64_t)year, at, is_published);
}

int termination_ask(struct db *db, int64_t contact, time_t now, struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO termination (contact, asked_at) VALUES (?1, ?2)"
		       " ON CONFLICT (contact) DO UPDATE SET asked_at = excluded.asked_at",
		       "it", contact, now);
}

int termination_asked(struct db *db, int64_t contact, time_t *at, struct err *err)
{
	return sql_one(db, NULL, err, "nothing was asked",
		       "SELECT asked_at FROM termination WHERE contact = ?1", "i>t", contact, at);
}

/* Offers and events contain addresses of contacts too. */
static const char FORGET[] =
    "DELETE FROM attendance;"
    "DELETE FROM response;"
    "DELETE FROM approval;"
    "DELETE FROM termination;"
    "DELETE FROM confirmation;"
    "DELETE FROM refused_form;"
    "DELETE FROM erasure_request;"
    "DELETE FROM offer_field WHERE key = 'contact';"
    "UPDATE offer SET contact = NULL;"
    "UPDATE event SET contact = NULL;"
    "UPDATE call SET contact = NULL;"
    "UPDATE message SET sender = NULL, subject = NULL, message_id = NULL WHERE outcome IS NOT NULL;"
    "DELETE FROM letter_body WHERE letter IN (SELECT id FROM letter WHERE status <> 'queued');"
    "UPDATE letter SET recipient = 'erased.' || id, contact = NULL, subject = NULL, last_reply = NULL"
    " WHERE status <> 'queued';"
    "UPDATE contact SET email = 'erased.' || id, name = '', function = '', lists = '', territories = '',"
    " is_active = 0, is_signatory = 0, is_steering = 0;"
    "DELETE FROM territory;"
    "DELETE FROM regional_party;"
    "UPDATE regional_agreement SET signatories = '';"
    "UPDATE committee SET present = NULL;";

int agreement_forget_people(struct db *db, struct err *err)
{
	return sql_script(db, FORGET, err);
}
