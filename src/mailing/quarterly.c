#include "quarterly.h"
#include "mailings.h"

#include "db/mailings.h"

enum { STEP_MONTHS = 3, YEAR_MONTHS = 12 };

static struct date nth(const struct quarterly *quarterly, int n)
{
	return date_add_months(quarterly->first, n * STEP_MONTHS);
}

static time_t due_on(const struct quarterly *quarterly, struct date day)
{
	return date_at(quarterly->is_on_working_day ? date_first_working(day) : day, quarterly->hour, 0);
}

static int add_row(struct task *task, const struct quarterly *quarterly, struct date day, size_t recipients,
		   const char *reason, struct err *err)
{
	const struct mailing row = {.kind = quarterly->kind,
				    .period = quarterly->period(task->arena, day),
				    .due_at = due_on(quarterly, day),
				    .done_at = task->now,
				    .recipients = (int64_t)recipients,
				    .reason = reason};
	return mailing_add(task->db, &row, err);
}

/* The newest whose hour has come; -1: none has. */
static int newest(const struct task *task, const struct quarterly *quarterly)
{
	struct date today = date_of(task->now), first = quarterly->first;
	int n = ((today.year - first.year) * YEAR_MONTHS + today.month - first.month) / STEP_MONTHS;
	while (n >= 0 && due_on(quarterly, nth(quarterly, n)) > task->now)
		n--;
	return n < 0 ? -1 : n;
}

static int exists(struct task *task, const struct quarterly *quarterly, int n, bool *does, struct err *err)
{
	return mailing_exists(task->db, quarterly->kind, quarterly->period(task->arena, nth(quarterly, n)),
			      does, err);
}

int quarterly_look(struct task *task, const struct quarterly *quarterly, bool *is_owed, struct date *day,
		   time_t *due_at, struct err *err)
{
	int n = newest(task, quarterly), rc = OK;
	time_t began;
	bool is_made = true;
	*is_owed = false;
	if (n < 0)
		return OK;
	*day = nth(quarterly, n);
	*due_at = due_on(quarterly, *day);
	if ((rc = calendar_began(task, &began, err)) || *due_at < began ||
	    (rc = exists(task, quarterly, n, &is_made, err)) || is_made)
		return rc;
	*is_owed = true;
	const char *reason =
	    arena_printf(task->arena, "overtaken by %s", quarterly->period(task->arena, *day));
	while (!rc && --n >= 0 && due_on(quarterly, nth(quarterly, n)) >= began) {
		rc = exists(task, quarterly, n, &is_made, err);
		if (rc || is_made)
			break;
		rc = add_row(task, quarterly, nth(quarterly, n), 0, reason, err);
	}
	return rc;
}

int quarterly_done(struct task *task, const struct quarterly *quarterly, struct date day, size_t recipients,
		   const char *reason, struct err *err)
{
	return add_row(task, quarterly, day, recipients, reason, err);
}
