/* The reader: a process in which a stranger's bytes become struct mail and struct form (decode, extract). It
 * lives in a cell (base/sandbox.h): no register, no secret, no file and no socket but its own pair. When it
 * crashes, hangs or breaks out, the message that it had is lost to it alone, and the keeper starts another.
 */
#ifndef HANDLE_READER_H
#define HANDLE_READER_H

#include "extract.h"
#include "extract/words.h"

struct reader;

/* Starts the keeper; options must outlive the reader. ERR_INTERNAL. */
int reader_open(struct reader **out, const struct decode_options *options, struct err *err);
void reader_close(struct reader **reader);

struct findings {
	struct mail mail; /* without plain, html and warnings: the form is what is left of the text */
	struct form form;
	struct words words; /* without sentences where the form has labels */
};

/* Gives the reader a message, whose answer is to be taken before the next one. It reads while the caller goes
 * on. raw is not needed any more afterwards. */
void reader_post(struct reader *reader, struct bytes raw);
/* Whether the answer can be taken without waiting longer. */
bool reader_is_ready(const struct reader *reader, int timeout_ms);
/* ERR_LIMIT, ERR_DATA: the message can't be read, *why says so in English without its content (over a limit,
 * no message at all, crashed the reader, took too long). ERR_INTERNAL: the reader was killed. ERR_TEMPORARY:
 * none can be started now. ERR_UNAVAILABLE: none can be started by this process any more. */
int reader_take(struct reader *reader, struct arena *arena, struct findings *out, const char **why,
		struct err *err);

#endif
