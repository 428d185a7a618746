/* `status`: the state of mailbox, register and queue, for people or as JSON. */
#include "../config.h"
#include "tool.h"

#include "base/date.h"
#include "db/agreement.h"
#include "db/health.h"
#include "db/letters.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum { MIB = 1 << 20 };

/* The figures of `status`; missing texts are NULL. */
struct status {
	struct health health;
	bool is_running;
	const char *agreement_end, *ended_by; /* recorded, possibly in the future */
	char *relay_fault, *round_trip_at;
};

/* A duration in words. */
static const char *age(struct arena *arena, int64_t seconds)
{
	if (seconds < 120)
		return arena_printf(arena, "%lld s", (long long)seconds);
	if (seconds < 7200)
		return arena_printf(arena, "%lld min", (long long)seconds / 60);
	return arena_printf(arena, "%lld h", (long long)seconds / 3600);
}

static void print_agreement(const struct status *status)
{
	const char *day = status->agreement_end;
	const char *by = *status->ended_by ? ", by " : ", on paper";
	if (status->health.is_agreement_ended)
		printf("agreement    ended on %s%s%s\n", day, by, status->ended_by);
	else
		printf("agreement    in force%s%s\n", day ? " until " : "", day ? day : "");
}

static void print_register(const struct health *health)
{
	int64_t percent = health->bytes * 100 / health->most_bytes;
	printf("register     %lld MiB", (long long)health->bytes / MIB);
	if (health->disk_free_bytes >= 0)
		printf(", %lld MiB free on its disk", (long long)health->disk_free_bytes / MIB);
	putchar('\n');
	if (percent >= DB_FULL_PERCENT)
		printf("register     %lld %% of the room that it may take is taken\n", (long long)percent);
	if (health->is_held_back)
		printf("register     older than its anchor: no CV leaves, see `passerelle check`\n");
}

static void print_mail(struct arena *arena, const struct status *status)
{
	const struct health *health = &status->health;
	printf("mailbox      %lld message(s) to handle", (long long)health->undecided);
	if (health->undecided)
		printf(", the oldest for %s", age(arena, health->oldest_undecided_s));
	printf(", %lld to file; ", (long long)health->to_file);
	if (health->round_trip_s >= 0)
		printf("last proven round trip %s ago\n", age(arena, health->round_trip_s));
	else
		printf("no round trip yet\n");
	printf("queue        %lld letter(s)", (long long)health->queued);
	if (health->queued)
		printf(", the oldest for %s", age(arena, health->oldest_queued_s));
	if (health->to_make)
		printf("; %lld still to be made", (long long)health->to_make);
	if (health->failed)
		printf("; %lld failed within a day", (long long)health->failed);
	if (health->is_relay_refusing)
		printf("\nrelay        refuses us, letters wait: %s", status->relay_fault);
	printf("\nheld         %lld message(s), waiting for a person\n", (long long)health->held);
	printf("quarantine   %lld message(s)\n", (long long)health->quarantined);
	printf("suspended    %lld contact(s)\n", (long long)health->suspended);
	printf("erasures     %lld owed in the mailbox\n", (long long)health->erasures_owed);
}

static void print_json(const struct status *status)
{
	const struct health *h = &status->health;
	const char *agreement = h->is_agreement_ended ? "ended" : "active";
	json_t *all = json_pack(
	    "{sb, s{ss ss? ss?}, s{sI sI sI ss?}, s{sI sI sI sI}, sI, sI, sI, sI, s{sI sI sI sb}, ss?}",
	    "daemon_running", status->is_running, "agreement", "status", agreement, "ended_on",
	    status->agreement_end, "ended_by", status->agreement_end ? status->ended_by : NULL, "mailbox",
	    "undecided", (json_int_t)h->undecided, "lag_seconds",
	    (json_int_t)(h->oldest_undecided_s < 0 ? 0 : h->oldest_undecided_s), "to_file",
	    (json_int_t)h->to_file, "round_trip_at", status->round_trip_at, "queue", "letters",
	    (json_int_t)h->queued, "lag_seconds",
	    (json_int_t)(h->oldest_queued_s < 0 ? 0 : h->oldest_queued_s), "to_make", (json_int_t)h->to_make,
	    "failed_day", (json_int_t)h->failed, "held", (json_int_t)h->held, "quarantined",
	    (json_int_t)h->quarantined, "suspended", (json_int_t)h->suspended, "erasures_owed",
	    (json_int_t)h->erasures_owed, "register", "bytes", (json_int_t)h->bytes, "limit_bytes",
	    (json_int_t)h->most_bytes, "disk_free_bytes", (json_int_t)h->disk_free_bytes, "held_back",
	    h->is_held_back != 0, "relay_fault", h->is_relay_refusing ? status->relay_fault : NULL);
	json_dumpf(all, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(all);
}

static int read_status(struct program *program, const struct config *config, struct db *db,
		       struct status *out, struct err *err)
{
	struct arena *arena = program->arena;
	int rc;
	out->is_running = db_daemon_runs(config->database);
	if ((rc = health_read(db, config->database, clock_now(), &out->health, err)) ||
	    (rc = db_setting_get(db, arena, RELAY_FAULT, &out->relay_fault, err)) ||
	    (rc = db_setting_get(db, arena, "round_trip_at", &out->round_trip_at, err)))
		return rc;
	return agreement_end_recorded(db, arena, &out->agreement_end, &out->ended_by, err);
}

int cmd_status(struct program *program, struct err *err)
{
	struct config config;
	struct status status = {0};
	struct db *db;
	int rc;
	if ((rc = program_config(program, &config, err)) ||
	    (rc = db_open(&db, config.database, DB_READ, err)))
		return rc;
	rc = read_status(program, &config, db, &status, err);
	db_close(&db);
	if (rc)
		return rc;
	if (program_option(program, "json")) {
		print_json(&status);
		return OK;
	}
	print_agreement(&status);
	printf("daemon       %s\n", status.is_running ? "runs" : "does not run");
	print_register(&status.health);
	print_mail(program->arena, &status);
	return OK;
}
