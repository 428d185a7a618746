/* A contact's subscriptions, chosen by mail or in the directory, as letters show them (specification section
 * 7, "Subscription"). */
#ifndef KIND_SETTINGS_H
#define KIND_SETTINGS_H

#include "handle/task.h"

struct settings {
	const char *lists, *frequency, *territories;
};

/* Sets organisations ([{name}] of the lists), is_none, has_offers, frequency, next_digest (the day of the
 * next one, "" for none), territories. */
int settings_present(struct task *task, json_t *data, const struct settings *settings, struct err *err);

#endif
