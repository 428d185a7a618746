/* The message's header block as a table of fields, and the values read from it. */
#ifndef DECODE_HEADERS_H
#define DECODE_HEADERS_H

#include "decoding.h"

struct header {
	const char *name;
	const char *value; /* unfolded but not decoded; NUL bytes became spaces */
	bool is_obsolete;  /* white space before the colon (RFC 5322 section 4.5) */
	bool has_nul;	   /* as received */
};

struct headers {
	struct header *fields; /* topmost first */
	size_t count;
	struct bytes body; /* the rest after the blank line */
};

/* Skips an mbox "From " line and blank lines before the header. */
struct bytes headers_skip_envelope(struct bytes raw);

/* Skips lines that are not fields. */
void headers_read(struct arena *arena, struct bytes raw, struct headers *out);

/* The next field with that name from *position on (start with 0), or NULL. */
const char *headers_next(const struct headers *headers, const char *name, size_t *position);
const char *headers_get(const struct headers *headers, const char *name);

/* Fills message_id, in_reply_to, references, subject, date, from and recipients. */
void headers_fill_mail(struct decoding *decoding, const struct headers *headers);

#endif
