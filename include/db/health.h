/* How the register is: what `status` and the metrics tell. Counts and times, nobody's data. Written by
 * src/db/health.c. */
#ifndef DB_HEALTH_H
#define DB_HEALTH_H

#include "db.h"

#include <time.h>

/* A member is -1 where there is nothing to tell. All counts are looked up in small indices. */
struct health {
	int64_t undecided, oldest_undecided_s; /* messages; the lag is the age of the oldest */
	int64_t to_file;	   /* messages that still lie in another folder than they should */
	int64_t held, quarantined; /* messages that a person has to look at */
	int64_t received;	   /* messages ever */
	int64_t queued, oldest_queued_s, to_make, made; /* letters: waiting, still to be made, ever */
	int64_t failed;					/* letters that failed, of those made in a day */
	int64_t suspended;				/* contacts */
	int64_t erasures_owed;			 /* messages that are still to be erased in the mailbox */
	int64_t round_trip_s;			 /* since the mailbox was last read, and letters sent */
	int64_t is_relay_refusing, is_held_back; /* 0 or 1; held back: no CV leaves (db/anchor.h) */
	int64_t is_agreement_ended;
	int64_t bytes, most_bytes, disk_free_bytes; /* of the register, and of its disk */
};

/* Also what the register's file and disk tell, of `path`. */
int health_read(struct db *db, const char *path, time_t now, struct health *out, struct err *err);

/* Whether a daemon holds the register's lock. */
bool db_daemon_runs(const char *path);

#endif
