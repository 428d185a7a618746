/* mailing: the table of the calendar's actions, and the letters they send.
 *
 * The daemon passes the table to the engine, which does one action at a time, each in a transaction of its
 * own (handle_due). */
#ifndef MAILING_H
#define MAILING_H

#include "db/directory.h"
#include "handle.h"

extern const struct calendar CALENDAR;

/* Adds a reader's own part to a letter that the calendar sends to many: the lines of the digest. */
reader_completion mailing_complete;

/* The newsletter of a period ("2027-01") for one reader, NULL: with all items. As it was sent or, if it was
 * not, as it would be made now, which the caller rolls back. *out: the data of the letter, owned by the task.
 * ERR_USAGE: no such month; ERR_NOT_FOUND: it has nothing for this reader. */
int newsletter_preview(struct task *task, const char *period, const struct contact *reader, json_t **out,
		       struct err *err);

#endif
