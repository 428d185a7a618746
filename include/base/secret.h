/* Passwords and access tokens: the first line of "file:PATH" (refused when others may read it) or of the
 * output of "command:COMMAND". A command is run by /bin/sh without input, in a process group of its own, for
 * at most SECRET_COMMAND_MS. */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include "base/bytes.h"
#include "base/err.h"

#include <sys/types.h>

enum { SECRET_COMMAND_MS = 30000 };

/* Reads a secret; "" and NULL give "". Runs a command and waits for it, so it can't be called under
 * sandbox_enter_stage. ERR_CONFIG, ERR_IO, ERR_TEMPORARY. */
int secret_read(struct arena *arena, const char *source, char **out, struct err *err);

/* The same without blocking, and for processes that may open no file. A child process writes the command's
 * output or the file's content into the pipe; once it has ended, secret_take reads the pipe, given the
 * child's wait status. The process that starts the child never sees the bytes. More than fits into a pipe (64
 * KiB) is no secret: that command never finishes and times out. */
int secret_pipe(int ends[2], struct err *err); /* its read end does not block. ERR_TEMPORARY */
pid_t secret_start(const char *source, int out, struct err *err); /* -1: ERR_TEMPORARY */
void secret_kill(pid_t pid);					  /* the caller still waits for it */
int secret_take(struct arena *arena, const char *source, int status, int fd, char **out,
		struct err *err); /* ERR_CONFIG, ERR_IO */
void secret_forget(int fd);	  /* drops what an earlier command left in the pipe */

#endif
