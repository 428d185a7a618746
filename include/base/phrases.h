/* phrases: the French wording that stands in no template (labels, hints, reasons of faults, names of things),
 * as data, so that a copy-editor changes it without C: templates/fr/phrases, one line `key = wording` a
 * phrase, where {name} stands for a value and \n for the end of a line. The program carries the file that it
 * was built with and works with that until phrases_open takes the installed one, which is before any process
 * enters its sandbox. */
#ifndef BASE_PHRASES_H
#define BASE_PHRASES_H

#include "base/bytes.h"
#include "base/err.h"

/* Takes templates/fr/phrases instead of the carried wording. ERR_CONFIG names file, line and what is wrong: a
 * line that is no phrase, a key that is unknown, missing or stands twice, another set of {names} than the
 * carried phrase has. */
int phrases_open(const char *templates, struct err *err);

/* The wording of a key, which lives as long as the program; "" for a key that does not exist. */
const char *phrase(const char *key);
/* The wording of "group.name". */
const char *phrase_of(const char *group, const char *name);
/* The wording with its {names} filled in: pairs of a name and its text, then NULL. A text is never read as a
 * phrase. */
char *phrase_with(struct arena *arena, const char *key, ...) __attribute__((sentinel));

/* The nth key in the order of the alphabet, NULL behind the last; for tests. */
const char *phrase_key(size_t n);

#endif
