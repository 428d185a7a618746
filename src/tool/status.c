#include "../config.h"
#include "tool.h"

#include "base/date.h"
#include "db/agreement.h"
#include "db/anchor.h"
#include "db/dispatches.h"
#include "db/letters.h"
#include "db/messages.h"

/* Seconds as people say them. */
static const char *age(struct arena *arena, time_t seconds)
{
	if (seconds < 120)
		return arena_printf(arena, "%lld s", (long long)seconds);
	if (seconds < 7200)
		return arena_printf(arena, "%lld min", (long long)seconds / 60);
	return arena_printf(arena, "%lld h", (long long)seconds / 3600);
}

static int print_status(struct program *program, struct db *db, struct err *err)
{
	int64_t undecided, to_move, queued, to_make, held, quarantined;
	time_t oldest, now = clock_now(), trip;
	char *round_trip, *relay_fault;
	bool is_held;
	const char *ended, *ends, *by;
	int percent;
	int rc;
	if ((rc = messages_waiting(db, &undecided, &to_move, err)) ||
	    (rc = letters_waiting(db, &queued, &oldest, err)) ||
	    (rc = dispatches_waiting(db, &to_make, err)) ||
	    (rc = db_setting_get(db, program->arena, "round_trip_at", &round_trip, err)) ||
	    (rc = db_setting_get(db, program->arena, RELAY_FAULT, &relay_fault, err)) ||
	    (rc = messages_aside(db, &held, &quarantined, err)) || (rc = anchor_is_held(db, &is_held, err)) ||
	    (rc = db_fill(db, &percent, err)) ||
	    (rc = agreement_ended(db, program->arena, now, &ended, err)) ||
	    (rc = agreement_end_recorded(db, program->arena, &ends, &by, err)))
		return rc;
	if (ended)
		printf("agreement    ended on %s%s%s\n", ended, *by ? ", by " : ", on paper", by);
	else
		printf("agreement    in force%s%s\n", ends ? " until " : "", ends ? ends : "");
	if (percent >= DB_FULL_PERCENT)
		printf("register     %d %% of the room that it may take is taken\n", percent);
	if (is_held)
		printf("register     older than its anchor: no CV leaves, see `passerelle check`\n");
	printf("mailbox      %lld message(s) to handle, %lld to file; ", (long long)undecided,
	       (long long)to_move);
	if (round_trip && time_parse_rfc3339(round_trip, &trip))
		printf("last proven round trip %s ago\n", age(program->arena, now > trip ? now - trip : 0));
	else
		printf("no round trip yet\n");
	printf("queue        %lld letter(s)", (long long)queued);
	if (queued)
		printf(", the oldest for %s", age(program->arena, now > oldest ? now - oldest : 0));
	if (to_make)
		printf("; %lld still to be made", (long long)to_make);
	if (relay_fault && *relay_fault)
		printf("\nrelay        refuses us, letters wait: %s", relay_fault);
	printf("\nheld         %lld message(s), waiting for a person\n", (long long)held);
	printf("quarantine   %lld message(s)\n", (long long)quarantined);
	return OK;
}

int cmd_status(struct program *program, struct err *err)
{
	struct config config;
	struct db *db;
	int rc;
	if (program->argc != 1)
		return program_usage(program, err);
	if ((rc = program_config(program, &config, err)) ||
	    (rc = db_open(&db, config.database, DB_READ, err)))
		return rc;
	rc = print_status(program, db, err);
	db_close(&db);
	return rc;
}
