/* `Invités` in free text: kinds of organisation, territories by code or name, addresses. */
#ifndef KIND_TARGETS_H
#define KIND_TARGETS_H

#include "kind/audience.h"

/* The contacts on that list that the text names. A kind with a territory means that kind in it, also when
 * they are on two sides of a comma and alone; a territory alone means its missions locales, a kind alone all
 * of that kind, an address that contact. An unknown word is a fault of the field `targets`. */
int targets_find(struct task *task, const char *text, const char *list, struct contact_list *out,
		 struct err *err);

#endif
