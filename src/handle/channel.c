#include "channel.h"

#include "base/date.h"
#include "base/io.h"
#include "base/sandbox.h"
#include "base/text.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	/* Wall-clock limit for one message, each way. The limit of processor time (base/sandbox.c) stops a
	 * busy reader first, so that a mail is not given up because other programs use the machine. */
	READ_LIMIT_MS = 20000,
	READ_LIMIT_MS_PER_MIB = 200,
	ANSWER_BYTES = 160 * 1024 * 1024,
	MOST_QUESTIONS = 100, /* messages per process: limits memory leaks of libraries, and what a message
				 may have done to the process */
};

/* Header before the bytes in each direction. */
struct question_head {
	int64_t now;
	uint64_t length;
};
struct answer_head {
	int32_t code; /* OK, or the stage's error code; then the document is the reason */
	uint64_t document_length, blobs_length;
};

struct channel channel_of(struct keeper *keeper, enum sandbox_kind kind)
{
	return (struct channel){.keeper = keeper, .kind = kind, .fd = -1};
}

void channel_close(struct channel *channel)
{
	if (channel->fd >= 0)
		close(channel->fd);
	channel->fd = -1;
}

void channel_renew(struct channel *channel)
{
	channel_close(
	    channel); /* the process exits by itself; the keeper reaps it when the next one starts */
}

/* Why the process ended, when not at our request. */
static struct failure failure_of(int status)
{
	static const struct {
		int signal;
		struct failure failure;
	} CAUSES[] = {
	    {SIGXCPU, {"unreadable: it took too long", true}},
	    {SIGKILL, {"unreadable: it took too long", true}}, /* by the keeper, at our request */
	    {SIGSYS, {"unreadable: it made the reader do what it may not", false}},
	};
	for (size_t i = 0; WIFSIGNALED(status) && i < ARRAY_SIZE(CAUSES); i++)
		if (CAUSES[i].signal == WTERMSIG(status))
			return CAUSES[i].failure;
	return (struct failure){"unreadable: it crashed the reader", false};
}

/* Ends the process and returns its waitpid status; the next question goes to a new one. ERR_UNAVAILABLE: the
 * status is unknown. */
static int stop(struct channel *channel, int *status)
{
	struct err ignored;
	channel_close(channel);
	return keeper_end(channel->keeper, channel->kind, status, &ignored);
}

static long long deadline_ms(const struct channel *channel)
{
	return io_now_ms() + READ_LIMIT_MS + (long long)(channel->posted_bytes >> 20) * READ_LIMIT_MS_PER_MIB;
}

static int post(struct channel *channel, struct bytes raw, struct err *err)
{
	struct question_head head = {.now = (int64_t)clock_now(), .length = raw.length};
	long long deadline = deadline_ms(channel);
	int rc = io_write_all(channel->fd, &head, sizeof head, deadline, err);
	return rc ? rc : io_write_all(channel->fd, raw.data, raw.length, deadline, err);
}

/* Receives the answer; any failure here ends the process. */
static int receive(struct channel *channel, struct arena *arena, int *code, struct answer *out,
		   struct err *err)
{
	struct answer_head head;
	long long deadline = deadline_ms(channel);
	int rc = io_read_all(channel->fd, &head, sizeof head, deadline, err);
	if (rc)
		return rc;
	if (head.document_length > ANSWER_BYTES || head.blobs_length > ANSWER_BYTES)
		return err_set(err, ERR_DATA, "the answer is too large");
	out->document = arena_alloc(arena, head.document_length + 1);
	unsigned char *blobs = arena_alloc(arena, head.blobs_length);
	out->blobs = (struct bytes){blobs, head.blobs_length};
	*code = head.code;
	rc = io_read_all(channel->fd, out->document, head.document_length, deadline, err);
	return rc ? rc : io_read_all(channel->fd, blobs, head.blobs_length, deadline, err);
}

