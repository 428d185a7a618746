/* Private to db: one search for a place, and what its steps share. */
#ifndef DB_PLACE_SEARCH_H
#define DB_PLACE_SEARCH_H

#include "rows.h"

struct search {
	struct db *db;
	struct arena *arena;
	const struct place_query *query;
	struct place_name name; /* without the number of a district */
	int district;		/* 0: none */
	int kinds;		/* area_kind bits that the name may be */
	bool is_area_only;	/* as in "département du Rhône" */
	struct area *filter;	/* the department (or region) written beside the name, or NULL */
	bool is_filter_unknown; /* that text names neither */
	struct place *place;
	struct place_rows choices; /* candidates */
	struct areas area_choices;
};

/* A step returns OK with *done; ERR_DATA (several) or ERR_NOT_FOUND with choices; or OK without *done, to try
 * the next step. */
typedef int search_step(struct search *s, bool *done, struct err *err);

search_step search_by_insee, search_by_postal_code; /* search_code.c */
search_step search_by_name, search_by_department;   /* search_name.c */

/* Refuse, with these rows as the choices: ERR_DATA, ERR_NOT_FOUND. */
int search_ask(struct search *s, struct place_rows among, struct err *err);
int search_not_found(struct search *s, struct place_rows instead, struct err *err);
/* Takes the only row, asks among several. */
int search_take(struct search *s, struct place_rows rows, bool *done, struct err *err);

/* No row yet, room for `most`. */
struct place_rows search_rows(struct search *s, size_t most);
struct place_rows search_in_area(struct search *s, struct place_rows from, const struct place *area);
/* Rows with exactly that name; without any, rows with the same bare form. */
struct place_rows search_named(struct search *s, struct place_rows from, struct place_name name);
/* Narrows Lyon, or its arrondissements, to the arrondissement with the searched number; communes without
 * arrondissements stay. */
int search_district(struct search *s, struct place_rows *rows, struct err *err);
/* Whether this commune ("lyon") has arrondissements. */
bool search_has_districts(const char *commune);

#endif
