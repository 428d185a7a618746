/* What a form looks like in a letter: its facts for readers, its blank lines for the next one to write. All
 * text in French; what is returned belongs to the caller's arena or, as json_t, to who puts it into data. */
#ifndef HANDLE_PRESENT_H
#define HANDLE_PRESENT_H

#include "extract.h"

#include <jansson.h>

/* [{label, value}] of the form's fields that are shown to readers, in the order of the kind's table; `except`
 * is a NULL-terminated list of keys to leave out. */
json_t *present_facts(const struct form *form, enum kind kind, const char *const *except);
/* [{label, value}] of the empty form of a kind; values from `filled` where it has a good one (may be NULL).
 */
json_t *present_form(enum kind kind, bool is_spontaneous, const struct form *filled);
bool present_is_faulty(const struct form *form, const char *key);
/* The same as lines "Label : value", for the body of a mailto: link. */
char *present_form_text(struct arena *arena, enum kind kind, bool is_spontaneous);
/* What a word of the register is called in French; one that is not known as it is. */
const char *present_word(const char *word);
/* Appends {label, subject, body} to data's "buttons". */
void present_button(json_t *data, const char *label, const char *subject, const char *body);
/* How many are told, and the flags of the sentences that differ for none and for one. */
void present_contact_count(json_t *data, size_t count);
/* The form's notes as [string]. */
json_t *present_notes(const struct form *form);

#endif
