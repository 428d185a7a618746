/* The annual report for readers: its figures by clause of the agreement, in words. */
#include "kind/report.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/figures.h"
#include "db/places.h"
#include "handle/present.h"

enum { MOST_OF_CLAUSE = 8 };

/* In the order of the agreement; titles are the phrases report.clause.NAME, names of figures
 * report.figure.KEY. */
static const struct {
	const char *name;
	const char *keys[MOST_OF_CLAUSE];
} CLAUSES[] = {
    {"offers", {"offers", "offers_closed_filled"}},
    {"cvs", {"cvs", "consents_given", "consents_withdrawn", "interviews", "hires"}},
    {"events", {"events_ims", "events_cnml", "events_common", "participants"}},
    {"calls", {"sponsorships", "sponsorships_met", "speakers", "speakers_met"}},
    {"diagnostics", {"diagnostics"}},
    {"communication", {"articles", "newsletters", "committees"}},
};

/* The figures shown side by side for each month and each region. */
static const char *const SUMMARY[] = {"offers", "cvs", "interviews", "hires"};

static json_t *in_words(struct arena *arena, const json_t *value)
{
	return json_string(json_is_null(value) ? phrase("report.hidden")
					       : text_grouped(arena, json_integer_value(value)));
}

/* The values of one figure in the document; borrowed. */
struct values {
	const json_t *year, *months[FIGURE_MONTHS], *regions[FIGURE_REGIONS];
	size_t month_count, region_count;
};

static struct values values_of(const json_t *document, const char *key)
{
	struct values out = {.year = NULL};
	size_t i;
	json_t *figure;
	json_array_foreach(json_object_get(document, "figures"), i, figure)
	{
		const char *of = json_string_value(json_object_get(figure, "key"));
		const json_t *value = json_object_get(figure, "value");
		if (!of || strcmp(of, key) != 0)
			continue;
		if (json_is_string(json_object_get(figure, "month"))) {
			if (out.month_count < FIGURE_MONTHS)
				out.months[out.month_count++] = value;
		} else if (json_is_string(json_object_get(figure, "region"))) {
			if (out.region_count < FIGURE_REGIONS)
				out.regions[out.region_count++] = value;
		} else {
			out.year = value;
		}
	}
	return out;
}

static json_t *cells(struct arena *arena, const json_t *const *values, size_t count)
{
	json_t *out = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(out, json_pack("{so}", "value", in_words(arena, values[i])));
	return out;
}

static json_t *numbers(const json_t *const *values, size_t count)
{
	json_t *out = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(out, json_deep_copy(values[i]));
	return out;
}

/* {key, label, value, months, regions}: in words, and as numbers for charts. */
static json_t *figure_row(struct arena *arena, const json_t *document, const char *key, json_t *all_numbers)
{
	struct values values = values_of(document, key);
	if (!values.year)
		return NULL;
	json_object_set_new(all_numbers, key,
			    json_pack("{so so so}", "year", json_deep_copy(values.year), "months",
				      numbers(values.months, values.month_count), "regions",
				      numbers(values.regions, values.region_count)));
	return json_pack("{ss ss so so so}", "key", key, "label", phrase_of("report.figure", key), "value",
			 in_words(arena, values.year), "months",
			 cells(arena, values.months, values.month_count), "regions",
			 cells(arena, values.regions, values.region_count));
}

/* One row for each name, with a cell of each figure that has one. */
static json_t *turned(const json_t *figures, const char *member, const json_t *names)
{
	json_t *rows = json_array();
	for (size_t n = 0; n < json_array_size(names); n++) {
		json_t *row_cells = json_array(), *figure;
		size_t i;
		json_array_foreach(figures, i, figure)
		{
			json_t *cell = json_array_get(json_object_get(figure, member), n);
			if (cell)
				json_array_append(row_cells, cell);
		}
		json_array_append_new(
		    rows, json_pack("{sO so}", "name", json_array_get(names, n), "cells", row_cells));
	}
	return rows;
}

static json_t *clause(struct arena *arena, const json_t *document, size_t c, const json_t *months,
		      const json_t *regions, json_t *all_numbers)
{
	json_t *figures = json_array(), *columns = json_array();
	for (size_t i = 0; i < MOST_OF_CLAUSE && CLAUSES[c].keys[i]; i++) {
		json_t *row = figure_row(arena, document, CLAUSES[c].keys[i], all_numbers);
		if (!row)
			continue;
		json_array_append_new(figures, row);
		if (json_array_size(json_object_get(row, "regions")))
			json_array_append_new(columns,
					      json_pack("{sO}", "label", json_object_get(row, "label")));
	}
	bool has_regions = json_array_size(columns) > 0;
	return json_pack("{ss so so so so sb}", "title", phrase_of("report.clause", CLAUSES[c].name),
			 "columns", columns, "by_month", turned(figures, "months", months), "by_region",
			 turned(figures, "regions", regions), "figures", figures, "has_regions", has_regions);
}

