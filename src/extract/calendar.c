#include "calendar.h"

#include "base/phrases.h"
#include "base/text.h"
#include "calendar_text.h"
#include "extract/words.h"
#include "form.h"
#include "kinds.h"
#include "values.h"

#include <strings.h>

static const char FLOATING[] = "floating";

/* The form that each method becomes (RFC 5546 1.4); other methods become none. */
static const struct {
	const char *method;
	enum kind kind;
} methods[] = {
    {"REPLY", KIND_RSVP},   {"COUNTER", KIND_RSVP},  {"REFRESH", KIND_RSVP}, {"REQUEST", KIND_EVENT},
    {"CANCEL", KIND_EVENT}, {"PUBLISH", KIND_EVENT}, {"", KIND_EVENT},
};

static const struct {
	const char *status, *answer;
} answers[] = {
    {"ACCEPTED", "yes"},
    {"DECLINED", "no"},
    {"TENTATIVE", "maybe"},
    {"DELEGATED", "delegated"},
};

/* The answer for each PARTSTAT; an unknown status is no answer. */
static const char *answer_of(const char *status)
{
	for (size_t i = 0; i < ARRAY_SIZE(answers); i++)
		if (!strcmp(answers[i].status, status))
			return answers[i].answer;
	return "pending";
}

static enum kind kind_of_method(const char *method)
{
	for (size_t i = 0; i < ARRAY_SIZE(methods); i++)
		if (!strcmp(methods[i].method, method))
			return methods[i].kind;
	return KIND_NONE;
}

static const char *method_of(const struct icalendar *calendar)
{
	return *calendar->method ? calendar->method : calendar->type_method;
}

bool calendar_answers(const struct work *work)
{
	return work->mail->calendar && kind_of_method(method_of(work->mail->calendar)) == KIND_RSVP;
}

bool calendar_tells(struct work *work)
{
	const struct icalendar *calendar = work->mail->calendar;
	struct form *form = work->form;

	if (!calendar)
		return false;
	const char *method = method_of(calendar);
	enum kind kind = kind_of_method(method);

	if (*calendar->defect && !*method)
		return false;
	if (kind == KIND_NONE || (form->kind != KIND_NONE && form->kind != kind))
		return false;
	/* Lines typed below our letter, which the client sends back with the calendar object. */
	if (form->kind == KIND_EVENT && form->is_cancellation)
		return false;
	form->kind = kind;
	form->kind_source = "calendar";
	if (kind == KIND_RSVP) {
		/* The event is identified by the UID and nothing else. */
		form->ref = NULL;
		form->fault_count = 0;
	}
	return true;
}

/* The answering attendee: the one in From, else the only one who answered, else the only one. */
static const struct icalendar_party *answering(const struct work *work)
{
	const struct icalendar *calendar = work->mail->calendar;
	const char *from = work->mail->from_count == 1 ? work->mail->from[0] : "";
	const struct icalendar_party *one = NULL;
	size_t count = 0;

	for (size_t i = 0; i < calendar->attendee_count; i++) {
		const struct icalendar_party *party = &calendar->attendees[i];

		if (!strcasecmp(party->email, from))
			return party;
		if (!strcmp(answer_of(party->status), "pending"))
			continue;
		one = party;
		count++;
	}
	if (count == 1)
		return one;
	return !count && calendar->attendee_count == 1 ? &calendar->attendees[0] : NULL;
}

void calendar_lines_of(struct work *work, struct body *lines)
{
	const struct icalendar *calendar = work->mail->calendar;

	*lines = (struct body){0};
	if (work->form->kind == KIND_EVENT) {
		calendar_text_add(work->arena, lines,
				  calendar_text_without_video(work->arena, calendar->description));
		return;
	}
	calendar_text_said(work, answering(work), lines);
}

/* The sender's free text beside the calendar's answer (specification section 2a). */
static void read_said(struct work *work, const char *comment, struct words *said)
{
	struct mail mail = {.subject = "", .has_plain = true};
	struct err ignored;

	calendar_text_add(work->arena, &mail.plain, comment);
	if (words_read(work->arena, &mail, work->now, said, &ignored))
		*said = (struct words){.number = WORDS_NO_NUMBER};
}

static void count_said(struct work *work, const struct icalendar_party *party, const struct words *said,
		       const char *comment)
{
	struct form *form = work->form;

	if (form_field(form, "participants") || form_has_fault(form, "participants"))
		return;
	if (said->number == WORDS_SEVERAL_NUMBERS)
		form_fault_read(form, "participants", comment, phrase("fault.several_numbers"));
	else if (said->number >= 0)
		form_put(form, "participants", comment, arena_printf(work->arena, "%d", said->number));
	else if (party->guests)
		form_set(form, "participants", arena_printf(work->arena, "%d", party->guests + 1));
}

