/* Private to the command setup: answers, and the files made from them. */
#ifndef TOOL_SETUP_H
#define TOOL_SETUP_H

#include "base/err.h"
#include "base/list.h"

#include <stdbool.h>

struct answer {
	const char *key, *value;
};

/* The value of that key, or NULL; `answers`: list of struct answer. */
const char *setup_answer(const struct list *answers, const char *key);

/* Whether the configuration has this key. */
bool setup_is_key(const char *key);

/* The complete shipped configuration. */
extern const char setup_sample[];

/* The shipped configuration with its comments and the answers as values; other answers are ignored. ERR_DATA:
 * a value that can't be written there. */
int setup_configuration(struct arena *arena, const struct list *answers, char **out, struct err *err);

/* The first directory: its columns, and the contacts of both partners. */
char *setup_directory(struct arena *arena, const struct list *answers);

#endif
