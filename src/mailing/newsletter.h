/* The monthly newsletter, shared by the calendar and the preview command. */
#ifndef MAILING_NEWSLETTER_H
#define MAILING_NEWSLETTER_H

#include "db/newsletters.h"
#include "handle/task.h"

/* Stores the newsletter of the period ("2027-01") with its items; their readers are decided one item at a
 * time. */
int newsletter_make(struct task *task, const char *period, time_t due_at, struct newsletter *out,
		    struct err *err);
/* Decides the readers of the next item; ERR_NOT_FOUND: all items are done. */
int newsletter_settle_next(struct task *task, const char *ref, struct err *err);
/* The data for one reader, or NULL when there is nothing for this reader. */
int newsletter_data(struct task *task, const struct newsletter *newsletter, const struct contact *reader,
		    json_t **out, struct err *err);

#endif
