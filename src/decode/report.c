#include "report.h"

#include "addresses.h"
#include "base/text.h"
#include "limits.h"
#include "scan.h"

#include <ctype.h>
#include <strings.h>

enum { DIAGNOSTIC_BYTES = 2000, TEXT_BYTES = 16 * 1024, ACTION_BYTES = 20, STATUS_BYTES = 12 };

/* Phrases of reports without a code, folded. Temporary causes come first: an explanation of a full mailbox
 * often continues with other possible reasons. */
static const struct {
	const char *phrase, *status;
} phrases[] = {
    {"mailbox is full", "5.2.2"},
    {"mailbox full", "5.2.2"},
    {"over quota", "5.2.2"},
    {"quota exceeded", "5.2.2"},
    {"quota depasse", "5.2.2"},
    {"boite aux lettres est pleine", "5.2.2"},
    {"boite aux lettres pleine", "5.2.2"},
    {"boite de reception est pleine", "5.2.2"},
    {"espace de stockage insuffisant", "5.2.2"},
    {"too large", "5.3.4"},
    {"trop volumineux", "5.3.4"},
    {"spam", "5.7.1"},
    {"user unknown", "5.1.1"},
    {"unknown user", "5.1.1"},
    {"unknown recipient", "5.1.1"},
    {"no such user", "5.1.1"},
    {"no such recipient", "5.1.1"},
    {"no such address", "5.1.1"},
    {"no mailbox here by that name", "5.1.1"},
    {"doesn't have an account", "5.1.1"},
    {"does not have an account", "5.1.1"},
    {"does not exist", "5.1.1"},
    {"doesn't exist", "5.1.1"},
    {"address not found", "5.1.1"},
    {"recipient not found", "5.1.1"},
    {"invalid recipient", "5.1.1"},
    {"recipient address rejected: undeliverable", "5.1.1"},
    {"n'existe pas", "5.1.1"},
    {"n'existe plus", "5.1.1"},
    {"utilisateur inconnu", "5.1.1"},
    {"destinataire inconnu", "5.1.1"},
    {"adresse inconnue", "5.1.1"},
    {"adresse introuvable", "5.1.1"},
    {"est introuvable", "5.1.1"},
    {"compte inconnu", "5.1.1"},
    {"unrouteable address", "5.1.2"},
    {"unroutable address", "5.1.2"},
    {"host not found", "5.1.2"},
    {"host unknown", "5.1.2"},
    {"domain not found", "5.1.2"},
    {"domaine introuvable", "5.1.2"},
    {"timed out", "4.4.7"},
    {"retry timeout exceeded", "4.4.7"},
};

/* The server is still trying. */
static const char *const delays[] = {
    "you do not need to resend",
    "do not need to resend",
    "no action is required",
    "will be retried",
    "will continue to try",
    "has not yet been delivered",
    "has been delayed",
    "delivery is delayed",
    "delivery delayed",
    "n'a pas encore ete",
    "remise retardee",
    "a ete retarde",
    "est retarde",
    "nouvelles tentatives seront",
    "il est inutile de renvoyer",
};

/* Below such a line (folded) follows the returned message. */
static const char *const copies[] = {
    "below this line is a copy of the message",
    "this is a copy of the message",
    "this is a copy of your message",
    "original message",
    "message d'origine",
    "en-tetes d'origine",
    "original headers",
    "en-tetes des messages d'origine",
    "copie du message",
};

/* An enhanced status code at the start of the text (RFC 3463 section 2: class, subject, detail); returns its
 * length, 0 for none. */
static size_t code_length(const char *text)
{
	size_t length = 2, digits;

	if (!strchr("245", *text) || !*text || text[1] != '.' || text[2] < '0' || text[2] > '7' ||
	    text[3] != '.')
		return 0;
	length = 4;
	digits = strspn(text + length, "0123456789");
	length += digits;
	return digits >= 1 && digits <= 3 && !isalnum((unsigned char)text[length]) &&
		       !(text[length] == '.' && isdigit((unsigned char)text[length + 1]))
		   ? length
		   : 0;
}

/* "550 5.1.1", "550-5.1.1", "#5.1.1", "(5.1.1": not a version's or an address's digits. */
static bool is_code_marked(const char *text, const char *code)
{
	size_t before = (size_t)(code - text);

	if (!before)
		return true;
	if (strchr("#([", code[-1]))
		return true;
	return before >= 4 && strchr(" -", code[-1]) && strchr("45", code[-4]) &&
	       isdigit((unsigned char)code[-3]) && isdigit((unsigned char)code[-2]) &&
	       (before == 4 || !isdigit((unsigned char)code[-5]));
}

static const char *code_in(struct arena *arena, const char *text)
{
	for (const char *at = text; *at; at++) {
		size_t length = code_length(at);

		if (length && is_code_marked(text, at))
			return arena_strndup(arena, at, length);
	}
	return NULL;
}

/* The code given or implied by a text; NULL: unknown. */
static const char *status_of_text(struct arena *arena, const char *text)
{
	const char *code = code_in(arena, text), *folded;

	if (code && strcmp(code + 1, ".0.0") != 0)
		return code;
	folded = text_fold(arena, text);
	for (size_t i = 0; i < ARRAY_SIZE(phrases); i++)
		if (strstr(folded, phrases[i].phrase))
			return phrases[i].status;
	return code;
}

static struct delivery *add(struct decoding *decoding)
{
	struct mail *mail = decoding->mail;

	if (mail->delivery_count == LIMIT_DELIVERIES)
		return NULL;
	mail->deliveries =
	    scan_grow(decoding->arena, mail->deliveries, mail->delivery_count, sizeof(*mail->deliveries));
	return &mail->deliveries[mail->delivery_count++];
}

