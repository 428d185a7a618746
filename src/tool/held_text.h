/* The text of a message that waits for a person. */
#ifndef TOOL_HELD_TEXT_H
#define TOOL_HELD_TEXT_H

#include "../config.h"
#include "db.h"
#include "tool.h"

/* Prints what the sandbox reads in the message of that number: its fields and the lines in none. Nothing for
 * one that is not held, or a reference; of mail that is not proven nothing is decoded. */
int held_text_print(struct program *program, const struct config *config, struct db *db, const char *name,
		    struct err *err);

#endif
