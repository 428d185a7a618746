#include "calendar_zones.h"

#include "base/date.h"
#include "base/text.h"

#include <ctype.h>

/* Windows zones with their place in CLDR (windowsZones, territory 001, and France's overseas zones), and
 * Lotus zones. */
static const char *const names[][2] = {
    {"Romance Standard Time", "Europe/Paris"},
    {"Romance", "Europe/Paris"},
    {"Paris", "Europe/Paris"},
    {"W. Europe Standard Time", "Europe/Berlin"},
    {"W. Europe", "Europe/Berlin"},
    {"Central Europe Standard Time", "Europe/Budapest"},
    {"Central Europe", "Europe/Budapest"},
    {"Central European Standard Time", "Europe/Warsaw"},
    {"GMT Standard Time", "Europe/London"},
    {"Greenwich Standard Time", "Atlantic/Reykjavik"},
    {"GTB Standard Time", "Europe/Bucharest"},
    {"FLE Standard Time", "Europe/Kiev"},
    {"E. Europe Standard Time", "Europe/Chisinau"},
    {"Turkey Standard Time", "Europe/Istanbul"},
    {"Russian Standard Time", "Europe/Moscow"},
    {"Belarus Standard Time", "Europe/Minsk"},
    {"Morocco Standard Time", "Africa/Casablanca"},
    {"W. Central Africa Standard Time", "Africa/Lagos"},
    {"Egypt Standard Time", "Africa/Cairo"},
    {"South Africa Standard Time", "Africa/Johannesburg"},
    {"E. Africa Standard Time", "Africa/Nairobi"},
    {"Namibia Standard Time", "Africa/Windhoek"},
    {"Israel Standard Time", "Asia/Jerusalem"},
    {"Middle East Standard Time", "Asia/Beirut"},
    {"Arab Standard Time", "Asia/Riyadh"},
    {"Arabian Standard Time", "Asia/Dubai"},
    {"Arabic Standard Time", "Asia/Baghdad"},
    {"Iran Standard Time", "Asia/Tehran"},
    {"Mauritius Standard Time", "Indian/Mauritius"},
    {"India Standard Time", "Asia/Calcutta"},
    {"SE Asia Standard Time", "Asia/Bangkok"},
    {"China Standard Time", "Asia/Shanghai"},
    {"Singapore Standard Time", "Asia/Singapore"},
    {"Tokyo Standard Time", "Asia/Tokyo"},
    {"Korea Standard Time", "Asia/Seoul"},
    {"AUS Eastern Standard Time", "Australia/Sydney"},
    {"E. Australia Standard Time", "Australia/Brisbane"},
    {"AUS Central Standard Time", "Australia/Darwin"},
    {"Cen. Australia Standard Time", "Australia/Adelaide"},
    {"W. Australia Standard Time", "Australia/Perth"},
    {"Central Pacific Standard Time", "Pacific/Noumea"},
    {"New Zealand Standard Time", "Pacific/Auckland"},
    {"Fiji Standard Time", "Pacific/Fiji"},
    {"UTC+12", "Etc/GMT-12"},
    {"Hawaiian Standard Time", "Pacific/Honolulu"},
    {"Alaskan Standard Time", "America/Anchorage"},
    {"Pacific Standard Time", "America/Los_Angeles"},
    {"US Mountain Standard Time", "America/Phoenix"},
    {"Mountain Standard Time", "America/Denver"},
    {"Central Standard Time", "America/Chicago"},
    {"Central America Standard Time", "America/Guatemala"},
    {"Canada Central Standard Time", "America/Regina"},
    {"Eastern Standard Time", "America/New_York"},
    {"US Eastern Standard Time", "America/Indiana/Indianapolis"},
    {"SA Pacific Standard Time", "America/Bogota"},
    {"SA Western Standard Time", "America/Martinique"},
    {"SA Eastern Standard Time", "America/Cayenne"},
    {"Atlantic Standard Time", "America/Halifax"},
    {"Newfoundland Standard Time", "America/St_Johns"},
    {"Saint Pierre Standard Time", "America/Miquelon"},
    {"E. South America Standard Time", "America/Sao_Paulo"},
    {"Argentina Standard Time", "America/Buenos_Aires"},
    {"Pacific SA Standard Time", "America/Santiago"},
    {"Venezuela Standard Time", "America/Caracas"},
    {"Greenland Standard Time", "America/Godthab"},
    {"Azores Standard Time", "Atlantic/Azores"},
    {"Cape Verde Standard Time", "Atlantic/Cape_Verde"},
};

