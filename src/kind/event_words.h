/* The words about an event in letters. */
#ifndef KIND_EVENT_WORDS_H
#define KIND_EVENT_WORDS_H

#include "db/events.h"
#include "handle/task.h"

/* "Lyon 7e (Rhône)", or an address as written; "" for none. */
const char *event_place_words(struct task *task, const struct event *event);
/* Sets type ("" when it is in the title), day (short, for subjects), place and places. */
void event_add_words(struct task *task, json_t *data, const struct event *event);

#endif
