#include "part.h"

#include "base/text.h"
#include "limits.h"
#include "part_name.h"

int part_count_bytes(struct decoding *decoding, size_t bytes, struct err *err)
{
	decoding->total_bytes += bytes;
	if (decoding->total_bytes > LIMIT_TOTAL_BYTES)
		return err_set(err, ERR_LIMIT, "more than %d bytes decoded", LIMIT_TOTAL_BYTES);
	return OK;
}

static int take_stream(struct decoding *decoding, GMimeStream *stream, struct bytes *out, struct err *err)
{
	GByteArray *array = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)stream);

	*out = bytes_copy(decoding->arena, (struct bytes){array->data, array->len});
	return part_count_bytes(decoding, out->length, err);
}

/* Room for the decoded part, which is never longer than the encoded one. */
static size_t decoded_bytes(GMimeStream *encoded, GMimeContentEncoding encoding)
{
	gint64 length = g_mime_stream_length(encoded);

	if (length < 0)
		return 1;
	return (size_t)(encoding == GMIME_CONTENT_ENCODING_BASE64 ? length / 4 * 3 : length) + 4;
}

/* Decodes the content directly into the arena, so that a large attachment is not held twice. */
int part_content(struct decoding *decoding, GMimePart *part, struct bytes *out, struct err *err)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);

	*out = bytes_of("");
	if (!content)
		return OK;
	GMimeContentEncoding encoding = g_mime_data_wrapper_get_encoding(content);
	GMimeStream *encoded = g_mime_data_wrapper_get_stream(content);
	GMimeStream *decoded = g_mime_stream_filter_new(encoded);
	GMimeFilter *filter = g_mime_filter_basic_new(encoding, FALSE);
	struct buf buf = {.arena = decoding->arena, .capacity = decoded_bytes(encoded, encoding)};
	char block[16 * 1024];
	ssize_t got;

	buf.data = arena_alloc(buf.arena, buf.capacity);
	g_mime_stream_filter_add((GMimeStreamFilter *)decoded, filter);
	g_mime_stream_reset(decoded);
	while (buf.length <= LIMIT_TOTAL_BYTES &&
	       (got = g_mime_stream_read(decoded, block, sizeof block)) > 0)
		buf_add(&buf, block, (size_t)got);
	g_object_unref(filter);
	g_object_unref(decoded);
	*out = (struct bytes){(const unsigned char *)buf_text(&buf), buf.length};
	return part_count_bytes(decoding, out->length, err);
}

/* The bytes of a message within the message. */
int part_message(struct decoding *decoding, GMimeMessage *message, struct bytes *out, struct err *err)
{
	GMimeStream *stream = g_mime_stream_mem_new();

	g_mime_object_write_to_stream((GMimeObject *)message, NULL, stream);
	int rc = take_stream(decoding, stream, out, err);

	g_object_unref(stream);
	return rc;
}

const char *part_type(struct decoding *decoding, GMimeObject *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);
	const char *media = type ? g_mime_content_type_get_media_type(type) : NULL;
	const char *subtype = type ? g_mime_content_type_get_media_subtype(type) : NULL;

	return text_lower_ascii(
	    decoding->arena,
	    arena_printf(decoding->arena, "%s/%s", media ? media : "text", subtype ? subtype : "plain"));
}

const char *part_parameter(GMimeObject *part, const char *name)
{
	const char *value = g_mime_object_get_content_type_parameter(part, name);

	return value ? value : "";
}

struct attachment_claim part_claim(struct decoding *decoding, GMimeObject *part, bool is_related)
{
	GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(part);
	const char *value = disposition ? g_mime_content_disposition_get_disposition(disposition) : NULL;
	const char *id = g_mime_object_get_content_id(part);

	return (struct attachment_claim){
	    .name = part_name(decoding, part),
	    .type = part_type(decoding, part),
	    .content_id = id ? arena_strdup(decoding->arena, id) : "",
	    .is_attached = value && text_equal_ascii(value, "attachment"),
	    .is_disposed = value != NULL,
	    .is_related = is_related,
	};
}
