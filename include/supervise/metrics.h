/* The daemon's metrics in Prometheus's text format, for node_exporter's textfile collector. No labels, names
 * or addresses: no metric is about a person. */
#ifndef SUPERVISE_METRICS_H
#define SUPERVISE_METRICS_H

#include "db/health.h"

struct metric {
	const char *name; /* after "passerelle_" */
	const char *type; /* gauge, counter */
	const char *help; /* one line */
	size_t offset;	  /* of the member of struct health */
};

/* The nth row, NULL after the last. */
const struct metric *metric_at(size_t n);

/* All metrics, whether a daemon runs, and the version. */
char *metrics_text(struct arena *arena, const struct health *health, bool is_running);

#endif
