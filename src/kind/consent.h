/* The consent in a form, and its record in the register of consent. */
#ifndef HANDLE_CONSENT_H
#define HANDLE_CONSENT_H

#include "handle/task.h"

struct given {
	const char *scope; /* offer, partners */
	struct date date, expires;
	const char *collected_by;
};

/* Reads it and adds faults that need the register: a consent that would have ended already, an adviser who is
 * the young person. */
struct given consent_read(struct task *task);

/* The record's number and hash, for the receipt. */
struct receipt {
	int64_t id;
	const char *hash;
};
int consent_record(struct task *task, const struct given *given, const char *ref, struct receipt *out,
		   struct err *err);
void consent_present(json_t *data, const struct receipt *receipt);

#endif
