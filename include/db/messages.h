/* Incoming messages: raw bytes until they are decided, one outcome each. Written by src/db/messages.c. */
#ifndef DB_MESSAGES_H
#define DB_MESSAGES_H

#include "db.h"

#include <time.h>

/* collect: stores a raw message, once for each (mailbox, uidvalidity, uid). *added is false when it is stored
 * already. */
int message_add(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid, struct bytes raw,
		time_t now, bool *added, struct err *err);
/* Stores when the mailbox received a message that was added. */
int message_arrived(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid, time_t at,
		    struct err *err);
/* A message too large to be fetched: only its header is stored, so that handle can tell its sender. */
int message_add_oversize(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid,
			 struct bytes header, size_t size_bytes, time_t now, bool *added, struct err *err);
/* A large message of which only the header was fetched. handle asks for its body, or decides without it. */
int message_add_header(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid,
		       struct bytes header, size_t size_bytes, time_t now, bool *added, struct err *err);
/* Where a message came from. */
struct message_key {
	const char *mailbox, *uid;
	int64_t uidvalidity;
};
/* Messages whose bodies handle has asked for; message_add stores those. */
int messages_asked(struct db *db, struct arena *arena, struct message_key **out, size_t *count,
		   struct err *err);
/* For a message that the server lists but can't deliver: decided at once as quarantined for this reason. For
 * a body that was asked for: handle then decides by the header. */
int message_add_unfetched(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid,
			  const char *reason, const char *file_to, time_t now, bool *added, struct err *err);
/* Whether this message is stored already. */
int message_is_known(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid, bool *known,
		     struct err *err);

struct message {
	int64_t id;
	struct bytes raw;	/* only the header of one too large to be fetched */
	int64_t oversize_bytes; /* size of the whole message in that case; else 0 */
	time_t arrived_at;	/* when the mailbox received it, if known, else when it was fetched */
	bool is_released;	/* a person released it: budgets don't hold it again */
	bool lacks_body;	/* raw is only its header so far */
	const char *unfetched;	/* why its body can't be fetched; NULL: the body was not asked for */
};

/* handle: the oldest undecided message after this id (0: of all) that isn't waiting for its body.
 * ERR_NOT_FOUND: none. */
int message_next(struct db *db, struct arena *arena, int64_t after, struct message *out, struct err *err);
/* message_next_head: the same with at most most_bytes of raw. message_raw: all of its bytes. */
int message_next_head(struct db *db, struct arena *arena, int64_t after, int most_bytes, struct message *out,
		      struct err *err);
int message_raw(struct db *db, struct arena *arena, int64_t id, struct bytes *raw, struct err *err);
/* Asks for the body of a message that lacks it. The message waits until the body has come, and later mail of
 * the organisation (0: none) until the message is decided. */
int message_ask_body(struct db *db, int64_t id, int64_t organisation, struct err *err);
/* Whether an earlier message of this organisation is waiting for its body, or has got it and is undecided. */
int message_waits(struct db *db, int64_t organisation, int64_t id, bool *waits, struct err *err);
/* Counts a crash, time-out or internal fault in handling a message; *failures: how many. ERR_NOT_FOUND: it is
 * decided already. */
int message_failed(struct db *db, int64_t id, int *failures, struct err *err);

struct decision {
	const char *message_id, *sender, *subject, *content_hash; /* NULL when unknown */
	const char *kind;					  /* "" when none */
	const char *outcome; /* accepted refused held ignored quarantined */
	const char *reason;  /* English, one line, no personal data */
	const char *ref;     /* the record it made or changed, or NULL */
	bool erase_raw;	     /* erase the stored bytes in this transaction */
	const char *file_to; /* "Traites", "Refuses", "Quarantaine", "" (stay) or "erase": what collect does
				in the mailbox */
};
/* Stores the one outcome; ERR_DATA when there is one already. Of quarantined mail that is not large only the
 * header block stays in the register: the mailbox has the message. */
int message_decide(struct db *db, int64_t id, const struct decision *decision, struct err *err);

