/* One IMAP connection: libetpan's session over our stream, and what is known about the server. */
#ifndef COLLECT_IMAP_H
#define COLLECT_IMAP_H

#include "backend.h"
#include "stream.h"

#include "base/list.h"

#include <libetpan/mailimap.h>

enum { IMAP_TEXT_BYTES = 256 * 1024 }; /* most bytes of the answer to an ordinary command */

struct folder {
	struct folder *next;
	const char *name, *mailbox; /* our name and the server's; both live as long as the connection */
	bool created;		    /* already requested on this connection */
};

struct imap {
	struct collect *collect;
	struct stream *stream;
	mailimap *session;
	const char *mailbox; /* the configured mailbox, as the server spells it */
	const char *parent;  /* prefix of its sibling folders; NULL until the server was asked */
	struct folder *folders;
	const char *selected; /* the mailbox selected now, or NULL; lives as long as the connection */
	int64_t selected_uidvalidity;
	bool has_move, has_uidplus, has_idle, has_namespace;
	uint32_t listed_uid; /* the highest UID that was listed: higher ones are new */

	/* Without UIDPLUS: UIDs (uint32_t) of messages in one mailbox that this connection has marked
	 * \Deleted and not yet expunged. */
	struct list marked;
	const char *marked_mailbox;
	int64_t marked_uidvalidity;
};

/* Starts the next command's time limit, and allows budget_bytes for its answer without message bodies. */
void imap_begin(struct imap *imap, size_t budget_bytes);
/* Translates a command's result: OK, ERR_UNAVAILABLE (NO: the connection is usable), ERR_IO,
 * ERR_TEMPORARY. */
int imap_result(struct imap *imap, int result, const char *command, struct err *err);
/* Sends a command that libetpan can't send, or not as RFC 3501 requires, with our own tag; returns a
 * MAILIMAP_ code. The caller then calls imap_answer or reads line by line. */
int imap_say(struct imap *imap, const char *command);
int imap_say_line(struct imap *imap, const char *line);
/* Reads up to the tagged answer; MAILIMAP_ERROR_CUSTOM_COMMAND: NO or BAD. imap_answer_from: the first line
 * was read already. */
int imap_answer(struct imap *imap);
int imap_answer_from(struct imap *imap);

/* The response code of the last answer ("ALREADYEXISTS"), or "". */
const char *imap_response_code(const struct imap *imap);

/* Requests the capabilities unless the server has just sent them. */
int imap_learn(struct imap *imap, struct err *err);
void imap_forget(struct imap *imap); /* forgets capabilities, which are invalid after TLS and login */

/* Selects a mailbox unless it is selected. ERR_UNAVAILABLE: it can't be selected. */
int imap_select(struct imap *imap, const char *mailbox, struct err *err);
/* Selects the configured mailbox; ERR_IO when its UIDVALIDITY has changed since collect_open. */
int imap_select_own(struct imap *imap, struct err *err);

/* A sibling folder of the configured mailbox, as the server names it. */
int imap_find_folder(struct imap *imap, const char *name, struct folder **out, struct err *err);
/* Creates and subscribes a folder, once a connection; OK when it exists. */
int imap_create_folder(struct imap *imap, struct folder *folder, struct err *err);
/* Selects a folder (NULL: the configured mailbox). *exists false: no such folder, and nothing is selected. */
int imap_select_folder(struct imap *imap, const char *name, bool *exists, struct err *err);

int imap_login(struct imap *imap, struct err *err); /* greeting, STARTTLS, authentication */

int imap_list(struct collect *collect, struct arena *arena, struct collect_entry **out, size_t *count,
	      struct err *err);
int imap_fetch(struct collect *collect, const char *const *uids, size_t count, bool header_only,
	       collect_take *take, void *user, struct err *err);
int imap_file(struct collect *collect, struct arena *arena, const struct collect_place *from, size_t count,
	      const char *from_folder, const char *folder, struct collect_place *where, struct err *err);
int imap_mark(struct collect *collect, struct arena *arena, const char *folder, struct collect_place *mark,
	      struct err *err);
int imap_find_copy(struct collect *collect, struct arena *arena, const struct collect_place *from,
		   const struct collect_place *mark, struct collect_place *where, bool *found,
		   struct err *err);
int imap_erase(struct collect *collect, const struct collect_place *place, const char *message_id,
	       struct err *err);
int imap_wait(struct collect *collect, int wake_fd, int timeout_ms, struct err *err);

/* Recognises a copy of a message by size and date; `known` is false when there is no such message. */
struct imap_stamp {
	bool known;
	uint32_t size_bytes;
	struct mailimap_date_time arrived;
};
/* Sizes and dates of the messages with these UIDs in the selected mailbox. */
int imap_stamps(struct imap *imap, struct arena *arena, const uint32_t *uids, size_t count,
		struct imap_stamp **stamps, struct err *err);

/* Sends NOOP: before it, Dovecot's SEARCH only finds messages that it has announced. */
int imap_poll(struct imap *imap, struct err *err);
/* UIDs in the selected mailbox that match, ascending. Consumes the key. */
int imap_search(struct imap *imap, struct arena *arena, struct mailimap_search_key *key, const char *charset,
		uint32_t **uids, size_t *count, struct err *err);
/* Messages from this UID on that are not marked \Deleted. */
int imap_search_from(struct imap *imap, struct arena *arena, uint32_t first, uint32_t **uids, size_t *count,
		     struct err *err);
#endif
