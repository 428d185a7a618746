#include "parts.h"

#include "attachments.h"
#include "base/text.h"
#include "calendar.h"
#include "charset.h"
#include "furniture.h"
#include "html.h"
#include "limits.h"
#include "part.h"
#include "parts_walk.h"
#include "plain.h"
#include "report.h"
#include "scan.h"
#include "texts.h"
#include "tnef.h"

#include <ctype.h>
#include <gmime/gmime.h>

/* The surroundings of a part. */
struct place {
	unsigned depth;
	bool is_alternative, is_related, is_report;
	bool is_version; /* inside a multipart/alternative whose text has started */
	bool is_root;	 /* the message's only part */
};

static int walk_part(struct walk *walk, GMimeObject *part, struct place place);

/* A memory stream over our bytes, which are only read; a buffered stream would copy them. */
static struct parsed parse(struct bytes raw)
{
	struct parsed parsed = {.bytes = g_byte_array_new_take((guint8 *)raw.data, raw.length)};
	GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(parsed.bytes);
	g_mime_stream_mem_set_owner((GMimeStreamMem *)stream, FALSE);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);

	parsed.message = g_mime_parser_construct_message(parser, NULL);
	g_object_unref(parser);
	g_object_unref(stream);
	return parsed;
}

static void release(struct parsed parsed)
{
	if (parsed.message)
		g_object_unref(parsed.message);
	g_byte_array_free(parsed.bytes, FALSE);
}

/* A run of white space as one space: a signature in the relaxed form stays good whatever a run becomes (RFC
 * 6376 section 3.4.4), and what is sent again with another one is no other message. */
static void hash_line(struct hash *hash, struct bytes line)
{
	while (line.length) {
		size_t word = 0, end;

		while (word < line.length && !isblank(line.data[word]))
			word++;
		for (end = word; end < line.length && isblank(line.data[end]);)
			end++;
		hash_add(hash, (struct bytes){line.data, word});
		if (end > word)
			hash_add(hash, bytes_of(" "));
		line = (struct bytes){line.data + end, line.length - end};
	}
}

/* Hashes content independently of its transport: line ends are normalised, trailing white space and blank
 * lines dropped. A forwarded message is hashed as a whole elsewhere. */
static void hash_content(struct walk *walk, bool is_text, struct bytes content)
{
	struct hash *hash = walk->decoding->content;
	struct bytes line;
	size_t blank = 0;

	if (walk->is_forwarded)
		return;
	if (!is_text)
		hash_add(hash, content);
	while (is_text && scan_line(&content, &line)) {
		while (line.length && isblank(line.data[line.length - 1]))
			line.length--;
		for (; line.length && blank; blank--)
			hash_add(hash, bytes_of("\n"));
		hash_line(hash, line);
		blank++;
	}
	hash_add(hash, (struct bytes){(const unsigned char *)"", 1});
}

int parts_add_attachment(struct walk *walk, struct attachment_claim claim, struct bytes content)
{
	size_t count = walk->decoding->mail->attachment_count;

	if (walk->is_forwarded) {
		attachments_add_forwarded(walk->decoding, &claim, content);
		return OK;
	}
	walk->claims = scan_grow(walk->decoding->arena, walk->claims, count, sizeof(*walk->claims));
	walk->claims[count] = claim;
	attachments_add(walk->decoding, &claim, content);
	return OK;
}

/* The charset named in the HTML, for a header without one. */
static const char *meta_charset(struct arena *arena, struct bytes html)
{
	enum { HEAD_BYTES = 2048 };
	char *head =
	    text_lower_ascii(arena, arena_strndup(arena, (const char *)html.data,
						  html.length < HEAD_BYTES ? html.length : HEAD_BYTES));
	const char *meta = strstr(head, "<meta"), *charset = meta ? strstr(meta, "charset=") : NULL;

	if (!charset)
		return NULL;
	charset += strlen("charset=");
	charset += strspn(charset, "\"' ");
	return arena_strndup(arena, charset, strcspn(charset, "\"' ;/>"));
}

