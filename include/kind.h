/* kind: what the agreement says about each kind of form, and the life of its records.
 *
 * The daemon passes the table to the engine (supervise/wiring.h), which calls a row's handler for each
 * message of that kind; mailing's calendar calls the actions in kind/life.h. */
#ifndef KIND_H
#define KIND_H

#include "handle.h"

extern const struct kind_rule KINDS[KIND_COUNT];

/* Handles free text (specification section 2a): sets the task's outcome, or replaces the message's form by
 * the one that the answer means, or leaves both unchanged. */
kind_handler read_words;
address_confirmation confirm_address;
/* After the end of the agreement: refuses what is no longer accepted, naming the day (specification section
 * 8). */
kind_handler refuse_after_end;

/* Erases a young person's data now and asks those who have the CV to delete it; *was_done: nothing was left
 * to erase. ERR_NOT_FOUND: no such candidate; ERR_TEMPORARY (after the commit): older copies in the
 * register's files are not overwritten yet; the daemon does that when it starts. */
int kind_erase(struct handle *handle, const char *ref, bool *was_done, struct err *err);
/* The same for every CV held, each in its own transaction, because the agreement has ended (Art. 5). */
int kind_erase_all(struct handle *handle, size_t *count, struct err *err);

/* Ends the agreement on that day (YYYY-MM-DD), on paper, with the effects of a signatory's confirmation. All
 * effects are immediate, except letters to many, which the daemon makes. ERR_DATA: an end is recorded
 * already. */
int kind_end_agreement(struct handle *handle, const char *day, struct err *err);

/* Erases as kind_erase does, for a consent that ended after a copy of the register was made, when that copy
 * is restored. event: as in the register of consent. ERR_NOT_FOUND: the copy has no such candidate. */
int kind_end_again(struct handle *handle, const char *ref, const char *event, bool *was_done,
		   struct err *err);

#endif
