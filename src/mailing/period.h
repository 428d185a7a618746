/* The periods of a series: which one is owed, and the rows of past ones (private to the stage). */
#ifndef MAILING_PERIOD_H
#define MAILING_PERIOD_H

#include "db/mailings.h"
#include "handle/task.h"
#include "kind/series.h"

struct period {
	const char *kind, *name; /* "digest_weekly", "2027-W03" */
	struct date date;
	time_t due_at;
};

/* The newest due period without a row. *is_owed: there is one, and it was due after the calendar began.
 * Earlier ones that were not made get rows as skipped. */
int period_owed(struct task *task, const struct series *series, struct period *out, bool *is_owed,
		struct err *err);
/* Adds its row; reason not NULL: it was skipped. */
int period_close(struct task *task, const struct period *period, int64_t recipients, const char *reason,
		 struct err *err);

#endif