int parts_add_text(struct walk *walk, const char *charset, struct plain_format format, bool is_html,
		   struct bytes content)
{
	struct decoding *decoding = walk->decoding;
	struct source *source = texts_source(&walk->texts, is_html);
	size_t before = source->count;

	if (is_html)
		content = html_without_data(decoding->arena, content);
	if (content.length > LIMIT_TEXT_BYTES)
		return err_set(walk->err, ERR_LIMIT, "more than %d bytes of text", LIMIT_TEXT_BYTES);
	if (!*charset && is_html)
		charset = meta_charset(decoding->arena, content);
	const char *text = charset_decode(decoding, content, charset);

	if (strlen(text) > LIMIT_UTF8_BYTES)
		return err_set(walk->err, ERR_LIMIT, "more than %d bytes of text in UTF-8", LIMIT_UTF8_BYTES);
	if (is_html) {
		decoding->mail->has_html = true;
		attachments_find_ids(decoding->arena, text, &walk->ids);
		html_lines(decoding, text, source);
	} else {
		decoding->mail->has_plain = true;
		plain_lines(text, format, source);
	}
	walk->lines += source->count - before;
	if (source->is_wide)
		return err_set(walk->err, ERR_LIMIT, "more than %d bytes in a line of text",
			       LIMIT_LINE_BYTES);
	return source->is_full || walk->lines > LIMIT_LINES
		   ? err_set(walk->err, ERR_LIMIT, "more than %d lines", LIMIT_LINES)
		   : OK;
}

static int add_part_text(struct walk *walk, GMimeObject *part, bool is_html, struct bytes content)
{
	struct plain_format format = {text_equal_ascii(part_parameter(part, "format"), "flowed"),
				      text_equal_ascii(part_parameter(part, "delsp"), "yes")};

	return parts_add_text(walk, part_parameter(part, "charset"), format, is_html, content);
}

static bool is_text(const struct attachment_claim *claim)
{
	return !strcmp(claim->type, "text/plain") || !strcmp(claim->type, "text/html");
}

static bool holds_text(const struct walk *walk, const struct attachment_claim *claim, struct bytes content)
{
	const char *type = attachments_type(walk->decoding->arena, content, claim->type, claim->name);

	return !strcmp(type, "text/plain") || !strcmp(type, "text/html");
}

/* Whether the part is body text: not attached, and without a file name, which however some clients give to
 * alternatives. */
static bool is_body(const struct walk *walk, const struct attachment_claim *claim, struct place place)
{
	bool is_first = walk->leaves == 1 && furniture_is_body_name(claim->name);

	if (!is_text(claim))
		return false;
	return furniture_is_continuation(claim) ||
	       (!claim->is_attached && (!*claim->name || place.is_alternative || place.is_root || is_first));
}

/* Further alternatives of the text, for other clients. */
static bool is_other_version(const struct attachment_claim *claim, struct place place)
{
	return place.is_alternative && !*claim->name && !claim->is_attached &&
	       text_starts_with(claim->type, "text/");
}

/* Apple's programs put files in the middle of a text, whose parts have no disposition; Exchange turns the
 * second part into an attachment with such a name. A gateway's addition is a separate text. */
static bool goes_on(const struct walk *walk, const struct attachment_claim *claim, bool is_html)
{
	return furniture_is_continuation(claim) ||
	       (walk->is_after_file && !claim->is_disposed && texts_is_only(&walk->texts, is_html));
}

static int take_body(struct walk *walk, GMimeObject *part, const struct attachment_claim *claim,
		     struct place place, struct bytes content)
{
	bool is_html = !strcmp(claim->type, "text/html");

	if (!place.is_version && goes_on(walk, claim, is_html))
		texts_resume(&walk->texts);
	else if (!place.is_version)
		texts_begin(&walk->texts);
	walk->is_after_file = false;
	return add_part_text(walk, part, is_html, content);
}

static void forward(struct walk *walk, GMimeMessage *message, struct place place)
{
	walk->forwarded = scan_grow(walk->decoding->arena, walk->forwarded, walk->forwarded_count,
				    sizeof(*walk->forwarded));
	walk->forwarded[walk->forwarded_count++] = (struct forwarded){message, place.depth + 1};
}

