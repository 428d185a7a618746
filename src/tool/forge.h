/* `check --forge` and `--connect`: mails through the real servers (specification section 3). */
#ifndef TOOL_FORGE_H
#define TOOL_FORGE_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

struct config;

struct forge_verdict {
	const char *domain; /* whose name was used */
	bool is_stripped;   /* the forged Authentication-Results are gone */
	bool is_believed;   /* the forged author counts as proven */
	bool is_denied;	    /* the server says "fail" of it */
	const char *proof;  /* what is believed, or why not */
};

/* Sends a mail with a forged author and forged Authentication-Results through the relay to the shared
 * mailbox, waits two minutes at most for it, and erases it there, unless a running daemon was faster and
 * files it. The author is nobody of the directory. ERR_* of both servers; ERR_TEMPORARY: it was not taken, or
 * did not arrive. */
int forge_try(struct arena *arena, const struct config *config, struct forge_verdict *out, struct err *err);

/* Sends a mail to a subaddress of the shared mailbox (RFC 5233), as answers to letters have it, waits for it
 * and erases it. ERR_* of both servers; ERR_NOT_FOUND: it did not arrive in time. */
int forge_send_to_subaddress(struct arena *arena, const struct config *config, int most_ms, struct err *err);

#endif
