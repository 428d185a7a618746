/* DOCX (ECMA-376 part 1 section 17), only the main document: headers, footers, notes and comments are other
 * parts. */
#include "office_readers.h"

#include "base/text.h"
#include "office_flow.h"
#include "office_styles.h"
#include "office_xml.h"
#include "scan.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 1000, MOST_CHOICES = 200 };

struct paragraph {
	struct buf text;
	struct office_style style;
	bool is_mark_deleted; /* the next paragraph continues this one */
};

struct docx {
	struct arena *arena;
	struct office_styles styles;
	struct office_style *defined; /* the style being read */
	struct flow flow;

	struct paragraph paragraphs[LIMIT_OFFICE_DEPTH + 1]; /* paragraphs nest through text boxes */
	unsigned paragraph_count;
	const char *carried; /* text of a paragraph whose mark was deleted */

	/* Of the run being read. */
	struct office_style run, run_style;
	bool is_in_run_properties, is_in_paragraph_properties, is_in_text;

	bool is_hint[LIMIT_OFFICE_DEPTH + 1]; /* by nesting of controls: shows a placeholder */
	unsigned controls, hints;
	bool is_row_deleted[LIMIT_OFFICE_DEPTH + 1]; /* by nesting of rows in the flow */
	bool is_in_row_properties;
	bool has_choice[LIMIT_OFFICE_DEPTH + 1]; /* by nesting of AlternateContent */
	unsigned alternatives;

	/* Of a legacy form field. */
	bool is_in_field, is_box, is_checked;
	const char *choices[MOST_CHOICES];
	size_t choice_count;
	long chosen;
};

static struct paragraph *current_paragraph(struct docx *docx)
{
	return docx->paragraph_count ? &docx->paragraphs[docx->paragraph_count - 1] : NULL;
}

static bool is_shown(const struct docx *docx, const struct paragraph *paragraph)
{
	const struct office_style *levels[] = {&docx->run, &docx->run_style, &paragraph->style};
	enum said struck = SAID_NOTHING, hidden = SAID_NOTHING;

	for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
		struck = struck ? struck : levels[i]->struck;
		hidden = hidden ? hidden : levels[i]->hidden;
	}
	return struck != SAID_YES && hidden != SAID_YES;
}

static void add(struct docx *docx, const char *text, size_t length)
{
	struct paragraph *paragraph = current_paragraph(docx);

	if (paragraph && !docx->hints && is_shown(docx, paragraph))
		buf_add(&paragraph->text, text, length);
}

static void adds(struct docx *docx, const char *text)
{
	add(docx, text, strlen(text));
}

static enum said said_by(const struct xml *xml)
{
	return xml_flag(xml, "val", true) ? SAID_YES : SAID_NO;
}

/* A property of a run or of a style: w:strike, w:dstrike, w:vanish. */
static void take_property(struct xml *xml, const char *name, struct office_style *style)
{
	if (!strcmp(name, "strike") || !strcmp(name, "dstrike")) {
		if (style->struck != SAID_YES)
			style->struck = said_by(xml);
	} else if (!strcmp(name, "vanish")) {
		style->hidden = said_by(xml);
	}
}

static void styles_open(struct xml *xml, const char *name)
{
	struct docx *docx = xml_user(xml);

	if (!strcmp(name, "style")) {
		const char *id = xml_attribute(xml, "styleId");

		docx->defined = styles_add(&docx->styles, id ? id : "", NULL);
	} else if (!strcmp(name, "docDefaults") || !strcmp(name, "latentStyles") ||
		   !strcmp(name, "tblStylePr")) {
		xml_skip(xml);
	} else if (docx->defined && !strcmp(name, "basedOn")) {
		docx->defined->parent = xml_attribute(xml, "val");
	} else if (docx->defined) {
		take_property(xml, name, docx->defined);
	}
}

