/* Refused messages and what was sent to correct them (specification section 2): all attempts at one thing, of
 * which one is accepted at most. Written by src/db/corrections.c. */
#ifndef DB_CORRECTIONS_H
#define DB_CORRECTIONS_H

#include "db.h"

#include <time.h>

/* `message` corrects `refused`, which may be a correction itself. */
int correction_add(struct db *db, int64_t message, int64_t refused, struct err *err);
/* What an accepted attempt at the same thing as `refused` has made, "" for one that a person is to decide.
 * ERR_NOT_FOUND: none was accepted. */
int correction_accepted(struct db *db, struct arena *arena, int64_t refused, char **ref, struct err *err);

/* Keeps what was right in a form that this message brought and that is refused (JSON, the caller's), and
 * forgets what was kept for longer than `since`. */
int refused_form_keep(struct db *db, int64_t message, const char *document, time_t now, time_t since,
		      struct err *err);
/* ERR_NOT_FOUND: nothing is kept of that message. */
int refused_form_get(struct db *db, struct arena *arena, int64_t message, time_t since, char **document,
		     struct err *err);
/* The message that a refusal to this contact answered, by the refusal's Message-ID. ERR_NOT_FOUND. */
int refused_by_letter(struct db *db, const char *message_id, int64_t contact, int64_t *message,
		      struct err *err);

#endif