/* Sender, kind, outcome and ref of a decided message; NULL where there is none. ERR_NOT_FOUND: no such
 * message, or it is undecided. */
int message_decided(struct db *db, struct arena *arena, int64_t id, struct decision *out, struct err *err);
/* Where a decided message is: folder "" is the mailbox's own, NULL: it is erased; uid NULL: unknown.
 * ERR_NOT_FOUND. */
int message_place(struct db *db, struct arena *arena, int64_t id, const char **folder, int64_t *uidvalidity,
		  const char **uid, struct err *err);

/* A person releases a held message: it is undecided again. ERR_DATA: it is not held. */
int message_release(struct db *db, int64_t id, struct err *err);
/* A person releases a quarantined message that is still in the mailbox's own folder: it counts as new and is
 * fetched again as another message. ERR_DATA: it is not quarantined, or is elsewhere. */
int message_take_anew(struct db *db, int64_t id, struct err *err);
/* A person rejects a held or quarantined message for this reason; it is filed as `file_to`. ERR_DATA: it is
 * neither. */
int message_discard(struct db *db, int64_t id, const char *reason, const char *file_to, struct err *err);
/* How many contacts answered an offer with "nobody available". */
int messages_nobody(struct db *db, const char *offer, int64_t *count, struct err *err);
/* *count: messages of this sender and kind since then; *about: how many of them are notes that were passed on
 * with that reference (ref NULL: without one). */
int messages_count(struct db *db, const char *sender, const char *kind, const char *ref, time_t since,
		   int64_t *count, int64_t *about, struct err *err);

/* An earlier message with this hash (mail_hash) that was not quarantined. ERR_NOT_FOUND. */
int message_duplicate(struct db *db, const char *content_hash, int64_t not_this, int64_t *id,
		      struct err *err);
/* The stored bytes of the latest decided message with this Message-ID. ERR_NOT_FOUND. */
int message_raw_by_id(struct db *db, struct arena *arena, const char *message_id, struct bytes *raw,
		      struct err *err);

/* Asks collect to erase a decided message in the mailbox, wherever it is, and erases its stored bytes and
 * subject. */
int message_erase(struct db *db, int64_t id, struct err *err);

/* For the calendar: a message received before then that was accepted, or (is_accepted false) refused,
 * quarantined or ignored, and whose bytes are still in the register or the mailbox. ERR_NOT_FOUND: none. */
int message_next_kept(struct db *db, bool is_accepted, time_t received_before, int64_t *id, struct err *err);

/* collect: pending moves in this mailbox, at most `most`: erasures first, then those that the server refused
 * least often, then the oldest. */
struct message_move {
	int64_t id;
	const char *folder, *uid,
	    *message_id; /* current location; folder "" is the mailbox's own; uid NULL when unknown */
	int64_t uidvalidity;
	const char *file_to;
	const char *copy_folder, *copy_uid; /* of a copy that was begun and not finished; or NULL */
	int64_t copy_uidvalidity;
};
int message_moves(struct db *db, struct arena *arena, const char *mailbox, size_t most,
		  struct message_move **out, size_t *count, struct err *err);
/* Records the new location (uid NULL: unknown; folder NULL: erased); `file_to` is done. */
int message_moved(struct db *db, int64_t id, const char *file_to, const char *folder, int64_t uidvalidity,
		  const char *uid, struct err *err);

/* Counts a refusal by the server. */
int message_move_failed(struct db *db, int64_t id, struct err *err);

/* Begin: the message is about to be copied to the folder, where the copy gets this UID or a later one. End:
 * that is over, with any result. */
int message_copy_begin(struct db *db, int64_t id, const char *folder, int64_t uidvalidity, const char *uid,
		       struct err *err);
int message_copy_end(struct db *db, int64_t id, struct err *err);

int messages_waiting(struct db *db, int64_t *undecided, int64_t *to_move, struct err *err);
/* How many messages need a person. */
int messages_aside(struct db *db, int64_t *held, int64_t *quarantined, struct err *err);

#endif
