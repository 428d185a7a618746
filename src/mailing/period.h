/* The periods of a series: which one is owed, and the rows of those that passed (private to the stage). */
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

/* The newest period that is due and has no row. *is_owed: there is one, and the calendar had begun when it was
 * due; those before it that passed unmade have got their rows, skipped. */
int period_owed(struct task *task, const struct series *series, struct period *out, bool *is_owed,
		struct err *err);
/* Its row: skipped where there is a reason. */
int period_close(struct task *task, const struct period *period, int64_t recipients, const char *reason,
		 struct err *err);

#endif
