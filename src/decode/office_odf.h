/* What ODS and ODT have in common (OpenDocument 1.3 part 3): styles, and the characters of paragraphs. */
#ifndef DECODE_OFFICE_ODF_H
#define DECODE_OFFICE_ODF_H

#include "limits.h"
#include "office_package.h"
#include "office_styles.h"
#include "office_xml.h"

struct odf_level {
	enum said struck, hidden;
	bool is_paragraph;
};

struct odf {
	struct arena *arena;
	struct office_styles styles;
	struct office_style *defined; /* the style that is read */
	bool is_in_body;	      /* no styles stand there */

	/* Paragraphs, and spans within them. Text boxes hold paragraphs within others. */
	struct odf_level levels[LIMIT_OFFICE_DEPTH + 1];
	unsigned level_count;
	struct buf texts[LIMIT_OFFICE_DEPTH + 1]; /* of the open paragraphs */
	unsigned paragraph_count;
};

/* Reads styles.xml, where there is one, and the automatic styles of content.xml on the way: `open` and
 * `close` are called for what is neither style nor characters. */
enum document_fault odf_read(struct odf *odf, struct package *package, const struct xml_handler *content);

/* To be called for each element of the content first: whether that was all. */
bool odf_open(struct odf *odf, struct xml *xml, const char *name, enum said is_cell_struck);
/* *ended is the text of a paragraph that ends here, or its data is NULL. */
bool odf_close(struct odf *odf, const char *name, struct bytes *ended);
void odf_text(struct odf *odf, const char *text, size_t length);

/* What the style of that family ("table", "table-cell") and name says. */
struct office_style odf_style(struct odf *odf, const char *family, const char *name);

#endif
