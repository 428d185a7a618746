#include "db/retention.h"

#include "sql.h"

/* Mail larger than this usually has files. */
#define WITH_FILES "bytes > 65536"

int message_next_with_files(struct db *db, time_t received_before, int64_t *id, struct err *err)
{
	return sql_one(db, NULL, err, "no such message",
		       "SELECT id FROM message INDEXED BY message_with_files WHERE outcome = 'quarantined'"
		       " AND " WITH_FILES " AND folder IS NOT NULL AND file_to IS NOT 'erase'"
		       " AND received_at < ?1 ORDER BY received_at LIMIT 1",
		       "t>i", received_before, id);
}

int message_next_over_quota(struct db *db, int64_t most_bytes, int64_t *id, struct err *err)
{
	return sql_one(
	    db, NULL, err, "the quarantine is within its quota",
	    "SELECT id FROM message INDEXED BY message_quarantined WHERE outcome = 'quarantined'"
	    " AND folder IS NOT NULL AND file_to IS NOT 'erase' AND (SELECT sum(bytes) FROM message"
	    " INDEXED BY message_quarantined WHERE outcome = 'quarantined' AND folder IS NOT NULL"
	    " AND file_to IS NOT 'erase') > ?1 ORDER BY received_at LIMIT 1",
	    "i>i", most_bytes, id);
}

int messages_forget_names(struct db *db, time_t received_before, size_t most, int64_t *count, struct err *err)
{
	return sql_run(db, count, err,
		       "UPDATE message SET sender = NULL, subject = NULL, message_id = NULL WHERE id IN"
		       " (SELECT id FROM message INDEXED BY message_named WHERE outcome IS NOT NULL"
		       " AND outcome <> 'held' AND coalesce(sender, message_id) IS NOT NULL"
		       " AND received_at < ?1 ORDER BY received_at LIMIT ?2)",
		       "ti", received_before, (int64_t)most);
}

/* The newest row stays, because ids continue from it. */
#define OLD_MESSAGES                                                                                         \
	"(SELECT id FROM message INDEXED BY message_old WHERE outcome IS NOT NULL AND outcome <> 'held'"     \
	" AND folder IS NULL AND file_to IS NULL AND received_at < ?1"                                       \
	" AND id < (SELECT max(id) FROM message) ORDER BY received_at LIMIT ?2)"

int messages_sum_up(struct db *db, time_t received_before, size_t most, int64_t *count, struct err *err)
{
	static const char *const STEPS[] = {
	    "INSERT INTO message_count (month, kind, outcome, messages)"
	    " SELECT substr(received_at, 1, 7), coalesce(kind, ''), outcome, count(*) FROM message"
	    " WHERE id IN " OLD_MESSAGES " GROUP BY 1, 2, 3"
	    " ON CONFLICT (month, kind, outcome) DO UPDATE SET messages = messages + excluded.messages",
	    "UPDATE offer SET received_at = (SELECT received_at FROM message WHERE id = offer.message),"
	    " message = NULL WHERE message IN " OLD_MESSAGES,
	    "UPDATE candidate SET message = NULL WHERE message IN " OLD_MESSAGES,
	    "UPDATE outcome SET message = NULL WHERE message IN " OLD_MESSAGES,
	    "UPDATE event SET message = NULL WHERE message IN " OLD_MESSAGES,
	    "UPDATE approval SET message = NULL WHERE message IN " OLD_MESSAGES,
	    "UPDATE article SET message = NULL WHERE message IN " OLD_MESSAGES,
	    "UPDATE committee SET message = NULL WHERE message IN " OLD_MESSAGES,
	    "UPDATE regional_agreement SET message = NULL WHERE message IN " OLD_MESSAGES,
	    "UPDATE duty_report SET message = NULL WHERE message IN " OLD_MESSAGES,
	    "UPDATE call SET message = NULL WHERE message IN " OLD_MESSAGES,
	    "UPDATE diagnostic SET message = NULL WHERE message IN " OLD_MESSAGES,
	    "DELETE FROM withheld_answer WHERE message IN " OLD_MESSAGES,
	    "DELETE FROM correction WHERE message IN " OLD_MESSAGES,
	    "DELETE FROM correction WHERE first IN " OLD_MESSAGES,
	    "DELETE FROM refused_form WHERE message IN " OLD_MESSAGES,
	    "DELETE FROM message_copy WHERE message IN " OLD_MESSAGES,
	    "DELETE FROM message_raw WHERE message IN " OLD_MESSAGES,
	    "DELETE FROM message WHERE id IN " OLD_MESSAGES,
	};
	bool own;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	for (size_t i = 0; !rc && i < ARRAY_SIZE(STEPS); i++)
		rc = sql_run(db, count, err, STEPS[i], "ti", received_before, (int64_t)most);
	return sql_leave(db, own, rc, err);
}

#define OLD_LETTERS                                                                                          \
	"(SELECT id FROM letter l INDEXED BY letter_old WHERE status <> 'queued' AND subject IS NULL"        \
	" AND created_at < ?1"                                                                               \
	" AND NOT EXISTS (SELECT 1 FROM candidate WHERE ref = l.about AND NOT is_erased)"                    \
	" AND NOT EXISTS (SELECT 1 FROM offer WHERE ref = l.about AND status IN ('held', 'open'))"           \
	" AND NOT EXISTS (SELECT 1 FROM event WHERE ref = l.about AND status = 'open')"                      \
	" AND NOT EXISTS (SELECT 1 FROM call WHERE ref = l.about AND status = 'open')"                       \
	" ORDER BY created_at LIMIT ?2)"

int letters_sum_up(struct db *db, time_t made_before, size_t most, int64_t *count, struct err *err)
{
	static const char *const STEPS[] = {
	    "INSERT INTO letter_count (month, template, status, letters)"
	    " SELECT substr(created_at, 1, 7), template, status, count(*) FROM letter"
	    " WHERE id IN " OLD_LETTERS " GROUP BY 1, 2, 3"
	    " ON CONFLICT (month, template, status) DO UPDATE SET letters = letters + excluded.letters",
	    "UPDATE contact SET bounced_by = NULL WHERE bounced_by IN " OLD_LETTERS,
	    "DELETE FROM letter_attachment WHERE letter IN " OLD_LETTERS,
	    "DELETE FROM letter_body WHERE letter IN " OLD_LETTERS,
	    "DELETE FROM letter WHERE id IN " OLD_LETTERS,
	};
	bool own;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	for (size_t i = 0; !rc && i < ARRAY_SIZE(STEPS); i++)
		rc = sql_run(db, count, err, STEPS[i], "ti", made_before, (int64_t)most);
	return sql_leave(db, own, rc, err);
}
