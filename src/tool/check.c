#include "../config.h"
#include "tool.h"

#include "base/landlock.h"
#include "base/phrases.h"
#include "base/secret.h"
#include "collect.h"
#include "db/anchor.h"
#include "db/consents.h"
#include "db/directory.h"
#include "db/key.h"
#include "db/letters.h"
#include "decode.h"
#include "forge.h"
#include "handle/token.h"
#include "render.h"
#include "submit.h"

enum { CONNECT_MS = 15000 };

struct owned_domain {
	const char *domain;
	int64_t organisation;
};

/* One finding a line; the first fault's code is what check returns. */
static void finding(int *worst, const char *what, int rc, const struct err *err, const char *good)
{
	printf("%-10s %s: %s\n", rc ? "fault" : "ok", what, rc ? err->text : good);
	if (rc && !*worst)
		*worst = rc;
}

static void warning(const char *what, const char *text)
{
	printf("%-10s %s: %s\n", "warning", what, text);
}

/* A reference of the usual length, and what its token adds to it. */
static bool has_room_for_tokens(struct program *program, const struct config *config)
{
	static const struct key any;
	return token_address(program->arena, &any, config->address, config->separator, KIND_CV,
			     "OFF-2026-0001", "", clock_now());
}

static void check_configuration(struct program *program, const struct config *config)
{
	if (config->trusts_registered)
		warning("authentication",
			"\"registered\" believes the From address alone: only for a closed network");
	else if (!config->authserv_id_count)
		warning("authserv_ids", "empty: no sender can be proven, every mail will be quarantined");
	for (size_t i = 0; !config->trusts_registered && i < config->authserv_id_count; i++)
		if (!*config->authserv_ids[i])
			warning("authserv_ids",
				"\"\" believes the topmost Authentication-Results field without an id "
				"(Exchange Online): safe only where all mail reaches the mailbox through "
				"that server, which puts its own on top; `check --forge` tells");
	if (!has_room_for_tokens(program, config))
		warning("address",
			"too long before the @ for reply tokens, which have to fit into 64 bytes with it: "
			"answers are proven by the receiving server alone");
	if (!*config->operator_address)
		warning("operator", "not set: nobody is told about held and quarantined mail");
}

static void check_templates(const struct config *config, int *worst)
{
	struct templates *templates = NULL;
	struct err err = {0};
	int rc = templates_open(&templates, config->templates, &err);
	rc = rc || (rc = phrases_open(config->templates, &err)) ? rc : extract_check_labels(&err);
	finding(worst, "templates", rc, &err, config->templates);
	templates_close(&templates);
}

static void check_rules(struct program *program, const struct config *config, int *worst)
{
	struct rules_tally tally = {0};
	struct err err = {0};
	int rc = extract_init(&err) || extract_check_rules(config->rules, &tally, &err) ? err.code : OK;
	finding(worst, "rules", rc, &err,
		rc ? ""
		   : arena_printf(program->arena,
				  "%s: %zu hold an offer, %zu warn; all examples are judged right",
				  config->rules, tally.holding, tally.warning));
}

static void check_anchor(struct program *program, const struct config *config, struct db *db,
			 const struct key *key, int *worst)
{
	enum anchor_state state = ANCHOR_NONE;
	int64_t records = 0;
	struct err err = {0};
	int rc = anchor_check(db, config->database, key, &state, &records, &err);
	if (!rc && state == ANCHOR_NONE) {
		warning("anchor", anchor_state_text(state));
		return;
	}
	if (!rc && state != ANCHOR_HOLDS)
		rc = err_set(&err, ERR_DATA, "%s", anchor_state_text(state));
	finding(
	    worst, "anchor", rc, &err,
	    arena_printf(program->arena, "%lld records, %s", (long long)records, anchor_state_text(state)));
}

static void check_key(struct program *program, const struct config *config, struct db *db, int *worst)
{
	enum { DAY_S = 24 * 60 * 60 };
	struct key key = {0};
	struct err err = {0};
	int rc = key_open(&key, config->database, DB_READ, &err);
	if (rc == ERR_NOT_FOUND) {
		warning("key", "not there yet; `run` makes it");
		return;
	}
	long days = (long)((clock_now() - key.made_at) / DAY_S);
	finding(worst, "key", rc, &err,
		arena_printf(program->arena, "mode 0600, in use for %ld days, %zu former", days,
			     key.former_count));
	if (!rc)
		check_anchor(program, config, db, &key, worst);
	if (!rc && days > KEY_DAYS)
		warning("key", "more than a year old; `key rotate` makes a new one and believes this one for "
			       "a year more");
}

static void check_audience(struct program *program, struct db *db, const struct audience *audience,
			   const char *missing)
{
	struct contact *found;
	size_t count;
	struct err err = {0};
	if (!contacts_for(db, program->arena, audience, &found, &count, &err) && !count)
		warning("directory", missing);
}

static int compare_domains(const void *a, const void *b)
{
	const struct owned_domain *x = a, *y = b;
	int order = strcmp(x->domain, y->domain);
	return order ? order : (x->organisation > y->organisation) - (x->organisation < y->organisation);
}

