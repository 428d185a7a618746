/* The queue of letters. A letter's bytes are made when it is decided and stay the same over retries;
 * attachments are referenced and joined as it is sent. Written by src/db/letters.c. */
#ifndef DB_LETTERS_H
#define DB_LETTERS_H

#include "db/directory.h"

#include <time.h>

struct letter {
	int64_t id;
	const char *template, *recipient, *subject, *message_id, *about; /* about: a reference, or NULL */
	int64_t contact;      /* id, 0 for an address outside the directory (an offer's contact) */
	const char *occasion; /* what it is sent for; (template, recipient, about, occasion) is unique:
				 nothing goes out twice */
	const char *list;     /* NULL, or the list that it is of: who leaves that does not get it */
	const char *sender;   /* envelope sender, "" for automatic answers */
	struct bytes message; /* as render made it */
	const char *boundary; /* "" when complete */
	bool is_ephemeral; /* its bytes and subject are erased as soon as it is sent, failed or cancelled */
	bool is_personal;  /* speaks of a young person: bytes and subject go with that person's data */
	bool survives_erasure; /* names nobody and goes out although that person's data is erased */
	bool is_owed;	       /* goes also to whoever has left the directory or is suspended */
	bool may_have_gone;    /* read only: an earlier attempt may have reached the recipient */
	int attempts;
	time_t created_at; /* read only: when it was added */
	time_t tried_at;   /* read only: when it was first tried without success; 0: never */
};

/* Reserves the id from which the Message-ID is made, before rendering. Inside the transaction that adds it.
 */
int letter_reserve(struct db *db, int64_t *id, struct err *err);
/* Whether a letter with the same template, recipient, about and occasion was added before. */
int letter_is_added(struct db *db, const struct letter *letter, bool *is, struct err *err);
/* ERR_DATA when it was, or another constraint refuses. */
int letter_add(struct db *db, const struct letter *letter, const int64_t *attachments,
	       size_t attachment_count, time_t now, struct err *err);

/* Which letters a submit process takes: those of its shards. All letters of a recipient are of one shard, so
 * that no two processes ever take the same letter or change a recipient's order, without a word between them
 * and without a claim that a killed one would leave behind. */
struct letter_share {
	unsigned number, of; /* number 0 .. of-1 */
};

/* submit: at most `most` letters that are due at `now`, those that have been due longest first. Each
 * recipient's letters stand in the order of their ids, one after the other; one that waits for another
 * attempt holds the later ones back. As long as the register is older than its anchor none with a file is due
 * (db/anchor.h). */
int letters_due(struct db *db, time_t now, struct letter_share share, int64_t *ids, size_t most,
		size_t *count, struct err *err);
/* Whether that letter, whatever became of it, has this Message-ID. */
int letter_is(struct db *db, int64_t id, const char *message_id, bool *is_it, struct err *err);
/* A letter that is still queued; ERR_NOT_FOUND: it no longer is. attachments: candidate_file ids, in the
 * arena. */
int letter_read(struct db *db, struct arena *arena, int64_t id, struct letter *out, int64_t **attachments,
		size_t *attachment_count, struct err *err);
/* When the next one is due; ERR_NOT_FOUND: none is queued. */
int letter_next_due(struct db *db, struct letter_share share, time_t *at, struct err *err);

/* A letter with a CV is about to be sent, in the transaction that has checked its consent: from here on the
 * recipient counts as one who may hold it. letter_has_not_gone takes that back when the server certainly has
 * not taken it. */
int letter_begin(struct db *db, int64_t id, struct err *err);
int letter_has_not_gone(struct db *db, int64_t id, struct err *err);
/* Nobody cancelled it meanwhile. */
int letter_is_queued(struct db *db, int64_t id, bool *is_queued, struct err *err);

/* What became of it. A letter that was cancelled while its bytes were on their way was sent all the same:
 * letter_sent says so, the other two leave it cancelled. ERR_DATA: it was sent or had failed before. */
int letter_sent(struct db *db, int64_t id, time_t now, const char *reply, struct err *err);
int letter_later(struct db *db, int64_t id, time_t now, time_t next_attempt_at, const char *reply,
		 struct err *err);
int letter_failed(struct db *db, int64_t id, time_t now, const char *reply, struct err *err);
/* By hand: a queued or failed letter is due now, and its five days begin anew; a queued one is cancelled.
 * ERR_NOT_FOUND: no such letter; ERR_DATA: its state does not allow it, err says why. */
