/* Names of persons and organisations in a signature (private to the stage). */
#ifndef EXTRACT_WORDS_NAMES_H
#define EXTRACT_WORDS_NAMES_H

#include "base/bytes.h"

#include <stdbool.h>
#include <stddef.h>

/* The number of words of the sender's name or address in the folded line, 0 when it has other words: "Marie
 * D.", "Mme Durand", "MD" for Marie Durand. */
size_t name_count_words(struct arena *arena, const char *folded, const char *sender);
bool name_is_senders(struct arena *arena, const char *folded, const char *sender);
/* One to four capitalised words without punctuation: "Marie DURAND". */
bool name_is_shaped(const char *line, size_t *words);

/* What stands before the first comma, dash, bar or parenthesis: "Garage Morel - dépannage" */
const char *name_first_part(struct arena *arena, const char *line);
/* Whether the text begins with a word that joins the parts of a name: "du", "et". */
bool name_joins(const char *text);
/* "RH", "Le secrétariat": who writes, and nothing else. */
bool line_is_desk(const char *folded);
/* Whether a line holds nothing but who wrote: a name, a function, an organisation, an initial. */
bool line_signs(struct arena *arena, const char *line);
/* The same, and a function or an office is in it. */
bool line_names_office(struct arena *arena, const char *line);
/* A name alone: "Yanis Cherif", also in a list of those who come: "Yanis CHERIF, Inès ROCHE". */
bool line_is_name(const char *line);
/* Letters, and no small ones: "POSTE POURVU". */
bool line_is_shouted(const char *text);
/* Whether it has words of sentences: "Le lien est mort". */
bool line_speaks(const char *folded);
/* In a text of capitals each line has the shape of a name; whether this one, below another, answers all the
 * same: "MERCI", "ELLE RETIRE SON ACCORD". */
bool line_is_shouted_answer(struct arena *arena, const char *line, const char *above);
/* A slogan in quotation marks: "« Du bois, des idées »". */
bool line_is_quoted(const char *line);

#endif
