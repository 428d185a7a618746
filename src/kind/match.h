/* Matches a spontaneous CV with open offers: same ROME code, then its family, then the mission locale's
 * territory, then the level (specification section 5). */
#ifndef HANDLE_MATCH_H
#define HANDLE_MATCH_H

#include "handle/task.h"

/* The form's ROME code, or the one in the wanted job ("Vendeur, D1106"); NULL. */
const char *match_rome(struct task *task);
/* [{ref, title, place, reasons}], best first, at most ten. */
int match_offers(struct task *task, json_t **out, struct err *err);

#endif
