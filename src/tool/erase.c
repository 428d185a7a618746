/* Erasing from the command line, while the daemon runs or not: the register at once; the mailbox and the
 * letters are the daemon's, who is woken for them. */
#include "../config.h"
#include "tool.h"

#include "base/date.h"
#include "base/phrases.h"
#include "db.h"
#include "kind.h"
#include "render/post.h"
#include "supervise/wiring.h"

/* Says what remains to be erased, and when that happens. */
static void tell_rest(const struct config *config)
{
	static const char *const WHEN[] = {
	    [DAEMON_AWAY] = "when the daemon runs next; none runs now",
	    [DAEMON_ASLEEP] = "within a minute, with the daemon's next round",
	    [DAEMON_WOKEN] = "now, the daemon has been told",
	};
	printf("the mail leaves the mailbox, and who has the CV is asked to delete it: %s\n",
	       WHEN[db_wake_daemon(config->database)]);
}

static int erase_one(struct handle *handle, const char *ref, size_t *count, struct err *err)
{
	bool was_done;
	int rc = kind_erase(handle, ref, &was_done, err);
	if (rc == ERR_NOT_FOUND)
		return err_set(err, ERR_DATA, "%s: no such candidate", ref);
	if (!rc)
		printf("%s: %s\n", ref, was_done ? "was erased before" : "erased from the register");
	*count = !rc && !was_done;
	return rc;
}

static int erase_all(struct handle *handle, size_t *count, struct err *err)
{
	int rc = kind_erase_all(handle, count, err);
	printf("%zu candidates erased from the register\n", *count);
	return rc;
}

int cmd_erase(struct program *program, struct err *err)
{
	static const char all[] = "--agreement-ended";
	struct config config;
	struct templates *templates = NULL;
	struct handle *handle = NULL;
	struct key key = {0};
	size_t count = 0;
	int rc;
	if (program->argc != 2 || (program->argv[1][0] == '-' && strcmp(program->argv[1], all) != 0))
		return program_usage(program, err);
	if ((rc = program_config(program, &config, err)) || (rc = phrases_open(config.templates, err)) ||
	    (rc = templates_open(&templates, config.templates, err)))
		return rc;
	struct post_options post = wiring_post(&config, &key);
	struct handle_options options = wiring_handle(&config, &key);
	options.register_path = config.database;
	options.emit = render_post;
	options.emit_user = &post;
	post.templates = templates;
	if (!(rc = key_open(&key, config.database, DB_WRITE, err)) &&
	    !(rc = db_open(&post.db, config.database, DB_WRITE, err)) &&
	    !(rc = handle_open(&handle, post.db, &options, err)))
		rc = strcmp(program->argv[1], all) ? erase_one(handle, program->argv[1], &count, err)
						   : erase_all(handle, &count, err);
	if (count)
		tell_rest(&config);
	handle_close(&handle);
	db_close(&post.db);
	templates_close(&templates);
	return rc;
}
