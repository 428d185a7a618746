/* A call in a form -> its record. */
#include "calls.h"
#include "event_form.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/diagnostics.h"
#include "kind/event.h"

static const struct call_type TYPES[] = {
    {KIND_SPONSORSHIP, "PAR", "parrainage"},
    {KIND_PATRONAGE, "MEC", "parrainage"},
    {KIND_SPEAKER, "INT", "evenements"},
};

const struct call_type *call_type_of(const char *ref)
{
	for (size_t i = 0; i < ARRAY_SIZE(TYPES); i++)
		if (text_starts_with(ref, TYPES[i].series))
			return &TYPES[i];
	return NULL;
}

const struct call_type *call_type_of_form(enum kind form)
{
	size_t i = 0;
	while (TYPES[i].form != form)
		i++;
	return &TYPES[i];
}

const char *call_list(const struct call *call)
{
	return call_type_of(call->ref)->list;
}

struct place call_place(const struct call *call)
{
	return (struct place){.label = "",
			      .insee = call->commune,
			      .postal_code = call->postal_code,
			      .department = call->department,
			      .region = call->region};
}

/* Tells the sender about a line that this kind of call doesn't use. */
static void leave_out(struct form *form, const char *key)
{
	const struct field *field = form_field(form, key);
	if (field && !text_is_blank(field->read))
		form_note(form, phrase_with(form->arena, "told.left_out", "lines",
					    arena_printf(form->arena, "«\u00a0%s\u00a0: %s\u00a0»",
							 field->label, field->read),
					    NULL));
}

/* How many people, days or euros. */
static void read_needed(struct form *form, struct call *call)
{
	bool is_skills = !strcmp(call->kind, "skills"),
	     is_patronage = is_skills || !strcmp(call->kind, "financial");
	const char *key = is_skills ? "days" : is_patronage ? "amount" : "needed";
	const char *value = form_get(form, key);
	if (is_patronage && !value && !present_is_faulty(form, key))
		form_fault(form, key, phrase(is_skills ? "call.days" : "call.amount"));
	if (is_patronage)
		leave_out(form, is_skills ? "amount" : "days");
	call->needed = value ? strtoll(value, NULL, 10) : -1;
}

static const char *kind_of(const struct form *form)
{
	const char *patronage = form_get(form, "patronage");
	if (form->kind == KIND_SPEAKER)
		return "speaker";
	if (form->kind == KIND_SPONSORSHIP)
		return "mentoring";
	return patronage ? patronage : "skills";
}

/* A date, or an instant when the time is given. */
static void read_date(struct task *task, struct call *call)
{
	enum { DAY = sizeof "2027-01-15" - 1 };
	const char *start = form_get(task->form, "date"), *end = form_get(task->form, "end");
	time_t at;
	call->starts_at = start;
	if (start && strlen(start) > DAY && time_parse_zoned(start, call->zone, &at))
		call->starts_at = time_utc(task->arena, at);
	if (end && time_parse_zoned(end, call->zone, &at))
		call->ends_at = time_utc(task->arena, at);
}

static bool day_of_meeting(const struct form *form, struct date *out)
{
	const char *start = form_get(form, "date");
	return start && date_parse_iso(arena_strndup(form->arena, start, sizeof "2027-01-15" - 1), out);
}

static void read_deadline(struct task *task, struct call *call)
{
	struct form *form = task->form;
	struct date today = date_of(task->now), meeting, deadline, given;
	bool has_meeting = day_of_meeting(form, &meeting);
	const char *value = form_get(form, "deadline");
	deadline = has_meeting ? date_working_before(meeting, CALL_WORKING_DAYS)
			       : date_add_days(today, CALL_OPEN_DAYS);
	if (date_compare(deadline, today) < 0)
		deadline = today;
	call->deadline = value ? value : date_iso(task->arena, deadline);
	if (has_meeting && value && date_parse_iso(value, &given) && date_compare(given, meeting) > 0)
		form_fault(form, "deadline", phrase("call.deadline_after_meeting"));
}

/* A fault for a record that the form names and that doesn't exist. */
static int check_records(struct task *task, struct call *call, struct err *err)
{
	struct form *form = task->form;
	struct event event;
	struct diagnostic diagnostic;
	call->event = form_get(form, "meeting");
	call->diagnostic = form_get(form, "diagnostic");
	int rc = call->event ? event_get(task->db, task->arena, call->event, &event, err) : OK;
	if (rc == ERR_NOT_FOUND || (!rc && call->event && strcmp(event.status, "open") != 0))
		form_fault(form, "meeting", phrase("fault.event_unknown"));
	else if (rc)
		return rc;
	rc =
	    call->diagnostic ? diagnostic_get(task->db, task->arena, call->diagnostic, &diagnostic, err) : OK;
	if (rc == ERR_NOT_FOUND)
		form_fault(form, "diagnostic", phrase("call.no_diagnostic"));
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static void fill_place(struct task *task, struct call *call, const struct place *place)
{
	if (!place->label)
		return;
	call->place = form_field(task->form, "place")->read;
	call->commune = place->insee;
	call->postal_code = place->postal_code;
	call->department = place->department;
	call->region = place->region;
	call->zone = event_zone(place);
}

/* The target group is added to the description. */
static const char *text_with_public(const struct form *form)
{
	const struct field *publics = form_field(form, "publics");
	const char *text = form_get(form, "description");
	if (!publics || text_is_blank(publics->read))
		return text;
	return arena_printf(form->arena, "%s%s%s : %s", text ? text : "", text ? "\n" : "", publics->label,
			    publics->read);
}

int call_read(struct task *task, struct call *out, struct place *place, struct err *err)
{
	struct form *form = task->form;
	const struct field *contact = form_field(form, "contact");
	*out = (struct call){.kind = kind_of(form),
			     .status = "open",
			     .title = form_get(form, "title"),
			     .description = text_with_public(form),
			     .theme = form_get(form, "theme"),
			     .contact = contact && !text_is_blank(contact->read) ? contact->read : NULL,
			     .asker = task->sender.id,
			     .opened_at = time_utc(task->arena, task->now),
			     .look_at = time_utc(task->arena, task->now),
			     .message = task->message};
	extract_require(form);
	int rc = task_place(task, place, err);
	if (!rc)
		rc = check_records(task, out, err);
	if (rc)
		return rc;
	fill_place(task, out, place);
	if (form->kind != KIND_SPEAKER)
		read_needed(form, out);
	else
		out->needed = -1;
	if (form->kind == KIND_SPEAKER && !out->theme && !out->description)
		form_fault(form, "theme", phrase("fault.missing"));
	read_date(task, out);
	read_deadline(task, out);
	return OK;
}
