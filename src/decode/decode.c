#include "decode.h"

#include "attachments.h"
#include "authentication.h"
#include "base/hash.h"
#include "base/text.h"
#include "charset.h"
#include "headers.h"
#include "limits.h"
#include "nature.h"
#include "parts.h"
#include "report.h"
#include "scan.h"

#include <gmime/gmime.h>

int decode_init(struct err *err)
{
	static bool is_ready;
	int rc;

	if (is_ready)
		return OK;
	charset_init();
	g_mime_init();
	if ((rc = attachments_init(err)) || (rc = authentication_init(err)))
		return rc;
	is_ready = true;
	return OK;
}

/* Without the "From " line of an mbox file and blank lines before the header. */
static struct bytes skip_envelope(struct bytes raw)
{
	struct bytes rest = raw, line;

	while (scan_line(&rest, &line)) {
		if (line.length && (line.length < 5 || memcmp(line.data, "From ", 5)))
			break;
		raw = rest;
	}
	return raw;
}

/* Each field is ended by a newline, so that one can't pass for the beginning of the next. The body's line
 * ends don't count. */
static const char *content_hash(struct arena *arena, const struct mail *mail, struct bytes body)
{
	struct buf fields = {.arena = arena};
	char hex[HASH_HEX_BYTES];

	for (size_t i = 0; i < mail->from_count; i++)
		buf_printf(&fields, "%s ", mail->from[i].email);
	buf_printf(&fields, "\n%s\n%s\n", mail->subject, mail->date);
	struct hash *hash = hash_new(arena);
	struct bytes line;

	hash_add(hash, buf_bytes(&fields));
	while (scan_line(&body, &line))
		hash_add(hash, line);
	hash_end(hash, hex);
	return arena_strdup(arena, hex);
}

int decode_mail(struct arena *arena, struct bytes raw, const struct decode_options *options, struct mail *out,
		struct err *err)
{
	struct decoding decoding = {.arena = arena, .options = options, .mail = out};
	struct headers headers;
	int rc;

	*out = (struct mail){0};
	raw = skip_envelope(raw);
	if ((rc = limits_check(raw, err)))
		return rc;
	headers_read(arena, raw, &headers);
	if (!headers.count)
		return err_set(err, ERR_DATA, "no header field: not a message");
	headers_fill_mail(&decoding, &headers);
	authentication_tell(&decoding, &headers);
	nature_tell(&decoding, &headers);
	out->content_hash = content_hash(arena, out, headers.body);
	if ((rc = parts_read(&decoding, raw, err)))
		return rc;
	report_tell(&decoding, &headers);
	return OK;
}
