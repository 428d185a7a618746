#include "verdict.h"

#include <stdio.h>

/* Replies to a letter's commands that speak of the session: no other letter would fare better. */
static const int codes_of_the_session[] = {
    421, /* closing (RFC 5321 3.8) */
    454, /* TLS or login not available now (RFC 3207, 4954) */
    530, /* login or STARTTLS required */
    534, /* mechanism too weak */
    535, /* credentials invalid */
    538, /* encryption required */
};

enum submit_verdict verdict_of(enum smtp_phase phase, int code)
{
	if (phase < SMTP_MAIL)
		return SUBMIT_DOWN;
	for (size_t i = 0; i < sizeof codes_of_the_session / sizeof *codes_of_the_session; i++)
		if (codes_of_the_session[i] == code)
			return SUBMIT_DOWN;
	if (phase == SMTP_BODY && code / 100 == 2)
		return SUBMIT_SENT;
	if (code / 100 == 4)
		return SUBMIT_LATER;
	if (code / 100 == 5)
		return SUBMIT_FAILED;
	/* Lost while this letter was on its way: if it is the letter that brings the server down, the others
	 * must not wait behind it; if it is the relay, the next connection will tell. */
	return phase == SMTP_BODY ? SUBMIT_LATER : SUBMIT_DOWN;
}

void verdict_status(const char *reply, char status[12])
{
	unsigned subject, detail;
	int end = 0;

	snprintf(status, 12, "5.0.0");
	if (sscanf(reply, "5%*2u%*1[ -]5.%3u.%3u%n", &subject, &detail, &end) == 2 && end &&
	    (reply[end] == ' ' || reply[end] == '\0'))
		snprintf(status, 12, "5.%u.%u", subject % 1000, detail % 1000);
}
