/* Logging in to both servers, as the daemon does. */
#include "check.h"

#include "base/secret.h"
#include "collect.h"
#include "submit.h"

#include <string.h>

enum { CONNECT_MS = 15000 };

int check_mailbox(struct program *program, const struct config *config, struct err *err)
{
	struct collect *collect = NULL;
	char *secret;
	int rc = secret_read(program->arena, config->mailbox_secret, &secret, err);
	if (rc)
		return rc;
	struct collect_options options = {
	    .mailbox = config->mailbox,
	    .secret = secret,
	    .auth = config->mailbox_auth,
	    .ca_file = config->ca_file,
	    .max_message_bytes = config->max_message_bytes,
	    .timeout_ms = CONNECT_MS,
	};
	rc = collect_open(&collect, &options, err);
	collect_close(&collect);
	return rc;
}

/* As letters have it: "local+b.<id>.<mac>@domain". */
static const char *sample_sender(struct arena *arena, const struct config *config)
{
	const char *at = strrchr(config->address, '@');
	if (config->is_envelope_plain)
		return config->address;
	return arena_printf(arena, "%.*s%sb.0.check%s", (int)(at - config->address), config->address,
			    config->separator, at);
}

int check_relay(struct program *program, const struct config *config, struct err *err)
{
	struct submit *submit = NULL;
	char *secret;
	int rc = secret_read(program->arena, config->relay_secret, &secret, err);
	if (rc)
		return rc;
	struct submit_options options = {
	    .relay = config->relay,
	    .secret = secret,
	    .auth = config->relay_auth,
	    .ca_file = config->ca_file,
	    .hostname = config->helo,
	    .domain = strrchr(config->address, '@') + 1,
	    .timeout_ms = CONNECT_MS,
	};
	/* A relay may refuse our name or our sender only when it is told whom a letter is for. */
	bool has_operator = *config->operator_address;
	if (!(rc = submit_open(&submit, &options, err)))
		rc = submit_probe(submit, sample_sender(program->arena, config),
				  has_operator ? config->operator_address : NULL, err);
	submit_close(&submit);
	return rc;
}
