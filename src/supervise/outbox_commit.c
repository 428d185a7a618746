/* Commits results of letters to the register. */
#include "outbox.h"

#include "base/date.h"
#include "base/io.h"
#include "base/log.h"
#include "db/bounces.h"
#include "db/consents.h"

enum {
	GROUP_MS = 50, /* the longest time a result waits for its commit */
	MOST_RETRY_S = 4 * 3600,
	GIVE_UP_S = LETTER_DAYS * 86400,
};

/* Delays: 1, 2, 4 ... minutes, at most 4 hours. */
static time_t retry_at(const struct letter *letter, time_t now)
{
	int shift = letter->attempts > 8 ? 8 : letter->attempts;
	long delay = (long)RETRY_FIRST_S << shift;
	return now + (delay > MOST_RETRY_S ? MOST_RETRY_S : delay);
}

static int submission_record(struct outbox *outbox, struct submission *submission, struct err *err)
{
	enum bounce_effect effect = BOUNCE_COUNTED;
	int rc;
	switch (submission->verdict) {
	case SUBMIT_SENT:
		return letter_sent(outbox->db, submission->id, submission->at, submission->reply, err);
	case SUBMIT_FAILED:
		rc = letter_failed(outbox->db, submission->id, submission->at, submission->reply, err);
		if (!rc && *submission->status)
			rc = letter_bounced(outbox->db, submission->id, submission->status, submission->at,
					    &effect, err);
		submission->erases |= effect == BOUNCE_SUSPENDED; /* letters waiting for the contact */
		return rc;
	case SUBMIT_LATER:
	case SUBMIT_DOWN:
		break;
	}
	return letter_later(outbox->db, submission->id, submission->at, submission->next_attempt_at,
			    submission->reply, err);
}

/* For a letter with a CV: records its recipient in the register of consent, or that it certainly was not
 * delivered. */
static int disclosure_record(struct outbox *outbox, const struct submission *submission, struct err *err)
{
	if (submission->verdict != SUBMIT_SENT)
		return submission->may_have_gone ? OK : letter_has_not_gone(outbox->db, submission->id, err);
	struct arena *arena = arena_new();
	int rc = disclosure_add(outbox->db, submission->candidate, submission->recipient,
				time_utc(arena, submission->at), submission->message_id, err);
	arena_free(&arena);
	return rc;
}

/* A letter that is settled already or deleted must not lose the results of the others in its group. */
static int group_record(struct outbox *outbox, struct err *err)
{
	int rc = OK;
	for (size_t i = 0; !rc && i < outbox->group_count; i++) {
		struct err fault = {0};
		rc = submission_record(outbox, &outbox->group[i], &fault);
		if (!rc && *outbox->group[i].candidate)
			rc = disclosure_record(outbox, &outbox->group[i], &fault);
		if (rc == ERR_DATA || rc == ERR_NOT_FOUND) {
			log_event(LOG_LEVEL_ERROR, "letter.unrecorded", "id=%lld what=\"%s\"",
				  (long long)outbox->group[i].id, fault.text);
			rc = OK;
		} else if (rc) {
			err_set(err, rc, "%s", fault.text);
		}
	}
	return rc;
}

int group_erase(struct outbox *outbox, bool is_idle, struct err *err)
{
	enum { MOST_MS = 100 };
	struct err fault = {0};
	if (!outbox->owes_erasure || (!is_idle && io_now_ms() < outbox->erased_at_ms + DB_ERASE_EVERY_MS))
		return OK;
	int rc = db_erase_traces_within(outbox->db, MOST_MS, &fault);
	outbox->owes_erasure = rc != OK;
	outbox->erased_at_ms = io_now_ms();
	if (rc && rc != ERR_TEMPORARY)
		return err_set(err, rc, "%s", fault.text);
	if (rc)
		log_event(LOG_LEVEL_ERROR, "erasure.owed",
			  "what=\"somebody reads the register in a transaction that stays open\"");
	return OK;
}

/* The register has taken the group. */
static void group_forget(struct outbox *outbox)
{
	bool has_failed = false;
	for (size_t i = 0; i < outbox->group_count; i++) {
		outbox->owes_erasure |= outbox->group[i].erases;
		has_failed |= outbox->group[i].verdict == SUBMIT_FAILED;
	}
	journal_forget(outbox);
	outbox->group_count = 0;
	if (has_failed)
		daemon_wake(outbox->daemon, STAGE_HANDLE); /* the operator may have to be told */
}

