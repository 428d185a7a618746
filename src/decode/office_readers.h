/* The reader of each format, for an open package. */
#ifndef DECODE_OFFICE_READERS_H
#define DECODE_OFFICE_READERS_H

#include "office_package.h"

/* `main`: the entry of the workbook or document. */
enum document_fault xlsx_read(struct arena *arena, struct package *package, const char *main,
			      struct document_budget *budget, struct document *out);
enum document_fault docx_read(struct arena *arena, struct package *package, const char *main,
			      struct document_budget *budget, struct document *out);
enum document_fault ods_read(struct arena *arena, struct package *package, struct document_budget *budget,
			     struct document *out);
enum document_fault odt_read(struct arena *arena, struct package *package, struct document_budget *budget,
			     struct document *out);

#endif
