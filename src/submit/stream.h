/* The bytes of a letter: its parts joined, with all line ends (CRLF, bare CR, bare LF) written alike. */
#ifndef SUBMIT_STREAM_H
#define SUBMIT_STREAM_H

#include "base/bytes.h"

#include <stdbool.h>

struct stream {
	const struct bytes *parts;
	size_t part_count;
	const char *newline; /* "\r\n" on the wire, "\n" in a Maildir */
	size_t part, offset; /* the next byte to read */
	bool is_after_cr;    /* a LF now belongs to the CR before it, even across parts */
	const char *pending; /* rest of the last newline that did not fit */
};

void stream_start(struct stream *stream, const struct bytes *parts, size_t part_count, const char *newline);
/* Writes at most `room` bytes; 0 at the end. */
size_t stream_read(struct stream *stream, char *out, size_t room);

#endif
