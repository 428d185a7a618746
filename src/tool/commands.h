/* The table of commands. */
#ifndef TOOL_COMMANDS_H
#define TOOL_COMMANDS_H

#include "tool.h"

struct command_option {
	const char *name;     /* without its dashes; NULL behind the last */
	const char *argument; /* as the synopsis names it; NULL: it takes none */
	const char *does;
};

struct command {
	const char *name;
	const char *synopsis; /* what follows the name; alternatives a line each */
	const char *does;     /* completes "passerelle NAME ...", in one line */
	struct command_option options[PROGRAM_OPTIONS];
	int least, most;      /* operands */
	const char *operands; /* what is to be told of them, a line each, indented; NULL for nothing */
	const char *exits;    /* exit statuses besides those of every command, see help.c */
	command_main *run;
};

extern const struct command COMMANDS[];
extern const size_t COMMAND_COUNT;

/* NULL when there is none of that name. */
const struct command *command_named(const char *name);

/* Prints synopsis, options, operands and exit statuses. */
void help_command(const struct command *command);

#endif