/* The one answer of all sentences, or NULL. */
static const char *answer_said(const struct words *said)
{
	static const struct {
		unsigned acts;
		const char *answer;
	} groups[] = {{1u << ACT_YES | 1u << ACT_PRESENT, "yes"},
		      {1u << ACT_NO | 1u << ACT_ABSENT | 1u << ACT_NOBODY, "no"},
		      {1u << ACT_MAYBE, "maybe"}};
	const char *answer = NULL;
	unsigned acts = 0;

	for (size_t i = 0; i < said->count; i++)
		acts |= said->sentences[i].acts;
	for (size_t i = 0; i < ARRAY_SIZE(groups); i++) {
		if (!(acts & groups[i].acts))
			continue;
		if (answer)
			return NULL;
		answer = groups[i].answer;
	}
	return answer;
}

/* The calendar's answer counts, but free text beside it must not contradict it. */
static void settle_answer(struct work *work, const char *answer, const struct words *said)
{
	struct form *form = work->form;
	const char *labelled = form_get(form, "answer"), *written = labelled ? labelled : answer_said(said);
	bool is_answer = strcmp(answer, "delegated") != 0 && strcmp(answer, "pending") != 0;

	if (written && is_answer && strcmp(written, answer) != 0)
		form_fault(form, "answer",
			   phrase_with(work->arena, "fault.calendar_differs", "calendar",
				       phrase_of("answer", answer), "text", phrase_of("answer", written),
				       NULL));
	form_put(form, "answer", is_answer ? phrase_of("answer", answer) : "", answer);
}

/* Lines beside a calendar object are usually written by a program, so their faults are ignored, except for
 * forbidden data. A number from the sender that can't be read is asked back. */
static void forgive(struct form *form, bool is_number_told)
{
	size_t kept = 0;

	for (size_t i = 0; i < form->fault_count; i++)
		if ((is_number_told && !strcmp(form->faults[i].key, "participants")) ||
		    !strcmp(form->faults[i].key, "nir") || !strcmp(form->faults[i].key, "iban"))
			form->faults[kept++] = form->faults[i];
	form->fault_count = kept;
	form->note_count = 0;
	form_drop(form, "description");
	form_drop(form, "ref");
	form->ref = NULL;
	form->is_only_quoted = false;
}

static const char *stamp_of(struct work *work)
{
	const struct icalendar_time *stamp = &work->mail->calendar->stamp;
	time_t at;

	if (!*stamp->local || stamp->is_date || *stamp->utc)
		return stamp->utc;
	/* A time without a zone is in the configured one. */
	return time_parse_local(arena_strndup(work->arena, stamp->local, 16), &at) ? time_utc(work->arena, at)
										   : "";
}

/* One value of: local time, zone, and the instant when the calendar defines it. */
static char *instant_write(struct arena *arena, const struct icalendar_time *time)
{
	const char *zone = *time->zone ? time->zone : time->is_floating ? FLOATING : "-";

	return arena_printf(arena, "%.16s %s %s", time->local, zone, *time->utc ? time->utc : "-");
}

bool form_instant(const struct form *form, const char *key, const char *place_zone, time_t *out)
{
	const char *value = form_get(form, key);

	if (!value || strlen(value) < 18)
		return false;
	const char *local = arena_strndup(form->arena, value, 16), *rest = value + 17;
	const char *zone = arena_strndup(form->arena, rest, strcspn(rest, " "));
	const char *utc = rest + strlen(zone) + (rest[strlen(zone)] == ' ');

	if (!strcmp(zone, FLOATING))
		return time_parse_zoned(local, place_zone, out);
	return (strcmp(zone, "-") != 0 && time_parse_zoned(local, zone, out)) || time_parse_rfc3339(utc, out);
}

static void put_times(struct work *work)
{
	const struct icalendar *calendar = work->mail->calendar;
	struct form *form = work->form;

	if (*calendar->start.local)
		form_set(form, "calendar_start", instant_write(work->arena, &calendar->start));
	if (*calendar->end.local)
		form_set(form, "calendar_end", instant_write(work->arena, &calendar->end));
	else if (calendar->duration_s >= 0)
		form_set(form, "calendar_duration", arena_printf(work->arena, "%ld", calendar->duration_s));
}

static void put_common(struct work *work)
{
	const struct icalendar *calendar = work->mail->calendar;
	struct form *form = work->form;

	form_set(form, "calendar_method", *calendar->method ? calendar->method : "PUBLISH");
	form_set(form, "calendar_uid", calendar->uid);
	form_set(form, "calendar_sequence", arena_printf(work->arena, "%ld", calendar->sequence));
	form_set(form, "calendar_stamp", stamp_of(work));
}

