/* submit: sends one letter at a time to the relay, over one reused connection (SMTP by libcurl), or into a
 * Maildir.
 *
 * Calling sequence: submit_open, submit_send for each letter, submit_close. submit_send connects when needed,
 * and reconnects after a loss. Delivery is at least once: see submit_reply.is_ambiguous.
 *
 * Sources: RFC 5321, 3207 (STARTTLS is only optional on loopback), 4954 (AUTH), 3463 (enhanced codes). */
#ifndef SUBMIT_H
#define SUBMIT_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

struct submit_options {
	const char *relay;    /* smtps://user@host[:port] (465), smtp://... (STARTTLS, 587), maildir:DIR */
	const char *secret;   /* the password or access token itself; only read during submit_open */
	const char *auth;     /* "password", "xoauth2" or "none" */
	const char *ca_file;  /* NULL: the system's store */
	const char *hostname; /* for EHLO; NULL or "": the machine's full name, or if it has none ... */
	const char *domain;   /* ... this; NULL: none */
	/* Called before each block of a letter and before its end; false drops the connection, so that the
	 * letter is not accepted (RFC 5321 4.1.1.4). For a Maildir called once. NULL: always true. */
	bool (*may_go)(void *user);
	void *may_go_user;
	/* Called when all bytes of a letter are sent, before the end mark: from here on the server may have
	 * accepted it. For a Maildir called before the file is written. NULL: no call. */
	void (*on_end)(void *user);
	void *on_end_user;
	int timeout_ms; /* for connecting and for each reply except the last (600 s, RFC 5321 4.5.3.2.6) */
	void (*on_wait)(void *user); /* called about once a second while waiting for the relay; may be NULL */
	void *on_wait_user;
};

enum submit_verdict {
	SUBMIT_SENT,   /* 250 after the final dot, or the file is durable in the Maildir */
	SUBMIT_LATER,  /* 4xx for this letter, or the connection was lost after DATA: other letters may be
			  tried */
	SUBMIT_FAILED, /* 5xx for this letter, or an invalid address */
	SUBMIT_DOWN,   /* the relay is unusable: no connection, TLS, login, 421; try no other letter now */
};

struct submit_reply {
	enum submit_verdict verdict;
	char text[300];	 /* the server's last reply, one line ("250 2.0.0 Ok: queued as ..."), or the local
			    error */
	char status[12]; /* the enhanced code (RFC 3463) of a permanent refusal of RCPT or the letter; "" when
			    none was given */
	bool is_login_refused; /* SUBMIT_DOWN because of the secret: see submit_renew */
	bool is_session;       /* SUBMIT_LATER or SUBMIT_DOWN not caused by this letter: the relay refuses our
				  name, our sender or our volume, until a person acts or a day has passed */
	bool is_ambiguous;     /* all bytes were sent but no reply came: it may have been accepted */
};

struct submit;

/* Checks that the URL is valid; *directory: of a Maildir, else NULL. ERR_CONFIG. */
int submit_check(struct arena *arena, const char *relay, const char **directory, struct err *err);

/* Checks the URL and prepares; connects with the first letter. ERR_CONFIG, ERR_IO (the Maildir can't be
 * created). */
int submit_open(struct submit **out, const struct submit_options *options, struct err *err);
void submit_close(struct submit **submit);

/* Sends a letter given in parts, which are joined (RFC 5322 bytes; bare CR or LF become CRLF). sender:
 * envelope address, "" for the null sender. Addresses with control characters, spaces, < or > fail, and so
 * does a non-ASCII local part; a non-ASCII domain is sent as IDNA. The result is in *reply only. */
void submit_send(struct submit *submit, const char *sender, const char *recipient, const struct bytes *parts,
		 size_t part_count, struct submit_reply *reply);

/* Sets a new secret for the next connection, when an access token has expired. */
int submit_renew(struct submit *submit, const char *secret, struct err *err);

/* For `check --connect`: connects, says EHLO, authenticates and, with a recipient, sends MAIL and RCPT, but
 * no letter. ERR_DENIED, ERR_IO, ERR_TEMPORARY. */
int submit_probe(struct submit *submit, const char *sender, const char *recipient, struct err *err);

#endif
