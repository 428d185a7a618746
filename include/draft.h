/* draft: a letter to one person as decided, before it is rendered. The engine and the kinds make drafts,
 * render turns them into MIME; they don't depend on each other. */
#ifndef DRAFT_H
#define DRAFT_H

#include "extract.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* An iMIP object (RFC 6047) for one attendee; text members may contain anything. The kind of form fills in
 * the event, render_post the addresses and the stamp. */
struct invitation {
	const char *method; /* "REQUEST" or "CANCEL" */
	const char *uid;
	int sequence;			  /* RFC 5545 section 3.8.7.4 */
	time_t starts_at, ends_at, stamp; /* ends_at 0: none given */
	const char *summary, *location, *description;
	const char *organiser_email, *organiser_name; /* the shared mailbox, and the display name it uses */
	const char *attendee_email, *attendee_name;   /* the contact that this letter goes to */
};

/* A generated file that a letter carries. */
struct enclosure {
	const char *name, *type; /* "offres.csv", "text/csv; charset=UTF-8" */
	struct bytes content;
};

struct draft {
	const char *template; /* a row of the table of letters (handle/letter_types.h) */
	json_t *data; /* owned by the task; "buttons": [{label, subject, body}] become mailto: links when it
			 is rendered */
	const char *to_email, *to_name;
	int64_t contact;      /* id; 0 for an address outside the directory */
	const char *about;    /* reference, or NULL */
	enum kind invites;    /* the answer that its Reply-To is for (handle/token.h), KIND_NONE: none */
	const char *thread;   /* what that answer is about: `about`, or the answered message */
	const char *occasion; /* why it is sent; prevents sending it twice */
	const char *reply_to; /* address of the person who reads the answer of a reader outside of the
				 directory, whom the program doesn't believe; NULL: the program reads it */
	bool asks_address;    /* asks an address outside of the directory for confirmation: an answer to its
				 Reply-To proves the address */
	bool is_answer;	      /* answers the message being handled: In-Reply-To, auto-replied, null sender */
	const char *list;     /* mailing list it belongs to, or NULL */
	bool is_ephemeral;    /* see db/letters.h */
	const int64_t *files; /* candidate_file ids */
	size_t file_count;
	const struct invitation *invitation; /* or NULL */
	const struct enclosure *enclosure;   /* or NULL */
	const struct mail *answered;	     /* the message that is_answer refers to */
};

/* Takes a draft inside the caller's transaction: renders and queues it, or prints it. ERR_* of the register
 * and of rendering. */
typedef int draft_emit(void *user, struct arena *arena, const struct draft *draft, struct err *err);

#endif
