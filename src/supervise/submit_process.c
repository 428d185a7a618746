/* A submit process: sends its share of the queue over one connection.
 *
 * Results are committed in groups, so that one fsync serves many: at the latest with GROUP_LETTERS results,
 * GROUP_MS after the first of them, or once a second while the relay is slow. Each result is noted in a file
 * before the next letter starts (outbox_journal.c). So a killed process repeats at most the letter it was
 * sending, with the same Message-ID; when all are killed at once, usually only one is repeated in total
 * (outbox_turn.c). Nothing else is ever repeated, and nothing is lost. The transaction that begins sending a
 * letter with a CV also commits the group.
 *
 * When the register can't be written (disk full), nothing is sent until the group is committed. */
#include "outbox.h"

#include "base/address.h"
#include "base/date.h"
#include "base/io.h"
#include "base/log.h"
#include "base/sandbox.h"
#include "db/candidates.h"
#include "db/consents.h"
#include "handle/letter_types.h"
#include "render.h"

enum {
	KEPT_BYTES = 1 << 20, /* letters sent before their memory is freed */
	PAUSE_MS = 60000,
	OWED_MS = 5000,
	REPLY_MS = 60000,
};

/* Called while the relay is slow to reply. A commit that fails here is repeated before the next letter. */
static void on_wait(void *user)
{
	struct outbox *outbox = user;
	struct err err = {0};
	if (group_is_due(outbox) && group_commit(outbox, &err))
		log_event(LOG_LEVEL_ERROR, "submit.waits", "what=\"%s\"", err.text);
}

/* Checks consent before each send (specification section 5), in the transaction from which on the recipient
 * counts as a possible holder of the CV: a withdrawal comes either before it, and nothing is sent, or after
 * it, and then also asks this recipient. */
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

/* Cancelled, or sent by another process: *may_go is false. */
static int check_consent(struct outbox *outbox, struct arena *arena, const struct letter *letter,
			 bool *may_go, struct err *err)
{
	const char *why = NULL;
	int rc = group_open(outbox, err);
	rc = group_close(outbox, rc ? rc : allow(outbox, arena, letter, &why, err), err);
	*may_go = !rc && !why;
	if (rc || !why)
		return rc == ERR_DATA ? OK : rc;
	log_event(LOG_LEVEL_NOTICE, "letter.cancelled", "id=%lld about=%s why=\"%s\"", (long long)letter->id,
		  letter->about, why);
	daemon_wake(outbox->daemon, STAGE_HANDLE); /* the mission locale must be told */
	outbox->owes_erasure = true;
	return group_erase(outbox, false, err);
}

/* Connections, greetings and slow servers lie between the check and the letter's last byte, so this is asked
 * again before each block. When the register can't be read, nothing is sent. */
static bool may_still_go(void *user)
{
	struct outbox *outbox = user;
	const struct letter *letter = outbox->guarded;
	bool is_queued = false;
	struct err err = {0};
	if (!letter)
		return true;
	struct arena *arena = arena_new();
	if (consent_allows(outbox->db, letter->about, date_iso(arena, date_today()), &outbox->denied, &err) ||
	    letter_is_queued(outbox->db, letter->id, &is_queued, &err))
		outbox->denied = "not sent: the register could not be asked";
	else if (!outbox->denied && !is_queued)
		outbox->denied = "not sent: it was cancelled";
	arena_free(&arena);
	return !outbox->denied;
}

/* All bytes of the letter are sent; the end follows. */
static void on_end(void *user)
{
	turn_take(user);
}

/* The parts of a letter: its bytes and, when it is open, each attachment and the closing delimiter. */
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

/* An access token is valid for about an hour: reads the secret again, once, and retries the letter. */
static int renew_secret(struct outbox *outbox, struct err *err)
{
	struct arena *arena = arena_new();
	char *secret;
	int rc = group_commit(outbox, err); /* a command may take long */
	if (!rc && !(rc = daemon_secret(outbox->daemon, STAGE_SUBMIT, arena, &secret, err)))
		rc = submit_renew(outbox->submit, secret, err);
	arena_free(&arena);
	log_event(rc ? LOG_LEVEL_ERROR : LOG_LEVEL_NOTICE, "submit.renewed", "what=\"%s\"",
		  rc ? err->text : "the relay refused the login; its secret was read again");
	return rc;
}

