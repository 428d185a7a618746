/* submit's process: queue to replies. */
#include "daemon.h"

#include "base/date.h"
#include "base/io.h"
#include "base/log.h"
#include "db/candidates.h"
#include "db/consents.h"
#include "db/letters.h"
#include "render.h"
#include "submit.h"

enum {
	PAUSE_MS = 60000,
	REPLY_MS = 60000,
	FIRST_RETRY_S = 60,
	MOST_RETRY_S = 4 * 3600,
	GIVE_UP_S = 5 * 86400
};

struct outbox {
	struct daemon *daemon;
	struct db *db;
	struct submit *submit;
	const struct letter *guarded; /* the letter with a CV that is being sent, or NULL */
	const char *denied;	      /* why its sending was stopped, or NULL */
};

/* 1, 2, 4 ... minutes, at most 4 hours. */
static time_t retry_at(const struct letter *letter, time_t now)
{
	int shift = letter->attempts > 8 ? 8 : letter->attempts;
	long delay = (long)FIRST_RETRY_S << shift;
	return now + (delay > MOST_RETRY_S ? MOST_RETRY_S : delay);
}

static int record(struct outbox *outbox, const struct letter *letter, const struct submit_reply *reply,
		  struct err *err)
{
	time_t now = clock_now();
	log_event(reply->verdict == SUBMIT_SENT ? LOG_LEVEL_INFO : LOG_LEVEL_WARNING, "letter.tried",
		  "id=%lld template=%s verdict=%d ambiguous=%d code=%.3s", (long long)letter->id,
		  letter->template, (int)reply->verdict, reply->is_ambiguous, reply->text);
	switch (reply->verdict) {
	case SUBMIT_SENT:
		return letter_sent(outbox->db, letter->id, now, reply->text, err);
	case SUBMIT_FAILED:
		return letter_failed(outbox->db, letter->id, now, reply->text, err);
	case SUBMIT_LATER:
	case SUBMIT_DOWN:
		break;
	}
	if (now - letter->created_at > GIVE_UP_S)
		return letter_failed(outbox->db, letter->id, now, reply->text, err);
	return letter_later(outbox->db, letter->id, retry_at(letter, now), reply->text, err);
}

/* Consent is checked again before each send (specification section 5), in the transaction from which on the recipient counts as
 * one who may hold the CV: a withdrawal comes either before it, and nothing is sent, or after it, and asks that recipient too. */
static int allow(struct outbox *outbox, struct arena *arena, const struct letter *letter, const char **why,
		 struct err *err)
{
	int64_t cancelled;
	int rc = consent_allows(outbox->db, letter->about, date_iso(arena, date_today()), why, err);
	if (rc)
		return rc;
	return *why ? letters_cancel_about_candidate(outbox->db, letter->about, *why, &cancelled, err)
		    : letter_begin(outbox->db, letter->id, err);
}

/* Cancelled, or sent by another process meanwhile: *may_go is false. */
static int check_consent(struct outbox *outbox, struct arena *arena, const struct letter *letter,
			 bool *may_go, struct err *err)
{
	const char *why = NULL;
	int rc = db_begin(outbox->db, err);
	if (!rc && !(rc = allow(outbox, arena, letter, &why, err)))
		rc = db_commit(outbox->db, err);
	if (rc)
		db_rollback(outbox->db);
	*may_go = !rc && !why;
	if (rc || !why)
		return rc == ERR_DATA ? OK : rc;
	log_event(LOG_LEVEL_NOTICE, "letter.cancelled", "id=%lld about=%s why=\"%s\"", (long long)letter->id,
		  letter->about, why);
	return db_erase_traces(outbox->db, err);
}

/* Between the check and the letter's last byte lie connections, greetings and slow servers: submit asks again before each block. When
 * the register can't be asked, nothing goes. */
static bool may_still_go(void *user)
{
	struct outbox *outbox = user;
	struct err err = {0};
	if (!outbox->guarded)
		return true;
	struct arena *arena = arena_new();
	if (consent_allows(outbox->db, outbox->guarded->about, date_iso(arena, date_today()), &outbox->denied,
			   &err))
		outbox->denied = "not sent: the register could not be asked";
	arena_free(&arena);
	return !outbox->denied;
}

/* What became of a letter with a CV: its recipient goes into the register, or certainly has not got it. */
static int record_cv(struct outbox *outbox, struct arena *arena, const struct letter *letter,
		     const struct submit_reply *reply, struct err *err)
{
	int rc = db_begin(outbox->db, err);
	if (!rc)
		rc = record(outbox, letter, reply, err);
	if (!rc && reply->verdict == SUBMIT_SENT)
		rc = disclosure_add(outbox->db, letter->about, letter->recipient,
				    time_utc(arena, clock_now()), letter->message_id, err);
	else if (!rc && reply->verdict != SUBMIT_SENT && !reply->is_ambiguous && !letter->may_have_gone)
		rc = letter_has_not_gone(outbox->db, letter->id, err);
	if (!rc)
		rc = db_commit(outbox->db, err);
	if (rc)
		db_rollback(outbox->db);
	return rc;
}

