/* Mailings of the calendar still to come for an event. */
#ifndef TOOL_EVENT_DUES_H
#define TOOL_EVENT_DUES_H

#include "db.h"

/* Prints future mailings by date; nothing for other references or when there are none. Errors of db. */
int event_dues_print(struct db *db, struct arena *arena, const char *ref, struct err *err);

#endif
