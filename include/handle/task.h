/* One message being handled: the findings, the sender, and the decisions so far. */
#ifndef HANDLE_TASK_H
#define HANDLE_TASK_H

#include "extract/words.h"
#include "handle.h"

struct task {
	struct arena *arena;
	struct db *db;
	const struct handle_options *options;
	int64_t message;	/* inbox id, 0 in a dry run */
	int64_t oversize_bytes; /* not 0: the message was too large to be fetched, and mail is its header
				   only */
	const char *subject;	/* the record that a command's action is about, or NULL */
	time_t now;
	time_t arrived_at; /* when the mailbox received the message */
	struct mail *mail; /* header fields from the gate, content from the reader */
	struct form *form;
	const struct words *words; /* the sender's free text, when the form has no label */
	bool is_unread;		   /* not read by the reader: mail has no content, form nothing */
	bool brings_answer;	   /* unread, but it has a calendar answer */
	bool is_released;	   /* by a person: budgets don't hold it again */
	struct contact sender;	   /* believed */
	bool is_proven;		   /* by the receiving server; false: by a token, or proof is not required */
	const char *proof;	   /* why it is proven or not */
	bool is_by_token; /* proven by a reply token alone: only for what reveals nothing (specification
			     section 3) */
	bool is_barred;	  /* refused because of its sender, not its content: the form is not sent again */
	struct decision decision;
	bool is_personal; /* about a young person, whatever its kind */
	bool brings_cv;	  /* its CV is held from now on: its mail is erased with it */
	bool is_dry_run;  /* letters are emitted at once, without slices */
	bool dispatches;  /* letters to many must be made after the commit (handle/dispatch.h) */
	bool erases;	  /* bytes were erased: call db_erase_traces after the commit */
	json_t *garbage;  /* array that owns the data of all drafts until the task ends */
};

/* Emits one letter, after filling in the common members. Contacts that have left the directory, are suspended
 * or have left the letter's list get nothing, except LETTER_OWED letters, which the law requires. ERR_* of
 * emit. */
int task_emit(struct task *task, struct draft *draft, struct err *err);
/* Fills in occasion, answered, invites and thread; called by task_emit. */
void task_complete(const struct task *task, struct draft *draft);
/* Counts a letter against the sender's budget; *may: it is within the budget. */
int task_spend(struct task *task, const struct draft *draft, bool *may, struct err *err);
/* task_emit for an answer to the sender. */
int task_answer(struct task *task, const char *template, json_t *data, const char *about, struct err *err);

/* The same, only once for the occasion (NULL: this message), however often it is called. `invites`: what a
 * reply to it is about `about`; KIND_NONE: as its template says. */
int task_answer_once(struct task *task, const char *template, json_t *data, const char *about,
		     const char *occasion, enum kind invites, struct err *err);

/* Sets outcome "accepted". ref: the record made or changed. */
void task_accept(struct task *task, const char *ref, const char *reason);
/* Sets outcome "refused" and sends one reply that lists the form's faults and contains the form again. */
int task_refuse(struct task *task, struct err *err);
/* Adds one more fault, then refuses. key: English, for the reason; label, why and accepted: French. */
int task_refuse_because(struct task *task, const char *key, const char *label, const char *read,
			const char *why, const char *accepted, struct err *err);
/* The same for a sender without the right to send it; the form is not sent again. */
int task_bar(struct task *task, const char *key, const char *label, const char *read, const char *why,
	     const char *accepted, struct err *err);
/* Answers the sender with one letter about several forms. A correction of them is a new message in this
 * thread. enclosure may be NULL. */
int task_answer_several(struct task *task, const char *template, json_t *data,
			const struct enclosure *enclosure, struct err *err);
/* [{label, read, why, accepted}] of the form's faults, in the order of its fields. */
json_t *task_faults(const struct form *form);
/* Sets outcome "held" (a person decides), and tells the sender. */
int task_hold(struct task *task, const char *reason, struct err *err);
/* The same for a record that waits for a person, when another letter tells the sender. */
void task_wait(struct task *task, const char *ref, const char *reason);
/* Tells the sender that the message was too large. */
int task_tell_oversize(struct task *task, struct err *err);
/* Sets outcome "refused", when another letter answers. */
void task_turn_down(struct task *task, const char *reason);
/* Set an outcome without an answer. */
void task_ignore(struct task *task, const char *reason);
void task_quarantine(struct task *task, const char *reason);
/* Erases the message's bytes in the register and the mailbox, whatever its outcome. */
void task_forget(struct task *task);
/* Whether the message has files but no accepted consent: they may be a CV, so nothing of them may be kept
 * (agreement Art. 3). */
bool task_may_hold_cv(const struct task *task);
/* Adds a fault to the form; label, why and accepted in French. */
void task_fault(struct task *task, const char *key, const char *label, const char *read, const char *why,
		const char *accepted);

/* An empty object for data, freed with the task. */
json_t *task_data(struct task *task);
/* The row of the form's kind. */
const struct kind_rule *task_rule(const struct task *task);

#endif
