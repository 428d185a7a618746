/* The queue of letters. A letter's bytes are made when it is decided and don't change over retries;
 * attachments are references and are joined when it is sent. Written by src/db/letters.c. */
#ifndef DB_LETTERS_H
#define DB_LETTERS_H

#include "db/directory.h"

#include <time.h>

enum { LETTER_DAYS = 5 }; /* how long a letter is tried */

struct letter {
	int64_t id;
	const char *template, *recipient, *subject, *message_id, *about; /* about: a reference, or NULL */
	int64_t contact;      /* id, 0 for an address outside the directory (an offer's contact) */
	const char *occasion; /* why it is sent; (template, recipient, about, occasion) is unique, so that
				 nothing is sent twice */
	const char *list;     /* NULL, or its mailing list: not sent to contacts that have left the list */
	const char *sender;   /* envelope sender, "" for automatic answers */
	struct bytes message; /* as render made it */
	const char *boundary; /* "" when complete */
	bool is_ephemeral;    /* bytes and subject are erased as soon as it is sent, failed or cancelled */
	bool is_personal;     /* about a young person: bytes and subject are erased with that person's data */
	bool survives_erasure; /* names nobody and is sent although that person's data is erased */
	bool is_owed;	       /* sent even to contacts that have left the directory or are suspended */
	bool may_have_gone;    /* read only: an earlier attempt may have been delivered */
	int attempts;
	time_t created_at; /* read only */
	time_t tried_at;   /* read only: time of the first failed attempt; 0: none */
};

/* Reserves an id, from which the Message-ID is made before rendering. Call inside the transaction that adds
 * the letter. */
int letter_reserve(struct db *db, int64_t *id, struct err *err);
/* Whether a letter with the same template, recipient, about and occasion was added before. */
int letter_is_added(struct db *db, const struct letter *letter, bool *is, struct err *err);
/* ERR_DATA: such a letter exists already, or another constraint refuses. */
int letter_add(struct db *db, const struct letter *letter, const int64_t *attachments,
	       size_t attachment_count, time_t now, struct err *err);

/* The letters of one submit process: those of its shard. All letters to a recipient are in one shard, so no
 * two processes take the same letter or change a recipient's order. This needs no coordination, and no claim
 * that a killed process would leave behind. */
struct letter_share {
	unsigned number, of; /* 0 <= number < of */
};

/* submit: at most `most` letters due at `now`, those that are due longest first. Letters to one recipient are
 * consecutive, by id; a letter waiting for a retry holds back the later ones. While the register is older
 * than its anchor, letters with files are not due (db/anchor.h). */
int letters_due(struct db *db, time_t now, struct letter_share share, int64_t *ids, size_t most,
		size_t *count, struct err *err);
/* Whether that letter, in any state, has this Message-ID. */
int letter_is(struct db *db, int64_t id, const char *message_id, bool *is_it, struct err *err);
/* A queued letter; ERR_NOT_FOUND: it is no longer queued. attachments: candidate_file ids, in the arena. */
int letter_read(struct db *db, struct arena *arena, int64_t id, struct letter *out, int64_t **attachments,
		size_t *attachment_count, struct err *err);
/* When the next letter is due; ERR_NOT_FOUND: none is queued. */
int letter_next_due(struct db *db, struct letter_share share, time_t *at, struct err *err);

/* Marks a letter with a CV as being sent, in the transaction that checked its consent: from here on the
 * recipient counts as a possible holder of the CV. letter_has_not_gone reverts that when the server certainly
 * did not accept it. */
int letter_begin(struct db *db, int64_t id, struct err *err);
int letter_has_not_gone(struct db *db, int64_t id, struct err *err);
/* Whether nobody cancelled it meanwhile. */
int letter_is_queued(struct db *db, int64_t id, bool *is_queued, struct err *err);

/* Records the result of sending. A letter cancelled while its bytes were being sent counts as sent when
 * letter_sent is called; the other two leave it cancelled. ERR_DATA: it was sent or had failed before. */
int letter_sent(struct db *db, int64_t id, time_t now, const char *reply, struct err *err);
int letter_later(struct db *db, int64_t id, time_t now, time_t next_attempt_at, const char *reply,
		 struct err *err);
int letter_failed(struct db *db, int64_t id, time_t now, const char *reply, struct err *err);
/* Manual commands. Retry: a queued or failed letter is due now, and its five days start again. Cancel: a
 * queued letter. ERR_NOT_FOUND: no such letter; ERR_DATA: its state forbids it, err says why. */
