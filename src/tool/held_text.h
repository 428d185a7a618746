/* The text of a message that waits for a person. */
#ifndef TOOL_HELD_TEXT_H
#define TOOL_HELD_TEXT_H

#include "../config.h"
#include "db.h"
#include "tool.h"

/* Prints what the sandbox reads in the message with that number: its fields, and lines in no field. Nothing
 * for a message that is not held or for a reference; unproven mail is never decoded. */
int held_text_print(struct program *program, const struct config *config, struct db *db, const char *name,
		    struct err *err);

#endif
