/* The keeper of the sandboxes: a process that loads what they need, sees no message, and has one of each kind
 * ready, in its sandbox already, so that the next one costs no time. It is this program anew (execve), so
 * that nothing of the register, its key, the configuration or a secret is or ever was in its memory or in
 * theirs.
 */
#ifndef HANDLE_KEEPER_H
#define HANDLE_KEEPER_H

#include "decode.h"

struct keeper;

enum sandbox_kind {
	SANDBOX_GATE,	/* reads header blocks (gate.h) */
	SANDBOX_READER, /* reads messages (reader.h) */
	SANDBOX_KINDS
};

/* What a sandbox does: question after question on its end of a pair, until that is closed or fails. */
typedef int sandbox_main(const struct decode_options *options, int fd, struct err *err);

/* The data that the sandboxes need. */
struct sandbox_files {
	const char *templates; /* the folder with the phrases; "": those that the program carries */
	const char *rules;     /* on offers; "": none */
};

/* Starts the keeper and tells it the options, and where its data is. ERR_INTERNAL. */
int keeper_open(struct keeper **out, const struct decode_options *options, const struct sandbox_files *files,
		struct err *err);
void keeper_close(struct keeper **keeper); /* ends the sandboxes too */

/* Takes the sandbox that is ready and ends the former one of its kind. *fd, non-blocking, is our end of its
 * pair. ERR_UNAVAILABLE: the keeper is gone; ERR_TEMPORARY: it can't start one now. */
int keeper_start(struct keeper *keeper, enum sandbox_kind kind, int *fd, struct err *err);
/* Ends the sandbox that was taken, unless it has ended already; *status as of waitpid. ERR_UNAVAILABLE. */
int keeper_end(struct keeper *keeper, enum sandbox_kind kind, int *status, struct err *err);

/* Runs the keeper to its end; `prepare` loads what the sandboxes need. Returns an exit status. */
bool keeper_is_asked_for(void);
int keeper_main(sandbox_main *const mains[SANDBOX_KINDS],
		int (*prepare)(const struct sandbox_files *files, struct err *err));

#endif
