/* The commands. Each gets the arguments after its name and returns OK or an error that main prints. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

struct config;	/* src/config.h */
struct command; /* src/tool/commands.h */

enum { PROGRAM_OPTIONS = 5 }; /* own options of one command */

struct program {
	struct arena *arena; /* lives as long as the program */
	const char *config_path;
	bool is_verbose;
	int argc;
	char **argv; /* the command's name, then its operands */
	const struct command *command;
	const char *values[PROGRAM_OPTIONS]; /* in the order of the command's options */
};

typedef int command_main(struct program *program, struct err *err);

command_main cmd_run, cmd_check, cmd_explain, cmd_directory, cmd_key, cmd_help, cmd_list, cmd_newsletter,
    cmd_report, cmd_show, cmd_status, cmd_retry, cmd_cancel, cmd_release, cmd_discard, cmd_erase, cmd_export,
    cmd_backup, cmd_restore, cmd_preview, cmd_terminate, cmd_metrics, cmd_version, cmd_setup, cmd_site;

/* Reads the command line, with options in any order (GNU getopt_long); --now sets the clock at once.
 * ERR_USAGE: unknown command or option, too many or too few operands. */
int program_read(struct program *program, int argc, char **argv, struct err *err);
/* Runs the command and returns its result. */
int program_run(struct program *program, struct err *err);
/* The value of one of the command's own options, the last one given; "" for an option without a value; NULL:
 * not given. */
const char *program_option(const struct program *program, const char *name);
/* How many of these options were given; names ends with NULL. */
size_t program_options(const struct program *program, const char *const *names);
/* Reads the configuration named on the command line. */
int program_config(struct program *program, struct config *config, struct err *err);
const char *program_register_folder(struct program *program, const struct config *config);
/* Creates the register's folder when it is missing. ERR_IO. */
int program_make_register_folder(struct program *program, const struct config *config, struct err *err);
/* Reads a whole file that an operand or option names, "-" being standard input, into `arena`. ERR_IO also
 * when it is missing; ERR_LIMIT: it is larger than `max_bytes`. */
int program_input(struct arena *arena, const char *path, size_t max_bytes, struct bytes *out,
		  struct err *err);
/* Sets ERR_USAGE with the command's usage line; returns it. */
int program_usage(const struct program *program, struct err *err);

#endif
