/* What the annual report counts (specification section 7), of one year: for the whole of it, for each of its
 * months and for each region. The counts are the true ones: nobody but who suppresses (kind/report.h) may ask
 * for them. Written by src/db/figures.c. */
#ifndef DB_FIGURES_H
#define DB_FIGURES_H

#include "db.h"

#include <time.h>

enum { FIGURE_MONTHS = 12, FIGURE_REGIONS = 18 };

struct figure {
	const char *key;
	bool is_young;	 /* counts young people */
	bool has_region; /* else there is nothing to say of regions */
	int64_t year, months[FIGURE_MONTHS], regions[FIGURE_REGIONS];
};

struct figures {
	struct {
		const char *code, *name;
	} regions[FIGURE_REGIONS]; /* by code */
	struct figure *rows;	   /* in the order of the specification */
	size_t count;
};

/* By local date, up to `now`. What lies in no region, or in several, counts for the year and its months. */
int figures_of_year(struct db *db, struct arena *arena, int year, time_t now, struct figures *out,
		    struct err *err);

struct diagnostic_of_year {
	const char *ref, *title, *organisation;
};

/* Those received in that year, up to `now`, by reference. */
int diagnostics_of_year(struct db *db, struct arena *arena, int year, time_t now,
			struct diagnostic_of_year **out, size_t *count, struct err *err);

#endif
