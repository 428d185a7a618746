/* Takes messages from the mailbox into the inbox. */
#include "inbox.h"

#include "base/date.h"
#include "base/io.h"
#include "base/log.h"
#include "db/messages.h"

enum {
	BATCH_BYTES = 8 * 1024 * 1024,
	BATCH_MESSAGES = 500,
	LARGE_BYTES = 256 * 1024, /* for a larger message the header is fetched first */
	MOST_FAILURES = 3,	  /* attempts to fetch one message */
};

struct wanted {
	const char *uid;
	size_t size_bytes; /* as listed */
	time_t arrived_at; /* as listed */
	bool is_header;	   /* and no more of it */
	bool has_come, is_whole, is_kept;
	struct bytes raw;
};

/* Messages fetched together. They are stored whenever they reach BATCH_BYTES, so that a server that sends
 * more than it listed uses no more memory. */
struct batch {
	struct inbox *inbox;
	struct wanted *wanted[BATCH_MESSAGES];
	size_t count, bytes;
	struct arena *arena; /* received and not stored yet */
	size_t come_count, come_bytes;
};

static int keep_one(const struct inbox *inbox, const struct wanted *wanted, struct err *err)
{
	const char *mailbox = collect_name(inbox->collect);
	int64_t uidvalidity = collect_uidvalidity(inbox->collect);
	size_t most_bytes = inbox->options.max_message_bytes, oversize_bytes = 0;
	bool added;
	int rc;
	/* A message larger than listed has the size "more than allowed". */
	if (!wanted->is_whole)
		oversize_bytes = wanted->size_bytes > most_bytes ? wanted->size_bytes : most_bytes + 1;
	if (wanted->is_header && wanted->size_bytes <= most_bytes)
		rc = message_add_header(inbox->db, mailbox, uidvalidity, wanted->uid, wanted->raw,
					wanted->size_bytes, clock_now(), &added, err);
	else
		rc = message_add_oversize(inbox->db, mailbox, uidvalidity, wanted->uid, wanted->raw,
					  oversize_bytes, clock_now(), &added, err);
	if (!rc && added && wanted->arrived_at)
		rc = message_arrived(inbox->db, mailbox, uidvalidity, wanted->uid, wanted->arrived_at, err);
	return rc;
}

/* Stores what was received in one transaction, in the mailbox's order, durably before the server is told
 * anything. */
static int keep(struct batch *batch, struct err *err)
{
	struct db *db = batch->inbox->db;
	if (!batch->come_count)
		return OK;
	int rc = db_begin(db, err);
	for (size_t i = 0; !rc && i < batch->count; i++)
		if (batch->wanted[i]->has_come && !batch->wanted[i]->is_kept)
			rc = keep_one(batch->inbox, batch->wanted[i], err);
	if (!rc)
		rc = db_commit(db, err);
	if (rc) {
		db_rollback(db);
		return rc;
	}
	for (size_t i = 0; i < batch->count; i++)
		batch->wanted[i]->is_kept = batch->wanted[i]->has_come;
	log_event(LOG_LEVEL_INFO, "mail.taken", "count=%zu bytes=%zu", batch->come_count, batch->come_bytes);
	daemon_wake(batch->inbox->daemon, STAGE_HANDLE);
	daemon_beat();
	arena_free(&batch->arena);
	batch->arena = arena_new();
	batch->come_count = batch->come_bytes = 0;
	return OK;
}

static int take(void *user, const char *uid, struct bytes raw, bool is_whole, struct err *err)
{
	struct batch *batch = user;
	size_t i = 0;
	while (i < batch->count && strcmp(batch->wanted[i]->uid, uid))
		i++;
	struct wanted *wanted = i < batch->count ? batch->wanted[i] : NULL;
	if (!wanted || wanted->has_come)
		return OK;
	/* Some servers list a message before they can deliver it (NIL, "", {0}). */
	if (raw.length == 0 && wanted->size_bytes > 0)
		return OK;
	wanted->has_come = true;
	wanted->is_whole = is_whole;
	batch->come_count++;
	batch->come_bytes += raw.length;
	if (batch->come_bytes < BATCH_BYTES) {
		wanted->raw = bytes_copy(batch->arena, raw);
		return OK;
	}
	wanted->raw = raw; /* which is there until this returns */
	int rc = keep(batch, err);
	if (rc) {
		wanted->has_come = false;
		batch->come_count--;
		batch->come_bytes -= raw.length;
	}
	return rc;
}

