/* One message in the hands of handle: what was found, who sent it, and what has been decided so far. */
#ifndef HANDLE_TASK_H
#define HANDLE_TASK_H

#include "extract/words.h"
#include "handle.h"

struct task {
	struct arena *arena;
	struct db *db;
	const struct handle_options *options;
	int64_t message;	/* inbox id, 0 in a dry run */
	int64_t oversize_bytes; /* not 0: mail is the header alone of one that was too large to be taken */
	const char *subject;	/* the record that an action of a command is about, or NULL */
	time_t now;
	time_t arrived_at; /* when the mailbox received the message */
	struct mail *mail; /* its header as the gate settled it, its content as the reader found it */
	struct form *form;
	const struct words *words; /* the sender's, where the form has no label */
	bool is_unread;		   /* by the reader: mail has no content, form nothing */
	bool brings_answer;	   /* a calendar's, although it is unread */
	bool is_released;	   /* by a person: no budget holds it again */
	struct contact sender;	   /* believed */
	bool is_proven;		   /* by the receiving server; else by a token, or it is not asked */
	const char *proof;	   /* why it is, or why not */
	bool
	    is_by_token; /* it is by a reply token alone: what gives nothing away (specification section 3) */
	bool is_barred;	 /* refused for who sent it, not for what is in it: no form to send again */
	struct decision decision;
	bool is_personal; /* speaks of a young person, whatever its kind */
	bool brings_cv;	  /* that is held from now on: its mail goes with it */
	bool is_dry_run;  /* every letter is emitted at once */
	bool dispatches;  /* letters to many are to be made after the commit (handle/dispatch.h) */
	bool erases;	  /* bytes were erased: the register's traces go after the commit */
	json_t *garbage;  /* array that owns every draft's data until the task ends */
};

/* Emits one letter; fills in what all have in common. Nothing goes to a contact that has left the directory,
 * is suspended, or has left the letter's list, but what the law owes (LETTER_OWED). ERR_* of emit. */
int task_emit(struct task *task, struct draft *draft, struct err *err);
/* What task_emit fills in: occasion, answered, invites, thread. */
void task_complete(const struct task *task, struct draft *draft);
/* Counts what the sender causes; *may: the letter is within the budget. */
int task_spend(struct task *task, const struct draft *draft, bool *may, struct err *err);
/* The same as an answer to the sender. */
int task_answer(struct task *task, const char *template, json_t *data, const char *about, struct err *err);

/* The same, once for the occasion (NULL: for this message), however often it is emitted. */
int task_answer_once(struct task *task, const char *template, json_t *data, const char *about,
		     const char *occasion, struct err *err);

/* The outcome "accepted": ref is the record made or changed. */
void task_accept(struct task *task, const char *ref, const char *reason);
/* The outcome "refused" with one reply that lists the form's faults and holds the form again. */
int task_refuse(struct task *task, struct err *err);
/* One more fault, then the refusal. key in English for the reason; label, why and accepted in French. */
int task_refuse_because(struct task *task, const char *key, const char *label, const char *read,
			const char *why, const char *accepted, struct err *err);
/* The same for a sender who has no right to it, whatever the form says. */
int task_bar(struct task *task, const char *key, const char *label, const char *read, const char *why,
	     const char *accepted, struct err *err);
/* Answers the sender with one letter about several forms, whose correction is a new message in the thread of
 * this one; enclosure may be NULL. */
int task_answer_several(struct task *task, const char *template, json_t *data,
			const struct enclosure *enclosure, struct err *err);
/* The outcome "refused" of several forms whose letter is task_answer_several's. */
void task_reject(struct task *task, const char *reason);
/* [{label, read, why, accepted}] of the form's faults, in the order of its fields. */
json_t *task_faults(const struct form *form);
/* The outcome "held": a person decides; the sender is told. */
int task_hold(struct task *task, const char *reason, struct err *err);
/* The same of a record that waits for a person; another letter tells the sender. */
void task_wait(struct task *task, const char *ref, const char *reason);
/* Tells the sender that the message was too large to be taken. */
int task_tell_oversize(struct task *task, struct err *err);
/* The outcome "refused" of a message that another letter answers. */
void task_turn_down(struct task *task, const char *reason);
/* The outcomes without an answer. */
void task_ignore(struct task *task, const char *reason);
void task_quarantine(struct task *task, const char *reason);
/* The message's bytes go from the register and the mailbox, whatever its outcome. */
void task_forget(struct task *task);
/* Files that came without an accepted consent: a CV, as far as anyone can tell. Nothing of them may stay
 * (agreement Art. 3). */
bool task_may_hold_cv(const struct task *task);
/* Adds a fault to the form; label, why and accepted in French. */
void task_fault(struct task *task, const char *key, const char *label, const char *read, const char *why,
		const char *accepted);

/* Data that lives as long as the task. */
json_t *task_data(struct task *task);
/* The row of the form's kind. */
const struct kind_rule *task_rule(const struct task *task);

#endif
