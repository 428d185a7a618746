/* phrases: the French wording outside of the templates (labels, hints, reasons of faults, names of things),
 * as data, so that a copy-editor can change it without C. The file is templates/fr/phrases, one line `key =
 * wording` a phrase; {name} stands for a value and \n for a line break. The program contains the file that it
 * was built with, and uses that until phrases_open loads the installed one, before any process enters its
 * sandbox. */
#ifndef BASE_PHRASES_H
#define BASE_PHRASES_H

#include "base/bytes.h"
#include "base/err.h"

/* Replaces the built-in wording with that of templates/fr/phrases. ERR_CONFIG names file, line and fault: a
 * line that is no phrase, a key that is unknown, missing or duplicate, {names} that differ from the built-in
 * phrase. */
int phrases_open(const char *templates, struct err *err);

/* The wording of a key; "" for an unknown key. Static memory. */
const char *phrase(const char *key);
/* The wording of "group.name". */
const char *phrase_of(const char *group, const char *name);
/* The wording with its {names} replaced. Arguments: pairs of a name and its text, then NULL. Braces inside a
 * text are not replaced. */
char *phrase_with(struct arena *arena, const char *key, ...) __attribute__((sentinel));

/* The nth key in alphabetical order, NULL after the last; for tests. */
const char *phrase_key(size_t n);

#endif
