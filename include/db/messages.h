/* Messages that came in: raw bytes until they are decided, one outcome each. Written by src/db/messages.c. */
#ifndef DB_MESSAGES_H
#define DB_MESSAGES_H

#include "db.h"

#include <time.h>

/* collect: keeps a raw message, once per (mailbox, uidvalidity, uid). *added is false when it was there. */
int message_add(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid, struct bytes raw,
		time_t now, bool *added, struct err *err);
/* When the mailbox itself received a message that was added; it is not told in any other way. */
int message_arrived(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid, time_t at,
		    struct err *err);
/* A message too large to be fetched: only its header is kept, from which handle learns whom to tell. */
int message_add_oversize(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid,
			 struct bytes header, size_t size_bytes, time_t now, bool *added, struct err *err);
/* A large message, of which only the header was fetched: handle asks for its body, or decides without it. */
int message_add_header(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid,
		       struct bytes header, size_t size_bytes, time_t now, bool *added, struct err *err);
/* Where a message was taken. */
struct message_key {
	const char *mailbox, *uid;
	int64_t uidvalidity;
};
/* Those whose bodies handle has asked for: message_add takes them. */
int messages_asked(struct db *db, struct arena *arena, struct message_key **out, size_t *count,
		   struct err *err);
/* A message that the server lists but can't hand over, decided at once as quarantined for this reason; or a
 * body that was asked for: handle decides then, by the header. */
int message_add_unfetched(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid,
			  const char *reason, const char *file_to, time_t now, bool *added, struct err *err);
/* Was this one taken before? */
int message_is_known(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid, bool *known,
		     struct err *err);

struct message {
	int64_t id;
	struct bytes raw;	/* of one that was too large to be fetched, its header */
	int64_t oversize_bytes; /* its whole size then; 0 for all others */
	time_t arrived_at;	/* when the mailbox received it, else when it was taken */
	bool is_released;	/* a person let it through: budgets don't hold it again */
	bool lacks_body;	/* raw is its header alone, so far */
	const char *unfetched;	/* why its body can't be had; NULL: it was not asked for */
};

/* handle: the oldest undecided message after this one (0: of all) that doesn't wait for its body.
 * ERR_NOT_FOUND: none. */
int message_next(struct db *db, struct arena *arena, int64_t after, struct message *out, struct err *err);
/* The same with at most so many of its first bytes as raw, and all of them. */
int message_next_head(struct db *db, struct arena *arena, int64_t after, int most_bytes, struct message *out,
		      struct err *err);
int message_raw(struct db *db, struct arena *arena, int64_t id, struct bytes *raw, struct err *err);
/* A message that lacks its body is to be read: it waits until that has come, and the later mail of its
 * organisation (0: nobody's) until it is decided. */
int message_ask_body(struct db *db, int64_t id, int64_t organisation, struct err *err);
/* Whether an earlier message of this organisation waits for its body or, having it, for its turn. */
int message_waits(struct db *db, int64_t organisation, int64_t id, bool *waits, struct err *err);
/* Handling it crashed, hung or failed by a fault of its own: *failures counts these. ERR_NOT_FOUND: it is
 * decided already. */
int message_failed(struct db *db, int64_t id, int *failures, struct err *err);

struct decision {
	const char *message_id, *sender, *subject, *content_hash; /* NULL when not known */
	const char *kind;					  /* "" when none */
	const char *outcome; /* accepted refused held ignored quarantined */
	const char *reason;  /* English, one line, no personal data */
	const char *ref;     /* the record it made or changed, or NULL */
	bool erase_raw;	     /* the stored bytes are gone with this transaction */
	const char *file_to; /* "Traites", "Refuses", "Quarantaine", "" (stay), or "erase": what collect does
				in the mailbox */
};
/* The one outcome; ERR_DATA when it was decided already. Of quarantined mail, unless it is large,
 * the register keeps the header block alone: the mailbox has the message. */
int message_decide(struct db *db, int64_t id, const struct decision *decision, struct err *err);

