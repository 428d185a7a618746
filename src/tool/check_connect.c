/* Both servers: what the configuration says of them, and logging in as the daemon does. */
#include "check.h"

#include "base/secret.h"
#include "base/text.h"
#include "collect.h"
#include "submit.h"

#include <string.h>
#include <unistd.h>

enum { CONNECT_MS = 15000 };

static const char CREDENTIALS[] = "file:/run/credentials/passerelle.service/";

const char *check_secret_source(struct program *program, const char *source)
{
	if (!text_starts_with(source, CREDENTIALS) || !access(source + strlen("file:"), F_OK))
		return source;
	const char *slash = strrchr(program->config_path, '/');
	int length = slash ? (int)(slash - program->config_path) + 1 : 0;
	const char *path = arena_printf(program->arena, "%.*s%s.secret", length, program->config_path,
					source + strlen(CREDENTIALS));
	return access(path, F_OK) ? source : arena_printf(program->arena, "file:%s", path);
}

static void check_secret(struct program *program, const char *what, const char *source, int *worst)
{
	struct err err = {0};
	char *secret = "";
	int rc = OK;
	if (text_starts_with(source, "command:"))
		return; /* it is run by --connect alone */
	if (text_is_blank(source))
		rc = err_set(&err, ERR_CONFIG, "none is given: \"file:PATH\" or \"command:COMMAND\"");
	else if (!(rc = secret_read(program->arena, source, &secret, &err)) && !*secret)
		rc = err_set(&err, ERR_CONFIG, "%s: its first line is empty; write the password there",
			     source);
	if (rc && text_starts_with(source, CREDENTIALS))
		check_warning(what,
			      arena_printf(program->arena, "%s (there while the service runs)", err.text));
	else if (rc)
		check_finding(worst, what, rc, &err, "");
}

void check_addresses(struct program *program, const struct config *config, int *worst)
{
	struct err err = {0};
	const char *mailbox, *relay;
	int rc = collect_check(program->arena, config->mailbox, &mailbox, &err);
	if (rc)
		check_finding(worst, "configuration", rc, &err, "");
	else if (!mailbox)
		check_secret(program, "mailbox_secret", config->mailbox_secret, worst);
	if ((rc = submit_check(program->arena, config->relay, &relay, &err)))
		check_finding(worst, "configuration", rc, &err, "");
	else if (relay && access(relay, F_OK) != 0)
		check_warning("relay", arena_printf(program->arena,
						    "%s: no such folder yet; `run` makes it, unless it is "
						    "mistyped",
						    relay));
	else if (!relay && strchr(config->relay, '@') && strcmp(config->relay_auth, "none") != 0)
		check_secret(program, "relay_secret", config->relay_secret, worst);
}

int check_open_mailbox(struct arena *arena, const struct config *config, struct collect **out,
		       struct err *err)
{
	char *secret;
	int rc = secret_read(arena, config->mailbox_secret, &secret, err);
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
	return collect_open(out, &options, err);
}

int check_mailbox(struct program *program, const struct config *config, struct err *err)
{
	struct collect *collect = NULL;
	int rc = check_open_mailbox(program->arena, config, &collect, err);
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
