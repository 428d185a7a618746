/* An invitation for one person: RFC 5545 by libical, as required by RFC 5546 and 6047. libical writes
 * addresses and parameters unchecked, even with line ends, so all are cleaned before. */
#include "base/phrases.h"
#include "header.h"
#include "render.h"

#include "base/date.h"
#include "base/text.h"

#include <libical/ical.h>

enum {
	MAX_UID = 250,
	MAX_LINE = 500,
	MAX_DESCRIPTION = 16 * 1024, /* bytes; libical folds in quadratic time */
	FOLD_AT = 75,		     /* octets, RFC 5545 3.1 */
};

static const char ZONE[] = "Europe/Paris";

/* Central European time since 1996 (directive 2000/84/EC), enough for our events; libical's own zone has the
 * history since 1893. */
static const char ZONE_RULES[] = "BEGIN:VTIMEZONE\r\n"
				 "TZID:Europe/Paris\r\n"
				 "BEGIN:DAYLIGHT\r\n"
				 "TZOFFSETFROM:+0100\r\n"
				 "TZOFFSETTO:+0200\r\n"
				 "TZNAME:CEST\r\n"
				 "DTSTART:19810329T020000\r\n"
				 "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
				 "END:DAYLIGHT\r\n"
				 "BEGIN:STANDARD\r\n"
				 "TZOFFSETFROM:+0200\r\n"
				 "TZOFFSETTO:+0100\r\n"
				 "TZNAME:CET\r\n"
				 "DTSTART:19961027T030000\r\n"
				 "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
				 "END:STANDARD\r\n"
				 "END:VTIMEZONE\r\n";

struct method {
	const char *name;
	icalproperty_method method;
	icalproperty_status status;
	const char *busy; /* Outlook otherwise shows the time as busy before the answer */
};

static const struct method METHODS[] = {
    {"REQUEST", ICAL_METHOD_REQUEST, ICAL_STATUS_CONFIRMED, "TENTATIVE"},
    {"CANCEL", ICAL_METHOD_CANCEL, ICAL_STATUS_CANCELLED, "FREE"},
};

static const struct method *find_method(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(METHODS); i++)
		if (name && strcmp(name, METHODS[i].name) == 0)
			return &METHODS[i];
	return NULL;
}

static icalproperty *x_property(const char *name, const char *value)
{
	icalproperty *property = icalproperty_new_x(value);

	icalproperty_set_x_name(property, name);
	return property;
}

static struct icaltimetype ical_time(const struct tm *tm, bool is_utc)
{
	struct icaltimetype time = icaltime_null_time();

	time.year = tm->tm_year + 1900;
	time.month = tm->tm_mon + 1;
	time.day = tm->tm_mday;
	time.hour = tm->tm_hour;
	time.minute = tm->tm_min;
	time.second = tm->tm_sec;
	if (is_utc)
		time.zone = icaltimezone_get_utc_timezone();
	return time;
}

static struct icaltimetype utc_time(time_t at)
{
	struct tm tm;

	gmtime_r(&at, &tm);
	return ical_time(&tm, true);
}

static bool is_paris(void)
{
	const char *zone = getenv("TZ");

	return zone && strcmp(zone[0] == ':' ? zone + 1 : zone, ZONE) == 0;
}

/* In October one hour occurs twice; a local time in it means the first (RFC 5545 3.3.5). */
static bool is_second_of_two(time_t at, const struct tm *local)
{
	const time_t before = at - 3600;
	struct tm earlier;

	localtime_r(&before, &earlier);
	return earlier.tm_hour == local->tm_hour;
}

/* In Paris time as local time, so that a reader elsewhere sees the time as the organiser meant it. */
static icalproperty *time_property(icalproperty *(*make)(struct icaltimetype), time_t at)
{
	struct tm local;

	localtime_r(&at, &local);
	if (!is_paris() || is_second_of_two(at, &local))
		return make(utc_time(at));
	icalproperty *property = make(ical_time(&local, false));
	icalproperty_add_parameter(property, icalparameter_new_tzid(ZONE));
	return property;
}

/* A parameter can't contain a double quote (RFC 5545 3.1). RFC 6868's "^'" is known to few programs, and
 * those would also replace it in a name that contains it by chance; some take a backslash before the closing
 * quote as an escape. */
static char *common_name(struct arena *arena, const char *name)
{
	char *clean = header_clean(arena, name, HEADER_MAX_NAME);

	for (char *at = clean; *at; at++)
		if (strchr("\"^\\", *at))
			*at = '\'';
	return clean;
}

static icalproperty *party(struct arena *arena, icalproperty *(*make)(const char *), const char *name,
			   const char *email)
{
	icalproperty *property = make(arena_printf(arena, "mailto:%s", mailto_encode(arena, email)));
	const char *common = common_name(arena, name);

	if (*common)
		icalproperty_add_parameter(property, icalparameter_new_cn(common));
	return property;
}

