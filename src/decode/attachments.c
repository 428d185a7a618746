#include "attachments.h"

#include "base/text.h"
#include "defects.h"
#include "limits.h"
#include "picture.h"
#include "scan.h"
#include "zip.h"

#include <magic.h>
#include <strings.h>

enum { NAME_BYTES = 120, ENDING_BYTES = 12, SMALL_PICTURE_BYTES = 32 * 1024, SAMPLE_BYTES = 256 * 1024 };

static magic_t magic;

int attachments_init(struct err *err)
{
	if (magic)
		return OK;
	magic = magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR |
			   MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_TOKENS);
	if (!magic || magic_load(magic, NULL)) {
		if (magic)
			magic_close(magic);
		magic = NULL;
		return err_set(err, ERR_UNAVAILABLE, "libmagic's database can't be loaded");
	}
	return OK;
}

/* Text formats have no magic bytes: for these the declared type, or the ending of the name, decides. */
static const struct {
	const char *type, *ending;
} texts[] = {
    {"text/calendar", ".ics"},	     {"text/csv", ".csv"},
    {"application/json", ".json"},   {"application/ld+json", ".jsonld"},
    {"text/vcard", ".vcf"},	     {"text/x-vcard", ".vcf"},
    {"message/delivery-status", ""}, {"message/disposition-notification", ""},
    {"message/rfc822", ".eml"},	     {"text/html", ".html"},
    {"text/rfc822-headers", ""},
};

static bool has_ending(const char *name, const char *ending)
{
	size_t length = strlen(name), wanted = strlen(ending);

	return wanted && length > wanted && !strcasecmp(name + length - wanted, ending);
}

static const char *text_type(const char *found, const char *claimed, const char *name)
{
	bool is_plain =
	    !strcmp(found, "text/plain") || !strcmp(found, "application/json") || !strcmp(found, "text/csv");

	for (size_t i = 0; is_plain && i < ARRAY_SIZE(texts); i++)
		if (!strcasecmp(claimed, texts[i].type))
			return texts[i].type;
	for (size_t i = 0; is_plain && i < ARRAY_SIZE(texts); i++)
		if (has_ending(name, texts[i].ending))
			return texts[i].type;
	return found;
}

/* libmagic doesn't recognise very short content as text. */
static bool is_text(struct bytes content)
{
	enum { FEW = 16 };

	for (size_t i = 0; i < content.length; i++)
		if (content.data[i] < ' ' && content.data[i] != '\t' && content.data[i] != '\r' &&
		    content.data[i] != '\n')
			return false;
	return content.length < FEW && text_is_utf8((const char *)content.data, content.length);
}

const char *attachments_type(struct arena *arena, struct bytes content, const char *claimed_type,
			     const char *name)
{
	const char *document = zip_document_type(arena, content);

	if (document)
		return document;
	if (!content.length)
		return "application/x-empty";
	const char *found = magic
				? magic_buffer(magic, content.data,
					       content.length < SAMPLE_BYTES ? content.length : SAMPLE_BYTES)
				: NULL;

	if (!found || !strchr(found, '/'))
		return "application/octet-stream";
	if (!strcmp(found, "application/octet-stream") && is_text(content))
		found = "text/plain";
	return text_type(text_lower_ascii(arena, found), claimed_type, name);
}

/* The part after the last slash or backslash. */
static const char *base_name(const char *name)
{
	const char *slash = strrchr(name, '/'), *backslash = strrchr(name, '\\');

	if (slash && (!backslash || slash > backslash))
		return slash + 1;
	return backslash ? backslash + 1 : name;
}

/* Cuts the name at a character boundary, keeping its ending (".pdf"). */
static char *shorten(struct arena *arena, const char *name)
{
	const char *dot = strrchr(name, '.');
	size_t ending = dot ? strlen(dot) : 0;

	if (strlen(name) <= NAME_BYTES)
		return arena_strdup(arena, name);
	if (ending > ENDING_BYTES)
		ending = 0;
	char *start =
	    text_one_line(arena, arena_strndup(arena, name, strlen(name) - ending), NAME_BYTES - ending);

	return arena_printf(arena, "%s%s", start, ending ? dot : "");
}

