#include "reader.h"

#include "base/io.h"
#include "base/log.h"
#include "base/text.h"
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	READ_LIMIT_MS = 10000, /* wall clock for one message, both ways */
	ANSWER_BYTES = 160 * 1024 * 1024,
};

struct reader {
	const struct decode_options *options;
	pid_t pid; /* 0: not running */
	int fd;
};

/* What goes before the bytes in each direction. */
struct request {
	int64_t now;
	uint64_t length;
};
struct answer {
	int32_t code; /* OK, or what decode or extract returned; then document is the reason */
	uint64_t document_length, blobs_length;
};

struct reader *reader_new(const struct decode_options *options)
{
	struct reader *reader = calloc(1, sizeof *reader);
	if (!reader)
		abort();
	reader->options = options;
	reader->fd = -1;
	return reader;
}

/* Ends it and returns how it had ended before, if it had (waitpid's status). */
static int reader_stop(struct reader *reader)
{
	int status = 0;
	if (reader->fd >= 0)
		close(reader->fd);
	reader->fd = -1;
	if (!reader->pid)
		return status;
	kill(reader->pid, SIGKILL);
	while (waitpid(reader->pid, &status, 0) < 0 && errno == EINTR)
		;
	reader->pid = 0;
	return status;
}

void reader_free(struct reader **reader)
{
	if (!*reader)
		return;
	reader_stop(*reader);
	free(*reader);
	*reader = NULL;
}

static int answer_send(int fd, int code, const char *document, const struct mail *mail, struct err *err)
{
	struct answer answer = {.code = code, .document_length = strlen(document)};
	for (size_t i = 0; mail && i < mail->attachment_count; i++)
		answer.blobs_length += mail->attachments[i].content.length;
	int rc = io_write_all(fd, &answer, sizeof answer, 0, err);
	if (!rc)
		rc = io_write_all(fd, document, answer.document_length, 0, err);
	for (size_t i = 0; !rc && mail && i < mail->attachment_count; i++)
		rc = io_write_all(fd, mail->attachments[i].content.data, mail->attachments[i].content.length,
				  0, err);
	return rc;
}

static int read_one(int fd, const struct decode_options *options, struct arena *arena, struct err *err)
{
	struct request request;
	int rc = io_read_all(fd, &request, sizeof request, 0, err);
	if (rc)
		return rc;
	unsigned char *raw = arena_alloc(arena, request.length);
	if ((rc = io_read_all(fd, raw, request.length, 0, err)))
		return rc;
	struct findings findings = {0};
	struct err fault = {0};
	clock_set((time_t)request.now);
	rc = decode_mail(arena, (struct bytes){raw, request.length}, options, &findings.mail, &fault);
	if (!rc)
		rc = extract_form(arena, &findings.mail, (time_t)request.now, &findings.form, &fault);
	if (rc)
		return answer_send(fd, rc, fault.text, NULL, err);
	const char *document = wire_encode(arena, &findings);
	if (!document)
		return answer_send(fd, ERR_DATA, "its text can't be passed on", NULL, err);
	return answer_send(fd, OK, document, &findings.mail, err);
}

/* Only the pair and the log stay open: no register, no other process's end. */
static void close_all_but(int fd)
{
	struct rlimit limit;
	int most = getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur > 4096 ? 4096 : (int)limit.rlim_cur;
	for (int other = STDERR_FILENO + 1; other < most; other++)
		if (other != fd)
			close(other);
}

static _Noreturn void reader_main(int fd, const struct decode_options *options)
{
	close_all_but(fd);
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_IGN);	  /* the terminal's ^C is for the supervisor */
	prctl(PR_SET_NAME, "reader");	  /* for those who look at the processes */
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* busy with a message it would not notice that nobody waits */
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	struct err err = {0};
	if (decode_init(&err) || extract_init(&err)) {
		log_event(LOG_LEVEL_ERROR, "reader.unusable", "what=\"%s\"", err.text);
		_exit(1);
	}
	int rc;
	do {
		struct arena *arena = arena_new();
		rc = read_one(fd, options, arena, &err);
		arena_free(&arena);
	} while (!rc);
	_exit(rc == ERR_NOT_FOUND ? 0 : 1);
}

static int reader_start(struct reader *reader, struct err *err)
{
	int pair[2];
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
		return err_set(err, ERR_TEMPORARY, "reader: socketpair: %s", strerror(errno));
	pid_t pid = fork();
	if (pid < 0) {
		close(pair[0]);
		close(pair[1]);
		return err_set(err, ERR_TEMPORARY, "reader: fork: %s", strerror(errno));
	}
	if (!pid)
		reader_main(pair[1], reader->options);
	close(pair[1]);
	fcntl(pair[0], F_SETFD, FD_CLOEXEC);
	fcntl(pair[0], F_SETFL, O_NONBLOCK); /* the deadline holds while writing too */
	reader->pid = pid;
	reader->fd = pair[0];
	return OK;
}

/* Sends the message and receives the answer; any failure here is the reader's end. */
static int exchange(struct reader *reader, struct arena *arena, struct bytes raw, struct answer *answer,
		    char **document, struct bytes *blobs, struct err *err)
{
	long long deadline = io_now_ms() + READ_LIMIT_MS;
	struct request request = {.now = (int64_t)clock_now(), .length = raw.length};
	int rc = io_write_all(reader->fd, &request, sizeof request, deadline, err);
	if (!rc)
		rc = io_write_all(reader->fd, raw.data, raw.length, deadline, err);
	if (!rc)
		rc = io_read_all(reader->fd, answer, sizeof *answer, deadline, err);
	if (rc)
		return rc;
	if (answer->document_length > ANSWER_BYTES || answer->blobs_length > ANSWER_BYTES)
		return err_set(err, ERR_DATA, "the reader's answer is too large");
	*document = arena_alloc(arena, answer->document_length + 1);
	unsigned char *content = arena_alloc(arena, answer->blobs_length);
	*blobs = (struct bytes){content, answer->blobs_length};
	rc = io_read_all(reader->fd, *document, answer->document_length, deadline, err);
	return rc ? rc : io_read_all(reader->fd, content, answer->blobs_length, deadline, err);
}

int reader_read(struct reader *reader, struct arena *arena, struct bytes raw, struct findings *out,
		const char **why, struct err *err)
{
	if (!reader->pid) {
		int rc = reader_start(reader, err);
		if (rc)
			return rc;
	}
	struct answer answer;
	char *document = NULL;
	struct bytes blobs = {0};
	int rc = exchange(reader, arena, raw, &answer, &document, &blobs, err);
	if (rc) {
		int status = reader_stop(reader);
		/* Nobody but the machine's owner, or its want of memory, sends that signal: no proof against
		 * the message, which is tried again as long as failures are counted. */
		if (rc != ERR_TEMPORARY && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
			return err_set(err, ERR_INTERNAL, "the reader was killed");
		*why = rc == ERR_TEMPORARY ? "unreadable: it took longer than 10 s"
					   : "unreadable: it crashed the reader";
		return ERR_DATA;
	}
	if (answer.code) {
		*why = arena_printf(arena, "unreadable: %s", text_one_line(arena, document, 200));
		return answer.code == ERR_LIMIT ? ERR_LIMIT : ERR_DATA;
	}
	rc = wire_decode(arena, document, blobs, out, err);
	if (rc) {
		*why = "unreadable: the reader's answer was damaged";
		reader_stop(reader);
		return ERR_DATA;
	}
	return OK;
}
