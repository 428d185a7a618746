/* What was said in one SMTP transaction: the phase that the commands have reached, and the server's last
 * complete reply in each phase. libcurl's own response code can be that of an earlier command. */
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
	int code;	/* 0 while none is complete */
	char text[600]; /* all lines of the reply as one; overlong ones are cut */
};

struct dialogue {
	enum smtp_phase phase;
	struct smtp_reply replies[SMTP_PHASES];
	struct smtp_reply current; /* its lines so far */
	bool is_quitting;	   /* QUIT tells nothing about the letter */
	bool is_secure;		   /* TLS from the first byte, or STARTTLS was accepted */
	bool offers_auth, offers_starttls;
};

void dialogue_start(struct dialogue *dialogue, bool is_secure);
/* A command as it was sent. Returns whether it is one (not a line of an AUTH exchange or of the letter). */
bool dialogue_take_command(struct dialogue *dialogue, const char *line, size_t length);
/* One line of a reply. Returns whether it ends the reply. */
bool dialogue_take_line(struct dialogue *dialogue, const char *line, size_t length);
/* The reply of the phase that was reached; code 0: none came. */
const struct smtp_reply *dialogue_last(const struct dialogue *dialogue);
const char *dialogue_phase_name(enum smtp_phase phase);

#endif
