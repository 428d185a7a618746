/* Documents that are zip archives. */
#ifndef DECODE_ZIP_H
#define DECODE_ZIP_H

#include "base/bytes.h"

/* The document's type (DOCX, XLSX, PPTX, ODT, ...) or NULL when it is another archive or none. Reads the
 * central directory only: nothing is unpacked. */
const char *zip_document_type(struct arena *arena, struct bytes content);

#endif
