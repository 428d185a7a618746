/* One IMAP connection: libetpan's session over our stream, and what is known of the server. */
#ifndef COLLECT_IMAP_H
#define COLLECT_IMAP_H

#include "backend.h"
#include "stream.h"

#include <libetpan/mailimap.h>

enum { IMAP_TEXT_BYTES = 256 * 1024 }; /* what an ordinary command may be answered with */

struct folder {
	struct folder *next;
	const char *name, *mailbox; /* ours and the server's; both live as long as the connection */
	bool created;		    /* asked for already on this connection */
};

struct imap {
	struct collect *collect;
	struct stream *stream;
	mailimap *session;
	const char *mailbox; /* the configured one, as the server spells it */
	const char *parent;  /* what its sibling folders begin with; NULL until the server was asked */
	struct folder *folders;
	const char *selected; /* the mailbox selected now, or NULL; of the same life */
	int64_t selected_uidvalidity;
	bool has_move, has_uidplus, has_idle, has_namespace;
	uint32_t listed_uid; /* the highest that a list has shown: what comes after is news */
};

/* Grants the next command its time, and budget_bytes for the answer apart from message bodies. */
void imap_begin(struct imap *imap, size_t budget_bytes);
/* A command's result: OK, ERR_UNAVAILABLE (NO: the connection lives on), ERR_IO, ERR_TEMPORARY. */
int imap_result(struct imap *imap, int result, const char *command, struct err *err);
/* A command that libetpan can't send, or not as RFC 3501 writes it, under a tag of its own: a MAILIMAP_ code.
 * Behind it comes imap_answer, or what the caller reads line by line. */
int imap_say(struct imap *imap, const char *command);
int imap_say_line(struct imap *imap, const char *line);
/* Reads up to the tagged answer; MAILIMAP_ERROR_CUSTOM_COMMAND when that is NO or BAD. imap_answer_from: its
 * first line has been read. */
int imap_answer(struct imap *imap);
int imap_answer_from(struct imap *imap);

/* The code in brackets of the last answer ("ALREADYEXISTS"), or "". */
const char *imap_response_code(const struct imap *imap);

/* Asks for the capabilities unless the server has just told them. */
int imap_learn(struct imap *imap, struct err *err);
void imap_forget(
    struct imap *imap); /* forgets capabilities, which count for nothing before TLS and before login */

/* Selects a mailbox unless it is selected. ERR_UNAVAILABLE: it can't be. */
int imap_select(struct imap *imap, const char *mailbox, struct err *err);
/* Selects the configured mailbox; ERR_IO when its UIDVALIDITY is no longer what collect_open saw. */
int imap_select_own(struct imap *imap, struct err *err);

/* A folder beside the configured mailbox, as the server names it. */
int imap_find_folder(struct imap *imap, const char *name, struct folder **out, struct err *err);
/* Creates and subscribes it, once; that it is there already is no error. */
int imap_create_folder(struct imap *imap, struct folder *folder, struct err *err);
/* Selects a folder (NULL: the configured mailbox). *exists false: there is none, and nothing is selected. */
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

/* Tells a copy from other messages by size and date; `known` is false when there is no such message. */
struct imap_stamp {
	bool known;
	uint32_t size_bytes;
	struct mailimap_date_time arrived;
};
/* Of the messages with these UIDs in the selected mailbox. */
int imap_stamps(struct imap *imap, struct arena *arena, const uint32_t *uids, size_t count,
		struct imap_stamp **stamps, struct err *err);

/* NOOP: until it is asked, Dovecot's SEARCH knows only of the messages that it has announced. */
int imap_poll(struct imap *imap, struct err *err);
/* The UIDs of the selected mailbox that fit, in ascending order. The key is consumed. */
int imap_search(struct imap *imap, struct arena *arena, struct mailimap_search_key *key, const char *charset,
		uint32_t **uids, size_t *count, struct err *err);
/* Messages from a UID on that are not marked \Deleted. */
int imap_search_from(struct imap *imap, struct arena *arena, uint32_t first, uint32_t **uids, size_t *count,
		     struct err *err);
#endif
