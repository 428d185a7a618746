/* The way through the parts of a message (private to parts.c and parts_packed.c). */
#ifndef DECODE_PARTS_WALK_H
#define DECODE_PARTS_WALK_H

#include "attachments.h"
#include "decoding.h"
#include "part.h"
#include "plain.h"
#include "texts.h"

#include <gmime/gmime.h>

/* A message and the array of its bytes, which GMime neither copies nor releases. */
struct parsed {
	GMimeMessage *message; /* NULL when it can't be read */
	GByteArray *bytes;
};

/* A message forwarded as attachment, whose text is read once that of the message itself is complete. */
struct forwarded {
	GMimeMessage *message; /* belongs to the tree, or to `parsed` */
	unsigned depth;
};

/* A winmail.dat, which is unpacked once the message's own texts are known. */
struct packed {
	struct attachment_claim claim;
	struct bytes content;
};

/* A text part at the very beginning that bears a name or says that it is attached: the body when there turns
 * out to be no other. */
struct spare {
	GMimeObject *part;
	struct attachment_claim claim;
	struct bytes content;
};

struct walk {
	struct decoding *decoding;
	struct err *err;
	bool is_forwarded; /* inside of a forwarded message: attachments there don't count as the mail's */
	struct texts texts;
	size_t lines;	    /* of all texts */
	size_t leaves;	    /* parts of the message that is walked through, seen so far */
	bool is_after_file; /* the part before this one was no text */
	struct spare spare;
	struct attachment_claim *claims; /* one for each attachment */
	struct content_ids ids;
	struct forwarded *forwarded;
	size_t forwarded_count;
	struct parsed *parsed; /* messages that came in a transfer encoding */
	size_t parsed_count;
	struct packed *packed; /* of the message that is walked through */
	size_t packed_count;
};

int parts_add_attachment(struct walk *walk, struct attachment_claim claim, struct bytes content);
int parts_add_text(struct walk *walk, const char *charset, struct plain_format format, bool is_html,
		   struct bytes content);
/* Texts and attachments of the winmail.dat files of the message that is walked through. */
int parts_unpack(struct walk *walk);

#endif
