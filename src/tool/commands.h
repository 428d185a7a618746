/* The table of commands. */
#ifndef TOOL_COMMANDS_H
#define TOOL_COMMANDS_H

#include "tool.h"

struct command_option {
	const char *name;     /* without dashes; NULL after the last */
	const char *argument; /* as named in the synopsis; NULL: the option takes none */
	const char *does;
};

struct command {
	const char *name;
	const char *synopsis; /* follows the name; one line for each alternative */
	const char *does;     /* completes "passerelle NAME ...", on one line */
	struct command_option options[PROGRAM_OPTIONS];
	int least, most;      /* operands */
	const char *operands; /* further explanation, indented lines; NULL for none */
	const char *exits;    /* exit statuses in addition to the common ones in help.c */
	command_main *run;
};

extern const struct command COMMANDS[];
extern const size_t COMMAND_COUNT;

/* NULL: no such command. */
const struct command *command_named(const char *name);

/* Prints synopsis, options, operands and exit statuses. */
void help_command(const struct command *command);

#endif
