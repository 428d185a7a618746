/* The duties of both sides, listed each quarter without reproach: each does them "dans la mesure de ses
 * moyens" (agreement Art. 3, specification section 7). */
#include "db/duties.h"
#include "kind/articles.h"
#include "kind/committee.h"
#include "mailings.h"
#include "period.h"

#include "base/phrases.h"

enum { QUARTER_MONTHS = 3 };

/* The duty whose evidence is also counted, with and without a forum. */
static const char OFFERS[] = "DEVOIR-IMS-5";

/* --- daily notes in the register --- */

int agreement_note_next(struct task *task, bool *did, struct err *err)
{
	const char *signed_on = task->options->agreement_date;
	const char *today = date_iso(task->arena, date_of(task->now));
	const char *year = arena_strndup(task->arena, today, 4);
	char *noted;
	bool has_begun;
	int rc = db_setting_get(task->db, task->arena, "agreement.signed_on", &noted, err);
	*did = false;
	if (rc || !signed_on || strcmp(signed_on, today) > 0)
		return rc;
	if ((rc = duty_year_has_begun(task->db, year, &has_begun, err)))
		return rc;
	if (!has_begun)
		rc = duty_year_begin(task->db, year, err);
	if (rc || (noted && !strcmp(noted, signed_on)))
		return rc;
	return db_setting_set(task->db, "agreement.signed_on", signed_on, err);
}

/* --- the letter --- */

/* Evidence: a reference in the register, or a link. */
static json_t *entry_of(struct task *task, const struct duty *duty)
{
	struct date done_on;
	bool is_done = duty->done_on && date_parse_iso(duty->done_on, &done_on);
	return json_pack("{ss ss ss}", "duty", duty->text, "done_on",
			 is_done ? date_french(task->arena, done_on) : "", "evidence",
			 duty->evidence ? duty->evidence : "");
}

static int count_offers(struct task *task, const char *year, json_t *entry, struct err *err)
{
	int64_t all, with_forum;
	int rc = duty_offers(task->db, year, &all, &with_forum, err);
	if (rc || !all)
		return rc;
	const char *count = arena_printf(task->arena, "%lld", (long long)all);
	const char *forum = arena_printf(task->arena, "%lld", (long long)with_forum);
	json_object_set_new(entry, "count",
			    json_string(phrase_with(task->arena, all == 1 ? "duty.one_offer" : "duty.offers",
						    "count", count, "forum", forum, NULL)));
	return OK;
}

/* One side's duties, done ones and others separately. */
static int add_side(struct task *task, json_t *data, const char *party, const char *year,
		    const struct duty *duties, size_t count, struct err *err)
{
	json_t *done = json_array(), *open = json_array();
	int rc = OK;
	for (size_t i = 0; !rc && i < count; i++) {
		if (strcmp(duties[i].party, party) != 0)
			continue;
		json_t *entry = entry_of(task, &duties[i]);
		json_array_append_new(duties[i].done_on ? done : open, entry);
		if (!strcmp(duties[i].id, OFFERS))
			rc = count_offers(task, year, entry, err);
	}
	present_list(data, arena_printf(task->arena, "%s_done", party), done);
	present_list(data, arena_printf(task->arena, "%s_open", party), open);
	return rc;
}

/* Adds a button for each duty that only the reader's side can report. */
static void add_report_button(struct task *task, json_t *data, const char *side, const struct duty *duties,
			      size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (duties[i].is_reported && !duties[i].done_on && !strcmp(duties[i].party, side)) {
			present_button(data, phrase("duty.report"),
				       arena_printf(task->arena, "[ACCORD %s]", duties[i].id),
				       phrase("body.duty"));
			json_object_set_new(data, "has_report", json_true());
			json_object_set_new(data, "report", json_string(duties[i].id));
		}
}

/* In January the letter is about the past year, if the register covers it: nothing can have been done in the
 * new one. */
static int find_year(struct task *task, struct date quarter, const char **out, bool *is_past, struct err *err)
{
	const char *past = arena_printf(task->arena, "%d", quarter.year - 1);
	int rc = quarter.month == 1 ? duty_year_has_begun(task->db, past, is_past, err) : OK;
	*out = *is_past ? past : arena_printf(task->arena, "%d", quarter.year);
	return rc;
}

static int send(struct task *task, const struct period *period, size_t *recipients, struct err *err)
{
	struct date quarter = period->date;
	const char *year;
	struct contact_list members = {0};
	struct duty *duties;
	size_t count;
	bool is_past = false;
	json_t *data = task_data(task);
	int rc = find_year(task, quarter, &year, &is_past, err);
	if (rc || (rc = duties_of(task->db, task->arena, year, &duties, &count, err)) ||
	    (rc = add_side(task, data, "ims", year, duties, count, err)) ||
	    (rc = add_side(task, data, "cnml", year, duties, count, err)) ||
	    (rc = committee_members(task, &members, err)))
		return rc;
	json_object_set_new(data, "year", json_string(year));
	json_object_set_new(data, "is_past_year", json_boolean(is_past));
	for (size_t i = 0; !rc && i < members.count; i++) {
		json_t *own = task_data(task);
		json_object_update(own, data);
		add_report_button(task, own, side_of(members.rows[i].type), duties, count);
		struct draft draft = {.template = "duties",
				      .data = own,
				      .to_email = members.rows[i].email,
				      .to_name = members.rows[i].name,
				      .contact = members.rows[i].id,
				      .about = period->name,
				      .invites = KIND_NOTE,
				      .thread = arena_printf(task->arena, "DEV-%d-%d", quarter.year,
							     (quarter.month - 1) / QUARTER_MONTHS + 1),
				      .occasion = arena_printf(task->arena, "duties:%s", period->name)};
		rc = task_emit(task, &draft, err);
	}
	*recipients = members.count;
	return rc;
}

int duties_next(struct task *task, bool *did, struct err *err)
{
	struct period period;
	size_t recipients = 0;
	int rc = period_owed(task, &SERIES_DUTIES, &period, did, err);
	if (rc || !*did)
		return rc;
	rc = send(task, &period, &recipients, err);
	return rc ? rc
		  : period_close(task, &period, (int64_t)recipients, recipients ? NULL : "nobody to tell",
				 err);
}
