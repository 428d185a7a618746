/* Passwords and access tokens: "file:PATH" (refused when others may read it) or "command:COMMAND", the first
 * line of it. A command is run by /bin/sh without input, as a process group of its own, for at most
 * SECRET_COMMAND_MS. */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include "base/bytes.h"
#include "base/err.h"

#include <sys/types.h>

enum { SECRET_COMMAND_MS = 30000 };

/* "" and NULL give "". Runs a command itself and waits for it: not for a process under sandbox_enter_stage,
 * which may start none. ERR_CONFIG, ERR_IO, ERR_TEMPORARY. */
int secret_read(struct arena *arena, const char *source, char **out, struct err *err);

/* The same in pieces, for those who have other things to do meanwhile, and on behalf of those who may open no
 * file: what a command says, or a file holds, goes into the pipe and is taken from it once the process that
 * brings it has ended, with its wait status. The bytes never pass through the process that starts that one.
 * What does not fit into a pipe (64 KiB) is no secret: that command does not end in time. */
int secret_pipe(int ends[2], struct err *err); /* reading from it does not block. ERR_TEMPORARY */
pid_t secret_start(const char *source, int out, struct err *err); /* -1: ERR_TEMPORARY */
void secret_kill(pid_t pid);					  /* the caller waits for it */
int secret_take(struct arena *arena, const char *source, int status, int fd, char **out,
		struct err *err); /* ERR_CONFIG, ERR_IO */
void secret_forget(int fd);	  /* what a former command has left in the pipe */

#endif
