/* What a TZID means: by its name, or by the rules that stand in the calendar (RFC 5545 3.6.5). No file of the
 * tz database is looked at: whether it has the name is for who may open files. */
#ifndef DECODE_CALENDAR_ZONES_H
#define DECODE_CALENDAR_ZONES_H

#include "base/bytes.h"

#include <libical/ical.h>
#include <stdbool.h>

/* A name of the tz database for a TZID as clients write it: with a prefix, in quotes, Windows' and Lotus' own
 * names; "" when it looks like none. */
const char *calendar_zone_name(struct arena *arena, const char *tzid);

/* Seconds east of UTC of a TZID that is an offset or UTC itself: "GMT+0100", "tzone://Microsoft/Utc". */
bool calendar_zone_offset(const char *tzid, int *seconds);

/* The same at a local time by the rules of the calendar's VTIMEZONE of that name: yearly ones on the nth
 * weekday of a month, or single days. */
bool calendar_zone_rules(icalcomponent *calendar, const char *tzid, struct icaltimetype local, int *seconds);

/* X-LIC-LOCATION of that VTIMEZONE; "" when it has none. */
const char *calendar_zone_location(icalcomponent *calendar, const char *tzid);

#endif
