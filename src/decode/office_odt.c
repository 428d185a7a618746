/* ODT (OpenDocument 1.3 part 3 sections 4, 5 and 9), only the text: headers and footers are in another
 * part. */
#include "office_flow.h"
#include "office_odf.h"
#include "office_readers.h"

#include <string.h>

enum { MOST_COLUMNS = 1000, MOST_ROWS = 100000 };

struct odt {
	struct odf odf;
	struct flow flow;
};

static unsigned count_of(const struct xml *xml, const char *name, long most)
{
	long count = xml_number(xml, name, 1);

	return count > 0 && count < most ? (unsigned)count : 1;
}

static void open_cell(struct odt *odt, struct xml *xml, bool is_covered)
{
	unsigned columns = count_of(xml, "number-columns-repeated", MOST_COLUMNS);

	if (!is_covered)
		xml_fail(xml, flow_pass_spans(&odt->flow)); /* pandoc writes no covered cells */
	flow_open_cell(&odt->flow, columns);
	if (is_covered)
		xml_fail(xml, flow_cover_cell(&odt->flow, columns));
	else
		flow_span(&odt->flow, count_of(xml, "number-columns-spanned", MOST_COLUMNS),
			  count_of(xml, "number-rows-spanned", MOST_ROWS));
}

static void content_open(struct xml *xml, const char *name)
{
	struct odt *odt = xml_user(xml);

	if (odf_open(&odt->odf, xml, name, SAID_NOTHING))
		return;
	if (!strcmp(name, "table"))
		flow_open_table(&odt->flow);
	else if (!strcmp(name, "table-row"))
		flow_open_row(&odt->flow);
	else if (!strcmp(name, "table-cell") || !strcmp(name, "covered-table-cell"))
		open_cell(odt, xml, !strcmp(name, "covered-table-cell"));
}

static void content_close(struct xml *xml, const char *name)
{
	struct odt *odt = xml_user(xml);
	struct bytes ended;

	if (odf_close(&odt->odf, name, &ended)) {
		if (ended.length)
			xml_fail(xml, flow_add_paragraph(&odt->flow, ended));
	} else if (!strcmp(name, "table-row")) {
		xml_fail(xml, flow_pass_spans(&odt->flow));
		xml_fail(xml, flow_close_row(&odt->flow, false));
	} else if (!strcmp(name, "table")) {
		flow_close_table(&odt->flow);
	}
}

static void content_text(struct xml *xml, const char *text, size_t length)
{
	struct odt *odt = xml_user(xml);

	odf_text(&odt->odf, text, length);
}

enum document_fault odt_read(struct arena *arena, struct package *package, struct document_budget *budget,
			     struct document *out)
{
	struct odt *odt = arena_alloc(arena, sizeof(*odt));
	struct xml_handler handler = {
	    .open = content_open, .close = content_close, .text = content_text, .user = odt};

	odt->odf.arena = arena;
	odt->flow.rows =
	    (struct rows){.arena = arena, .budget = budget, .sheet = document_add_sheet(arena, out, "")};
	return odf_read(&odt->odf, package, &handler);
}
