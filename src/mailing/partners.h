/* What the letters of the calendar say of the two partners (private to the stage). */
#ifndef MAILING_PARTNERS_H
#define MAILING_PARTNERS_H

#include "handle/task.h"

/* For the article on the signature: signed_on, where the configuration says the day. */
void partners_add_signature(struct task *task, json_t *data);
/* sites: [{url}] */
void partners_add_sites(struct task *task, json_t *data);

#endif
