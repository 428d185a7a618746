/* collect's process: the shared mailbox to inbox rows, and handled mail to its folder. */
#include "daemon.h"

#include "base/cell.h"
#include "base/date.h"
#include "base/io.h"
#include "base/log.h"
#include "collect.h"
#include "db/messages.h"

enum {
	BATCH_BYTES = 8 * 1024 * 1024,
	BATCH_MESSAGES = 500,
	MOVES = 500,
	COMMAND_MS = 60000,
	PAUSE_MS = 60000, /* a proven round trip at least this often */
};

struct inbox {
	struct daemon *daemon;
	struct db *db;
	struct collect *collect;
	struct collect_options options;
};

struct batch {
	struct arena *arena;
	const char *uids[BATCH_MESSAGES];
	size_t count, bytes;
	struct {
		const char *uid;
		struct bytes raw;
	} fetched[BATCH_MESSAGES];
	size_t fetched_count;
};

static int take(void *user, const char *uid, struct bytes raw, struct err *err)
{
	struct batch *batch = user;
	if (batch->fetched_count == BATCH_MESSAGES)
		return err_set(err, ERR_IO, "the mailbox gave more messages than were asked for");
	batch->fetched[batch->fetched_count].uid = arena_strdup(batch->arena, uid);
	batch->fetched[batch->fetched_count++].raw = bytes_copy(batch->arena, raw);
	return OK;
}

/* One transaction for the batch: durable here before anything is told to the server. */
static int keep(struct inbox *inbox, const struct batch *batch, struct err *err)
{
	int rc = db_begin(inbox->db, err);
	for (size_t i = 0; !rc && i < batch->fetched_count; i++) {
		bool added;
		rc = message_add(inbox->db, collect_name(inbox->collect), collect_uidvalidity(inbox->collect),
				 batch->fetched[i].uid, batch->fetched[i].raw, clock_now(), &added, err);
	}
	if (!rc)
		rc = db_commit(inbox->db, err);
	if (rc)
		db_rollback(inbox->db);
	return rc;
}

static int fetch_batch(struct inbox *inbox, struct batch *batch, struct err *err)
{
	if (!batch->count)
		return OK;
	batch->arena = arena_new();
	batch->fetched_count = 0;
	int rc = collect_fetch(inbox->collect, batch->uids, batch->count, take, batch, err);
	if (!rc)
		rc = keep(inbox, batch, err);
	if (!rc) {
		log_event(LOG_LEVEL_INFO, "mail.taken", "count=%zu", batch->fetched_count);
		daemon_ring(inbox->daemon, STAGE_HANDLE);
	}
	arena_free(&batch->arena);
	batch->count = batch->bytes = 0;
	return rc;
}

static int refuse_oversize(struct inbox *inbox, const struct collect_entry *entry, struct err *err)
{
	bool added;
	int rc = db_begin(inbox->db, err);
	if (!rc && !(rc = message_add_oversize(inbox->db, collect_name(inbox->collect),
					       collect_uidvalidity(inbox->collect), entry->uid,
					       entry->size_bytes, clock_now(), &added, err)))
		rc = db_commit(inbox->db, err);
	if (rc)
		db_rollback(inbox->db);
	return rc;
}

static int take_new(struct inbox *inbox, struct err *err)
{
	struct arena *arena = arena_new();
	struct batch *batch = arena_alloc(arena, sizeof *batch);
	struct collect_entry *entries;
	size_t count;
	int rc = collect_list(inbox->collect, arena, &entries, &count, err);
	for (size_t i = 0; !rc && i < count && !daemon_is_stopping(); i++) {
		bool known;
		rc = message_is_known(inbox->db, collect_name(inbox->collect),
				      collect_uidvalidity(inbox->collect), entries[i].uid, &known, err);
		if (rc || known)
			continue;
		if (entries[i].size_bytes > inbox->options.max_message_bytes) {
			rc = refuse_oversize(inbox, &entries[i], err);
			continue;
		}
		if (batch->count == BATCH_MESSAGES ||
		    (batch->count && batch->bytes + entries[i].size_bytes > BATCH_BYTES))
			rc = fetch_batch(inbox, batch, err);
		batch->uids[batch->count++] = entries[i].uid;
		batch->bytes += entries[i].size_bytes;
	}
	if (!rc)
		rc = fetch_batch(inbox, batch, err);
	arena_free(&arena);
	return rc;
}

static struct collect_place place_of(const struct message_move *move)
{
	return (struct collect_place){
	    .folder = move->folder, .uidvalidity = move->uidvalidity, .uid = move->uid};
}

