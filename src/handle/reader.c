#include "reader.h"

#include "base/io.h"
#include "base/sandbox.h"
#include "base/text.h"
#include "hooks.h"
#include "keeper.h"
#include "wire.h"

#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	READ_LIMIT_MS = 8000, /* wall clock for one message, both ways; and this for each MiB of it: */
	READ_LIMIT_MS_PER_MIB = 100,
	ANSWER_BYTES = 160 * 1024 * 1024,
	MOST_MESSAGES =
	    100, /* of one reader: what a library leaks and what a message may have done to it end here */
};

struct reader {
	struct keeper *keeper;
	struct keeper_work work;
	int fd; /* -1: none is running */
	unsigned messages;
	size_t posted_bytes;   /* of the message that it has */
	int unstarted, unsent; /* why it has not got it: no process, or one that did not take it */
	struct err fault;      /* the former in words */
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
	struct arena *raw_arena = arena_new();
	unsigned char *raw = arena_alloc(raw_arena, request.length);
	struct findings findings = {0};
	struct err fault = {0};
	if ((rc = io_read_all(fd, raw, request.length, 0, err))) {
		arena_free(&raw_arena);
		return rc;
	}
	clock_set((time_t)request.now);
	sandbox_renew_time();
	hooks_obey((struct bytes){raw, request.length});
	rc = decode_mail(arena, (struct bytes){raw, request.length}, options, &findings.mail, &fault);
	arena_free(&raw_arena); /* before the answer takes its place in the memory of the other side */
	if (!rc)
		rc = extract_form(arena, &findings.mail, (time_t)request.now, &findings.form, &fault);
	if (!rc && findings.form.is_wordy)
		rc = words_read(arena, &findings.mail, (time_t)request.now, &findings.words, &fault);
	if (rc)
		return answer_send(fd, rc, fault.text, NULL, err);
	const char *document = wire_encode(arena, &findings);
	if (!document)
		return answer_send(fd, ERR_DATA, "its text can't be passed on", NULL, err);
	return answer_send(fd, OK, document, &findings.mail, err);
}

static int prepare(struct err *err)
{
	int rc = decode_init(err);
	return rc ? rc : extract_init(err);
}

/* The reader's life: message after message, in its cell. */
static int run(const void *options, int fd, struct err *err)
{
	prctl(PR_SET_NAME, "reader"); /* for those who look at the processes */
	int rc = sandbox_enter_reader(fd, err);
	if (rc)
		return rc;
	do {
		struct arena *arena = arena_new();
		rc = read_one(fd, options, arena, err);
		arena_free(&arena);
	} while (!rc);
	_exit(0);
}

int reader_open(struct reader **out, const struct decode_options *options, struct err *err)
{
	struct reader *reader = calloc(1, sizeof *reader);
	if (!reader)
		abort();
	signal(SIGPIPE, SIG_IGN); /* a reader that has died is an error of write() */
	*reader = (struct reader){.work = {prepare, run, options}, .fd = -1};
	int rc = keeper_open(&reader->keeper, &reader->work, err);
	if (rc)
		reader_close(&reader);
	*out = reader;
	return rc;
}

void reader_close(struct reader **reader)
{
	if (!*reader)
		return;
	if ((*reader)->fd >= 0)
		close((*reader)->fd);
	keeper_close(&(*reader)->keeper);
	free(*reader);
	*reader = NULL;
}

/* What ended the reader, when it did not end as we asked. */
static const char *cause_of(int status)
{
	static const struct {
		int signal;
		const char *why;
	} CAUSES[] = {
	    {SIGXCPU, "unreadable: it took too long"},
	    {SIGKILL, "unreadable: it took too long"}, /* by the keeper, as we asked */
	    {SIGSYS, "unreadable: it made the reader do what it may not"},
	};
	for (size_t i = 0; WIFSIGNALED(status) && i < ARRAY_SIZE(CAUSES); i++)
		if (CAUSES[i].signal == WTERMSIG(status))
			return CAUSES[i].why;
	return "unreadable: it crashed the reader";
}

