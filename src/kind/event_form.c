#include "event_form.h"

#include "base/phrases.h"
#include "kind/audience.h"

#include "base/text.h"
#include "db/committees.h"

enum { NO_NUMBER = -1 };

/* Overseas départements and their zones; all others are in that of Metropolitan France. */
static const struct {
	const char *department, *region, *zone;
} ZONES[] = {
    {"971", "01", "America/Guadeloupe"}, {"972", "02", "America/Martinique"},
    {"973", "03", "America/Cayenne"},	 {"974", "04", "Indian/Reunion"},
    {"976", "06", "Indian/Mayotte"},	 {"975", NULL, "America/Miquelon"},
    {"977", NULL, "America/Guadeloupe"}, {"978", NULL, "America/Guadeloupe"},
    {"986", NULL, "Pacific/Wallis"},	 {"987", NULL, "Pacific/Tahiti"},
    {"988", NULL, "Pacific/Noumea"},
};

const char *event_zone(const struct place *place)
{
	const char *configured = getenv("TZ"), *zone = NULL;
	if (place->department || place->region)
		zone = "Europe/Paris";
	for (size_t i = 0; i < ARRAY_SIZE(ZONES); i++)
		if ((place->department && !strcmp(place->department, ZONES[i].department)) ||
		    (place->region && ZONES[i].region && !strcmp(place->region, ZONES[i].region)))
			zone = ZONES[i].zone;
	return zone && configured && !strcmp(zone, configured) ? NULL : zone;
}

struct event event_blank(struct task *task)
{
	return (struct event){
	    .status = "open",
	    .type = "other",
	    .capacity = NO_NUMBER,
	    .quota = NO_NUMBER,
	    .organiser = task->sender.organisation_id,
	    .organiser_name = task->sender.organisation,
	    .sender = task->sender.id,
	    .message = task->message,
	    .source_sequence = NO_NUMBER,
	    .started_from = time_utc(task->arena, task->now),
	    .announced_at = time_utc(task->arena, task->now),
	    .look_at = time_utc(task->arena, task->now),
	};
}

static void fill_number(const struct form *form, const char *key, int64_t *number)
{
	const char *value = form_get(form, key);
	if (!text_is_blank(value))
		*number = strtoll(value, NULL, 10);
}

static void fill_texts(struct task *task, struct event *event)
{
	const struct form *form = task->form;
	const struct {
		const char **column, *value;
	} texts[] = {
	    {&event->title, form_get(form, "title")},
	    {&event->type, form_get(form, "type")},
	    {&event->deadline, form_get(form, "deadline")},
	    {&event->description, form_get(form, "description")},
	    {&event->publics, form_get(form, "publics")},
	    {&event->agenda, form_get(form, "agenda")},
	    {&event->targets, form_get(form, "targets")},
	};
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		if (!text_is_blank(texts[i].value))
			*texts[i].column = texts[i].value;
	const struct field *contact = form_field(form, "contact");
	if (contact && !text_is_blank(contact->read))
		event->contact = contact->read;
	fill_number(form, "capacity", &event->capacity);
	fill_number(form, "quota", &event->quota);
}

static void fill_place(struct task *task, struct event *event, const struct place *place)
{
	if (!place->label)
		return;
	event->place = form_field(task->form, "place")->read;
	event->commune = place->insee;
	event->postal_code = place->postal_code;
	event->department = place->department;
	event->region = place->region;
	event->zone = event_zone(place);
}

enum { DAY = sizeof "2027-01-15" - 1, HOUR = sizeof "14:00" - 1 };

bool event_read_local(struct task *task, const char *zone, const char *value, const char *other, time_t *out)
{
	if (text_is_blank(value))
		return false;
	if (strlen(value) == DAY && other)
		value = arena_printf(task->arena, "%s%s", value, other + DAY);
	else if (strlen(value) == HOUR && other)
		value = arena_printf(task->arena, "%.*sT%s", (int)DAY, other, value);
	return time_parse_zoned(value, zone, out);
}

/* Times in calendars are instants, times in forms are local to the place. A new start without an end keeps
 * the duration; a new day without a time keeps the time. */
static void fill_times(struct task *task, struct event *event)
{
	const struct form *form = task->form;
	time_t was_start = time_of(event->starts_at), was_end = time_of(event->ends_at), start, end;
	const char *old = event->starts_at ? time_zoned(task->arena, was_start, event->zone) : NULL;
	bool is_calendar = form_get(form, "calendar_start") != NULL;
	bool has_start = is_calendar
			     ? form_instant(form, "calendar_start", event->zone, &start)
			     : event_read_local(task, event->zone, form_get(form, "date"), old, &start);
	if (has_start)
		event->starts_at = time_utc(task->arena, start);
	else if (is_calendar && !present_is_faulty(form, "date"))
		form_fault(task->form, "date", phrase("fault.calendar_zone"));
	const char *now =
	    event->starts_at ? time_zoned(task->arena, time_of(event->starts_at), event->zone) : NULL;
	const char *duration = form_get(form, "calendar_duration");
	bool has_end = is_calendar ? form_instant(form, "calendar_end", event->zone, &end)
				   : event_read_local(task, event->zone, form_get(form, "end"), now, &end);
	if (!has_end && duration && has_start) {
		has_end = true;
		end = start + strtol(duration, NULL, 10);
	} else if (!has_end && has_start && was_end) {
		has_end = true;
		end = start + (was_end - was_start);
	}
	if (has_end)
		event->ends_at = time_utc(task->arena, end);
}

