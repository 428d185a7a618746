#include "event_words.h"
#include "kind/event.h"

#include "base/phrases.h"
#include "base/text.h"

time_t time_of(const char *utc)
{
	time_t time = 0;
	if (utc)
		time_parse_rfc3339(utc, &time);
	return time;
}

bool event_is_over(const struct task *task, const struct event *event)
{
	return strcmp(event->status, "open") || time_of(event->starts_at) <= task->now;
}

/* "14 h" or "14 h 30" in local time. */
static const char *french_hour(struct arena *arena, const char *local)
{
	const char *hour = local + strlen("2027-01-15T"), *minute = hour + strlen("14:");
	if (!strcmp(minute, "00"))
		return arena_printf(arena, "%ld\u00a0h", strtol(hour, NULL, 10));
	return arena_printf(arena, "%ld\u00a0h\u00a0%s", strtol(hour, NULL, 10), minute);
}

static bool is_same_day(const char *from, const char *to)
{
	return !strncmp(from, to, strlen("2027-01-15"));
}

const char *event_when(struct task *task, const struct event *event, time_t start, time_t end)
{
	struct arena *arena = task->arena;
	const char *from = time_zoned(arena, start, event->zone), *to = time_zoned(arena, end, event->zone);
	struct date day;
	if (!end || !is_same_day(from, to)) {
		const char *begins = date_french_time_zoned(arena, start, event->zone);
		return end ? phrase_with(arena, "value.from_to", "begin", begins, "end",
					 date_french_time_zoned(arena, end, event->zone), NULL)
			   : begins;
	}
	date_parse_iso(arena_strndup(arena, from, strlen("2027-01-15")), &day);
	return phrase_with(arena, "value.day_from_to", "day", date_french(arena, day), "begin",
			   french_hour(arena, from), "end", french_hour(arena, to), NULL);
}

const char *event_on(struct task *task, const struct event *event, time_t start, time_t end)
{
	const char *when = event_when(task, event, start, end);
	if (end && !is_same_day(time_zoned(task->arena, start, event->zone),
				time_zoned(task->arena, end, event->zone)))
		return when;
	return phrase_with(task->arena, "value.on", "when", when, NULL);
}

const char *event_when_written(struct task *task, const struct event *event, time_t start, time_t end)
{
	struct arena *arena = task->arena;
	const char *from = time_zoned(arena, start, event->zone), *to = time_zoned(arena, end, event->zone);
	const char *day = arena_printf(arena, "%.2s/%.2s/%.4s", from + 8, from + 5, from);
	if (!end)
		return arena_printf(arena, "%s à %.2sh%.2s", day, from + 11, from + 14);
	if (is_same_day(from, to))
		return arena_printf(arena, "%s de %.2sh%.2s à %.2sh%.2s", day, from + 11, from + 14, to + 11,
				    to + 14);
	return arena_printf(arena, "%s à %.2sh%.2s\nFin : %.2s/%.2s/%.4s à %.2sh%.2s", day, from + 11,
			    from + 14, to + 8, to + 5, to, to + 11, to + 14);
}

json_t *event_data(struct task *task, const struct event *event)
{
	json_t *data = task_data(task);
	struct date deadline;
	present_text(data, "ref", event->ref);
	present_text(data, "title", event->title);
	event_add_words(task, data, event);
	present_text(data, "when",
		     event_when(task, event, time_of(event->starts_at), time_of(event->ends_at)));
	present_text(data, "held_on",
		     event_on(task, event, time_of(event->starts_at), time_of(event->ends_at)));
	present_text(data, "organiser", event->organiser_name);
	present_text(data, "description", event->description);
	present_text(data, "agenda", event->agenda);
	present_text(data, "contact", event->contact);
	present_text(data, "publics", event->publics);
	bool is_cancelled = event->status && !strcmp(event->status, "cancelled");
	if (!is_cancelled && event->deadline && date_parse_iso(event->deadline, &deadline))
		present_text(data, "deadline", date_french(task->arena, deadline));
	return data;
}

void event_answers(struct task *task, json_t *data, const struct event *event, const char *given)
{
	static const struct {
		const char *given, *label, *body;
	} ANSWERS[] = {{"pending", "button.coming", "body.coming"},
		       {"pending", "button.maybe", "body.maybe_number"},
		       {"pending", "button.not_coming", "body.not_coming"},
		       {"maybe", "button.coming", "body.coming"},
		       {"maybe", "button.not_coming", "body.not_coming"},
		       {"yes waiting", "button.change_number", "body.coming"},
		       {"yes waiting", "button.not_coming_after_all", "body.not_coming"},
		       {"no", "button.coming", "body.coming"}};
	const char *subject = arena_printf(task->arena, "[REPONSE %s]", event->ref);
	bool is_awaited = text_has_word("pending maybe", given);
	void (*add)(json_t *, const char *, const char *, const char *) =
	    is_awaited ? present_button : present_aside_button;
	for (size_t i = 0; i < ARRAY_SIZE(ANSWERS); i++)
		if (text_has_word(ANSWERS[i].given, given))
			add(data, phrase(ANSWERS[i].label), subject, phrase(ANSWERS[i].body));
}
