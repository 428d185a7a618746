/* collect: the shared mailbox, over IMAP (libetpan on a stream of our own, GnuTLS) or as a Maildir.
 *
 * Calling sequence: collect_open, then any number of collect_list, collect_fetch, collect_file and
 * collect_erase, collect_wait between them, collect_close. After ERR_IO or ERR_TEMPORARY the connection is
 * gone: close and open again. The caller makes a message durable before it calls collect_file: nothing here
 * flags, moves or deletes on its own.
 *
 * Sources: RFC 3501 (IMAP4rev1), 6851 (MOVE), 4315 (UIDPLUS), 2177 (IDLE), 8314 (TLS); Maildir++ for folders.
 */
#ifndef COLLECT_H
#define COLLECT_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

enum { COLLECT_HEADER_BYTES = 256 * 1024 }; /* of a header that is taken without its message */

struct collect_options {
	const char *mailbox; /* imaps://user@host[:port]/FOLDER, imap://... (STARTTLS), maildir:DIR */
	const char *secret;  /* the password or access token itself, used while collect_open lasts; "" for a
				Maildir */
	const char *auth;    /* "password" or "xoauth2" */
	const char *ca_file; /* NULL: the system's store */
	size_t max_message_bytes; /* larger ones are listed but not fetched */
	bool polls;	/* asks now and then for news instead of IDLE, which this server does not bear */
	int timeout_ms; /* per command: an absolute deadline, not per read; mail that arrives adds 1 s for 64
			   KiB */
};

/* Where a message lies. uid is IMAP's UID in decimal, or a Maildir file's unique base name. */
struct collect_place {
	const char *folder;  /* "INBOX" (as configured), "Traites", "Refuses", "Quarantaine" */
	int64_t uidvalidity; /* 0 for a Maildir */
	const char *uid;
};

struct collect_entry {
	const char *uid;
	size_t size_bytes;
	time_t arrived_at; /* when the mailbox received it: INTERNALDATE, a file's time of change; 0: not
			      known */
};

struct collect;

/* Connects, proves the server (TLS 1.2 or later, certificate and host name verified; plain text only to a
 * loopback address), authenticates and selects the folder. A Maildir has to be there; what is missing in it
 * is created. ERR_CONFIG (a URL that can't be read, no Maildir), ERR_DENIED (certificate, login, STARTTLS
 * missing), ERR_IO, ERR_TEMPORARY (time-out, refused connection). */
int collect_open(struct collect **out, const struct collect_options *options, struct err *err);
void collect_close(struct collect **collect);

/* Whether it can be read as a mailbox, without connecting; *directory: of a Maildir, which has to be there,
 * else NULL. ERR_CONFIG. */
int collect_check(struct arena *arena, const char *mailbox, const char **directory, struct err *err);

int64_t collect_uidvalidity(const struct collect *collect);
/* The mailbox as a stable name without the secret, e.g. "imaps://partenariat@imap.example/INBOX". */
const char *collect_name(const struct collect *collect);

/* The selected folder's name as a place has it ("INBOX"); a place may also leave it NULL or "". */
const char *collect_folder(const struct collect *collect);

/* Every message now in the selected folder (but for those marked \Deleted: somebody threw them away) with its
 * size, oldest first; nothing is remembered between calls, so that no message can be skipped for ever.
 * Entries live in arena. */
int collect_list(struct collect *collect, struct arena *arena, struct collect_entry **out, size_t *count,
		 struct err *err);

/* Fetches the messages of these UIDs without setting \Seen (BODY.PEEK[]) and hands each to `take` once,
 * matched by UID; one that has vanished meanwhile is left out. A message larger than max_message_bytes,
 * whatever the list said, comes with is_whole false and raw its header alone. `take` must copy what it keeps
 * and returns OK or the code that ends the fetch; what it was given before an error is good. The caller
 * bounds the batch by the sizes of collect_list. */
typedef int collect_take(void *user, const char *uid, struct bytes raw, bool is_whole, struct err *err);
int collect_fetch(struct collect *collect, const char *const *uids, size_t count, collect_take *take,
		  void *user, struct err *err);

/* The same for the headers alone, cut to COLLECT_HEADER_BYTES: is_whole is false for all. */
int collect_fetch_headers(struct collect *collect, const char *const *uids, size_t count, collect_take *take,
			  void *user, struct err *err);

/* Moves a message to a folder beside the selected one (created when missing): MOVE, or COPY + \Deleted + UID
 * EXPUNGE; a rename for a Maildir. *where says where it lies afterwards, uid NULL when the server does not
 * tell (no UIDPLUS) or the message had gone. OK also when it had gone already. */
int collect_file(struct collect *collect, struct arena *arena, const struct collect_place *from,
		 const char *folder, struct collect_place *where, struct err *err);
/* The same for many: those that follow each other from one folder go in one command, and one COPYUID tells
 * where they all lie. where has room for count places. After an error some may have been moved: filing them
 * again is harmless. ERR_UNAVAILABLE: the server refuses (quota, permission), the connection lives on. */
int collect_file_many(struct collect *collect, struct arena *arena, const struct collect_place *from,
		      size_t count, const char *folder, struct collect_place *where, struct err *err);

/* What dies while it files does not know where the message lies: still where it was, in its folder, or (COPY
 * and EXPUNGE on a server without MOVE) in both; unless the caller notes the mark durably before and asks for
 * the copy afterwards. The mark is the first place in `folder` (created when missing) that a copy can have;
 * uid NULL: no mark is needed here. */
int collect_mark(struct collect *collect, struct arena *arena, const char *folder, struct collect_place *mark,
		 struct err *err);
/* Whether a message that lies at `from` still has a copy at the mark or behind it, of the same size and time
 * of arrival; *where as in collect_file. The caller then erases the one at `from`. */
int collect_find_copy(struct collect *collect, struct arena *arena, const struct collect_place *from,
		      const struct collect_place *mark, struct collect_place *where, bool *found,
		      struct err *err);

/* Removes a message for good (\Deleted + UID EXPUNGE; a Maildir's file is overwritten with zeros, then
 * unlinked). When place->uid is NULL, or of another UIDVALIDITY than the folder has now, it is looked for in
 * place->folder by its Message-ID and all that have it go. OK also when it had gone. ERR_NOT_FOUND: no uid
 * that holds and no message_id. ERR_DATA: a message_id with control characters. ERR_UNAVAILABLE: without
 * UIDPLUS it can't be expunged alone, it is only marked. */
int collect_erase(struct collect *collect, const struct collect_place *place, const char *message_id,
		  struct err *err);

/* Waits until the server announces something (IDLE where it has it, else NOOP polling; also when the server
 * ended an IDLE by itself), `wake_fd` becomes readable (-1: none), or timeout_ms has passed; OK in all three.
 * Renews IDLE well before 29 minutes. ERR_IO, ERR_TEMPORARY when the connection is dead. */
int collect_wait(struct collect *collect, int wake_fd, int timeout_ms, struct err *err);

#endif
