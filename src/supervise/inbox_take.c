/* The mailbox to inbox rows. */
#include "inbox.h"

#include "base/date.h"
#include "base/io.h"
#include "base/log.h"
#include "db/messages.h"

enum {
	BATCH_BYTES = 8 * 1024 * 1024,
	BATCH_MESSAGES = 500,
	MOST_FAILURES = 3, /* of handing over one message */
};

struct wanted {
	const char *uid;
	size_t size_bytes; /* as listed */
	time_t arrived_at; /* as listed */
	bool has_come;
};

/* Messages that are fetched together. The fetched ones go into the register once they are BATCH_BYTES, so
 * that a server that sends more than it listed costs no memory. */
struct batch {
	struct inbox *inbox;
	struct wanted wanted[BATCH_MESSAGES];
	size_t count, bytes;
	bool is_oversize;    /* of these only the headers */
	struct arena *arena; /* of what has come and is not kept yet */
	struct {
		const struct wanted *wanted;
		struct bytes raw;
		bool is_whole;
	} come[BATCH_MESSAGES];
	size_t come_count, come_bytes;
};

static int keep_one(const struct batch *batch, size_t i, bool *added, struct err *err)
{
	const struct inbox *inbox = batch->inbox;
	const struct wanted *wanted = batch->come[i].wanted;
	const char *mailbox = collect_name(inbox->collect);
	int64_t uidvalidity = collect_uidvalidity(inbox->collect);
	size_t size_bytes = 0;
	/* A message that is larger than listed has the size "more than allowed". */
	if (!batch->come[i].is_whole)
		size_bytes = wanted->size_bytes > inbox->options.max_message_bytes
				 ? wanted->size_bytes
				 : inbox->options.max_message_bytes + 1;
	int rc = message_add_oversize(inbox->db, mailbox, uidvalidity, wanted->uid, batch->come[i].raw,
				      size_bytes, clock_now(), added, err);
	if (!rc && *added && wanted->arrived_at)
		rc = message_arrived(inbox->db, mailbox, uidvalidity, wanted->uid, wanted->arrived_at, err);
	return rc;
}

/* One transaction for what has come: durable here before anything is told to the server. */
static int keep(struct batch *batch, struct err *err)
{
	struct db *db = batch->inbox->db;
	bool added;
	if (!batch->come_count)
		return OK;
	int rc = db_begin(db, err);
	for (size_t i = 0; !rc && i < batch->come_count; i++)
		rc = keep_one(batch, i, &added, err);
	if (!rc)
		rc = db_commit(db, err);
	if (rc) {
		db_rollback(db);
		return rc;
	}
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
	while (i < batch->count && strcmp(batch->wanted[i].uid, uid))
		i++;
	if (i == batch->count || batch->wanted[i].has_come)
		return OK;
	/* Some servers say that a message is there before they can give it (NIL, "", {0}). */
	if (raw.length == 0 && batch->wanted[i].size_bytes > 0)
		return OK;
	batch->wanted[i].has_come = true;
	batch->come[batch->come_count].wanted = &batch->wanted[i];
	batch->come[batch->come_count].is_whole = is_whole;
	batch->come[batch->come_count++].raw = bytes_copy(batch->arena, raw);
	batch->come_bytes += raw.length;
	return batch->come_bytes < BATCH_BYTES ? OK : keep(batch, err);
}

/* When the connection broke, the first that did not come is the one that was on its way. */
static void blame(struct batch *batch, bool is_broken)
{
	for (size_t i = 0; i < batch->count; i++) {
		const struct wanted *wanted = &batch->wanted[i];
		if (wanted->has_come) {
			deferred_clear(batch->inbox, wanted->uid);
			continue;
		}
		deferred_blame(batch->inbox, wanted->uid);
		if (is_broken)
			return;
	}
}

static int fetch_batch(struct batch *batch, struct err *err)
{
	const char *uids[BATCH_MESSAGES];
	struct inbox *inbox = batch->inbox;
	struct err fault = {0};
	if (!batch->count)
		return OK;
	for (size_t i = 0; i < batch->count; i++)
		uids[i] = batch->wanted[i].uid;
	batch->arena = arena_new();
	int fetched = batch->is_oversize
			  ? collect_fetch_headers(inbox->collect, uids, batch->count, take, batch, &fault)
			  : collect_fetch(inbox->collect, uids, batch->count, take, batch, &fault);
	/* Messages that came before the connection broke are whole and not fetched again. */
	int rc = keep(batch, err);
	if (!rc)
		blame(batch, fetched != OK);
	if (!rc && fetched)
		rc = err_set(err, fetched, "%s", fault.text);
	arena_free(&batch->arena);
	batch->count = batch->bytes = batch->come_count = batch->come_bytes = 0;
	return rc;
}

