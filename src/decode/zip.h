/* Types of documents that are zip archives. */
#ifndef DECODE_ZIP_H
#define DECODE_ZIP_H

#include "base/bytes.h"

#include <stdbool.h>

/* The document's type (DOCX, XLSX, PPTX, ODT, ...), or NULL for another archive or none. Reads the central
 * directory only, unpacks nothing. */
const char *zip_document_type(struct arena *arena, struct bytes content);

/* Iterates over the files in the central directory: struct zip_walk walk = zip_walk(zip); while
 * (zip_next(&walk, &entry)) ... */
struct zip_entry {
	struct bytes name;
	unsigned flags, method;
	size_t local, stored_bytes; /* offset of its local header, and length of its data */
};
struct zip_walk {
	struct bytes zip;
	size_t at; /* 0: there is no central directory */
	unsigned left;
};
struct zip_walk zip_walk(struct bytes zip);
bool zip_next(struct zip_walk *walk, struct zip_entry *out);
/* An entry's packed data; empty when it is out of bounds. */
struct bytes zip_stored(struct bytes zip, const struct zip_entry *entry);

#endif
