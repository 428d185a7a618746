#include "period.h"
#include "mailings.h"

#include "db/agreement.h"

int calendar_began(struct task *task, time_t *out, struct err *err)
{
	char *text;
	int rc = db_setting_get(task->db, task->arena, "calendar_began", &text, err);
	*out = task->now;
	if (rc || (text && time_parse_rfc3339(text, out)))
		return rc;
	return db_setting_set(task->db, "calendar_began", time_utc(task->arena, task->now), err);
}

static struct period period_on(struct task *task, const struct series *series, struct date date)
{
	return (struct period){series->kind, series->period(task->arena, date), date,
			       series_due_on(series, date)};
}

/* The earlier periods that were not made. */
static int skip_before(struct task *task, const struct series *series, const struct period *newest,
		       time_t began, struct err *err)
{
	const char *reason = arena_printf(task->arena, "overtaken by %s", newest->name);
	bool exists = false;
	int rc = OK;
	for (struct date date = series_before(series, newest->date);
	     !rc && !exists && series_due_on(series, date) >= began; date = series_before(series, date)) {
		struct period passed = period_on(task, series, date);
		rc = mailing_exists(task->db, passed.kind, passed.name, &exists, err);
		if (!rc && !exists)
			rc = period_close(task, &passed, 0, reason, err);
	}
	return rc;
}

/* After the end of the agreement the partners only get the report of its last year (section 8). */
static int skip_after_end(struct task *task, const struct series *series, const struct period *period,
			  bool *is_owed, struct err *err)
{
	const char *ended;
	struct date day;
	int rc = agreement_ended(task->db, task->arena, task->now, &ended, err);
	if (rc || !ended || !date_parse_iso(ended, &day) || series == &SERIES_OPERATOR_SUMMARY ||
	    (series == &SERIES_REPORT_DRAFT && period->date.year - 1 <= day.year))
		return rc;
	*is_owed = false;
	return period_close(task, period, 0, "the agreement has ended", err);
}

int period_owed(struct task *task, const struct series *series, struct period *out, bool *is_owed,
		struct err *err)
{
	time_t began;
	bool exists;
	int rc = calendar_began(task, &began, err);
	*is_owed = false;
	*out = period_on(task, series, series_last(series, task->now));
	if (rc || out->due_at < began ||
	    (rc = mailing_exists(task->db, out->kind, out->name, &exists, err)) || exists)
		return rc;
	*is_owed = true;
	rc = skip_before(task, series, out, began, err);
	return rc ? rc : skip_after_end(task, series, out, is_owed, err);
}

int period_close(struct task *task, const struct period *period, int64_t recipients, const char *reason,
		 struct err *err)
{
	const struct mailing row = {.kind = period->kind,
				    .period = period->name,
				    .due_at = period->due_at,
				    .done_at = task->now,
				    .recipients = recipients,
				    .reason = reason};
	return mailing_add(task->db, &row, err);
}
