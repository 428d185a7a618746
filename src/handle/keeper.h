/* The keeper of the sandboxes: a process that loads what they need, never sees a message, and keeps one
 * process of each kind ready in its sandbox, so that starting one takes no time. The keeper is this program
 * executed again (execve), so that the register, its key, the configuration and secrets were never in its
 * memory or theirs. */
#ifndef HANDLE_KEEPER_H
#define HANDLE_KEEPER_H

#include "decode.h"

struct keeper;

enum sandbox_kind {
	SANDBOX_GATE,	/* reads header blocks (gate.h) */
	SANDBOX_READER, /* reads messages (reader.h) */
	SANDBOX_KINDS
};

/* Main function of a sandbox: answers questions on its end of a socket pair until that is closed or fails. */
typedef int sandbox_main(const struct decode_options *options, int fd, struct err *err);

/* Files that the sandboxes load. */
struct sandbox_files {
	const char *templates; /* folder with the phrases; "": the built-in ones */
	const char *rules;     /* rules on offers; "": none */
};

/* Starts the keeper and passes it the options and files. ERR_INTERNAL. */
int keeper_open(struct keeper **out, const struct decode_options *options, const struct sandbox_files *files,
		struct err *err);
void keeper_close(struct keeper **keeper); /* ends the sandboxes too */

/* Takes the ready sandbox and ends the former one of its kind. *fd, non-blocking, is our end of its socket
 * pair. ERR_UNAVAILABLE: the keeper is gone; ERR_TEMPORARY: it can't start a sandbox now. */
int keeper_start(struct keeper *keeper, enum sandbox_kind kind, int *fd, struct err *err);
/* Ends the sandbox that was taken, if it is running; *status as waitpid. ERR_UNAVAILABLE. */
int keeper_end(struct keeper *keeper, enum sandbox_kind kind, int *status, struct err *err);

/* Runs the keeper until it ends; `prepare` loads what the sandboxes need. Returns an exit status. */
bool keeper_is_asked_for(void);
int keeper_main(sandbox_main *const mains[SANDBOX_KINDS],
		int (*prepare)(const struct sandbox_files *files, struct err *err));

#endif
