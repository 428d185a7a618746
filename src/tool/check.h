/* Private to the commands check and setup: findings, and what is tried. */
#ifndef TOOL_CHECK_H
#define TOOL_CHECK_H

#include "../config.h"
#include "tool.h"

struct collect;
struct db;
struct submit;

/* One finding a line; the first fault's code stays in *worst, which is what check returns. */
void check_finding(int *worst, const char *what, int rc, const struct err *err, const char *good);
void check_warning(const char *what, const char *text);

/* What to do about a clock that is behind what the register has seen; NULL: nothing. */
const char *check_clock(struct arena *arena, struct db *db);

/* check_directory.c: whether everybody who is needed is there. */
void check_directory(struct program *program, struct db *db, int *worst);

/* check_connect.c: where the secret of the configuration can be read now: what the service manager brings
 * while the service runs lies beside the configuration as NAME.secret else (systemd/passerelle.service). */
const char *check_secret_source(struct program *program, const char *source);
/* check_connect.c: what the configuration says of both servers, without connecting. */
void check_addresses(struct program *program, const struct config *config, int *worst);
/* check_connect.c: opens the server as the daemon does. ERR_* of secret_read, collect_open, submit_open. */
int check_open_mailbox(struct arena *arena, const struct config *config, struct collect **out,
		       struct err *err);
int check_open_relay(struct arena *arena, const struct config *config, struct submit **out, struct err *err);
/* check_connect.c: "local+detail@domain" of the shared mailbox. */
const char *check_subaddress(struct arena *arena, const struct config *config, const char *detail);
/* check_connect.c: findings on both servers, from logging in to a mail to a subaddress that comes back. */
void check_servers(struct program *program, const struct config *config, int *worst);
/* check_results.c: whether the mails in the mailbox have Authentication-Results that are believed. */
void check_results(struct program *program, const struct config *config, int *worst);
/* check_results.c: whose stand topmost in the newest mails of the mailbox; NULL: there are none. */
const char *check_results_seen(struct program *program, const struct config *config);
/* check_connect.c: logs in to the server. The secret is read as the daemon reads it. The error says
 * what to do. ERR_* of secret_read, collect_open, submit_open and submit_probe. */
int check_mailbox(struct program *program, const struct config *config, struct err *err);
int check_relay(struct program *program, const struct config *config, struct err *err);

#endif
