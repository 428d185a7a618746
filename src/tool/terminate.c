/* `terminate`: the agreement was ended on paper (Art. 5, specification section 8). The register is changed at
 * once; the daemon, which is woken, sends the letters. */
#include "act.h"

#include "base/date.h"
#include "db/agreement.h"
#include "kind.h"

#include <stdio.h>

static int read_day(const struct program *program, const struct config *config, const char **day,
		    struct err *err)
{
	struct date date, signed_on;
	*day = program_option(program, "date");
	if (!*day || !date_parse_iso(*day, &date))
		return program_usage(program, err);
	if (date_parse_iso(config->agreement_date, &signed_on) && date_compare(date, signed_on) < 0)
		return err_set(err, ERR_USAGE, "--date: the agreement was signed on %s",
			       config->agreement_date);
	return OK;
}

static void tell(const char *ended, enum daemon_state daemon)
{
	if (!ended)
		printf("recorded: the agreement ends on that day\n");
	else
		printf("the agreement has ended; offers are closed, CVs erased; the letters go out %s\n",
		       daemon == DAEMON_AWAY ? "when the daemon runs next" : "now");
}

static int end(struct program *program, const struct config *config, const char *day, struct err *err)
{
	struct acting acting;
	const char *ended = NULL;
	int rc = acting_open(&acting, config, err);
	if (rc)
		return rc;
	if (!(rc = kind_end_agreement(acting.handle, day, err)))
		rc = agreement_ended(acting.post.db, program->arena, clock_now(), &ended, err);
	enum daemon_state daemon = acting_close(&acting);
	if (!rc)
		tell(ended, daemon);
	return rc;
}

int cmd_terminate(struct program *program, struct err *err)
{
	struct config config;
	const char *day;
	int rc = program_config(program, &config, err);
	if (rc || (rc = read_day(program, &config, &day, err)))
		return rc;
	return end(program, &config, day, err);
}
