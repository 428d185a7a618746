/* The counts of the annual report (specification section 7) for one year: in total, for each month and for
 * each region. They are exact, so only the code that suppresses small counts (kind/report.h) may read them.
 * Written by src/db/figures.c. */
#ifndef DB_FIGURES_H
#define DB_FIGURES_H

#include "db.h"

#include <time.h>

enum { FIGURE_MONTHS = 12, FIGURE_REGIONS = 18 };

struct figure {
	const char *key;
	bool is_young;	 /* counts young people */
	bool has_region; /* false: the figure has no regions */
	int64_t year, months[FIGURE_MONTHS], regions[FIGURE_REGIONS];
};

struct figures {
	struct {
		const char *code, *name;
	} regions[FIGURE_REGIONS]; /* by code */
	struct figure *rows;	   /* in the order of the specification */
	size_t count;
};

/* Counts by local date, up to `now`. Records in no region or in several count in the total and the months
 * only. */
int figures_of_year(struct db *db, struct arena *arena, int year, time_t now, struct figures *out,
		    struct err *err);

struct diagnostic_of_year {
	const char *ref, *title, *organisation;
};

/* Diagnostics received in that year, up to `now`, by reference. */
int diagnostics_of_year(struct db *db, struct arena *arena, int year, time_t now,
			struct diagnostic_of_year **out, size_t *count, struct err *err);

#endif
