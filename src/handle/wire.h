/* How answers travel from the sandboxes to handle: one JSON document, and behind the reader's the
 * attachments' bytes in order. The receiving side believes nothing: each value is checked for its type and
 * the lengths for their sum. The reader's document has no word for what the gate settles. */
#ifndef HANDLE_WIRE_H
#define HANDLE_WIRE_H

#include "reader.h"

/* The gate's: what struct mail has from the header block. NULL: it has a text that is no UTF-8. */
char *wire_encode_header(struct arena *arena, const struct mail *mail);
/* Fills *out with that, and nothing else. ERR_DATA. */
int wire_decode_header(struct arena *arena, const char *document, struct mail *out, struct err *err);

/* The reader's; the bytes of findings->mail.attachments follow it on the wire. NULL likewise. */
char *wire_encode(struct arena *arena, const struct findings *findings);
/* Fills out->form and what out->mail has from the whole message, and leaves the rest as it is. document:
 * NUL-terminated; blobs: what followed it. ERR_DATA. */
int wire_decode(struct arena *arena, const char *document, struct bytes blobs, struct findings *out,
		struct err *err);

#endif
