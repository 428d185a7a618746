/* Commands that change the register as the daemon would: their letters are rendered and queued. */
#ifndef TOOL_ACT_H
#define TOOL_ACT_H

#include "tool.h"

#include "../config.h"
#include "db/key.h"
#include "handle.h"
#include "render/post.h"

/* The environment of such a command. Must not be moved, as it contains pointers to itself. */
struct acting {
	const struct config *config;
	struct templates *templates;
	struct key key;
	struct post_options post;
	struct handle_options options;
	struct handle *handle;
};

/* Opens phrases, templates, key and register. ERR_CONFIG, ERR_IO, ERR_TEMPORARY; then nothing is left
 * open. */
int acting_open(struct acting *out, const struct config *config, struct err *err);
/* Closes it, and wakes a running daemon to send what was queued. */
enum daemon_state acting_close(struct acting *acting);

#endif
