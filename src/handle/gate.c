#include "gate.h"

#include "base/sandbox.h"
#include "hooks.h"
#include "wire.h"

#include <stdlib.h>
#include <unistd.h>

struct gate {
	struct channel channel;
};

struct gate *gate_new(struct keeper *keeper)
{
	struct gate *gate = calloc(1, sizeof *gate);
	if (!gate)
		abort();
	gate->channel = channel_of(keeper, SANDBOX_GATE);
	return gate;
}

void gate_free(struct gate **gate)
{
	if (*gate)
		channel_close(&(*gate)->channel);
	free(*gate);
	*gate = NULL;
}

int gate_settle(struct gate *gate, struct arena *arena, struct bytes raw, struct mail *out,
		struct failure *failure, struct err *err)
{
	struct answer answer;
	struct err ignored;
	channel_post(&gate->channel, decode_header_block(raw));
	int rc = channel_take(&gate->channel, arena, &answer, failure, err);
	if (rc)
		return rc;
	return wire_decode_header(arena, answer.document, out, &ignored)
		   ? channel_reject(&gate->channel, failure)
		   : OK;
}

static int settle_one(const struct decode_options *options, int fd, struct arena *arena, struct err *err)
{
	struct bytes block;
	time_t now;
	struct mail mail;
	struct err fault = {0};
	int rc = channel_receive(fd, arena, &block, &now, err);
	if (rc)
		return rc;
	hooks_obey(HOOKS_GATE, block);
	rc = decode_header(arena, block, options, &mail, &fault);
	const char *document = rc ? fault.text : wire_encode_header(arena, &mail);
	if (!document)
		return channel_answer(fd, ERR_DATA, "its header can't be passed on", NULL, 0, err);
	return channel_answer(fd, rc, document, NULL, 0, err);
}

int gate_run(const struct decode_options *options, int fd, struct err *err)
{
	int rc = sandbox_enter_reader(fd, err);
	if (rc)
		return rc;
	do {
		struct arena *arena = arena_new();
		rc = settle_one(options, fd, arena, err);
		arena_free(&arena);
	} while (!rc);
	return OK;
}
