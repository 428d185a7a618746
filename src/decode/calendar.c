#include "calendar.h"

#include "base/date.h"
#include "base/text.h"
#include "calendar_lines.h"
#include "calendar_zones.h"
#include "html_tokens.h"
#include "limits.h"
#include "plain.h"
#include "scan.h"
#include "zones.h"

#include <ctype.h>
#include <libical/ical.h>
#include <strings.h>

/* More guests than any answer allows; larger numbers are cut to this. */
enum { MOST_TEXT = 16 * 1024, MOST_LINE = 400, MOST_NAME = 200, MOST_UID = 1000, MOST_GUESTS = 1000 };

void calendar_init(void)
{
	icaltimezone_get_utc_timezone();
}

/* How likely a part is the calendar of the mail; 0: not at all. */
static int rank_of(const char *type, const char *name, bool has_method)
{
	size_t length = strlen(name);

	if (!strcmp(type, "text/calendar") || !strcmp(type, "text/x-vcalendar"))
		return has_method ? 4 : 3;
	if (!strcmp(type, "application/ics"))
		return 2;
	return length > 4 && !strcasecmp(name + length - 4, ".ics");
}

bool calendar_take_part(struct decoding *decoding, GMimeObject *part, const char *type, const char *name,
			struct bytes content)
{
	const char *method = g_mime_object_get_content_type_parameter(part, "method");
	const char *charset = g_mime_object_get_content_type_parameter(part, "charset");
	int rank = rank_of(type, name, method && *method);

	if (rank > decoding->calendar.rank)
		decoding->calendar = (struct calendar_part){
		    .rank = rank,
		    .content = content,
		    .method =
			text_upper_ascii(decoding->arena, method ? text_trim(decoding->arena, method) : ""),
		    .charset = arena_strdup(decoding->arena, charset ? charset : ""),
		};
	return rank > 0;
}

static char *clean(struct arena *arena, const char *text, size_t most)
{
	char *copy = text_normalise(arena, text, strlen(text));

	if (strlen(copy) > most) {
		while (most && ((unsigned char)copy[most] & 0xc0) == 0x80)
			most--;
		copy[most] = '\0';
	}
	return copy;
}

/* RFC 6868, and HTML that some clients put into parameters. */
static const char *parameter_text(struct arena *arena, const char *text)
{
	struct buf out = {.arena = arena};
	const char *at = clean(arena, text, MOST_TEXT);

	while (*at) {
		size_t used = 0;
		unsigned code = *at == '&' ? html_entity(bytes_of(at), &used) : 0;

		if (code) {
			text_add_utf8(&out, code);
			at += used;
		} else if (at[0] == '^' && strchr("n^'", at[1]) && at[1]) {
			buf_addc(&out, at[1] == 'n' ? '\n' : at[1] == '\'' ? '"' : '^');
			at += 2;
		} else if (at[0] == '\\' && (at[1] == 'n' || at[1] == 'N')) {
			buf_addc(&out, '\n');
			at += 2;
		} else {
			buf_addc(&out, *at++);
		}
	}
	return buf_text(&out);
}

static const char *parameter_of(struct arena *arena, icalproperty *property, const char *name)
{
	for (icalparameter *p = icalproperty_get_first_parameter(property, ICAL_ANY_PARAMETER); p;
	     p = icalproperty_get_next_parameter(property, ICAL_ANY_PARAMETER)) {
		/* The raw parameter, NAME=VALUE, before libical interprets it. */
		char *text = icalparameter_as_ical_string_r(p);
		size_t length = strlen(name);
		const char *value = NULL;

		if (text && !strncasecmp(text, name, length) && text[length] == '=')
			value = arena_strdup(arena, text + length + 1);
		free(text);
		if (!value)
			continue;
		size_t quoted = strlen(value);

		if (quoted >= 2 && *value == '"' && value[quoted - 1] == '"')
			value = arena_strndup(arena, value + 1, quoted - 2);
		return parameter_text(arena, value);
	}
	return "";
}

/* An address as calendars write it: with "MAILTO:", percent-encoded, in angle brackets, with spaces around;
 * or a bare one. */
static const char *address_of(struct arena *arena, const char *value)
{
	struct buf out = {.arena = arena};
	char *at = text_trim(arena, value);

	at += *at == '<';
	if (!strncasecmp(at, "mailto:", 7))
		at += 7;
	at = text_trim(arena, at);
	at += *at == '<';
	at[strcspn(at, ">?\"")] = '\0';
	for (; *at; at++) {
		bool is_encoded = at[0] == '%' && text_hex_value(at[1]) >= 0 && text_hex_value(at[2]) >= 0;

		buf_addc(&out, is_encoded ? (char)(text_hex_value(at[1]) * 16 + text_hex_value(at[2])) : *at);
		at += is_encoded ? 2 : 0;
	}
	char *email = text_one_line(arena, buf_text(&out), MOST_NAME), *domain = strrchr(email, '@');

	if (!domain || domain == email || strchr(email, ' '))
		return "";
	for (; *domain; domain++)
		*domain = (char)tolower((unsigned char)*domain);
	return email;
}