static void styles_close(struct xml *xml, const char *name)
{
	struct docx *docx = xml_user(xml);

	if (!strcmp(name, "style"))
		docx->defined = NULL;
}

static void open_paragraph(struct docx *docx)
{
	struct paragraph paragraph = {.text = {.arena = docx->arena}};

	if (docx->carried)
		buf_adds(&paragraph.text, docx->carried);
	docx->carried = NULL;
	if (docx->paragraph_count <= LIMIT_OFFICE_DEPTH)
		docx->paragraphs[docx->paragraph_count++] = paragraph;
}

static void close_paragraph(struct docx *docx, struct xml *xml)
{
	struct paragraph *paragraph = current_paragraph(docx);

	if (!paragraph)
		return;
	docx->paragraph_count--;
	if (paragraph->is_mark_deleted)
		docx->carried = buf_text(&paragraph->text);
	else if (paragraph->text.length)
		xml_fail(xml, flow_add_paragraph(&docx->flow, buf_bytes(&paragraph->text)));
}

/* Boxes and ticks in Wingdings, as Unicode characters. */
static const char *symbol(const char *code)
{
	static const struct {
		const char *code, *text;
	} symbols[] = {
	    {"F0FE", "\u2612"}, {"F0FD", "\u2612"}, {"F0FC", "\u2713"}, {"F0FB", "\u2717"},
	    {"F06F", "\u2610"}, {"F0A8", "\u2610"}, {"F071", "\u2610"}, {"F072", "\u2610"},
	    {"F0B7", "\u2022"}, {"F0A7", "\u25aa"},
	};

	for (size_t i = 0; code && i < ARRAY_SIZE(symbols); i++)
		if (text_equal_ascii(symbols[i].code, code))
			return symbols[i].text;
	return "";
}

/* Inside w:ffData (section 17.16.17). */
static void open_in_field(struct docx *docx, struct xml *xml, const char *name)
{
	if (!strcmp(name, "checkBox")) {
		docx->is_box = true;
	} else if (docx->is_box && (!strcmp(name, "checked") || !strcmp(name, "default"))) {
		docx->is_checked = xml_flag(xml, "val", true); /* w:checked follows w:default */
	} else if (!strcmp(name, "result") || !strcmp(name, "default")) {
		docx->chosen = xml_number(xml, "val", 0);
	} else if (!strcmp(name, "listEntry") && docx->choice_count < MOST_CHOICES) {
		docx->choices[docx->choice_count++] = xml_attribute(xml, "val");
	}
}

static void close_field(struct docx *docx)
{
	docx->is_in_field = false;
	if (docx->is_box)
		adds(docx, docx->is_checked ? "\u2612 " : "\u2610 ");
	else if (docx->chosen >= 0 && (size_t)docx->chosen < docx->choice_count &&
		 docx->choices[docx->chosen])
		adds(docx, docx->choices[docx->chosen]);
}

static void open_field(struct docx *docx)
{
	docx->is_in_field = true;
	docx->is_box = docx->is_checked = false;
	docx->choice_count = 0;
	docx->chosen = 0;
}

static void open_in_paragraph_properties(struct docx *docx, struct xml *xml, const char *name)
{
	struct paragraph *paragraph = current_paragraph(docx);

	if (!paragraph)
		return;
	if (!strcmp(name, "pStyle"))
		paragraph->style = styles_find(&docx->styles, xml_attribute(xml, "val"));
	else if (!strcmp(name, "del") || !strcmp(name, "moveFrom"))
		paragraph->is_mark_deleted = true;
	else if (strcmp(name, "rPr"))
		xml_skip(xml);
}

static void open_in_row_properties(struct docx *docx, struct xml *xml, const char *name)
{
	if (!strcmp(name, "del") || (!strcmp(name, "hidden") && xml_flag(xml, "val", true)))
		docx->is_row_deleted[docx->flow.depth] = true;
	else if (!strcmp(name, "gridBefore"))
		flow_open_cell(&docx->flow, (unsigned)xml_number(xml, "val", 0) % MOST_COLUMNS);
	else if (!strcmp(name, "trPrChange"))
		xml_skip(xml);
}

