/* The ready forms of the guide. */
#ifndef KIND_GUIDE_H
#define KIND_GUIDE_H

#include "handle/task.h"

/* [{title, subject, required, optional, takes_cv, placeholder, buttons}] of what a contact of that kind of
 * organisation may send; the caller's. */
json_t *guide_forms(struct arena *arena, enum organisation_type sender, bool is_steering);

#endif
