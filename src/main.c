#include "config.h"
#include "tool.h"

#include "handle.h"

#include "base/log.h"
#include "base/sandbox.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *name, *usage;
	command *run;
} COMMANDS[] = {
    {"run", "run [--once] [--now TIME]", cmd_run},
    {"check", "check [--connect | --forge]", cmd_check},
    {"explain", "explain [--json] [--now TIME] FILE", cmd_explain},
    {"directory", "directory import [--deactivate] FILE | directory list | directory resume ADDRESS",
     cmd_directory},
    {"key", "key rotate | key revoke", cmd_key},
    {"list", "list [--json | --csv] KIND", cmd_list},
    {"retry", "retry ID", cmd_retry},
    {"cancel", "cancel ID", cmd_cancel},
    {"show", "show [--json | --csv] REF", cmd_show},
    {"release", "release OFF-YYYY-NNNN | release ID", cmd_release},
    {"discard", "discard OFF-YYYY-NNNN | discard ID", cmd_discard},
    {"erase", "erase REF | erase --agreement-ended", cmd_erase},
    {"export", "export consent", cmd_export},
    {"backup", "backup [--with-cvs] FILE", cmd_backup},
    {"restore", "restore FILE | restore [FILE] --accept-loss", cmd_restore},
    {"preview", "preview DIR", cmd_preview},
    {"status", "status", cmd_status},
};
enum { COMMAND_COUNT = ARRAY_SIZE(COMMANDS) };

int program_config(struct program *program, struct config *config, struct err *err)
{
	return config_read(program->arena, program->config_path, config, err);
}

int program_usage(const struct program *program, struct err *err)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (!strcmp(COMMANDS[i].name, program->argv[0]))
			return err_set(err, ERR_USAGE, "usage: passerelle [-c FILE] [-v] %s",
				       COMMANDS[i].usage);
	return err_set(err, ERR_USAGE, "usage: passerelle [-c FILE] [-v] COMMAND");
}

static int dispatch(struct program *program, struct err *err)
{
	for (size_t i = 0; program->argc && i < COMMAND_COUNT; i++)
		if (!strcmp(COMMANDS[i].name, program->argv[0]))
			return COMMANDS[i].run(program, err);
	fputs("usage: passerelle [-c FILE] [-v] COMMAND\n", stderr);
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		fprintf(stderr, "  %s\n", COMMANDS[i].usage);
	return err_set(err, ERR_USAGE, program->argc ? "no such command" : "which command?");
}

int main(int argc, char **argv)
{
	bytes_keep_memory();
	sandbox_guard_memory();
	if (handle_keeps_sandboxes())
		return handle_keep_sandboxes();
	struct program program = {.arena = arena_new(), .config_path = "/etc/passerelle/passerelle.conf"};
	struct err err = {0};
	int option, rc = OK;
	/* POSIX getopt stops at the command: what follows is its own. */
	while (!rc && (option = getopt(argc, argv, "+c:v")) != -1) {
		if (option == 'c')
			program.config_path = optarg;
		else if (option == 'v')
			program.is_verbose = true;
		else
			rc = err_set(&err, ERR_USAGE, "usage: passerelle [-c FILE] [-v] COMMAND");
	}
	program.argc = argc - optind;
	program.argv = argv + optind;
	log_open("passerelle", program.is_verbose ? LOG_LEVEL_DEBUG : LOG_LEVEL_INFO);
	if (!rc)
		rc = dispatch(&program, &err);
	/* What could not be written (a full disk, /dev/full) was not told: no command may end as if it was.
	 */
	if ((fflush(stdout) || ferror(stdout)) && !rc)
		rc = err_set(&err, ERR_IO, "standard output: %s", strerror(errno));
	if (rc && *err.text)
		fprintf(stderr, "passerelle: %s\n", err.text);
	arena_free(&program.arena);
	return rc ? err_exit_status(rc) : 0;
}
