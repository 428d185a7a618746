/* submit: one letter at a time to the relay, over one reused connection (SMTP through libcurl) or into a
 * Maildir.
 *
 * Calling sequence: submit_open, submit_send for each letter, submit_close. submit_send connects when needed
 * and connects again after a loss. Delivery is at least once: see struct submit_reply.is_ambiguous.
 *
 * Sources: RFC 5321, 3207 (STARTTLS is never optional but on loopback), 4954 (AUTH), 3463 (enhanced codes).
 */
#ifndef SUBMIT_H
#define SUBMIT_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

struct submit_options {
	const char *relay;    /* smtps://user@host[:port] (465), smtp://... (STARTTLS, 587), maildir:DIR */
	const char *secret;   /* the password or access token itself; used while submit_open lasts */
	const char *auth;     /* "password", "xoauth2" or "none" */
	const char *ca_file;  /* NULL: the system's store */
	const char *hostname; /* for EHLO; NULL or "": the machine's full name, or when it has none ... */
	const char *domain;   /* ... this; NULL: none */
	/* Asked before each block of a letter's bytes goes out and before its end: false drops the
	 * connection, so that the letter is not taken (RFC 5321 4.1.1.4). NULL: always. For a Maildir asked
	 * once. */
	bool (*may_go)(void *user);
	void *may_go_user;
	/* Called when all bytes of a letter are out, before its end: from then on the server may have taken
	 * it. NULL: nothing is. For a Maildir called before the file is written. */
	void (*on_end)(void *user);
	void *on_end_user;
	int timeout_ms; /* to connect and for each reply but the last (that one: 600 s, RFC 5321 4.5.3.2.6) */
	void (*on_wait)(
	    void *user); /* called about once a second while the relay is waited for; may be NULL */
	void *on_wait_user;
};

enum submit_verdict {
	SUBMIT_SENT,   /* 250 after the final dot, or the file is durable in the Maildir */
	SUBMIT_LATER,  /* 4xx for this letter, or the connection was lost after DATA: others need not wait
			  behind it */
	SUBMIT_FAILED, /* 5xx for this letter, or an address that can't be sent to */
	SUBMIT_DOWN,   /* the relay itself: no connection, TLS, login, 421; try no other letter now */
};

struct submit_reply {
	enum submit_verdict verdict;
	char text[300];	 /* the server's last reply, one line ("250 2.0.0 Ok: queued as ..."), or the local
			    error */
	char status[12]; /* the enhanced code (RFC 3463) when RCPT or the letter was refused for good, "" when
			    none was given */
	bool is_login_refused; /* SUBMIT_DOWN because of the secret: see submit_renew */
	bool is_session;   /* SUBMIT_LATER or SUBMIT_DOWN, and no fault of this letter: the relay refuses our
			      name,   our sender or how much we send, until a person or a day has passed */
	bool is_ambiguous; /* all bytes were handed over but no reply came: it may have been accepted */
};

struct submit;

/* Whether the URL can be read; *directory: of a Maildir, else NULL. ERR_CONFIG. */
int submit_check(struct arena *arena, const char *relay, const char **directory, struct err *err);

/* Checks the URL and prepares; connects at the first letter. ERR_CONFIG, ERR_IO (Maildir can't be made). */
int submit_open(struct submit **out, const struct submit_options *options, struct err *err);
void submit_close(struct submit **submit);

/* The message is given in parts that are sent one after the other (RFC 5322 bytes; bare CR or LF become
 * CRLF). sender: envelope address, "" for the null sender. Addresses with control characters, spaces, < or >
 * fail, and so does a non-ASCII local part; a non-ASCII domain is sent as IDNA. Never returns an error:
 * everything is in *reply. */
void submit_send(struct submit *submit, const char *sender, const char *recipient, const struct bytes *parts,
		 size_t part_count, struct submit_reply *reply);

/* Another secret from the next connection on: an access token has expired. */
int submit_renew(struct submit *submit, const char *secret, struct err *err);

/* Connects, says EHLO, authenticates and, where there is a recipient, MAIL and RCPT, without a letter (for
 * `check --connect`). ERR_DENIED, ERR_IO, ERR_TEMPORARY. */
int submit_probe(struct submit *submit, const char *sender, const char *recipient, struct err *err);

#endif
