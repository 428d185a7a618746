/* The draft of the annual report: on 15 January, for the year before (specification section 7). */
#include "kind/report.h"
#include "mailings.h"
#include "period.h"

#include "db/agreement.h"

/* The report of the year in which the agreement ended is the last. */
static int is_after_end(struct task *task, int year, bool *is, struct err *err)
{
	const char *ended;
	struct date day;
	int rc = agreement_ended(task->db, task->arena, task->now, &ended, err);
	*is = !rc && ended && date_parse_iso(ended, &day) && year > day.year;
	return rc;
}

int report_draft_next(struct task *task, bool *did, struct err *err)
{
	struct period period;
	int64_t recipients;
	bool is_over;
	int rc = period_owed(task, &SERIES_REPORT_DRAFT, &period, did, err);
	if (rc || !*did || (rc = is_after_end(task, period.date.year - 1, &is_over, err)))
		return rc;
	if (is_over)
		return period_close(task, &period, 0, "the agreement has ended", err);
	if ((rc = report_draft(task, period.date.year - 1, &recipients, err)))
		return rc;
	return period_close(task, &period, recipients, recipients ? NULL : "nobody to tell", err);
}
