/* landlock: which files a process may open from now on (Linux, landlock(7)); whatever else it tries is
 * EACCES.
 *
 * Folders are allowed rather than files where others replace what lies in them by rename (resolv.conf,
 * certificates). What does not exist is left out. A kernel that has no Landlock, or one too old to let files
 * move between folders (ABI 1), leaves all as it was: landlock_version tells. Descriptors that are open stay
 * usable. Under AddressSanitizer nothing is done. */
#ifndef BASE_LANDLOCK_H
#define BASE_LANDLOCK_H

#include "base/err.h"

#include <stddef.h>

enum landlock_access {
	LANDLOCK_READ,	  /* a folder and what is below, or a file: to be read */
	LANDLOCK_WRITE,	  /* likewise, and written; files made, moved and taken away */
	LANDLOCK_CONTENT, /* a file that is there: read and written */
	LANDLOCK_TIDY,	  /* a folder: looked through, and files taken away; none opened */
};

struct landlock_path {
	const char *path; /* NULL: nothing */
	enum landlock_access access;
};

/* 0: the kernel has none that does. */
int landlock_version(void);

/* ERR_UNAVAILABLE: it is there and can't be used. */
int landlock_enter(const struct landlock_path *paths, size_t count, struct err *err);

#endif
