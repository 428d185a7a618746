/* `Invités` as people write it: kinds of organisation, territories by code or name, addresses. */
#ifndef KIND_TARGETS_H
#define KIND_TARGETS_H

#include "kind/audience.h"

/* The contacts of that list whom the text means; a kind beside a territory means that kind there, also where
 * they stand alone on either side of a comma; a territory alone its missions locales, a kind alone all of
 * that kind. An address is that contact. A word that is not understood is a fault of the field `targets`. */
int targets_find(struct task *task, const char *text, const char *list, struct contact_list *out,
		 struct err *err);

#endif
