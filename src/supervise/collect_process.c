/* collect's process: keeps one connection to the shared mailbox, checks that it works, and renews it when it
 * is lost. */
#include "inbox.h"

#include "base/date.h"
#include "base/io.h"
#include "base/log.h"
#include "base/sandbox.h"
#include "base/text.h"

enum {
	COMMAND_MS = 60000,
	PAUSE_MS = 60000, /* a round trip at least this often */
	RECORD_S = 30,	  /* how often its time is stored in the register */
	HELD_MS = 60000,  /* a connection lost sooner than this counts as failed */
	MOST_ROUNDS = 50, /* tries of a drain for messages that don't come: three for each place of inbox.h */
};

struct session {
	struct inbox inbox;
	struct arena *secrets; /* the secret in use; wiped when it is replaced */
	bool is_secret_used;   /* the secret has opened the mailbox before */
	time_t recorded_at;
	long long opened_at_ms; /* monotonic */
	unsigned failures;	/* consecutive failures to connect, and of connections that failed soon */
	unsigned lost_waiting;	/* of these, connections lost while waiting for news */
};

/* The server has answered with everything it has. */
static int record_round_trip(struct session *session, struct err *err)
{
	time_t now = clock_now();
	session->inbox.daemon->page->round_trip_ms = io_now_ms();
	if (session->recorded_at && now - session->recorded_at < RECORD_S && now >= session->recorded_at)
		return OK;
	struct arena *arena = arena_new();
	int rc = db_setting_set(session->inbox.db, "round_trip_at", time_utc(arena, now), err);
	if (!rc)
		session->recorded_at = now;
	arena_free(&arena);
	return rc;
}

static int work(struct session *session, struct err *err)
{
	struct inbox *inbox = &session->inbox;
	daemon_beat();
	int rc = inbox_take_new(inbox, err);
	if (rc || (rc = record_round_trip(session, err)))
		return rc;
	rc = inbox_file_decided(inbox, err);
	if (rc != ERR_UNAVAILABLE || inbox->daemon->is_once)
		return rc;
	log_event(LOG_LEVEL_ERROR, "mail.not_filed", "what=\"%s\"", err->text);
	return OK;
}

/* A secret is reused while it opens the mailbox. When the server rejects it, it is read again: a command
 * fetches a new token (RFC 7628 section 3.2.3), and a changed password needs no restart. */
static int renew_secret(struct session *session, struct err *err)
{
	char *secret;
	if (session->secrets)
		return OK;
	session->secrets = arena_new();
	int rc = daemon_secret(session->inbox.daemon, STAGE_COLLECT, session->secrets, &secret, err);
	if (rc)
		arena_free(&session->secrets);
	else
		session->inbox.options.secret = secret;
	session->is_secret_used = false;
	return rc;
}

static int open_mailbox(struct session *session, struct err *err)
{
	int rc = renew_secret(session, err);
	if (rc)
		return rc;
	rc = collect_open(&session->inbox.collect, &session->inbox.options, err);
	if (rc == ERR_DENIED) {
		bool was_used = session->is_secret_used;
		arena_free(&session->secrets);
		if (was_used && !(rc = renew_secret(session, err)))
			rc = collect_open(&session->inbox.collect, &session->inbox.options, err);
	}
	session->is_secret_used |= !rc;
	return rc;
}

/* A server that ends each IDLE with a BYE is polled instead; a connection lost at once lengthens the next
 * pause, so that there is never a login a second. */
static int wait_for_news(struct session *session, struct err *err)
{
	enum { MOST_LOST = 2 };
	struct inbox *inbox = &session->inbox;
	int rc = collect_wait(inbox->collect, inbox->daemon->wakeups[STAGE_COLLECT][0],
			      daemon_pause_ms(inbox->daemon, PAUSE_MS), err);
	bool has_held = io_now_ms() - session->opened_at_ms >= HELD_MS;
	daemon_wait(inbox->daemon, STAGE_COLLECT, 0); /* empties the wakeup */
	if (has_held)
		session->failures = session->lost_waiting = 0;
	else if (rc)
		session->lost_waiting++;
	if (rc)
		inbox->options.polls = session->lost_waiting >= MOST_LOST;
	return rc;
}

static int connect_and_work(struct session *session, struct err *err)
{
	struct inbox *inbox = &session->inbox;
	inbox->has_blamed = false;
	int rc = open_mailbox(session, err);
	session->opened_at_ms = io_now_ms();
	while (!rc && !daemon_is_stopping()) {
		rc = work(session, err);
		if (rc || inbox->daemon->is_once)
			break;
		rc = wait_for_news(session, err);
	}
	collect_close(&inbox->collect);
	return rc;
}

/* Processes the mailbox, and again while the server withholds messages, up to three times each. */
static int drain(struct session *session, struct err *err)
{
	int rc, rounds = 0;
	do {
		rc = connect_and_work(session, err);
	} while (session->inbox.has_blamed && ++rounds < MOST_ROUNDS && !daemon_is_stopping());
	return rc;
}

/* Reconnects with growing delays; closes the mailbox before opening it again. */
static int loop(struct session *session, struct err *err)
{
	struct daemon *daemon = session->inbox.daemon;
	while (!daemon_is_stopping()) {
		int rc = connect_and_work(session, err);
		if (!rc || rc == ERR_CONFIG)
			return rc;
		int delay_ms = daemon_delay_ms(session->failures++);
		bool is_register = text_starts_with(err->text, "register");
		log_event(LOG_LEVEL_ERROR, is_register ? "collect.waits" : "mailbox.lost",
			  "what=\"%s\" again_in_ms=%d", err->text, delay_ms);
		/* A wakeup doesn't end this pause: handle can't repair the connection. */
		for (long long until_ms = io_now_ms() + delay_ms;
		     !daemon_is_stopping() && io_now_ms() < until_ms;)
			daemon_wait(daemon, STAGE_COLLECT, (int)(until_ms - io_now_ms()));
	}
	return OK;
}

int daemon_collect(struct daemon *daemon, struct err *err)
{
	const struct config *config = daemon->config;
	struct session session = {
	    .inbox = {.daemon = daemon,
		      .options = {.mailbox = config->mailbox,
				  .auth = config->mailbox_auth,
				  .ca_file = config->ca_file,
				  .max_message_bytes = config->max_message_bytes,
				  .timeout_ms = COMMAND_MS}},
	};
	int rc = sandbox_enter_stage(true, err);
	if (!rc && !(rc = daemon_open_register(daemon, &session.inbox.db, err)) &&
	    !(rc = daemon_confine(daemon, STAGE_COLLECT, err)))
		rc = daemon->is_once ? drain(&session, err) : loop(&session, err);
	db_close(&session.inbox.db);
	arena_free(&session.secrets);
	return rc;
}
