#include "check.h"
#include "supervise.h"

#include "base/io.h"
#include "base/log.h"
#include "db/anchor.h"

#include <unistd.h>

/* With a register older than its anchor the daemon runs, but sends no CV. */
static int check_anchor(struct db *db, const struct config *config, struct err *err)
{
	struct key key = {0};
	enum anchor_state state;
	int64_t records;
	int rc = key_open(&key, config->database, DB_WRITE, err);
	if (rc || (rc = anchor_check(db, config->database, &key, &state, &records, err)) ||
	    (rc = anchor_hold(db, state, err)))
		return rc;
	if (state == ANCHOR_NONE || state == ANCHOR_HOLDS) /* the last commits before a kill may not be
							      anchored */
		return anchor_keep(db, config->database, &key, err);
	log_event(LOG_LEVEL_ERROR, "register.older", "records=%lld what=\"%s\"", (long long)records,
		  anchor_state_text(state));
	return OK;
}

/* Completes an interrupted erasure. The stages retry while another process is reading the register. */
static int erase_interrupted(struct db *db, struct err *err)
{
	enum { MOST_MS = 1000 };
	struct err fault = {0};
	int rc = db_erase_traces_within(db, MOST_MS, &fault);
	return rc && rc != ERR_TEMPORARY ? err_set(err, rc, "%s", fault.text) : OK;
}

/* Creates or migrates the register once, before any stage opens it. */
static int prepare_register(struct program *program, const struct config *config, struct err *err)
{
	struct db *db;
	int rc;
	if ((rc = program_make_register_folder(program, config, err)) ||
	    (rc = db_lock_daemon(config->database, err)) ||
	    (rc = db_open(&db, config->database, DB_WRITE, err)))
		return rc;
	const char *clock = check_clock(program->arena, db);
	if (clock)
		log_event(LOG_LEVEL_WARNING, "clock.behind", "what=\"%s\"", clock);
	(void)((rc = check_anchor(db, config, err)) || (rc = outbox_recover(db, config, err)) ||
	       (rc = erase_interrupted(db, err)));
	db_close(&db);
	return rc;
}

int cmd_run(struct program *program, struct err *err)
{
	struct config config;
	int rc;
	if ((rc = program_config(program, &config, err)))
		return rc;
	if (geteuid() == 0 && !config.allows_root)
		return err_set(err, ERR_CONFIG,
			       "refusing to run as root: start it as its own user (see "
			       "systemd/passerelle.service), or set "
			       "allow_root = true");
	log_with_fields();
	if ((rc = supervise_load(&config, err)) || (rc = prepare_register(program, &config, err)))
		return rc;
	return supervise_run(&config, program_option(program, "once"), program->is_verbose, err);
}
