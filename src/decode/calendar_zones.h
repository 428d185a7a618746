/* The meaning of a TZID: by its name, or by the rules in the calendar (RFC 5545 3.6.5). Never opens files of
 * the tz database; whether it has the name is checked by processes that may open files. */
#ifndef DECODE_CALENDAR_ZONES_H
#define DECODE_CALENDAR_ZONES_H

#include "base/bytes.h"

#include <libical/ical.h>
#include <stdbool.h>

/* A name of the tz database for a TZID as clients write it: with a prefix, in quotes, a name of Windows or
 * Lotus; "" when it looks like none. */
const char *calendar_zone_name(struct arena *arena, const char *tzid);

/* Seconds east of UTC for a TZID that is an offset or UTC: "GMT+0100", "tzone://Microsoft/Utc". */
bool calendar_zone_offset(const char *tzid, int *seconds);

/* The same at a local time, by the rules of the calendar's VTIMEZONE of that name: yearly on the nth weekday
 * of a month, or on single days. */
bool calendar_zone_rules(icalcomponent *calendar, const char *tzid, struct icaltimetype local, int *seconds);

/* X-LIC-LOCATION of that VTIMEZONE, or "". */
const char *calendar_zone_location(icalcomponent *calendar, const char *tzid);

#endif
