/* JSON-LD: schema.org's JobPosting, Event and RsvpAction. Contexts are not expanded and nothing is fetched:
 * the type is the last part of its name. */
#include "json_ld.h"

#include "base/date.h"
#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "values.h"

enum { MOST_DEPTH = 16 };

/* A reference of ours in one of the members that may contain it. */
static const char *own_reference(struct posting *posting, const json_t *object)
{
	static const char *const names[] = {"identifier", "@id", "url", "name", "alternateName"};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const char *text = json_ld_text(posting->arena, json_ld_member(object, names[i]));
		char *ref = text ? reference_find(posting->arena, &posting->carriers->work->clock,
						  text_fold(posting->arena, text))
				 : NULL;

		if (ref)
			return ref;
	}
	return NULL;
}

static const char *last_part(const char *name)
{
	const char *last = name;

	for (; *name; name++)
		if (strchr("/#:", *name) && name[1])
			last = name + 1;
	return last;
}

static void take_status(struct posting *posting)
{
	const char *status = json_ld_member_text(posting, "eventStatus");
	const char *word = status ? last_part(status) : "";

	if (!strcmp(word, "EventCancelled"))
		posting->carried->is_cancelled = true;
	else if (!strcmp(word, "EventPostponed"))
		carried_fault(posting->carriers, posting->carried, "date", word, phrase("fault.postponed"));
}

static void take_event(struct posting *posting)
{
	posting->carried->ref = own_reference(posting, posting->object);
	take_status(posting);
	json_ld_add_member(posting, "title", "name");
	json_ld_add_moment(posting, "date", "startDate", false);
	json_ld_add_moment(posting, "end", "endDate", false);
	json_ld_add_places(posting, "location");
	json_ld_add_member(posting, "capacity", "maximumAttendeeCapacity");
	json_ld_add_member(posting, "description", "description");
	json_ld_add_member(posting, NULL, "organizer");
}

static void take_rsvp(struct posting *posting)
{
	static const char *const answers[][2] = {
	    {"RsvpResponseYes", "oui"}, {"RsvpResponseNo", "non"}, {"RsvpResponseMaybe", "peut-être"}};
	const char *answer = json_ld_member_text(posting, "rsvpResponse");
	const json_t *guests = json_ld_member(posting->object, "additionalNumberOfGuests");
	const char *number = json_ld_text(posting->arena, guests);

	for (size_t i = 0; answer && i < ARRAY_SIZE(answers); i++)
		if (!strcmp(last_part(answer), answers[i][0]))
			answer = answers[i][1];
	json_ld_add(posting, "answer", "rsvpResponse", answer);
	if (number && strspn(number, "0123456789") == strlen(number) && strlen(number) < 6)
		number = arena_printf(posting->arena, "%ld", strtol(number, NULL, 10) + 1);
	json_ld_add(posting, "participants", "additionalNumberOfGuests", number);
	json_ld_add_member(posting, "description", "comment");
	posting->carried->ref = own_reference(posting, json_ld_member(posting->object, "event"));
	if (!posting->carried->ref)
		posting->carried->ref = own_reference(posting, json_ld_member(posting->object, "object"));
	if (!posting->carried->ref)
		posting->carried->ref = own_reference(posting, posting->object);
}

static const struct {
	const char *type;
	enum kind kind;
	void (*take)(struct posting *posting);
} types[] = {
    {"JobPosting", KIND_OFFER, json_ld_take_job}, {"Event", KIND_EVENT, take_event},
    {"BusinessEvent", KIND_EVENT, take_event},	  {"EducationEvent", KIND_EVENT, take_event},
    {"SocialEvent", KIND_EVENT, take_event},	  {"RsvpAction", KIND_RSVP, take_rsvp},
};

static size_t type_named(const json_t *name)
{
	const char *text = json_string_value(name);

	for (size_t i = 0; text && i < ARRAY_SIZE(types); i++)
		if (!strcmp(last_part(text), types[i].type))
			return i;
	return ARRAY_SIZE(types);
}

static size_t type_of(const json_t *object)
{
	const json_t *type = json_object_get(object, "@type"), *item;
	size_t i;

	if (!type)
		type = json_object_get(object, "type");
	if (!json_is_array(type))
		return type_named(type);
	json_array_foreach(type, i, item) if (type_named(item) < ARRAY_SIZE(types)) return type_named(item);
	return ARRAY_SIZE(types);
}

static void take_object(struct carriers *carriers, const char *file, const json_t *object, size_t type)
{
	struct posting posting = {.carriers = carriers, .arena = carriers->arena, .object = object};

	carriers_tell_kind(carriers, types[type].kind, "json-ld");
	if (carriers->work->form->kind != types[type].kind)
		return;
	posting.carried = carriers_add(carriers, file, *file ? file : phrase("origin.json_ld"));
	if (!posting.carried)
		return;
	const char *title = json_ld_member_text(&posting, "title");

	if (!title)
		title = json_ld_member_text(&posting, "name");
	if (title)
		posting.carried->origin = arena_printf(
		    carriers->arena, QUOTED("%s"), text_one_line(carriers->arena, title, FORM_READ_BYTES));
	types[type].take(&posting);
}

/* Searches at any depth, but not inside an object that was taken. */
static void walk(struct carriers *carriers, const char *file, json_t *value, unsigned depth)
{
	const char *name;
	json_t *item;
	size_t i;

	if (depth > MOST_DEPTH)
		return;
	if (json_is_array(value)) {
		json_array_foreach(value, i, item) walk(carriers, file, item, depth + 1);
		return;
	}
	if (!json_is_object(value))
		return;
	size_t type = type_of(value);

	if (type < ARRAY_SIZE(types)) {
		take_object(carriers, file, value, type);
		return;
	}
	json_object_foreach(value, name, item) walk(carriers, file, item, depth + 1);
}

bool json_ld_is(const char *text)
{
	static const char *const starts[] = {"{", "[", "<![CDATA[", "<!--", "//", "/*"};

	text += strspn(text, " \t\r\n");
	for (size_t i = 0; i < ARRAY_SIZE(starts); i++)
		if (text_starts_with(text, starts[i]))
			return strstr(text, "\"@type\"") || strstr(text, "\"type\"");
	return false;
}

bool json_ld_take(struct carriers *carriers, const char *file, const char *text)
{
	json_error_t error;
	size_t count = carriers->count;
	json_t *root = json_loads(json_text_mend(carriers->arena, text), JSON_REJECT_DUPLICATES, &error);

	if (!root)
		return false;
	walk(carriers, file, root, 1);
	json_decref(root);
	return carriers->count > count;
}
