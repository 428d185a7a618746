/* The texts and attachments inside winmail.dat. */
#include "parts_walk.h"

#include "base/text.h"
#include "calendar.h"
#include "charset.h"
#include "limits.h"
#include "rtf.h"
#include "tnef.h"

/* As a charset's name; UTF-16 is not handled as a code page. */
static const char *codepage_name(struct arena *arena, unsigned codepage, bool is_utf16)
{
	enum { CP_UTF8 = 65001, CP_LATIN_1 = 28591, CP_LATIN_9 = 28605 };

	if (is_utf16)
		return "utf-16le";
	if (codepage == CP_UTF8)
		return "utf-8";
	if (codepage >= CP_LATIN_1 && codepage <= CP_LATIN_9)
		return arena_printf(arena, "iso-8859-%u", codepage - CP_LATIN_1 + 1);
	return codepage ? arena_printf(arena, codepage / 10 == 125 ? "windows-%u" : "cp%u", codepage) : "";
}

static const char *packed_text(struct walk *walk, const struct tnef *tnef, struct tnef_text text)
{
	struct decoding *decoding = walk->decoding;
	const char *charset = codepage_name(decoding->arena, tnef->codepage, text.is_utf16);

	return text.bytes.length ? charset_decode(decoding, text.bytes, charset) : "";
}

/* A text that the message itself lacks is beside its own: Exchange repeats the text of a message, but a
 * gateway may have put a text of its own, or an empty one, before the only form. `is_version`: it may be the
 * other version of a text in HTML. */
static int add_plain(struct walk *walk, const char *text, bool is_version)
{
	const struct plain_format fixed = {0};
	struct texts *texts = &walk->texts;

	if (!is_version || texts_has(texts, false) || texts_is_blank(texts)) {
		if (texts_hold(texts, text))
			return OK;
		texts_begin(texts);
	}
	return parts_add_text(walk, "utf-8", fixed, false, bytes_of(text));
}

/* The text of each kind; rich text only when there is no other. */
static int unpack_texts(struct walk *walk, const struct tnef *tnef)
{
	struct arena *arena = walk->decoding->arena;
	const struct plain_format fixed = {0};
	bool needs_html = !texts_has(&walk->texts, true) && tnef->html.bytes.length;
	struct bytes rtf;
	int rc = OK;

	if (tnef->plain.bytes.length)
		rc = add_plain(walk, packed_text(walk, tnef, tnef->plain), true);
	if (!rc && needs_html)
		rc = parts_add_text(walk, codepage_name(arena, tnef->html_codepage, tnef->html.is_utf16),
				    fixed, true, tnef->html.bytes);
	if (rc || tnef->plain.bytes.length || needs_html || !tnef->rtf.length)
		return rc;
	if (!rtf_decompress(arena, tnef->rtf, LIMIT_TEXT_BYTES, &rtf)) {
		decoding_warn(walk->decoding, "the rich text of a winmail.dat can't be read");
		return OK;
	}
	rc = part_count_bytes(walk->decoding, rtf.length, walk->err);
	return rc ? rc : add_plain(walk, rtf_text(arena, rtf), false);
}

/* Treats its texts and attachments as the message's own. A damaged one stays an attachment. */
static int unpack(struct walk *walk, const struct packed *packed)
{
	struct decoding *decoding = walk->decoding;
	struct tnef tnef;
	int rc = tnef_read(decoding->arena, packed->content, &tnef, walk->err);

	if (rc == ERR_DATA) {
		decoding_warn(decoding, "a winmail.dat that can't be read");
		return parts_add_attachment(walk, packed->claim, packed->content);
	}
	if (!rc)
		rc = unpack_texts(walk, &tnef);
	if (!rc && !walk->is_forwarded)
		calendar_take_tnef(decoding, &tnef, packed_text(walk, &tnef, tnef.message_class),
				   packed_text(walk, &tnef, tnef.subject),
				   packed_text(walk, &tnef, tnef.meeting.location));
	for (size_t i = 0; !rc && i < tnef.file_count; i++) {
		const struct tnef_file *file = &tnef.files[i];
		struct attachment_claim claim = {
		    .name = packed_text(walk, &tnef, file->name),
		    .type = text_lower_ascii(decoding->arena, packed_text(walk, &tnef, file->type)),
		    .content_id = packed_text(walk, &tnef, file->content_id),
		};

		if (++decoding->parts > LIMIT_PARTS)
			return err_set(walk->err, ERR_LIMIT, "more than %d parts", LIMIT_PARTS);
		rc = parts_add_attachment(walk, claim, file->content);
	}
	return rc;
}

int parts_unpack(struct walk *walk)
{
	int rc = OK;

	for (size_t i = 0; !rc && i < walk->packed_count; i++)
		rc = unpack(walk, &walk->packed[i]);
	walk->packed = NULL;
	walk->packed_count = 0;
	return rc;
}