/* One organisation could sign for another: their mail is proven by the exact domain alone. */
static void check_domains(struct program *program, const struct contact *contacts, size_t count)
{
	struct owned_domain *domains = arena_array(program->arena, count, sizeof *domains);
	size_t used = 0;
	const char *told = "";
	struct err ignored;
	if (decode_header_init(&ignored))
		return;
	for (size_t i = 0; i < count; i++) {
		const char *at = strrchr(contacts[i].email, '@');
		if (contacts[i].is_active && at)
			domains[used++] =
			    (struct owned_domain){decode_organisational_domain(program->arena, at + 1),
						  contacts[i].organisation_id};
	}
	qsort(domains, used, sizeof *domains, compare_domains);
	for (size_t i = 1; i < used; i++) {
		if (strcmp(domains[i].domain, domains[i - 1].domain) ||
		    domains[i].organisation == domains[i - 1].organisation ||
		    !strcmp(domains[i].domain, told))
			continue;
		told = domains[i].domain;
		warning(
		    "directory",
		    arena_printf(program->arena,
				 "several organisations have addresses at or below %s: who signs for that "
				 "domain can write in the name of each of them",
				 told));
	}
}

static void check_directory(struct program *program, struct db *db, int *worst)
{
	struct contact *contacts;
	size_t count = 0;
	struct err err = {0};
	int rc = contacts_all(db, program->arena, &contacts, &count, &err);
	finding(worst, "directory", rc, &err, arena_printf(program->arena, "%zu contacts", count));
	if (!rc)
		check_domains(program, contacts, count);
	check_audience(program, db, &(struct audience){.type = ORGANISATION_MISSION_LOCALE, .list = "offres"},
		       "no mission locale takes offers (list offres)");
	check_audience(program, db, &(struct audience){.type = ORGANISATION_IMS, .list = "cv"},
		       "no IMS cell takes CVs (list cv): spontaneous CVs will be refused");
	check_audience(program, db, &(struct audience){.type = ORGANISATION_CNML, .list = "offres"},
		       "cnml has no contact for offers that no mission locale covers (list offres)");
}

static void check_room(struct program *program, struct db *db)
{
	int percent = 0;
	struct err err = {0};
	if (!db_fill(db, &percent, &err) && percent >= DB_FULL_PERCENT)
		warning("database",
			arena_printf(program->arena, "%d %% of the room that it may take is taken", percent));
}

/* Its last word on letters of ours, none of which is at fault. */
static void check_relay_fault(struct program *program, struct db *db)
{
	char *fault = NULL;
	struct err ignored;
	if (!db_setting_get(db, program->arena, RELAY_FAULT, &fault, &ignored) && fault && *fault)
		warning("relay", arena_printf(program->arena, "it refuses us, letters wait: %s", fault));
}

static void check_register(struct program *program, const struct config *config, int *worst)
{
	struct db *db = NULL;
	struct err err = {0};
	int64_t records = 0;
	int rc = db_open(&db, config->database, DB_READ, &err);
	if (rc == ERR_NOT_FOUND) {
		warning("database", "not there yet; `directory import FILE` or `run` makes it");
		return;
	}
	finding(worst, "database", rc ? rc : db_check(db, &err), &err, config->database);
	if (rc)
		return;
	check_room(program, db);
	check_relay_fault(program, db);
	rc = consents_verify(db, &records, &err);
	finding(worst, "consents", rc, &err,
		arena_printf(program->arena, "chain of %lld records is whole", (long long)records));
	check_key(program, config, db, worst);
	check_directory(program, db, worst);
	db_close(&db);
}

static int connect_mailbox(struct program *program, const struct config *config, struct err *err)
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

static int connect_relay(struct program *program, const struct config *config, struct err *err)
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

static void check_forgery(struct program *program, const struct config *config, int *worst)
{
	struct forge_verdict verdict = {0};
	struct err err = {0};
	int rc = forge_try(program->arena, config, &verdict, &err);
	if (rc) {
		finding(worst, "forgery", rc, &err, "");
		return;
	}
	if (!verdict.is_stripped)
		rc = err_set(&err, ERR_DATA, "the servers leave forged Authentication-Results fields in");
	finding(worst, "stripping", rc, &err, "forged Authentication-Results fields are taken out");
	rc = verdict.is_believed ? err_set(&err, ERR_DATA, "a forged mail in the name of %s is believed: %s",
					   verdict.domain, verdict.proof)
				 : OK;
	if (rc || verdict.is_denied)
		finding(
		    worst, "forgery", rc, &err,
		    arena_printf(program->arena, "a forged mail in the name of %s fails", verdict.domain));
	else
		warning("forgery",
			arena_printf(program->arena,
				     "a forged mail in the name of %s is not proven, but the server "
				     "does not say that it fails (%s)",
				     verdict.domain, verdict.proof));
}

static void check_machine(struct program *program, int *worst)
{
	struct err none = {0};
	int version = landlock_version();
	if (version)
		finding(worst, "landlock", OK, &none,
			arena_printf(program->arena,
				     "version %d: each process opens its own files and no other", version));
	else
		warning("landlock",
			"the kernel has no Landlock, or one too old: a process that is taken over may "
			"open whatever its user may");
}

int cmd_check(struct program *program, struct err *err)
{
	struct config config;
	struct err fault = {0};
	int worst = OK;
	bool connects = program->argc == 2 && !strcmp(program->argv[1], "--connect");
	bool forges = program->argc == 2 && !strcmp(program->argv[1], "--forge");
	if (program->argc > 1 && !connects && !forges)
		return program_usage(program, err);
	int rc = program_config(program, &config, err);
	if (rc)
		return rc;
	finding(&worst, "configuration", OK, &fault, program->config_path);
	check_configuration(program, &config);
	check_templates(&config, &worst);
	check_rules(program, &config, &worst);
	check_register(program, &config, &worst);
	check_machine(program, &worst);
	if (connects) {
		finding(&worst, "mailbox", connect_mailbox(program, &config, &fault), &fault,
			"reached, proven and opened");
		finding(&worst, "relay", connect_relay(program, &config, &fault), &fault,
			"reached and ready");
	}
	if (forges)
		check_forgery(program, &config, &worst);
	return worst ? err_set(err, worst, "check found faults") : OK;
}
