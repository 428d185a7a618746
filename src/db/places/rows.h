/* Private to db: finds rows of the place tables and makes struct place of them. */
#ifndef DB_PLACE_ROWS_H
#define DB_PLACE_ROWS_H

#include "db/places.h"
#include "name.h"

struct place_row {
	const char *insee, *name, *whole, *bare, *department, *department_name, *region;
	const char *parent, *parent_bare; /* of a municipal arrondissement, or NULL */
	const char *postal_code;	  /* the requested one, or the commune's only one, or NULL */
};

struct place_rows {
	struct place_row *rows;
	size_t count;
};

int place_rows_by_insee(struct db *db, struct arena *arena, const char *insee, struct place_rows *out,
			struct err *err);
int place_rows_by_postal_code(struct db *db, struct arena *arena, const char *postal_code,
			      struct place_rows *out, struct err *err);
int place_rows_by_bare(struct db *db, struct arena *arena, const char *bare, struct place_rows *out,
		       struct err *err);
/* Today's communes that contain a merged or renamed one with that old name or old INSEE code (either may be
 * NULL), without duplicates. */
int place_rows_by_former(struct db *db, struct arena *arena, const struct place_name *name, const char *insee,
			 struct place_rows *out, struct err *err);
/* Whether a former commune had exactly that name, with its article. */
bool place_former_is_named(const struct place_name *name);
/* Whether this atom exists; for Paris, Lyon and Marseille, in any of their arrondissements. */
int place_has_postal_code(struct db *db, const char *insee, const char *postal_code, bool *has,
			  struct err *err);

enum area_kind { AREA_DEPARTMENT = 1, AREA_REGION = 2 };

struct area {
	enum area_kind kind;
	struct place place;
	const char *bare;
};

struct areas {
	struct area *rows;
	size_t count;
};

/* Departments by code or name, regions (of 2016, else earlier ones) by name; kinds: area_kind bits. */
int areas_by_name(struct db *db, struct arena *arena, const char *bare, int kinds, struct areas *out,
		  struct err *err);
int area_department(struct db *db, struct arena *arena, const char *code, struct place *out, struct err *err);
int area_region(struct db *db, struct arena *arena, const char *code, struct place *out, struct err *err);
int area_former_region(struct db *db, struct arena *arena, const char *code, struct place *out,
		       struct err *err);

struct place place_of_row(struct arena *arena, const struct place_row *row);
/* The same, with the department's name in its label, to tell namesakes apart. */
struct place place_of_choice(struct arena *arena, const struct place_row *row);
/* A postal code as a place, from all its rows; department and region only when all rows agree. */
struct place place_of_postal_code(struct arena *arena, const struct place_rows *rows);

#endif
