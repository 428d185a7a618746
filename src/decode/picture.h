/* Whether a picture may be a page of a document, or is but a logo. */
#ifndef DECODE_PICTURE_H
#define DECODE_PICTURE_H

#include "base/bytes.h"

#include <stdbool.h>

/* A photograph or scan of a page has at least 600 pixels on either side, and many bytes. Where the format
 * tells no size (HEIF, WebP, TIFF), the bytes do. */
bool picture_is_page(struct bytes picture);

#endif
