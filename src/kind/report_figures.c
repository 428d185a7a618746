/* The figures of a year after suppression of small counts (kind/suppression.h). */
#include "kind/report.h"

#include "db/figures.h"
#include "kind/suppression.h"

/* Nearly every CV has one consent, so each figure would reveal the other. */
static const char *const ALIKE[] = {"cvs", "consents_given"};
_Static_assert(ARRAY_SIZE(ALIKE) == MOST_ALIKE, "as many as suppress_figures takes");

static bool is_alike(const char *key)
{
	for (size_t i = 0; i < MOST_ALIKE; i++)
		if (!strcmp(key, ALIKE[i]))
			return true;
	return false;
}

static void mask_figure(const struct figures *figures, size_t row, struct figure_mask *mask)
{
	const struct figure *alike[MOST_ALIKE];
	size_t count = 0;
	if (!figures->rows[row].is_young)
		return;
	if (!is_alike(figures->rows[row].key))
		alike[count++] = &figures->rows[row];
	else
		for (size_t i = 0; i < figures->count && count < MOST_ALIKE; i++)
			if (is_alike(figures->rows[i].key))
				alike[count++] = &figures->rows[i];
	suppress_figures(alike, count, mask);
}

static void add(json_t *out, const char *key, const char *region, const char *month, int64_t value,
		bool is_hidden)
{
	json_array_append_new(out, json_pack("{ss s:s? s:s? so}", "key", key, "region", region, "month",
					     month, "value", is_hidden ? json_null() : json_integer(value)));
}

static void add_figure(struct arena *arena, json_t *out, const struct figures *figures, size_t row, int year)
{
	const struct figure *figure = &figures->rows[row];
	struct figure_mask mask = {.year = false};
	mask_figure(figures, row, &mask);
	add(out, figure->key, NULL, NULL, figure->year, mask.year);
	for (size_t m = 0; m < FIGURE_MONTHS; m++)
		add(out, figure->key, NULL, arena_printf(arena, "%04d-%02zu", year, m + 1), figure->months[m],
		    mask.months[m]);
	for (size_t r = 0; figure->has_region && r < FIGURE_REGIONS; r++)
		add(out, figure->key, figures->regions[r].code, NULL, figure->regions[r], mask.regions[r]);
}

static json_t *all_figures(struct arena *arena, const struct figures *figures, int year)
{
	json_t *out = json_array();
	for (size_t i = 0; i < figures->count; i++)
		add_figure(arena, out, figures, i, year);
	return out;
}

static json_t *all_diagnostics(const struct diagnostic_of_year *rows, size_t count)
{
	json_t *out = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(out, json_pack("{ss ss ss}", "ref", rows[i].ref, "title", rows[i].title,
						     "organisation", rows[i].organisation));
	return out;
}

int report_document(struct db *db, struct arena *arena, int year, int64_t version, time_t now, json_t **out,
		    struct err *err)
{
	struct figures figures;
	struct diagnostic_of_year *diagnostics;
	size_t count;
	int rc = figures_of_year(db, arena, year, now, &figures, err);
	if (rc || (rc = diagnostics_of_year(db, arena, year, now, &diagnostics, &count, err)))
		return rc;
	*out = json_pack("{so so ss so si}", "figures", all_figures(arena, &figures, year), "diagnostics",
			 all_diagnostics(diagnostics, count), "ref", arena_printf(arena, "BIL-%d", year),
			 "version", version ? json_integer(version) : json_null(), "year", year);
	return OK;
}