/* [{name, KEY: value, ...}] of the figures in the summary. */
static json_t *summary(struct arena *arena, const json_t *all_numbers, const char *member,
		       const json_t *names)
{
	json_t *rows = json_array();
	for (size_t n = 0; n < json_array_size(names); n++) {
		json_t *row = json_pack("{sO}", "name", json_array_get(names, n));
		for (size_t i = 0; i < ARRAY_SIZE(SUMMARY); i++) {
			const json_t *figure = json_object_get(all_numbers, SUMMARY[i]);
			json_object_set_new(
			    row, SUMMARY[i],
			    in_words(arena, json_array_get(json_object_get(figure, member), n)));
		}
		json_array_append_new(rows, row);
	}
	return rows;
}

static json_t *month_names(struct arena *arena)
{
	json_t *names = json_array();
	const char *at = phrase("report.months");
	while (*at) {
		size_t length = strcspn(at, " ");
		json_array_append_new(names, json_string(arena_strndup(arena, at, length)));
		at += length;
		at += strspn(at, " ");
	}
	return names;
}

/* In French typography: "Provence-Alpes-Côte d’Azur". */
static const char *with_apostrophe(struct arena *arena, const char *name)
{
	const char *at = strchr(name, '\'');
	return at ? arena_printf(arena, "%.*s’%s", (int)(at - name), name, at + 1) : name;
}

static int region_names(struct db *db, struct arena *arena, const json_t *document, json_t *names,
			struct err *err)
{
	json_t *figure;
	size_t i;
	json_array_foreach(json_object_get(document, "figures"), i, figure)
	{
		struct place place;
		const char *key = json_string_value(json_object_get(figure, "key")),
			   *code = json_string_value(json_object_get(figure, "region"));
		if (!code || !key || strcmp(key, SUMMARY[0]) != 0)
			continue;
		int rc = places_by_code(db, arena, arena_printf(arena, "R%s", code), &place, err);
		if (rc)
			return rc;
		json_array_append_new(names, json_string(with_apostrophe(arena, place.label)));
	}
	return OK;
}

int report_view(struct db *db, struct arena *arena, const json_t *document, json_t **out, struct err *err)
{
	json_t *months = month_names(arena), *regions = json_array(), *all_numbers = json_object(),
	       *clauses = json_array();
	int rc = region_names(db, arena, document, regions, err);
	for (size_t c = 0; c < ARRAY_SIZE(CLAUSES); c++) {
		json_t *one = clause(arena, document, c, months, regions, all_numbers);
		if (json_array_size(json_object_get(one, "figures")))
			json_array_append(clauses, one);
		json_decref(one);
	}
	const json_t *diagnostics = json_object_get(document, "diagnostics");
	if (!rc)
		*out = json_pack("{sO sO sO? so sO so so sO sO sb}", "ref", json_object_get(document, "ref"),
				 "year", json_object_get(document, "year"), "version",
				 json_object_get(document, "version"), "months",
				 summary(arena, all_numbers, "months", months), "clauses", clauses, "regions",
				 summary(arena, all_numbers, "regions", regions), "hidden",
				 json_string(phrase("report.hidden")), "numbers", all_numbers, "diagnostics",
				 diagnostics, "has_diagnostics", json_array_size(diagnostics) > 0);
	json_decref(months);
	json_decref(regions);
	json_decref(clauses);
	json_decref(all_numbers);
	if (!rc && !*out)
		return err_set(err, ERR_DATA, "not the document of a report");
	return rc;
}

/* --- the file --- */

static void csv_value(struct buf *csv, const json_t *value)
{
	if (json_is_integer(value))
		buf_printf(csv, ";%lld", (long long)json_integer_value(value));
	else
		buf_printf(csv, ";%s", phrase("report.hidden"));
}

static void csv_values(struct buf *csv, const json_t *values)
{
	json_t *value;
	size_t i;
	json_array_foreach(values, i, value) csv_value(csv, value);
}

static void csv_names(struct buf *csv, const json_t *rows)
{
	json_t *row;
	size_t i;
	json_array_foreach(rows, i, row)
	    buf_printf(csv, ";%s", json_string_value(json_object_get(row, "name")));
}

/* A line for each figure: the year, its months, its regions if any. */
struct bytes report_csv(struct arena *arena, const json_t *view)
{
	struct buf csv = {.arena = arena};
	const char *key;
	json_t *figure;
	buf_printf(&csv, "\xef\xbb\xbf%s;%lld", phrase("report.columns"),
		   (long long)json_integer_value(json_object_get(view, "year")));
	csv_names(&csv, json_object_get(view, "months"));
	csv_names(&csv, json_object_get(view, "regions"));
	json_object_foreach(json_object_get(view, "numbers"), key, figure)
	{
		buf_printf(&csv, "\r\n%s;%s", key, phrase_of("report.figure", key));
		csv_value(&csv, json_object_get(figure, "year"));
		csv_values(&csv, json_object_get(figure, "months"));
		csv_values(&csv, json_object_get(figure, "regions"));
	}
	buf_adds(&csv, "\r\n");
	return buf_bytes(&csv);
}
