/* Features of calendar answers only (RFC 5546 3.2): ATTENDEE, SEQUENCE and DTSTAMP, delegation, counter
 * proposals, REFRESH. */
#ifndef KIND_RSVP_CALENDAR_H
#define KIND_RSVP_CALENDAR_H

#include "seats.h"

/* Nobody may answer for somebody else: refuses and sets *is_done when ATTENDEE is another contact. */
int rsvp_check_attendee(struct task *task, bool *is_done, struct err *err);

/* Handles everything that is no answer of the sender's own and sets *is_done; otherwise the form's answer
 * counts, and rsvp->stamp is its time. */
int rsvp_take_calendar(struct task *task, struct rsvp *rsvp, bool *is_done, struct err *err);

#endif
