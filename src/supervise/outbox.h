/* submit's process: what its parts share. What became of letters is gathered in a group, which one commit
 * puts into the register. */
#ifndef DAEMON_OUTBOX_H
#define DAEMON_OUTBOX_H

#include "daemon.h"
#include "db/letters.h"
#include "submit.h"

enum {
	GROUP_LETTERS = 50, /* most letters of one commit */
	RETRY_FIRST_S = 60, /* until a letter is tried again */
};

/* A letter's outcome that is not in the register yet. */
struct submission {
	int64_t id;
	enum submit_verdict verdict;
	time_t at, next_attempt_at; /* next_attempt_at: of SUBMIT_LATER and SUBMIT_DOWN */
	bool erases;
	bool may_have_gone; /* it, or an earlier attempt of it, may have reached the recipient all the same */
	char message_id[128];
	char candidate[24]; /* whose CV it carried; "" for none, and then the next is too */
	char recipient[256];
	char status[12]; /* enhanced code of a refusal for good, "" for none */
	char reply[sizeof((struct submit_reply *)0)->text];
};

struct outbox {
	struct daemon *daemon;
	struct db *db;
	struct submit *submit;
	struct arena *arena;
	struct letter_share share;
	unsigned refused_sessions; /* letters in a row that were refused for what concerns all of them */
	bool has_told_fault;	   /* the register may know of it: also of an earlier process */
	bool owes_erasure;	   /* something erased may still stand in the WAL */
	long long erased_at_ms;	   /* when that was last tried to be overwritten (monotonic) */
	bool is_secret_renewed;	   /* since the relay last let us in, or since the last pause */
	struct submission group[GROUP_LETTERS];
	size_t group_count;
	long long group_since_ms;
	struct journal *journal;      /* the file that holds the group too, mapped */
	const struct letter *guarded; /* the letter with a CV that is being sent, or NULL */
	const char *denied;	      /* why its sending was stopped, or NULL */
	bool has_turn;		      /* this process holds the page's turn */
};

/* Whether the relay refuses us and not this letter; status and check tell the operator until one goes. */
int relay_judged(struct outbox *outbox, const struct submit_reply *reply, bool *is_down, struct err *err);

void group_add(struct outbox *outbox, const struct letter *letter, const struct submit_reply *reply);
/* The one added last carried a CV: who got it, or may have got it, is a matter of the register. */
void group_discloses(struct outbox *outbox, const struct letter *letter, bool is_ambiguous);
bool group_is_due(const struct outbox *outbox);
int group_commit(struct outbox *outbox, struct err *err);
/* Overwrites what was erased; another's open transaction makes it owed, not a fault. is_idle: as for
 * handle's erase_owed. */
int group_erase(struct outbox *outbox, bool is_idle, struct err *err);

/* Begins a transaction with the group. */
int group_open(struct outbox *outbox, struct err *err);
/* Commits it, or rolls it back when rc is an error, which is returned; the group is then still to be
 * committed. */
int group_close(struct outbox *outbox, int rc, struct err *err);

/* Allocates the file, and takes back into the group what it still holds. */
int journal_open(struct outbox *outbox, struct err *err);
/* The one added last, before the next letter begins. */
void journal_note(struct outbox *outbox);
/* The register can't take the group: it is to survive the machine, too. */
void journal_keep(struct outbox *outbox);
/* The register has taken them. */
void journal_forget(struct outbox *outbox);
void journal_close(struct outbox *outbox);

/* Before a letter's end is handed over, and after what became of it was noted. */
void turn_take(struct outbox *outbox);
void turn_pass_on(struct outbox *outbox);

#endif
