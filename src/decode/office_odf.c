#include "office_odf.h"

#include <string.h>

enum { MOST_SPACES = 1000 };

static char *style_name(struct arena *arena, const char *family, const char *name)
{
	return arena_printf(arena, "%s/%s", family, name);
}

struct office_style odf_style(struct odf *odf, const char *family, const char *name)
{
	return styles_find(&odf->styles, name ? style_name(odf->arena, family, name) : NULL);
}

static void open_style(struct odf *odf, struct xml *xml)
{
	const char *name = xml_attribute(xml, "name"), *family = xml_attribute(xml, "family");
	const char *parent = xml_attribute(xml, "parent-style-name");

	if (name && family)
		odf->defined = styles_add(&odf->styles, style_name(odf->arena, family, name),
					  parent ? style_name(odf->arena, family, parent) : NULL);
}

static void take_property(struct odf *odf, struct xml *xml, const char *name)
{
	const char *line = xml_attribute(xml, "text-line-through-style");
	const char *type = xml_attribute(xml, "text-line-through-type");
	const char *display = xml_attribute(xml, "display");

	if (line || type)
		odf->defined->struck =
		    (line && strcmp(line, "none")) || (!line && strcmp(type, "none")) ? SAID_YES : SAID_NO;
	if (display && !strcmp(name, "text-properties"))
		odf->defined->hidden = !strcmp(display, "none") ? SAID_YES : SAID_NO;
	if (display && !strcmp(name, "table-properties"))
		odf->defined->hidden = !strcmp(display, "false") ? SAID_YES : SAID_NO;
}

/* Both parts have styles, before any text. */
static bool take_style(struct odf *odf, struct xml *xml, const char *name)
{
	if (!strcmp(name, "style"))
		open_style(odf, xml);
	else if (odf->defined && (!strcmp(name, "text-properties") || !strcmp(name, "table-properties")))
		take_property(odf, xml, name);
	else
		return false;
	return true;
}

static void styles_open(struct xml *xml, const char *name)
{
	/* Automatic styles of styles.xml belong to headers and footers. */
	if (!strcmp(name, "master-styles") || !strcmp(name, "automatic-styles"))
		xml_skip(xml);
	else
		take_style(xml_user(xml), xml, name);
}

static void styles_close(struct xml *xml, const char *name)
{
	struct odf *odf = xml_user(xml);

	if (!strcmp(name, "style"))
		odf->defined = NULL;
}

static struct odf_level *current_level(struct odf *odf)
{
	return odf->level_count ? &odf->levels[odf->level_count - 1] : NULL;
}

static void add(struct odf *odf, const char *text, size_t length)
{
	const struct odf_level *level = current_level(odf);

	if (odf->paragraph_count && level && level->struck != SAID_YES && level->hidden != SAID_YES)
		buf_add(&odf->texts[odf->paragraph_count - 1], text, length);
}

void odf_text(struct odf *odf, const char *text, size_t length)
{
	/* Line breaks in the XML count as white space. */
	for (size_t i = 0; i < length; i++)
		add(odf, text[i] == '\n' || text[i] == '\r' || text[i] == '\t' ? " " : text + i, 1);
}

/* A span only states differences from its paragraph. */
static void open_level(struct odf *odf, const struct office_style *style, bool is_paragraph)
{
	const struct odf_level *outer = is_paragraph ? NULL : current_level(odf);

	if (odf->level_count > LIMIT_OFFICE_DEPTH)
		return;
	odf->levels[odf->level_count++] = (struct odf_level){
	    .struck = style->struck || !outer ? style->struck : outer->struck,
	    .hidden = style->hidden || !outer ? style->hidden : outer->hidden,
	    .is_paragraph = is_paragraph,
	};
	if (is_paragraph)
		odf->texts[odf->paragraph_count++] = (struct buf){.arena = odf->arena};
}

