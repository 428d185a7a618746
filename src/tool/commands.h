/* The table of commands. */
#ifndef TOOL_COMMANDS_H
#define TOOL_COMMANDS_H

#include "tool.h"

struct command {
	const char *name;
	const char *synopsis; /* what follows the name; alternatives a line each */
	const char *does;     /* completes "passerelle NAME ...", in one line */
	const char *options;  /* a line each, indented; "" for none */
	const char *exits;    /* exit statuses besides those of every command, see help.c */
	command_main *run;
};

extern const struct command COMMANDS[];
extern const size_t COMMAND_COUNT;

/* NULL when there is none of that name. */
const struct command *command_named(const char *name);

/* Prints synopsis, options and exit statuses. */
void help_command(const struct command *command);

#endif
