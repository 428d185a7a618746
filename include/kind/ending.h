/* The ways in which a CV ends. Whichever it is: nothing of it stays but the proof, and whoever holds it is
 * asked to delete it. */
#ifndef KIND_ENDING_H
#define KIND_ENDING_H

#include "db/candidates.h"
#include "db/erasure_requests.h"
#include "db/letters.h"
#include "handle/task.h"

struct ending {
	const char *event;  /* of the register of consent */
	const char *status; /* of the candidate; NULL leaves what became of the application */
	const char *flag;   /* what the letters say: is_withdrawn, is_expired, is_erased, is_over */
	const char *why;    /* last reply of letters that no longer go out */
};

extern const struct ending ENDING_WITHDRAWN, ENDING_EXPIRED, ENDING_ERASED, ENDING_AGREEMENT;

/* In the caller's transaction: queued letters with the CV are cancelled, the CV, the person's data and the
 * letters about them are erased, the mail that brought them too, the register gets its record, and everyone
 * who has or may have the CV is asked to delete it. `by`: who ended it, for the register. *told: those who
 * were asked. db_erase_traces follows the commit. */
int ending_carry_out(struct task *task, const struct candidate *candidate, const struct ending *ending,
		     const char *by, struct letter_recipient **told, size_t *count, struct err *err);
/* Asks somebody who has not answered a second time, and notes it. */
int ending_ask_again(struct task *task, const struct erasure_request *request, struct err *err);
/* What the acknowledgement, or the letter of ending_tell, says. */
int ending_data(struct task *task, const struct candidate *candidate, const char *flag,
		const struct letter_recipient *told, size_t count, json_t **out, struct err *err);
/* Buttons that ask what is held on the candidate, and withdraw the consent. */
void ending_buttons(struct arena *arena, json_t *data, const char *ref);
/* Tells the mission locale: the adviser, or when that address is no longer served everyone there. */
int ending_tell(struct task *task, const struct candidate *candidate, const char *template, json_t *data,
		const char *occasion, struct err *err);
/* The operator's or the termination's: carries it out and tells the mission locale. *was_done: erased before,
 * nothing is done. ERR_NOT_FOUND: no such candidate. */
int erasure_carry_out(struct task *task, const char *ref, const struct ending *ending, bool *was_done,
		      struct err *err);

#endif