/* Ends the reader and says how it ended (waitpid's status); the next message gets a new one. ERR_UNAVAILABLE:
 * that is not known. */
static int reader_stop(struct reader *reader, int *status)
{
	struct err ignored;
	close(reader->fd);
	reader->fd = -1;
	return keeper_end(reader->keeper, status, &ignored);
}

static long long deadline_ms(const struct reader *reader)
{
	return io_now_ms() + READ_LIMIT_MS + (long long)(reader->posted_bytes >> 20) * READ_LIMIT_MS_PER_MIB;
}

static int post(struct reader *reader, struct bytes raw, struct err *err)
{
	struct request request = {.now = (int64_t)clock_now(), .length = raw.length};
	long long deadline = deadline_ms(reader);
	int rc = io_write_all(reader->fd, &request, sizeof request, deadline, err);
	return rc ? rc : io_write_all(reader->fd, raw.data, raw.length, deadline, err);
}

/* Receives the answer; any failure here is the reader's end. */
static int receive(struct reader *reader, struct arena *arena, struct answer *answer, char **document,
		   struct bytes *blobs, struct err *err)
{
	long long deadline = deadline_ms(reader);
	int rc = io_read_all(reader->fd, answer, sizeof *answer, deadline, err);
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

/* The reader's own words go into the register and the log: one that was subverted must not forge lines there.
 */
static const char *harmless(struct arena *arena, const char *reason)
{
	char *text = text_one_line(arena, reason, 200);
	for (char *c = text; *c; c++)
		if ((unsigned char)*c > 0x7E || *c == '"' || *c == '=')
			*c = '?';
	return text;
}

void reader_post(struct reader *reader, struct bytes raw)
{
	int status;
	struct err ignored;
	reader->unstarted = reader->unsent = OK;
	reader->posted_bytes = raw.length;
	if (reader->fd >= 0 && ++reader->messages >= MOST_MESSAGES)
		reader_stop(reader, &status);
	if (reader->fd < 0) {
		reader->unstarted = keeper_start(reader->keeper, &reader->fd, &reader->fault);
		reader->messages = 0;
	}
	if (!reader->unstarted)
		reader->unsent = post(reader, raw, &ignored);
}

bool reader_is_ready(const struct reader *reader, int timeout_ms)
{
	struct pollfd answer = {.fd = reader->fd, .events = POLLIN};
	return reader->unstarted || reader->unsent || poll(&answer, 1, timeout_ms) > 0;
}

/* What became of the reader that gave no answer. */
static int bury(struct reader *reader, int rc, const char **why, struct err *err)
{
	int status;
	/* A reader ends with its keeper: that says nothing of the message. */
	if (reader_stop(reader, &status))
		return err_set(err, ERR_UNAVAILABLE, "the reader was lost with its keeper");
	/* Nobody but the machine's owner, or its want of memory, sends that signal before the time is over:
	 * no proof against the message, which is tried again as long as failures are counted. */
	if (rc != ERR_TEMPORARY && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		return err_set(err, ERR_INTERNAL, "the reader was killed");
	*why = cause_of(status);
	return ERR_DATA;
}

int reader_take(struct reader *reader, struct arena *arena, struct findings *out, const char **why,
		struct err *err)
{
	int status;
	struct answer answer;
	char *document = NULL;
	struct bytes blobs = {0};
	struct err ignored;
	if (reader->unstarted)
		return err_set(err, reader->unstarted, "%s", reader->fault.text);
	int rc =
	    reader->unsent ? reader->unsent : receive(reader, arena, &answer, &document, &blobs, &ignored);
	if (rc)
		return bury(reader, rc, why, err);
	if (answer.code) {
		*why = arena_printf(arena, "unreadable: %s", harmless(arena, document));
		return answer.code == ERR_LIMIT ? ERR_LIMIT : ERR_DATA;
	}
	if (wire_decode(arena, document, blobs, out, &ignored)) {
		*why = "unreadable: the reader's answer was damaged";
		reader_stop(reader, &status);
		return ERR_DATA;
	}
	return OK;
}
