/* The reader: a process in which a stranger's bytes become text, files and struct form (decode, extract). It
 * lives in a sandbox (base/sandbox.h): no register, no secret, no file and no socket but its own pair. It has
 * no say in who wrote and whether that is proven (handle/gate.h). A reader that has read an organisation's
 * mail reads no other's. When it crashes, hangs or breaks out, only its own message is affected, and the next
 * reader is ready. */
#ifndef HANDLE_READER_H
#define HANDLE_READER_H

#include "channel.h"
#include "extract.h"
#include "extract/words.h"

struct reader;

struct findings {
	struct mail mail; /* without plain, html and warnings: the form is what is left of the text */
	struct form form;
	struct words words; /* without sentences where the form has labels */
};

struct reader *reader_new(struct keeper *keeper); /* which must outlive it */
void reader_free(struct reader **reader);

/* Gives a message to the reader of the organisation whose mail it is (0: nobody's, which is read by itself).
 * Its answer is to be taken before the next one. It reads while the caller goes on. raw is not needed any
 * more afterwards. */
void reader_post(struct reader *reader, int64_t organisation, struct bytes raw);
bool reader_is_ready(const struct reader *reader, int timeout_ms);
/* Fills out->form, and what out->mail has from the whole message. Errors as of channel_take. */
int reader_take(struct reader *reader, struct arena *arena, struct findings *out, struct failure *failure,
		struct err *err);

/* What runs in the sandbox. */
sandbox_main reader_run;

#endif