/* What was decided of a message: sender, kind, outcome and ref; NULL where there is none. ERR_NOT_FOUND: no
 * such message, or none that is decided. */
int message_decided(struct db *db, struct arena *arena, int64_t id, struct decision *out, struct err *err);
/* Where a decided message lies in its mailbox: folder "" is the mailbox's own, NULL: nowhere any more; uid
 * NULL: not known. ERR_NOT_FOUND. */
int message_place(struct db *db, struct arena *arena, int64_t id, const char **folder, int64_t *uidvalidity,
		  const char **uid, struct err *err);

/* A person lets a held message through: it is undecided again. ERR_DATA: it is not held. */
int message_release(struct db *db, int64_t id, struct err *err);
/* A person lets a quarantined message through, which lies in the mailbox's own folder: it is listed as new,
 * and read anew as another message. ERR_DATA: it is not quarantined, or lies elsewhere. */
int message_take_anew(struct db *db, int64_t id, struct err *err);
/* A person turns down a held or quarantined message, for this reason: filed as `file_to`. ERR_DATA: it is
 * neither. */
int message_discard(struct db *db, int64_t id, const char *reason, const char *file_to, struct err *err);
/* How many contacts answered an offer with "nobody available". */
int messages_nobody(struct db *db, const char *offer, int64_t *count, struct err *err);
/* Messages of this sender and kind since then; *about: the notes among them that were passed on with that
 * reference, or with none where ref is NULL. */
int messages_count(struct db *db, const char *sender, const char *kind, const char *ref, time_t since,
		   int64_t *count, int64_t *about, struct err *err);

/* An earlier message with this hash (mail_hash) that was not quarantined. ERR_NOT_FOUND. */
int message_duplicate(struct db *db, const char *content_hash, int64_t not_this, int64_t *id,
		      struct err *err);
/* The stored bytes of the latest message that was decided with this Message-ID. ERR_NOT_FOUND. */
int message_raw_by_id(struct db *db, struct arena *arena, const char *message_id, struct bytes *raw,
		      struct err *err);

/* Asks collect to erase a decided message in the mailbox, wherever it lies by now, and erases its stored
 * bytes and subject. */
int message_erase(struct db *db, int64_t id, struct err *err);

/* The calendar: a message that was accepted, or (is_accepted false) refused, quarantined or ignored, that
 * came before and of which the register or the mailbox still holds bytes. ERR_NOT_FOUND: none. */
int message_next_kept(struct db *db, bool is_accepted, time_t received_before, int64_t *id, struct err *err);

/* collect: what is still to be done in this mailbox, at most `most`: erasing before filing, what the server
 * has refused more often after the rest, the oldest first. */
struct message_move {
	int64_t id;
	const char *folder, *uid,
	    *message_id; /* where it lies; folder "" is the mailbox's own; uid NULL when not known */
	int64_t uidvalidity;
	const char *file_to;
	const char *copy_folder, *copy_uid; /* of a move that was begun by copying, and not ended; or NULL */
	int64_t copy_uidvalidity;
};
int message_moves(struct db *db, struct arena *arena, const char *mailbox, size_t most,
		  struct message_move **out, size_t *count, struct err *err);
/* It now lies there (uid NULL: not known; folder NULL: erased); nothing is left to do for `file_to`. */
int message_moved(struct db *db, int64_t id, const char *file_to, const char *folder, int64_t uidvalidity,
		  const char *uid, struct err *err);

/* The server refused to do it. */
int message_move_failed(struct db *db, int64_t id, struct err *err);

/* It is about to be copied to the folder, where the copy will have this UID or a later one; and that is over,
 * whatever came of it. */
int message_copy_begin(struct db *db, int64_t id, const char *folder, int64_t uidvalidity, const char *uid,
		       struct err *err);
int message_copy_end(struct db *db, int64_t id, struct err *err);

int messages_waiting(struct db *db, int64_t *undecided, int64_t *to_move, struct err *err);
/* How many messages a person has to look at. */
int messages_aside(struct db *db, int64_t *held, int64_t *quarantined, struct err *err);

#endif