/* When the connection broke, the first missing message is the one that was being sent. */
static void blame(struct batch *batch, bool headers, bool is_broken)
{
	for (size_t i = 0; i < batch->count; i++) {
		const struct wanted *wanted = batch->wanted[i];
		if (wanted->is_header != headers)
			continue;
		if (wanted->has_come) {
			deferred_clear(batch->inbox, wanted->uid);
			continue;
		}
		deferred_blame(batch->inbox, wanted->uid);
		if (is_broken)
			return;
	}
}

/* Fetches the headers only, or the whole messages. */
static int fetch_part(struct batch *batch, bool headers, struct err *err)
{
	const char *uids[BATCH_MESSAGES];
	struct collect *collect = batch->inbox->collect;
	size_t count = 0;
	for (size_t i = 0; i < batch->count; i++)
		if (batch->wanted[i]->is_header == headers)
			uids[count++] = batch->wanted[i]->uid;
	return headers ? collect_fetch_headers(collect, uids, count, take, batch, err)
		       : collect_fetch(collect, uids, count, take, batch, err);
}

static int fetch_batch(struct batch *batch, struct err *err)
{
	struct err fault = {0};
	if (!batch->count)
		return OK;
	batch->arena = arena_new();
	int headers = fetch_part(batch, true, &fault);
	int fetched = headers ? headers : fetch_part(batch, false, &fault);
	/* Messages received before the connection broke are complete and not fetched again. */
	int rc = keep(batch, err);
	if (!rc)
		blame(batch, true, headers != OK);
	if (!rc && !headers)
		blame(batch, false, fetched != OK);
	if (!rc && fetched)
		rc = err_set(err, fetched, "%s", fault.text);
	arena_free(&batch->arena);
	batch->count = batch->bytes = batch->come_count = batch->come_bytes = 0;
	return rc;
}

static int want(struct batch *batch, struct wanted *wanted, struct err *err)
{
	size_t bytes = wanted->is_header ? 0 : wanted->size_bytes;
	int rc = OK;
	if (batch->count == BATCH_MESSAGES || (batch->count && batch->bytes + bytes > BATCH_BYTES))
		rc = fetch_batch(batch, err);
	batch->wanted[batch->count++] = wanted;
	batch->bytes += bytes;
	return rc;
}

/* Records a message that can't be fetched; it stays where it is for a person. */
static int give_up(struct inbox *inbox, const struct message_key *message, const char *why, struct err *err)
{
	bool added;
	int rc = message_add_unfetched(inbox->db, message->mailbox, message->uidvalidity, message->uid, why,
				       inbox->daemon->config->moves ? "Quarantaine" : "", clock_now(), &added,
				       err);
	if (rc)
		return rc;
	log_event(LOG_LEVEL_WARNING, "mail.unfetched", "uid=%s what=\"%s\"", message->uid, why);
	daemon_wake(inbox->daemon, STAGE_HANDLE);
	deferred_clear(inbox, message->uid);
	return OK;
}

/* Fetches the message alone, so that a failure is its own. */
static int take_suspect(struct batch *batch, struct wanted *wanted, const struct deferred *deferred,
			struct err *err)
{
	const struct collect *collect = batch->inbox->collect;
	if (deferred->failures >= MOST_FAILURES)
		return give_up(
		    batch->inbox,
		    &(struct message_key){collect_name(collect), wanted->uid, collect_uidvalidity(collect)},
		    "the mail server did not hand it over three times", err);
	if (deferred->again_at_ms > io_now_ms())
		return OK;
	int rc = want(batch, wanted, err);
	return rc ? rc : fetch_batch(batch, err);
}

