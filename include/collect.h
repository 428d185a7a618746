/* collect: the shared mailbox, over IMAP (libetpan on our own stream, GnuTLS) or as a Maildir.
 *
 * Calling sequence: collect_open; then any number of collect_list, collect_fetch, collect_file and
 * collect_erase, with collect_wait between them; collect_close. After ERR_IO or ERR_TEMPORARY the connection
 * is lost: close and open again. The caller makes a message durable before it calls collect_file; nothing
 * here flags, moves or deletes a message on its own.
 *
 * Sources: RFC 3501 (IMAP4rev1), 6851 (MOVE), 4315 (UIDPLUS), 2177 (IDLE), 8314 (TLS); Maildir++ for
 * folders. */
#ifndef COLLECT_H
#define COLLECT_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

enum { COLLECT_HEADER_BYTES = 256 * 1024 }; /* most bytes of a header that is fetched alone */

struct collect_options {
	const char *mailbox; /* imaps://user@host[:port]/FOLDER, imap://... (STARTTLS), maildir:DIR */
	const char *secret;  /* the password or access token itself, only read during collect_open; "" for a
				Maildir */
	const char *auth;    /* "password" or "xoauth2" */
	const char *ca_file; /* NULL: the system's store */
	size_t max_message_bytes; /* larger ones are listed but not fetched */
	bool polls;		  /* polls instead of IDLE, for a server whose IDLE does not work */
	int timeout_ms; /* absolute deadline of a command, not of a read; incoming mail extends it by 1 s for
			   each 64 KiB */
};

/* The location of a message. uid is IMAP's UID in decimal, or the unique base name of a Maildir file. */
struct collect_place {
	const char *folder;  /* "INBOX" (as configured), "Traites", "Refuses", "Quarantaine" */
	int64_t uidvalidity; /* 0 for a Maildir */
	const char *uid;
};

struct collect_entry {
	const char *uid;
	size_t size_bytes;
	time_t arrived_at; /* when the mailbox received it (INTERNALDATE, a file's mtime); 0: unknown */
};

struct collect;

/* Connects, verifies the server (TLS 1.2 or later, certificate and host name; plain text to a loopback
 * address only), authenticates and selects the folder. A Maildir must exist; its missing folders are created.
 * ERR_CONFIG (malformed URL, no Maildir), ERR_DENIED (certificate, login, no STARTTLS), ERR_IO, ERR_TEMPORARY
 * (time-out, refused connection). */
int collect_open(struct collect **out, const struct collect_options *options, struct err *err);
void collect_close(struct collect **collect);

/* Checks that the URL names a mailbox, without connecting. *directory: the path of a Maildir, which must
 * exist; NULL for IMAP. ERR_CONFIG. */
int collect_check(struct arena *arena, const char *mailbox, const char **directory, struct err *err);

int64_t collect_uidvalidity(const struct collect *collect);
/* A stable name of the mailbox, without the secret: "imaps://partenariat@imap.example/INBOX". */
const char *collect_name(const struct collect *collect);

/* The selected folder's name as places hold it ("INBOX"); a place may also use NULL or "" for it. */
const char *collect_folder(const struct collect *collect);

/* All messages of the selected folder with their sizes, oldest first, except those marked \Deleted. Each call
 * lists everything again, so that no message can be missed for good. Entries live in arena. */
int collect_list(struct collect *collect, struct arena *arena, struct collect_entry **out, size_t *count,
		 struct err *err);

/* Fetches the messages with these UIDs without setting \Seen (BODY.PEEK[]) and calls `take` once for each,
 * matched by UID. Messages that no longer exist are skipped. A message larger than max_message_bytes,
 * whatever the list said, has is_whole false and only its header in raw. `take` copies what it keeps and
 * returns OK or the code that ends the fetch; messages taken before an error are valid. The caller limits the
 * batch by the sizes of collect_list. */
typedef int collect_take(void *user, const char *uid, struct bytes raw, bool is_whole, struct err *err);
int collect_fetch(struct collect *collect, const char *const *uids, size_t count, collect_take *take,
		  void *user, struct err *err);

/* The same for headers only, cut to COLLECT_HEADER_BYTES; is_whole is false for all. */
int collect_fetch_headers(struct collect *collect, const char *const *uids, size_t count, collect_take *take,
			  void *user, struct err *err);

/* Moves a message to a sibling of the selected folder, which is created when missing: by MOVE, or COPY +
 * \Deleted + UID EXPUNGE, or renaming in a Maildir. *where: the new location; uid NULL when the server does
 * not tell it (no UIDPLUS) or the message no longer exists, which is OK too. */
int collect_file(struct collect *collect, struct arena *arena, const struct collect_place *from,
		 const char *folder, struct collect_place *where, struct err *err);
/* The same for many messages. Neighbours from one folder go in one command, and one COPYUID gives all their
 * new UIDs. where has room for count places. After an error some may have moved; filing them again is
 * harmless. ERR_UNAVAILABLE: the server refuses (quota, permission) but the connection is usable. */
int collect_file_many(struct collect *collect, struct arena *arena, const struct collect_place *from,
		      size_t count, const char *folder, struct collect_place *where, struct err *err);

/* When the process dies during collect_file, the location of the message is unknown: the old folder, the new
 * one, or (COPY and EXPUNGE on a server without MOVE) both. To resolve that, the caller stores this mark
 * durably before filing, and calls collect_find_copy afterwards. The mark is the first UID that a copy in
 * `folder` (created when missing) can get; uid NULL: no mark is needed. */
int collect_mark(struct collect *collect, struct arena *arena, const char *folder, struct collect_place *mark,
		 struct err *err);
/* Whether the message at `from` has a copy at or after the mark, with the same size and time of arrival;
 * *where as in collect_file. The caller then erases the one at `from`. */
int collect_find_copy(struct collect *collect, struct arena *arena, const struct collect_place *from,
		      const struct collect_place *mark, struct collect_place *where, bool *found,
		      struct err *err);

/* Removes a message permanently (\Deleted + UID EXPUNGE; a Maildir file is overwritten with zeros, then
 * unlinked). When place->uid is NULL or its UIDVALIDITY is no longer the folder's, all messages in
 * place->folder with its Message-ID are removed. OK also when it no longer exists. ERR_NOT_FOUND: neither a
 * valid uid nor a message_id. ERR_DATA: a message_id with control characters. ERR_UNAVAILABLE: no UIDPLUS, so
 * the message is marked \Deleted but can't be expunged alone. */
int collect_erase(struct collect *collect, const struct collect_place *place, const char *message_id,
		  struct err *err);

/* Waits until the server announces something (by IDLE, else by polling with NOOP), the server ends an IDLE by
 * itself, `wake_fd` is readable (-1: none) or timeout_ms has passed; all of these are OK. Renews IDLE well
 * before 29 minutes. ERR_IO, ERR_TEMPORARY: the connection is lost. */
int collect_wait(struct collect *collect, int wake_fd, int timeout_ms, struct err *err);

#endif
