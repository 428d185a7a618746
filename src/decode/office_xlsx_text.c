/* Strings of XLSX (ECMA-376 part 1 section 18.4). */
#include "office_xlsx.h"

#include "base/text.h"

#include <stdlib.h>

char *xlsx_without_escapes(struct arena *arena, const char *text)
{
	struct buf out = {.arena = arena};

	if (!strstr(text, "_x"))
		return arena_strdup(arena, text);
	while (*text) {
		bool is_escape = text_starts_with(text, "_x") &&
				 strspn(text + 2, "0123456789abcdefABCDEF") == 4 && text[6] == '_';
		unsigned long code = is_escape ? strtoul(text + 2, NULL, 16) : 0;

		if (is_escape && code < 0x80) {
			buf_addc(&out, code == '\r' ? '\n' : (char)(code ? code : ' '));
			text += 7;
		} else {
			buf_addc(&out, *text++);
		}
	}
	return buf_text(&out);
}

void xlsx_text_open(struct xlsx_text *text, struct xml *xml, const char *name)
{
	if (!strcmp(name, "rPh") || !strcmp(name, "phoneticPr")) {
		xml_skip(xml);
	} else if (!strcmp(name, "r")) {
		text->is_run_struck = false;
	} else if (!strcmp(name, "rPr")) {
		text->is_in_run_properties = true;
	} else if (!strcmp(name, "strike") && text->is_in_run_properties) {
		text->is_run_struck = xml_flag(xml, "val", true);
	} else if (!strcmp(name, "t")) {
		text->is_in_text = true;
	}
}

void xlsx_text_close(struct xlsx_text *text, const char *name)
{
	if (!strcmp(name, "rPr"))
		text->is_in_run_properties = false;
	else if (!strcmp(name, "r"))
		text->is_run_struck = false;
	else if (!strcmp(name, "t"))
		text->is_in_text = false;
}

void xlsx_text_add(struct xlsx_text *text, const char *added, size_t length)
{
	if (text->is_in_text && !text->is_run_struck)
		buf_add(&text->taken, added, length);
}

const char *xlsx_text_take(struct arena *arena, struct xlsx_text *text)
{
	const char *taken = xlsx_without_escapes(arena, buf_text(&text->taken));

	text->taken = (struct buf){.arena = arena};
	return taken;
}