/* The first parts of names in the tz database. */
static const char *const areas[] = {"Africa",	 "America", "Antarctica", "Arctic",  "Asia", "Atlantic",
				    "Australia", "Europe",  "Indian",	  "Pacific", "Etc"};

/* Without quotation marks, spaces and line ends around it, which clients leave in place. */
static char *bare(struct arena *arena, const char *tzid)
{
	char *name = text_trim(arena, text_normalise(arena, tzid, strlen(tzid)));

	name += strspn(name, "\"'");
	name[strcspn(name, "\"'\n")] = '\0';
	return text_trim(arena, name);
}

static const char *area_in(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(areas); i++) {
		const char *at = name;
		size_t length = strlen(areas[i]);

		for (; (at = strstr(at, areas[i])); at += length)
			if (at[length] == '/' && (at == name || !isalnum((unsigned char)at[-1])))
				return at;
	}
	return NULL;
}

/* « (UTC+01:00) Bruxelles, Copenhague, Madrid, Paris » */
static bool is_label_with_paris(const char *name)
{
	return *name == '(' && strstr(name, "Paris");
}

const char *calendar_zone_name(struct arena *arena, const char *tzid)
{
	const char *name = bare(arena, tzid), *area = area_in(name);

	if (area)
		return area;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (text_equal_ascii(names[i][0], name))
			return names[i][1];
	return is_label_with_paris(name) ? "Europe/Paris" : "";
}

bool calendar_zone_offset(const char *tzid, int *seconds)
{
	const char *at = tzid + strspn(tzid, "\"' ");
	int hours = 0, minutes = 0;

	*seconds = 0;
	if (text_starts_with(at, "tzone://Microsoft/Utc"))
		return true;
	if (!text_starts_with(at, "UTC") && !text_starts_with(at, "GMT"))
		return text_equal_ascii(at, "Z") || text_equal_ascii(at, "Etc/UTC");
	at += 3;
	if (!*at || *at == '"')
		return true;
	if (*at != '+' && *at != '-')
		return false;
	int sign = *at++ == '-' ? -1 : 1;
	size_t digits = strspn(at, "0123456789");

	if (!digits || digits > 4 || digits == 3)
		return false;
	for (size_t i = 0; i < (digits == 4 ? 2 : digits); i++)
		hours = hours * 10 + at[i] - '0';
	if (digits == 4)
		minutes = (at[2] - '0') * 10 + at[3] - '0';
	else if (at[digits] == ':' && isdigit((unsigned char)at[digits + 1]) &&
		 isdigit((unsigned char)at[digits + 2]))
		minutes = (at[digits + 1] - '0') * 10 + at[digits + 2] - '0';
	*seconds = sign * (hours * 3600 + minutes * 60);
	return hours <= 14 && minutes < 60;
}

static icalcomponent *find_zone(icalcomponent *calendar, const char *tzid)
{
	for (icalcomponent *zone = icalcomponent_get_first_component(calendar, ICAL_VTIMEZONE_COMPONENT);
	     zone; zone = icalcomponent_get_next_component(calendar, ICAL_VTIMEZONE_COMPONENT)) {
		icalproperty *property = icalcomponent_get_first_property(zone, ICAL_TZID_PROPERTY);
		const char *name = property ? icalproperty_get_tzid(property) : NULL;

		if (name && !strcmp(name, tzid))
			return zone;
	}
	return NULL;
}

const char *calendar_zone_location(icalcomponent *calendar, const char *tzid)
{
	icalcomponent *zone = find_zone(calendar, tzid);

	for (icalproperty *property = zone ? icalcomponent_get_first_property(zone, ICAL_X_PROPERTY) : NULL;
	     property; property = icalcomponent_get_next_property(zone, ICAL_X_PROPERTY)) {
		const char *name = icalproperty_get_x_name(property);

		if (name && text_equal_ascii(name, "X-LIC-LOCATION") && icalproperty_get_x(property))
			return icalproperty_get_x(property);
	}
	return "";
}