static int erase_one(struct inbox *inbox, const struct message_move *move, struct err *err)
{
	struct collect_place place = place_of(move);
	int rc = collect_erase(inbox->collect, &place, move->message_id, err);
	return rc ? rc : message_moved(inbox->db, move->id, move->file_to, NULL, 0, NULL, err);
}

/* Moves `count` messages that go to the same folder, and records where they lie now. */
static int file_some(struct inbox *inbox, struct arena *arena, const struct message_move *moves, size_t count,
		     struct err *err)
{
	struct collect_place *from = arena_array(arena, count, sizeof *from);
	struct collect_place *where = arena_array(arena, count, sizeof *where);
	for (size_t i = 0; i < count; i++)
		from[i] = place_of(&moves[i]);
	int rc = collect_file_many(inbox->collect, arena, from, count, moves->file_to, where, err);
	for (size_t i = 0; !rc && i < count; i++)
		rc = message_moved(inbox->db, moves[i].id, moves[i].file_to,
				   where[i].folder ? where[i].folder : moves->file_to, where[i].uidvalidity,
				   where[i].uid, err);
	return rc;
}

/* What handle has decided is done in the mailbox; the register learns of it in one transaction a batch. When
 * the daemon dies between the two, the move is tried again and finds nothing to do. */
static int file_decided(struct inbox *inbox, bool *any, struct err *err)
{
	struct arena *arena = arena_new();
	struct message_move *moves;
	size_t count, done = 0;
	int rc = message_moves(inbox->db, arena, collect_name(inbox->collect), MOVES, &moves, &count, err);
	*any = !rc && count;
	while (!rc && done < count) {
		size_t same = 1;
		while (done + same < count && !strcmp(moves[done].file_to, moves[done + same].file_to))
			same++;
		if (!strcmp(moves[done].file_to, "erase")) {
			same = 1;
			rc = erase_one(inbox, &moves[done], err);
		} else {
			rc = file_some(inbox, arena, moves + done, same, err);
		}
		done += same;
	}
	arena_free(&arena);
	return rc;
}

static int work(struct inbox *inbox, struct err *err)
{
	bool any = true;
	int rc = take_new(inbox, err);
	while (!rc && any && !daemon_is_stopping())
		rc = file_decided(inbox, &any, err);
	if (rc || (rc = db_begin(inbox->db, err)))
		return rc;
	struct arena *arena = arena_new();
	if (!(rc = db_setting_set(inbox->db, "round_trip_at", time_utc(arena, clock_now()), err)))
		rc = db_commit(inbox->db, err);
	if (rc)
		db_rollback(inbox->db);
	arena_free(&arena);
	return rc;
}

static int connect_and_work(struct inbox *inbox, unsigned *failures, struct err *err)
{
	int rc = collect_open(&inbox->collect, &inbox->options, err);
	while (!rc && !daemon_is_stopping()) {
		rc = work(inbox, err);
		if (rc || inbox->daemon->is_once)
			break;
		*failures = 0;
		rc = collect_wait(inbox->collect, inbox->daemon->bells[STAGE_COLLECT][0], PAUSE_MS, err);
		daemon_wait(inbox->daemon, STAGE_COLLECT, 0); /* empties the bell */
	}
	collect_close(&inbox->collect);
	return rc;
}

/* Reconnects with growing delays; one connection at a time. */
static int loop(struct inbox *inbox, struct err *err)
{
	unsigned failures = 0;
	while (!daemon_is_stopping()) {
		int rc = connect_and_work(inbox, &failures, err);
		if (!rc || inbox->daemon->is_once || rc == ERR_CONFIG)
			return rc;
		int delay_ms = daemon_delay_ms(failures++);
		log_event(LOG_LEVEL_ERROR, "mailbox.lost", "what=\"%s\" again_in_ms=%d", err->text, delay_ms);
		daemon_wait(inbox->daemon, STAGE_COLLECT, delay_ms);
	}
	return OK;
}

int daemon_collect(struct daemon *daemon, struct err *err)
{
	const struct config *config = daemon->config;
	struct arena *arena = arena_new();
	struct inbox inbox = {.daemon = daemon};
	char *secret;
	int rc = io_secret(arena, config->mailbox_secret, &secret, err);
	if (!rc) {
		inbox.options = (struct collect_options){
		    .mailbox = config->mailbox,
		    .secret = secret,
		    .auth = config->mailbox_auth,
		    .ca_file = config->ca_file,
		    .max_message_bytes = config->max_message_bytes,
		    .timeout_ms = COMMAND_MS,
		};
		if (!(rc = cell_enter_stage(true, io_is_command(config->mailbox_secret), err)) &&
		    !(rc = db_open(&inbox.db, config->database, DB_WRITE, err)))
			rc = loop(&inbox, err);
	}
	db_close(&inbox.db);
	arena_free(&arena);
	return rc;
}
