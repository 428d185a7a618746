/* Charts as inline SVG, readable in black and white and by screen readers: series differ in their fill
 * pattern, every bar has its value beside it, each chart has a title and a description. */
#ifndef RENDER_CHART_H
#define RENDER_CHART_H

#include "base/bytes.h"

#include <jansson.h>

enum { CHART_SERIES = 2 };

struct chart {
	const char *id; /* unique in the page, for screen readers */
	const char *title, *description;
	const char *hidden;  /* text in place of a null */
	const json_t *names; /* names of the bars: strings */
	struct {
		const char *name;
		const json_t *values; /* as many integers or nulls */
	} series[CHART_SERIES];
	size_t series_count;
};

/* One row a name, one bar a series. */
char *chart_bars(struct arena *arena, const struct chart *chart);
/* One centred bar a name; first series only. */
char *chart_funnel(struct arena *arena, const struct chart *chart);

#endif
