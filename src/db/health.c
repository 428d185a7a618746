#include "db/health.h"

#include "db/agreement.h"
#include "db/anchor.h"
#include "db/letters.h"
#include "sql.h"

#include "base/date.h"

#include <sys/statvfs.h>

enum { DAY_S = 86400 };

static int64_t age(time_t now, time_t then)
{
	return !then ? -1 : now > then ? (int64_t)(now - then) : 0;
}

static int count_messages(struct db *db, time_t now, struct health *out, struct err *err)
{
	time_t oldest = 0;
	int rc = sql_one(
	    db, NULL, err, "no answer",
	    "SELECT (SELECT count(*) FROM message INDEXED BY message_undecided WHERE outcome IS NULL),"
	    " (SELECT received_at FROM message INDEXED BY message_undecided WHERE outcome IS NULL"
	    " ORDER BY id LIMIT 1),"
	    " (SELECT count(*) FROM message INDEXED BY message_to_file WHERE file_to IS NOT NULL),"
	    " (SELECT count(*) FROM message INDEXED BY message_to_file WHERE file_to IS NOT NULL"
	    " AND file_to = 'erase'),"
	    " (SELECT count(*) FROM message INDEXED BY message_aside WHERE outcome IN ('held', 'quarantined')"
	    " AND outcome = 'held'),"
	    " (SELECT count(*) FROM message INDEXED BY message_aside WHERE outcome IN ('held', 'quarantined')"
	    " AND outcome = 'quarantined'),"
	    " (SELECT coalesce(max(id), 0) FROM message)",
	    ">itiiiii", &out->undecided, &oldest, &out->to_file, &out->erasures_owed, &out->held,
	    &out->quarantined, &out->received);
	out->oldest_undecided_s = age(now, oldest);
	return rc;
}

static int count_letters(struct db *db, time_t now, struct health *out, struct err *err)
{
	time_t oldest = 0;
	int rc =
	    sql_one(db, NULL, err, "no answer",
		    "SELECT (SELECT count(*) FROM letter INDEXED BY letter_oldest WHERE status = 'queued'),"
		    " (SELECT min(created_at) FROM letter INDEXED BY letter_oldest WHERE status = 'queued'),"
		    " (SELECT count(*) FROM dispatch_reader),"
		    " (SELECT coalesce(max(last), 0) FROM series WHERE name = 'letter'),"
		    " (SELECT count(*) FROM letter INDEXED BY letter_kept WHERE status <> 'queued'"
		    " AND subject IS NOT NULL AND created_at >= ?1 AND status = 'failed'),"
		    " (SELECT count(*) FROM contact WHERE is_active AND is_bounced)",
		    "t>itiiii", now - DAY_S, &out->queued, &oldest, &out->to_make, &out->made, &out->failed,
		    &out->suspended);
	out->oldest_queued_s = age(now, oldest);
	return rc;
}

static int read_settings(struct db *db, time_t now, struct health *out, struct err *err)
{
	struct arena *arena = arena_new();
	char *trip, *relay;
	const char *ended;
	bool is_held;
	time_t at = 0;
	int rc;
	if (!(rc = db_setting_get(db, arena, "round_trip_at", &trip, err)) &&
	    !(rc = db_setting_get(db, arena, RELAY_FAULT, &relay, err)) &&
	    !(rc = anchor_is_held(db, &is_held, err)) &&
	    !(rc = agreement_ended(db, arena, now, &ended, err))) {
		out->round_trip_s = trip && time_parse_rfc3339(trip, &at) ? age(now, at) : -1;
		out->is_relay_refusing = relay && *relay;
		out->is_held_back = is_held;
		out->is_agreement_ended = ended != NULL;
	}
	arena_free(&arena);
	return rc;
}

static int measure(struct db *db, const char *path, struct health *out, struct err *err)
{
	struct statvfs disk;
	out->disk_free_bytes =
	    statvfs(path, &disk) == 0 ? (int64_t)disk.f_bavail * (int64_t)disk.f_frsize : -1;
	return sql_one(db, NULL, err, "no answer",
		       "SELECT page_count * page_size, max_page_count * page_size FROM pragma_page_count,"
		       " pragma_max_page_count, pragma_page_size",
		       ">ii", &out->bytes, &out->most_bytes);
}

int health_read(struct db *db, const char *path, time_t now, struct health *out, struct err *err)
{
	int rc;
	*out = (struct health){0};
	if ((rc = count_messages(db, now, out, err)) || (rc = count_letters(db, now, out, err)) ||
	    (rc = read_settings(db, now, out, err)))
		return rc;
	return measure(db, path, out, err);
}
