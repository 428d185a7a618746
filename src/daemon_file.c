/* Handled mail to its folder. */
#include "daemon_inbox.h"

#include "base/log.h"
#include "db/messages.h"

enum { MOVES = 500 };

static struct collect_place place_of(const struct message_move *move)
{
	return (struct collect_place){
	    .folder = move->folder, .uidvalidity = move->uidvalidity, .uid = move->uid};
}

static int erase_one(struct inbox *inbox, const struct message_move *move, struct err *err)
{
	struct collect_place place = place_of(move);
	struct err fault = {0};
	int rc = collect_erase(inbox->collect, &place, move->message_id, &fault);
	/* Neither a UID that holds nor a Message-ID to look for: another try finds no more. Where it lies in
	 * the mailbox still, it is listed as new, and goes as what it is. */
	if (rc == ERR_NOT_FOUND || rc == ERR_DATA)
		log_event(LOG_LEVEL_ERROR, "mail.not_erased", "id=%lld what=\"%s\"", (long long)move->id,
			  fault.text);
	else if (rc)
		return err_set(err, rc, "%s", fault.text);
	return message_moved(inbox->db, move->id, move->file_to, NULL, 0, NULL, err);
}

static int record(struct inbox *inbox, const struct message_move *moves, const struct collect_place *where,
		  size_t count, struct err *err)
{
	int rc = db_begin(inbox->db, err);
	for (size_t i = 0; !rc && i < count; i++)
		rc = message_moved(inbox->db, moves[i].id, moves[i].file_to,
				   where[i].folder ? where[i].folder : moves->file_to, where[i].uidvalidity,
				   where[i].uid, err);
	if (!rc)
		rc = db_commit(inbox->db, err);
	db_rollback(inbox->db);
	return rc;
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
	return rc ? rc : record(inbox, moves, where, count, err);
}

static size_t count_same(const struct message_move *moves, size_t count)
{
	size_t same = 1;
	if (!strcmp(moves->file_to, "erase"))
		return same;
	while (same < count && !strcmp(moves->file_to, moves[same].file_to))
		same++;
	return same;
}

static int file_batch(struct inbox *inbox, struct arena *arena, size_t *count, struct err *err)
{
	struct message_move *moves;
	struct err fault;
	bool is_refused = false;
	int rc = message_moves(inbox->db, arena, collect_name(inbox->collect), MOVES, &moves, count, err);
	for (size_t done = 0; !rc && done < *count;) {
		size_t same = count_same(moves + done, *count - done);
		rc = strcmp(moves[done].file_to, "erase")
			 ? file_some(inbox, arena, moves + done, same, &fault)
			 : erase_one(inbox, &moves[done], &fault);
		is_refused |= rc == ERR_UNAVAILABLE;
		if (rc)
			err_set(err, rc, "%s", fault.text);
		if (rc == ERR_UNAVAILABLE)
			rc = OK;
		daemon_beat();
		done += same;
	}
	return rc || !is_refused ? rc : ERR_UNAVAILABLE;
}

/* When the daemon dies between a move and its record, the move is tried again and finds nothing to do. */
int inbox_file_decided(struct inbox *inbox, struct err *err)
{
	size_t count = 1;
	int rc = OK;
	while (!rc && count && !daemon_is_stopping()) {
		struct arena *arena = arena_new();
		rc = file_batch(inbox, arena, &count, err);
		arena_free(&arena);
	}
	return rc;
}
