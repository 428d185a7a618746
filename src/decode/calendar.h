/* The calendar of a mail: which part holds it, and what it says (RFC 5545, 5546, 6047). Parsed with libical,
 * which is given only lines that calendar_lines.c has put right, and is asked for nothing that would open a
 * file. */
#ifndef DECODE_CALENDAR_H
#define DECODE_CALENDAR_H

#include "decoding.h"

#include <gmime/gmime.h>

struct tnef;

/* Before files are out of reach: libical loads its list of zones the first time that it is asked for UTC. */
void calendar_init(void);

/* Takes the part when it is a calendar by its type or its name; the best of several is kept. */
bool calendar_take_part(struct decoding *decoding, GMimeObject *part, const char *type, const char *name,
			struct bytes content);
/* The same for a winmail.dat that is an answer to a meeting or a meeting by its message class; its texts as
 * UTF-8. A calendar part goes before it. */
void calendar_take_tnef(struct decoding *decoding, const struct tnef *tnef, const char *class,
			const char *subject, const char *location);

/* An empty calendar. */
struct icalendar *calendar_new(struct arena *arena, const char *type_method);

/* Reads what was taken into the mail's calendar. */
void calendar_read(struct decoding *decoding);

#endif
