/* The state of the register for `status` and the metrics: counts and times, no personal data. Written by
 * src/db/health.c. */
#ifndef DB_HEALTH_H
#define DB_HEALTH_H

#include "db.h"

#include <time.h>

/* Members are -1 when unknown. All counts come from small indices. */
struct health {
	int64_t undecided, oldest_undecided_s;		/* messages; the lag is the age of the oldest */
	int64_t to_file;				/* messages still to be moved to another folder */
	int64_t held, quarantined;			/* messages that need a person */
	int64_t received;				/* messages in total */
	int64_t queued, oldest_queued_s, to_make, made; /* letters: queued, still to be made, in total */
	int64_t failed;					/* failed letters among those made within a day */
	int64_t suspended;				/* contacts */
	int64_t erasures_owed;				/* messages still to be erased in the mailbox */
	int64_t round_trip_s;			 /* since the mailbox was last read, and letters sent */
	int64_t is_relay_refusing, is_held_back; /* 0 or 1; held back: no CV is sent (db/anchor.h) */
	int64_t is_agreement_ended;
	int64_t bytes, most_bytes, disk_free_bytes; /* of the register, and of its disk */
};

/* Fills all members; `path`: the register's, for the sizes of its file and disk. */
int health_read(struct db *db, const char *path, time_t now, struct health *out, struct err *err);

/* Whether a daemon holds the register's lock. */
bool db_daemon_runs(const char *path);

#endif
