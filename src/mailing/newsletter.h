/* The monthly newsletter, shared by the calendar and the command that previews it. */
#ifndef MAILING_NEWSLETTER_H
#define MAILING_NEWSLETTER_H

#include "db/newsletters.h"
#include "handle/task.h"

/* Writes the newsletter of the period ("2027-01") with its items; their readers are settled one by one. */
int newsletter_make(struct task *task, const char *period, time_t due_at, struct newsletter *out,
		    struct err *err);
/* Settles the readers of the next item; ERR_NOT_FOUND: all are. */
int newsletter_settle_next(struct task *task, const char *ref, struct err *err);
/* What one reader gets, or NULL when he has no part. */
int newsletter_data(struct task *task, const struct newsletter *newsletter, const struct contact *reader,
		    json_t **out, struct err *err);

#endif
