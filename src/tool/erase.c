/* Erasing by command, whether the daemon runs or not: erases in the register at once; the daemon, which is
 * woken, erases in the mailbox and sends the letters. */
#include "act.h"

#include "kind.h"

#include <stdio.h>

/* Says what is still to be erased, and when. */
static void tell_rest(enum daemon_state daemon)
{
	static const char *const WHEN[] = {
	    [DAEMON_AWAY] = "when the daemon runs next; none runs now",
	    [DAEMON_ASLEEP] = "within a minute, with the daemon's next round",
	    [DAEMON_WOKEN] = "now, the daemon has been told",
	};
	printf("the mail leaves the mailbox, and who has the CV is asked to delete it: %s\n", WHEN[daemon]);
}

static int erase_one(struct handle *handle, const char *ref, size_t *count, struct err *err)
{
	bool was_done;
	int rc = kind_erase(handle, ref, &was_done, err);
	if (rc == ERR_NOT_FOUND)
		return err_set(err, ERR_DATA, "%s: no such candidate", ref);
	if (!rc)
		printf("%s: %s\n", ref, was_done ? "was erased before" : "erased from the register");
	*count = !rc && !was_done;
	return rc;
}

static int erase_all(struct handle *handle, size_t *count, struct err *err)
{
	int rc = kind_erase_all(handle, count, err);
	printf("%zu candidates erased from the register\n", *count);
	return rc;
}

int cmd_erase(struct program *program, struct err *err)
{
	struct config config;
	struct acting acting;
	size_t count = 0;
	int rc;
	bool is_everybody = program_option(program, "agreement-ended");
	if (program->argc != (is_everybody ? 1 : 2))
		return program_usage(program, err);
	if ((rc = program_config(program, &config, err)) || (rc = acting_open(&acting, &config, err)))
		return rc;
	rc = is_everybody ? erase_all(acting.handle, &count, err)
			  : erase_one(acting.handle, program->argv[1], &count, err);
	enum daemon_state daemon = acting_close(&acting);
	if (count)
		tell_rest(daemon);
	return rc;
}