/* Device names of Windows, reserved with any ending. */
static bool is_reserved(const char *name)
{
	static const char *const devices[] = {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"};
	size_t length = strcspn(name, ".");

	while (length && name[length - 1] == ' ')
		length--;
	for (size_t i = 0; i < ARRAY_SIZE(devices); i++)
		if (length == strlen(devices[i]) && !strncasecmp(name, devices[i], length))
			return true;
	bool is_port = !strncasecmp(name, "com", 3) || !strncasecmp(name, "lpt", 3);

	/* a digit, or one of the superscripts U+00B9, U+00B2, U+00B3 */
	return is_port && ((length == 4 && name[3] >= '0' && name[3] <= '9') ||
			   (length == 5 && name[3] == '\xc2' && strchr("\xb9\xb2\xb3", name[4])));
}

char *attachments_safe_name(struct arena *arena, const char *name)
{
	const char *base = base_name(text_one_line(arena, text_undirected(arena, name), LIMIT_FIELD_BYTES));
	struct buf safe = {.arena = arena};

	for (const char *at = base; *at; at++)
		buf_addc(&safe, strchr("<>:\"|?*", *at) ? '_' : *at);
	char *trimmed = text_trim(arena, buf_text(&safe));
	size_t length = strlen(trimmed);

	while (length && strchr(". ", trimmed[length - 1]))
		trimmed[--length] = '\0';
	const char *start = trimmed + strspn(trimmed, ". ");

	return shorten(arena, is_reserved(start) ? arena_printf(arena, "_%s", start) : start);
}

/* A name for a part without one, in French, because people read it. */
static const char *default_name(struct arena *arena, size_t number, const char *type)
{
	static const struct {
		const char *type, *ending;
	} endings[] = {
	    {"application/pdf", ".pdf"}, {"image/png", ".png"},	    {"image/jpeg", ".jpg"},
	    {"image/gif", ".gif"},	 {"text/calendar", ".ics"}, {"message/rfc822", ".eml"},
	    {"text/plain", ".txt"},	 {"text/html", ".html"},    {"text/csv", ".csv"},
	    {"text/rtf", ".rtf"},
	};
	const char *ending = "";

	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		if (!strcmp(type, endings[i].type))
			ending = endings[i].ending;
	return arena_printf(arena, "piece-jointe-%zu%s", number, ending);
}

static struct attachment made_of(struct decoding *decoding, const struct attachment_claim *claim,
				 struct bytes content, size_t number)
{
	struct attachment made = {.content = content,
				  .name = attachments_safe_name(decoding->arena, claim->name)};

	made.type = claim->is_message ? "message/rfc822"
				      : attachments_type(decoding->arena, content, claim->type, made.name);
	made.defect = defects_of(content);
	if (!*made.name)
		made.name = default_name(decoding->arena, number, made.type);
	return made;
}

void attachments_add(struct decoding *decoding, const struct attachment_claim *claim, struct bytes content)
{
	struct mail *mail = decoding->mail;

	mail->attachments =
	    scan_grow(decoding->arena, mail->attachments, mail->attachment_count, sizeof(*mail->attachments));
	mail->attachments[mail->attachment_count] =
	    made_of(decoding, claim, content, mail->attachment_count + 1);
	mail->attachment_count++;
}

void attachments_add_forwarded(struct decoding *decoding, const struct attachment_claim *claim,
			       struct bytes content)
{
	struct mail *mail = decoding->mail;

	mail->forwarded =
	    scan_grow(decoding->arena, mail->forwarded, mail->forwarded_count, sizeof(*mail->forwarded));
	mail->forwarded[mail->forwarded_count] = made_of(decoding, claim, content, mail->forwarded_count + 1);
	mail->forwarded_count++;
}

void attachments_find_ids(struct arena *arena, const char *html, struct content_ids *out)
{
	for (const char *at = html; out->count < LIMIT_PARTS && (at = strchr(at, ':')); at++) {
		if (at - html < 3 || strncasecmp(at - 3, "cid", 3))
			continue;
		size_t length = strcspn(at + 1, "\"' \t\r\n<>)&");

		out->ids = scan_grow(arena, out->ids, out->count, sizeof(*out->ids));
		out->ids[out->count++] = arena_strndup(arena, at + 1, length);
	}
}

static bool is_referenced(const struct content_ids *ids, const char *content_id)
{
	for (size_t i = 0; *content_id && i < ids->count; i++)
		if (!strcmp(ids->ids[i], content_id))
			return true;
	return false;
}

/* An image that the HTML shows; or one next to the HTML in multipart/related; or a small one with a
 * Content-ID, like a logo in a signature whose HTML was removed. */
static bool is_inline(const struct attachment *attachment, const struct attachment_claim *claim,
		      const struct content_ids *ids)
{
	if (!text_starts_with(attachment->type, "image/"))
		return false;
	if (is_referenced(ids, claim->content_id))
		return true;
	if (claim->is_attached)
		return false;
	return claim->is_related || (*claim->content_id && attachment->content.length < SMALL_PICTURE_BYTES);
}

static bool has_file(const struct mail *mail)
{
	for (size_t i = 0; i < mail->attachment_count; i++)
		if (!mail->attachments[i].is_inline)
			return true;
	return false;
}

void attachments_tell_inline(struct decoding *decoding, const struct attachment_claim *claims,
			     const struct content_ids *ids)
{
	struct mail *mail = decoding->mail;

	for (size_t i = 0; i < mail->attachment_count; i++)
		mail->attachments[i].is_inline = is_inline(&mail->attachments[i], &claims[i], ids);
	/* An image pasted into the text counts as an attachment when there is no other file: it may be a
	 * scanned page. */
	if (has_file(mail))
		return;
	for (size_t i = 0; i < mail->attachment_count; i++)
		mail->attachments[i].is_inline = !picture_is_page(mail->attachments[i].content);
}
