/* The reader: a child process in which a stranger's bytes become struct mail and struct form (decode,
 * extract). It holds no register, no secret and no socket but its own pair; when it crashes or hangs, the
 * message that it had is lost to it alone. */
#ifndef HANDLE_READER_H
#define HANDLE_READER_H

#include "extract.h"

struct reader;

/* options must outlive the reader. The process is started at the first message and again after each crash. */
struct reader *reader_new(const struct decode_options *options);
void reader_free(struct reader **reader);

struct findings {
	struct mail mail; /* without plain, html and warnings: the form is what is left of the text */
	struct form form;
};

/* ERR_LIMIT, ERR_DATA: the message can't be read, *why says so in English without its content (over a limit,
 * no message at all, crashed the reader, took too long). ERR_INTERNAL: the reader was killed. ERR_TEMPORARY: none can be started. */
int reader_read(struct reader *reader, struct arena *arena, struct bytes raw, struct findings *out,
		const char **why, struct err *err);

#endif
