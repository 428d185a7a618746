/* The texts of one message. The parts of one multipart/alternative are versions of one text; every other text
 * part is separate, and appears in both versions of the message. */
#ifndef DECODE_TEXTS_H
#define DECODE_TEXTS_H

#include "source.h"

struct texts {
	struct decoding *decoding;
	struct text_unit *units; /* the first one is the sender's text, the others are beside it */
	size_t count;
};

/* Starts a separate text. While no line with text exists, it still counts as the first. */
void texts_begin(struct texts *texts);
/* Continues the first text, after a file that was put in the middle of it. */
void texts_resume(struct texts *texts);
/* The lines of that type in the current text, which is started when there is none. */
struct source *texts_source(struct texts *texts, bool is_html);

bool texts_has(const struct texts *texts, bool is_html); /* lines of that type */
/* Whether the sender's text exists in that type only. */
bool texts_is_only(const struct texts *texts, bool is_html);
bool texts_is_blank(const struct texts *texts); /* no non-blank line */

/* Whether most lines of this text, which may be wrapped otherwise, are in the texts already. */
bool texts_hold(const struct texts *texts, const char *text);

/* Adds all lines with their zones to the mail; `subject` and `own` as in zones_tell. */
void texts_finish(struct texts *texts, const char *subject, enum zone own);

#endif