static void add_spaces(struct odf *odf, long count)
{
	for (long i = 0; i < count && i < MOST_SPACES; i++)
		add(odf, " ", 1);
}

/* Elements to skip: comments, notes, phonetic text, placeholders, deletions, and everything that is not
 * text. */
static bool is_left_out(struct xml *xml, const char *name)
{
	static const char *const names[] = {
	    "annotation",
	    "note",
	    "ruby-text",
	    "placeholder",
	    "tracked-changes",
	    "hidden-text",
	    "forms",
	    "title",
	    "desc",
	    "event-listeners",
	    "dde-source",
	    "shapes",
	    "user-field-decls",
	    "sequence-decls",
	    "variable-decls",
	    "scripts",
	    "font-face-decls",
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (!strcmp(name, names[i]))
			return true;
	if (!strcmp(name, "hidden-paragraph"))
		return xml_flag(xml, "is-hidden", true);
	if (!strcmp(name, "content-control"))
		return xml_flag(xml, "showing-place-holder", false);
	return !strcmp(name, "section") && xml_attribute(xml, "display") &&
	       !strcmp(xml_attribute(xml, "display"), "none");
}

static void hide_paragraph(struct odf *odf)
{
	if (!odf->paragraph_count)
		return;
	odf->texts[odf->paragraph_count - 1] = (struct buf){.arena = odf->arena};
	for (unsigned i = odf->level_count; i--; odf->levels[i].hidden = SAID_YES)
		if (odf->levels[i].is_paragraph)
			break;
	odf->levels[odf->level_count - 1].hidden = SAID_YES;
}

bool odf_open(struct odf *odf, struct xml *xml, const char *name, enum said is_cell_struck)
{
	if (is_left_out(xml, name)) {
		if (!strcmp(name, "hidden-paragraph"))
			hide_paragraph(odf);
		xml_skip(xml);
		return true;
	}
	odf->is_in_body |= !strcmp(name, "body");
	if (!odf->is_in_body && take_style(odf, xml, name))
		return true;
	if (!strcmp(name, "p") || !strcmp(name, "h")) {
		struct office_style style = odf_style(odf, "paragraph", xml_attribute(xml, "style-name"));

		style.struck = style.struck ? style.struck : is_cell_struck;
		open_level(odf, &style, true);
	} else if (!strcmp(name, "span")) {
		struct office_style style = odf_style(odf, "text", xml_attribute(xml, "style-name"));

		open_level(odf, &style, false);
	} else if (!strcmp(name, "s")) {
		add_spaces(odf, xml_number(xml, "c", 1));
	} else if (!strcmp(name, "tab")) {
		add(odf, "\t", 1);
	} else if (!strcmp(name, "line-break")) {
		add(odf, "\n", 1);
	} else {
		return false;
	}
	return true;
}

bool odf_close(struct odf *odf, const char *name, struct bytes *ended)
{
	*ended = (struct bytes){0};
	if (!strcmp(name, "style")) {
		odf->defined = NULL;
		return true;
	}
	if (strcmp(name, "p") && strcmp(name, "h") && strcmp(name, "span"))
		return false;
	if (odf->level_count && odf->levels[--odf->level_count].is_paragraph)
		*ended = bytes_of(buf_text(&odf->texts[--odf->paragraph_count]));
	return true;
}

enum document_fault odf_read(struct odf *odf, struct package *package, const struct xml_handler *content)
{
	struct xml_handler styles = {.open = styles_open, .close = styles_close, .user = odf};
	struct bytes xml = {0};
	enum document_fault fault = DOCUMENT_READ;

	odf->styles.arena = odf->arena;
	if (package_has(package, "styles.xml"))
		fault = package_part(package, "styles.xml", &xml);
	if (!fault && package_has(package, "styles.xml"))
		fault = xml_read(odf->arena, xml, &styles);
	odf->defined = NULL;
	if (!fault)
		fault = package_part(package, "content.xml", &xml);
	return fault ? fault : xml_read(odf->arena, xml, content);
}
