/* How an event is told in a letter. */
#ifndef KIND_EVENT_H
#define KIND_EVENT_H

#include "db/events.h"
#include "handle/present.h"
#include "handle/task.h"

/* What every letter about an event says. */
json_t *event_data(struct task *task, const struct event *event);
/* The buttons for who has `given` this answer ("pending": none), added to data; the letter leads to one only
 * while an answer is awaited. */
void event_answers(struct task *task, json_t *data, const struct event *event, const char *given);

/* From and to, in the event's zone: for people, for people inside a sentence ("le jeudi 10 décembre 2026, de
 * 14 h à 18 h"), and as the form's field `Date` takes it. end 0: none. */
const char *event_when(struct task *task, const struct event *event, time_t start, time_t end);
const char *event_on(struct task *task, const struct event *event, time_t start, time_t end);
const char *event_when_written(struct task *task, const struct event *event, time_t start, time_t end);

/* Cancels the letters of a cancelled event that are still queued, and sends CANCEL to those who had got one,
 * once each, however often it is called; *count says how many there are. */
int invite_cancelled(struct task *task, const struct event *event, size_t *count, struct err *err);

/* The event is cancelled, and its guests are told; its owners are not. */
int event_call_off(struct task *task, struct event *event, size_t *count, struct err *err);

/* Cancelled, past or begun: nobody enrols any more. */
bool event_is_over(const struct task *task, const struct event *event);

time_t time_of(const char *utc); /* of a column; 0 for NULL */

#endif
