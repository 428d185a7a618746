/* Forms as letters show them: facts for readers, and blank forms to fill in. All text is French. Returned
 * text belongs to the caller's arena; a returned json_t to the caller, who usually puts it into data. */
#ifndef HANDLE_PRESENT_H
#define HANDLE_PRESENT_H

#include "extract.h"

#include <jansson.h>

/* [{label, value}] of the form's fields that are shown to readers, in the order of the kind's table, dates
 * and numbers in words; `except` is a NULL-terminated list of keys to leave out. */
json_t *present_facts(const struct form *form, enum kind kind, const char *const *except);
/* [{label, value}] of the blank form of a kind; where `filled` (may be NULL) has a valid value, with that. */
json_t *present_form(enum kind kind, bool is_spontaneous, const struct form *filled);
/* The field's value as readers see it. */
const char *present_field(const struct form *form, const struct field *field);
bool present_is_faulty(const struct form *form, const char *key);
/* The required lines of the blank form. */
json_t *present_required(enum kind kind, bool is_spontaneous);
/* Such a list as lines "Label : value", for the body of a mailto: link. */
char *present_lines(struct arena *arena, const json_t *lines);
/* The blank form as such lines. */
char *present_form_text(struct arena *arena, enum kind kind, bool is_spontaneous);
/* The French for a word of the register; an unknown word is returned unchanged. */
const char *present_word(const char *word);
/* Appends {label, subject, body} to data's "buttons". The first one that is not destructive is the main
 * button. At most three per letter. */
void present_button(json_t *data, const char *label, const char *subject, const char *body);
void present_destructive_button(json_t *data, const char *label, const char *subject, const char *body);
/* A secondary button, never the main one. */
void present_aside_button(json_t *data, const char *label, const char *subject, const char *body);
/* Appends {label, value}. */
void present_fact(json_t *facts, const char *label, const char *value);
/* Sets data's KEY to the text, "" for NULL. */
void present_text(json_t *data, const char *key, const char *text);
/* Sets data's NAME and has_NAME; takes ownership of the list. */
void present_list(json_t *data, const char *name, json_t *list);
/* A canonical value as readers see it: "vendredi 15 janvier 2027", "2 postes", "35 h par semaine"; other
 * values unchanged, "" for NULL. */
const char *present_value(struct arena *arena, const char *key, const char *value);
/* "CDI", "apprentissage"; "" when neither code is known. */
const char *present_contract(const char *contract, const char *nature);
const char *present_people(struct arena *arena, int64_t count);	     /* "4 personnes" */
char *present_initial(struct arena *arena, const char *family_name); /* "D."; "" for none */
/* The phrase `one`, or `several` with its {count}: "1 article", "2 articles". */
const char *present_counted(struct arena *arena, size_t count, const char *one, const char *several);
/* Sets how many people are told, and the flags of the sentences for none and for one. */
void present_contact_count(json_t *data, size_t count);
/* The form's notes as [string]. */
json_t *present_notes(const struct form *form);

#endif
