/* The reader: a process that turns untrusted bytes into text, files and struct form (decode, extract). It
 * lives in a sandbox (base/sandbox.h): no register, no secret, no file and no socket except its own pair. The
 * sender and its proof are the gate's findings (handle/gate.h), which the reader can't change. A reader
 * process reads mail of one organisation only. When it crashes, hangs or is compromised, only its own message
 * is affected, and the next process is ready. */
#ifndef HANDLE_READER_H
#define HANDLE_READER_H

#include "channel.h"
#include "extract.h"
#include "extract/words.h"

struct reader;

struct findings {
	struct mail mail; /* without plain, html and warnings: the form contains what matters of the text */
	struct form form;
	struct words words; /* without sentences when the form has labels */
};

struct reader *reader_new(struct keeper *keeper); /* must outlive it */
void reader_free(struct reader **reader);

/* Gives a message to the reader process of its organisation (0: none, read by a process of its own), which
 * works while the caller continues. Take the answer before the next message. raw may be freed afterwards. */
void reader_post(struct reader *reader, int64_t organisation, struct bytes raw);
bool reader_is_ready(const struct reader *reader, int timeout_ms);
/* Fills out->form and the members of out->mail that need the whole message. Errors as channel_take. */
int reader_take(struct reader *reader, struct arena *arena, struct findings *out, struct failure *failure,
		struct err *err);

/* The sandbox's main function. */
sandbox_main reader_run;

#endif