/* A message with a transfer encoding, which RFC 2046 section 5.2.1 forbids and GMime does not decode. When it
 * can't be parsed, it is an ordinary attachment. */
static int walk_encoded_message(struct walk *walk, const struct attachment_claim *claim, struct bytes content,
				struct place place)
{
	struct err ignored;
	int rc = parts_add_attachment(walk, *claim, content);

	if (rc || walk->is_forwarded || place.is_report || limits_check(content, &ignored))
		return rc;
	struct parsed parsed = parse(content);

	walk->parsed =
	    scan_grow(walk->decoding->arena, walk->parsed, walk->parsed_count, sizeof(*walk->parsed));
	walk->parsed[walk->parsed_count++] = parsed;
	if (parsed.message)
		forward(walk, parsed.message, place);
	return OK;
}

static int walk_file(struct walk *walk, const struct attachment_claim *claim, struct bytes content,
		     struct place place)
{
	walk->is_after_file = true;
	if (tnef_is(content)) {
		walk->packed =
		    scan_grow(walk->decoding->arena, walk->packed, walk->packed_count, sizeof(*walk->packed));
		walk->packed[walk->packed_count++] = (struct packed){*claim, content};
		return OK;
	}
	if (furniture_is_sealed(claim)) {
		walk->decoding->mail->is_sealed |= !walk->is_forwarded;
		return OK;
	}
	if (is_other_version(claim, place) || furniture_is(claim, content))
		return OK;
	if (!strcmp(attachments_type(walk->decoding->arena, content, claim->type, claim->name),
		    "message/rfc822"))
		return walk_encoded_message(walk, claim, content, place);
	return parts_add_attachment(walk, *claim, content);
}

static int walk_leaf(struct walk *walk, GMimePart *part, struct place place)
{
	struct attachment_claim claim = part_claim(walk->decoding, (GMimeObject *)part, place.is_related);
	struct bytes content;
	int rc = part_content(walk->decoding, part, &content, walk->err);

	if (rc)
		return rc;
	walk->leaves++;
	hash_content(walk, text_starts_with(claim.type, "text/"), content);
	if (!strcmp(claim.type, "message/delivery-status") ||
	    !strcmp(claim.type, "message/global-delivery-status"))
		report_take_status(walk->decoding, content);
	else if (place.is_report && !strcmp(claim.type, "text/rfc822-headers"))
		report_take_returned(walk->decoding, content);
	if (is_body(walk, &claim, place))
		return take_body(walk, (GMimeObject *)part, &claim, place, content);
	if (walk->leaves == 1 && is_text(&claim) && holds_text(walk, &claim, content)) {
		walk->spare = (struct spare){(GMimeObject *)part, claim, content};
		return OK;
	}
	if (!walk->is_forwarded &&
	    calendar_take_part(walk->decoding, (GMimeObject *)part, claim.type, claim.name, content))
		return OK;
	return walk_file(walk, &claim, content, place);
}

/* The body when there is no other, else an ordinary attachment. */
static int settle_spare(struct walk *walk)
{
	struct spare spare = walk->spare;
	bool is_html = spare.part && !strcmp(spare.claim.type, "text/html");

	walk->spare = (struct spare){0};
	if (!spare.part)
		return OK;
	if (!texts_is_blank(&walk->texts))
		return parts_add_attachment(walk, spare.claim, spare.content);
	texts_begin(&walk->texts);
	return add_part_text(walk, spare.part, is_html, spare.content);
}

