/* Refused messages and the messages that correct them (specification section 2). All attempts at the same
 * thing form a group, of which at most one is accepted. Written by src/db/corrections.c. */
#ifndef DB_CORRECTIONS_H
#define DB_CORRECTIONS_H

#include "db.h"

#include <time.h>

/* Records that `message` corrects `refused`, which may be a correction itself. */
int correction_add(struct db *db, int64_t message, int64_t refused, struct err *err);
/* *ref: the record that an accepted attempt in the group of `refused` made, "" when a person still decides on
 * it. ERR_NOT_FOUND: none was accepted. */
int correction_accepted(struct db *db, struct arena *arena, int64_t refused, char **ref, struct err *err);

/* Stores the valid fields of a refused form (JSON, owned by the caller), and deletes those stored before
 * `since`. */
int refused_form_keep(struct db *db, int64_t message, const char *document, time_t now, time_t since,
		      struct err *err);
/* ERR_NOT_FOUND: nothing is stored for that message. */
int refused_form_get(struct db *db, struct arena *arena, int64_t message, time_t since, char **document,
		     struct err *err);
/* The message that a refusal to this contact answered, by the refusal's Message-ID. ERR_NOT_FOUND. */
int refused_by_letter(struct db *db, const char *message_id, int64_t contact, int64_t *message,
		      struct err *err);

#endif
