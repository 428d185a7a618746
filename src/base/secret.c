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

static bool secret_is_command(const char *source)
{
	return source && text_starts_with(source, COMMAND_PREFIX);
}

/* Reads fd to the end and keeps the first line. */
static int take_line(struct arena *arena, int fd, char **out, struct err *err)
{
	char text[SECRET_BYTES];
	size_t length = 0, line = 0;
	ssize_t got;
	while (length < sizeof text &&
	       ((got = read(fd, text + length, sizeof text - length)) > 0 || (got < 0 && errno == EINTR)))
		length += got > 0 ? (size_t)got : 0;
	int failed = length == sizeof text ? EFBIG : got < 0 && errno != EAGAIN ? errno : 0;
	struct bytes all = bytes_without_mark((struct bytes){(const unsigned char *)text, length});
	while (line < all.length && all.data[line] != '\n' && all.data[line] != '\r')
		line++;
	if (!failed)
		*out = arena_strndup(arena, (const char *)all.data, line);
	bytes_wipe(text, length);
	return failed ? err_set(err, ERR_IO, "%s", strerror(failed)) : OK;
}

/* Results of open_file besides errno's values; *fd is open when the result is 0. */
enum { OTHERS_MAY = 250, NO_SOURCE };

static int open_file(const char *path, int *fd)
{
	struct stat status = {0};
	*fd = open(path, O_RDONLY | O_CLOEXEC);
	int fault = *fd < 0 || fstat(*fd, &status) ? errno : 0;
	if (!fault && S_ISDIR(status.st_mode))
		fault = EISDIR;
	if (!fault && status.st_mode & (S_IRWXG | S_IRWXO) & ~(mode_t)S_IRGRP)
		fault = OTHERS_MAY;
	if (fault && *fd >= 0)
		close(*fd);
	return fault;
}

static int file_fault(const char *path, int fault, struct err *err)
{
	return err_set(err, ERR_CONFIG, "secret file %s: %s", path,
		       fault == OTHERS_MAY ? "others may read or write it; chmod 600 it" : strerror(fault));
}

static int read_file(struct arena *arena, const char *path, char **out, struct err *err)
{
	int fd, fault = open_file(path, &fd);
	if (fault)
		return file_fault(path, fault, err);
	int rc = take_line(arena, fd, out, err);
	if (rc)
		err_prefix(err, "secret file %s", path);
	close(fd);
	return rc;
}

/* Writes the file's bytes to `out`, for a stage that may not open the file. */
static _Noreturn void hand_over(const char *path, int out)
{
	char text[4096];
	int fd, fault = open_file(path, &fd);
	ssize_t got = 0;
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	while (!fault && (got = read(fd, text, sizeof text)) > 0)
		fault = io_write_all(out, text, (size_t)got, 0, NULL) ? EIO : 0;
	bytes_wipe(text, sizeof text);
	_exit(got < 0 ? EIO : fault);
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
	sigaction(SIGPIPE, &as_usual, NULL); /* an ignored signal stays ignored across exec, so restore the
						default */
	if (nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0)
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

pid_t secret_start(const char *source, int out, struct err *err)
{
	pid_t pid = fork();
	if (!pid && secret_is_command(source))
		run(source + strlen(COMMAND_PREFIX), out);
	if (!pid && text_starts_with(source, FILE_PREFIX))
		hand_over(source + strlen(FILE_PREFIX), out);
	if (!pid)
		_exit(NO_SOURCE);
	if (pid < 0)
		err_set(err, ERR_TEMPORARY, "fork: %s", strerror(errno));
	else
		setpgid(pid, pid); /* the child does this too: either may run first */
	return pid;
}

void secret_kill(pid_t pid)
{
	kill(-pid, SIGKILL);
}

static const char NO_SOURCE_TEXT[] = "a secret is \"file:PATH\" or \"command:COMMAND\"";

int secret_take(struct arena *arena, const char *source, int status, int fd, char **out, struct err *err)
{
	if (!status)
		return take_line(arena, fd, out, err);
	if (WIFEXITED(status) && WEXITSTATUS(status) == NO_SOURCE)
		return err_set(err, ERR_CONFIG, "%s", NO_SOURCE_TEXT);
	if (WIFEXITED(status) && text_starts_with(source, FILE_PREFIX))
		return file_fault(source + strlen(FILE_PREFIX), WEXITSTATUS(status), err);
	return WIFEXITED(status)
		   ? err_set(err, ERR_CONFIG, "secret command: exit status %d; try it by hand, as this user",
			     WEXITSTATUS(status))
		   : err_set(err, ERR_CONFIG, "secret command: ended by signal %d, or took longer than %d s",
			     WTERMSIG(status), SECRET_COMMAND_MS / 1000);
}

void secret_forget(int fd)
{
	char text[4096];
	while (read(fd, text, sizeof text) > 0)
		;
	bytes_wipe(text, sizeof text);
}

/* Waits for the command's end, and kills it after its time limit. */
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
	rc = pid < 0 ? ERR_TEMPORARY : secret_take(arena, source, await(pid), ends[0], out, err);
	close(ends[0]);
	close(ends[1]);
	return rc;
}

int secret_read(struct arena *arena, const char *source, char **out, struct err *err)
{
	if (secret_is_command(source))
		return run_command(arena, source, out, err);
	if (source && text_starts_with(source, FILE_PREFIX))
		return read_file(arena, source + strlen(FILE_PREFIX), out, err);
	if (source && *source)
		return err_set(err, ERR_CONFIG, "%s", NO_SOURCE_TEXT);
	*out = arena_strdup(arena, "");
	return OK;
}
