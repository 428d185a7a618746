/* The ready-made forms of the guide. */
#ifndef KIND_GUIDE_H
#define KIND_GUIDE_H

#include "handle/task.h"

/* [{title, subject, required, optional, takes_cv, placeholder, buttons}] of the forms that such a contact may
 * send. The caller owns it. */
json_t *guide_forms(struct arena *arena, enum organisation_type sender, bool is_steering);

#endif