int letter_retry(struct db *db, int64_t id, time_t now, struct err *err);
int letter_cancel(struct db *db, int64_t id, struct err *err);

/* Reasons why a letter with a CV was not sent although the consent was not withdrawn: its last reply, and
 * what the mission locale is told (candidate_next_unsent). */
/* The setting that holds the relay's last reply while the relay refuses all letters; "" when it accepts
 * them. */
#define RELAY_FAULT "relay.fault"

#define UNSENT_AGE	 "not sent: past the age of the partnership"
#define UNSENT_OFFER	 "not sent: the consent was for an offer that is no longer open"
#define UNSENT_LEFT	 "not sent: the recipient is no longer in the directory"
#define UNSENT_SUSPENDED "not sent: the address of the recipient is suspended"
#define UNSENT_REFUSED	 "not sent: refused by the server of the recipient"
#define UNSENT_RESTORED	 "not sent: the register was brought back from a copy without CVs"

/* Cancels queued letters with a file of this candidate and erases their bytes; *count: how many. why: their
 * new last reply, NULL keeps the old one. */
int letters_cancel_about_candidate(struct db *db, const char *candidate, const char *why, int64_t *count,
				   struct err *err);
/* Erases bytes and subject of all letters about this candidate, sent ones too, except those that survive an
 * erasure; the queued ones among them are cancelled. */
int letters_erase_about(struct db *db, const char *about, struct err *err);

struct letter_recipient {
	int64_t contact;	     /* 0 when outside the directory */
	enum organisation_type type; /* of the contact's organisation */
	const char *email;
	const char *message_id;
	const char *sent_at; /* UTC, RFC 3339; NULL: not yet */
};
/* The recipients of letters with this template about a reference, sent or queued; each address once. */
int letters_recipients(struct db *db, struct arena *arena, const char *template, const char *about,
		       struct letter_recipient **out, size_t *count, struct err *err);
/* Recipients that have, or may have, received one: it was sent, or sending was begun with unknown result. */
int letters_holders(struct db *db, struct arena *arena, const char *template, const char *about,
		    struct letter_recipient **out, size_t *count, struct err *err);
/* Notes that a letter with a CV has failed, so that the mission locale is told. No effect on other
 * letters. */
int letter_note_unsent(struct db *db, int64_t id, struct err *err);
/* The recipients who did not get the CV, for the reason that the mission locale is to be told. */
int letters_unsent(struct db *db, struct arena *arena, const char *template, const char *about,
		   struct letter_recipient **out, size_t *count, struct err *err);
/* Cancels the queued letters of a contact (0: of all) that is suspended or has left the directory, and erases
 * the bytes of those about a young person. Letters that ask to delete a CV stay queued: holders must be
 * asked. Call db_erase_traces after the commit. */
int letters_cancel_unserved(struct db *db, int64_t contact, struct err *err);
/* An event or committee meeting was cancelled: cancels queued letters about it to its guests. Letters to
 * those who announced it stay. */
int letters_cancel_event(struct db *db, const char *event, struct err *err);
/* A call was closed: cancels queued letters that ask for an answer. */
int letters_cancel_call(struct db *db, const char *call, struct err *err);
/* Erases bytes and subjects of letters that are no longer queued and were made before then, at most `most`;
 * *count: how many. */
int letters_forget(struct db *db, time_t made_before, size_t most, int64_t *count, struct err *err);
/* Template and subject matter of a letter we sent, by its Message-ID (for In-Reply-To). organisation: the
 * letter must have gone to a contact of it; 0: to anybody. ERR_NOT_FOUND. */
int letter_by_message_id(struct db *db, struct arena *arena, const char *message_id, int64_t organisation,
			 char **template, char **about, struct err *err);

/* The Message-ID of the first letter with this template about a reference to this address. ERR_NOT_FOUND. */
int letter_first(struct db *db, struct arena *arena, const char *template, const char *about,
		 const char *recipient, char **message_id, struct err *err);

/* The id of the letter with this Message-ID; for bounces. ERR_NOT_FOUND. */
int letter_id_of(struct db *db, const char *message_id, int64_t *id, struct err *err);

/* Whether it is about a young person; then its answers and bounces are too. */
int letter_is_personal(struct db *db, int64_t id, bool *is, struct err *err);

int letters_waiting(struct db *db, int64_t *queued, time_t *oldest, struct err *err);

#endif
