/* Drafts the annual report on 15 January for the year before (specification section 7). */
#include "kind/report.h"
#include "mailings.h"
#include "period.h"

int report_draft_next(struct task *task, bool *did, struct err *err)
{
	struct period period;
	int64_t recipients;
	int rc = period_owed(task, &SERIES_REPORT_DRAFT, &period, did, err);
	if (rc || !*did || (rc = report_draft(task, period.date.year - 1, &recipients, err)))
		return rc;
	return period_close(task, &period, recipients, recipients ? NULL : "nobody to tell", err);
}
