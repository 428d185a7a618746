/* A Maildir and its Maildir++ folders. libetpan lists and finds; what is opened, moved or removed goes
 * through directory descriptors that are held and never through a symbolic link. */
#ifndef COLLECT_MAILDIR_H
#define COLLECT_MAILDIR_H

#include "backend.h"

#include <limits.h> /* before libetpan's header: HOST_NAME_MAX is part of the layout of struct maildir */

#include <libetpan/maildir.h>
#include <sys/stat.h>

struct box {
	struct box *next;
	const char *name; /* NULL: the Maildir itself */
	const char *path;
	int root, new, cur;
	struct maildir *index; /* the last listing, or NULL */
	bool fresh;	       /* it was made during this call */
};

struct maildir_state {
	struct box *boxes; /* the Maildir itself is the last */
	struct box *own;
	int watch; /* inotify on new and cur of the Maildir itself, or -1 */
};

/* A message's file: what a descriptor and a name in it say, by lstat. */
struct found {
	int directory;
	const char *name;
	size_t size_bytes;
	time_t modified_at;
};

/* Whether the path is a Maildir, or an empty folder that may become one: a mistyped path is no new mailbox.
 * ERR_CONFIG. */
int maildir_check(const char *path, struct err *err);
/* Opens a folder, and makes it when `create`; *out NULL when it is not there. ERR_IO, ERR_CONFIG. */
int box_open(struct collect *collect, const char *name, bool create, struct box **out, struct err *err);
void box_close(struct box *box);
void boxes_begin(struct maildir_state *state); /* a new call: listings are stale */
/* Lists anew. ERR_IO. */
int box_index(struct box *box, struct err *err);
/* The file of a uid; false when it has vanished. */
bool box_find(struct box *box, struct arena *arena, const char *uid, struct found *out);
/* Whether that name is a regular file now. */
bool box_look(int directory, const char *name, struct found *out);

/* The file, or of a larger one a byte more than most_bytes; false when it vanished or can't be read (logged).
 */
bool file_read(const struct found *found, struct arena *arena, size_t most_bytes, struct bytes *out);
/* Overwrites with zeros, makes that durable, unlinks. ERR_IO. Vanished is OK. */
int file_wipe(const struct found *found, struct err *err);
/* Moves into `target` as seen, under the same base name when that is free; *new_uid is what it got (NULL: it
 * had vanished). ERR_IO. */
int file_move(const struct found *found, const char *uid, const struct box *target, struct arena *arena,
	      const char **new_uid, struct err *err);
/* Whether the header of a raw message has this Message-ID (with its angle brackets). */
bool file_has_id(struct bytes raw, const char *message_id);
int directory_sync(int directory, struct err *err);

#endif
