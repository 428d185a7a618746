/* What readers with a digest were shown of each offer, and what has gathered for them (specification section
 * 7). Written by src/db/digests.c. */
#ifndef DB_DIGESTS_H
#define DB_DIGESTS_H

#include "db/directory.h"

#include <time.h>

/* Somebody who was told of an offer, by a letter of its own or by what has gathered for his digest. */
struct offer_reader {
	int64_t contact; /* 0 when outside the directory */
	const char *email, *type_name, *frequency;
	enum organisation_type type;
	bool is_shown;	 /* he has read of it; else it waits for his digest, or ended before that */
	bool is_waiting; /* something about it is to stand in his next digest */
};
int offer_readers(struct db *db, struct arena *arena, const char *offer, struct offer_reader **out,
		  size_t *count, struct err *err);

/* Something about the offer is to stand in the contact's next digest. is_shown: he has read of it before;
 * changes: labels between commas of what changed. */
int digest_note(struct db *db, const char *offer, int64_t contact, bool is_shown, const char *changes,
		time_t now, struct err *err);
/* The contact was told: nothing that happened until then waits for his digest any more. */
int digest_shown(struct db *db, const char *offer, int64_t contact, time_t until, struct err *err);

/* What never was shown and is over is left out of every digest. */
int digest_leave_out(struct db *db, struct err *err);
/* For whom something has gathered, by id: with a weekly digest, or else with a daily one, or one no more. */
int digest_readers(struct db *db, struct arena *arena, bool is_weekly, struct contact **out, size_t *count,
		   struct err *err);
/* The offers that stand in one of these digests. */
struct digest_offer {
	const char *ref, *status;
};
int digest_offers(struct db *db, struct arena *arena, bool is_weekly, struct digest_offer **out,
		  size_t *count, struct err *err);

struct digest_line {
	const char *offer, *changes;
	bool is_shown;
};
/* What has gathered for one reader up to a time, by reference. */
int digest_lines(struct db *db, struct arena *arena, int64_t contact, time_t until, struct digest_line **out,
		 size_t *count, struct err *err);

/* Forgets at most that many lines of offers that are over and whose deadline lies before the date. */
int digest_forget(struct db *db, const char *before, size_t most, struct err *err);

#endif
