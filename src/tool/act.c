#include "act.h"

#include "base/phrases.h"
#include "db/key.h"
#include "render.h"
#include "supervise/wiring.h"

int act(struct program *program, const struct config *config, due_action *action, act_subject *find,
	const char **subject, struct err *err)
{
	struct templates *templates = NULL;
	struct handle *handle = NULL;
	struct key key = {0};
	bool did;
	int rc;
	if ((rc = phrases_open(config->templates, err)) ||
	    (rc = templates_open(&templates, config->templates, err)))
		return rc;
	struct post_options post = wiring_post(config, &key);
	struct handle_options options = wiring_handle(config, &key);
	options.emit = render_post;
	options.emit_user = &post;
	post.templates = templates;
	if (!(rc = key_open(&key, config->database, DB_WRITE, err)) &&
	    !(rc = db_open(&post.db, config->database, DB_WRITE, err)) &&
	    !(rc = find ? find(program, post.db, subject, err) : OK) &&
	    !(rc = handle_open(&handle, post.db, &options, err)))
		rc = handle_act(handle, action, *subject, &did, err);
	handle_close(&handle);
	db_close(&post.db);
	templates_close(&templates);
	if (!rc)
		db_wake_daemon(config->database);
	return rc;
}
