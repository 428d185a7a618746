/* `metrics`: Prometheus's text format, to stdout or to a file for the textfile collector. */
#include "../config.h"
#include "tool.h"

#include "base/date.h"
#include "base/io.h"
#include "supervise/metrics.h"

#include <stdio.h>
#include <string.h>

int cmd_metrics(struct program *program, struct err *err)
{
	struct config config;
	struct health health;
	struct db *db = NULL;
	const char *path = program_option(program, "file");
	int rc;
	if ((rc = program_config(program, &config, err)) ||
	    (rc = db_open(&db, config.database, DB_READ, err)))
		return rc;
	rc = health_read(db, config.database, clock_now(), &health, err);
	db_close(&db);
	if (rc)
		return rc;
	const char *text = metrics_text(program->arena, &health, db_daemon_runs(config.database));
	if (path)
		return io_write_file(path, bytes_of(text), 0644, err);
	fputs(text, stdout);
	return OK;
}
