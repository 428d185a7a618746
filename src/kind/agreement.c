#include "agreement.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/events.h"
#include "db/regional_agreements.h"
#include "handle/dispatch.h"
#include "handle/letter_types.h"
#include "handle/present.h"
#include "kind.h"
#include "kind/event.h"
#include "kind/life.h"

const char *agreement_day_words(struct arena *arena, const char *day)
{
	struct date date;
	return date_parse_iso(day, &date) ? date_french(arena, date) : day;
}

/* --- what is accepted after the end --- */

bool is_always_taken(const struct task *task)
{
	(void)task;
	return true;
}

bool is_leaving(const struct task *task)
{
	return form_get(task->form, "unsubscribe") != NULL;
}

bool is_of_report(const struct task *task)
{
	return task->form->ref && text_starts_with(task->form->ref, "BIL-");
}

int agreement_is_over(struct task *task, bool *is_over, struct err *err)
{
	const char *ended = NULL;
	int rc = agreement_ended(task->db, task->arena, task->now, &ended, err);
	*is_over = ended != NULL;
	return rc;
}

int agreement_refuse_if_over(struct task *task, struct err *err)
{
	const char *ended;
	int rc = agreement_ended(task->db, task->arena, task->now, &ended, err);
	if (rc || !ended)
		return rc;
	return task_bar(
	    task, "agreement", phrase("agreement.label"), kind_tag(task->form->kind),
	    phrase_with(task->arena, "agreement.ended", "day", agreement_day_words(task->arena, ended), NULL),
	    phrase("agreement.ended.accepted"), err);
}

/* The report on the year in which the agreement ended. */
static int last_report(struct task *task, time_t *at, bool *is_published, struct err *err)
{
	const char *ended;
	struct date day;
	int rc = agreement_ended(task->db, task->arena, task->now, &ended, err);
	*at = 0;
	*is_published = false;
	if (rc || !ended || !date_parse_iso(ended, &day))
		return rc;
	return agreement_last_report(task->db, day.year, at, is_published, err);
}

int refuse_after_end(struct task *task, struct err *err)
{
	enum kind kind = task->form->kind;
	kind_condition *outlives = KINDS[kind].outlives;
	bool is_too_late = false;
	time_t at;
	int rc = kind == KIND_OUTCOME ? last_report(task, &at, &is_too_late, err) : OK;
	if (rc || (!is_too_late && outlives && outlives(task)))
		return rc;
	return agreement_refuse_if_over(task, err);
}

/* --- the end --- */

/* Templates of letters that go out after the end, as a JSON array. */
static int kept_templates(struct arena *arena, const char **out)
{
	struct buf names = {.arena = arena};
	const struct letter_type *type;
	for (size_t i = 0; (type = letter_type_at(i)); i++)
		if (type->flags & (LETTER_OUTLIVES | LETTER_TO_OPERATOR))
			buf_printf(&names, "%c\"%s\"", names.length ? ',' : '[', type->template);
	buf_adds(&names, names.length ? "]" : "[]");
	*out = buf_text(&names);
	return OK;
}

static int stop_flows(struct task *task, struct err *err)
{
	const char *kept;
	int rc = kept_templates(task->arena, &kept);
	task->erases = true;
	if (!rc)
		rc = agreement_stop_flows(task->db, kept, task->now, err);
	if (!rc)
		rc = regional_agreements_end(task->db, date_iso(task->arena, date_of(task->now)), err);
	return rc ? rc : agreement_step_done(task->db, AGREEMENT_STOPPED, err);
}

int agreement_begin_end(struct task *task, const char *day, const char *by, struct err *err)
{
	const char *ended;
	int rc = agreement_record_end(task->db, day, by, err);
	if (!rc)
		rc = agreement_ended(task->db, task->arena, task->now, &ended, err);
	return rc || !ended ? rc : stop_flows(task, err);
}

static int cancel_event_next(struct task *task, bool *did, struct err *err)
{
	struct event event;
	size_t told;
	char *ref;
	int rc = event_next_open(task->db, task->arena, time_utc(task->arena, task->now), &ref, err);
	*did = !rc;
	if (!rc && !(rc = event_get(task->db, task->arena, ref, &event, err)))
		rc = event_call_off(task, &event, &told, err);
	return rc == ERR_NOT_FOUND && !*did ? OK : rc;
}

/* One letter to each contact. */
static int tell_everybody(struct task *task, struct err *err)
{
	const char *day, *by;
	struct contact *contacts;
	size_t count, told = 0;
	int rc = agreement_end_recorded(task->db, task->arena, &day, &by, err);
	if (!rc)
		rc = contacts_all(task->db, task->arena, &contacts, &count, err);
	if (rc)
		return rc;
	struct reader_of *readers = arena_array(task->arena, count, sizeof *readers);
	for (size_t i = 0; i < count; i++)
		if (contacts[i].is_active && !contacts[i].is_bounced)
			readers[told++] = (struct reader_of){
			    .contact = contacts[i].id, .email = contacts[i].email, .name = contacts[i].name};
	json_t *data = task_data(task);
	json_object_set_new(data, "day", json_string(agreement_day_words(task->arena, day)));
	json_object_set_new(data, "by", json_string(by));
	const struct draft draft = {.template = "termination",
				    .data = data,
				    .about = AGREEMENT_REF,
				    .thread = arena_printf(task->arena, "CNV-%.4s", day),
				    .invites = KIND_NOTE,
				    .occasion = "agreement ended"};
	rc = task_emit_each(task, &draft, readers, told, err);
	return rc ? rc : agreement_step_done(task->db, AGREEMENT_TOLD, err);
}

int agreement_end_next(struct task *task, bool *did, struct err *err)
{
	const char *ended;
	enum agreement_step step;
	int rc = agreement_ended(task->db, task->arena, task->now, &ended, err);
	*did = false;
	if (rc || !ended || (rc = agreement_step(task->db, &step, err)) || step > AGREEMENT_STOPPED)
		return rc;
	if (step == AGREEMENT_RECORDED) {
		*did = true;
		return stop_flows(task, err);
	}
	if ((rc = cancel_event_next(task, did, err)) || *did || (rc = agreement_erase_next(task, did, err)) ||
	    *did)
		return rc;
	*did = true;
	return tell_everybody(task, err);
}

int agreement_forget_next(struct task *task, bool *did, struct err *err)
{
	enum { MONTHS = 12 };
	enum agreement_step step;
	bool is_published;
	time_t at;
	int rc = agreement_step(task->db, &step, err);
	*did = false;
	if (rc || step != AGREEMENT_TOLD || (rc = last_report(task, &at, &is_published, err)) || !at ||
	    date_compare(date_of(task->now), date_add_months(date_of(at), MONTHS)) < 0)
		return rc;
	*did = true;
	task->erases = true;
	rc = agreement_forget_people(task->db, err);
	return rc ? rc : agreement_step_done(task->db, AGREEMENT_FORGOTTEN, err);
}

static int end_on_paper(struct task *task, bool *did, struct err *err)
{
	*did = true;
	return agreement_begin_end(task, task->subject, "", err);
}

int kind_end_agreement(struct handle *handle, const char *day, struct err *err)
{
	bool did;
	int rc = handle_act(handle, end_on_paper, day, &did, err);
	while (!rc && did)
		rc = handle_act(handle, agreement_end_next, NULL, &did, err);
	return rc;
}
