/* The ready forms of the guide. */
#ifndef KIND_GUIDE_H
#define KIND_GUIDE_H

#include "handle/task.h"

/* [{title, subject, required, optional, takes_cv, placeholder, buttons}] of what a contact of that kind of
 * organisation may send now; *out is the caller's, also on failure. */
int guide_forms(struct task *task, enum organisation_type type, bool is_steering, json_t **out,
		struct err *err);

#endif