/* In a report, the message is the one that bounced, not a forwarded one. */
static int walk_message(struct walk *walk, GMimeMessagePart *part, struct place place)
{
	GMimeMessage *message = g_mime_message_part_get_message(part);
	struct attachment_claim claim = part_claim(walk->decoding, (GMimeObject *)part, place.is_related);
	struct bytes content = {0};
	int rc = OK;

	walk->leaves++;
	walk->is_after_file = true;
	claim.is_message = true;
	if (message && !walk->is_forwarded &&
	    !(rc = part_message(walk->decoding, message, &content, walk->err)))
		rc = parts_add_attachment(walk, claim, content);
	hash_content(walk, true, content);
	if (content.length)
		report_take_returned(walk->decoding, content);
	if (rc || !message || place.is_report)
		return rc;
	forward(walk, message, place);
	return OK;
}

static int walk_multipart(struct walk *walk, GMimeMultipart *multipart, struct place place)
{
	const char *type = part_type(walk->decoding, (GMimeObject *)multipart);
	int count = g_mime_multipart_get_count(multipart), rc = OK;

	place.depth++;
	place.is_root = false;
	place.is_alternative = !strcmp(type, "multipart/alternative");
	if (!strcmp(type, "multipart/encrypted")) {
		walk->decoding->mail->is_sealed |= !walk->is_forwarded;
		return OK;
	}
	if (place.is_alternative && !place.is_version) {
		texts_begin(&walk->texts);
		place.is_version = true;
	}
	place.is_related |= !strcmp(type, "multipart/related");
	place.is_report |= !strcmp(type, "multipart/report");
	if (!strcmp(type, "multipart/mixed"))
		place.is_related = false;
	if (!count)
		decoding_warn(walk->decoding, "a multipart without parts");
	for (int i = 0; !rc && i < count; i++)
		rc = walk_part(walk, g_mime_multipart_get_part(multipart, i), place);
	return rc;
}

static int walk_part(struct walk *walk, GMimeObject *part, struct place place)
{
	if (place.depth > LIMIT_DEPTH)
		return err_set(walk->err, ERR_LIMIT, "parts nested more than %d deep", LIMIT_DEPTH);
	if (++walk->decoding->parts > LIMIT_PARTS)
		return err_set(walk->err, ERR_LIMIT, "more than %d parts", LIMIT_PARTS);
	if (GMIME_IS_MULTIPART(part))
		return walk_multipart(walk, (GMimeMultipart *)part, place);
	if (GMIME_IS_MESSAGE_PART(part))
		return walk_message(walk, (GMimeMessagePart *)part, place);
	return GMIME_IS_PART(part) ? walk_leaf(walk, (GMimePart *)part, place) : OK;
}

static int walk_message_parts(struct walk *walk, GMimeMessage *message, unsigned depth, const char *subject)
{
	GMimeObject *root = g_mime_message_get_mime_part(message);
	struct place place = {.depth = depth, .is_root = true};
	int rc = root ? walk_part(walk, root, place) : OK;

	if (!rc)
		rc = parts_unpack(walk);
	if (!rc)
		rc = settle_spare(walk);
	texts_finish(&walk->texts, subject, walk->is_forwarded ? ZONE_FORWARDED : ZONE_OWN);
	walk->leaves = 0;
	walk->is_after_file = false;
	return rc;
}

static int walk_all(struct walk *walk, GMimeMessage *message)
{
	struct mail *mail = walk->decoding->mail;
	int rc = walk_message_parts(walk, message, 0, mail->subject);

	walk->is_forwarded = true;
	for (size_t i = 0; !rc && i < walk->forwarded_count; i++) {
		struct forwarded next = walk->forwarded[i];
		const char *subject = g_mime_message_get_subject(next.message);

		rc = walk_message_parts(walk, next.message, next.depth, subject ? subject : "");
	}
	for (size_t i = 0; i < walk->parsed_count; i++)
		release(walk->parsed[i]);
	attachments_tell_inline(walk->decoding, walk->claims, &walk->ids);
	return rc;
}

int parts_read(struct decoding *decoding, struct bytes raw, struct err *err)
{
	struct walk walk = {.decoding = decoding, .err = err, .texts.decoding = decoding};
	struct parsed parsed = parse(raw);
	int rc = OK;

	if (parsed.message)
		rc = walk_all(&walk, parsed.message);
	else
		decoding_warn(decoding, "the structure of the message can't be read");
	release(parsed);
	return rc;
}
