/* Sends a question to a sandbox and takes its answer, and interprets a missing answer. A question is the
 * bytes of a message; an answer is a code, a document and following bytes. */
#ifndef HANDLE_CHANNEL_H
#define HANDLE_CHANNEL_H

#include "keeper.h"

#include <stdint.h>
#include <time.h>

struct channel {
	struct keeper *keeper;
	enum sandbox_kind kind;
	int fd; /* -1: no sandbox is taken */
	unsigned questions;
	size_t posted_bytes;   /* expected for the present question */
	int unstarted, unsent; /* why the question could not be delivered: no process, or it failed to read */
	struct err fault;      /* sent_rc in words */
};

struct answer {
	char *document;
	struct bytes blobs;
};

/* Why a question was not answered properly. */
struct failure {
	const char *why; /* English, without content of the message */
	bool is_slow;	 /* it used all its time */
};

struct channel channel_of(struct keeper *keeper, enum sandbox_kind kind);
void channel_close(struct channel *channel);
/* Uses another process for the next question. */
void channel_renew(struct channel *channel);

/* Asks; take the answer before the next question. `raw` may be freed afterwards. */
void channel_post(struct channel *channel, struct bytes raw);
/* Whether the answer can be taken without waiting. */
bool channel_is_ready(const struct channel *channel, int timeout_ms);
/* Takes the answer. ERR_LIMIT, ERR_DATA: the message can't be read, failure says why (over a limit, not a
 * message, crashed the process, took too long). ERR_INTERNAL: the process was killed. ERR_TEMPORARY: no
 * process can be started now. ERR_UNAVAILABLE: this process can't start one any more. */
int channel_take(struct channel *channel, struct arena *arena, struct answer *out, struct failure *failure,
		 struct err *err);
/* The answer was invalid: ERR_DATA with the reason, and another process from now on. */
int channel_reject(struct channel *channel, struct failure *failure);

/* The sandbox's side: takes the next question, setting the clock to its time; sends its answer. ERR_IO,
 * ERR_NOT_FOUND: no more questions. */
int channel_receive(int fd, struct arena *arena, struct bytes *raw, time_t *now, struct err *err);
int channel_answer(int fd, int code, const char *document, const struct bytes *blobs, size_t blob_count,
		   struct err *err);

#endif