/* Compares local times. */
static long long key_of(int year, int month, int day, int hour, int minute, int second)
{
	return (((((long long)year * 100 + month) * 100 + day) * 100 + hour) * 100 + minute) * 100 + second;
}

static long long key_of_time(struct icaltimetype time)
{
	return key_of(time.year, time.month, time.day, time.hour, time.minute, time.second);
}

/* The nth weekday (0 Monday) of a month, counted from its end when n is negative; 0: none. */
static int nth_weekday(int year, int month, int weekday, int n)
{
	struct date first = {year, month, 1};
	struct date last = date_add_days(date_add_months(first, 1), -1);
	int day = n > 0 ? 1 + (weekday - date_weekday(first) + 7) % 7 + (n - 1) * 7
			: last.day - (date_weekday(last) - weekday + 7) % 7 + (n + 1) * 7;

	return day >= 1 && day <= last.day ? day : 0;
}

/* The latest time up to `until` at which the observance started; false: none yet, or an unsupported rule. */
static bool latest_onset(icalcomponent *observance, struct icaltimetype until, long long *onset)
{
	icalproperty *start = icalcomponent_get_first_property(observance, ICAL_DTSTART_PROPERTY);
	icalproperty *rule = icalcomponent_get_first_property(observance, ICAL_RRULE_PROPERTY);

	if (!start)
		return false;
	struct icaltimetype first = icalvalue_get_datetime(icalproperty_get_value(start));

	*onset = key_of_time(first);
	if (*onset > key_of_time(until))
		return false;
	if (!rule)
		return true;
	struct icalrecurrencetype recurrence = icalproperty_get_rrule(rule);
	short by_day = recurrence.by_day[0];
	int month =
	    recurrence.by_month[0] == ICAL_RECURRENCE_ARRAY_MAX ? first.month : recurrence.by_month[0];

	if (recurrence.freq != ICAL_YEARLY_RECURRENCE || month < 1 || month > 12 ||
	    by_day == ICAL_RECURRENCE_ARRAY_MAX || until.year < 1970 || until.year > 2200)
		return false;
	/* libical's weekdays start with Sunday as 1. */
	int weekday = ((int)icalrecurrencetype_day_day_of_week(by_day) + 5) % 7;
	int nth = icalrecurrencetype_day_position(by_day);

	for (int year = until.year; year >= until.year - 1; year--) {
		int day = nth_weekday(year, month, weekday, nth ? nth : 1);
		long long at = key_of(year, month, day, first.hour, first.minute, first.second);
		bool is_over =
		    !icaltime_is_null_time(recurrence.until) && at > key_of_time(recurrence.until) + 1000000;

		if (day && !is_over && at <= key_of_time(until)) {
			*onset = at > *onset ? at : *onset;
			break;
		}
	}
	return true;
}

static bool offset_of(icalcomponent *observance, icalproperty_kind kind, int *seconds)
{
	icalproperty *property = icalcomponent_get_first_property(observance, kind);

	if (!property)
		return false;
	*seconds = kind == ICAL_TZOFFSETTO_PROPERTY ? icalproperty_get_tzoffsetto(property)
						    : icalproperty_get_tzoffsetfrom(property);
	return *seconds > -16 * 3600 && *seconds < 16 * 3600;
}

bool calendar_zone_rules(icalcomponent *calendar, const char *tzid, struct icaltimetype local, int *seconds)
{
	static const icalcomponent_kind kinds[] = {ICAL_XSTANDARD_COMPONENT, ICAL_XDAYLIGHT_COMPONENT};
	icalcomponent *zone = find_zone(calendar, tzid);
	long long best = -1, onset;
	bool is_found = false;
	int offset;

	for (size_t i = 0; zone && i < 2; i++)
		for (icalcomponent *observance = icalcomponent_get_first_component(zone, kinds[i]);
		     observance; observance = icalcomponent_get_next_component(zone, kinds[i])) {
			if (!latest_onset(observance, local, &onset) || onset <= best ||
			    !offset_of(observance, ICAL_TZOFFSETTO_PROPERTY, &offset))
				continue;
			best = onset;
			*seconds = offset;
			is_found = true;
		}
	return is_found;
}
