/* The directories of a Maildir, and the messages in them. */
#include "maildir.h"

#include "base/io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* Whether the directory is empty. */
static bool is_empty(DIR *folder)
{
	int entries = 0;
	while (entries <= 2 && readdir(folder))
		entries++;
	return entries <= 2;
}

int maildir_check(const char *path, struct err *err)
{
	DIR *folder = opendir(path);
	if (!folder)
		return err_set(err, ERR_CONFIG, "the Maildir %s: %s%s", path, strerror(errno),
			       errno == ENOENT ? "; correct its name, or make that folder" : "");
	bool is_maildir = !faccessat(dirfd(folder), "new", F_OK, 0) ||
			  !faccessat(dirfd(folder), "cur", F_OK, 0) || is_empty(folder);
	closedir(folder);
	return is_maildir ? OK
			  : err_set(err, ERR_CONFIG,
				    "%s: no Maildir: it holds other things and no folder \"new\"", path);
}

/* The value that Debian's libetpan was compiled with; with another one, all members after it would be read at
 * wrong offsets. */
_Static_assert(HOST_NAME_MAX == 64, "struct maildir is laid out differently");

enum { OPEN_DIRECTORY = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

static int fail(struct err *err, const char *what)
{
	return err_set(err, ERR_IO, "the Maildir: %s: %s", what, strerror(errno));
}

static int open_part(int root, const char *name, int *out, struct err *err)
{
	if (mkdirat(root, name, 0700) && errno != EEXIST)
		return fail(err, name);
	*out = openat(root, name, OPEN_DIRECTORY);
	return *out < 0 ? fail(err, name) : OK;
}

/* new is created last: a delivery program that sees it may write into tmp. */
static int open_parts(struct box *box, struct err *err)
{
	int tmp = -1;
	int rc = open_part(box->root, "tmp", &tmp, err);

	if (tmp >= 0)
		close(tmp);
	if (!rc)
		rc = open_part(box->root, "cur", &box->cur, err);
	return rc ? rc : open_part(box->root, "new", &box->new, err);
}

/* Maildir++ marks its folders with this file; without it, delivery programs take the folder for a mailbox. */
static int mark_folder(const struct box *box, struct err *err)
{
	int fd = openat(box->root, "maildirfolder", O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return fail(err, "maildirfolder");
	close(fd);
	return directory_sync(box->root, err);
}

static int open_root(struct collect *collect, struct box *box, bool create, struct err *err)
{
	const struct maildir_state *state = collect->state;
	char *directory;

	if (!box->name) {
		box->root = open(box->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		return box->root < 0 ? fail(err, "its directory") : OK;
	}
	directory = arena_printf(collect->arena, ".%s", box->name);
	box->path = arena_printf(collect->arena, "%s/%s", state->own->path, directory);
	if (create && mkdirat(state->own->root, directory, 0700) && errno != EEXIST)
		return fail(err, box->name);
	box->root = openat(state->own->root, directory, OPEN_DIRECTORY);
	return box->root < 0 && (create || errno != ENOENT) ? fail(err, box->name) : OK;
}

int box_open(struct collect *collect, const char *name, bool create, struct box **out, struct err *err)
{
	struct maildir_state *state = collect->state;
	struct box *box = state->boxes;
	int rc;

	while (box && !(box->name == name || (name && box->name && strcmp(box->name, name) == 0)))
		box = box->next;
	*out = box;
	if (box)
		return OK;
	box = arena_alloc(collect->arena, sizeof *box);
	*box = (struct box){.name = arena_strdup(collect->arena, name), .root = -1, .new = -1, .cur = -1};
	box->path = collect->url.path;
	rc = open_root(collect, box, create, err);
	if (!rc && box->root < 0)
		return OK;
	if (!rc)
		rc = open_parts(box, err);
	if (!rc && name && create && !(rc = mark_folder(box, err)))
		rc = directory_sync(state->own->root, err);
	if (rc) {
		box_close(box);
		return rc;
	}
	box->next = state->boxes;
	state->boxes = box;
	*out = box;
	return OK;
}

void box_close(struct box *box)
{
	int descriptors[] = {box->root, box->new, box->cur};

	for (size_t i = 0; i < ARRAY_SIZE(descriptors); i++)
		if (descriptors[i] >= 0)
			close(descriptors[i]);
	if (box->index)
		maildir_free(box->index);
	box->index = NULL;
}

void boxes_begin(struct maildir_state *state)
{
	for (struct box *box = state->boxes; box; box = box->next)
		box->fresh = false;
}

/* A new struct each time: maildir_update compares directory times in whole seconds and misses deliveries
 * within the second of its last look. It also creates a file maildirfolder, which only folders should
 * have. */
int box_index(struct box *box, struct err *err)
{
	bool marked = faccessat(box->root, "maildirfolder", F_OK, 0) == 0;
	int result;

	if (box->index)
		maildir_free(box->index);
	box->index = maildir_new(box->path);
	if (!box->index)
		return err_set(err, ERR_TEMPORARY, "out of memory");
	result = maildir_update(box->index);
	if (!marked && !box->name)
		unlinkat(box->root, "maildirfolder", 0);
	if (result != MAILDIR_NO_ERROR)
		return err_set(err, ERR_IO, "the Maildir can't be listed");
	box->fresh = true;
	return OK;
}

bool box_look(int directory, const char *name, struct found *out)
{
	struct stat status;

	if (fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) || !S_ISREG(status.st_mode))
		return false;
	*out = (struct found){directory, name, (size_t)status.st_size, status.st_mtime};
	return true;
}

static bool find_indexed(const struct box *box, struct arena *arena, const char *uid, struct found *out)
{
	char *path = box->index ? maildir_message_get(box->index, uid) : NULL;
	const char *name = path ? strrchr(path, '/') : NULL;
	bool is_new = name && name - path > 3 && strncmp(name - 3, "new", 3) == 0;
	bool found = name && box_look(is_new ? box->new : box->cur, arena_strdup(arena, name + 1), out);

	free(path);
	return found;
}

/* Whether the name could leave the directory, or is never used in a Maildir. */
static bool is_bad(const char *uid)
{
	return !*uid || *uid == '.' || strchr(uid, '/') || strlen(uid) > NAME_MAX - 16;
}

bool box_find(struct box *box, struct arena *arena, const char *uid, struct found *out)
{
	struct err ignored;

	if (is_bad(uid))
		return false;
	/* Tries the names that we or a delivery program use first: no need to list a folder of many years. */
	if (find_indexed(box, arena, uid, out) ||
	    box_look(box->cur, arena_printf(arena, "%s:2,S", uid), out) ||
	    box_look(box->new, arena_strdup(arena, uid), out))
		return true;
	return !box->fresh && box_index(box, &ignored) == OK && find_indexed(box, arena, uid, out);
}
