/* The operations of a kind of mailbox; collect.c chooses a table by the URL's scheme. The functions follow
 * the contracts of collect.h; folder NULL is the mailbox's own. */
#ifndef COLLECT_BACKEND_H
#define COLLECT_BACKEND_H

#include "collect.h"
#include "url.h"

struct collect {
	const struct backend *backend;
	void *state;
	struct arena *arena; /* lives as long as the connection; contains the secret and is wiped with it */
	struct collect_options options;
	struct url url;
	const char *name;
	int64_t uidvalidity;
};

struct backend {
	int (*open)(struct collect *collect,
		    struct err *err); /* sets state even when it fails, and uidvalidity */
	void (*close)(struct collect *collect);
	int (*list)(struct collect *collect, struct arena *arena, struct collect_entry **out, size_t *count,
		    struct err *err);
	/* header_only: fetch only the header of each message. */
	int (*fetch)(struct collect *collect, const char *const *uids, size_t count, bool header_only,
		     collect_take *take, void *user, struct err *err);
	/* All places are in one folder (from_folder) with one UIDVALIDITY and have a uid; where[] is preset
	 * to unknown places. */
	int (*file)(struct collect *collect, struct arena *arena, const struct collect_place *from,
		    size_t count, const char *from_folder, const char *folder, struct collect_place *where,
		    struct err *err);
	/* See collect.h; NULL: filing is atomic here. */
	int (*mark)(struct collect *collect, struct arena *arena, const char *folder,
		    struct collect_place *mark, struct err *err);
	int (*find_copy)(struct collect *collect, struct arena *arena, const struct collect_place *from,
			 const struct collect_place *mark, struct collect_place *where, bool *found,
			 struct err *err);
	int (*erase)(struct collect *collect, const struct collect_place *place, const char *message_id,
		     struct err *err);
	int (*wait)(struct collect *collect, int wake_fd, int timeout_ms, struct err *err);
};

/* The header of a message, cut to COLLECT_HEADER_BYTES. */
struct bytes collect_header_of(struct bytes raw);

extern const struct backend imap_backend;
extern const struct backend maildir_backend;

#endif
