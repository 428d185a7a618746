/* kind: what the agreement says of each kind of form, and the life of its records.
 *
 * The daemon hands the table to the engine (supervise/wiring.h), which calls a row's handler for each message
 * of that kind; mailing's calendar calls the actions of kind/life.h. */
#ifndef KIND_H
#define KIND_H

#include "handle.h"

extern const struct kind_rule KINDS[KIND_COUNT];

/* What people simply write (specification section 2a): ends with the task's outcome, or puts the form that an
 * answer in words means in the place of the message's own, or leaves both as they are. */
kind_handler read_words;
address_confirmation confirm_address;
/* Once the agreement has ended: refuses what is no longer accepted, with the day (specification section 8).
 */
kind_handler refuse_after_end;

/* Erases a young person's data now and asks those who have the CV to delete it; *was_done: there was nothing
 * left to erase. ERR_NOT_FOUND: no such candidate; ERR_TEMPORARY after the commit: older copies in the
 * register's files are not overwritten yet, the daemon does it when it starts. */
int kind_erase(struct handle *handle, const char *ref, bool *was_done, struct err *err);
/* The same for every CV that is held, each in its own transaction: the agreement has ended (Art. 5). */
int kind_erase_all(struct handle *handle, size_t *count, struct err *err);

/* The agreement was ended on paper, on that day (YYYY-MM-DD): as if a signatory had confirmed it. What ends
 * with it ends now, but for letters to many, which the daemon makes. ERR_DATA: an end is recorded already. */
int kind_end_agreement(struct handle *handle, const char *day, struct err *err);

/* Erases as kind_erase does, for a consent that ended after a copy of the register was made, when that copy
 * is brought back. event: as the register of consent has it. ERR_NOT_FOUND: the copy has no such candidate.
 */
int kind_end_again(struct handle *handle, const char *ref, const char *event, bool *was_done,
		   struct err *err);

#endif
