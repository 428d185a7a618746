/* An organisation's name in a French sentence. Some names need an article, "la Mission locale de Metz",
 * others don't, "Acme SA": decided by the first words of the name (called.* in templates/fr/phrases). Other
 * names get no article, as their gender is unknown. */
#ifndef RENDER_NAMING_H
#define RENDER_NAMING_H

#include "base/bytes.h"

/* form: "le" ("la Mission locale de Metz"), "Le" (the same at the start of a sentence), "de" ("de la Mission
 * locale de Metz", "d’Acme SA") or "a" ("à la Mission locale de Metz"). NULL for another form. */
const char *naming_form(struct arena *arena, const char *name, const char *form);

#endif
