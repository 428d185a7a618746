/* The engine's state, shared by handle.c (life, actions), group.c (messages) and explain.c. */
#ifndef HANDLE_ENGINE_H
#define HANDLE_ENGINE_H

#include "handle/task.h"
#include "reader.h"

enum { GROUP_MESSAGES = 50 }; /* that are decided in one transaction at most */

/* Messages whose decisions are committed together. */
struct group {
	struct arena *arena;
	struct item {
		struct findings findings;
		struct task task;
	} items[GROUP_MESSAGES];
	size_t count, bytes;
};

/* The message that the reader has; id 0: none. It reads that one while the one before is decided. */
struct prefetched {
	int64_t id, oversize_bytes;
	size_t bytes;
};

struct handle {
	struct db *db;
	const struct handle_options *options;
	struct decode_options decode;
	struct reader *reader;
	struct group group;
	struct prefetched prefetched;
	int64_t alone_until; /* up to this message each is decided in a transaction of its own: one of them
				fails */
	bool owes_erasure;   /* something erased may still stand in the WAL */
};

struct task task_start(struct handle *handle, struct arena *arena);
void task_end(struct task *task);
void group_end(struct group *group);
/* Overwrites what the last commits erased (db_erase_traces), if anything. */
int erase_owed(struct handle *handle, struct err *err);
/* What was just committed is anchored; that it can't be is no fault of what was. */
void anchor_commit(struct handle *handle);
/* Fills the task from what the reader found, or decides at once that the message is quarantined. */
int take_item(struct handle *handle, struct arena *arena, const struct prefetched *message, struct item *item,
	      struct err *err);
void log_decision(int64_t message, const struct decision *decision);

#endif
