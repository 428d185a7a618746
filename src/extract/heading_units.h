/* Units that a heading tells for the numbers below it: "Durée (mois)", "Salaire brut mensuel (€)" (private to
 * the stage). */
#ifndef EXTRACT_HEADING_UNITS_H
#define EXTRACT_HEADING_UNITS_H

#include "base/bytes.h"

/* "8" under "Durée (mois)" is "8 mois"; any other text stays as it is. */
const char *heading_units_add(struct arena *arena, const char *key, const char *heading, const char *text);

#endif
