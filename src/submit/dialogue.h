/* The record of one SMTP transaction: the phase reached, and the server's last complete reply in each phase.
 * libcurl's own response code may be that of an earlier command. */
#ifndef SUBMIT_DIALOGUE_H
#define SUBMIT_DIALOGUE_H

#include <stdbool.h>
#include <stddef.h>

enum smtp_phase {
	SMTP_GREETING,
	SMTP_EHLO,
	SMTP_STARTTLS,
	SMTP_AUTH,
	SMTP_NOOP,
	SMTP_MAIL,
	SMTP_RCPT,
	SMTP_DATA,
	SMTP_BODY, /* from 354 on */
	SMTP_PHASES,
};

struct smtp_reply {
	int code;	/* 0 until one is complete */
	char text[600]; /* all lines of the reply joined; cut when too long */
};

struct dialogue {
	enum smtp_phase phase;
	struct smtp_reply replies[SMTP_PHASES];
	struct smtp_reply current; /* its lines so far */
	bool is_quitting;	   /* the reply to QUIT says nothing about the letter */
	bool is_secure;		   /* TLS from the first byte, or STARTTLS was accepted */
	bool offers_auth, offers_starttls;
};

void dialogue_start(struct dialogue *dialogue, bool is_secure);
/* Records a command that was sent. Returns false for a line of an AUTH exchange or of the letter. */
bool dialogue_take_command(struct dialogue *dialogue, const char *line, size_t length);
/* Records a line of a reply. Returns true when it ends the reply. */
bool dialogue_take_line(struct dialogue *dialogue, const char *line, size_t length);
/* The reply in the phase reached; code 0: none. */
const struct smtp_reply *dialogue_last(const struct dialogue *dialogue);
const char *dialogue_phase_name(enum smtp_phase phase);

#endif
