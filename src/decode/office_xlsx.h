/* A workbook in XLSX being read: its strings and styles, which the sheets refer to (private to office_xlsx.c,
 * office_xlsx_text.c and office_xlsx_sheet.c). */
#ifndef DECODE_OFFICE_XLSX_H
#define DECODE_OFFICE_XLSX_H

#include "office_readers.h"
#include "office_rows.h"
#include "office_xml.h"

enum { XLSX_MOST_COLUMNS = 16384, XLSX_MOST_ROWS = 1048576 };

struct xlsx_style {
	const char *format;
	bool is_struck;
};

/* The text of a string item being collected, in shared strings and cells. */
struct xlsx_text {
	struct buf taken;
	bool is_in_text, is_run_struck, is_in_run_properties;
};

struct xlsx {
	struct arena *arena;
	struct document_budget *budget;
	struct document *out;
	bool is_1904;
	struct xlsx_style *styles;
	size_t style_count;
	const char **strings;
	size_t string_count;
};

/* office_xlsx_text.c: a string item's runs, without phonetic and struck-out ones. */
void xlsx_text_open(struct xlsx_text *text, struct xml *xml, const char *name);
void xlsx_text_close(struct xlsx_text *text, const char *name);
void xlsx_text_add(struct xlsx_text *text, const char *added, size_t length);
/* The item's text; the next one begins. */
const char *xlsx_text_take(struct arena *arena, struct xlsx_text *text);
/* "_x000D_" is the character with that code, "_x005F_" the underscore (section 22.9.2.19). */
char *xlsx_without_escapes(struct arena *arena, const char *text);

/* office_xlsx_sheet.c: adds the sheet in this part to the document. */
enum document_fault xlsx_read_sheet(const struct xlsx *xlsx, struct package *package, const char *name,
				    const char *target);

#endif
