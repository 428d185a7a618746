#include "base/secret.h"

#include "base/io.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECRET_BYTES = 64 * 1024 };

static const char FILE_PREFIX[] = "file:", COMMAND_PREFIX[] = "command:";

/* What there is to read, its first line. */
static int take_line(struct arena *arena, int fd, char **out, struct err *err)
{
	char text[SECRET_BYTES];
	size_t length = 0, line = 0;
	ssize_t got;
	while (length < sizeof text &&
	       ((got = read(fd, text + length, sizeof text - length)) > 0 || (got < 0 && errno == EINTR)))
		length += got > 0 ? (size_t)got : 0;
	int failed = length == sizeof text ? EFBIG : got < 0 && errno != EAGAIN ? errno : 0;
	while (line < length && text[line] != '\n' && text[line] != '\r')
		line++;
	if (!failed)
		*out = arena_strndup(arena, text, line);
	bytes_wipe(text, length);
	return failed ? err_set(err, ERR_IO, "%s", strerror(failed)) : OK;
}

static int read_file(struct arena *arena, const char *path, char **out, struct err *err)
{
	struct stat status;
	int rc, fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &status))
		rc = err_set(err, ERR_CONFIG, "secret file %s: %s", path, strerror(errno));
	else if (status.st_mode & (S_IRWXG | S_IRWXO) & ~(mode_t)S_IRGRP)
		rc = err_set(err, ERR_CONFIG, "secret file %s: others may read or write it; chmod 600 it",
			     path);
	else if ((rc = take_line(arena, fd, out, err)))
		err_prefix(err, "secret file %s", path);
	if (fd >= 0)
		close(fd);
	return rc;
}

int secret_pipe(int ends[2], struct err *err)
{
	if (pipe(ends))
		return err_set(err, ERR_TEMPORARY, "pipe: %s", strerror(errno));
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	for (int end = 0; end < 2; end++)
		fcntl(ends[end], F_SETFD, FD_CLOEXEC);
	return OK;
}

static _Noreturn void run(const char *command, int out)
{
	int nothing = open("/dev/null", O_RDONLY);
	struct sigaction as_usual = {.sa_handler = SIG_DFL};
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sigaction(SIGPIPE, &as_usual, NULL); /* an ignored signal stays ignored across exec */
	if (nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0)
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

pid_t secret_start(const char *source, int out, struct err *err)
{
	pid_t pid = fork();
	if (!pid)
		run(source + strlen(COMMAND_PREFIX), out);
	if (pid < 0)
		err_set(err, ERR_TEMPORARY, "fork: %s", strerror(errno));
	else
		setpgid(pid, pid); /* whoever of the two comes first */
	return pid;
}

void secret_kill(pid_t pid)
{
	kill(-pid, SIGKILL);
}

int secret_take(struct arena *arena, int status, int fd, char **out, struct err *err)
{
	if (!status)
		return take_line(arena, fd, out, err);
	return err_set(err, ERR_CONFIG, "secret command: it failed or took longer than %d s (wait status %d)",
		       SECRET_COMMAND_MS / 1000, status);
}

void secret_forget(int fd)
{
	char text[4096];
	while (read(fd, text, sizeof text) > 0)
		;
	bytes_wipe(text, sizeof text);
}

/* Waits for the command's end, or makes it. */
static int await(pid_t pid)
{
	enum { LOOK_MS = 10 };
	long long until_ms = io_now_ms() + SECRET_COMMAND_MS;
	int status = 0;
	while (!waitpid(pid, &status, WNOHANG)) {
		if (io_now_ms() > until_ms)
			secret_kill(pid);
		poll(NULL, 0, LOOK_MS);
	}
	return status;
}

static int run_command(struct arena *arena, const char *source, char **out, struct err *err)
{
	int ends[2], rc = secret_pipe(ends, err);
	if (rc)
		return rc;
	pid_t pid = secret_start(source, ends[1], err);
	rc = pid < 0 ? ERR_TEMPORARY : secret_take(arena, await(pid), ends[0], out, err);
	close(ends[0]);
	close(ends[1]);
	return rc;
}

bool secret_is_command(const char *source)
{
	return source && text_starts_with(source, COMMAND_PREFIX);
}

int secret_read(struct arena *arena, const char *source, char **out, struct err *err)
{
	if (secret_is_command(source))
		return run_command(arena, source, out, err);
	if (source && text_starts_with(source, FILE_PREFIX))
		return read_file(arena, source + strlen(FILE_PREFIX), out, err);
	if (source && *source)
		return err_set(err, ERR_CONFIG, "a secret is \"file:PATH\" or \"command:COMMAND\"");
	*out = arena_strdup(arena, "");
	return OK;
}
