#include "event_words.h"

#include "kind/audience.h"
#include "kind/event.h"

#include "base/phrases.h"
#include "base/text.h"

/* Shown unless the title starts with it. */
static const char *type_label(struct task *task, const struct event *event)
{
	const char *label = phrase_of("event", event->type);
	bool is_said = text_starts_with(text_fold(task->arena, event->title), text_fold(task->arena, label));
	return is_said || !strcmp(event->type, "other") ? "" : label;
}

/* "40, dont 5 au plus par mission locale". */
static const char *places_words(struct task *task, const struct event *event)
{
	const char *capacity = arena_printf(task->arena, "%lld", (long long)event->capacity);
	const char *quota = arena_printf(task->arena, "%lld", (long long)event->quota);
	if (event->capacity >= 0 && event->quota >= 0)
		return phrase_with(task->arena, "value.places_quota", "count", capacity, "quota", quota,
				   NULL);
	if (event->quota >= 0)
		return phrase_with(task->arena, "value.quota", "quota", quota, NULL);
	return event->capacity >= 0 ? capacity : "";
}

const char *event_place_words(struct task *task, const struct event *event)
{
	struct place place = {.insee = event->commune,
			      .postal_code = event->postal_code,
			      .department = event->department,
			      .region = event->region};
	const char *words;
	struct err err; /* a failing register also fails the next statement */
	if (task_place_words(task, &place, event->place, &words, &err))
		words = event->place;
	return words ? words : "";
}

void event_add_words(struct task *task, json_t *data, const struct event *event)
{
	json_object_set_new(data, "type", json_string(type_label(task, event)));
	json_object_set_new(
	    data, "day", json_string(date_french_brief(task->arena, time_of(event->starts_at), event->zone)));
	json_object_set_new(data, "place", json_string(event_place_words(task, event)));
	json_object_set_new(data, "places", json_string(places_words(task, event)));
}
