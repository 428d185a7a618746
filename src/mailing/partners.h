/* Data about the two partners in the calendar's letters (private to the stage). */
#ifndef MAILING_PARTNERS_H
#define MAILING_PARTNERS_H

#include "handle/task.h"

/* For the article on the signature: signed_on, when configured. */
void partners_add_signature(struct task *task, json_t *data);
/* sites: [{url}] */
void partners_add_sites(struct task *task, json_t *data);

#endif
