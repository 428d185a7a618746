/* The format of answers from the sandboxes to handle: one JSON document, in the reader's case followed by the
 * attachments' bytes in order. The receiver trusts nothing: it checks the type of each value, and that the
 * lengths add up. The reader's document has no names for the gate's findings. */
#ifndef HANDLE_WIRE_H
#define HANDLE_WIRE_H

#include "reader.h"

/* The gate's document: the members of struct mail from the header block. NULL: a text is not UTF-8. */
char *wire_encode_header(struct arena *arena, const struct mail *mail);
/* Fills those members of *out and no others. ERR_DATA. */
int wire_decode_header(struct arena *arena, const char *document, struct mail *out, struct err *err);

/* The reader's document; the bytes of findings->mail.attachments follow it. NULL: a text is not UTF-8. */
char *wire_encode(struct arena *arena, const struct findings *findings);
/* Fills out->form and the members of out->mail from the whole message, and no others. document:
 * NUL-terminated; blobs: the bytes after it. ERR_DATA. */
int wire_decode(struct arena *arena, const char *document, struct bytes blobs, struct findings *out,
		struct err *err);

#endif
