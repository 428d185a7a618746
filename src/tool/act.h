/* A command's action on one record, as the daemon would do it: its letters are rendered and queued, and the
 * daemon is woken. */
#ifndef TOOL_ACT_H
#define TOOL_ACT_H

#include "tool.h"

#include "../config.h"
#include "handle.h"

/* Makes *subject, what the command line names, the record that it means. ERR_USAGE, ERR_DATA, ERR_NOT_FOUND.
 */
typedef int act_subject(struct program *program, struct db *db, const char **subject, struct err *err);

/* Does it to *subject, after `find` where that is not NULL. ERR_* of both. */
int act(struct program *program, const struct config *config, due_action *action, act_subject *find,
	const char **subject, struct err *err);

#endif