static int take_turn(struct batch *batch, bool suspects, struct wanted *wanted, size_t count, struct err *err)
{
	int rc = OK;
	for (size_t i = 0; !rc && i < count && !daemon_is_stopping(); i++) {
		const struct deferred *deferred = deferred_find(batch->inbox, wanted[i].uid);
		/* One failure may be the connection's, so the message is fetched with the others again. */
		if (deferred && deferred->failures < 2)
			deferred = NULL;
		if (deferred && suspects)
			rc = take_suspect(batch, &wanted[i], deferred, err);
		else if (!deferred && !suspects)
			rc = want(batch, &wanted[i], err);
	}
	return rc ? rc : fetch_batch(batch, err);
}

/* Bodies that handle has asked for; sets is_listed for those in the mailbox's list. */
struct asked {
	struct message_key *messages;
	bool *is_listed;
	size_t count;
};

static bool is_asked(const struct asked *asked, const struct inbox *inbox, const char *uid)
{
	for (size_t i = 0; i < asked->count; i++) {
		const struct message_key *message = &asked->messages[i];
		if (message->uidvalidity == collect_uidvalidity(inbox->collect) &&
		    !strcmp(message->uid, uid) && !strcmp(message->mailbox, collect_name(inbox->collect)))
			return asked->is_listed[i] = true;
	}
	return false;
}

/* Somebody deleted or moved it, or the mailbox is a different one now. */
static int give_up_vanished(struct inbox *inbox, const struct asked *asked, struct err *err)
{
	int rc = OK;
	for (size_t i = 0; !rc && i < asked->count; i++)
		if (!asked->is_listed[i])
			rc = give_up(inbox, &asked->messages[i],
				     "it has left the mailbox before its body was fetched", err);
	return rc;
}

/* The listed messages that the register lacks, or whose bodies it lacks. */
static int find_wanted(struct inbox *inbox, struct arena *arena, const struct collect_entry *entries,
		       size_t count, struct wanted *wanted, size_t *wanted_count, struct err *err)
{
	struct asked asked;
	int rc = messages_asked(inbox->db, arena, &asked.messages, &asked.count, err);
	if (rc)
		return rc;
	asked.is_listed = arena_array(arena, asked.count, sizeof *asked.is_listed);
	*wanted_count = 0;
	for (size_t i = 0; !rc && i < count; i++) {
		const struct collect_entry *entry = &entries[i];
		bool known, with_body = is_asked(&asked, inbox, entry->uid);
		rc = message_is_known(inbox->db, collect_name(inbox->collect),
				      collect_uidvalidity(inbox->collect), entry->uid, &known, err);
		if (rc || (known && !with_body))
			continue;
		wanted[(*wanted_count)++] = (struct wanted){
		    .uid = entry->uid,
		    .size_bytes = entry->size_bytes,
		    .arrived_at = entry->arrived_at,
		    .is_header = entry->size_bytes > inbox->options.max_message_bytes ||
				 (entry->size_bytes > LARGE_BYTES && !with_body),
		};
	}
	return rc ? rc : give_up_vanished(inbox, &asked, err);
}

int inbox_take_new(struct inbox *inbox, struct err *err)
{
	struct arena *arena = arena_new();
	struct batch *batch = arena_alloc(arena, sizeof *batch);
	struct collect_entry *entries;
	struct wanted *wanted = NULL;
	size_t listed = 0, count = 0;
	batch->inbox = inbox;
	int rc = collect_list(inbox->collect, arena, &entries, &listed, err);
	if (!rc) {
		wanted = arena_array(arena, listed, sizeof *wanted);
		rc = find_wanted(inbox, arena, entries, listed, wanted, &count, err);
	}
	for (int suspects = 0; !rc && suspects <= 1; suspects++)
		rc = take_turn(batch, suspects, wanted, count, err);
	arena_free(&arena);
	return rc;
}
