/* handle: one message at a time from the inbox to its one outcome, as the agreement says.
 *
 * The life of a message: the gate (decode_header, in a sandbox) settles from its header block who wrote it
 * and how that is proven; unless it is a stranger's, the reader (decode + extract, in another) turns its
 * bytes into findings; in one transaction handle decides (decide.c) who wrote it and whether that is proven
 * (sender.c), which kind it is and whether the sender may send it (rights.c), has the kind's handler do what
 * the agreement says (src/kind), emits drafts of letters and records the outcome. The transaction commits all
 * of it or nothing. Which kinds there are, and what the calendar says, the caller hands over as tables.
 *
 * handle does not make mail: each draft goes to the caller's emit function inside the transaction
 * (render_post does it in the daemon, explain only prints it).
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
/* Completes a copy of a letter to many for one reader, to_email, to_name and contact of which are his: what
 * the register holds for him goes into its data. *any: there is something for him; else he gets no letter.
 * ERR_* of the register. */
typedef int reader_completion(struct task *task, struct draft *draft, bool *any, struct err *err);
/* Does the next thing that is due, inside the transaction that the engine opened for it; *did says whether
 * there was one. ERR_* of the register and of emit. */
typedef int due_action(struct task *task, bool *did, struct err *err);

/* What the calendar says, in the order in which it is done. */
struct calendar {
	due_action *const *actions;
	size_t count;
	due_action *const *flows; /* those among them that end with the agreement */
	size_t flow_count;
};

struct handle_options {
	const struct kind_rule *kinds; /* one row a kind, by enum kind */
	const struct calendar *calendar;
	address_confirmation *confirm_address;
	reader_completion *complete_for_reader; /* NULL: letters to many say the same to all */
	const char *address;			/* of the shared mailbox */
	const char *const *authserv_ids;
	size_t authserv_id_count;
	size_t max_message_bytes; /* what collect takes at most: told to the sender of a larger one */
	bool trusts_registered;	  /* authentication = "registered": From alone is believed */
	bool files_mail;	  /* move = true: handled mail goes to the three folders */
	kind_handler
	    *read_words; /* answers in words, before any form: leaves the outcome NULL when it was none */
	kind_handler *outlives; /* once the agreement has ended: refuses the form, unless it is still
				   accepted, which leaves the outcome NULL */
	const char *help_contact,
	    *help_contact_ml;	      /* who reads what no form takes; the second for missions locales */
	const char *templates;	      /* their folder, with the phrases; NULL: those that are carried */
	const char *rules;	      /* the file of the rules on offers; NULL: none */
	const char *operator_address; /* "" or NULL: nobody is told of what needs a person */
	const char *separator;	      /* of subaddresses; NULL: "+" */
	const struct key *key;	      /* NULL: no code in an address is believed */
	unsigned broadcasts_per_day;  /* of one organisation; ten times that for ims, antenne and cnml */
	const char *agreement_date;   /* of the signature, YYYY-MM-DD */
	const char *const *sites;     /* of both partners, without https:// */
	size_t site_count;
	bool reviews_results;	   /* an article that reports results needs the other side's accord first */
	unsigned answers_per_hour; /* that one contact gets; the rest is summed up */
	struct keep keep;
	const char *notice_version,
	    *notice_text; /* of the information notice; NULL when none is known (a dry run) */
	draft_emit *emit;
	void *emit_user;
	const char *register_path; /* anchored after each commit (db/anchor.h); NULL in a dry run */
	_Atomic int64_t *in_hand;  /* the message being handled, minus the id of letters to many, 0 for
				      none, seen by who must know it when handle dies; or NULL */
};

struct handle;

/* Starts the sandboxes of gate and reader: this program itself, executed anew, which knows by its environment
 * that it is to keep them. main asks first thing, before it reads anything, and exits with what the second
 * returns. */
bool handle_keeps_sandboxes(void);
int handle_keep_sandboxes(void);

/* Options and db must outlive it. ERR_INTERNAL. */
int handle_open(struct handle **out, struct db *db, const struct handle_options *options, struct err *err);
/* Before handle_next finds mail: starts the sandboxes, unless they run. They keep the phrases and the rules
 * on offers as they are now; a faulty file ends them. ERR_INTERNAL. */
int handle_start_sandboxes(struct handle *handle, struct err *err);
void handle_close(struct handle **handle);

/* Makes the next slice of letters to many, if some are to be made (handle/dispatch.h); else
 * handles the oldest undecided messages, as many as there are up to a twentieth of a second's work, and
 * commits what came of them together: one fsync for many. *did says whether there was one. A message that
 * can't be read, or whose handling failed three times by a fault of its own, is quarantined; the messages
 * beside it are not affected. ERR_IO, ERR_TEMPORARY: the register; nothing was changed and nothing counted;
 * ERR_UNAVAILABLE: likewise, and only another process, with sandboxes, can go on. */
int handle_next(struct handle *handle, bool *did, struct err *err);

/* Counts a failure of handling a message, or of letters to many (what in_hand says), that could not count it
 * itself (it crashed or hung); `why` in English. The third quarantines it. OK also when it is decided by now.
 */
int handle_failed(struct handle *handle, int64_t message, const char *why, struct err *err);

/* Does what the calendar says is due at the clock's time (offers that expire, events that are past); *did
 * likewise. */
int handle_due(struct handle *handle, bool *did, struct err *err);

/* Bytes that were erased may still stand in the register's files: call handle_next again soon. */
bool handle_owes(const struct handle *handle);

/* One action in a transaction of its own; subject: the record that it is about, NULL for the next that is
 * due. */
int handle_act(struct handle *handle, due_action *action, const char *subject, bool *did, struct err *err);

/* A person turns down a message that is held or in quarantine (it leaves the mailbox then); *is_told: its
 * sender, who is believed, gets a letter. ERR_NOT_FOUND; ERR_DATA: it is neither. */
int handle_discard(struct handle *handle, int64_t message, bool *is_told, struct err *err);

/* What was found and decided about one message, for explain. */
struct explanation {
	const struct mail *mail; /* NULL when it could not be read */
	const struct form *form;
	struct contact sender; /* email NULL when not believed */
	const char *proof;     /* what is believed of the sender, or why nothing */
	struct decision decision;
};

/* Starts the sandboxes and decides raw inside a transaction that is rolled back: nothing is written, drafts
 * go to emit all the same. */
int handle_explain(struct handle *handle, struct arena *arena, struct bytes raw, struct explanation *out,
		   struct err *err);

#endif
