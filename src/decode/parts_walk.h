/* The walk over the parts of a message (private to parts.c and parts_packed.c). */
#ifndef DECODE_PARTS_WALK_H
#define DECODE_PARTS_WALK_H

#include "attachments.h"
#include "decoding.h"
#include "part.h"
#include "plain.h"
#include "texts.h"

#include <gmime/gmime.h>

/* A message and its bytes, which GMime neither copies nor frees. */
struct parsed {
	GMimeMessage *message; /* NULL when it can't be parsed */
	GByteArray *bytes;
};

/* A forwarded message in an attachment; its text is read after that of the message itself. */
struct forwarded {
	GMimeMessage *message; /* owned by the tree, or by `parsed` */
	unsigned depth;
};

/* A winmail.dat, unpacked when the message's own texts are known. */
struct packed {
	struct attachment_claim claim;
	struct bytes content;
};

/* A first text part with a name or marked as attached: the body if there is no other. */
struct spare {
	GMimeObject *part;
	struct attachment_claim claim;
	struct bytes content;
};

struct walk {
	struct decoding *decoding;
	struct err *err;
	bool is_forwarded; /* inside a forwarded message, whose attachments don't count as the mail's */
	struct texts texts;
	size_t lines;	    /* of all texts */
	size_t leaves;	    /* parts of the present message, so far */
	bool is_after_file; /* the previous part was not text */
	struct spare spare;
	struct attachment_claim *claims; /* one for each attachment */
	struct content_ids ids;
	struct forwarded *forwarded;
	size_t forwarded_count;
	struct parsed *parsed; /* messages with a transfer encoding */
	size_t parsed_count;
	struct packed *packed; /* of the present message */
	size_t packed_count;
};

int parts_add_attachment(struct walk *walk, struct attachment_claim claim, struct bytes content);
int parts_add_text(struct walk *walk, const char *charset, struct plain_format format, bool is_html,
		   struct bytes content);
/* Adds texts and attachments of the winmail.dat files of the present message. */
int parts_unpack(struct walk *walk);

#endif
