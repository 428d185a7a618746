#include "verdict.h"

#include <ctype.h>
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
	for (size_t i = 0; i < ARRAY_SIZE(codes_of_the_session); i++)
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

/* One to three digits; NULL when there are none. */
static const char *read_number(const char *text, unsigned *out)
{
	const char *at = text;

	for (*out = 0; at - text < 3 && *at >= '0' && *at <= '9'; at++)
		*out = *out * 10 + (unsigned)(*at - '0');
	return at == text ? NULL : at;
}

/* "550 " or "550-": a refusal for good. */
static bool is_code(const char *text)
{
	return text[0] == '5' && isdigit((unsigned char)text[1]) && isdigit((unsigned char)text[2]) &&
	       (text[3] == ' ' || text[3] == '-');
}

/* "550 5.1.1 ..." or "550-5.1.1 ..." (RFC 2034 section 4); a relay that hands the next server's reply on puts
 * its own code before it: "550 550 5.1.1 ...". */
void verdict_status(const char *reply, char status[12])
{
	unsigned subject, detail;
	const char *at;

	snprintf(status, 12, "5.0.0");
	while (is_code(reply) && is_code(reply + 4))
		reply += 4;
	if (strnlen(reply, 6) < 6 || reply[0] != '5' || !strchr(" -", reply[3]) || reply[4] != '5' ||
	    reply[5] != '.')
		return;
	at = read_number(reply + 6, &subject);
	if (!at || *at != '.' || !(at = read_number(at + 1, &detail)) || (*at != ' ' && *at))
		return;
	snprintf(status, 12, "5.%u.%u", subject, detail);
}
