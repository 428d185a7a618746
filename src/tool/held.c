#include "act.h"

#include "base/text.h"
#include "db/messages.h"
#include "kind/life.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* The offer that is named itself, or by the message that brought it. */
static int find_offer(struct program *program, struct db *db, const char **ref, struct err *err)
{
	const char *name = *ref;
	struct decision decision;
	char *end = NULL;
	*ref = text_upper_ascii(program->arena, name);
	if (text_starts_with(*ref, "OFF-"))
		return OK;
	errno = 0;
	long long id = strtoll(name, &end, 10);
	if (id <= 0 || errno || *end)
		return program_usage(program, err);
	int rc = message_decided(db, program->arena, id, &decision, err);
	if (rc)
		return rc;
	if (strcmp(decision.outcome, "held") != 0 || !decision.ref || !text_starts_with(decision.ref, "OFF-"))
		return err_set(err, ERR_DATA, "message %lld brought no offer that is held", id);
	*ref = decision.ref;
	return OK;
}

static int decide(struct program *program, due_action *action, const char *done, struct err *err)
{
	struct config config;
	if (program->argc != 2)
		return program_usage(program, err);
	const char *ref = program->argv[1];
	int rc = program_config(program, &config, err);
	if (rc || (rc = act(program, &config, action, find_offer, &ref, err)))
		return rc;
	printf("%s %s\n", ref, done);
	return OK;
}

int cmd_release(struct program *program, struct err *err)
{
	return decide(program, offer_release_held, "goes out", err);
}

int cmd_discard(struct program *program, struct err *err)
{
	return decide(program, offer_discard_held, "does not go out", err);
}
