#include "dialogue.h"

#include "base/bytes.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char *const phase_names[SMTP_PHASES] = {
    [SMTP_GREETING] = "connecting", [SMTP_EHLO] = "EHLO", [SMTP_STARTTLS] = "STARTTLS",
    [SMTP_AUTH] = "AUTH",	    [SMTP_NOOP] = "NOOP", [SMTP_MAIL] = "MAIL",
    [SMTP_RCPT] = "RCPT",	    [SMTP_DATA] = "DATA", [SMTP_BODY] = "the letter",
};

static const struct {
	const char *verb;
	enum smtp_phase phase;
} verbs[] = {
    {"EHLO", SMTP_EHLO}, {"HELO", SMTP_EHLO}, {"STARTTLS", SMTP_STARTTLS}, {"AUTH", SMTP_AUTH},
    {"NOOP", SMTP_NOOP}, {"MAIL", SMTP_MAIL}, {"RCPT", SMTP_RCPT},	   {"DATA", SMTP_DATA},
};

void dialogue_start(struct dialogue *dialogue, bool is_secure)
{
	memset(dialogue, 0, sizeof *dialogue);
	dialogue->is_secure = is_secure;
}

/* Whether the line starts with this whole word, in any case. */
static bool begins_with_word(const char *line, size_t length, const char *word)
{
	size_t word_length = strlen(word);

	return length >= word_length && strncasecmp(line, word, word_length) == 0 &&
	       (length == word_length || !isalnum((unsigned char)line[word_length]));
}

static void enter_phase(struct dialogue *dialogue, enum smtp_phase phase)
{
	dialogue->phase = phase;
	dialogue->is_quitting = false;
	dialogue->replies[phase].code = 0;
	dialogue->current.code = 0;
	if (phase == SMTP_EHLO)
		dialogue->offers_auth = dialogue->offers_starttls = false;
}

bool dialogue_take_command(struct dialogue *dialogue, const char *line, size_t length)
{
	/* The client's answer to a 334 is base64, which may look like a verb. */
	if (dialogue->phase == SMTP_AUTH && dialogue->replies[SMTP_AUTH].code == 334) {
		enter_phase(dialogue, SMTP_AUTH);
		return true;
	}
	if (begins_with_word(line, length, "QUIT")) {
		dialogue->is_quitting = true;
		return true;
	}
	for (size_t i = 0; i < ARRAY_SIZE(verbs); i++) {
		if (begins_with_word(line, length, verbs[i].verb)) {
			enter_phase(dialogue, verbs[i].phase);
			return true;
		}
	}
	return false;
}

/* "550 5.7.1 " has 10 characters: the code and, if present, the enhanced code (RFC 3463). */
static size_t prefix_length(const char *line, size_t length)
{
	size_t end = 4;

	while (end < length && (isdigit((unsigned char)line[end]) || line[end] == '.'))
		end++;
	return end > 4 && end < length && line[end] == ' ' ? end + 1 : 4;
}

/* Further lines repeat the codes; those are dropped. */
static void append_line(struct smtp_reply *reply, const char *line, size_t length)
{
	size_t used = reply->code ? strlen(reply->text) : 0;
	size_t skipped = 0;

	if (used > 0) {
		skipped = prefix_length(line, length);
		if (skipped > length)
			skipped = length;
		if (used + 1 < sizeof reply->text)
			reply->text[used++] = ' ';
	}
	size_t room = sizeof reply->text - 1 - used;
	size_t added = length - skipped < room ? length - skipped : room;

	memcpy(reply->text + used, line + skipped, added);
	reply->text[used + added] = '\0';
	if (used == 0 && added > 3)
		reply->text[3] = ' ';
}

static void note_capability(struct dialogue *dialogue, const char *line, size_t length)
{
	if (length <= 4)
		return;
	if (begins_with_word(line + 4, length - 4, "AUTH"))
		dialogue->offers_auth = true;
	if (begins_with_word(line + 4, length - 4, "STARTTLS"))
		dialogue->offers_starttls = true;
}

static void end_reply(struct dialogue *dialogue)
{
	int code = dialogue->current.code;

	dialogue->replies[dialogue->phase] = dialogue->current;
	dialogue->current.code = 0;
	if (dialogue->phase == SMTP_DATA && code == 354)
		enter_phase(dialogue, SMTP_BODY);
	if (dialogue->phase == SMTP_STARTTLS && code == 220)
		dialogue->is_secure = true;
}

bool dialogue_take_line(struct dialogue *dialogue, const char *line, size_t length)
{
	while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
		length--;
	if (dialogue->is_quitting || length < 3 || !isdigit((unsigned char)line[0]) ||
	    !isdigit((unsigned char)line[1]) || !isdigit((unsigned char)line[2]))
		return false;
	if (dialogue->phase == SMTP_EHLO)
		note_capability(dialogue, line, length);
	append_line(&dialogue->current, line, length);
	dialogue->current.code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
	if (length > 3 && line[3] == '-')
		return false;
	end_reply(dialogue);
	return true;
}

const struct smtp_reply *dialogue_last(const struct dialogue *dialogue)
{
	return &dialogue->replies[dialogue->phase];
}

const char *dialogue_phase_name(enum smtp_phase phase)
{
	return phase_names[phase];
}