static int small_number(const char *text)
{
	long number = strtol(text, NULL, 10);

	return number <= 0 ? 0 : number < MOST_GUESTS ? (int)number : MOST_GUESTS;
}

static const char *raw_value(struct arena *arena, icalproperty *property)
{
	char *value = icalproperty_get_value_as_string_r(property);
	const char *copy = arena_strdup(arena, value ? value : "");

	free(value);
	return copy;
}

/* A comment without the signature and the quoted invitation below it. */
static const char *own_words(struct arena *arena, const char *comment)
{
	struct source source = {.arena = arena};
	struct body body = {0};
	struct buf out = {.arena = arena};

	plain_lines(comment, (struct plain_format){0}, &source);
	zones_tell(&source, "", ZONE_OWN, &body);
	for (size_t i = 0; i < body.count; i++)
		if (body.lines[i].zone == ZONE_OWN && (out.length || *body.lines[i].text))
			buf_printf(&out, "%s%s", out.length ? "\n" : "", body.lines[i].text);
	return text_trim(arena, buf_text(&out));
}

static struct icalendar_party party_of(struct arena *arena, icalproperty *property)
{
	struct icalendar_party party = {
	    .email = address_of(arena, raw_value(arena, property)),
	    .name = text_one_line(arena, parameter_of(arena, property, "CN"), MOST_NAME),
	    .status =
		text_upper_ascii(arena, text_one_line(arena, parameter_of(arena, property, "PARTSTAT"), 40)),
	    .delegated_to = address_of(arena, parameter_of(arena, property, "DELEGATED-TO")),
	    .comment = own_words(arena, parameter_of(arena, property, "X-RESPONSE-COMMENT")),
	    .guests = small_number(parameter_of(arena, property, "X-NUM-GUESTS")),
	};

	if (!*party.email)
		party.email = address_of(arena, parameter_of(arena, property, "EMAIL"));
	return party;
}

static icalproperty *first(icalcomponent *component, icalproperty_kind kind)
{
	return icalcomponent_get_first_property(component, kind);
}

static const char *text_of(struct arena *arena, icalcomponent *component, icalproperty_kind kind)
{
	icalproperty *property = first(component, kind);
	icalvalue *value = property ? icalproperty_get_value(property) : NULL;
	const char *text =
	    value && icalvalue_isa(value) == ICAL_TEXT_VALUE ? icalvalue_get_text(value) : NULL;

	return text ? clean(arena, text, MOST_TEXT) : "";
}

/* All values of a property that may occur several times, one a line. */
static const char *texts_of(struct arena *arena, icalcomponent *component, icalproperty_kind kind)
{
	struct buf out = {.arena = arena};

	for (icalproperty *p = first(component, kind); p && out.length < MOST_TEXT;
	     p = icalcomponent_get_next_property(component, kind)) {
		icalvalue *value = icalproperty_get_value(p);
		const char *text =
		    value && icalvalue_isa(value) == ICAL_TEXT_VALUE ? icalvalue_get_text(value) : NULL;

		if (text && !text_is_blank(text))
			buf_printf(&out, "%s%s", out.length ? "\n" : "", clean(arena, text, MOST_TEXT));
	}
	return buf_text(&out);
}

static const char *written(struct arena *arena, struct icaltimetype time)
{
	return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d", time.year, time.month, time.day,
			    time.hour, time.minute, time.second > 59 ? 59 : time.second);
}

/* The instant of a local time that many seconds east of UTC; "" when invalid or outside the years 1 to
 * 9999. */
static const char *instant(struct arena *arena, const char *local, int offset_s)
{
	time_t at;

	if (!time_parse_rfc3339(arena_printf(arena, "%sZ", local), &at))
		return "";
	const char *utc = time_utc(arena, at - offset_s);
	return time_parse_rfc3339(utc, &at) ? utc : "";
}

static void tell_zone(struct arena *arena, icalcomponent *calendar, const char *tzid,
		      struct icaltimetype time, struct icalendar_time *out)
{
	int offset;

