#include "header_block.h"

#include "authentication.h"
#include "charset.h"
#include "limits.h"
#include "nature.h"
#include "scan.h"

int decode_header_init(struct err *err)
{
	charset_init();
	return authentication_init(err);
}

struct bytes decode_header_block(struct bytes raw)
{
	enum {
		MOST = LIMIT_BLOCK_BYTES + 1
	}; /* a block over the limit is cut, but so that it is still over it */
	struct bytes block = headers_skip_envelope(raw), line;

	if (block.length > MOST)
		block.length = MOST;
	struct bytes rest = block;

	while (scan_line(&rest, &line) && line.length)
		;
	block.length -= rest.length;
	return block;
}

int header_fill_mail(struct decoding *decoding, struct bytes raw, struct headers *headers, struct err *err)
{
	headers_read(decoding->arena, raw, headers);
	if (!headers->count)
		return err_set(err, ERR_DATA, "no header field: not a message");
	headers_fill_mail(decoding, headers);
	authentication_tell(decoding, headers);
	nature_tell(decoding, headers);
	return OK;
}

int decode_header(struct arena *arena, struct bytes block, const struct decode_options *options,
		  struct mail *out, struct err *err)
{
	struct decoding decoding = {.arena = arena, .options = options, .mail = out};
	struct headers headers;
	int rc;

	*out = (struct mail){0};
	block = decode_header_block(block);
	if ((rc = limits_check(block, err)))
		return rc;
	if (block.length > LIMIT_BLOCK_BYTES)
		return err_set(err, ERR_LIMIT, "more than %d bytes in a header block", LIMIT_BLOCK_BYTES);
	return header_fill_mail(&decoding, block, &headers, err);
}

char *mail_hash(struct arena *arena, const struct mail *mail)
{
	struct buf text = {.arena = arena};
	char hex[HASH_HEX_BYTES];

	for (size_t i = 0; i < mail->from_count; i++)
		buf_printf(&text, "%s ", mail->from[i]);
	buf_printf(&text, "\n%s\n%s\n%s", mail->subject, mail->date,
		   mail->content_hash ? mail->content_hash : "");
	struct bytes all = buf_bytes(&text);

	hash_sha256(&all, 1, hex);
	return arena_strdup(arena, hex);
}
