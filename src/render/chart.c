#include "render/chart.h"

#include "base/text.h"

/* In units of the drawing. */
enum {
	WIDTH = 720,
	MARGIN = 8,
	LABEL = 210, /* room for a name */
	VALUE = 70,  /* for a value after its bar */
	BAR = 16,
	GAP = 12, /* space between two names */
	LEGEND = 32,
	STEP = 52, /* width of a centred bar */
	STEP_BAR = 40,
};

static void add_escaped(struct buf *out, const char *text)
{
	for (; *text; text++)
		switch (*text) {
		case '<':
			buf_adds(out, "&lt;");
			break;
		case '&':
			buf_adds(out, "&amp;");
			break;
		default:
			buf_addc(out, *text);
		}
}

static void begin(struct buf *out, const struct chart *chart, int height)
{
	buf_printf(
	    out,
	    "<svg role=\"img\" aria-labelledby=\"%s-title %s-text\" viewBox=\"0 0 %d %d\" width=\"%d\" "
	    "font-family=\"Arial, Helvetica, sans-serif\" font-size=\"14\" fill=\"#1B222C\">",
	    chart->id, chart->id, WIDTH, height, WIDTH);
	buf_printf(out, "<title id=\"%s-title\">", chart->id);
	add_escaped(out, chart->title);
	buf_printf(out, "</title><desc id=\"%s-text\">", chart->id);
	add_escaped(out, chart->description);
	buf_printf(out,
		   "</desc><defs><pattern id=\"%s-hatch\" width=\"6\" height=\"6\" "
		   "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" "
		   "height=\"6\" fill=\"#FFFFFF\"/><rect width=\"2\" height=\"6\" fill=\"#1B222C\"/>"
		   "</pattern></defs>",
		   chart->id);
}

static void add_text(struct buf *out, int x, int y, const char *more, const char *text)
{
	buf_printf(out, "<text x=\"%d\" y=\"%d\"%s>", x, y, more);
	add_escaped(out, text);
	buf_adds(out, "</text>");
}

static void add_box(struct buf *out, const struct chart *chart, size_t series, int x, int y, int width,
		    int height)
{
	buf_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" stroke=\"#1B222C\" fill=\"", x, y,
		   width, height);
	if (series)
		buf_printf(out, "url(#%s-hatch)\"/>", chart->id);
	else
		buf_adds(out, "#174A84\"/>");
}

static const char *value_text(struct arena *arena, const struct chart *chart, const json_t *value)
{
	return json_is_integer(value) ? text_grouped(arena, json_integer_value(value)) : chart->hidden;
}

static json_int_t largest(const struct chart *chart)
{
	json_int_t most = 1;
	for (size_t s = 0; s < chart->series_count; s++) {
		size_t i;
		json_t *value;
		json_array_foreach(chart->series[s].values, i, value)
		{
			if (json_integer_value(value) > most)
				most = json_integer_value(value);
		}
	}
	return most;
}

static int length_of(const json_t *value, json_int_t most, int room)
{
	return (int)(json_integer_value(value) * room / most);
}

static void add_legend(struct buf *out, const struct chart *chart)
{
	int x = LABEL;
	for (size_t s = 0; s < chart->series_count; s++, x += LABEL) {
		add_box(out, chart, s, x, MARGIN, BAR, BAR);
		add_text(out, x + BAR + MARGIN, MARGIN + 13, "", chart->series[s].name);
	}
}

char *chart_bars(struct arena *arena, const struct chart *chart)
{
	struct buf out = {.arena = arena};
	size_t count = json_array_size(chart->names);
	int row = BAR * (int)chart->series_count + GAP, room = WIDTH - LABEL - VALUE - MARGIN;
	json_int_t most = largest(chart);
	begin(&out, chart, LEGEND + row * (int)count + MARGIN);
	add_legend(&out, chart);
	for (size_t i = 0; i < count; i++) {
		int top = LEGEND + row * (int)i + GAP / 2;
		add_text(&out, LABEL - MARGIN, top + (row - GAP) / 2 + 5, " text-anchor=\"end\"",
			 json_string_value(json_array_get(chart->names, i)));
		for (size_t s = 0; s < chart->series_count; s++) {
			const json_t *value = json_array_get(chart->series[s].values, i);
			int y = top + BAR * (int)s, length = length_of(value, most, room);
			if (length)
				add_box(&out, chart, s, LABEL, y, length, BAR - 2);
			add_text(&out, LABEL + length + 6, y + 12,
				 json_is_integer(value) ? "" : " font-style=\"italic\"",
				 value_text(arena, chart, value));
		}
	}
	buf_adds(&out, "</svg>");
	return buf_text(&out);
}

char *chart_funnel(struct arena *arena, const struct chart *chart)
{
	struct buf out = {.arena = arena};
	size_t count = json_array_size(chart->names);
	int room = WIDTH - LABEL - VALUE - MARGIN, middle = LABEL + room / 2;
	json_int_t most = largest(chart);
	begin(&out, chart, STEP * (int)count + MARGIN);
	for (size_t i = 0; i < count; i++) {
		const json_t *value = json_array_get(chart->series[0].values, i);
		int y = MARGIN + STEP * (int)i, length = length_of(value, most, room);
		add_text(&out, LABEL - MARGIN, y + STEP_BAR / 2 + 5, " text-anchor=\"end\"",
			 json_string_value(json_array_get(chart->names, i)));
		if (length)
			add_box(&out, chart, 0, middle - length / 2, y, length, STEP_BAR);
		else
			buf_printf(&out,
				   "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" "
				   "stroke=\"#1B222C\" stroke-dasharray=\"4 4\"/>",
				   middle - VALUE, y, VALUE * 2, STEP_BAR);
		add_text(&out, WIDTH - VALUE + MARGIN, y + STEP_BAR / 2 + 5,
			 json_is_integer(value) ? " font-weight=\"bold\"" : " font-style=\"italic\"",
			 value_text(arena, chart, value));
	}
	buf_adds(&out, "</svg>");
	return buf_text(&out);
}
