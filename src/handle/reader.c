#include "reader.h"

#include "base/sandbox.h"
#include "hooks.h"
#include "wire.h"

#include <stdlib.h>

struct reader {
	struct channel channel;
	int64_t organisation; /* the organisation whose mail this process has read; 0: none */
};

struct reader *reader_new(struct keeper *keeper)
{
	struct reader *reader = calloc(1, sizeof *reader);
	if (!reader)
		abort();
	reader->channel = channel_of(keeper, SANDBOX_READER);
	return reader;
}

void reader_free(struct reader **reader)
{
	if (*reader)
		channel_close(&(*reader)->channel);
	free(*reader);
	*reader = NULL;
}

void reader_post(struct reader *reader, int64_t organisation, struct bytes raw)
{
	if (!organisation || reader->organisation != organisation)
		channel_renew(&reader->channel);
	reader->organisation = organisation;
	channel_post(&reader->channel, raw);
}

bool reader_is_ready(const struct reader *reader, int timeout_ms)
{
	return channel_is_ready(&reader->channel, timeout_ms);
}

int reader_take(struct reader *reader, struct arena *arena, struct findings *out, struct failure *failure,
		struct err *err)
{
	struct answer answer;
	struct err ignored;
	int rc = channel_take(&reader->channel, arena, &answer, failure, err);
	if (rc)
		return rc;
	return wire_decode(arena, answer.document, answer.blobs, out, &ignored)
		   ? channel_reject(&reader->channel, failure)
		   : OK;
}

static int answer_with(int fd, struct arena *arena, const char *document, const struct mail *mail,
		       struct err *err)
{
	struct bytes *contents = arena_array(arena, mail->attachment_count, sizeof *contents);
	for (size_t i = 0; i < mail->attachment_count; i++)
		contents[i] = mail->attachments[i].content;
	return channel_answer(fd, OK, document, contents, mail->attachment_count, err);
}

static int extract(struct arena *arena, time_t now, struct findings *findings, struct err *err)
{
	int rc = extract_form(arena, &findings->mail, now, &findings->form, err);
	return !rc && findings->form.is_wordy ? words_read(arena, &findings->mail, now, &findings->words, err)
					      : rc;
}

static int read_one(const struct decode_options *options, int fd, struct arena *arena, struct err *err)
{
	struct arena *raw_arena = arena_new();
	struct bytes raw;
	time_t now;
	struct findings findings = {0};
	struct err fault = {0};
	int rc = channel_receive(fd, raw_arena, &raw, &now, err);
	if (rc) {
		arena_free(&raw_arena);
		return rc;
	}
	hooks_obey(HOOKS_READER, raw);
	const char *document = hooks_answer(arena, raw);
	if (!document)
		rc = decode_mail(arena, raw, options, &findings.mail, &fault);
	arena_free(&raw_arena); /* before the answer uses memory in handle */
	if (!document && !rc && !(rc = extract(arena, now, &findings, &fault)) &&
	    !(document = wire_encode(arena, &findings)))
		rc = err_set(&fault, ERR_DATA, "its text can't be passed on");
	return rc ? channel_answer(fd, rc, fault.text, NULL, 0, err)
		  : answer_with(fd, arena, document, &findings.mail, err);
}

int reader_run(const struct decode_options *options, int fd, struct err *err)
{
	int rc = sandbox_enter_reader(fd, err);
	if (rc)
		return rc;
	do {
		struct arena *arena = arena_new();
		rc = read_one(options, fd, arena, err);
		arena_free(&arena);
	} while (!rc);
	return OK;
}
