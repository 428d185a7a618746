/* Private to the commands check and setup: printing findings, and the checks. */
#ifndef TOOL_CHECK_H
#define TOOL_CHECK_H

#include "../config.h"
#include "tool.h"

struct collect;
struct db;
struct submit;

/* Prints one finding a line; *worst keeps the code of the first fault, which check returns. */
void check_finding(int *worst, const char *what, int rc, const struct err *err, const char *good);
void check_warning(const char *what, const char *text);

/* Advice when the clock is behind times in the register; NULL: the clock is right. */
const char *check_clock(struct arena *arena, struct db *db);

/* check_directory.c: whether all required contacts exist. */
void check_directory(struct program *program, struct db *db, int *worst);

/* check_connect.c: where the configured secret can be read now: outside of the service, systemd credentials
 * are in NAME.secret beside the configuration (systemd/passerelle.service). */
const char *check_secret_source(struct program *program, const char *source);
/* check_connect.c: checks the settings of both servers, without connecting. */
void check_addresses(struct program *program, const struct config *config, int *worst);
/* check_connect.c: opens the server as the daemon does. ERR_* of secret_read, collect_open, submit_open. */
int check_open_mailbox(struct arena *arena, const struct config *config, struct collect **out,
		       struct err *err);
int check_open_relay(struct arena *arena, const struct config *config, struct submit **out, struct err *err);
/* check_connect.c: "local+detail@domain" of the shared mailbox. */
const char *check_subaddress(struct arena *arena, const struct config *config, const char *detail);
/* check_connect.c: findings on both servers, from the login to a mail to a subaddress that comes back. */
void check_servers(struct program *program, const struct config *config, int *worst);
/* check_results.c: whether mails in the mailbox have Authentication-Results of a configured server. */
void check_results(struct program *program, const struct config *config, int *worst);
/* check_results.c: the server named in the topmost Authentication-Results of the newest mails; NULL: none. */
const char *check_results_seen(struct program *program, const struct config *config);
/* check_connect.c: logs in to the server, with the secret read as the daemon does. The error gives advice.
 * ERR_* of secret_read, collect_open, submit_open and submit_probe. */
int check_mailbox(struct program *program, const struct config *config, struct err *err);
int check_relay(struct program *program, const struct config *config, struct err *err);

#endif
