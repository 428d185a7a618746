/* What the calendar still has to send for an event. */
#ifndef TOOL_EVENT_DUES_H
#define TOOL_EVENT_DUES_H

#include "db.h"

/* Prints the mailings that are to come, in the order of their days; nothing for another reference or when
 * there are none. Errors of db. */
int event_dues_print(struct db *db, struct arena *arena, const char *ref, struct err *err);

#endif
