/* One message in the hands of handle: what was found, who sent it, and what has been decided so far. */
#ifndef HANDLE_TASK_H
#define HANDLE_TASK_H

#include "handle.h"
#include "reader.h"

struct task {
	struct arena *arena;
	struct db *db;
	const struct handle_options *options;
	int64_t message;	/* inbox id, 0 in a dry run */
	int64_t oversize_bytes; /* not 0: mail is the header alone of one that was too large to be taken */
	time_t now;
	struct mail *mail;
	struct form *form;
	struct contact sender; /* believed */
	const char *proof;     /* why it is, or why not */
	bool is_barred;	       /* refused for who sent it, not for what is in it: no form to send again */
	struct decision decision;
	bool is_personal; /* speaks of a young person, whatever its kind */
	bool brings_cv;	  /* that is held from now on: its mail goes with it */
	bool erases;	  /* bytes were erased: the register's traces go after the commit */
	json_t *garbage;  /* array that owns every draft's data until the task ends */
};

/* Emits one letter; fills in what all have in common. ERR_* of emit. */
int task_emit(struct task *task, struct draft *draft, struct err *err);
/* The same as an answer to the sender. */
int task_answer(struct task *task, const char *template, json_t *data, const char *about, struct err *err);

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
/* The outcome "held": a person decides; the sender is told. */
int task_hold(struct task *task, const char *reason, struct err *err);
/* Tells the sender that the message was too large to be taken. */
int task_tell_oversize(struct task *task, struct err *err);
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
/* [{label, value}] of the form's fields that are shown to readers, in the order of the kind's table; `except`
 * is a NULL-terminated list of keys to leave out. */
json_t *present_facts(const struct form *form, enum kind kind, const char *const *except);
/* [{label, value}] of the empty form of a kind; values from `filled` where it has a good one (may be NULL).
 */
json_t *present_form(enum kind kind, bool is_spontaneous, const struct form *filled);
bool present_is_faulty(const struct form *form, const char *key);
/* The same as lines "Label : value", for the body of a mailto: link. */
char *present_form_text(struct arena *arena, enum kind kind, bool is_spontaneous);
/* What a word of the register is called in French; one that is not known as it is. */
const char *present_word(const char *word);
/* Appends {label, subject, body} to data's "buttons". */
void present_button(json_t *data, const char *label, const char *subject, const char *body);
/* How many are told, and the flags of the sentences that differ for none and for one. */
void present_contact_count(json_t *data, size_t count);
/* The form's notes as [string]. */
json_t *present_notes(const struct form *form);

/* Looks the form's place up; on failure adds a fault (unknown, or which ones it may be) and leaves *out
 * empty. ERR_* of the register only. Does nothing when the form has no place. */
int task_place(struct task *task, struct place *out, struct err *err);
/* The contacts of an audience; appended to *list without repeating an address. */
struct contact_list {
	struct contact *rows;
	size_t count;
};
int task_audience(struct task *task, const struct audience *audience, struct contact_list *list,
		  struct err *err);
/* [{name}] of the organisations in a list, each once, for acknowledgements. */
json_t *present_organisations(const struct contact_list *list);

#endif
