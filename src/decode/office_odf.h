/* Common parts of ODS and ODT (OpenDocument 1.3 part 3): styles, and the characters of paragraphs. */
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
	struct office_style *defined; /* the style being read */
	bool is_in_body;	      /* no styles are defined there */

	/* Paragraphs and spans within them; paragraphs nest through text boxes. */
	struct odf_level levels[LIMIT_OFFICE_DEPTH + 1];
	unsigned level_count;
	struct buf texts[LIMIT_OFFICE_DEPTH + 1]; /* of the open paragraphs */
	unsigned paragraph_count;
};

/* Reads styles.xml, if it exists, and content.xml with its automatic styles; calls `open` and `close` for
 * elements that are neither styles nor characters. */
enum document_fault odf_read(struct odf *odf, struct package *package, const struct xml_handler *content);

/* Call first for each content element; true: the element is handled. */
bool odf_open(struct odf *odf, struct xml *xml, const char *name, enum said is_cell_struck);
/* *ended: the text of a paragraph that ends here; data NULL: none ends. */
bool odf_close(struct odf *odf, const char *name, struct bytes *ended);
void odf_text(struct odf *odf, const char *text, size_t length);

/* The effect of the style with that family ("table", "table-cell") and name. */
struct office_style odf_style(struct odf *odf, const char *family, const char *name);

#endif
