/* Both servers: checks their settings, and logs in as the daemon does. */
#include "check.h"

#include "base/address.h"
#include "base/secret.h"
#include "base/text.h"
#include "collect.h"
#include "forge.h"
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
		return; /* the command runs only with --connect */
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

int check_open_relay(struct arena *arena, const struct config *config, struct submit **out, struct err *err)
{
	char *secret;
	int rc = secret_read(arena, config->relay_secret, &secret, err);
	if (rc)
		return rc;
	struct submit_options options = {
	    .relay = config->relay,
	    .secret = secret,
	    .auth = config->relay_auth,
	    .ca_file = config->ca_file,
	    .hostname = config->helo,
	    .domain = address_domain(config->address),
	    .timeout_ms = CONNECT_MS,
	};
	return submit_open(out, &options, err);
}

static const char SPELLING[] = "is the server's name spelt right?",
		  PORTS[] = "does a server answer there (imaps 993, imap 143, smtps 465, smtp 587)? is a "
			    "firewall between?",
		  LOGIN[] = "are the user in the URL (user%40domain@host) and the password right?",
		  KIND[] =
		      "imaps:// and smtps:// begin with TLS, imap:// and smtp:// with STARTTLS: is it the "
		      "port of the other kind?",
		  DATES[] = "the server has to renew its certificate, unless this machine's clock is wrong",
		  NAME[] = "name the server as its certificate does",
		  ISSUER[] = "is it the right server? ca_file names an authority of your own",
		  CERTIFICATE[] = "it has expired, is of another name, or of an authority that is not in "
				  "ca_file; or this machine's clock is wrong";

/* Advice by messages of libraries and servers. */
static const struct {
	const char *sign, *advice;
} ADVICE[] = {
    {"Name or service not known", SPELLING},
    {"name resolution", SPELLING},
    {"resolve host", SPELLING},
    {"login refused", LOGIN},
    {"535 ", LOGIN},
    {"expired certificate", DATES},
    {"not yet valid", DATES},
    {"does not match", NAME},
    {"issuer is unknown", ISSUER},
    {"certificate verification failed", CERTIFICATE},
    {"unexpected TLS packet", KIND},
    {"no STARTTLS", KIND},
    {"NONEXISTENT", "is the folder behind the host's name in the mailbox's URL spelt right?"},
    {"Connection refused", PORTS},
    {"Failed to connect", PORTS},
    {"timed out", PORTS},
    {"in time", PORTS},
    {"no complete answer", PORTS},
    {"can't be understood", PORTS},
    {"550 ", "do operator, helo and envelope suit it? it was asked to take a letter of ours to the operator"},
    {"553 ", "envelope = \"address\" is for a relay that takes its login's own sender only"},
};

static int advise(struct err *err)
{
	for (size_t i = 0; i < ARRAY_SIZE(ADVICE); i++)
		if (strstr(err->text, ADVICE[i].sign)) {
			size_t length = strlen(err->text);
			while (length && strchr(" .", err->text[length - 1]))
				length--;
			snprintf(err->text + length, sizeof err->text - length, ": %s", ADVICE[i].advice);
			break;
		}
	return err->code;
}

int check_mailbox(struct program *program, const struct config *config, struct err *err)
{
	struct collect *collect = NULL;
	int rc = check_open_mailbox(program->arena, config, &collect, err);
	collect_close(&collect);
	return rc ? advise(err) : OK;
}

const char *check_subaddress(struct arena *arena, const struct config *config, const char *detail)
{
	const char *at = strrchr(config->address, '@');
	return arena_printf(arena, "%.*s%s%s%s", (int)(at - config->address), config->address,
			    config->separator, detail, at);
}

int check_relay(struct program *program, const struct config *config, struct err *err)
{
	struct submit *submit = NULL;
	/* A relay may refuse our name or our sender only at RCPT. */
	bool has_operator = *config->operator_address;
	const char *sender = config->is_envelope_plain
				 ? config->address
				 : check_subaddress(program->arena, config, "b.0.check");
	int rc = check_open_relay(program->arena, config, &submit, err);
	if (!rc)
		rc = submit_probe(submit, sender, has_operator ? config->operator_address : NULL, err);
	submit_close(&submit);
	return rc ? advise(err) : OK;
}

/* Answers to letters go to subaddresses. A relay that is a Maildir delivers nothing. */
static void check_delivery(struct program *program, const struct config *config)
{
	enum { MOST_MS = 15000 };
	struct err err = {0};
	int none = OK;
	if (text_starts_with(config->relay, "maildir:"))
		return;
	int rc = forge_send_to_subaddress(program->arena, config, MOST_MS, &err);
	if (!rc)
		check_finding(&none, "subaddress", OK, &err, "a mail to one came back");
	else if (rc != ERR_NOT_FOUND)
		check_warning("subaddress", arena_printf(program->arena, "not tried: %s", err.text));
	else
		check_warning("subaddress",
			      arena_printf(program->arena,
					   "%s: the mail server has to deliver subaddresses (RFC 5233), and "
					   "separator to be its character",
					   err.text));
}

void check_servers(struct program *program, const struct config *config, int *worst)
{
	struct err err = {0};
	int mailbox = check_mailbox(program, config, &err);
	check_finding(worst, "mailbox", mailbox, &err, "reached, proven and opened");
	if (!mailbox)
		check_results(program, config, worst);
	int relay = check_relay(program, config, &err);
	check_finding(worst, "relay", relay, &err, "reached and ready");
	if (!mailbox && !relay)
		check_delivery(program, config);
}
