/* How findings travel from the reader to handle: one JSON document, followed by the attachments' bytes in
 * order. The receiving side believes nothing: each value is checked for its type and the lengths for their
 * sum. */
#ifndef HANDLE_WIRE_H
#define HANDLE_WIRE_H

#include "reader.h"

/* The document; the bytes of findings->mail.attachments follow it on the wire. */
char *wire_encode(struct arena *arena, const struct findings *findings);

/* document: NUL-terminated; blobs: what followed it. ERR_DATA. */
int wire_decode(struct arena *arena, const char *document, struct bytes blobs, struct findings *out,
		struct err *err);

#endif
