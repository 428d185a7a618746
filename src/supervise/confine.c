/* Which files each stage may open after its start. No stage may open a file with a secret: the supervisor
 * reads these for it (secrets.c). Stages that resolve names and verify servers may open all of /etc: the
 * files they need there are replaced by rename, so only folders can be allowed. */
#include "daemon.h"

#include "base/landlock.h"
#include "base/text.h"

#include <string.h>
#include <unistd.h>

enum { MOST_PATHS = 32 };

/* Libraries, character sets, time zones, name service, certificates. */
static const char *const LIBRARIES[] = {"/usr", "/lib", "/lib64", "/lib32", "/dev/urandom", "/etc/localtime"};
static const char *const NETWORK[] = {
    "/etc",	 "/run/systemd/resolve",     "/run/resolvconf", "/run/NetworkManager",
    "/run/nscd", "/var/lib/ca-certificates", "/var/lib/sss",	"/proc/sys/net"};

struct confinement {
	struct arena *arena;
	struct landlock_path paths[MOST_PATHS];
	size_t count;
};

static void allow(struct confinement *all, const char *path, enum landlock_access access)
{
	if (path && all->count < MOST_PATHS)
		all->paths[all->count++] = (struct landlock_path){path, access};
}

static const char *folder_of(struct arena *arena, const char *path)
{
	const char *end = path ? strrchr(path, '/') : NULL;
	if (!path)
		return NULL;
	return !end ? "." : end == path ? "/" : arena_strndup(arena, path, (size_t)(end - path));
}

/* The register's own files only: the key beside it is handle's. */
static void allow_register(struct confinement *all, const char *database)
{
	static const char *const ENDINGS[] = {"", "-wal", "-shm"};
	for (size_t i = 0; i < ARRAY_SIZE(ENDINGS); i++)
		allow(all, arena_printf(all->arena, "%s%s", database, ENDINGS[i]), LANDLOCK_CONTENT);
	allow(all, folder_of(all->arena, database), LANDLOCK_TIDY);
}

/* Its folders are below it; a missing Maildir is created. */
static void allow_maildir(struct confinement *all, const char *url)
{
	enum { SCHEME = sizeof "maildir:" - 1 };
	if (strlen(url) <= SCHEME || !text_equal_ascii(arena_strndup(all->arena, url, SCHEME), "maildir:"))
		return;
	const char *path = url + SCHEME;
	allow(all, access(path, F_OK) ? folder_of(all->arena, path) : path, LANDLOCK_WRITE);
}

int daemon_confine(const struct daemon *daemon, enum stage stage, struct err *err)
{
	const struct config *config = daemon->config;
	struct confinement all = {.arena = arena_new()};
	for (size_t i = 0; i < ARRAY_SIZE(LIBRARIES); i++)
		allow(&all, LIBRARIES[i], LANDLOCK_READ);
	allow(&all, "/dev/null", LANDLOCK_CONTENT);
	if (stage == STAGE_HANDLE) {
		allow(&all, folder_of(all.arena, config->database), LANDLOCK_WRITE);
	} else {
		for (size_t i = 0; i < ARRAY_SIZE(NETWORK); i++)
			allow(&all, NETWORK[i], LANDLOCK_READ);
		allow(&all, folder_of(all.arena, config->ca_file), LANDLOCK_READ);
		allow_register(&all, config->database);
		allow_maildir(&all, stage == STAGE_COLLECT ? config->mailbox : config->relay);
	}
	int rc = landlock_enter(all.paths, all.count, err);
	arena_free(&all.arena);
	return rc;
}
