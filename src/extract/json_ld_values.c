/* schema.org values as people would write them: names, dates, places. */
#include "json_ld.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "values.h"

const json_t *json_ld_member(const json_t *object, const char *name)
{
	char prefixed[64];
	const json_t *value = json_object_get(object, name);

	if (value)
		return value;
	snprintf(prefixed, sizeof(prefixed), "schema:%s", name);
	return json_object_get(object, prefixed);
}

/* The text of a string, a number or an object with a name; NULL for a missing value, "" and null. */
const char *json_ld_text(struct arena *arena, const json_t *value)
{
	static const char *const names[] = {"@value", "name", "value", "text", "url"};
	const char *text = NULL;

	if (json_is_array(value))
		value = json_array_get(value, 0);
	if (json_is_string(value))
		text = json_string_value(value);
	else if (json_is_integer(value))
		text = arena_printf(arena, "%lld", (long long)json_integer_value(value));
	else if (json_is_real(value))
		text = arena_printf(arena, "%.15g", json_real_value(value));
	for (size_t i = 0; json_is_object(value) && !text && i < ARRAY_SIZE(names); i++)
		if (!json_is_object(json_ld_member(value, names[i])) &&
		    !json_is_array(json_ld_member(value, names[i])))
			text = json_ld_text(arena, json_ld_member(value, names[i]));
	if (!text)
		return NULL;
	text = decode_markup(arena, text);
	return text_is_blank(text) ? NULL : text;
}

const char *json_ld_member_text(const struct posting *posting, const char *name)
{
	return json_ld_text(posting->arena, json_ld_member(posting->object, name));
}

void json_ld_add(struct posting *posting, const char *key, const char *label, const char *text)
{
	static const struct label soft = {.flags = LABEL_SOFT};

	if (text)
		carried_add(posting->carriers, posting->carried, PLAIN, &soft, key, label, text);
}

void json_ld_add_member(struct posting *posting, const char *key, const char *name)
{
	json_ld_add(posting, key, name, json_ld_member_text(posting, name));
}

static const char *french_date(struct arena *arena, time_t time, bool has_time)
{
	struct date date = date_of(time);

	return has_time ? arena_printf(arena, "%02d/%02d/%04d %s", date.day, date.month, date.year,
				       time_local(arena, time) + strlen("2027-01-15T"))
			: arena_printf(arena, "%02d/%02d/%04d", date.day, date.month, date.year);
}

/* Completes to RFC 3339: "+0100" becomes "+01:00", missing seconds are added. */
static char *as_rfc3339(struct arena *arena, const char *text)
{
	size_t clock = strlen("2027-01-15T14:30");
	bool lacks_seconds = strlen(text) > clock && text[clock] != ':';
	char *full = lacks_seconds ? arena_printf(arena, "%.*s:00%s", (int)clock, text, text + clock)
				   : arena_strdup(arena, text);
	size_t length = strlen(full);

	if (length > 5 && strchr("+-", full[length - 5]) && !strchr(full + length - 5, ':'))
		return arena_printf(arena, "%.*s:%s", (int)length - 2, full, full + length - 2);
	return full;
}

/* An instant in Paris time; without a zone as written. `is_day`: only the day, which for an end at 23:59 is
 * the day as written. */
static const char *moment_text(struct arena *arena, const char *text, bool is_day)
{
	struct date date;
	time_t time;
	const char *clock = text + strlen("2027-01-15");

	if (strlen(text) < strlen("2027-01-15") ||
	    !date_parse_iso(arena_strndup(arena, text, strlen("2027-01-15")), &date))
		return text;
	const char *day = arena_printf(arena, "%02d/%02d/%04d", date.day, date.month, date.year);

	if (!strchr("Tt ", *clock) || !*clock)
		return *clock ? text : day;
	if (is_day && text_starts_with(clock + 1, "23:59"))
		return day;
	if (time_parse_rfc3339(as_rfc3339(arena, text), &time))
		return french_date(arena, time, !is_day);
	if (strlen(clock) < strlen("T14:30"))
		return text;
	return is_day ? day : arena_printf(arena, "%s %.5s", day, clock + 1);
}

void json_ld_add_moment(struct posting *posting, const char *key, const char *name, bool is_day)
{
	const char *text = json_ld_member_text(posting, name);

	json_ld_add(posting, key, name, text ? moment_text(posting->arena, text, is_day) : NULL);
}

static bool is_french(struct arena *arena, const char *country)
{
	static const char *const names[] = {"france",
					    "fr",
					    "fra",
					    "gp",
					    "mq",
					    "gf",
					    "re",
					    "yt",
					    "pm",
					    "bl",
					    "mf",
					    "guadeloupe",
					    "martinique",
					    "guyane",
					    "la reunion",
					    "mayotte",
					    "republique francaise",
					    "france metropolitaine"};
	const char *folded = text_fold(arena, country);

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (!strcmp(folded, names[i]))
			return true;
	return false;
}

/* A PostalAddress as people write it. */
static const char *address_text(struct posting *posting, const json_t *address)
{
	struct arena *arena = posting->arena;
	const char *street = json_ld_text(arena, json_ld_member(address, "streetAddress"));
	const char *code = json_ld_text(arena, json_ld_member(address, "postalCode"));
	const char *town = json_ld_text(arena, json_ld_member(address, "addressLocality"));
	const char *region = json_ld_text(arena, json_ld_member(address, "addressRegion"));
	const char *country = json_ld_text(arena, json_ld_member(address, "addressCountry"));
	struct buf text = {.arena = arena};

	if (country && !is_french(arena, country))
		carried_fault(posting->carriers, posting->carried, "place",
			      arena_printf(arena, "%s, %s", town ? town : "", country),
			      phrase("fault.place_abroad"));
	if (street && (code || town))
		buf_printf(&text, "%s, ", text_one_line(arena, street, FORM_READ_BYTES));
	if (code && strlen(code) == 4 && strspn(code, "0123456789") == 4)
		buf_addc(&text, '0');
	if (code)
		buf_printf(&text, "%s%s", code, town ? " " : "");
	if (town && !(code && strstr(town, code)))
		buf_adds(&text, town);
	if (!code && !town && region)
		buf_adds(&text, region);
	return text.length ? buf_text(&text) : NULL;
}

/* Events have a venue name in addition to the address. */
static const char *at_venue(struct posting *posting, const json_t *place, const char *address)
{
	const char *name = json_ld_text(posting->arena, json_ld_member(place, "name"));

	return name && address && posting->carriers->work->form->kind == KIND_EVENT && !strstr(address, name)
		   ? arena_printf(posting->arena, "%s, %s", name, address)
		   : address;
}

static const char *place_text(struct posting *posting, const json_t *place)
{
	const json_t *address = json_ld_member(place, "address");

	if (!json_is_object(place))
		return json_ld_text(posting->arena, place);
	if (json_is_array(address))
		address = json_array_get(address, 0);
	if (json_is_object(address))
		return at_venue(posting, place, address_text(posting, address));
	if (address)
		return json_ld_text(posting->arena, address);
	return json_ld_member(place, "addressLocality") || json_ld_member(place, "postalCode")
		   ? address_text(posting, place)
		   : json_ld_text(posting->arena, json_ld_member(place, "name"));
}

/* Several places become several values of the field. */
void json_ld_add_places(struct posting *posting, const char *name)
{
	const json_t *place = json_ld_member(posting->object, name), *item;
	size_t i;

	if (!json_is_array(place)) {
		json_ld_add(posting, "place", name, place_text(posting, place));
		return;
	}
	json_array_foreach(place, i, item) json_ld_add(posting, "place", name, place_text(posting, item));
}
