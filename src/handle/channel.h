/* One question to a sandbox and its answer, and what it means when none comes. A question is a message's
 * bytes, an answer a code, a document and the bytes behind it. */
#ifndef HANDLE_CHANNEL_H
#define HANDLE_CHANNEL_H

#include "keeper.h"

#include <stdint.h>
#include <time.h>

struct channel {
	struct keeper *keeper;
	enum sandbox_kind kind;
	int fd; /* -1: none is taken */
	unsigned questions;
	size_t posted_bytes;   /* of the question that it has */
	int unstarted, unsent; /* why it has not got it: no process, or one that did not take it */
	struct err fault;      /* the former in words */
};

struct answer {
	char *document;
	struct bytes blobs;
};

/* How a question ended that was not answered as it should be. */
struct failure {
	const char *why; /* English, without the message's content */
	bool is_slow;	 /* it took all the time that it might */
};

struct channel channel_of(struct keeper *keeper, enum sandbox_kind kind);
void channel_close(struct channel *channel);
/* The next question goes to another process. */
void channel_renew(struct channel *channel);

/* Asks; the answer is to be taken before the next question. `raw` is not needed any more afterwards. */
void channel_post(struct channel *channel, struct bytes raw);
/* Whether the answer can be taken without waiting longer. */
bool channel_is_ready(const struct channel *channel, int timeout_ms);
/* ERR_LIMIT, ERR_DATA: the message can't be read, failure says why (over a limit, no message at all, crashed
 * the process, took too long). ERR_INTERNAL: the process was killed. ERR_TEMPORARY: none can be started now.
 * ERR_UNAVAILABLE: none can be started by this process any more. */
int channel_take(struct channel *channel, struct arena *arena, struct answer *out, struct failure *failure,
		 struct err *err);
/* The answer makes no sense: ERR_DATA with its reason, and another process from now on. */
int channel_reject(struct channel *channel, struct failure *failure);

/* The sandbox's side. The next question, with the clock set to its time; and the answer to it. ERR_IO,
 * ERR_NOT_FOUND: there is no more. */
int channel_receive(int fd, struct arena *arena, struct bytes *raw, time_t *now, struct err *err);
int channel_answer(int fd, int code, const char *document, const struct bytes *blobs, size_t blob_count,
		   struct err *err);

#endif
