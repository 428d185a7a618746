/* Walks the tree of MIME parts: which ones are text, HTML, a forwarded message, an attachment. */
#ifndef DECODE_PARTS_H
#define DECODE_PARTS_H

#include "decoding.h"

/* Fills plain, html, has_plain, has_html and the attachments. ERR_LIMIT. */
int parts_read(struct decoding *decoding, struct bytes raw, struct err *err);

#endif
