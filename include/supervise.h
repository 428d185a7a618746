/* supervise: the daemon. It starts one process a stage that touches the outside, keeps them alive, wakes one
 * when another has made work for it, and speaks with systemd. Each process opens what it needs itself. */
#ifndef SUPERVISE_H
#define SUPERVISE_H

#include "base/err.h"

#include <stdbool.h>

struct config; /* src/config.h */

/* Runs the daemon until SIGTERM or SIGINT, or (is_once) drains mailbox, what is due and queue once. The
 * caller holds the register's lock; config outlives the call. ERR_*: what a stage could not do, when it
 * drains. */
int supervise_run(const struct config *config, bool is_once, bool is_verbose, struct err *err);

#endif
