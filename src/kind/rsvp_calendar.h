/* What only a calendar's answer has (RFC 5546 3.2): an ATTENDEE, SEQUENCE and DTSTAMP, delegation, counter
 * proposals, REFRESH. */
#ifndef KIND_RSVP_CALENDAR_H
#define KIND_RSVP_CALENDAR_H

#include "seats.h"

/* Nobody answers for another: refuses, and sets *is_done, when ATTENDEE is another contact. */
int rsvp_check_attendee(struct task *task, bool *is_done, struct err *err);

/* Deals with all that is no answer of its own, sets *is_done then; else the form's answer is to be taken, and
 * rsvp->stamp tells when it was given. */
int rsvp_take_calendar(struct task *task, struct rsvp *rsvp, bool *is_done, struct err *err);

#endif
