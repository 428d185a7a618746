#include "reload.h"

#include "base/log.h"
#include "base/phrases.h"
#include "collect.h"
#include "extract.h"
#include "render.h"
#include "submit.h"
#include "supervise.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int refuse(const char *what)
{
	log_event(LOG_LEVEL_ERROR, "reload.refused", "what=\"%s\"", what);
	return 1;
}

/* Settings that the processes were created with stay until the daemon is restarted. */
static const char *fixed_change(const struct config *now, const struct config *next)
{
	if (strcmp(now->database, next->database) != 0)
		return "database: a new one needs a restart";
	if (now->connections != next->connections)
		return "connections: another number needs a restart";
	return NULL;
}

int supervise_load(const struct config *config, struct err *err)
{
	struct arena *arena = arena_new();
	const char *directory;
	int rc;
	(void)((rc = phrases_open(config->templates, err)) || (rc = extract_check_labels(err)) ||
	       (rc = extract_try_rules(config->rules, err)) ||
	       (rc = collect_check(arena, config->mailbox, &directory, err)) ||
	       (rc = submit_check(arena, config->relay, &directory, err)));
	arena_free(&arena);
	return rc;
}

static int check(const struct config *now)
{
	struct arena *arena = arena_new();
	struct config next;
	struct templates *templates = NULL;
	struct err err = {0};
	if (config_read(arena, now->path, &next, &err) || supervise_load(&next, &err) ||
	    templates_open(&templates, next.templates, &err))
		return refuse(err.text);
	const char *fixed = fixed_change(now, &next);
	return fixed ? refuse(fixed) : 0;
}

void reload_begin(struct reload *reload, struct daemon *daemon)
{
	pid_t pid = fork();
	if (!pid)
		_exit(check(daemon->config));
	if (pid < 0)
		refuse("no process could be started to check it");
	else
		reload->pid = pid;
}

/* It was just checked. The old configuration's memory stays allocated, as others point to it. */
static bool take(struct daemon *daemon)
{
	struct arena *arena = arena_new();
	struct config *next = arena_alloc(arena, sizeof *next);
	struct err err = {0};
	if (config_read(arena, daemon->config->path, next, &err) || phrases_open(next->templates, &err)) {
		refuse(err.text);
		arena_free(&arena);
		return false;
	}
	daemon->config = next;
	log_event(LOG_LEVEL_INFO, "reload.done", "path=%s", next->path);
	return true;
}

bool reload_ended(struct reload *reload, struct daemon *daemon, pid_t pid, int status)
{
	if (!reload->pid || pid != reload->pid)
		return false;
	reload->pid = 0;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 && take(daemon);
}
