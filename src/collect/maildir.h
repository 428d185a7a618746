/* A Maildir and its Maildir++ folders. libetpan lists and finds; opening, moving and removing go through open
 * directory descriptors and never follow a symbolic link. */
#ifndef COLLECT_MAILDIR_H
#define COLLECT_MAILDIR_H

#include "backend.h"

#include <limits.h> /* before libetpan's header, as HOST_NAME_MAX affects the layout of struct maildir */

#include <libetpan/maildir.h>
#include <sys/stat.h>

struct box {
	struct box *next;
	const char *name; /* NULL: the Maildir itself */
	const char *path;
	int root, new, cur;
	struct maildir *index; /* the last listing, or NULL */
	bool fresh;	       /* the listing was made during this call */
};

struct maildir_state {
	struct box *boxes; /* the last one is the Maildir itself */
	struct box *own;
	int watch; /* inotify on new and cur of the Maildir itself, or -1 */
};

/* A message's file: a directory descriptor, the name in it, and lstat's result. */
struct found {
	int directory;
	const char *name;
	size_t size_bytes;
	time_t modified_at;
};

/* Whether the path is a Maildir, or an empty folder that may become one; a mistyped path is not accepted.
 * ERR_CONFIG. */
int maildir_check(const char *path, struct err *err);
/* Opens a folder, creating it when `create`; *out NULL: no such folder. ERR_IO, ERR_CONFIG. */
int box_open(struct collect *collect, const char *name, bool create, struct box **out, struct err *err);
void box_close(struct box *box);
void boxes_begin(struct maildir_state *state); /* starts a new call: listings are stale */
/* Lists the folder again. ERR_IO. */
int box_index(struct box *box, struct err *err);
/* The file of a uid; false when it no longer exists. */
bool box_find(struct box *box, struct arena *arena, const char *uid, struct found *out);
/* Whether the name is a regular file now. */
bool box_look(int directory, const char *name, struct found *out);

/* Reads the file, at most most_bytes + 1 bytes; false when it no longer exists or can't be read (logged). */
bool file_read(const struct found *found, struct arena *arena, size_t most_bytes, struct bytes *out);
/* Overwrites with zeros, syncs, unlinks. OK when it no longer exists. ERR_IO. */
int file_wipe(const struct found *found, struct err *err);
/* Moves the file into `target`, marked as seen, keeping its base name when free; *new_uid: its new name, NULL
 * when it no longer exists. ERR_IO. */
int file_move(const struct found *found, const char *uid, const struct box *target, struct arena *arena,
	      const char **new_uid, struct err *err);
/* Whether the header of a raw message has this Message-ID (in angle brackets). */
bool file_has_id(struct bytes raw, const char *message_id);
int directory_sync(int directory, struct err *err);

#endif
