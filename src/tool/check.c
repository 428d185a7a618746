#include "check.h"

#include "base/date.h"
#include "base/landlock.h"
#include "base/phrases.h"
#include "db/agreement.h"
#include "db/anchor.h"
#include "db/consents.h"
#include "db/health.h"
#include "db/key.h"
#include "db/letters.h"
#include "forge.h"
#include "handle/token.h"
#include "page.h"
#include "render.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

void check_finding(int *worst, const char *what, int rc, const struct err *err, const char *good)
{
	printf("%-10s %s: %s\n", rc ? "fault" : "ok", what, rc ? err->text : good);
	if (rc && !*worst)
		*worst = rc;
}

void check_warning(const char *what, const char *text)
{
	printf("%-10s %s: %s\n", "warning", what, text);
}

/* A reference of usual length, and the length that its token adds. */
static bool has_room_for_tokens(struct program *program, const struct config *config)
{
	static const struct key any;
	return token_address(program->arena, &any, config->address, config->separator, KIND_CV,
			     "OFF-2026-0001", "", clock_now());
}

/* A letter to the mailbox itself would come back as unproven mail every day. Each address that is not given
 * defaults to the next one. */
static void check_people(struct program *program, const struct config *config)
{
	const char *const people[][2] = {{"help_contact_ml", config->help_contact_ml},
					 {"help_contact", config->help_contact},
					 {"operator", config->operator_address}};
	const char *key = NULL;
	for (size_t i = 0; i < ARRAY_SIZE(people); i++)
		key = !strcasecmp(people[i][1], config->address) ? people[i][0] : key;
	if (key)
		check_warning(key,
			      arena_printf(program->arena, "%s is the shared mailbox itself: name a person",
					   config->address));
	if (!*config->operator_address)
		check_warning("operator", "not set: nobody is told about held and quarantined mail");
}

static void check_configuration(struct program *program, const struct config *config, int *worst)
{
	struct err err = {0};
	const char *slash = config->metrics ? strrchr(config->metrics, '/') : NULL;
	if (config->trusts_registered)
		check_warning("authentication",
			      "\"registered\" believes the From address alone: only for a closed network");
	else if (!config->authserv_id_count)
		check_warning("authserv_ids",
			      "empty: no sender can be proven, every mail will be quarantined");
	for (size_t i = 0; !config->trusts_registered && i < config->authserv_id_count; i++)
		if (!*config->authserv_ids[i])
			check_warning(
			    "authserv_ids",
			    "\"\" believes the topmost Authentication-Results field without an id "
			    "(Exchange Online): safe only where all mail reaches the mailbox through "
			    "that server, which puts its own on top; `check --forge` tells");
	if (!has_room_for_tokens(program, config))
		check_warning(
		    "address",
		    "too long before the @ for reply tokens, which have to fit into 64 bytes with it: "
		    "answers are proven by the receiving server alone");
	if (config->metrics &&
	    access(arena_strndup(program->arena, config->metrics, (size_t)(slash - config->metrics)), W_OK))
		check_warning("metrics",
			      arena_printf(program->arena, "%s: %s", config->metrics, strerror(errno)));
	if (config->ca_file && access(config->ca_file, R_OK)) {
		err_set(&err, ERR_CONFIG, "%s: %s", config->ca_file, strerror(errno));
		check_finding(worst, "ca_file", err.code, &err, "");
	}
}

static void check_templates(struct program *program, const struct config *config, int *worst)
{
	struct templates *templates = NULL;
	struct err err = {0};
	int rc = templates_open(&templates, config->templates, &err);
	rc = rc || (rc = phrases_open(config->templates, &err)) || (rc = extract_check_labels(&err))
		 ? rc
		 : page_check_all(program->arena, config->templates, &err);
	check_finding(worst, "templates", rc, &err, config->templates);
	templates_close(&templates);
}

static void check_rules(struct program *program, const struct config *config, int *worst)
{
	struct rules_tally tally = {0};
	struct err err = {0};
	int rc = extract_init(&err) || extract_check_rules(config->rules, &tally, &err) ? err.code : OK;
	check_finding(worst, "rules", rc, &err,
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
		check_warning("anchor", anchor_state_text(state));
		return;
	}
	if (!rc && state != ANCHOR_HOLDS)
		rc = err_set(&err, ERR_DATA, "%s", anchor_state_text(state));
	check_finding(
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
		check_warning("key", "not there yet; `run` makes it");
		return;
	}
	long days = (long)((clock_now() - key.made_at) / DAY_S);
	check_finding(worst, "key", rc, &err,
		      arena_printf(program->arena, "mode 0600, in use for %ld days, %zu former", days,
				   key.former_count));
	if (!rc)
		check_anchor(program, config, db, &key, worst);
	if (!rc && days > KEY_DAYS)
		check_warning("key",
			      "more than a year old; `key rotate` makes a new one and believes this one for "
			      "a year more");
}

static void check_agreement(struct program *program, struct db *db)
{
	const char *ends = NULL, *by;
	struct err ignored;
	if (!agreement_end_recorded(db, program->arena, &ends, &by, &ignored) && ends)
		check_warning("agreement",
			      arena_printf(program->arena, "ended on %s%s%s: no new flow is sent", ends,
					   *by ? ", by " : ", on paper", by));
}

