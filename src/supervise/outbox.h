/* A submit process: shared by its parts. Results of letters are collected in a group and written to the
 * register in one commit. */
#ifndef DAEMON_OUTBOX_H
#define DAEMON_OUTBOX_H

#include "daemon.h"
#include "db/letters.h"
#include "submit.h"

enum {
	GROUP_LETTERS = 50, /* most letters in one commit */
	RETRY_FIRST_S = 60, /* before a letter is tried again; doubled each time */
};

/* A letter's result that is not in the register yet. */
struct submission {
	int64_t id;
	enum submit_verdict verdict;
	time_t at, next_attempt_at; /* next_attempt_at: for SUBMIT_LATER and SUBMIT_DOWN */
	bool erases;
	bool may_have_gone; /* it may have been delivered, in this attempt or an earlier one */
	char message_id[128];
	char candidate[24]; /* candidate whose CV it carried; "" for none, and then the next member is too */
	char recipient[256];
	char status[12]; /* enhanced code of a permanent refusal, "" for none */
	char reply[sizeof((struct submit_reply *)0)->text];
};

struct outbox {
	struct daemon *daemon;
	struct db *db;
	struct submit *submit;
	struct arena *arena;
	struct letter_share share;
	unsigned refused_sessions; /* consecutive letters refused for reasons that concern all letters */
	bool has_told_fault;	   /* the refusal may be in the register, also from an earlier process */
	bool owes_erasure;	   /* erased bytes may still be in the WAL */
	long long erased_at_ms;	   /* last attempt to overwrite them (monotonic) */
	bool is_secret_renewed;	   /* letters since the relay last accepted our login, or since the last
				      pause */
	struct submission group[GROUP_LETTERS];
	size_t group_count;
	long long group_since_ms;
	struct journal *journal;      /* the mapped file that also holds the group */
	const struct letter *guarded; /* the letter with a CV being sent, or NULL */
	const char *denied;	      /* why its sending was stopped, or NULL */
	bool has_turn;		      /* this process holds the lock on the shared page */
};

/* Records whether the relay refuses us rather than this letter; status and check report that until a letter
 * is accepted. */
int relay_judged(struct outbox *outbox, const struct submit_reply *reply, bool *is_down, struct err *err);

void group_add(struct outbox *outbox, const struct letter *letter, const struct submit_reply *reply);
/* The letter just added carried a CV: its recipient, certain or possible, must be recorded in the
 * register. */
void group_discloses(struct outbox *outbox, const struct letter *letter, bool is_ambiguous);
bool group_is_due(const struct outbox *outbox);
int group_commit(struct outbox *outbox, struct err *err);
/* Overwrites erased bytes; delayed, without an error, by another process's transaction. is_idle: nothing else
 * is to do. */
int group_erase(struct outbox *outbox, bool is_idle, struct err *err);

/* Starts a transaction with the group. */
int group_open(struct outbox *outbox, struct err *err);
/* Commits it, or rolls it back when rc is an error, which is returned; then the group is still to be
 * committed. */
int group_close(struct outbox *outbox, int rc, struct err *err);

/* Allocates the file, and loads into the group what it holds. */
int journal_open(struct outbox *outbox, struct err *err);
/* Notes the letter just added, before the next one starts. */
void journal_note(struct outbox *outbox);
/* The register can't be written: syncs the file, so that the group survives a power cut. */
void journal_keep(struct outbox *outbox);
/* The register has the group. */
void journal_forget(struct outbox *outbox);
void journal_close(struct outbox *outbox);

/* Lock before the end of a letter is sent, unlock when its result is noted. */
void turn_take(struct outbox *outbox);
void turn_pass_on(struct outbox *outbox);

#endif