	out->is_floating = false;
	out->zone = calendar_zone_name(arena, tzid);
	if (!*out->zone)
		out->zone = calendar_zone_name(arena, calendar_zone_location(calendar, tzid));
	if (calendar_zone_offset(tzid, &offset) || calendar_zone_rules(calendar, tzid, time, &offset))
		out->utc = instant(arena, out->local, offset);
}

/* The value of a property that has no kind of its own; NULL. */
static const char *x_value(icalcomponent *component, const char *name)
{
	for (icalproperty *p = first(component, ICAL_X_PROPERTY); p;
	     p = icalcomponent_get_next_property(component, ICAL_X_PROPERTY))
		if (icalproperty_get_x_name(p) && !strcasecmp(icalproperty_get_x_name(p), name))
			return icalproperty_get_x(p);
	return NULL;
}

/* X-WR-TIMEZONE is the zone of times without one. */
static const char *default_zone(icalcomponent *calendar)
{
	return x_value(calendar, "X-WR-TIMEZONE");
}

/* Exchange writes a whole day as midnight to midnight of its zone. */
static bool is_whole_day(icalcomponent *event)
{
	const char *value = x_value(event, "X-MICROSOFT-CDO-ALLDAYEVENT");

	return value && !strcasecmp(value, "TRUE");
}

static struct icalendar_time time_of(struct arena *arena, icalcomponent *calendar, icalcomponent *event,
				     icalproperty_kind kind)
{
	struct icalendar_time out = {.local = "", .utc = "", .zone = "", .is_floating = true};
	icalproperty *property = first(event, kind);
	icalvalue *value = property ? icalproperty_get_value(property) : NULL;
	icalvalue_kind type = value ? icalvalue_isa(value) : ICAL_NO_VALUE;

	if (type != ICAL_DATETIME_VALUE && type != ICAL_DATE_VALUE)
		return out;
	struct icaltimetype time =
	    type == ICAL_DATE_VALUE ? icalvalue_get_date(value) : icalvalue_get_datetime(value);

	if (!date_is_valid((struct date){time.year, time.month, time.day}) || time.hour < 0 ||
	    time.hour > 23 || time.minute < 0 || time.minute > 59)
		return out;
	out.local = written(arena, time);
	out.is_date = time.is_date;
	const char *tzid = parameter_of(arena, property, "TZID");

	if (icaltime_is_utc(time)) {
		out.is_floating = false;
		out.utc = instant(arena, out.local, 0);
	} else if (!out.is_date && *tzid) {
		tell_zone(arena, calendar, tzid, time, &out);
	} else if (!out.is_date && default_zone(calendar)) {
		tell_zone(arena, calendar, default_zone(calendar), time, &out);
	}
	return out;
}

static long duration_of(icalcomponent *event)
{
	icalproperty *property = first(event, ICAL_DURATION_PROPERTY);
	icalvalue *value = property ? icalproperty_get_value(property) : NULL;

	if (!value || icalvalue_isa(value) != ICAL_DURATION_VALUE)
		return -1;
	struct icaldurationtype duration = icalvalue_get_duration(value);
	long seconds = (long)duration.weeks * 604800 + (long)duration.days * 86400 +
		       (long)duration.hours * 3600 + (long)duration.minutes * 60 + (long)duration.seconds;

	return duration.is_neg || icaldurationtype_is_bad_duration(duration) ? -1 : seconds;
}

static void read_attendees(struct arena *arena, icalcomponent *event, struct icalendar *out)
{
	for (icalproperty *p = first(event, ICAL_ATTENDEE_PROPERTY);
	     p && out->attendee_count < LIMIT_ATTENDEES;
	     p = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY)) {
		out->attendees =
		    scan_grow(arena, out->attendees, out->attendee_count, sizeof(*out->attendees));
		out->attendees[out->attendee_count++] = party_of(arena, p);
	}
}

static void read_event(struct arena *arena, icalcomponent *calendar, icalcomponent *event,
		       struct icalendar *out)
{
	icalproperty *sequence = first(event, ICAL_SEQUENCE_PROPERTY);
	icalproperty *organiser = first(event, ICAL_ORGANIZER_PROPERTY);

