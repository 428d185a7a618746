/* Deletion of old rows of message and letter (GDPR 5(1)(e)): first the people they name, then the rows.
 * Monthly counts of deleted rows stay (the views message_counts and letter_counts add the rows that still
 * exist). Written by src/db/retention.c. Each call takes at most `most` rows, oldest first, and says how
 * many. */
#ifndef DB_RETENTION_H
#define DB_RETENTION_H

#include "db.h"

#include <time.h>

/* Quarantined mail that probably has files (judged by its size, as nobody decoded it): its bytes go earlier.
 * ERR_NOT_FOUND: none that old. */
int message_next_with_files(struct db *db, time_t received_before, int64_t *id, struct err *err);
/* The oldest quarantined message, while quarantine takes more than `most_bytes`. ERR_NOT_FOUND: it does
 * not. */
int message_next_over_quota(struct db *db, int64_t most_bytes, int64_t *id, struct err *err);
/* Erases sender, subject and Message-ID of decided messages; a keyed hash stays, to recognise duplicates. */
int messages_forget_names(struct db *db, time_t received_before, size_t most, int64_t *count,
			  struct err *err);
/* Deletes rows of decided messages that are no longer in any mailbox. */
int messages_sum_up(struct db *db, time_t received_before, size_t most, int64_t *count, struct err *err);
/* Deletes rows of letters that are no longer queued, except those about a young person whose data is held or
 * about an open offer or event: their recipients must still be told the outcome. */
int letters_sum_up(struct db *db, time_t made_before, size_t most, int64_t *count, struct err *err);

#endif
