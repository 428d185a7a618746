/* handle's process: inbox rows to outcomes and letters. */
#include "daemon.h"

#include "base/log.h"
#include "base/sandbox.h"
#include "db/messages.h"
#include "handle.h"
#include "supervise/wiring.h"

enum { PAUSE_MS = 60000, OWED_MS = 5000 };

/* Does everything that is due. Other stages are woken at once, even while more mail comes in. The key is read
 * again each time, so that a revoked one stops working at once. */
static int work(struct daemon *daemon, struct handle *handle, struct key *key, struct err *err)
{
	bool did = true;
	int rc = OK;
	while (!rc && did && !daemon_is_stopping()) {
		rc = key_open(key, daemon->config->database, DB_WRITE, err);
		if (!rc && !(rc = handle_next(handle, &did, err)) && !did)
			rc = handle_due(handle, &did, err);
		if (did) {
			daemon_wake(daemon, STAGE_SUBMIT);
			daemon_wake(daemon, STAGE_COLLECT);
		}
	}
	return rc;
}

static int loop(struct daemon *daemon, struct handle *handle, struct key *key, struct err *err)
{
	unsigned failures = 0;
	while (!daemon_is_stopping()) {
		int rc = work(daemon, handle, key, err);
		if (daemon->is_once || (rc && rc != ERR_TEMPORARY && rc != ERR_IO))
			return rc;
		failures = rc ? failures + 1 : 0;
		if (rc)
			log_event(LOG_LEVEL_ERROR, "handle.waits", "what=\"%s\" failures=%u", err->text,
				  failures);
		int pause_ms = handle_owes(handle) ? OWED_MS : PAUSE_MS;
		daemon_wait(daemon, STAGE_HANDLE, rc ? daemon_delay_ms(failures) : pause_ms);
	}
	return OK;
}

/* Counts a failure for the message that the previous handle process died over. */
static int count_death(struct daemon *daemon, struct handle *handle, struct err *err)
{
	struct daemon_page *page = daemon->page;
	char why[40];
	int rc = OK;
	snprintf(why, sizeof why, page->has_hung ? "it took too long" : "it crashed (signal %d)",
		 page->ended_by);
	if (page->in_hand && !(rc = handle_failed(handle, page->in_hand, why, err)))
		page->in_hand = 0;
	page->has_hung = false;
	return rc;
}

/* Starting them takes longer than a whole run without mail, which most runs are. */
static int start_sandboxes(const struct daemon *daemon, struct db *db, struct handle *handle, struct err *err)
{
	int64_t undecided = 0, to_move;
	int rc = daemon->is_once ? messages_waiting(db, &undecided, &to_move, err) : OK;
	return rc || (daemon->is_once && !undecided) ? rc : handle_start_sandboxes(handle, err);
}

int daemon_handle(struct daemon *daemon, struct err *err)
{
	const struct config *config = daemon->config;
	struct key key = {0};
	struct post_options post = wiring_post(config, &key);
	struct templates *templates = NULL;
	struct handle *handle = NULL;
	struct handle_options options = wiring_handle(config, &key);
	options.in_hand = &daemon->page->in_hand;
	options.register_path = config->database;
	options.emit = render_post;
	options.emit_user = &post;
	int rc;
	if (!(rc = key_open(&key, config->database, DB_WRITE, err)) &&
	    !(rc = templates_open(&templates, config->templates, err)) &&
	    !(rc = daemon_open_register(daemon, &post.db, err)) &&
	    !(rc = templates_notice(templates, &options.notice_version, &options.notice_text, err)) &&
	    !(rc = handle_open(&handle, post.db, &options, err)) &&
	    !(rc = start_sandboxes(daemon, post.db, handle, err)) &&
	    !(rc = count_death(daemon, handle, err)) && !(rc = sandbox_enter_stage(false, err)) &&
	    !(rc = daemon_confine(daemon, STAGE_HANDLE, err))) {
		post.templates = templates;
		bytes_return_memory();
		rc = loop(daemon, handle, &key, err);
	}
	handle_close(&handle);
	db_close(&post.db);
	templates_close(&templates);
	return rc;
}
