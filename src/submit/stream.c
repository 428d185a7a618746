#include "stream.h"

#include <string.h>

enum { LINE_BYTES = 1000 }; /* RFC 5321 4.5.3.1.6 */

void stream_start(struct stream *stream, const struct bytes *parts, size_t part_count, const char *newline)
{
	*stream =
	    (struct stream){.parts = parts, .part_count = part_count, .newline = newline, .pending = ""};
}

/* The part before the next line end; of an overlong line its beginning. */
static size_t plain_run(const unsigned char *data, size_t length)
{
	size_t most = length < LINE_BYTES ? length : LINE_BYTES;
	const unsigned char *lf = memchr(data, '\n', most);
	size_t run = lf ? (size_t)(lf - data) : most;
	const unsigned char *cr = memchr(data, '\r', run);

	return cr ? (size_t)(cr - data) : run;
}

static size_t take_pending(struct stream *stream, char *out, size_t room)
{
	size_t length = strlen(stream->pending);

	if (length > room)
		length = room;
	memcpy(out, stream->pending, length);
	stream->pending += length;
	return length;
}

/* Reads one CR or LF; the LF of a CRLF adds nothing. */
static void take_line_end(struct stream *stream, unsigned char c)
{
	if (!(c == '\n' && stream->is_after_cr))
		stream->pending = stream->newline;
	stream->is_after_cr = c == '\r';
	stream->offset++;
}

size_t stream_read(struct stream *stream, char *out, size_t room)
{
	size_t written = take_pending(stream, out, room);

	while (written < room && stream->part < stream->part_count) {
		const struct bytes *part = &stream->parts[stream->part];
		size_t left = part->length - stream->offset;
		size_t limit = left < room - written ? left : room - written;

		if (left == 0) {
			stream->part++;
			stream->offset = 0;
			continue;
		}
		const unsigned char *data = part->data + stream->offset;
		size_t run = plain_run(data, limit);

		if (run > 0) {
			memcpy(out + written, data, run);
			written += run;
			stream->offset += run;
			stream->is_after_cr = false;
		} else {
			take_line_end(stream, *data);
			written += take_pending(stream, out + written, room - written);
		}
	}
	return written;
}
