/* The draft of the annual report: on 15 January, for the year before (specification section 7). */
#include "kind/report.h"
#include "mailings.h"

#include "db/agreement.h"
#include "db/mailings.h"

enum { DUE_MONTH = 1, DUE_DAY = 15, DUE_HOUR = 9 };

static const char KIND[] = "report_draft";

static time_t due_for(int year)
{
	return date_at((struct date){year + 1, DUE_MONTH, DUE_DAY}, DUE_HOUR, 0);
}

static const char *period_of(struct task *task, int year)
{
	return arena_printf(task->arena, "%d", year);
}

static int add_row(struct task *task, int year, int64_t recipients, const char *reason, struct err *err)
{
	const struct mailing row = {.kind = KIND,
				    .period = period_of(task, year),
				    .due_at = due_for(year),
				    .done_at = task->now,
				    .recipients = recipients,
				    .reason = reason};
	return mailing_add(task->db, &row, err);
}

/* Years before it that passed unmade leave their rows. */
static int skip_before(struct task *task, int year, time_t began, struct err *err)
{
	const char *reason = arena_printf(task->arena, "overtaken by %d", year);
	bool exists = false;
	int rc = OK;
	while (!rc && !exists && due_for(--year) >= began) {
		rc = mailing_exists(task->db, KIND, period_of(task, year), &exists, err);
		if (!rc && !exists)
			rc = add_row(task, year, 0, reason, err);
	}
	return rc;
}

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
	int year = date_of(task->now).year - 1;
	int64_t recipients;
	time_t began;
	bool exists, is_over;
	if (due_for(year) > task->now)
		year--;
	*did = false;
	int rc = calendar_began(task, &began, err);
	if (rc || due_for(year) < began ||
	    (rc = mailing_exists(task->db, KIND, period_of(task, year), &exists, err)) || exists)
		return rc;
	*did = true;
	if ((rc = is_after_end(task, year, &is_over, err)))
		return rc;
	if (is_over)
		return add_row(task, year, 0, "the agreement has ended", err);
	if ((rc = skip_before(task, year, began, err)) || (rc = report_draft(task, year, &recipients, err)))
		return rc;
	return add_row(task, year, recipients, recipients ? NULL : "nobody to tell", err);
}