/* Text from the sandbox goes into the register and the log: a compromised sandbox must not forge lines
 * there. */
static const char *harmless(struct arena *arena, const char *reason)
{
	char *text = text_one_line(arena, reason, 200);
	for (char *c = text; *c; c++)
		if ((unsigned char)*c > 0x7E || *c == '"' || *c == '=')
			*c = '?';
	return text;
}

void channel_post(struct channel *channel, struct bytes raw)
{
	struct err ignored;
	channel->unstarted = channel->unsent = OK;
	channel->posted_bytes = raw.length;
	if (channel->fd >= 0 && ++channel->questions >= MOST_QUESTIONS)
		channel_renew(channel);
	if (channel->fd < 0) {
		channel->unstarted =
		    keeper_start(channel->keeper, channel->kind, &channel->fd, &channel->fault);
		channel->questions = 0;
	}
	if (!channel->unstarted)
		channel->unsent = post(channel, raw, &ignored);
}

bool channel_is_ready(const struct channel *channel, int timeout_ms)
{
	struct pollfd answer = {.fd = channel->fd, .events = POLLIN};
	return channel->unstarted || channel->unsent || poll(&answer, 1, timeout_ms) > 0;
}

/* Handles a process that gave no answer. */
static int bury(struct channel *channel, int rc, struct failure *failure, struct err *err)
{
	int status;
	/* A sandbox ends with its keeper: that says nothing about the message. */
	if (stop(channel, &status))
		return err_set(err, ERR_UNAVAILABLE, "the reader was lost with its keeper");
	/* Before the time limit, only the administrator or the kernel's out-of-memory killer sends this
	 * signal. That is no proof against the message, so it is tried again up to the limit of failures. */
	if (rc != ERR_TEMPORARY && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		return err_set(err, ERR_INTERNAL, "the reader was killed");
	*failure = failure_of(status);
	return ERR_DATA;
}

int channel_take(struct channel *channel, struct arena *arena, struct answer *out, struct failure *failure,
		 struct err *err)
{
	struct err ignored;
	int code = OK;
	if (channel->unstarted)
		return err_set(err, channel->unstarted, "%s", channel->fault.text);
	int rc = channel->unsent ? channel->unsent : receive(channel, arena, &code, out, &ignored);
	if (rc)
		return bury(channel, rc, failure, err);
	if (!code)
		return OK;
	*failure =
	    (struct failure){.why = arena_printf(arena, "unreadable: %s", harmless(arena, out->document))};
	return code == ERR_LIMIT ? ERR_LIMIT : ERR_DATA;
}

int channel_reject(struct channel *channel, struct failure *failure)
{
	int status;
	*failure = (struct failure){.why = "unreadable: the reader's answer was damaged"};
	stop(channel, &status);
	return ERR_DATA;
}

int channel_receive(int fd, struct arena *arena, struct bytes *raw, time_t *now, struct err *err)
{
	struct question_head head;
	int rc = io_read_all(fd, &head, sizeof head, 0, err);
	if (rc)
		return rc;
	unsigned char *bytes = arena_alloc(arena, head.length);
	*raw = (struct bytes){bytes, head.length};
	*now = (time_t)head.now;
	if ((rc = io_read_all(fd, bytes, head.length, 0, err)))
		return rc;
	clock_set(*now);
	sandbox_renew_time();
	return OK;
}

int channel_answer(int fd, int code, const char *document, const struct bytes *blobs, size_t blob_count,
		   struct err *err)
{
	struct answer_head head = {.code = code, .document_length = strlen(document)};
	for (size_t i = 0; i < blob_count; i++)
		head.blobs_length += blobs[i].length;
	int rc = io_write_all(fd, &head, sizeof head, 0, err);
	if (!rc)
		rc = io_write_all(fd, document, head.document_length, 0, err);
	for (size_t i = 0; !rc && i < blob_count; i++)
		rc = io_write_all(fd, blobs[i].data, blobs[i].length, 0, err);
	return rc;
}