	out->uid = text_one_line(arena, text_of(arena, event, ICAL_UID_PROPERTY), MOST_UID);
	out->summary = text_one_line(arena, text_of(arena, event, ICAL_SUMMARY_PROPERTY), MOST_LINE);
	out->location = text_one_line(arena, text_of(arena, event, ICAL_LOCATION_PROPERTY), MOST_LINE);
	out->description = text_of(arena, event, ICAL_DESCRIPTION_PROPERTY);
	out->comment = own_words(arena, texts_of(arena, event, ICAL_COMMENT_PROPERTY));
	out->categories = text_one_line(arena, texts_of(arena, event, ICAL_CATEGORIES_PROPERTY), MOST_NAME);
	out->sequence = sequence ? strtol(raw_value(arena, sequence), NULL, 10) : 0;
	out->stamp = time_of(arena, calendar, event, ICAL_DTSTAMP_PROPERTY);
	out->start = time_of(arena, calendar, event, ICAL_DTSTART_PROPERTY);
	out->start.is_date |= is_whole_day(event);
	out->end = time_of(arena, calendar, event, ICAL_DTEND_PROPERTY);
	out->duration_s = duration_of(event);
	out->is_recurring = first(event, ICAL_RRULE_PROPERTY) || first(event, ICAL_RDATE_PROPERTY);
	out->is_instance = first(event, ICAL_RECURRENCEID_PROPERTY) != NULL;
	out->has_organiser = organiser != NULL;
	if (organiser)
		out->organiser = party_of(arena, organiser);
	read_attendees(arena, event, out);
}

static const char *uid_of(icalcomponent *event)
{
	icalproperty *property = first(event, ICAL_UID_PROPERTY);
	const char *uid = property ? icalproperty_get_uid(property) : NULL;

	return uid ? uid : "";
}

/* Of several objects with one UID, the one without RECURRENCE-ID, which is the series. */
static icalcomponent *choose_event(icalcomponent *calendar, const char **defect)
{
	icalcomponent *chosen = NULL;

	for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
	     event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
		if (chosen && strcmp(uid_of(chosen), uid_of(event)) != 0)
			*defect = "several events";
		if (!chosen ||
		    (first(chosen, ICAL_RECURRENCEID_PROPERTY) && !first(event, ICAL_RECURRENCEID_PROPERTY)))
			chosen = event;
	}
	if (!chosen)
		*defect = "no event";
	return chosen;
}

static void read_calendar(struct arena *arena, icalcomponent *calendar, struct icalendar *out)
{
	icalproperty *method = first(calendar, ICAL_METHOD_PROPERTY);
	icalproperty *product = first(calendar, ICAL_PRODID_PROPERTY);
	icalcomponent *event = choose_event(calendar, &out->defect);

	if (product)
		out->product = text_one_line(arena, raw_value(arena, product), MOST_NAME);
	if (method)
		out->method = text_upper_ascii(arena, text_one_line(arena, raw_value(arena, method), 40));
	if (event)
		read_event(arena, calendar, event, out);
}

static void read_parsed(struct arena *arena, icalcomponent *parsed, struct icalendar *out)
{
	/* For two calendars in one part libical returns an unnamed component. */
	if (icalcomponent_isa(parsed) == ICAL_VCALENDAR_COMPONENT) {
		read_calendar(arena, parsed, out);
	} else if (icalcomponent_count_components(parsed, ICAL_VCALENDAR_COMPONENT) > 1) {
		out->defect = "several calendars";
	} else {
		icalcomponent *only = icalcomponent_get_first_component(parsed, ICAL_VCALENDAR_COMPONENT);

		if (only)
			read_calendar(arena, only, out);
		else
			out->defect = "no calendar";
	}
}

struct icalendar *calendar_new(struct arena *arena, const char *type_method)
{
	static const struct icalendar_time none = {.local = "", .utc = "", .zone = "", .is_floating = true};
	static const struct icalendar_party nobody = {"", "", "", "", "", 0};
	struct icalendar *out = arena_alloc(arena, sizeof(*out));

	*out = (struct icalendar){.defect = "",
				  .method = "",
				  .product = "",
				  .type_method = type_method,
				  .uid = "",
				  .summary = "",
				  .location = "",
				  .description = "",
				  .comment = "",
				  .categories = "",
				  .stamp = none,
				  .start = none,
				  .end = none,
				  .duration_s = -1,
				  .organiser = nobody};
	return out;
}

void calendar_read(struct decoding *decoding)
{
	const struct calendar_part *part = &decoding->calendar;

	if (!part->rank)
		return;
	struct icalendar *out = calendar_new(decoding->arena, part->method);
	char *lines = calendar_lines(decoding, part->content, part->charset);
	icalcomponent *parsed = lines ? icalparser_parse_string(lines) : NULL;

	decoding->mail->calendar = out;
	if (parsed)
		read_parsed(decoding->arena, parsed, out);
	else
		out->defect = part->content.length > LIMIT_CALENDAR_BYTES ? "too large" : "unreadable";
	if (parsed)
		icalcomponent_free(parsed);
	if (*out->defect)
		decoding_warn(decoding, "the calendar can't be used: %s", out->defect);
}
