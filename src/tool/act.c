#include "act.h"

#include "base/phrases.h"
#include "render.h"
#include "supervise/wiring.h"

static void end(struct acting *acting)
{
	handle_close(&acting->handle);
	db_close(&acting->post.db);
	templates_close(&acting->templates);
}

int acting_open(struct acting *out, const struct config *config, struct err *err)
{
	int rc;
	*out = (struct acting){.config = config};
	if ((rc = phrases_open(config->templates, err)) ||
	    (rc = templates_open(&out->templates, config->templates, err)))
		return rc;
	out->post = wiring_post(config, &out->key);
	out->post.templates = out->templates;
	out->options = wiring_handle(config, &out->key);
	out->options.register_path = config->database;
	out->options.emit = render_post;
	out->options.emit_user = &out->post;
	if ((rc = key_open(&out->key, config->database, DB_WRITE, err)) ||
	    (rc = db_open(&out->post.db, config->database, DB_WRITE, err)) ||
	    (rc = handle_open(&out->handle, out->post.db, &out->options, err)))
		end(out);
	return rc;
}

enum daemon_state acting_close(struct acting *acting)
{
	end(acting);
	return db_wake_daemon(acting->config->database);
}
