/* A command does to the register what the daemon would: its letters are rendered and queued. */
#ifndef TOOL_ACT_H
#define TOOL_ACT_H

#include "tool.h"

#include "../config.h"
#include "db/key.h"
#include "handle.h"
#include "render/post.h"

/* What a command acts with. It points into itself: it stays where it was opened. */
struct acting {
	const struct config *config;
	struct templates *templates;
	struct key key;
	struct post_options post;
	struct handle_options options;
	struct handle *handle;
};

/* Opens phrases, templates, key and register. ERR_CONFIG, ERR_IO, ERR_TEMPORARY; nothing is left open then.
 */
int acting_open(struct acting *out, const struct config *config, struct err *err);
/* Closes it, and wakes the daemon, if one runs, to send what was queued. */
enum daemon_state acting_close(struct acting *acting);

#endif
