/* `release` and `discard`: decides an offer or message that was set aside. */
#include "act.h"
#include "check.h"

#include "base/text.h"
#include "collect.h"
#include "db/messages.h"
#include "kind/life.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The operand of the command: an offer, or a message, which may contain a held offer. */
struct aside {
	const char *offer; /* NULL: none */
	long long message;
	bool is_held; /* the message is held; false: quarantined */
};

static int find(struct program *program, struct db *db, struct aside *out, struct err *err)
{
	char *end = NULL;
	*out = (struct aside){.offer = text_upper_ascii(program->arena, program->argv[1])};
	if (text_starts_with(out->offer, "OFF-"))
		return OK;
	out->offer = NULL;
	errno = 0;
	out->message = strtoll(program->argv[1], &end, 10);
	if (out->message <= 0 || errno || *end)
		return program_usage(program, err);
	struct decision decision;
	int rc = message_decided(db, program->arena, out->message, &decision, err);
	if (rc)
		return rc;
	out->is_held = !strcmp(decision.outcome, "held");
	if (out->is_held && decision.ref && text_starts_with(decision.ref, "OFF-"))
		out->offer = decision.ref;
	else if (!out->is_held && strcmp(decision.outcome, "quarantined") != 0)
		return err_set(err, ERR_DATA, "message %lld is %s: neither held nor in quarantine",
			       out->message, decision.outcome);
	return OK;
}

/* Moves the mail back to where the daemon looks for new messages, unless it is there. */
static int move_back(struct program *program, const struct acting *acting, long long message, struct err *err)
{
	struct collect *collect = NULL;
	struct collect_place from, where;
	int rc = message_place(acting->post.db, program->arena, message, &from.folder, &from.uidvalidity,
			       &from.uid, err);
	if (rc || !from.folder || !*from.folder)
		return rc;
	if (!(rc = check_open_mailbox(program->arena, acting->config, &collect, err)))
		rc = collect_file(collect, program->arena, &from, "", &where, err);
	collect_close(&collect);
	return rc;
}

static int release_message(struct program *program, const struct acting *acting, const struct aside *aside,
			   struct err *err)
{
	struct db *db = acting->post.db;
	int rc = aside->is_held ? message_release(db, aside->message, err)
				: move_back(program, acting, aside->message, err);
	if (!rc && !aside->is_held)
		rc = message_take_anew(db, aside->message, err);
	if (!rc)
		printf("message %lld is read anew%s\n", aside->message,
		       aside->is_held ? "" : ", as another message: it must be believed now");
	return rc;
}

static int discard_message(const struct acting *acting, long long message, struct err *err)
{
	bool is_told;
	int rc = handle_discard(acting->handle, message, &is_told, err);
	if (!rc)
		printf("message %lld is discarded%s\n", message, is_told ? ", and its sender told" : "");
	return rc;
}

static int act_on_offer(const struct acting *acting, const char *offer, bool releases, struct err *err)
{
	bool did;
	int rc =
	    handle_act(acting->handle, releases ? offer_release_held : offer_discard_held, offer, &did, err);
	if (!rc)
		printf("%s %s\n", offer, releases ? "goes out" : "does not go out");
	return rc;
}

static int decide(struct program *program, bool releases, struct err *err)
{
	struct config config;
	struct acting acting;
	struct aside aside;
	int rc = program_config(program, &config, err);
	if (rc || (rc = acting_open(&acting, &config, err)))
		return rc;
	if (!(rc = find(program, acting.post.db, &aside, err))) {
		if (aside.offer)
			rc = act_on_offer(&acting, aside.offer, releases, err);
		else
			rc = releases ? release_message(program, &acting, &aside, err)
				      : discard_message(&acting, aside.message, err);
	}
	acting_close(&acting);
	return rc;
}

int cmd_release(struct program *program, struct err *err)
{
	return decide(program, true, err);
}

int cmd_discard(struct program *program, struct err *err)
{
	return decide(program, false, err);
}
