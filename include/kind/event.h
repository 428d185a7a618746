/* Events in letters. */
#ifndef KIND_EVENT_H
#define KIND_EVENT_H

#include "db/events.h"
#include "handle/present.h"
#include "handle/task.h"

/* The data common to all letters about an event. */
json_t *event_data(struct task *task, const struct event *event);
/* Adds answer buttons for a guest whose answer is `given` ("pending": none) to data. One is the main button
 * only while an answer is awaited. */
void event_answers(struct task *task, json_t *data, const struct event *event, const char *given);

/* Start and end in the event's zone: as text; inside a sentence ("le jeudi 10 décembre 2026, de 14 h à 18
 * h"); as written in the form's field `Date`. end 0: none. */
const char *event_when(struct task *task, const struct event *event, time_t start, time_t end);
const char *event_on(struct task *task, const struct event *event, time_t start, time_t end);
const char *event_when_written(struct task *task, const struct event *event, time_t start, time_t end);

/* Cancels the queued letters of a cancelled event, and sends CANCEL once to each guest who got an invitation,
 * however often it is called; *count: how many guests. */
int invite_cancelled(struct task *task, const struct event *event, size_t *count, struct err *err);

/* Cancels an event and tells its guests, but not its owners. */
int event_call_off(struct task *task, struct event *event, size_t *count, struct err *err);

/* Cancelled, past or started: no more registrations. */
bool event_is_over(const struct task *task, const struct event *event);

time_t time_of(const char *utc); /* from a column; 0 for NULL */

#endif