static void open_in_run_properties(struct docx *docx, struct xml *xml, const char *name)
{
	if (!strcmp(name, "rStyle"))
		docx->run_style = styles_find(&docx->styles, xml_attribute(xml, "val"));
	else if (!strcmp(name, "rPrChange"))
		xml_skip(xml);
	else
		take_property(xml, name, &docx->run);
}

/* The number of columns a cell spans is known only inside it. */
static void widen_cell(struct docx *docx, struct xml *xml)
{
	long columns = xml_number(xml, "val", 1);

	if (docx->flow.depth && columns > 1 && columns < MOST_COLUMNS)
		docx->flow.open[docx->flow.depth - 1].next_column += (unsigned)columns - 1;
}

static void merge_cell(struct docx *docx, struct xml *xml)
{
	const char *merge = xml_attribute(xml, "val");

	if (merge && !strcmp(merge, "restart"))
		flow_span(&docx->flow, 1, UINT_MAX);
	else
		xml_fail(xml, flow_cover_cell(&docx->flow, 1));
}

static void forget_run(struct docx *docx)
{
	docx->run = docx->run_style = (struct office_style){0};
}

/* Elements with text, and those that stand for text. */
static void open_content(struct docx *docx, struct xml *xml, const char *name)
{
	if (!strcmp(name, "t"))
		docx->is_in_text = true;
	else if (!strcmp(name, "tab") || !strcmp(name, "ptab"))
		adds(docx, "\t");
	else if (!strcmp(name, "br") || !strcmp(name, "cr"))
		adds(docx, "\n");
	else if (!strcmp(name, "noBreakHyphen"))
		adds(docx, "-");
	else if (!strcmp(name, "sym"))
		adds(docx, symbol(xml_attribute(xml, "char")));
	else if (!strcmp(name, "ffData"))
		open_field(docx);
}

static void open_table_part(struct docx *docx, struct xml *xml, const char *name)
{
	if (!strcmp(name, "tbl")) {
		flow_open_table(&docx->flow);
	} else if (!strcmp(name, "tr")) {
		flow_open_row(&docx->flow);
		docx->is_row_deleted[docx->flow.depth] = false;
	} else if (!strcmp(name, "tc")) {
		flow_open_cell(&docx->flow, 1);
	} else if (!strcmp(name, "gridSpan")) {
		widen_cell(docx, xml);
	} else if (!strcmp(name, "vMerge")) {
		merge_cell(docx, xml);
	} else if (!strcmp(name, "trPr")) {
		docx->is_in_row_properties = true;
	}
}

/* A control that shows its placeholder: cells and rows inside stay, but its content is not text. */
static void mark_hint(struct docx *docx, struct xml *xml)
{
	if (!docx->controls || docx->is_hint[docx->controls - 1] || !xml_flag(xml, "val", true))
		return;
	docx->is_hint[docx->controls - 1] = true;
	docx->hints++;
}

static void close_control(struct docx *docx)
{
	if (docx->controls && docx->is_hint[--docx->controls])
		docx->hints--;
}

