/* The calendar's log: one row for each kind and period, never changed (specification section 7). Written by
 * src/db/mailings.c. */
#ifndef DB_MAILINGS_H
#define DB_MAILINGS_H

#include "db.h"

#include <time.h>

struct mailing {
	const char *kind, *period; /* "event_reminder_7", "EVT-2027-0001/2027-02-05" */
	time_t due_at, done_at;
	int64_t recipients;
	const char *reason; /* why it was skipped, in English; NULL: it was done */
};

/* ERR_DATA: that period has a row already. */
int mailing_add(struct db *db, const struct mailing *mailing, struct err *err);
int mailing_exists(struct db *db, const char *kind, const char *period, bool *exists, struct err *err);

#endif
