/* Attachments: a safe name, the type by content, and whether the text shows it. */
#ifndef DECODE_ATTACHMENTS_H
#define DECODE_ATTACHMENTS_H

#include "decoding.h"

int attachments_init(struct err *err); /* loads libmagic's database */

/* The claims in a part's header; "" when missing. */
struct attachment_claim {
	const char *name; /* decoded, as the sender wrote it */
	const char *type; /* "image/png" */
	const char *content_id;
	bool is_attached; /* Content-Disposition: attachment */
	bool is_disposed; /* has a Content-Disposition */
	bool is_related;  /* in a multipart/related */
	bool is_message;  /* was parsed as a message, so its type is known */
};

void attachments_add(struct decoding *decoding, const struct attachment_claim *claim, struct bytes content);

/* An attachment of an attached message. */
void attachments_add_forwarded(struct decoding *decoding, const struct attachment_claim *claim,
			       struct bytes content);

/* The Content-IDs that HTML text refers to as "cid:...". */
struct content_ids {
	const char **ids;
	size_t count;
};
void attachments_find_ids(struct arena *arena, const char *html, struct content_ids *out);

/* Finds the attachments that are images of the text. Call when all attachments and the HTML are known.
 * `claims` has one entry for each attachment. */
void attachments_tell_inline(struct decoding *decoding, const struct attachment_claim *claims,
			     const struct content_ids *ids);

/* The name without path, control characters and other unsafe ones, at most 120 bytes, keeping its ending; ""
 * when nothing is left. */
char *attachments_safe_name(struct arena *arena, const char *name);

/* Detects the type by content. */
const char *attachments_type(struct arena *arena, struct bytes content, const char *claimed_type,
			     const char *name);

#endif
