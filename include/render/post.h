/* A draft of handle becomes a queued letter: links made, templates filled, MIME built, stored with its
 * attachments' ids. */
#ifndef RENDER_POST_H
#define RENDER_POST_H

#include "db/key.h"
#include "render.h"

struct post_options {
	struct db *db;
	const struct templates *templates;
	const char *address;   /* of the shared mailbox: From, organiser of events */
	const char *separator; /* of its subaddresses; NULL: "+" */
	const struct key *key; /* for the codes in them; NULL: answers go to the plain address */
};

/* A draft_emit; `options` is a struct post_options. Inside the caller's
 * transaction. A letter that was queued before for the same occasion is left alone and OK. ERR_DATA: a
 * template's fault or an address that can't stand in a header; ERR_NOT_FOUND: no such template; ERR_IO,
 * ERR_TEMPORARY: the register. */
int render_post(void *options, struct arena *arena, const struct draft *draft, struct err *err);

#endif
