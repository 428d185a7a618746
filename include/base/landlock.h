/* landlock: restricts which files a process may open from now on (Linux, landlock(7)); any other access fails
 * with EACCES.
 *
 * Where others replace files by rename (resolv.conf, certificates), the folder is allowed rather than the
 * file. Paths that don't exist are skipped. Without Landlock in the kernel, or with one too old to allow
 * moves between folders (ABI 1), nothing is restricted: see landlock_version. Descriptors that are open stay
 * usable. Does nothing under AddressSanitizer. */
#ifndef BASE_LANDLOCK_H
#define BASE_LANDLOCK_H

#include "base/err.h"

#include <stddef.h>

enum landlock_access {
	LANDLOCK_READ,	  /* read a file, or a folder and all below */
	LANDLOCK_WRITE,	  /* the same, and write, create, move and remove files */
	LANDLOCK_CONTENT, /* read and write an existing file */
	LANDLOCK_TIDY,	  /* list a folder and remove files in it, but open none */
};

struct landlock_path {
	const char *path; /* NULL: skipped */
	enum landlock_access access;
};

/* The kernel's ABI version; 0: no Landlock that suffices. */
int landlock_version(void);

/* ERR_UNAVAILABLE: the kernel has Landlock but refused the rules. */
int landlock_enter(const struct landlock_path *paths, size_t count, struct err *err);

#endif