static void try_letter(struct outbox *outbox, const struct letter *letter, const struct bytes *parts,
		       size_t part_count, struct submit_reply *reply)
{
	const struct config *config = outbox->daemon->config;
	/* For a relay that accepts no other sender; delivery reports are then matched by Message-ID. */
	const char *sender = config->is_envelope_plain ? config->address : letter->sender;
	struct err err = {0};
	submit_send(outbox->submit, sender, letter->recipient, parts, part_count, reply);
	if (reply->is_login_refused && !outbox->is_secret_renewed) {
		outbox->is_secret_renewed = true;
		if (!renew_secret(outbox, &err))
			submit_send(outbox->submit, sender, letter->recipient, parts, part_count, reply);
	}
	if (reply->verdict != SUBMIT_DOWN)
		outbox->is_secret_renewed = false;
}

/* Consent is checked before each block, see may_still_go. */
static void try_guarded(struct outbox *outbox, const struct letter *letter, const struct bytes *parts,
			size_t part_count, struct submit_reply *reply)
{
	outbox->guarded = letter;
	outbox->denied = NULL;
	try_letter(outbox, letter, parts, part_count, reply);
	outbox->guarded = NULL;
	if (!outbox->denied)
		return;
	log_event(LOG_LEVEL_NOTICE, "letter.stopped", "id=%lld why=\"%s\"", (long long)letter->id,
		  outbox->denied);
	*reply = (struct submit_reply){.verdict = SUBMIT_LATER};
	snprintf(reply->text, sizeof reply->text, "%s", outbox->denied);
}

/* The age of a CV's owner is checked for that time when the CV comes, and no date of birth is kept
 * (specification section 5). A letter waits longer when the relay or the daemon was away. */
static bool has_waited_too_long(const struct letter *letter)
{
	struct date last = date_add_days(date_of(letter->created_at), LETTER_DAYS);
	return date_compare(date_today(), last) > 0;
}

