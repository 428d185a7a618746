/* Charts as inline SVG, for pages that must be read in black and white and aloud too: series are told apart
 * by their filling, every bar has its value beside it, and each chart has a title and a description. */
#ifndef RENDER_CHART_H
#define RENDER_CHART_H

#include "base/bytes.h"

#include <jansson.h>

enum { CHART_SERIES = 2 };

struct chart {
	const char *id; /* of the page, for what reads it aloud */
	const char *title, *description;
	const char *hidden;  /* what stands in place of a null */
	const json_t *names; /* of what is shown: strings */
	struct {
		const char *name;
		const json_t *values; /* as many integers or nulls */
	} series[CHART_SERIES];
	size_t series_count;
};

/* A row a name, with a bar a series. */
char *chart_bars(struct arena *arena, const struct chart *chart);
/* A centred bar a name, of the first series. */
char *chart_funnel(struct arena *arena, const struct chart *chart);

#endif
