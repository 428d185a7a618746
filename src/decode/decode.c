#include "decode.h"

#include "addresses.h"
#include "attachments.h"
#include "calendar.h"
#include "header_block.h"
#include "limits.h"
#include "parts.h"
#include "report.h"

#include <gmime/gmime.h>

int decode_init(struct err *err)
{
	static bool is_ready;
	int rc;

	if (is_ready)
		return OK;
	g_mime_init();
	calendar_init();
	if ((rc = decode_header_init(err)) || (rc = attachments_init(err)))
		return rc;
	is_ready = true;
	return OK;
}

int decode_mail(struct arena *arena, struct bytes raw, const struct decode_options *options, struct mail *out,
		struct err *err)
{
	struct decoding decoding = {
	    .arena = arena, .options = options, .mail = out, .content = hash_new(arena)};
	struct headers headers;
	char hex[HASH_HEX_BYTES];
	int rc;

	*out = (struct mail){0};
	raw = headers_skip_envelope(raw);
	if ((rc = limits_check(raw, err)) || (rc = header_fill_mail(&decoding, raw, &headers, err)) ||
	    (rc = parts_read(&decoding, raw, err)))
		return rc;
	calendar_read(&decoding);
	const char *from = headers_get(&headers, "From");

	out->from_name = from ? addresses_name(&decoding, from) : "";
	hash_end(decoding.content, hex);
	out->content_hash = arena_strdup(arena, hex);
	report_tell(&decoding, &headers);
	return OK;
}
