#include "config.h"
#include "tool.h"

#include "handle.h"

#include "base/io.h"
#include "base/log.h"
#include "base/sandbox.h"

#include <errno.h>
#include <string.h>

int program_config(struct program *program, struct config *config, struct err *err)
{
	return config_read(program->arena, program->config_path, config, err);
}

const char *program_register_folder(struct program *program, const struct config *config)
{
	const char *slash = strrchr(config->database, '/');
	return arena_strndup(program->arena, config->database, (size_t)(slash - config->database));
}

int program_make_register_folder(struct program *program, const struct config *config, struct err *err)
{
	const char *folder = program_register_folder(program, config);
	return *folder ? io_make_directories(folder, err) : OK;
}

int main(int argc, char **argv)
{
	bytes_keep_memory();
	sandbox_guard_memory();
	if (handle_keeps_sandboxes())
		io_exit(handle_keep_sandboxes());
	struct program program = {.arena = arena_new(), .config_path = "/etc/passerelle/passerelle.conf"};
	struct err err = {0};
	int rc = program_read(&program, argc, argv, &err);
	log_open("passerelle", program.is_verbose ? LOG_LEVEL_DEBUG : LOG_LEVEL_INFO);
	if (!rc)
		rc = program_run(&program, &err);
	/* stdout could not be written completely (a full disk, /dev/full): no command may report success
	 * then. */
	if ((fflush(stdout) || ferror(stdout)) && !rc)
		rc = err_set(&err, ERR_IO, "standard output: %s", strerror(errno));
	if (rc && *err.text)
		fprintf(stderr, "passerelle: %s\n", err.text);
	arena_free(&program.arena);
	io_exit(rc ? err_exit_status(rc) : 0);
}
