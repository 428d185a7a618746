/* Private to the command setup: answers, and the files that are made of them. */
#ifndef TOOL_SETUP_H
#define TOOL_SETUP_H

#include "base/err.h"
#include "base/list.h"

#include <stdbool.h>

struct answer {
	const char *key, *value;
};

/* The value of that key, or NULL; `answers` is a list of struct answer. */
const char *setup_answer(const struct list *answers, const char *key);

/* Whether the configuration has that key. */
bool setup_is_key(const char *key);

/* The shipped configuration, whole. */
extern const char setup_sample[];

/* The shipped configuration with the answers in the places of its values, comments and all; answers to other
 * keys are left out. ERR_DATA: a value that can't stand there. */
int setup_configuration(struct arena *arena, const struct list *answers, char **out, struct err *err);

/* The directory to start from: its columns, and who answers for both partners. */
char *setup_directory(struct arena *arena, const struct list *answers);

#endif
