/* Places of France: communes and municipal arrondissements, postal codes, departments, regions of 2016 and
 * before. Data: src/db/places (Licence Ouverte), built into the program and loaded into the register when it
 * is created. An atom is a pair of commune (or municipal arrondissement) and postal code; every place and
 * territory is a set of atoms. */
#ifndef DB_PLACES_H
#define DB_PLACES_H

#include "db.h"

/* What extract recognised in the text; any member may be NULL. */
struct place_query {
	const char *insee;	 /* only when labelled as INSEE code */
	const char *postal_code; /* five digits */
	const char *name;	 /* commune, department or region; without CEDEX and arrondissement */
	const char *department;	 /* a code ("51") or a name, written beside the commune */
	const char *district;	 /* municipal arrondissement number: "7" */
};

struct place {
	const char
	    *label; /* display name: "Lyon 7e Arrondissement (69007)", "Rhône (69)", "Auvergne-Rhône-Alpes" */
	const char *insee;	 /* most precise commune; NULL for a department, a region or a postal code of
				    several communes */
	const char *postal_code; /* or NULL */
	const char *department;	 /* code, NULL for a region */
	const char *region;	 /* code of 2016; NULL only for the nation, and for a P code in two regions */
	const char *former_region; /* code before 2016, only for such a region as a whole (A82); else NULL */
};

/* Tries in this order (specification section 4): postal code with commune, postal code, commune with
 * department, commune, department, region. An INSEE code comes first when labelled as one; five digits that
 * are no postal code are tried as one too. A postal code of several communes, without a commune's name, is
 * the postal code itself when all are in one department, else ambiguous. OK with *out; ERR_NOT_FOUND: no such
 * place; ERR_DATA: ambiguous, *choices lists the candidates (at most 60 display names). A postal code and a
 * name that contradict each other are ERR_NOT_FOUND with the communes of that postal code as choices. A bare
 * name that is a commune and also a department or region elsewhere (Vienne, Allier, La Réunion) is ambiguous
 * too. */
int places_resolve(struct db *db, struct arena *arena, const struct place_query *query, struct place *out,
		   struct place **choices, size_t *choice_count, struct err *err);

/* The place of a territory code: FR, R84, A82, D69, C69387, P69007. ERR_NOT_FOUND: no such code. */
int places_by_code(struct db *db, struct arena *arena, const char *code, struct place *out, struct err *err);

/* The place in words, without codes: "Lyon 7e (Rhône)", "Rhône", "Auvergne-Rhône-Alpes"; "" when all that is
 * known is France. Reads only the codes of `place`. */
int place_in_words(struct db *db, struct arena *arena, const struct place *place, char **out,
		   struct err *err);

/* Loads the built-in data into the empty tables; called by the migration that creates them. */
int places_load(struct db *db, struct err *err);

#endif