static void check_room(struct program *program, const struct config *config, struct db *db)
{
	enum { MIB = 1024 * 1024, LITTLE_MIB = 64 };
	int percent = 0;
	struct health health = {0};
	struct err err = {0};
	if (!health_read(db, config->database, clock_now(), &health, &err) && health.disk_free_bytes >= 0 &&
	    health.disk_free_bytes < (int64_t)LITTLE_MIB * MIB)
		check_warning("disk",
			      arena_printf(program->arena,
					   "%s: %lld MiB are left there: make room, without it nothing "
					   "is handled",
					   config->database, (long long)health.disk_free_bytes / MIB));
	if (!db_fill(db, &percent, &err) && percent >= DB_FULL_PERCENT)
		check_warning(
		    "database",
		    arena_printf(program->arena, "%d %% of the room that it may take is taken", percent));
}

const char *check_clock(struct arena *arena, struct db *db)
{
	enum { TOLERANCE_S = 60 * 60 };
	char *trip = NULL;
	time_t at;
	struct err ignored;
	bool is_behind = !db_setting_get(db, arena, "round_trip_at", &trip, &ignored) && trip &&
			 time_parse_rfc3339(trip, &at) && at > clock_now() + TOLERANCE_S;
	return is_behind ? arena_printf(arena,
					"this machine says %s, the daemon has worked at %s: set the clock "
					"(timedatectl)",
					time_utc(arena, clock_now()), trip)
			 : NULL;
}

/* Warns while the relay refuses all letters. */
static void check_relay_fault(struct program *program, struct db *db)
{
	char *fault = NULL;
	struct err ignored;
	if (!db_setting_get(db, program->arena, RELAY_FAULT, &fault, &ignored) && fault && *fault)
		check_warning("relay",
			      arena_printf(program->arena, "it refuses us, letters wait: %s", fault));
}

/* Reports a folder of the register that exists but can't be written. */
static bool folder_is_closed(struct program *program, const struct config *config, int *worst)
{
	const char *folder = program_register_folder(program, config);
	struct err err = {0};
	if (!access(folder, W_OK) || errno == ENOENT)
		return false;
	err_set(&err, errno == EROFS ? ERR_IO : ERR_CONFIG,
		"%s: %s; the register and its key are written there", folder, strerror(errno));
	check_finding(worst, "database", err.code, &err, "");
	return true;
}

static void check_register(struct program *program, const struct config *config, int *worst)
{
	struct db *db = NULL;
	struct err err = {0};
	int64_t records = 0;
	if (folder_is_closed(program, config, worst))
		return;
	int rc = db_open(&db, config->database, DB_READ, &err);
	if (rc == ERR_NOT_FOUND) {
		check_warning("database", arena_printf(program->arena,
						       "%s: not there yet; `directory import FILE` or `run` "
						       "makes it",
						       config->database));
		return;
	}
	check_finding(worst, "database", rc ? rc : db_check(db, &err), &err, config->database);
	if (rc)
		return;
	check_room(program, config, db);
	const char *clock = check_clock(program->arena, db);
	if (clock)
		check_warning("clock", clock);
	check_relay_fault(program, db);
	rc = consents_verify(db, &records, &err);
	check_finding(worst, "consents", rc, &err,
		      arena_printf(program->arena, "chain of %lld records is whole", (long long)records));
	check_key(program, config, db, worst);
	check_directory(program, db, worst);
	check_agreement(program, db);
	db_close(&db);
}

static void check_forgery(struct program *program, const struct config *config, int *worst)
{
	struct forge_verdict verdict = {0};
	struct err err = {0};
	int rc = forge_try(program->arena, config, &verdict, &err);
	if (rc) {
		check_finding(worst, "forgery", rc, &err, "");
		return;
	}
	if (!verdict.is_stripped)
		rc = err_set(&err, ERR_DATA, "the servers leave forged Authentication-Results fields in");
	check_finding(worst, "stripping", rc, &err, "forged Authentication-Results fields are taken out");
	rc = verdict.is_believed ? err_set(&err, ERR_DATA, "a forged mail in the name of %s is believed: %s",
					   verdict.domain, verdict.proof)
				 : OK;
	if (rc || verdict.is_denied)
		check_finding(
		    worst, "forgery", rc, &err,
		    arena_printf(program->arena, "a forged mail in the name of %s fails", verdict.domain));
	else
		check_warning("forgery",
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
		check_finding(worst, "landlock", OK, &none,
			      arena_printf(program->arena,
					   "version %d: each process opens its own files and no other",
					   version));
	else
		check_warning("landlock",
			      "the kernel has no Landlock, or one too old: a process that is taken over may "
			      "open whatever its user may");
}

int cmd_check(struct program *program, struct err *err)
{
	struct config config;
	struct err fault = {0};
	int worst = OK;
	bool connects = program_option(program, "connect");
	bool forges = program_option(program, "forge");
	if (connects && forges)
		return program_usage(program, err);
	int rc = program_config(program, &config, err);
	if (rc)
		return rc;
	config.mailbox_secret = check_secret_source(program, config.mailbox_secret);
	config.relay_secret = check_secret_source(program, config.relay_secret);
	check_finding(&worst, "configuration", OK, &fault, program->config_path);
	check_configuration(program, &config, &worst);
	check_people(program, &config);
	check_addresses(program, &config, &worst);
	check_templates(program, &config, &worst);
	check_rules(program, &config, &worst);
	check_register(program, &config, &worst);
	check_machine(program, &worst);
	if (connects)
		check_servers(program, &config, &worst);
	if (forges)
		check_forgery(program, &config, &worst);
	return worst ? err_set(err, worst, "check found faults") : OK;
}
