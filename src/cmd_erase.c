/* Erasing from the command line, while the daemon runs or not: the register at once; the mailbox with
 * collect's next round. */
#include "program.h"

#include "base/date.h"
#include "db.h"
#include "handle.h"
#include "wiring.h"

static int erase_one(struct handle *handle, const char *ref, struct err *err)
{
	bool was_done;
	int rc = handle_erase(handle, ref, &was_done, err);
	if (rc == ERR_NOT_FOUND)
		return err_set(err, ERR_DATA, "%s: no such candidate", ref);
	if (!rc)
		printf("%s: %s\n", ref, was_done ? "was erased before" : "erased");
	return rc;
}

static int erase_all(struct handle *handle, struct err *err)
{
	size_t count;
	int rc = handle_erase_all(handle, &count, err);
	printf("%zu candidates erased\n", count);
	return rc;
}

int cmd_erase(struct program *program, struct err *err)
{
	static const char all[] = "--agreement-ended";
	struct config config;
	struct templates *templates = NULL;
	struct handle *handle = NULL;
	struct key key = {0};
	int rc;
	if (program->argc != 2 || (program->argv[1][0] == '-' && strcmp(program->argv[1], all) != 0))
		return program_usage(program, err);
	if ((rc = program_config(program, &config, err)) ||
	    (rc = templates_open(&templates, config.templates, err)))
		return rc;
	struct post_options post = wiring_post(&config, &key);
	struct handle_options options = wiring_handle(&config, &key);
	options.emit = render_post;
	options.emit_user = &post;
	post.templates = templates;
	if (!(rc = key_open(&key, config.database, DB_WRITE, err)) &&
	    !(rc = db_open(&post.db, config.database, DB_WRITE, err)) &&
	    !(rc = handle_open(&handle, post.db, &options, err)))
		rc = strcmp(program->argv[1], all) ? erase_one(handle, program->argv[1], err)
						   : erase_all(handle, err);
	handle_close(&handle);
	db_close(&post.db);
	templates_close(&templates);
	return rc;
}
