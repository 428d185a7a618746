/* The calendar object of a mail: which part it is in, and its content (RFC 5545, 5546, 6047). Parsed with
 * libical, which only gets lines corrected by calendar_lines.c and is never asked for anything that would
 * open a file. */
#ifndef DECODE_CALENDAR_H
#define DECODE_CALENDAR_H

#include "decoding.h"

#include <gmime/gmime.h>

struct tnef;

/* Call before files become inaccessible: libical loads its list of zones when it is first asked for UTC. */
void calendar_init(void);

/* Keeps the part when its type or name is that of a calendar; of several parts the best is kept. */
bool calendar_take_part(struct decoding *decoding, GMimeObject *part, const char *type, const char *name,
			struct bytes content);
/* The same for a winmail.dat whose message class is a meeting or an answer to one; its texts must be UTF-8. A
 * calendar part takes precedence. */
void calendar_take_tnef(struct decoding *decoding, const struct tnef *tnef, const char *class,
			const char *subject, const char *location);

/* An empty calendar. */
struct icalendar *calendar_new(struct arena *arena, const char *type_method);

/* Reads the kept part into the mail's calendar. */
void calendar_read(struct decoding *decoding);

#endif
