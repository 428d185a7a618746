#include "config.h"
#include "tool.h"

#include "handle.h"

#include "base/io.h"
#include "base/log.h"
#include "base/sandbox.h"

#include <errno.h>
#include <getopt.h>
#include <string.h>
#include <unistd.h>

int program_config(struct program *program, struct config *config, struct err *err)
{
	return config_read(program->arena, program->config_path, config, err);
}

int program_make_register_folder(struct program *program, const struct config *config, struct err *err)
{
	const char *slash = strrchr(config->database, '/');
	const char *folder =
	    arena_strndup(program->arena, config->database, (size_t)(slash - config->database));
	return *folder ? io_make_directories(folder, err) : OK;
}

/* Fills program from the command line; the command's own arguments are left to it. */
static int read_options(int argc, char **argv, struct program *program, struct err *err)
{
	static const struct option OPTIONS[] = {
	    {"help", no_argument, NULL, 'h'}, {"version", no_argument, NULL, 'V'}, {NULL, 0, NULL, 0}};
	static char *const HELP[] = {"help", NULL}, *const VERSION[] = {"version", NULL};
	int option;
	opterr = 0;
	program->argv = NULL;
	while ((option = getopt_long(argc, argv, "+c:v", OPTIONS, NULL)) != -1) {
		if (option == 'c')
			program->config_path = optarg;
		else if (option == 'v')
			program->is_verbose = true;
		else if (option == 'h' || option == 'V')
			program->argv = (char **)(option == 'h' ? HELP : VERSION);
		else
			return err_set(err, ERR_USAGE, "usage: passerelle [-c FILE] [-v] COMMAND, or --help");
	}
	program->argc = program->argv ? 1 : argc - optind;
	program->argv = program->argv ? program->argv : argv + optind;
	return OK;
}

int main(int argc, char **argv)
{
	bytes_keep_memory();
	sandbox_guard_memory();
	if (handle_keeps_sandboxes())
		return handle_keep_sandboxes();
	struct program program = {.arena = arena_new(), .config_path = "/etc/passerelle/passerelle.conf"};
	struct err err = {0};
	int rc = read_options(argc, argv, &program, &err);
	log_open("passerelle", program.is_verbose ? LOG_LEVEL_DEBUG : LOG_LEVEL_INFO);
	if (!rc)
		rc = program_run(&program, &err);
	/* What could not be written (a full disk, /dev/full) was not told: no command may end as if it was.
	 */
	if ((fflush(stdout) || ferror(stdout)) && !rc)
		rc = err_set(&err, ERR_IO, "standard output: %s", strerror(errno));
	if (rc && *err.text)
		fprintf(stderr, "passerelle: %s\n", err.text);
	arena_free(&program.arena);
	return rc ? err_exit_status(rc) : 0;
}
