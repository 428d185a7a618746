/* Places of France: communes and municipal arrondissements, postal codes, departments, regions of 2016 and
 * before. Data: src/db/places (Licence Ouverte), carried in the program and brought into the register when it
 * is made. An atom is a pair of commune (or municipal arrondissement) and postal code; every place and
 * territory is a set of atoms. */
#ifndef DB_PLACES_H
#define DB_PLACES_H

#include "db.h"

/* What extract made of the words; any may be NULL. */
struct place_query {
	const char *insee;	 /* labelled so */
	const char *postal_code; /* five digits */
	const char *name;	 /* commune, department or region; CEDEX and arrondissement taken off */
	const char *department;	 /* a code ("51") or a name, beside the commune's name */
	const char *district;	 /* municipal arrondissement number: "7" */
};

struct place {
	const char
	    *label; /* for people: "Lyon 7e Arrondissement (69007)", "Rhône (69)", "Auvergne-Rhône-Alpes" */
	const char *insee;	 /* most precise commune, or NULL for a department, region or a postal code of
				    several communes */
	const char *postal_code; /* or NULL */
	const char *department;	 /* code, NULL for a region */
	const char *region; /* code of 2016; NULL only for the nation (and for a P code that lies in two) */
	const char *former_region; /* code before 2016, only for such a region as a whole (A82); else NULL */
};

/* In this order (specification section 4): postal code with commune, postal code, commune with department,
 * commune, department, region; an INSEE code first where labelled so, and for five digits that no postal code
 * has. A postal code of several communes without a name is the postal code itself when all lie in one
 * department and no commune is named, else ambiguous is asked. OK with *out; ERR_NOT_FOUND: no such place;
 * ERR_DATA: several, *choices says which (at most 60, labels for people). A postal code and a name that
 * contradict each other are ERR_NOT_FOUND with the communes of that postal code as choices. A name alone that
 * is a commune and also a department or region elsewhere (Vienne, Allier, La Réunion) is asked too. */
int places_resolve(struct db *db, struct arena *arena, const struct place_query *query, struct place *out,
		   struct place **choices, size_t *choice_count, struct err *err);

/* The place of a territory code: FR, R84, A82, D69, C69387, P69007. ERR_NOT_FOUND: no such code. */
int places_by_code(struct db *db, struct arena *arena, const char *code, struct place *out, struct err *err);

/* A place as people say it, without codes: "Lyon 7e (Rhône)", "Rhône", "Auvergne-Rhône-Alpes"; "" when it is
 * not known any closer than France. Only the codes of `place` count. */
int place_in_words(struct db *db, struct arena *arena, const struct place *place, char **out,
		   struct err *err);

/* Loads the carried data into the empty tables; called by the migration that makes them. */
int places_load(struct db *db, struct err *err);

#endif
