/* Names of territories in free text, "Rhône et Loire" (private to the stage). */
#ifndef KIND_TERRITORIES_H
#define KIND_TERRITORIES_H

#include "handle/task.h"

/* Adds the codes of the territories in the folded name, separated by single spaces; a region takes precedence
 * over villages of its name. An unknown or ambiguous name is a fault of the field `key`. ERR_* of the
 * register only. */
int territories_add(struct task *task, const char *key, const char *name, struct buf *codes, struct err *err);

/* The codes and names (KEY_names) in the field `key`, as codes and kinds separated by single spaces; unknown
 * ones are a fault of it. ERR_* of the register only. */
int territories_settle(struct task *task, const char *key, const char **codes, struct err *err);

/* A code of no territory is a fault of the field `key`. ERR_* of the register only. */
int territories_check_code(struct task *task, const char *key, const char *code, struct err *err);

/* A connecting word: "de", "toute", "et". */
bool territories_is_link(const char *word, size_t length);

/* The places between which the sender must choose: the first twelve, by name. */
char *territories_text(struct task *task, const struct place *choices, size_t count);

#endif
