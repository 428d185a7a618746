/* Private to db: rows of the place tables, found and turned into struct place. */
#ifndef DB_PLACE_ROWS_H
#define DB_PLACE_ROWS_H

#include "db/places.h"
#include "name.h"

struct place_row {
	const char *insee, *name, *whole, *bare, *department, *department_name, *region;
	const char *parent, *parent_bare; /* of a municipal arrondissement, or NULL */
	const char *postal_code;	  /* the one asked for, or its only one, or NULL */
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
/* The communes of today that hold one that was merged or renamed, by its old name or its old INSEE code;
 * either may be NULL. Each once. */
int place_rows_by_former(struct db *db, struct arena *arena, const struct place_name *name, const char *insee,
			 struct place_rows *out, struct err *err);
/* Was there a commune of exactly that name, its article with it? */
bool place_former_is_named(const struct place_name *name);
/* Does this atom exist? (Of Paris, Lyon and Marseille: of one of their arrondissements.) */
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

/* Departments by code or name, regions (of 2016, or else of before) by name; kinds is a sum of area_kind. */
int areas_by_name(struct db *db, struct arena *arena, const char *bare, int kinds, struct areas *out,
		  struct err *err);
int area_department(struct db *db, struct arena *arena, const char *code, struct place *out, struct err *err);
int area_region(struct db *db, struct arena *arena, const char *code, struct place *out, struct err *err);
int area_former_region(struct db *db, struct arena *arena, const char *code, struct place *out,
		       struct err *err);

struct place place_of_row(struct arena *arena, const struct place_row *row);
/* The same with the department's name in its label, so that namesakes differ. */
struct place place_of_choice(struct arena *arena, const struct place_row *row);
/* All of a postal code's rows; department and region only where they agree. */
struct place place_of_postal_code(struct arena *arena, const struct place_rows *rows);

#endif
