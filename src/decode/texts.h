/* The texts of one message. Only the parts of one multipart/alternative are versions of one text; every other
 * part is a text for itself, and stands in both versions of the message. */
#ifndef DECODE_TEXTS_H
#define DECODE_TEXTS_H

#include "source.h"

struct texts {
	struct decoding *decoding;
	struct text_unit *units; /* the first is what the sender wrote, further ones stand beside it */
	size_t count;
};

/* Begins a text for itself. As long as there is no line with text, it is still the first. */
void texts_begin(struct texts *texts);
/* Goes on with the first one: what stands behind a file that was put into the middle of a text. */
void texts_resume(struct texts *texts);
/* Where the lines of that type go; its text is begun when there is none. */
struct source *texts_source(struct texts *texts, bool is_html);

bool texts_has(const struct texts *texts, bool is_html); /* lines of that type */
/* Whether the sender's text exists, and in that type alone. */
bool texts_is_only(const struct texts *texts, bool is_html);
bool texts_is_blank(const struct texts *texts); /* no line with text at all */

/* Adds all lines with their zones to the mail; `subject` and `own` as in zones_tell. */
void texts_finish(struct texts *texts, const char *subject, enum zone own);

#endif