/* A co-organiser is an address or an organisation in the directory. */
static int find_co_organiser(struct task *task, struct event *event, struct err *err)
{
	const char *value = form_get(task->form, "co_organiser");
	struct contact contact;
	if (text_is_blank(value))
		return OK;
	event->co_contact = 0;
	int rc = organisation_find(task->db, task->arena, value, &event->co_organiser, err);
	if (!rc && !contact_by_email(task->db, task->arena, value, &contact, err))
		event->co_contact = contact.id;
	if (rc == ERR_NOT_FOUND)
		form_fault(task->form, "co_organiser", phrase("fault.co_organiser"));
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static bool says(const struct form *form, const char *key)
{
	return form_field(form, key) != NULL;
}

/* The day of the start where the event takes place. */
static struct date day_of_start(struct task *task, const struct event *event)
{
	struct date day = {0};
	const char *local = time_zoned(task->arena, time_of(event->starts_at), event->zone);
	date_parse_iso(arena_strndup(task->arena, local, DAY), &day);
	return day;
}

/* Contradicting values are faults, even when only one of them is new. */
static void check(struct task *task, const struct event *event)
{
	struct form *form = task->form;
	struct date deadline;
	time_t start = time_of(event->starts_at);
	if (form->fault_count)
		return;
	if (says(form, "date") && start <= task->now)
		form_fault(form, "date", phrase("fault.date_past"));
	else if (event->ends_at && strcmp(event->ends_at, event->starts_at) <= 0)
		form_fault(form, "end", phrase("fault.end_before_begin"));
	if (event->deadline && date_parse_iso(event->deadline, &deadline) &&
	    date_compare(deadline, day_of_start(task, event)) > 0 &&
	    (says(form, "deadline") || says(form, "date")))
		form_fault(form, "deadline", phrase("fault.deadline_after_start"));
	if (event->quota >= 0 && event->capacity >= 0 && event->quota > event->capacity &&
	    (says(form, "quota") || says(form, "capacity")))
		form_fault(form, "quota", phrase("fault.quota_over_capacity"));
}

int event_fill(struct task *task, struct event *event, struct place *place, struct err *err)
{
	int rc;
	if ((rc = task_place(task, place, err)) || (rc = find_co_organiser(task, event, err)))
		return rc;
	fill_texts(task, event);
	fill_place(task, event, place);
	fill_times(task, event);
	if (form_get(task->form, "calendar_uid")) {
		event->source_uid = form_get(task->form, "calendar_uid");
		event->source_sequence = strtol(form_get(task->form, "calendar_sequence"), NULL, 10);
		event->source_stamp = form_get(task->form, "calendar_stamp");
	}
	check(task, event);
	return OK;
}

static int bar(struct task *task, bool *is_done, const char *why, const char *accepted, struct err *err)
{
	*is_done = true;
	return task_bar(task, "organiser", phrase("label.calendar_invitation"), "", why, accepted, err);
}

/* Refuses an announcement of somebody else's event. */
static int check_organiser(struct task *task, bool *is_done, struct err *err)
{
	const char *organiser = form_get(task->form, "calendar_organiser");
	struct contact contact;
	if (!organiser || text_equal_ascii(organiser, task->sender.email))
		return OK;
	int rc = contact_by_email(task->db, task->arena, organiser, &contact, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (!rc && contact.organisation_id == task->sender.organisation_id)
		return OK;
	return bar(task, is_done, phrase("fault.foreign_organiser"),
		   phrase("fault.foreign_organiser.accepted"), err);
}

static bool is_outdated(const struct task *task, const struct event *event)
{
	long sequence = strtol(form_get(task->form, "calendar_sequence"), NULL, 10);
	const char *stamp = form_get(task->form, "calendar_stamp");
	if (sequence != event->source_sequence)
		return sequence < event->source_sequence;
	if (task->form->is_cancellation)
		return false;
	return event->source_stamp && *stamp && strcmp(stamp, event->source_stamp) <= 0;
}

int event_take_calendar(struct task *task, bool *is_done, struct err *err)
{
	const char *uid = form_get(task->form, "calendar_uid");
	char *ref;
	struct event event;
	struct committee committee;
	int rc = event_by_uid(task->db, task->arena, uid, &ref, err);
	if (rc == ERR_NOT_FOUND)
		rc = committee_by_uid(task->db, task->arena, uid, &committee, err);
	if (!rc)
		return bar(task, is_done, phrase("fault.own_invitation"),
			   phrase("fault.own_invitation.accepted"), err);
	if (rc != ERR_NOT_FOUND || (rc = check_organiser(task, is_done, err)) || *is_done)
		return rc;
	rc = event_by_source(task->db, task->arena, task->sender.organisation_id, uid, &ref, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	if ((rc = event_get(task->db, task->arena, ref, &event, err)))
		return rc;
	if (is_outdated(task, &event)) {
		*is_done = true;
		task_ignore(task, "outdated invitation");
		return OK;
	}
	task->form->ref = event.ref;
	return OK;
}
