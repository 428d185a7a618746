/* Private to db: names of places as they are compared. "St-Denis", "SAINT DENIS" and "Saint‑Denis" are one
 * name, "Le Mans" and "Mans" share their bare form. */
#ifndef DB_PLACE_NAME_H
#define DB_PLACE_NAME_H

#include "base/bytes.h"

#include <stdbool.h>

struct place_name {
	const char
	    *whole; /* folded words, one space between them, abbreviations written out; "" for nothing */
	const char *bare; /* the same without an article before or after it */
};

/* CEDEX and its number are taken off. */
struct place_name place_name_of(struct arena *arena, const char *text);

bool place_name_is_article(const char *word);

/* What stands before the first comma, parenthesis or dash between spaces: "Lyon" of "Lyon - Gerland". */
struct place_name place_name_cut(struct arena *arena, const char *text);

/* "lyon 7e arrondissement", "paris 18eme", "lyon 07": the number at the end, and *before without it. 0 when
 * there is none. */
int place_name_district(struct arena *arena, const char *whole, const char **before);

#endif
