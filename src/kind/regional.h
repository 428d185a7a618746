/* Regional agreements, for other kinds (kind/regional_agreement.c). */
#ifndef KIND_REGIONAL_H
#define KIND_REGIONAL_H

#include "db/regional_agreements.h"
#include "kind/audience.h"

/* [DENONCIATION CNR-...] */
int regional_end(struct task *task, struct err *err);

/* The contacts that active agreements of the region (NULL: none) add to its routes: on that list and of kinds
 * in `types`, bits 1 << enum organisation_type. */
int regional_routes(struct task *task, const char *region, const char *list, unsigned types,
		    struct contact_list *out, struct err *err);

#endif
