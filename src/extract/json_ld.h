/* Objects of schema.org as lines of a form (private to json_ld*.c). */
#ifndef EXTRACT_JSON_LD_H
#define EXTRACT_JSON_LD_H

#include "carriers.h"

#include <jansson.h>

/* An object that becomes a form. */
struct posting {
	struct carriers *carriers;
	struct arena *arena;
	struct carried *carried;
	const json_t *object;
};

/* A member of the object or, for an array, of its first object; NULL. */
const json_t *json_ld_member(const json_t *object, const char *name);
/* The text of a string, a number or an object with a name; NULL for a missing value, "" and null. */
const char *json_ld_text(struct arena *arena, const json_t *value);
const char *json_ld_member_text(const struct posting *posting, const char *name);

/* Adds a line to the form: the field, the label shown to the sender, the text. */
void json_ld_add(struct posting *posting, const char *key, const char *label, const char *text);
/* The same for a member, whose name is the label. */
void json_ld_add_member(struct posting *posting, const char *key, const char *name);
/* An instant; is_day: only its day. */
void json_ld_add_moment(struct posting *posting, const char *key, const char *name, bool is_day);
/* Several places become several values of the field. */
void json_ld_add_places(struct posting *posting, const char *name);

void json_ld_take_job(struct posting *posting); /* json_ld_job.c */

#endif
