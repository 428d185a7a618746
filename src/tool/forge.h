/* `check --forge` and `--connect`: test mails through the real servers (specification section 3). */
#ifndef TOOL_FORGE_H
#define TOOL_FORGE_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

struct config;

struct forge_verdict {
	const char *domain; /* domain of the forged author */
	bool is_stripped;   /* the server removed the forged Authentication-Results */
	bool is_believed;   /* the forged author counts as proven */
	bool is_denied;	    /* the server says "fail" about it */
	const char *proof;  /* the proof, or why there is none */
};

/* Sends a mail with a forged author and forged Authentication-Results through the relay to the shared
 * mailbox, waits for it for up to two minutes, and erases it there, unless a running daemon files it first.
 * The author is not in the directory. ERR_* of both servers; ERR_TEMPORARY: it was not accepted, or did not
 * arrive. */
int forge_try(struct arena *arena, const struct config *config, struct forge_verdict *out, struct err *err);

/* Sends a mail to a subaddress of the shared mailbox (RFC 5233), as answers to letters use, waits for it and
 * erases it. ERR_* of both servers; ERR_NOT_FOUND: it did not arrive in time. */
int forge_send_to_subaddress(struct arena *arena, const struct config *config, int most_ms, struct err *err);

#endif
