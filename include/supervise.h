/* supervise: the daemon. It starts one process for each stage that has contact with the outside, restarts
 * them, wakes a stage when another has made work for it, and notifies systemd. Each process opens what it
 * needs itself. */
#ifndef SUPERVISE_H
#define SUPERVISE_H

#include "base/err.h"

#include <stdbool.h>

struct config; /* src/config.h */
struct db;

/* Loads the data that the stages share and checks what they would fail at: the rules on offers, the addresses
 * of both servers. For `run`, and on SIGHUP for the new configuration. ERR_* with one line. */
int supervise_load(const struct config *config, struct err *err);

/* Runs the daemon until SIGTERM or SIGINT; is_once: processes the mailbox, due actions and the queue once and
 * returns. The caller holds the register's lock; config outlives the call. ERR_*: with is_once, what a stage
 * could not do. */
int supervise_run(const struct config *config, bool is_once, bool is_verbose, struct err *err);

/* Stores in the register what the submit processes of an earlier run noted about their letters, whatever
 * their number was. Call before supervise_run, with the register's lock. ERR_*: the register can't be
 * written; then shards must not be assigned anew. */
int outbox_recover(struct db *db, const struct config *config, struct err *err);

#endif
