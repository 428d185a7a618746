#include "../config.h"
#include "tool.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/key.h"
#include "db/messages.h"
#include "handle.h"
#include "kind/life.h"
#include "render.h"
#include "supervise/wiring.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* The offer that is named itself, or by the message that brought it. */
static int find_offer(struct program *program, struct db *db, const char *name, const char **ref,
		      struct err *err)
{
	struct decision decision;
	char *end = NULL;
	*ref = text_upper_ascii(program->arena, name);
	if (text_starts_with(*ref, "OFF-"))
		return OK;
	errno = 0;
	long long id = strtoll(name, &end, 10);
	if (id <= 0 || errno || *end)
		return program_usage(program, err);
	int rc = message_decided(db, program->arena, id, &decision, err);
	if (rc)
		return rc;
	if (strcmp(decision.outcome, "held") != 0 || !decision.ref || !text_starts_with(decision.ref, "OFF-"))
		return err_set(err, ERR_DATA, "message %lld brought no offer that is held", id);
	*ref = decision.ref;
	return OK;
}

static int decide(struct program *program, due_action *action, const char *done, struct err *err)
{
	struct config config;
	struct templates *templates = NULL;
	struct handle *handle = NULL;
	struct key key = {0};
	const char *ref;
	bool did;
	int rc;
	if (program->argc != 2)
		return program_usage(program, err);
	if ((rc = program_config(program, &config, err)) || (rc = phrases_open(config.templates, err)) ||
	    (rc = templates_open(&templates, config.templates, err)))
		return rc;
	struct post_options post = wiring_post(&config, &key);
	struct handle_options options = wiring_handle(&config, &key);
	options.emit = render_post;
	options.emit_user = &post;
	post.templates = templates;
	if (!(rc = key_open(&key, config.database, DB_WRITE, err)) &&
	    !(rc = db_open(&post.db, config.database, DB_WRITE, err)) &&
	    !(rc = find_offer(program, post.db, program->argv[1], &ref, err)) &&
	    !(rc = handle_open(&handle, post.db, &options, err)) &&
	    !(rc = handle_act(handle, action, ref, &did, err)))
		printf("%s %s\n", ref, done);
	handle_close(&handle);
	db_close(&post.db);
	templates_close(&templates);
	if (!rc)
		db_wake_daemon(config.database);
	return rc;
}

int cmd_release(struct program *program, struct err *err)
{
	return decide(program, offer_release_held, "goes out", err);
}

int cmd_discard(struct program *program, struct err *err)
{
	return decide(program, offer_discard_held, "does not go out", err);
}
