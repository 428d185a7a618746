/* mailing: what the calendar says is due, in one table, and the letters that go out by it.
 *
 * The daemon hands the table to the engine, which does one action after the other, each in a transaction of
 * its own (handle_due). */
#ifndef MAILING_H
#define MAILING_H

#include "db/directory.h"
#include "handle.h"

extern const struct calendar CALENDAR;

/* The part of each reader in a letter that the calendar sends to many: his lines of a digest. */
reader_completion mailing_complete;

/* What the newsletter of a period ("2027-01") holds for one reader, NULL for all that stands in it: as it was
 * sent, or as it would be made now, which the caller rolls back. *out: the data of its letter, the task's.
 * ERR_USAGE: no such month; ERR_NOT_FOUND: the reader has no part in it. */
int newsletter_preview(struct task *task, const char *period, const struct contact *reader, json_t **out,
		       struct err *err);

#endif