static void fill_answer(struct work *work)
{
	const struct icalendar *calendar = work->mail->calendar;
	const struct icalendar_party *party = answering(work);
	const char *answer = answer_of(party ? party->status : "");
	bool is_number_told = !strcmp(answer, "yes") || !strcmp(answer, "maybe");
	struct form *form = work->form;

	/* « Commentaire : … » inside a comment. */
	const char *labelled =
	    calendar_text_has_comment(calendar, party) ? form_get(form, "description") : NULL;

	forgive(form, is_number_told && calendar_text_is_told(calendar, party));
	put_common(work);
	if (*calendar->defect)
		form_set(form, "calendar_defect", calendar->defect);
	form_set(form, "calendar_attendee", party ? party->email : "");
	if (!party) {
		form_drop(form, "answer");
		return;
	}
	if (*party->delegated_to)
		form_set(form, "calendar_delegate", party->delegated_to);
	if (!strcmp(calendar->method, "COUNTER"))
		put_times(work);
	const char *comment = calendar_text_comment(work, party);
	struct words said;

	if (text_is_blank(comment) && labelled)
		comment = labelled;
	read_said(work, comment, &said);
	settle_answer(work, answer, &said);
	if (!text_is_blank(comment))
		form_put(form, "comment", comment, comment);
	if (is_number_told)
		count_said(work, party, &said, comment);
}

static void take(struct work *work, const char *key, const char *text)
{
	const struct field_def *field = field_by_key(key);
	struct reading reading = {.arena = work->arena,
				  .form = work->form,
				  .settled = work->form,
				  .clock = &work->clock,
				  .today = date_of(work->now),
				  .now = work->now,
				  .label = field_label(field)};

	if (!text_is_blank(text) && !form_field(work->form, key) && !form_has_fault(work->form, key))
		field->read(&reading, field, text);
}

static void fault_of_event(struct work *work, const char *key, const char *read, const char *why)
{
	form_fault_read(work->form, key, read, why);
}

/* Properties that exclude an invitation from being passed on (specification section 6). */
static void check_event(struct work *work)
{
	const struct icalendar *calendar = work->mail->calendar;

	if (*calendar->defect)
		fault_of_event(work, "calendar", "",
			       !strcmp(calendar->defect, "several events") ||
				       !strcmp(calendar->defect, "several calendars")
				   ? phrase("fault.calendar_several")
				   : phrase("fault.calendar_unreadable"));
	if (*calendar->method && *calendar->type_method &&
	    strcmp(calendar->method, calendar->type_method) != 0)
		fault_of_event(work, "calendar", calendar->method, phrase("fault.calendar_contradicts"));
	if (calendar->is_recurring || calendar->is_instance)
		fault_of_event(work, "calendar", "", phrase("fault.calendar_recurs"));
	if (calendar->start.is_date)
		fault_of_event(work, "date", calendar->start.local, phrase("fault.calendar_whole_day"));
	else if (*calendar->start.local && !*calendar->start.utc && !*calendar->start.zone &&
		 !calendar->start.is_floating)
		fault_of_event(work, "date", calendar->start.local, phrase("fault.calendar_zone"));
	else if (!*calendar->start.local && !*calendar->defect && strcmp(calendar->method, "CANCEL") != 0)
		fault_of_event(work, "date", "", phrase("fault.calendar_no_start"));
}

static void fill_event(struct work *work)
{
	const struct icalendar *calendar = work->mail->calendar;
	struct form *form = work->form;

	put_common(work);
	form_drop(form, "date");
	form_drop(form, "end");
	form->is_only_quoted = false;
	check_event(work);
	if (calendar->has_organiser)
		form_set(form, "calendar_organiser",
			 *calendar->organiser.email ? calendar->organiser.email : "?");
	form->is_cancellation = !strcmp(calendar->method, "CANCEL");
	if (form->is_cancellation)
		return;
	take(work, "title", calendar->summary);
	take(work, "place", calendar->location);
	take(work, "type", calendar->categories);
	take(work, "description",
	     calendar_text_unlabelled(work, calendar_text_without_video(work->arena, calendar->description)));
	if (*calendar->start.local && !calendar->start.is_date) {
		form_put(form, "date", calendar->start.local,
			 arena_strndup(work->arena, calendar->start.local, 16));
		put_times(work);
	}
}

void calendar_fill(struct work *work)
{
	work->form->is_wordy = false;
	if (work->form->kind == KIND_EVENT)
		fill_event(work);
	else
		fill_answer(work);
}
