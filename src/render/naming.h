/* The forms of an organisation's name in a French sentence. Some names want an article, "la Mission locale de
 * Metz", others stand alone, "Acme SA": the name's first words tell (called.* in templates/fr/phrases). A
 * name that begins with none of them gets no article, for its gender is never guessed. */
#ifndef RENDER_NAMING_H
#define RENDER_NAMING_H

#include "base/bytes.h"

/* form: "le" ("la Mission locale de Metz"), "Le" (the same at the beginning of a sentence), "de" ("de la
 * Mission locale de Metz", "d’Acme SA") or "a" ("à la Mission locale de Metz"). NULL for another form. */
const char *naming_form(struct arena *arena, const char *name, const char *form);

#endif
