/* The calendar of a mail -> a form (specification section 6): an answer becomes an rsvp, an invitation an
 * event (private to the stage). */
#ifndef EXTRACT_CALENDAR_H
#define EXTRACT_CALENDAR_H

#include "work.h"

/* The mail brings what a calendar program answers to an invitation. */
bool calendar_answers(const struct work *work);

/* Whether the calendar is the form: yes, unless a token or a tag asks for another kind. Sets kind and
 * source. */
bool calendar_tells(struct work *work);

/* *lines: the lines that a person wrote in the calendar object or beside it, to be searched for labels
 * instead of the mail's text, which is mostly a calendar program's. */
void calendar_lines_of(struct work *work, struct body *lines);

/* Adds the calendar's values to the form, after the labels in those lines were read. */
void calendar_fill(struct work *work);

#endif