static icalproperty *invited(struct arena *arena, const struct method *method, const char *name,
			     const char *email)
{
	icalproperty *attendee = party(arena, icalproperty_new_attendee, name, email);

	icalproperty_add_parameter(attendee, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
	if (method->method == ICAL_METHOD_REQUEST) {
		icalproperty_add_parameter(attendee, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION));
		icalproperty_add_parameter(attendee, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
	}
	return attendee;
}

static void add_text(icalcomponent *event, icalproperty *(*make)(const char *), const char *text)
{
	if (*text)
		icalcomponent_add_property(event, make(text));
}

/* Text of several lines, cut at a character boundary. */
static char *paragraphs(struct arena *arena, const char *text)
{
	char *clean =
	    text_undirected(arena, text_normalise(arena, text ? text : "", text ? strlen(text) : 0));
	size_t length = strlen(clean);

	if (length <= MAX_DESCRIPTION)
		return clean;
	for (length = MAX_DESCRIPTION; ((unsigned char)clean[length] & 0xc0) == 0x80;)
		length--;
	clean[length] = '\0';
	return clean;
}

static icalcomponent *event_component(struct arena *arena, const struct invitation *invitation,
				      const struct method *method, const char *organiser,
				      const char *attendee)
{
	icalcomponent *event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
	const char *summary = text_without_tags(arena, header_clean(arena, invitation->summary, MAX_LINE));

	icalcomponent_add_property(event,
				   icalproperty_new_uid(header_clean(arena, invitation->uid, MAX_UID)));
	icalcomponent_add_property(event, icalproperty_new_sequence(invitation->sequence));
	icalcomponent_add_property(event, icalproperty_new_dtstamp(utc_time(invitation->stamp)));
	icalcomponent_add_property(event, time_property(icalproperty_new_dtstart, invitation->starts_at));
	if (invitation->ends_at > invitation->starts_at)
		icalcomponent_add_property(event, time_property(icalproperty_new_dtend, invitation->ends_at));
	/* RFC 5546 3.2.2 requires a SUMMARY, and libical a non-empty one. */
	add_text(event, icalproperty_new_summary, *summary ? summary : phrase("label.invitation"));
	add_text(event, icalproperty_new_location, header_clean(arena, invitation->location, MAX_LINE));
	add_text(event, icalproperty_new_description, paragraphs(arena, invitation->description));
	icalcomponent_add_property(
	    event, party(arena, icalproperty_new_organizer, invitation->organiser_name, organiser));
	icalcomponent_add_property(event, invited(arena, method, invitation->attendee_name, attendee));
	icalcomponent_add_property(event, icalproperty_new_status(method->status));
	icalcomponent_add_property(event, icalproperty_new_transp(ICAL_TRANSP_OPAQUE));
	icalcomponent_add_property(event, x_property("X-MICROSOFT-CDO-BUSYSTATUS", method->busy));
	return event;
}

/* Folds again: libical 3.0.16 folds between CR and LF when a line has the maximal length. */
static char *fold_lines(struct arena *arena, const char *text)
{
	struct buf out = {.arena = arena};
	size_t column = 0, length;

	for (; *text; text += length) {
		if (strncmp(text, "\r\n ", 3) == 0) {
			length = 3;
			continue;
		}
		for (length = 1; ((unsigned char)text[length] & 0xc0) == 0x80;)
			length++;
		if (*text != '\r' && *text != '\n' && column + length > FOLD_AT) {
			buf_adds(&out, "\r\n ");
			column = 1;
		}
		buf_add(&out, text, length);
		column = *text == '\n' ? 0 : column + length;
	}
	return buf_text(&out);
}

int render_invitation(struct arena *arena, const struct invitation *invitation, char **out, struct err *err)
{
	const struct method *method = find_method(invitation->method);
	const char *organiser, *attendee;
	int rc;

	if ((rc = header_address(arena, invitation->organiser_email, &organiser, err)) ||
	    (rc = header_address(arena, invitation->attendee_email, &attendee, err)))
		return rc;
	if (!method || text_is_blank(invitation->uid) || invitation->sequence < 0 ||
	    invitation->starts_at < 0)
		return err_set(err, ERR_DATA, "an invitation without method, UID, sequence or time");
	icalcomponent *calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
	icalcomponent_add_property(calendar, icalproperty_new_prodid("-//Passerelle//Passerelle 1.0//FR"));
	icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
	icalcomponent_add_property(calendar, icalproperty_new_calscale("GREGORIAN"));
	icalcomponent_add_property(calendar, icalproperty_new_method(method->method));
	if (is_paris())
		icalcomponent_add_component(calendar, icalparser_parse_string(ZONE_RULES));
	icalcomponent_add_component(calendar,
				    event_component(arena, invitation, method, organiser, attendee));
	char *text = icalcomponent_as_ical_string_r(calendar);
	icalcomponent_free(calendar);
	if (!text)
		return err_set(err, ERR_INTERNAL, "an invitation can't be written");
	*out = fold_lines(arena, text);
	free(text);
	return OK;
}
