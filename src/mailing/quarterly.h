/* Mailings that come every three months (private to the stage). */
#ifndef MAILING_QUARTERLY_H
#define MAILING_QUARTERLY_H

#include "handle/task.h"

struct quarterly {
	const char *kind;
	struct date first; /* day of the first one that there can be */
	int hour;
	bool is_on_working_day; /* that day or the next that is one */
	const char *(*period)(struct arena *arena, struct date day);
};

/* Whether the newest that is due by now has not been made; *day and *due_at are its own. Those before it that
 * were missed get their rows, and none from before the calendar began is owed. */
int quarterly_look(struct task *task, const struct quarterly *quarterly, bool *is_owed, struct date *day,
		   time_t *due_at, struct err *err);
/* Its row: reason NULL, it was done. */
int quarterly_done(struct task *task, const struct quarterly *quarterly, struct date day, size_t recipients,
		   const char *reason, struct err *err);

#endif