/* Elements that change the state, and elements without text. */
static void open_structure(struct docx *docx, struct xml *xml, const char *name)
{
	static const char *const skipped[] = {"del",	 "moveFrom", "delText", "instrText", "tblPr",
					      "tblGrid", "sectPr",   "rt",	"tcPrChange"};

	for (size_t i = 0; i < ARRAY_SIZE(skipped); i++)
		if (!strcmp(name, skipped[i])) {
			xml_skip(xml);
			return;
		}
	if (!strcmp(name, "p")) {
		open_paragraph(docx);
	} else if (!strcmp(name, "r")) {
		forget_run(docx);
	} else if (!strcmp(name, "pPr")) {
		docx->is_in_paragraph_properties = true;
	} else if (!strcmp(name, "rPr")) {
		docx->is_in_run_properties = true;
	} else if (!strcmp(name, "sdt")) {
		docx->is_hint[docx->controls++] = false;
	} else if (!strcmp(name, "showingPlcHdr")) {
		mark_hint(docx, xml);
	} else if (!strcmp(name, "AlternateContent")) {
		docx->has_choice[docx->alternatives++] = false;
	} else if (!strcmp(name, "Choice") || !strcmp(name, "Fallback")) {
		if (docx->alternatives && docx->has_choice[docx->alternatives - 1])
			xml_skip(xml);
		else if (docx->alternatives)
			docx->has_choice[docx->alternatives - 1] = true;
	}
}

static void body_open(struct xml *xml, const char *name)
{
	struct docx *docx = xml_user(xml);

	if (docx->is_in_field) {
		open_in_field(docx, xml, name);
	} else if (docx->is_in_paragraph_properties) {
		open_in_paragraph_properties(docx, xml, name);
	} else if (docx->is_in_run_properties) {
		open_in_run_properties(docx, xml, name);
	} else if (docx->is_in_row_properties) {
		open_in_row_properties(docx, xml, name);
	} else {
		open_structure(docx, xml, name);
		open_table_part(docx, xml, name);
		open_content(docx, xml, name);
	}
}

static void body_close(struct xml *xml, const char *name)
{
	struct docx *docx = xml_user(xml);

	if (!strcmp(name, "ffData"))
		close_field(docx);
	else if (!strcmp(name, "pPr"))
		docx->is_in_paragraph_properties = false;
	else if (!strcmp(name, "rPr"))
		docx->is_in_run_properties = false;
	else if (!strcmp(name, "trPr"))
		docx->is_in_row_properties = false;
	else if (!strcmp(name, "t"))
		docx->is_in_text = false;
	else if (!strcmp(name, "r"))
		forget_run(docx);
	else if (!strcmp(name, "p"))
		close_paragraph(docx, xml);
	else if (!strcmp(name, "tr"))
		xml_fail(xml, flow_close_row(&docx->flow, docx->is_row_deleted[docx->flow.depth]));
	else if (!strcmp(name, "tbl"))
		flow_close_table(&docx->flow);
	else if (!strcmp(name, "sdt"))
		close_control(docx);
	else if (!strcmp(name, "AlternateContent") && docx->alternatives)
		docx->alternatives--;
}

static void body_text(struct xml *xml, const char *text, size_t length)
{
	struct docx *docx = xml_user(xml);

	if (docx->is_in_text)
		add(docx, text, length);
}

static enum document_fault read_styles(struct docx *docx, struct package *package, const char *main)
{
	struct xml_handler handler = {.open = styles_open, .close = styles_close, .user = docx};
	struct relationships parts;
	struct bytes xml;
	enum document_fault fault = package_relationships(package, main, &parts);
	const char *name = fault ? NULL : relationship_by_type(&parts, "styles");

	if (fault || !name || !*name)
		return fault;
	fault = package_part(package, name, &xml);
	return fault ? fault : xml_read(docx->arena, xml, &handler);
}

enum document_fault docx_read(struct arena *arena, struct package *package, const char *main,
			      struct document_budget *budget, struct document *out)
{
	struct docx *docx = arena_alloc(arena, sizeof(*docx));
	struct xml_handler handler = {
	    .open = body_open, .close = body_close, .text = body_text, .user = docx};
	struct bytes xml;
	enum document_fault fault;

	docx->arena = docx->styles.arena = arena;
	docx->flow.rows =
	    (struct rows){.arena = arena, .budget = budget, .sheet = document_add_sheet(arena, out, "")};
	if ((fault = read_styles(docx, package, main)) || (fault = package_part(package, main, &xml)))
		return fault;
	return xml_read(arena, xml, &handler);
}
