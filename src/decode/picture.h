/* Whether an image may be a page of a document, rather than a logo. */
#ifndef DECODE_PICTURE_H
#define DECODE_PICTURE_H

#include "base/bytes.h"

#include <stdbool.h>

/* A photograph or scan of a page has at least 600 pixels on each side and many bytes. For formats without a
 * readable size (HEIF, WebP, TIFF) only the bytes count. */
bool picture_is_page(struct bytes picture);

#endif
