/* The commands. Each gets the arguments after its name and returns OK or an error that main prints. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

struct config; /* src/config.h */

struct program {
	struct arena *arena; /* lives as long as the program */
	const char *config_path;
	bool is_verbose;
	int argc;
	char **argv; /* argv[0] is the command's name */
};

typedef int command_main(struct program *program, struct err *err);

command_main cmd_run, cmd_check, cmd_explain, cmd_directory, cmd_key, cmd_help, cmd_list, cmd_newsletter,
    cmd_report, cmd_show, cmd_status, cmd_retry, cmd_cancel, cmd_release, cmd_discard, cmd_erase, cmd_export,
    cmd_backup, cmd_restore, cmd_preview, cmd_terminate, cmd_metrics, cmd_site, cmd_version;

/* Runs the command that argv[0] names, or tells what it does when --help follows it. ERR_USAGE when there is
 * none of that name; else what the command returns. */
int program_run(struct program *program, struct err *err);
/* Reads the configuration that the command line names. */
int program_config(struct program *program, struct config *config, struct err *err);
/* ERR_USAGE with this command's usage line. */
int program_usage(const struct program *program, struct err *err);

#endif
