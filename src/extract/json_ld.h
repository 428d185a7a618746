/* Objects of schema.org as lines of a form (private to json_ld*.c). */
#ifndef EXTRACT_JSON_LD_H
#define EXTRACT_JSON_LD_H

#include "carriers.h"

#include <jansson.h>

/* One object that becomes a form. */
struct posting {
	struct carriers *carriers;
	struct arena *arena;
	struct carried *carried;
	const json_t *object;
};

/* A member of the object, or of the first object in an array; NULL. */
const json_t *json_ld_member(const json_t *object, const char *name);
/* The text of a string, a number, or an object that stands for one; NULL for nothing, "" and null. */
const char *json_ld_text(struct arena *arena, const json_t *value);
const char *json_ld_member_text(const struct posting *posting, const char *name);

/* A line of the form: the field, the label that the sender is told, the text. */
void json_ld_add(struct posting *posting, const char *key, const char *label, const char *text);
/* The same of a member, which is its label. */
void json_ld_add_member(struct posting *posting, const char *key, const char *name);
/* An instant; with is_day its day alone. */
void json_ld_add_moment(struct posting *posting, const char *key, const char *name, bool is_day);
/* Several places are several values of the field. */
void json_ld_add_places(struct posting *posting, const char *name);

void json_ld_take_job(struct posting *posting); /* json_ld_job.c */

#endif
