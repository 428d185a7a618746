/* The operator's page: the contents of `status` in French, and traffic in the last 12 months. */
#include "site.h"

#include "base/date.h"
#include "base/phrases.h"
#include "base/text.h"
#include "db/agreement.h"
#include "db/health.h"
#include "render/chart.h"

#include <stddef.h>
#include <string.h>

enum { MONTHS = 12, MIB = 1 << 20 };

/* --- the state --- */

enum unit { COUNT, MINUTES, MEBIBYTES, YES_NO };

/* In the order of the page; labels are the phrases site.state.NAME. */
static const struct {
	const char *name;
	enum unit unit;
	size_t offset;
} STATE[] = {
    {"undecided", COUNT, offsetof(struct health, undecided)},
    {"lag", MINUTES, offsetof(struct health, oldest_undecided_s)},
    {"round_trip", MINUTES, offsetof(struct health, round_trip_s)},
    {"held", COUNT, offsetof(struct health, held)},
    {"quarantined", COUNT, offsetof(struct health, quarantined)},
    {"queued", COUNT, offsetof(struct health, queued)},
    {"to_make", COUNT, offsetof(struct health, to_make)},
    {"failed", COUNT, offsetof(struct health, failed)},
    {"refusing", YES_NO, offsetof(struct health, is_relay_refusing)},
    {"suspended", COUNT, offsetof(struct health, suspended)},
    {"erasures", COUNT, offsetof(struct health, erasures_owed)},
    {"held_back", YES_NO, offsetof(struct health, is_held_back)},
    {"register", MEBIBYTES, offsetof(struct health, bytes)},
    {"disk", MEBIBYTES, offsetof(struct health, disk_free_bytes)},
};

static const char *in_words(struct arena *arena, int64_t value, enum unit unit)
{
	switch (unit) {
	case YES_NO:
		return phrase(value ? "site.yes" : "site.no");
	case MINUTES:
		return arena_printf(arena, "%s\u00a0min", text_grouped(arena, value / 60));
	case MEBIBYTES:
		return arena_printf(arena, "%s\u00a0Mio", text_grouped(arena, value / MIB));
	default:
		return text_grouped(arena, value);
	}
}

static void add_state(json_t *rows, const char *name, const char *value)
{
	json_array_append_new(rows,
			      json_pack("{ss ss}", "label", phrase_of("site.state", name), "value", value));
}

static int state(const struct site *site, json_t **out, struct err *err)
{
	struct arena *arena = site->arena;
	struct health health;
	const char *end, *by;
	int rc;
	if ((rc = health_read(site->db, site->config->database, clock_now(), &health, err)) ||
	    (rc = agreement_end_recorded(site->db, arena, &end, &by, err)))
		return rc;
	*out = json_array();
	add_state(*out, "running", phrase(db_daemon_runs(site->config->database) ? "site.yes" : "site.no"));
	add_state(*out, "agreement",
		  end ? phrase_with(arena, "site.until", "day", end, NULL) : phrase("site.in_force"));
	for (size_t i = 0; i < ARRAY_SIZE(STATE); i++) {
		int64_t value;
		memcpy(&value, (const char *)&health + STATE[i].offset, sizeof value);
		add_state(*out, STATE[i].name,
			  value < 0 ? phrase("site.unknown") : in_words(arena, value, STATE[i].unit));
	}
	return OK;
}

/* --- the last 12 months --- */

/* Rows of a view by month, in two series, for two values of `column`. */
static const struct counted {
	const char *view, *column, *count, *values[CHART_SERIES];
} CHARTS[] = {{"message_counts", "outcome", "messages", {"accepted", "refused"}},
	      {"letter_counts", "status", "letters", {"sent", "failed"}}};

static int64_t sum(const json_t *rows, const struct counted *counted, const char *value, const char *month)
{
	int64_t total = 0;
	const json_t *row;
	size_t i;
	json_array_foreach(rows, i,
			   row) if (!strcmp(json_string_value(json_object_get(row, "month")), month) &&
				    !strcmp(json_string_value(json_object_get(row, counted->column)), value))
	    total += json_integer_value(json_object_get(row, counted->count));
	return total;
}

/* The first day of the month that many months ago. */
static struct date month_ago(int months)
{
	struct date today = date_today();
	return date_add_months((struct date){today.year, today.month, 1}, -months);
}

static const char *month_key(struct arena *arena, struct date first)
{
	return arena_printf(arena, "%04d-%02d", first.year, first.month);
}

/* {title, svg, one, other, rows: [{name, one, other}]} */
static json_t *chart_of(struct arena *arena, const struct counted *counted, const json_t *found)
{
	json_t *names = json_array(), *values[CHART_SERIES] = {json_array(), json_array()},
	       *rows = json_array();
	struct chart chart = {.id = counted->view,
			      .title = phrase_of("site.chart", counted->view),
			      .description = phrase("report.chart.below"),
			      .hidden = "",
			      .names = names,
			      .series_count = CHART_SERIES};
	for (size_t s = 0; s < CHART_SERIES; s++) {
		chart.series[s].name = phrase_of("site.series", counted->values[s]);
		chart.series[s].values = values[s];
	}
	for (int m = MONTHS - 1; m >= 0; m--) {
		struct date first = month_ago(m);
		const char *name = date_french_month(arena, first), *key = month_key(arena, first);
		int64_t totals[CHART_SERIES];
		for (size_t s = 0; s < CHART_SERIES; s++) {
			totals[s] = sum(found, counted, counted->values[s], key);
			json_array_append_new(values[s], json_integer(totals[s]));
		}
		json_array_append_new(names, json_string(name));
		json_array_append_new(rows, json_pack("{ss ss ss}", "name", name, "one",
						      text_grouped(arena, totals[0]), "other",
						      text_grouped(arena, totals[1])));
	}
	json_t *out = json_pack("{ss ss ss ss so}", "title", chart.title, "svg", chart_bars(arena, &chart),
				"one", chart.series[0].name, "other", chart.series[1].name, "rows", rows);
	json_decref(names);
	json_decref(values[0]);
	json_decref(values[1]);
	return out;
}

static int charts(const struct site *site, json_t *out, struct err *err)
{
	int rc = OK;
	for (size_t i = 0; !rc && i < ARRAY_SIZE(CHARTS); i++) {
		json_t *found = json_array();
		const struct view_query query = {.view = CHARTS[i].view,
						 .time_column = "month",
						 .since = month_key(site->arena, month_ago(MONTHS - 1))};
		if (!(rc = db_view_query(site->db, &query, db_row_keep, found, err)))
			json_array_append_new(out, chart_of(site->arena, &CHARTS[i], found));
		json_decref(found);
	}
	return rc;
}

int site_write_operator(const struct site *site, struct err *err)
{
	json_t *rows = NULL, *shown = json_array();
	int rc;
	if (!(rc = state(site, &rows, err)) && !(rc = charts(site, shown, err))) {
		json_t *data = json_pack("{ss sO sO}", "made_on", date_french_time(site->arena, clock_now()),
					 "state", rows, "charts", shown);
		rc = site_write_page(site, "operator/index.html", 0600, "operator.html", data, err);
		json_decref(data);
	}
	json_decref(rows);
	json_decref(shown);
	return rc;
}
