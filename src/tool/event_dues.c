#include "event_dues.h"
#include "print.h"

#include "base/date.h"
#include "base/text.h"
#include "db/mailings.h"
#include "kind/event_dues.h"

#include <stdio.h>
#include <stdlib.h>

struct dues {
	struct event_due rows[EVENT_DUES];
	size_t count;
};

static int gather(struct db *db, struct arena *arena, const struct event *event, struct dues *out,
		  struct err *err)
{
	int rc = OK;
	for (enum event_due_kind kind = 0; !rc && kind < EVENT_DUES; kind++) {
		struct event_due due = event_due(arena, event, kind);
		bool exists = true;
		if (event_due_is_owed(event, &due))
			rc = mailing_exists(db, due.kind, due.period, &exists, err);
		if (!exists)
			out->rows[out->count++] = due;
	}
	return rc;
}

static int by_day(const void *a, const void *b)
{
	time_t first = ((const struct event_due *)a)->at, second = ((const struct event_due *)b)->at;
	return (first > second) - (first < second);
}

int event_dues_print(struct db *db, struct arena *arena, const char *ref, struct err *err)
{
	struct event event;
	struct dues dues = {.count = 0};
	if (!text_starts_with(ref, "EVT-"))
		return OK;
	int rc = event_get(db, arena, ref, &event, err);
	if (rc || (rc = gather(db, arena, &event, &dues, err)))
		return rc;
	qsort(dues.rows, dues.count, sizeof *dues.rows, by_day);
	for (size_t i = 0; i < dues.count; i++) {
		if (!i)
			printf("\ndue\n");
		print_cell(dues.rows[i].kind, 18);
		puts(time_utc(arena, dues.rows[i].at));
	}
	return OK;
}
