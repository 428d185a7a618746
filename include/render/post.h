/* A draft of handle becomes a queued letter: links made, templates filled, MIME built, stored with its
 * attachments' ids.
 *
 * A draft's data gets besides, for the layouts: letter_name, intent and intent_NAME
 * (handle/letter_types.h), is_letter_TEMPLATE, why it was sent (is_answer with received, is_mailing with
 * list_name and the three links unsubscribe_url, settings_url, guide_url, is_operator) with the recipient's
 * organisation, and whom to ask (answered_by, address, privacy, telephone). A button's url; the first button
 * is is_primary, unless it destroys something (is_destructive) or leads aside (is_aside), and has_buttons
 * says that there are some. A link longer than 1,900 characters does not open everywhere: that button is left
 * out, what it would have filled in stands in the letter as well. */
#ifndef RENDER_POST_H
#define RENDER_POST_H

#include "db/key.h"
#include "render.h"

struct post_options {
	struct db *db;
	const struct templates *templates;
	const char *address;		 /* of the shared mailbox: From, organiser of events */
	const char *separator;		 /* of its subaddresses; NULL: "+" */
	const struct key *key;		 /* for the codes in them; NULL: answers go to the plain address */
	const char *privacy, *telephone; /* for questions, "" or NULL when not given */
};

/* What render_post queues, for `preview`: nothing is looked up and nothing stored; options->db is not used.
 * `answered_at` 0: no message is answered. */
int render_sample(const struct post_options *options, struct arena *arena, const struct draft *draft,
		  const char *organisation, time_t answered_at, struct letter_bytes *out, struct err *err);

/* A draft_emit; `options` is a struct post_options. Inside the caller's
 * transaction. A letter that was queued before for the same occasion is left alone and OK. ERR_DATA: a
 * template's fault or an address that can't stand in a header; ERR_NOT_FOUND: no such template; ERR_IO,
 * ERR_TEMPORARY: the register. */
int render_post(void *options, struct arena *arena, const struct draft *draft, struct err *err);

#endif
