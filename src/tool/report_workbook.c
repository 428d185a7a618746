/* The annual report as a workbook: sheets for the year, the months, the regions by clause, and a table of all
 * figures. */
#include "report.h"

#include "base/phrases.h"
#include "workbook.h"

/* A sheet being filled, line by line. */
struct sheet {
	lxw_worksheet *worksheet;
	lxw_format *bold;
	lxw_row_t row;
};

static const char *member(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? text : "";
}

static void put_text(struct sheet *sheet, lxw_col_t column, const char *text, bool is_bold)
{
	worksheet_write_string(sheet->worksheet, sheet->row, column, text, is_bold ? sheet->bold : NULL);
}

/* Numbers as numbers, suppressed values as their mark. */
static void put_value(struct sheet *sheet, lxw_col_t column, const json_t *number)
{
	if (json_is_integer(number))
		worksheet_write_number(sheet->worksheet, sheet->row, column,
				       (double)json_integer_value(number), NULL);
	else
		put_text(sheet, column, phrase("report.hidden"), false);
}

static const json_t *number_at(const struct shown_report *report, const json_t *figure, const char *group,
			       size_t i)
{
	const json_t *of = json_object_get(json_object_get(report->view, "numbers"), member(figure, "key"));
	return json_array_get(json_object_get(of, group), i);
}

/* Title and mark, if any, in the first lines of every sheet. */
static struct sheet begin(lxw_workbook *book, lxw_format *bold, const char *name, const char *title,
			  const struct shown_report *report)
{
	enum { WIDE = 44, NARROW = 18, LAST = 6 };
	struct sheet sheet = {.worksheet = workbook_add_worksheet(book, name), .bold = bold};
	worksheet_set_column(sheet.worksheet, 0, 0, WIDE, NULL);
	worksheet_set_column(sheet.worksheet, 1, LAST, NARROW, NULL);
	put_text(&sheet, 0, title, true);
	sheet.row++;
	if (report->is_marked) {
		put_text(&sheet, 0, phrase("report.mark"), true);
		sheet.row++;
	}
	sheet.row++;
	return sheet;
}

static void fill_year(struct sheet *sheet, const struct shown_report *report)
{
	json_t *clause, *figure;
	size_t c, i;
	json_array_foreach(json_object_get(report->view, "clauses"), c, clause)
	{
		put_text(sheet, 0, member(clause, "title"), true);
		sheet->row++;
		json_array_foreach(json_object_get(clause, "figures"), i, figure)
		{
			const json_t *of =
			    json_object_get(json_object_get(report->view, "numbers"), member(figure, "key"));
			put_text(sheet, 0, member(figure, "label"), false);
			put_value(sheet, 1, json_object_get(of, "year"));
			sheet->row++;
		}
		sheet->row++;
	}
}

/* One row a month or region, one column a figure that has values there. */
static void fill_clause(struct sheet *sheet, const struct shown_report *report, const json_t *clause,
			const char *group)
{
	const json_t *names = json_object_get(report->view, group);
	json_t *figure;
	size_t i;
	lxw_col_t column = 0;
	put_text(sheet, 0, member(clause, "title"), true);
	json_array_foreach(json_object_get(clause, "figures"), i,
			   figure) if (number_at(report, figure, group, 0))
	    put_text(sheet, ++column, member(figure, "label"), true);
	sheet->row++;
	for (size_t n = 0; n < json_array_size(names); n++, sheet->row++) {
		column = 0;
		put_text(sheet, 0, member(json_array_get(names, n), "name"), false);
		json_array_foreach(json_object_get(clause, "figures"), i, figure)
		{
			const json_t *number = number_at(report, figure, group, n);
			if (number)
				put_value(sheet, ++column, number);
		}
	}
	sheet->row++;
}

static void fill_group(struct sheet *sheet, const struct shown_report *report, const char *group)
{
	bool is_regions = !strcmp(group, "regions");
	json_t *clause;
	size_t c;
	json_array_foreach(json_object_get(report->view, "clauses"), c,
			   clause) if (!is_regions || json_is_true(json_object_get(clause, "has_regions")))
	    fill_clause(sheet, report, clause, group);
}

/* One line a figure, as in the JSON. */
static void fill_data(struct sheet *sheet, const struct shown_report *report)
{
	static const char *const MEMBERS[] = {"key", "region", "month"};
	const lxw_col_t value = ARRAY_SIZE(MEMBERS);
	json_t *figure;
	size_t i;
	for (lxw_col_t m = 0; m < value; m++)
		put_text(sheet, m, phrase_of("report.column", MEMBERS[m]), true);
	put_text(sheet, value, phrase("report.column.value"), true);
	sheet->row++;
	json_array_foreach(json_object_get(report->document, "figures"), i, figure)
	{
		for (lxw_col_t m = 0; m < value; m++)
			put_text(sheet, m, member(figure, MEMBERS[m]), false);
		put_value(sheet, value, json_object_get(figure, "value"));
		sheet->row++;
	}
}

struct shown_in {
	struct arena *arena;
	const struct shown_report *report;
};

static int fill(void *user, lxw_workbook *book, struct err *err)
{
	const struct shown_in *shown = user;
	struct arena *arena = shown->arena;
	const struct shown_report *report = shown->report;
	(void)err;
	lxw_format *bold = workbook_add_format(book);
	const char *title = phrase_with(
	    arena, "report.heading", "year",
	    arena_printf(arena, "%lld", (long long)json_integer_value(json_object_get(report->view, "year"))),
	    NULL);
	format_set_bold(bold);
	struct sheet year = begin(book, bold, phrase("report.sheet.year"), title, report);
	fill_year(&year, report);
	static const char *const GROUPS[] = {"months", "regions"};
	for (size_t g = 0; g < ARRAY_SIZE(GROUPS); g++) {
		struct sheet sheet = begin(book, bold, phrase_of("report.sheet", GROUPS[g]), title, report);
		fill_group(&sheet, report, GROUPS[g]);
	}
	struct sheet data = begin(book, bold, phrase("report.sheet.data"), title, report);
	fill_data(&data, report);
	return OK;
}

int report_workbook(struct arena *arena, const char *path, const struct shown_report *report, struct err *err)
{
	return workbook_make(path, false, fill, &(struct shown_in){arena, report}, err);
}
