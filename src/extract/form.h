/* Functions to build a form (private to the stage). */
#ifndef EXTRACT_FORM_H
#define EXTRACT_FORM_H

#include "extract.h"
#include "fields.h"

enum {
	FORM_FIELDS = 200,
	FORM_FAULTS = 200,
	FORM_NOTES = 50,
	FORM_VALUE_BYTES = 32 * 1024,
	FORM_READ_BYTES = 200
};

void form_fault_read(struct form *form, const char *key, const char *read, const char *why);
void form_drop(struct form *form, const char *key); /* removes the field */
bool form_has_fault(const struct form *form, const char *key);
/* Adds everything in `part`; its fields replace those with the same key. */
void form_merge(struct form *form, const struct form *part);
/* Changes of a record contain only the changed fields; an answer's own fields stay required. */
bool form_is_change(const struct form *form);

#endif
