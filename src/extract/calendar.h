/* A mail's calendar -> a form (specification section 6): an answer becomes an rsvp, an invitation an event
 * (private to the stage). */
#ifndef EXTRACT_CALENDAR_H
#define EXTRACT_CALENDAR_H

#include "work.h"

/* The mail brings what a calendar program answers to an invitation. */
bool calendar_answers(const struct work *work);

/* The calendar is the form, unless a token or a tag asks for another kind. Tells kind and source. */
bool calendar_tells(struct work *work);

/* The lines that a person wrote into the calendar or beside it, to be read for labels: into *lines, in the
 * place of the mail's own text, most of which a calendar program has written. */
void calendar_lines_of(struct work *work, struct body *lines);

/* Puts what the calendar says into the form, once the labels of those lines have been read. */
void calendar_fill(struct work *work);

#endif