static int send_one(struct outbox *outbox, struct arena *arena, const struct letter *letter,
		    const int64_t *files, size_t file_count, struct submit_reply *reply, struct err *err)
{
	struct bytes *parts;
	size_t part_count;
	const struct letter_type *type = letter_type_of(letter->template);
	bool carries_cv = file_count && !(type && type->flags & LETTER_NEEDS_NO_CONSENT);
	bool is_late = carries_cv && has_waited_too_long(letter), may_go = true;
	int rc = carries_cv && !is_late ? check_consent(outbox, arena, letter, &may_go, err)
		 : group_is_due(outbox) ? group_commit(outbox, err)
					: OK;
	if (rc || !may_go)
		return rc;
	rc = join(outbox, arena, letter, files, file_count, &parts, &part_count, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (rc)
		*reply = (struct submit_reply){.verdict = SUBMIT_FAILED,
					       .text = "not sent: an attachment is no longer there"};
	else if (is_late)
		*reply = (struct submit_reply){.verdict = SUBMIT_FAILED,
					       .text = "not sent: it has waited too long for the relay"};
	else if (carries_cv)
		try_guarded(outbox, letter, parts, part_count, reply);
	else
		try_letter(outbox, letter, parts, part_count, reply);
	group_add(outbox, letter, reply);
	if (carries_cv)
		group_discloses(outbox, letter, reply->is_ambiguous);
	journal_note(outbox);
	turn_pass_on(outbox);
	return OK;
}

/* Sends these letters; stops when the relay is down. When one must wait, the following letters to the same
 * recipient wait too. */
static int send_due(struct outbox *outbox, const int64_t *ids, size_t count, bool *is_down, struct err *err)
{
	struct arena *arena = arena_new();
	char held_back[256] = "";
	size_t kept_bytes = 0;
	int rc = OK;
	for (size_t i = 0; !rc && i < count && !*is_down && !daemon_is_stopping(); i++) {
		struct submit_reply reply = {.verdict = SUBMIT_SENT};
		struct letter letter = {0};
		int64_t *files;
		size_t file_count = 0;
		rc = letter_read(outbox->db, arena, ids[i], &letter, &files, &file_count, err);
		if (rc == ERR_NOT_FOUND)
			rc = OK; /* cancelled in the meantime */
		else if (!rc && (!*held_back || strcmp(letter.recipient, held_back) != 0))
			rc = send_one(outbox, arena, &letter, files, file_count, &reply, err);
		if (!rc)
			rc = relay_judged(outbox, &reply, is_down, err);
		if (reply.verdict == SUBMIT_LATER)
			snprintf(held_back, sizeof held_back, "%s", letter.recipient);
		kept_bytes += rc ? 0 : letter.message.length;
		if (file_count || kept_bytes > KEPT_BYTES) {
			arena_free(&arena);
			arena = arena_new();
			kept_bytes = 0;
		}
	}
	arena_free(&arena);
	return rc;
}

static int work(struct outbox *outbox, bool *is_down, struct err *err)
{
	int64_t ids[GROUP_LETTERS];
	size_t count = 1;
	int rc = group_commit(outbox, err);
	*is_down = false;
	outbox->is_secret_renewed = false;
	while (!rc && count && !*is_down && !daemon_is_stopping()) {
		rc = letters_due(outbox->db, clock_now(), outbox->share, ids, GROUP_LETTERS, &count, err);
		if (!rc)
			rc = send_due(outbox, ids, count, is_down, err);
		if (!rc)
			rc = group_commit(outbox, err);
	}
	return rc ? rc : group_erase(outbox, true, err);
}

static int until_due_ms(struct outbox *outbox)
{
	time_t due, now = clock_now();
	struct err ignored;
	if (outbox->owes_erasure)
		return OWED_MS;
	if (letter_next_due(outbox->db, outbox->share, &due, &ignored) || due - now > PAUSE_MS / 1000)
		return PAUSE_MS;
	return due <= now ? 1000 : (int)(due - now) * 1000;
}

/* New letters don't end the pause: they would fail too. */
static void pause_for(struct outbox *outbox, int pause_ms)
{
	long long end_ms = io_now_ms() + pause_ms, left_ms;
	while (!daemon_is_stopping() && (left_ms = end_ms - io_now_ms()) > 0)
		daemon_wait(outbox->daemon, STAGE_SUBMIT, (int)left_ms);
}

static int loop(struct outbox *outbox, struct err *err)
{
	unsigned failures = 0;
	while (!daemon_is_stopping()) {
		bool is_down;
		int rc = work(outbox, &is_down, err);
		if (rc && rc != ERR_TEMPORARY && rc != ERR_IO)
			return rc;
		failures = rc || is_down ? failures + 1 : 0;
		if (rc)
			log_event(LOG_LEVEL_ERROR, "submit.waits", "what=\"%s\"", err->text);
		if (outbox->daemon->is_once)
			return rc || !is_down ? rc
					      : err_set(err, ERR_TEMPORARY,
							"the relay can't be used now; letters stay queued");
		if (failures)
			pause_for(outbox, daemon_delay_ms(failures));
		else
			daemon_wait(outbox->daemon, STAGE_SUBMIT, until_due_ms(outbox));
	}
	return OK;
}

/* Only libcurl keeps the secret. */
static int open_relay(struct outbox *outbox, struct err *err)
{
	const struct config *config = outbox->daemon->config;
	struct submit_options options = {
	    .relay = config->relay,
	    .auth = config->relay_auth,
	    .ca_file = config->ca_file,
	    .may_go = may_still_go,
	    .may_go_user = outbox,
	    .on_end = on_end,
	    .on_end_user = outbox,
	    .hostname = config->helo,
	    .domain = address_domain(config->address),
	    .timeout_ms = REPLY_MS,
	    .on_wait = on_wait,
	    .on_wait_user = outbox,
	};
	struct arena *arena = arena_new();
	char *secret;
	int rc = daemon_secret(outbox->daemon, STAGE_SUBMIT, arena, &secret, err);
	if (!rc) {
		options.secret = secret;
		rc = submit_open(&outbox->submit, &options, err);
	}
	arena_free(&arena);
	return rc;
}

int daemon_submit(struct daemon *daemon, struct err *err)
{
	struct outbox *outbox = calloc(1, sizeof *outbox);
	if (!outbox)
		return err_set(err, ERR_INTERNAL, "out of memory");
	outbox->daemon = daemon;
	outbox->arena = arena_new();
	outbox->has_told_fault = true;
	outbox->share = (struct letter_share){daemon->number, (unsigned)daemon->config->connections};
	int rc = sandbox_enter_stage(true, err);
	if (!rc && !(rc = daemon_open_register(daemon, &outbox->db, err)) &&
	    !(rc = journal_open(outbox, err)) && !(rc = open_relay(outbox, err)) &&
	    !(rc = daemon_confine(daemon, STAGE_SUBMIT, err)))
		rc = loop(outbox, err);
	if (outbox->group_count && group_commit(outbox, rc ? NULL : err))
		log_event(LOG_LEVEL_ERROR, "submit.unrecorded", "letters=%zu", outbox->group_count);
	journal_close(outbox);
	submit_close(&outbox->submit);
	db_close(&outbox->db);
	arena_free(&outbox->arena);
	free(outbox);
	return rc;
}