int letter_retry(struct db *db, int64_t id, time_t now, struct err *err);
int letter_cancel(struct db *db, int64_t id, struct err *err);

/* Why a letter with a CV did not go out although nobody withdrew anything: its last reply, and what the
 * mission locale is told (candidate_next_unsent). */
/* The setting that holds the relay's last reply while it refuses us and no single letter; "" when it takes
 * them. */
#define RELAY_FAULT "relay.fault"

#define UNSENT_AGE	 "not sent: past the age of the partnership"
#define UNSENT_OFFER	 "not sent: the consent was for an offer that is no longer open"
#define UNSENT_LEFT	 "not sent: the recipient is no longer in the directory"
#define UNSENT_SUSPENDED "not sent: the address of the recipient is suspended"
#define UNSENT_REFUSED	 "not sent: refused by the server of the recipient"
#define UNSENT_RESTORED	 "not sent: the register was brought back from a copy without CVs"

/* Cancels queued letters that carry a file of this candidate and erases their bytes; *count says how many.
 * why: their last reply, NULL leaves it. */
int letters_cancel_about_candidate(struct db *db, const char *candidate, const char *why, int64_t *count,
				   struct err *err);
/* Erases bytes and subject of every letter about this candidate that named it, sent ones too but for those
 * that survive an erasure; of these the queued ones are cancelled. */
int letters_erase_about(struct db *db, const char *about, struct err *err);

struct letter_recipient {
	int64_t contact;	     /* 0 when outside the directory */
	enum organisation_type type; /* of the contact's organisation */
	const char *email;
	const char *message_id;
	const char *sent_at; /* UTC, RFC 3339; NULL: not yet */
};
/* Who was sent (or is still to be sent) letters of this template about a reference, each address once. */
int letters_recipients(struct db *db, struct arena *arena, const char *template, const char *about,
		       struct letter_recipient **out, size_t *count, struct err *err);
/* Who has, or may have, received one: sent, or begun with an end that nobody knows. */
int letters_holders(struct db *db, struct arena *arena, const char *template, const char *about,
		    struct letter_recipient **out, size_t *count, struct err *err);
/* A letter with a CV has failed: the mission locale is to be told. Nothing for other letters. */
int letter_note_unsent(struct db *db, int64_t id, struct err *err);
/* Who was not sent the CV for the reason that the mission locale is still to be told. */
int letters_unsent(struct db *db, struct arena *arena, const char *template, const char *about,
		   struct letter_recipient **out, size_t *count, struct err *err);
/* Cancels what is queued for a contact (0: for all) that is no longer served, because it is suspended or has
 * left the directory, and erases the bytes of what speaks of a young person. Letters that ask to delete a CV
 * go out all the same: whoever has one is to be asked. Call db_erase_traces after the commit. */
int letters_cancel_unserved(struct db *db, int64_t contact, struct err *err);
/* The event, or the committee's meeting, is cancelled: what its guests would still be told of it is not sent.
 * Letters to those who announced it go out. */
int letters_cancel_event(struct db *db, const char *event, struct err *err);
/* The call is closed: nobody is asked any more. */
int letters_cancel_call(struct db *db, const char *call, struct err *err);
/* Erases bytes and subjects of letters that are no longer queued and were made before, at most `most`; *count
 * says how many. */
int letters_forget(struct db *db, time_t made_before, size_t most, int64_t *count, struct err *err);
/* What a message we sent was about, by its Message-ID (for In-Reply-To); organisation: it must have gone to a
 * contact of that one, 0: to anybody. ERR_NOT_FOUND. */
int letter_by_message_id(struct db *db, struct arena *arena, const char *message_id, int64_t organisation,
			 char **template, char **about, struct err *err);

/* The Message-ID of the first letter of this template about a reference to this address. ERR_NOT_FOUND. */
int letter_first(struct db *db, struct arena *arena, const char *template, const char *about,
		 const char *recipient, char **message_id, struct err *err);

/* Its id, by the same; for bounces. ERR_NOT_FOUND. */
int letter_id_of(struct db *db, const char *message_id, int64_t *id, struct err *err);

/* It speaks of a young person: what answers it or brings it back does too. */
int letter_is_personal(struct db *db, int64_t id, bool *is, struct err *err);

int letters_waiting(struct db *db, int64_t *queued, time_t *oldest, struct err *err);

#endif
