/* The engine's state, shared by handle.c (life, actions), group.c (messages) and explain.c. */
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
		struct task task; /* its arena is the item's */
	} items[GROUP_MESSAGES];
	size_t count, bytes;
};

/* The message that comes next; id 0: none. Its header is settled, and the reader has it, if it is to be read,
 * while the one before is decided. */
struct prefetched {
	int64_t id, oversize_bytes;
	size_t bytes;
	time_t arrived_at; /* in the mailbox; 0: it came from elsewhere, now */
	bool is_released;
	struct arena *arena;
	struct mail mail;	/* as the gate settled it */
	struct failure failure; /* why NULL: it could */
	struct reading reading;
};

/* Organisations whose mail has taken the reader's whole time: others' goes before theirs. */
enum { SLOW_MOST = 16 };
struct slow {
	int64_t organisations[SLOW_MOST];
	size_t next; /* the row that is replaced next */
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
	int64_t alone_until;	/* up to this message each is decided in a transaction of its own: one of them
				   fails */
	bool asks;		/* for bodies that collect has not fetched, since it was last told */
	bool owes_erasure;	/* something erased may still stand in the WAL */
	long long erases_at_ms; /* not tried before (monotonic) */
	bool owes_anchor;	/* of the last commits */
	long long paid_at_ms;	/* when either was last paid (monotonic) */
	unsigned failures;	/* of actions of the calendar, since it was opened */
};

struct task task_start(struct handle *handle, struct arena *arena);
void task_end(struct task *task);
void group_end(struct group *group);
/* What the last commits owe: to be anchored (db/anchor.h), and what they erased to be overwritten
 * (db_erase_traces). Paid when is_idle, nothing else being to do, and every DB_ERASE_EVERY_MS. Where
 * another's open transaction is in the way erasure stays owed, with an alarm, and is tried again aside. */
int pay_owed(struct handle *handle, bool is_idle, struct err *err);
/* The anchor alone, at once: a consent has ended, and no older copy of the register may pass for this one. */
void anchor_owed(struct handle *handle);
/* Has the gate settle the message's header, in out->arena, and says whether it is to be read. */
int settle(struct handle *handle, const struct message *message, struct prefetched *out, struct err *err);
/* Fills the task from what gate and reader found, or decides at once that the message is quarantined. */
int take_item(struct handle *handle, const struct prefetched *message, struct item *item, struct err *err);
/* ERR_LIMIT and ERR_DATA mean that the message can't be read; other errors are ours. */
bool is_unreadable(int rc);
/* A fault of the register or of the machine, and of nobody's letter or message. */
bool is_outside(int rc);
/* Seen by whoever must know it when handle dies: a message, minus the id of a dispatch, or 0. */
void take_in_hand(struct handle *handle, int64_t what);
/* The next letters to many that were decided (handle/dispatch.h); *did: there were some. A letter that can't
 * be made is tried alone, then given up: none of the others waits for it. ERR_IO, ERR_TEMPORARY,
 * ERR_UNAVAILABLE: the register; nothing was changed. */
int dispatch_slice(struct handle *handle, bool *did, struct err *err);
/* Its next letter could not be made. */
int dispatch_failed(struct handle *handle, int64_t id, const char *why, struct err *err);
void log_decision(int64_t message, const struct decision *decision);

#endif
