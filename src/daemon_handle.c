/* handle's process: inbox rows to outcomes and letters. */
#include "daemon.h"

#include "base/log.h"
#include "handle.h"
#include "render/post.h"

enum { PAUSE_MS = 60000, MOST_FAILURES = 5 };

/* Everything that is to be done now; *did says whether there was anything. */
static int work(struct daemon *daemon, struct handle *handle, struct err *err)
{
	bool did = true, any = false;
	int rc = OK;
	while (!rc && did && !daemon_is_stopping()) {
		if (!(rc = handle_next(handle, &did, err)) && !did)
			rc = handle_due(handle, &did, err);
		any = any || did;
	}
	if (any) {
		daemon_ring(daemon, STAGE_SUBMIT);
		daemon_ring(daemon, STAGE_COLLECT);
	}
	return rc;
}

static int loop(struct daemon *daemon, struct handle *handle, struct err *err)
{
	unsigned failures = 0;
	while (!daemon_is_stopping()) {
		int rc = work(daemon, handle, err);
		if (daemon->is_once || (rc && rc != ERR_TEMPORARY && rc != ERR_IO) ||
		    failures > MOST_FAILURES)
			return rc;
		failures = rc ? failures + 1 : 0;
		if (rc)
			log_event(LOG_LEVEL_ERROR, "handle.waits", "what=\"%s\"", err->text);
		daemon_wait(daemon, STAGE_HANDLE, rc ? daemon_delay_ms(failures) : PAUSE_MS);
	}
	return OK;
}

int daemon_handle(struct daemon *daemon, struct err *err)
{
	const struct config *config = daemon->config;
	struct post_options post = {.address = config->address};
	struct templates *templates = NULL;
	struct handle *handle = NULL;
	struct handle_options options = {
	    .address = config->address,
	    .authserv_ids = config->authserv_ids,
	    .authserv_id_count = config->authserv_id_count,
	    .trusts_registered = config->trusts_registered,
	    .files_mail = config->moves,
	    .keep = config->keep,
	    .emit = render_post,
	    .emit_user = &post,
	};
	int rc;
	if (!(rc = templates_open(&templates, config->templates, err)) &&
	    !(rc = db_open(&post.db, config->database, DB_WRITE, err)) &&
	    !(rc = templates_notice(templates, &options.notice_version, &options.notice_text, err)) &&
	    !(rc = handle_open(&handle, post.db, &options, err))) {
		post.templates = templates;
		rc = loop(daemon, handle, err);
	}
	handle_close(&handle);
	db_close(&post.db);
	templates_close(&templates);
	return rc;
}
