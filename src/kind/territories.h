/* Names of territories as people write them, "Rhône et Loire" (private to the stage). */
#ifndef KIND_TERRITORIES_H
#define KIND_TERRITORIES_H

#include "handle/task.h"

/* Adds the codes of the territories that the folded name means, with single spaces between; a region goes
 * before the villages of its name. A name that is unknown, or of several, is a fault of the field `key`.
 * ERR_* of the register only. */
int territories_add(struct task *task, const char *key, const char *name, struct buf *codes, struct err *err);

/* What the field `key` says, codes and names (KEY_names), as codes and kinds with single spaces between; what
 * is unknown is a fault of it. ERR_* of the register only. */
int territories_settle(struct task *task, const char *key, const char **codes, struct err *err);

/* A code that no territory bears is a fault of the field `key`. ERR_* of the register only. */
int territories_check_code(struct task *task, const char *key, const char *code, struct err *err);

/* A word that only ties others together: "de", "toute", "et". */
bool territories_is_link(const char *word, size_t length);

/* The places between which the sender has to choose, the first twelve by name. */
char *territories_text(struct task *task, const struct place *choices, size_t count);

#endif
