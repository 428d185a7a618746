/* Restores a copy of the register, while the daemon is stopped: the copy replaces the register, numbering
 * continues above all numbers issued, and every consent that ended since the copy was made is ended again. */
#include "../config.h"
#include "tool.h"

#include "db/anchor.h"
#include "kind.h"
#include "render/post.h"
#include "supervise/wiring.h"

struct restoring {
	const struct config *config;
	const char *file; /* NULL: accept the register as it is */
	bool accepts_loss;
	struct key key;
	struct post_options post;
	struct handle_options options;
};

static int skip_ahead(struct db *db, const struct restoring *restoring, enum anchor_state state,
		      struct err *err)
{
	int rc = db_begin(db, err);
	if (!rc && !(rc = anchor_skip_ahead(db, restoring->config->database, &restoring->key, err)) &&
	    !(rc = anchor_hold(db, state, err)))
		rc = db_commit(db, err);
	if (rc)
		db_rollback(db);
	return rc;
}

/* Mails that arrived after the copy was made are still in the mailbox: the next run takes them. */
static int end_again(struct restoring *restoring, const struct ended_consent *endings, size_t count,
		     size_t *done, struct err *err)
{
	struct handle *handle = NULL;
	int rc = handle_open(&handle, restoring->post.db, &restoring->options, err);
	for (size_t i = 0; !rc && i < count; i++) {
		bool was_done = true;
		struct err fault = {0};
		rc = kind_end_again(handle, endings[i].candidate, endings[i].event, &was_done, &fault);
		rc = !rc || rc == ERR_NOT_FOUND
			 ? OK
			 : err_set(err, rc, "%s: %s", endings[i].candidate, fault.text);
		*done += !rc && !was_done;
	}
	handle_close(&handle);
	return rc;
}

static int settle(struct program *program, struct restoring *restoring, struct err *err)
{
	struct db *db = restoring->post.db;
	const char *path = restoring->config->database;
	enum anchor_state state;
	int64_t records;
	struct ended_consent *endings;
	size_t count, done = 0;
	bool is_whole;
	int rc;
	if ((rc = anchor_check(db, path, &restoring->key, &state, &records, err)) ||
	    (rc = anchor_endings(program->arena, path, &restoring->key, &endings, &count, &is_whole, err)))
		return rc;
	bool is_older = restoring->file || (state != ANCHOR_HOLDS && state != ANCHOR_NONE);
	if ((is_older && (rc = skip_ahead(db, restoring, state, err))) ||
	    (rc = end_again(restoring, endings, count, &done, err)))
		return rc;
	printf("consents that ended since: %zu ended again\n", done);
	if (!is_whole && state != ANCHOR_HOLDS && !restoring->accepts_loss)
		return err_set(
		    err, ERR_DATA,
		    "the files %s.anchor and .endings don't tell all that ended since: no CV leaves until "
		    "`restore --accept-loss`",
		    path);
	return anchor_renew(db, path, &restoring->key, err);
}

static int restore(struct program *program, struct restoring *restoring, struct err *err)
{
	const char *path = restoring->config->database;
	struct templates *templates = NULL;
	int rc;
	if ((rc = db_lock_daemon(path, err)) ||
	    (rc = key_open(&restoring->key, path, restoring->accepts_loss ? DB_WRITE : DB_READ, err)) ||
	    (rc = templates_open(&templates, restoring->config->templates, err)))
		return rc;
	restoring->post = wiring_post(restoring->config, &restoring->key);
	restoring->post.templates = templates;
	restoring->options = wiring_handle(restoring->config, &restoring->key);
	restoring->options.emit = render_post;
	restoring->options.emit_user = &restoring->post;
	(void)((restoring->file && (rc = db_restore(restoring->file, path, err))) ||
	       (rc = db_open(&restoring->post.db, path, DB_WRITE, err)) ||
	       (rc = settle(program, restoring, err)) || (rc = db_erase_traces(restoring->post.db, err)));
	db_close(&restoring->post.db);
	templates_close(&templates);
	return rc;
}

int cmd_restore(struct program *program, struct err *err)
{
	struct config config;
	struct restoring restoring = {.config = &config,
				      .file = program->argc == 2 ? program->argv[1] : NULL,
				      .accepts_loss = program_option(program, "accept-loss")};
	int rc;
	if (!restoring.file && !restoring.accepts_loss)
		return program_usage(program, err);
	if ((rc = program_config(program, &config, err)) || (rc = restore(program, &restoring, err)))
		return rc;
	printf("%s: counts from now on; letters go when the daemon runs\n", config.database);
	return OK;
}
