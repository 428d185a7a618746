/* Private to db: place names in comparable form. "St-Denis", "SAINT DENIS" and "Saint‑Denis" are one name;
 * "Le Mans" and "Mans" have the same bare form. */
#ifndef DB_PLACE_NAME_H
#define DB_PLACE_NAME_H

#include "base/bytes.h"

#include <stdbool.h>

struct place_name {
	const char *whole; /* folded words separated by one space, abbreviations expanded; "" for nothing */
	const char *bare;  /* the same without a leading or trailing article */
};

/* Removes CEDEX and its number. */
struct place_name place_name_of(struct arena *arena, const char *text);

bool place_name_is_article(const char *word);

/* The part before the first comma, parenthesis or spaced dash: "Lyon" in "Lyon - Gerland". */
struct place_name place_name_cut(struct arena *arena, const char *text);

/* The number at the end of "lyon 7e arrondissement", "paris 18eme", "lyon 07"; *before: the name without it.
 * 0 when there is none. */
int place_name_district(struct arena *arena, const char *whole, const char **before);

#endif