/* The letter's bytes and, when it is open, each attachment and the closing delimiter. */
static int join(struct outbox *outbox, struct arena *arena, const struct letter *letter, const int64_t *files,
		size_t count, struct bytes **out, size_t *part_count, struct err *err)
{
	struct bytes *parts = arena_array(arena, count + 2, sizeof *parts);
	size_t used = 0;
	parts[used++] = letter->message;
	for (size_t i = 0; i < count; i++) {
		struct candidate_file file;
		int rc = candidate_file_get(outbox->db, arena, files[i], &file, err);
		if (rc)
			return rc;
		parts[used++] =
		    render_attachment(arena, letter->boundary, file.name, file.type, file.content);
	}
	if (*letter->boundary)
		parts[used++] = render_close(arena, letter->boundary);
	*out = parts;
	*part_count = used;
	return OK;
}

static int send_one(struct outbox *outbox, struct arena *arena, const struct letter *letter,
		    const int64_t *files, size_t file_count, bool *is_down, struct err *err)
{
	struct bytes *parts;
	size_t part_count;
	struct submit_reply reply;
	bool may_go = true;
	/* The answer to a young person's own question (GDPR 15) asks for no consent. */
	bool carries_cv = file_count && strcmp(letter->template, "access") != 0;
	int rc = carries_cv ? check_consent(outbox, arena, letter, &may_go, err) : OK;
	if (rc || !may_go)
		return rc;
	if ((rc = join(outbox, arena, letter, files, file_count, &parts, &part_count, err)))
		return rc;
	outbox->guarded = carries_cv ? letter : NULL;
	outbox->denied = NULL;
	submit_send(outbox->submit, letter->sender, letter->recipient, parts, part_count, &reply);
	outbox->guarded = NULL;
	if (outbox->denied) {
		log_event(LOG_LEVEL_NOTICE, "letter.stopped", "id=%lld why=\"%s\"", (long long)letter->id,
			  outbox->denied);
		reply = (struct submit_reply){.verdict = SUBMIT_LATER};
		snprintf(reply.text, sizeof reply.text, "%s", outbox->denied);
	}
	*is_down = reply.verdict == SUBMIT_DOWN;
	rc = carries_cv ? record_cv(outbox, arena, letter, &reply, err) : record(outbox, letter, &reply, err);
	if (!rc && letter->is_ephemeral && reply.verdict != SUBMIT_LATER && !*is_down)
		rc = db_erase_traces(outbox->db, err);
	return rc;
}

/* Sends what is due; stops when the relay is down. */
static int work(struct outbox *outbox, bool *is_down, struct err *err)
{
	int rc = OK;
	*is_down = false;
	while (!rc && !*is_down && !daemon_is_stopping()) {
		struct arena *arena = arena_new();
		struct letter letter;
		int64_t *files;
		size_t file_count;
		rc = letter_next(outbox->db, arena, clock_now(), &letter, &files, &file_count, err);
		if (!rc)
			rc = send_one(outbox, arena, &letter, files, file_count, is_down, err);
		arena_free(&arena);
	}
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static int until_due_ms(struct outbox *outbox)
{
	time_t due, now = clock_now();
	struct err ignored;
	if (letter_next_due(outbox->db, &due, &ignored) || due - now > PAUSE_MS / 1000)
		return PAUSE_MS;
	return due <= now ? 1000 : (int)(due - now) * 1000;
}

static int loop(struct outbox *outbox, struct err *err)
{
	unsigned failures = 0;
	while (!daemon_is_stopping()) {
		bool is_down;
		int rc = work(outbox, &is_down, err);
		if (rc && rc != ERR_TEMPORARY && rc != ERR_IO)
			return rc;
		if (outbox->daemon->is_once)
			return rc || !is_down ? rc
					      : err_set(err, ERR_TEMPORARY,
							"the relay can't be used now; letters stay queued");
		failures = rc || is_down ? failures + 1 : 0;
		daemon_wait(outbox->daemon, STAGE_SUBMIT,
			    failures ? daemon_delay_ms(failures) : until_due_ms(outbox));
	}
	return OK;
}

int daemon_submit(struct daemon *daemon, struct err *err)
{
	const struct config *config = daemon->config;
	struct arena *arena = arena_new();
	struct outbox outbox = {.daemon = daemon};
	char *secret;
	int rc = io_secret(arena, config->relay_secret, &secret, err);
	if (!rc) {
		struct submit_options options = {
		    .relay = config->relay,
		    .secret = secret,
		    .auth = config->relay_auth,
		    .ca_file = config->ca_file,
		    .may_go = may_still_go,
		    .may_go_user = &outbox,
		    .timeout_ms = REPLY_MS,
		};
		if (!(rc = db_open(&outbox.db, config->database, DB_WRITE, err)) &&
		    !(rc = submit_open(&outbox.submit, &options, err)))
			rc = loop(&outbox, err);
	}
	submit_close(&outbox.submit);
	db_close(&outbox.db);
	arena_free(&arena);
	return rc;
}
