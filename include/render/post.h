/* Turns a draft into a queued letter: makes the links, fills the templates, builds the MIME message and
 * stores it with the ids of its attachments.
 *
 * It adds to a draft's data, for the layouts: letter_name, intent and intent_NAME (handle/letter_types.h),
 * is_letter_TEMPLATE; why it was sent (is_answer with received; is_mailing with list_name and the three links
 * unsubscribe_url, settings_url, guide_url; is_operator) with the recipient's organisation; whom to ask
 * (answered_by, address, privacy, telephone). Each button gets its url, the first one is_primary unless it
 * is_destructive or is_aside; has_buttons says that there are any. Not every mail program opens links longer
 * than 1,900 characters: such a button is dropped, and the letter contains the text it would have filled
 * in. */
#ifndef RENDER_POST_H
#define RENDER_POST_H

#include "db/key.h"
#include "render.h"

struct post_options {
	struct db *db;
	const struct templates *templates;
	const char *address;		 /* of the shared mailbox: From, organiser of events */
	const char *separator;		 /* of its subaddresses; NULL: "+" */
	const struct key *key;		 /* for the codes in addresses; NULL: answers go to the plain
					    address */
	const char *privacy, *telephone; /* for questions, "" or NULL when not given */
};

/* What render_post would queue, for `preview`: reads and stores nothing; options->db is not used.
 * `answered_at` 0: it answers no message. */
int render_sample(const struct post_options *options, struct arena *arena, const struct draft *draft,
		  const char *organisation, time_t answered_at, struct letter_bytes *out, struct err *err);

/* A draft_emit; `options` is a struct post_options. Call inside a transaction. OK without effect when a
 * letter for the same occasion was queued before. ERR_DATA: a template's fault, or an address that can't be
 * in a header; ERR_NOT_FOUND: no such template; ERR_IO, ERR_TEMPORARY: the register. */
int render_post(void *options, struct arena *arena, const struct draft *draft, struct err *err);

#endif
