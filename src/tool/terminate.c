/* `terminate`: the agreement was ended on paper (Art. 5, specification section 8). The register's part is
 * done at once; the letters are the daemon's, who is woken for them. */
#include "../config.h"
#include "tool.h"

#include "base/date.h"
#include "base/phrases.h"
#include "db/agreement.h"
#include "kind.h"
#include "render/post.h"
#include "supervise/wiring.h"

#include <string.h>

static int read_arguments(struct program *program, const struct config *config, const char **day,
			  struct err *err)
{
	struct date date, signed_on;
	time_t now;
	*day = NULL;
	for (int i = 1; i + 1 < program->argc; i += 2) {
		const char *value = program->argv[i + 1];
		if (!strcmp(program->argv[i], "--date") && date_parse_iso(value, &date))
			*day = value;
		else if (!strcmp(program->argv[i], "--now") && time_parse_rfc3339(value, &now))
			clock_set(now);
		else
			return program_usage(program, err);
	}
	if (!*day || program->argc % 2 == 0)
		return program_usage(program, err);
	if (date_parse_iso(config->agreement_date, &signed_on) && date_compare(date, signed_on) < 0)
		return err_set(err, ERR_USAGE, "--date: the agreement was signed on %s",
			       config->agreement_date);
	return OK;
}

static int tell(struct program *program, const struct config *config, struct db *db, struct err *err)
{
	const char *ended;
	int rc = agreement_ended(db, program->arena, clock_now(), &ended, err);
	if (rc)
		return rc;
	bool is_daemon_there = db_wake_daemon(config->database) != DAEMON_AWAY;
	if (!ended)
		printf("recorded: the agreement ends on that day\n");
	else
		printf("the agreement has ended; offers are closed, CVs erased; the letters go out %s\n",
		       is_daemon_there ? "now" : "when the daemon runs next");
	return OK;
}

static int end(struct program *program, const struct config *config, const char *day, struct err *err)
{
	struct templates *templates = NULL;
	struct handle *handle = NULL;
	struct key key = {0};
	int rc;
	if ((rc = phrases_open(config->templates, err)) ||
	    (rc = templates_open(&templates, config->templates, err)))
		return rc;
	struct post_options post = wiring_post(config, &key);
	struct handle_options options = wiring_handle(config, &key);
	options.register_path = config->database;
	options.emit = render_post;
	options.emit_user = &post;
	post.templates = templates;
	if (!(rc = key_open(&key, config->database, DB_WRITE, err)) &&
	    !(rc = db_open(&post.db, config->database, DB_WRITE, err)) &&
	    !(rc = handle_open(&handle, post.db, &options, err)) &&
	    !(rc = kind_end_agreement(handle, day, err)))
		rc = tell(program, config, post.db, err);
	handle_close(&handle);
	db_close(&post.db);
	templates_close(&templates);
	return rc;
}

int cmd_terminate(struct program *program, struct err *err)
{
	struct config config;
	const char *day;
	int rc = program_config(program, &config, err);
	if (rc || (rc = read_arguments(program, &config, &day, err)))
		return rc;
	return end(program, &config, day, err);
}
