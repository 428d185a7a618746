/* The offers that digest readers were shown, and the news waiting for their next digest (specification
 * section 7). Written by src/db/digests.c. */
#ifndef DB_DIGESTS_H
#define DB_DIGESTS_H

#include "db/directory.h"

#include <time.h>

/* A reader who was told of an offer, by a letter of its own or through a digest. */
struct offer_reader {
	int64_t contact; /* 0 when outside the directory */
	const char *email, *type_name, *frequency;
	enum organisation_type type;
	bool is_shown;	 /* the offer was shown to this reader; else it waits for a digest, or ended before
			    that */
	bool is_waiting; /* news about it waits for the next digest */
};
int offer_readers(struct db *db, struct arena *arena, const char *offer, struct offer_reader **out,
		  size_t *count, struct err *err);

/* Queues news about the offer for the contact's next digest. is_shown: the reader knows the offer already;
 * changes: comma-separated labels of the changed fields. */
int digest_note(struct db *db, const char *offer, int64_t contact, bool is_shown, const char *changes,
		time_t now, struct err *err);
/* The contact was told: drops what was queued up to `until`. */
int digest_shown(struct db *db, const char *offer, int64_t contact, time_t until, struct err *err);

/* Removes offers that ended before they were shown from every digest. */
int digest_leave_out(struct db *db, struct err *err);
/* Contacts with something queued, by id. is_weekly: those with a weekly digest; else those with a daily
 * digest or with none any more. */
int digest_readers(struct db *db, struct arena *arena, bool is_weekly, struct contact **out, size_t *count,
		   struct err *err);
/* The offers in these digests. */
struct digest_offer {
	const char *ref, *status;
};
int digest_offers(struct db *db, struct arena *arena, bool is_weekly, struct digest_offer **out,
		  size_t *count, struct err *err);

struct digest_line {
	const char *offer, *changes;
	bool is_shown;
};
/* Items queued for one reader up to `until`, by reference. */
int digest_lines(struct db *db, struct arena *arena, int64_t contact, time_t until, struct digest_line **out,
		 size_t *count, struct err *err);

/* Deletes at most `most` lines of offers that are over and whose deadline is before the date. */
int digest_forget(struct db *db, const char *before, size_t most, struct err *err);

#endif