static int want(struct batch *batch, const struct collect_entry *entry, struct err *err)
{
	int rc = OK;
	if (batch->count == BATCH_MESSAGES ||
	    (batch->count && batch->bytes + entry->size_bytes > BATCH_BYTES))
		rc = fetch_batch(batch, err);
	batch->wanted[batch->count++] = (struct wanted){
	    .uid = entry->uid, .size_bytes = entry->size_bytes, .arrived_at = entry->arrived_at};
	batch->bytes += batch->is_oversize ? 0 : entry->size_bytes;
	return rc;
}

/* Records a message that can't be fetched; it stays in its mailbox or folder for a person. */
static int give_up(struct inbox *inbox, const char *uid, struct err *err)
{
	bool added;
	int rc = message_add_unfetched(
	    inbox->db, collect_name(inbox->collect), collect_uidvalidity(inbox->collect), uid,
	    "the mail server did not hand it over three times",
	    inbox->daemon->config->moves ? "Quarantaine" : "", clock_now(), &added, err);
	if (rc)
		return rc;
	log_event(LOG_LEVEL_WARNING, "mail.unfetched", "uid=%s", uid);
	deferred_clear(inbox, uid);
	return OK;
}

/* Fetches the message alone, so that a failure is its own. */
static int take_suspect(struct batch *batch, const struct collect_entry *entry,
			const struct deferred *deferred, struct err *err)
{
	if (deferred->failures >= MOST_FAILURES)
		return give_up(batch->inbox, entry->uid, err);
	if (deferred->again_at_ms > io_now_ms())
		return OK;
	batch->is_oversize = entry->size_bytes > batch->inbox->options.max_message_bytes;
	int rc = want(batch, entry, err);
	return rc ? rc : fetch_batch(batch, err);
}

enum turn { TURN_ORDINARY, TURN_OVERSIZE, TURN_SUSPECTS, TURN_COUNT };

static int take_turn(struct batch *batch, enum turn turn, const struct collect_entry *entries, size_t count,
		     struct err *err)
{
	struct inbox *inbox = batch->inbox;
	int rc = OK;
	batch->is_oversize = turn == TURN_OVERSIZE;
	for (size_t i = 0; !rc && i < count && !daemon_is_stopping(); i++) {
		const struct deferred *deferred = deferred_find(inbox, entries[i].uid);
		/* One failure may be the connection's: the message is fetched with the others again. */
		if (deferred && deferred->failures < 2)
			deferred = NULL;
		if (deferred && turn == TURN_SUSPECTS)
			rc = take_suspect(batch, &entries[i], deferred, err);
		else if (!deferred &&
			 batch->is_oversize == (entries[i].size_bytes > inbox->options.max_message_bytes) &&
			 turn != TURN_SUSPECTS)
			rc = want(batch, &entries[i], err);
	}
	return rc ? rc : fetch_batch(batch, err);
}

/* Of the listed ones those that the register has not, moved to the front. */
static int leave_new(struct inbox *inbox, struct collect_entry *entries, size_t *count, struct err *err)
{
	size_t kept = 0;
	int rc = OK;
	for (size_t i = 0; !rc && i < *count; i++) {
		bool known;
		rc = message_is_known(inbox->db, collect_name(inbox->collect),
				      collect_uidvalidity(inbox->collect), entries[i].uid, &known, err);
		if (!rc && !known)
			entries[kept++] = entries[i];
	}
	*count = kept;
	return rc;
}

int inbox_take_new(struct inbox *inbox, struct err *err)
{
	struct arena *arena = arena_new();
	struct batch *batch = arena_alloc(arena, sizeof *batch);
	struct collect_entry *entries;
	size_t count;
	batch->inbox = inbox;
	int rc = collect_list(inbox->collect, arena, &entries, &count, err);
	if (!rc)
		rc = leave_new(inbox, entries, &count, err);
	for (int turn = 0; !rc && turn < TURN_COUNT; turn++)
		rc = take_turn(batch, (enum turn)turn, entries, count, err);
	arena_free(&arena);
	return rc;
}
