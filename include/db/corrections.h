/* Refused messages and what was sent to correct them (specification section 2): all attempts at one thing, of
 * which one is accepted at most. Written by src/db/corrections.c. */
#ifndef DB_CORRECTIONS_H
#define DB_CORRECTIONS_H

#include "db.h"

/* `message` corrects `refused`, which may be a correction itself. */
int correction_add(struct db *db, int64_t message, int64_t refused, struct err *err);
/* What an accepted attempt at the same thing as `refused` has made, "" for one that a person is to decide.
 * ERR_NOT_FOUND: none was accepted. */
int correction_accepted(struct db *db, struct arena *arena, int64_t refused, char **ref, struct err *err);

#endif
