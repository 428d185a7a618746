/* What goes of old rows of message and letter (GDPR 5(1)(e)): first whom they name, then the rows, of which
 * counts a month stay (views message_counts and letter_counts, which count those that are still there too).
 * Written by src/db/retention.c. Each call takes at most `most` rows, the oldest first, and says how many. */
#ifndef DB_RETENTION_H
#define DB_RETENTION_H

#include "db.h"

#include <time.h>

/* Quarantined mail with files (by its size: nobody decoded it), whose bytes are to go before others'.
 * ERR_NOT_FOUND: none that old. */
int message_next_with_files(struct db *db, time_t received_before, int64_t *id, struct err *err);
/* The oldest of what is quarantined, while all of it takes more than `most_bytes`. ERR_NOT_FOUND: it does
 * not. */
int message_next_over_quota(struct db *db, int64_t most_bytes, int64_t *id, struct err *err);
/* Sender, subject and Message-ID of decided messages; their keyed hash stays, by which a duplicate is told.
 */
int messages_forget_names(struct db *db, time_t received_before, size_t most, int64_t *count,
			  struct err *err);
/* Rows of decided messages that lie nowhere any more. */
int messages_sum_up(struct db *db, time_t received_before, size_t most, int64_t *count, struct err *err);
/* Rows of letters that are no longer queued, but for those on a young person whose data is held, on an open
 * offer or event: who has them is to be told what comes of it. */
int letters_sum_up(struct db *db, time_t made_before, size_t most, int64_t *count, struct err *err);

#endif
