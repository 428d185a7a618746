/* The ways in which a CV ends. After each, only the proof is kept, and everyone who holds the CV is asked to
 * delete it. */
#ifndef KIND_ENDING_H
#define KIND_ENDING_H

#include "db/candidates.h"
#include "db/erasure_requests.h"
#include "db/letters.h"
#include "handle/task.h"

struct ending {
	const char *event;  /* in the register of consent */
	const char *status; /* of the candidate; NULL keeps the status of the application */
	const char *flag;   /* set in the letters' data: is_withdrawn, is_expired, is_erased, is_over */
	const char *why;    /* last reply of cancelled letters */
};

extern const struct ending ENDING_WITHDRAWN, ENDING_EXPIRED, ENDING_ERASED, ENDING_AGREEMENT;

/* Ends a CV in the caller's transaction: cancels queued letters with it; erases the CV, the person's data,
 * the letters about them and the mail that brought the CV; adds the record to the register of consent; and
 * asks everyone who has or may have the CV to delete it. `by`: who ended it, for the register. *told: those
 * who were asked. Call db_erase_traces after the commit. */
int ending_carry_out(struct task *task, const struct candidate *candidate, const struct ending *ending,
		     const char *by, struct letter_recipient **told, size_t *count, struct err *err);
/* Repeats an unanswered request, and records that. */
int ending_ask_again(struct task *task, const struct erasure_request *request, struct err *err);
/* The data of the acknowledgement and of ending_tell's letter. */
int ending_data(struct task *task, const struct candidate *candidate, const char *flag,
		const struct letter_recipient *told, size_t count, json_t **out, struct err *err);
/* Adds buttons that ask what is held about the candidate and that withdraw the consent. */
void ending_buttons(struct arena *arena, json_t *data, const char *ref);
/* Tells the mission locale: the adviser or, when that address is no longer served, all its contacts. */
int ending_tell(struct task *task, const struct candidate *candidate, const char *template, json_t *data,
		const char *occasion, struct err *err);
/* For the operator and for the end of the agreement: ends the CV and tells the mission locale. *was_done: it
 * was erased before; nothing is done. ERR_NOT_FOUND: no such candidate. */
int erasure_carry_out(struct task *task, const char *ref, const struct ending *ending, bool *was_done,
		      struct err *err);

#endif
