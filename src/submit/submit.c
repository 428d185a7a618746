#include "submit.h"
#include "base/address.h"
#include "base/text.h"
#include "maildir.h"
#include "relay.h"
#include "smtp.h"

#include <stdio.h>

struct submit {
	struct arena *arena; /* of this struct and of all copies of the options */
	struct relay relay;
	struct submit_options options;
	struct smtp *smtp; /* NULL: a Maildir */
};

int submit_check(struct arena *arena, const char *relay, const char **directory, struct err *err)
{
	struct relay parsed;
	int rc = relay_parse(arena, relay, &parsed, err);
	*directory = rc ? NULL : parsed.directory;
	return rc;
}

static void copy_options(struct arena *arena, const struct submit_options *from, struct submit_options *to)
{
	*to = *from;
	to->relay = arena_strdup(arena, from->relay);
	to->auth = arena_strdup(arena, from->auth);
	to->ca_file = arena_strdup(arena, from->ca_file);
	to->hostname = arena_strdup(arena, from->hostname);
	to->domain = arena_strdup(arena, from->domain);
}

int submit_open(struct submit **out, const struct submit_options *options, struct err *err)
{
	struct arena *arena = arena_new();
	struct submit *submit = arena_alloc(arena, sizeof *submit);
	int rc;

	submit->arena = arena;
	copy_options(arena, options, &submit->options);
	rc = relay_parse(arena, submit->options.relay, &submit->relay, err);
	if (rc == OK && submit->relay.directory)
		rc = maildir_make(submit->relay.directory, err);
	else if (rc == OK)
		rc = smtp_open(arena, &submit->relay, &submit->options, &submit->smtp, err);
	submit->options.secret = NULL; /* libcurl has its own copy */
	if (rc)
		submit_close(&submit);
	else
		*out = submit;
	return rc;
}

void submit_close(struct submit **submit)
{
	if (!*submit)
		return;
	struct arena *arena = (*submit)->arena;

	smtp_close(&(*submit)->smtp);
	*submit = NULL;
	arena_free(&arena);
}

/* The envelope addresses in ASCII, or a FAILED reply. */
static bool prepare_envelope(struct arena *arena, const char **sender, const char **recipient,
			     struct submit_reply *reply)
{
	const char *fault = NULL;

	if (**sender)
		*sender = address_to_ascii(arena, *sender, &fault);
	if (*sender)
		*recipient = address_to_ascii(arena, *recipient, &fault);
	if (!fault)
		return true;
	reply->verdict = SUBMIT_FAILED;
	snprintf(reply->text, sizeof reply->text, "not sent: %s of the %s", fault,
		 *sender ? "recipient" : "sender");
	return false;
}

static void deliver(struct submit *submit, const char *sender, const char *recipient,
		    const struct bytes *parts, size_t part_count, struct submit_reply *reply)
{
	if (submit->options.on_end)
		submit->options.on_end(submit->options.on_end_user);
	maildir_deliver(submit->relay.directory, sender, recipient, parts, part_count, reply);
}

void submit_send(struct submit *submit, const char *sender, const char *recipient, const struct bytes *parts,
		 size_t part_count, struct submit_reply *reply)
{
	struct arena *arena = arena_new();

	*reply = (struct submit_reply){.verdict = SUBMIT_DOWN};
	if (prepare_envelope(arena, &sender, &recipient, reply)) {
		if (submit->smtp)
			smtp_send(submit->smtp, sender, recipient, parts, part_count, reply);
		else if (submit->options.may_go && !submit->options.may_go(submit->options.may_go_user))
			snprintf(reply->text, sizeof reply->text, "not sent: no longer allowed");
		else
			deliver(submit, sender, recipient, parts, part_count, reply);
	}
	snprintf(reply->text, sizeof reply->text, "%s",
		 text_one_line(arena, reply->text, sizeof reply->text - 1));
	arena_free(&arena);
}

int submit_renew(struct submit *submit, const char *secret, struct err *err)
{
	submit->options.secret = secret;
	int rc = submit->smtp ? smtp_renew(submit->smtp, err) : OK;
	submit->options.secret = NULL;
	return rc;
}

int submit_probe(struct submit *submit, const char *sender, const char *recipient, struct err *err)
{
	struct arena *arena = arena_new();
	struct submit_reply reply = {0};
	int rc;

	if (!submit->smtp)
		rc = maildir_probe(submit->relay.directory, err);
	else if (recipient && !prepare_envelope(arena, &sender, &recipient, &reply))
		rc = err_set(err, ERR_CONFIG, "%s", reply.text);
	else
		rc = smtp_probe(submit->smtp, sender, recipient, err);
	arena_free(&arena);
	return rc;
}
