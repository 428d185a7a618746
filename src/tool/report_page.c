/* The annual report as a page and as text: templates/fr/pages/report.{html,text}.mustache. */
#include "page.h"
#include "report.h"

#include "base/phrases.h"
#include "render/chart.h"

static const json_t *numbers(const struct shown_report *report, const char *key, const char *member)
{
	return json_object_get(json_object_get(json_object_get(report->view, "numbers"), key), member);
}

static json_t *names_of(const struct shown_report *report, const char *member)
{
	json_t *names = json_array(), *row;
	size_t i;
	json_array_foreach(json_object_get(report->view, member), i, row)
	    json_array_append(names, json_object_get(row, "name"));
	return names;
}

/* Offers and CVs by month or by region. */
static char *bars(struct arena *arena, const struct shown_report *report, const char *member)
{
	json_t *names = names_of(report, member);
	const struct chart chart = {
	    .id = member,
	    .title = phrase_of("report.chart", member),
	    .description = phrase("report.chart.below"),
	    .hidden = phrase("report.hidden"),
	    .names = names,
	    .series = {{phrase("report.figure.offers"), numbers(report, "offers", member)},
		       {phrase("report.figure.cvs"), numbers(report, "cvs", member)}},
	    .series_count = 2,
	};
	char *svg = chart_bars(arena, &chart);
	json_decref(names);
	return svg;
}

static const char *const STEPS[] = {"offers", "cvs", "interviews", "hires"};

/* The rows of the table below it, from the same figures. */
static json_t *steps(const struct shown_report *report)
{
	json_t *rows = json_array(), *clause, *figure;
	size_t c, f;
	for (size_t i = 0; i < ARRAY_SIZE(STEPS); i++)
		json_array_foreach(json_object_get(report->view, "clauses"), c, clause) json_array_foreach(
		    json_object_get(clause, "figures"), f,
		    figure) if (!strcmp(json_string_value(json_object_get(figure, "key")), STEPS[i]))
		    json_array_append(rows, figure);
	return rows;
}

static char *funnel(struct arena *arena, const struct shown_report *report)
{
	json_t *names = json_array(), *values = json_array();
	for (size_t i = 0; i < ARRAY_SIZE(STEPS); i++) {
		json_array_append_new(names, json_string(phrase_of("report.figure", STEPS[i])));
		json_array_append_new(values, json_deep_copy(numbers(report, STEPS[i], "year")));
	}
	const struct chart chart = {
	    .id = "funnel",
	    .title = phrase("report.chart.funnel"),
	    .description = phrase("report.chart.below"),
	    .hidden = phrase("report.hidden"),
	    .names = names,
	    .series = {{"", values}},
	    .series_count = 1,
	};
	char *svg = chart_funnel(arena, &chart);
	json_decref(names);
	json_decref(values);
	return svg;
}

static json_t *page_data(const struct shown_report *report)
{
	json_t *data = json_copy(report->view);
	json_object_set_new(data, "is_marked", json_boolean(report->is_marked));
	json_object_set_new(data, "mark", json_string(phrase("report.mark")));
	return data;
}

int report_page(struct arena *arena, const char *templates, const struct shown_report *report, char **out,
		struct err *err)
{
	json_t *data = page_data(report);
	json_object_set_new(data, "months_chart", json_string(bars(arena, report, "months")));
	json_object_set_new(data, "regions_chart", json_string(bars(arena, report, "regions")));
	json_object_set_new(data, "funnel_chart", json_string(funnel(arena, report)));
	json_object_set_new(data, "steps", steps(report));
	int rc = page_render(arena, templates, "report.html", data, out, err);
	json_decref(data);
	return rc;
}

int report_text(struct arena *arena, const char *templates, const struct shown_report *report, char **out,
		struct err *err)
{
	json_t *data = page_data(report);
	int rc = page_render(arena, templates, "report.text", data, out, err);
	json_decref(data);
	return rc;
}
