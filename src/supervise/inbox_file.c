/* Moves handled mail to its folder. */
#include "inbox.h"

#include "base/log.h"
#include "db/messages.h"

enum { MOVES = 500 };

static struct collect_place place_of(const struct message_move *move)
{
	return (struct collect_place){
	    .folder = move->folder, .uidvalidity = move->uidvalidity, .uid = move->uid};
}

static int erase_at(struct inbox *inbox, const struct collect_place *place, const struct message_move *move,
		    struct err *err)
{
	struct err fault = {0};
	int rc = collect_erase(inbox->collect, place, move->message_id, &fault);
	/* Neither a valid UID nor a Message-ID: retrying is useless. If the message is still in the mailbox,
	 * it is listed as new and handled as a duplicate. */
	if (rc == ERR_NOT_FOUND || rc == ERR_DATA)
		log_event(LOG_LEVEL_ERROR, "mail.not_erased", "id=%lld what=\"%s\"", (long long)move->id,
			  fault.text);
	else if (rc)
		return err_set(err, rc, "%s", fault.text);
	return OK;
}

static int erase_one(struct inbox *inbox, const struct message_move *move, struct err *err)
{
	struct collect_place place = place_of(move);
	int rc = erase_at(inbox, &place, move, err);
	return rc ? rc : message_moved(inbox->db, move->id, move->file_to, NULL, 0, NULL, err);
}

/* Completes a move interrupted between copy and expunge; starts one again that had not copied. A message that
 * is now to be erased is moved first, so that its copy is erased too. */
static int end_begun(struct inbox *inbox, struct arena *arena, const struct message_move *move,
		     struct err *err)
{
	struct collect_place from = place_of(move), where;
	struct collect_place mark = {move->copy_folder, move->copy_uidvalidity, move->copy_uid};
	bool found;
	int rc = collect_find_copy(inbox->collect, arena, &from, &mark, &where, &found, err);
	if (!rc && found && !(rc = collect_erase(inbox->collect, &from, NULL, err)))
		rc = message_moved(inbox->db, move->id, mark.folder, mark.folder, where.uidvalidity,
				   where.uid, err);
	/* Interrupted after the expunge: only the copy exists, and can only be found by its Message-ID. */
	if (!rc && !found && !strcmp(move->file_to, "erase"))
		rc = erase_at(inbox, &(struct collect_place){.folder = mark.folder}, move, err);
	return rc ? rc : message_copy_end(inbox->db, move->id, err);
}

/* Stored durably before the first copy is made. */
static int note_begun(struct inbox *inbox, const struct message_move *moves, size_t count,
		      const struct collect_place *mark, struct err *err)
{
	int rc = db_begin(inbox->db, err);
	for (size_t i = 0; !rc && i < count; i++)
		rc = message_copy_begin(inbox->db, moves[i].id, mark->folder, mark->uidvalidity, mark->uid,
					err);
	if (!rc)
		rc = db_commit(inbox->db, err);
	db_rollback(inbox->db);
	return rc;
}

static int record(struct inbox *inbox, const struct message_move *moves, const struct collect_place *where,
		  size_t count, bool was_noted, struct err *err)
{
	int rc = db_begin(inbox->db, err);
	for (size_t i = 0; !rc && i < count; i++) {
		rc = message_moved(inbox->db, moves[i].id, moves[i].file_to,
				   where[i].folder ? where[i].folder : moves->file_to, where[i].uidvalidity,
				   where[i].uid, err);
		if (!rc && was_noted)
			rc = message_copy_end(inbox->db, moves[i].id, err);
	}
	if (!rc)
		rc = db_commit(inbox->db, err);
	db_rollback(inbox->db);
	return rc;
}

/* Moves `count` messages to the same folder, and stores their new places. */
static int file_some(struct inbox *inbox, struct arena *arena, const struct message_move *moves, size_t count,
		     struct err *err)
{
	struct collect_place *from = arena_array(arena, count, sizeof *from);
	struct collect_place *where = arena_array(arena, count, sizeof *where);
	struct collect_place mark;
	for (size_t i = 0; i < count; i++)
		from[i] = place_of(&moves[i]);
	int rc = collect_mark(inbox->collect, arena, moves->file_to, &mark, err);
	if (!rc && mark.uid)
		rc = note_begun(inbox, moves, count, &mark, err);
	if (!rc)
		rc = collect_file_many(inbox->collect, arena, from, count, moves->file_to, where, err);
	return rc ? rc : record(inbox, moves, where, count, mark.uid != NULL, err);
}

static size_t count_same(const struct message_move *moves, size_t count)
{
	size_t same = 1;
	if (moves->copy_uid || !strcmp(moves->file_to, "erase"))
		return same;
	while (same < count && !moves[same].copy_uid && !strcmp(moves->file_to, moves[same].file_to))
		same++;
	return same;
}

static int do_moves(struct inbox *inbox, struct arena *arena, const struct message_move *moves, size_t count,
		    struct err *err)
{
	if (moves->copy_uid)
		return end_begun(inbox, arena, moves, err);
	return strcmp(moves->file_to, "erase") ? file_some(inbox, arena, moves, count, err)
					       : erase_one(inbox, moves, err);
}

/* They are sorted after the others next time. */
static int note_refused(struct inbox *inbox, const struct message_move *moves, size_t count, struct err *err)
{
	int rc = db_begin(inbox->db, err);
	for (size_t i = 0; !rc && i < count; i++)
		rc = message_move_failed(inbox->db, moves[i].id, err);
	if (!rc)
		rc = db_commit(inbox->db, err);
	db_rollback(inbox->db);
	return rc;
}

static int file_batch(struct inbox *inbox, struct arena *arena, size_t *count, struct err *err)
{
	struct message_move *moves;
	struct err fault;
	bool is_refused = false;
	int rc = message_moves(inbox->db, arena, collect_name(inbox->collect), MOVES, &moves, count, err);
	for (size_t done = 0; !rc && done < *count;) {
		size_t same = count_same(moves + done, *count - done);
		rc = do_moves(inbox, arena, moves + done, same, &fault);
		is_refused |= rc == ERR_UNAVAILABLE;
		if (rc)
			err_set(err, rc, "%s", fault.text);
		if (rc == ERR_UNAVAILABLE)
			rc = note_refused(inbox, moves + done, same, err);
		daemon_beat();
		done += same;
	}
	return rc || !is_refused ? rc : ERR_UNAVAILABLE;
}

/* When the daemon dies between a move and storing it, the move is repeated and finds nothing to do. */
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
