/* What a contact has chosen to receive, or the directory for him, as he is told it (specification section 7,
 * "Subscription"). */
#ifndef KIND_SETTINGS_H
#define KIND_SETTINGS_H

#include "handle/task.h"

struct settings {
	const char *lists, *frequency, *territories;
};

/* Sets organisations ([{name}] of the lists), is_none, has_offers, frequency, next_digest (the day of the
 * next one, "" without), territories. */
int settings_present(struct task *task, json_t *data, const struct settings *settings, struct err *err);

#endif
