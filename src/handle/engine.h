/* The engine's state, shared by handle.c (opening, actions), group.c (messages) and explain.c. */
#ifndef HANDLE_ENGINE_H
#define HANDLE_ENGINE_H

#include "decide.h"
#include "gate.h"
#include "reader.h"

enum { GROUP_MESSAGES = 50 }; /* most messages of one transaction */

/* Messages whose decisions are committed together. */
struct group {
	struct item {
		struct findings findings;
		struct task task; /* its arena belongs to the item */
	} items[GROUP_MESSAGES];
	size_t count, bytes;
};

/* The next message; id 0: none. While the previous one is decided, its header has been read and, if it is to
 * be read, the reader is working on it. */
struct prefetched {
	int64_t id, oversize_bytes;
	size_t bytes;
	time_t arrived_at; /* in the mailbox; 0: it came from elsewhere, now */
	bool is_released;
	struct arena *arena;
	struct mail mail;	/* as read by the gate */
	struct failure failure; /* why NULL: the gate could read it */
	struct reading reading;
};

/* Organisations whose mail used up the reader's time: mail of others takes precedence. */
enum { SLOW_MOST = 16 };
struct slow {
	int64_t organisations[SLOW_MOST];
	size_t next; /* the entry to be replaced next */
};

struct handle {
	struct db *db;
	const struct handle_options *options;
	struct decode_options decode;
	struct keeper *keeper;
	struct gate *gate;
	struct reader *reader;
	struct slow slow;
	struct group group;
	struct prefetched prefetched;
	int64_t alone_until;	/* up to this id each message has a transaction of its own, because one of
				   them fails */
	bool asks;		/* bodies that collect has not fetched were asked for, and collect was not
				   woken yet */
	bool owes_erasure;	/* erased bytes may still be in the WAL */
	long long erases_at_ms; /* no attempt before then (monotonic) */
	bool owes_anchor;	/* the last commits are not anchored yet */
	long long paid_at_ms;	/* last time either was done (monotonic) */
	unsigned failures;	/* of the calendar's actions since opening */
};

struct task task_start(struct handle *handle, struct arena *arena);
void task_end(struct task *task);
void group_end(struct group *group);
/* Does the work owed after commits: anchoring (db/anchor.h), and overwriting what was erased
 * (db_erase_traces). Done when is_idle, and every DB_ERASE_EVERY_MS. When another process's transaction is in
 * the way, erasure stays owed, an alarm is logged, and it is retried in the background. */
int pay_owed(struct handle *handle, bool is_idle, struct err *err);
/* Anchors at once: a consent has ended, and no older copy of the register may pass for the present one. */
void anchor_owed(struct handle *handle);
/* Lets the gate read the message's header into out->arena, and decides whether the message is to be read. */
int settle(struct handle *handle, const struct message *message, struct prefetched *out, struct err *err);
/* Fills the task with the findings of gate and reader, or decides at once that the message is quarantined. */
int take_item(struct handle *handle, const struct prefetched *message, struct item *item, struct err *err);
/* ERR_LIMIT and ERR_DATA mean that the message can't be read; other errors are the program's. */
bool is_unreadable(int rc);
/* Whether the error is the register's or the machine's, not a letter's or message's. */
bool is_outside(int rc);
/* Publishes the message being handled, or minus the id of a dispatch, or 0, for the supervisor in case handle
 * dies. */
void take_in_hand(struct handle *handle, int64_t what);
/* Makes the next slice of letters to many (handle/dispatch.h); *did: there were some. A letter that can't be
 * made is retried alone, then given up, so that it doesn't hold up the others. ERR_IO, ERR_TEMPORARY,
 * ERR_UNAVAILABLE: the register; nothing was changed. */
int dispatch_slice(struct handle *handle, bool *did, struct err *err);
/* Counts a failure in making its next letter. */
int dispatch_failed(struct handle *handle, int64_t id, const char *why, struct err *err);
void log_decision(int64_t message, const struct decision *decision);

#endif
