/* Series: mailings whose date depends on the calendar only, not on the register (specification section 7). */
#ifndef KIND_SERIES_H
#define KIND_SERIES_H

#include "base/date.h"

struct series {
	const char *kind;
	int hour; /* local hour at which it is due on its day */
	bool (*falls_on)(struct date date);
	char *(*period)(struct arena *arena, struct date date); /* of the mailing due that day */
};

extern const struct series SERIES_NEWSLETTER, SERIES_DIGEST_DAILY, SERIES_DIGEST_WEEKLY,
    SERIES_OPERATOR_SUMMARY, SERIES_DUTIES, SERIES_REPORT_DRAFT;

time_t series_due_on(const struct series *series, struct date date);
/* The day of the newest mailing due by `now`; of the one before that day; of the first one due after
 * `now`. */
struct date series_last(const struct series *series, time_t now);
struct date series_before(const struct series *series, struct date date);
struct date series_next(const struct series *series, time_t now);

#endif
