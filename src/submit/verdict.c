#include "verdict.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Replies to a letter's commands that concern the session: another letter would be refused too. */
static const int codes_of_the_session[] = {
    421, /* closing (RFC 5321 3.8) */
    454, /* TLS or login unavailable at the moment (RFC 3207, 4954) */
    530, /* login or STARTTLS required */
    534, /* mechanism too weak */
    535, /* credentials invalid */
    538, /* encryption required */
};

/* Permanent refusals that are not about the letter: enhanced codes (RFC 3463) and phrases of relays, in lower
 * case. Postfix reports problems with our name and our sender only at RCPT. */
static const char *const words_of_the_session[] = {
    "5.1.7",   /* sender's mailbox address invalid */
    "5.1.8",   /* sender's system address invalid */
    "5.2.252", /* sending as this sender is not permitted (Exchange) */
    "5.7.60",  /* the same, older versions */
    "helo",
    "ehlo",
    "fully-qualified",
    "fqdn",
    "sender address",
    "sender verify",
    "sender identity",
    "sender is not",
    "sender not owned",
    "from address",
    "from this address",
    "send mail as",
    "send as",
    "not verified",
    "not owned by",
    "relay",
    "client host",
    "authenticat",
    "sending ip",
    "your ip",
    "spamhaus",
    "reverse dns",
    "ptr record",
    NULL,
};

/* Phrases in 5xx replies that mean "later" (quotas, overload). */
static const char *const words_of_later[] = {
    "5.4.5", /* daily limit (Google) */
    "try again",
    "try later",
    "try after",
    "retry later",
    "plus tard",
    "sending limit",
    "sending quota",
    "sending rate",
    "sending activity",
    "rate limit",
    "daily",
    "hourly",
    "per day",
    "per hour",
    "last hour",
    "journalier",
    "quota d'envoi",
    "quotaexceeded",
    "outgoing",
    "too many messages",
    "too many mails",
    "too many emails",
    NULL,
};

/* The reply in lower case, without the addresses it repeats. */
static void lower_words(const struct smtp_reply *reply, char *out)
{
	const char *at = reply->text;

	while (*at) {
		size_t length = strcspn(at, " <>");
		bool is_address = memchr(at, '@', length) != NULL;

		for (size_t i = 0; i < length && !is_address; i++)
			*out++ = (char)tolower((unsigned char)at[i]);
		at += length;
		if (*at)
			*out++ = *at++;
	}
	*out = '\0';
}

static bool says_one_of(const struct smtp_reply *reply, const char *const *words)
{
	char text[sizeof reply->text];

	for (lower_words(reply, text); *words; words++)
		if (strstr(text, *words))
			return true;
	return false;
}

/* Whether a permanent refusal would meet any other letter too. */
static bool is_refusal_of_session(enum smtp_phase phase, const struct smtp_reply *reply)
{
	/* At MAIL the server knows only the sender; but the announced size may be too large. */
	if (phase == SMTP_MAIL)
		return reply->code != 552 && !strstr(reply->text, "5.3.4");
	/* "Command parameter not implemented" is about the name in EHLO, reported late; 553 with 5.7.1 is
	 * about the sender. */
	if (reply->code == 504 || (reply->code == 553 && strstr(reply->text, "5.7.1")))
		return true;
	return says_one_of(reply, words_of_the_session);
}

enum submit_verdict verdict_of(enum smtp_phase phase, const struct smtp_reply *reply, bool *is_session)
{
	int code = reply->code;

	*is_session = phase < SMTP_MAIL && code / 100 == 5;
	if (phase < SMTP_MAIL)
		return SUBMIT_DOWN;
	for (size_t i = 0; i < ARRAY_SIZE(codes_of_the_session); i++)
		if (codes_of_the_session[i] == code) {
			*is_session = code / 100 == 5;
			return SUBMIT_DOWN;
		}
	if (phase == SMTP_BODY && code / 100 == 2)
		return SUBMIT_SENT;
	if (code / 100 == 4)
		return SUBMIT_LATER;
	if (code / 100 == 5 && says_one_of(reply, words_of_later))
		return SUBMIT_LATER;
	if (code / 100 == 5) {
		*is_session = is_refusal_of_session(phase, reply);
		return *is_session ? SUBMIT_LATER : SUBMIT_FAILED;
	}
	/* The connection was lost during this letter. If the letter crashes the server, the others must not
	 * wait behind it; if the relay is down, the next connection fails anyway. */
	return phase == SMTP_BODY ? SUBMIT_LATER : SUBMIT_DOWN;
}

/* Reads one to three digits; NULL when there are none. */
static const char *read_number(const char *text, unsigned *out)
{
	const char *at = text;

	for (*out = 0; at - text < 3 && *at >= '0' && *at <= '9'; at++)
		*out = *out * 10 + (unsigned)(*at - '0');
	return at == text ? NULL : at;
}

/* "550 " or "550-": a permanent refusal. */
static bool is_code(const char *text)
{
	return text[0] == '5' && isdigit((unsigned char)text[1]) && isdigit((unsigned char)text[2]) &&
	       (text[3] == ' ' || text[3] == '-');
}

/* "550 5.1.1 ..." or "550-5.1.1 ..." (RFC 2034 section 4). A relay that passes on the next server's reply may
 * put its own code first: "550 550 5.1.1 ...". */
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
