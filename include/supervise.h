/* supervise: the daemon. It starts one process a stage that touches the outside, keeps them alive, wakes one
 * when another has made work for it, and speaks with systemd. Each process opens what it needs itself. */
#ifndef SUPERVISE_H
#define SUPERVISE_H

#include "base/err.h"

#include <stdbool.h>

struct config; /* src/config.h */
struct db;

/* Loads the words that the stages share and checks what they would fail at: the rules on offers, the
 * addresses of both servers. For `run`, and on SIGHUP for the configuration that comes next. ERR_* with one
 * line. */
int supervise_load(const struct config *config, struct err *err);

/* Runs the daemon until SIGTERM or SIGINT, or (is_once) drains mailbox, what is due and queue once. The
 * caller holds the register's lock; config outlives the call. ERR_*: what a stage could not do, when it
 * drains. */
int supervise_run(const struct config *config, bool is_once, bool is_verbose, struct err *err);

/* Puts into the register what the processes of an earlier run had noted of their letters, however many they
 * were. Before supervise_run, with the register's lock. ERR_*: the register can't be written, and the letters
 * would be shared out anew. */
int outbox_recover(struct db *db, const struct config *config, struct err *err);

#endif