/* "rfc822; a@b.example", also with <> or without the type. */
static const char *address_of(struct decoding *decoding, const char *value)
{
	const char *semicolon = value ? strchr(value, ';') : NULL;
	const char **list = NULL;
	size_t count = 0;

	if (!value)
		return "";
	list = addresses_read(decoding->arena, semicolon ? semicolon + 1 : value, list, &count);
	return count ? list[0] : "";
}

static const char *word_of(struct arena *arena, const char *value, size_t most)
{
	value = value ? value + strspn(value, " \t") : "";
	size_t length = strcspn(value, " \t;(");

	return text_lower_ascii(arena, text_normalise(arena, value, length < most ? length : most));
}

/* The diagnostic, usually the remote server's reply, refines a general code. */
static const char *status_of(struct arena *arena, const char *status, const char *diagnostic)
{
	const char *precise;

	if (code_length(status) != strlen(status) || !*status)
		status = "";
	if (*status && strcmp(status + 1, ".0.0") != 0)
		return status;
	precise = status_of_text(arena, text_one_line(arena, diagnostic ? diagnostic : "", DIAGNOSTIC_BYTES));
	return precise && (!*status || precise[0] == *status) ? precise : status;
}

static void take_recipient(struct decoding *decoding, const struct headers *block)
{
	const char *recipient = headers_get(block, "Original-Recipient");
	const char *action = word_of(decoding->arena, headers_get(block, "Action"), ACTION_BYTES);
	const char *status = word_of(decoding->arena, headers_get(block, "Status"), STATUS_BYTES);
	struct delivery *delivery;

	if (!recipient)
		recipient = headers_get(block, "Final-Recipient");
	if ((!recipient && !*action) || !(delivery = add(decoding)))
		return;
	delivery->recipient = address_of(decoding, recipient);
	delivery->status = status_of(decoding->arena, status, headers_get(block, "Diagnostic-Code"));
	delivery->action = *action ? action : *delivery->status == '5' ? "failed" : "delayed";
}

void report_take_status(struct decoding *decoding, struct bytes content)
{
	struct headers block;

	for (size_t i = 0; content.length && i < LIMIT_DELIVERIES; i++) {
		headers_read(decoding->arena, content, &block);
		take_recipient(decoding, &block);
		content = block.body;
	}
}

void report_take_returned(struct decoding *decoding, struct bytes message)
{
	struct headers headers;
	struct mail returned = {0};
	struct decoding inner = {.arena = decoding->arena, .options = decoding->options, .mail = &returned};

	if (decoding->mail->returned_id)
		return;
	headers_read(decoding->arena, message, &headers);
	headers_fill_mail(&inner, &headers);
	decoding->mail->returned_id = returned.message_id;
}

/* "Message-ID: <...>" in a line of text. */
static const char *id_in_line(struct arena *arena, const char *line)
{
	static const char name[] = "message-id:";
	const char *start, *end;

	line += strspn(line, " \t");
	if (strncasecmp(line, name, sizeof(name) - 1) != 0 || !(start = strchr(line, '<')) ||
	    !(end = strchr(start, '>')))
		return NULL;
	return strcspn(start, " \t") < (size_t)(end - start)
		   ? NULL
		   : arena_strndup(arena, start + 1, (size_t)(end - start - 1));
}

static bool begins_copy(struct arena *arena, const char *line)
{
	const char *folded = text_fold(arena, line);

	for (size_t i = 0; i < ARRAY_SIZE(copies); i++)
		if (strstr(folded, copies[i]) && strlen(folded) < 120)
			return true;
	return !strncmp(folded, "return-path:", 12) || !strncmp(folded, "received:", 9);
}

/* The server's own text, joined; on the way also finds the id of the returned message. */
static const char *own_text(struct decoding *decoding, const struct body *body)
{
	struct buf text = {.arena = decoding->arena};
	bool is_copy = false;

	for (size_t i = 0; i < body->count; i++) {
		const char *line = body->lines[i].text, *id = id_in_line(decoding->arena, line);

		if (id && !decoding->mail->returned_id)
			decoding->mail->returned_id = id;
		is_copy = is_copy || id || begins_copy(decoding->arena, line);
		if (is_copy && decoding->mail->returned_id)
			break;
		if (!is_copy && text.length < TEXT_BYTES)
			buf_printf(&text, "%s\n", line);
	}
	return buf_text(&text);
}

static bool says_delayed(struct arena *arena, const char *text)
{
	const char *folded = text_fold(arena, text);

	for (size_t i = 0; i < ARRAY_SIZE(delays); i++)
		if (strstr(folded, delays[i]))
			return true;
	return false;
}

void report_tell(struct decoding *decoding, const struct headers *headers)
{
	struct mail *mail = decoding->mail;
	struct delivery *delivery;

	if (mail->nature != MAIL_BOUNCE) {
		mail->delivery_count = 0;
		mail->returned_id = NULL;
		return;
	}
	if (mail->delivery_count && mail->returned_id)
		return;
	const char *text = own_text(decoding, mail->plain.count ? &mail->plain : &mail->html);
	const char *status = status_of_text(decoding->arena, text);
	bool is_delayed = says_delayed(decoding->arena, text);

	if (mail->delivery_count || (!status && !is_delayed) || !(delivery = add(decoding)))
		return;
	delivery->recipient = address_of(decoding, headers_get(headers, "X-Failed-Recipients"));
	delivery->action = is_delayed || *status == '2' ? "delayed" : "failed";
	delivery->status = status ? status : "4.0.0";
}