int group_open(struct outbox *outbox, struct err *err)
{
	int rc = db_begin(outbox->db, err);
	return rc ? rc : group_record(outbox, err);
}

int group_close(struct outbox *outbox, int rc, struct err *err)
{
	rc = rc ? rc : db_commit(outbox->db, err);
	if (!rc) {
		group_forget(outbox);
		return group_erase(outbox, false, err);
	}
	db_rollback(outbox->db);
	if (outbox->group_count)
		journal_keep(outbox);
	return rc;
}

int group_commit(struct outbox *outbox, struct err *err)
{
	return outbox->group_count ? group_close(outbox, group_open(outbox, err), err) : OK;
}

bool group_is_due(const struct outbox *outbox)
{
	return outbox->group_count == GROUP_LETTERS ||
	       (outbox->group_count && io_now_ms() - outbox->group_since_ms >= GROUP_MS);
}

void group_add(struct outbox *outbox, const struct letter *letter, const struct submit_reply *reply)
{
	struct submission *submission = &outbox->group[outbox->group_count];
	time_t now = clock_now();
	bool is_down = reply->verdict == SUBMIT_DOWN, is_final = true;
	if (!outbox->group_count++)
		outbox->group_since_ms = io_now_ms();
	*submission = (struct submission){.id = letter->id, .verdict = reply->verdict, .at = now};
	snprintf(submission->message_id, sizeof submission->message_id, "%s", letter->message_id);
	memcpy(submission->reply, reply->text, sizeof submission->reply);
	if (reply->verdict == SUBMIT_LATER || is_down) {
		/* A letter that breaks the session must not block all others: after the pause another letter
		 * goes first. */
		submission->next_attempt_at = is_down ? now + RETRY_FIRST_S : retry_at(letter, now);
		is_final = !reply->is_session && letter->tried_at && now - letter->tried_at > GIVE_UP_S;
		submission->verdict = is_final ? SUBMIT_FAILED : reply->verdict;
	} else if (reply->verdict == SUBMIT_FAILED) {
		memcpy(submission->status, reply->status, sizeof submission->status);
	}
	submission->erases = is_final && letter->is_ephemeral;
	log_event(reply->verdict == SUBMIT_SENT ? LOG_LEVEL_INFO : LOG_LEVEL_WARNING, "letter.tried",
		  "id=%lld template=%s verdict=%d ambiguous=%d code=%.3s", (long long)letter->id,
		  letter->template, (int)submission->verdict, reply->is_ambiguous, reply->text);
}

void group_discloses(struct outbox *outbox, const struct letter *letter, bool is_ambiguous)
{
	struct submission *submission = &outbox->group[outbox->group_count - 1];
	submission->may_have_gone = is_ambiguous || letter->may_have_gone;
	snprintf(submission->candidate, sizeof submission->candidate, "%s", letter->about);
	snprintf(submission->recipient, sizeof submission->recipient, "%s", letter->recipient);
}

static int forget_fault(struct outbox *outbox, struct err *err)
{
	char *fault = NULL;
	struct arena *arena = arena_new();
	int rc = db_setting_get(outbox->db, arena, RELAY_FAULT, &fault, err);
	bool is_set = !rc && fault && *fault;
	arena_free(&arena);
	return is_set ? db_setting_set(outbox->db, RELAY_FAULT, "", err) : rc;
}

int relay_judged(struct outbox *outbox, const struct submit_reply *reply, bool *is_down, struct err *err)
{
	enum { MOST_REFUSED = 3 };
	*is_down = reply->verdict == SUBMIT_DOWN;
	if (reply->verdict == SUBMIT_SENT && *reply->text) {
		outbox->refused_sessions = 0;
		if (!outbox->has_told_fault)
			return OK;
		outbox->has_told_fault = false;
		return forget_fault(outbox, err);
	}
	if (!reply->is_session)
		return OK;
	/* A single refusal may come from a recipient's server through the relay. */
	*is_down = *is_down || ++outbox->refused_sessions % MOST_REFUSED == 0;
	log_event(LOG_LEVEL_ERROR, "relay.refuses_us", "code=%.3s down=%d", reply->text, *is_down);
	outbox->has_told_fault = true;
	return db_setting_set(outbox->db, RELAY_FAULT, reply->text, err);
}
