/* handle: takes one message at a time from the inbox to its single outcome, as the agreement says.
 *
 * The life of a message: the gate (decode_header, in a sandbox) determines from the header block who wrote it
 * and with what proof. Unless the sender is a stranger, the reader (decode + extract, in another sandbox)
 * turns its bytes into findings. In one transaction handle then decides (decide.c) who the sender is and
 * whether that is proven (sender.c), which kind of form it is and whether the sender may send it (rights.c);
 * calls the kind's handler, which does what the agreement says (src/kind); emits drafts of letters; and
 * records the outcome. The transaction commits all of it or nothing. The caller passes the kinds and the
 * calendar as tables.
 *
 * handle does not make mail: each draft goes to the caller's emit function inside the transaction
 * (render_post in the daemon; explain only prints it).
 *
 * Sources: agreement Art. 2 and 3; specification sections 2 to 6; GDPR Art. 7 and 14. */
#ifndef HANDLE_H
#define HANDLE_H

#include "db/key.h"
#include "db/messages.h"
#include "draft.h"
#include "handle/kinds.h"

/* How long things are kept (specification section 5). */
struct keep {
	int refused_days; /* messages that were refused, quarantined or ignored */
	int raw_days;	  /* messages that were accepted */
	int letter_days;  /* bodies of letters that are no longer queued */
	int consent_months;
};

struct task;
/* Completes a reader's copy of a letter to many: adds what the register holds for the contact in the draft's
 * to_email, to_name and contact to its data. *any: false when there is nothing for this reader, who then gets
 * no letter. ERR_* of the register. */
typedef int reader_completion(struct task *task, struct draft *draft, bool *any, struct err *err);
/* Does the next due action, inside the transaction that the engine opened for it; *did: there was one. ERR_*
 * of the register and of emit. */
typedef int due_action(struct task *task, bool *did, struct err *err);

/* The actions of the calendar, in order. */
struct calendar {
	due_action *const *actions;
	size_t count;
	due_action *const *flows; /* the actions that stop with the agreement */
	size_t flow_count;
};

struct handle_options {
	const struct kind_rule *kinds; /* one row a kind, by enum kind */
	const struct calendar *calendar;
	address_confirmation *confirm_address;
	reader_completion *complete_for_reader; /* NULL: letters to many are the same for all */
	const char *address;			/* of the shared mailbox */
	const char *const *authserv_ids;
	size_t authserv_id_count;
	size_t max_message_bytes; /* collect's limit, named to the sender of a larger message */
	bool trusts_registered;	  /* authentication = "registered": From is believed without proof */
	bool files_mail;	  /* move = true: handled mail goes to the three folders */
	kind_handler *read_words; /* reads free text, before any form; leaves the outcome NULL when the text
				     is no answer */
	kind_handler *outlives;	  /* after the end of the agreement: refuses the form, or leaves the outcome
				     NULL when it is still accepted */
	const char *help_contact, *help_contact_ml; /* the people who read what is no form; the second one for
						       missions locales */
	const char *templates;	      /* folder of the templates and phrases; NULL: the built-in ones */
	const char *rules;	      /* the file of the rules on offers; NULL: none */
	const char *operator_address; /* "" or NULL: nobody is told when a message needs a person */
	const char *separator;	      /* of subaddresses; NULL: "+" */
	const struct key *key;	      /* NULL: codes in addresses are never believed */
	unsigned broadcasts_per_day;  /* limit for one organisation; ten times as many for ims, antenne and
					 cnml */
	const char *agreement_date;   /* of the signature, YYYY-MM-DD */
	const char *const *sites;     /* of both partners, without https:// */
	size_t site_count;
	bool reviews_results;	   /* articles that report results need the other side's approval first */
	unsigned answers_per_hour; /* most answers to one contact; the rest is summed up */
	struct keep keep;
	const char *notice_version,
	    *notice_text; /* of the information notice; NULL when unknown (a dry run) */
	draft_emit *emit;
	void *emit_user;
	const char *register_path; /* anchored after each commit (db/anchor.h); NULL in a dry run */
	_Atomic int64_t *in_hand;  /* the message being handled, or minus the id of letters to many, 0 for
				      none; read by the supervisor when handle dies; or NULL */
};

struct handle;

/* The sandboxes of gate and reader are this program, executed again with a mark in its environment. main
 * calls the first function before anything else; when it returns true, main exits with the result of the
 * second. */
bool handle_keeps_sandboxes(void);
int handle_keep_sandboxes(void);

/* Options and db must outlive the handle. ERR_INTERNAL. */
int handle_open(struct handle **out, struct db *db, const struct handle_options *options, struct err *err);
/* Starts the sandboxes unless they run; call before handle_next finds mail. They use the phrases and rules on
 * offers as of now; a faulty file ends them. ERR_INTERNAL. */
int handle_start_sandboxes(struct handle *handle, struct err *err);
void handle_close(struct handle **handle);

/* Makes the next slice of an unfinished letter to many (handle/dispatch.h). Otherwise handles the oldest
 * undecided messages, up to a twentieth of a second's work, and commits their results together: one fsync for
 * many. *did: there was something to do. A message that can't be read, or whose handling failed three times
 * by an internal fault, is quarantined without affecting the others. ERR_IO, ERR_TEMPORARY: the register;
 * nothing was changed or counted. ERR_UNAVAILABLE: the same, and only a new process with new sandboxes can
 * continue. */
int handle_next(struct handle *handle, bool *did, struct err *err);

/* Counts a failure in handling a message or letter to many (as in in_hand) whose process crashed or hung;
 * `why` in English. The third failure quarantines the message. OK also when it is decided by now. */
int handle_failed(struct handle *handle, int64_t message, const char *why, struct err *err);

/* Does the next action of the calendar that is due at the clock's time (offers that expire, events that are
 * past); *did: there was one. */
int handle_due(struct handle *handle, bool *did, struct err *err);

/* Erased bytes may still be in the register's files: call handle_next again soon. */
bool handle_owes(const struct handle *handle);

/* Runs one action in a transaction of its own. subject: the record to act on, NULL for the next due one. */
int handle_act(struct handle *handle, due_action *action, const char *subject, bool *did, struct err *err);

/* A person rejects a held or quarantined message, which then leaves the mailbox; *is_told: its sender is
 * believed and gets a letter. ERR_NOT_FOUND; ERR_DATA: it is neither held nor quarantined. */
int handle_discard(struct handle *handle, int64_t message, bool *is_told, struct err *err);

/* The findings and decision about one message, for explain. */
struct explanation {
	const struct mail *mail; /* NULL when the message could not be read */
	const struct form *form;
	struct contact sender; /* email NULL when the sender is not believed */
	const char *proof;     /* why the sender is believed or not */
	struct decision decision;
};

/* Starts the sandboxes and decides raw inside a transaction that is rolled back: nothing is written, but
 * drafts go to emit. */
int handle_explain(struct handle *handle, struct arena *arena, struct bytes raw, struct explanation *out,
		   struct err *err);

#endif
