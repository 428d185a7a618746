#include "rows.h"

#include "../sql.h"
#include "base/list.h"

/* ?2: the requested postal code, or NULL. */
#define COLUMNS                                                                                              \
	"SELECT c.insee, c.name, c.whole, c.bare, c.department, d.name, d.region, c.parent,"                 \
	" (SELECT bare FROM commune WHERE insee = c.parent),"                                                \
	" coalesce(?2, (SELECT iif(count(*) = 1, nullif(max(code), ''), NULL) FROM postal WHERE insee = "    \
	"c.insee))"                                                                                          \
	" FROM commune c JOIN department d ON d.code = c.department"

static int read_rows(struct sql *sql, int rc, struct arena *arena, struct place_rows *out, struct err *err)
{
	bool row;
	struct list list = {.arena = arena, .size_bytes = sizeof(*out->rows)};
	while (!rc && !(rc = sql_step(sql, &row, err)) && row) {
		struct place_row *p = list_add(&list);
		sql_read(sql, arena, "ssssssssss", &p->insee, &p->name, &p->whole, &p->bare, &p->department,
			 &p->department_name, &p->region, &p->parent, &p->parent_bare, &p->postal_code);
	}
	sql_end(sql);
	*out = (struct place_rows){list.items, list.count};
	return rc;
}

int place_rows_by_insee(struct db *db, struct arena *arena, const char *insee, struct place_rows *out,
			struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err, COLUMNS " WHERE c.insee = ?1", "ss", insee, (const char *)NULL);
	return read_rows(&sql, rc, arena, out, err);
}

int place_rows_by_postal_code(struct db *db, struct arena *arena, const char *postal_code,
			      struct place_rows *out, struct err *err)
{
	struct sql sql;
	int rc =
	    sql_start(&sql, db, err,
		      COLUMNS " WHERE c.insee IN (SELECT insee FROM postal WHERE code = ?1) ORDER BY c.insee",
		      "ss", postal_code, postal_code);
	return read_rows(&sql, rc, arena, out, err);
}

int place_rows_by_bare(struct db *db, struct arena *arena, const char *bare, struct place_rows *out,
		       struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err, COLUMNS " WHERE c.bare = ?1 ORDER BY c.insee", "ss", bare,
			   (const char *)NULL);
	return read_rows(&sql, rc, arena, out, err);
}

int place_has_postal_code(struct db *db, const char *insee, const char *postal_code, bool *has,
			  struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT EXISTS (SELECT 1 FROM postal WHERE code = ?2 AND insee = ?1) OR"
		       " EXISTS (SELECT 1 FROM commune c JOIN postal p ON p.insee = c.insee"
		       " WHERE c.parent = ?1 AND p.code = ?2)",
		       "ss>f", insee, postal_code, has);
}

static struct place place_with(const struct place_row *row, const char *label)
{
	return (struct place){.label = label,
			      .insee = row->insee,
			      .postal_code = row->postal_code,
			      .department = row->department,
			      .region = row->region};
}

struct place place_of_row(struct arena *arena, const struct place_row *row)
{
	return place_with(row, arena_printf(arena, "%s (%s)", row->name,
					    row->postal_code ? row->postal_code : row->department));
}

struct place place_of_choice(struct arena *arena, const struct place_row *row)
{
	const char *code = row->postal_code ? row->postal_code : "";
	return place_with(row, arena_printf(arena, "%s (%s%s%s)", row->name, code, *code ? ", " : "",
					    row->department_name));
}

struct place place_of_postal_code(struct arena *arena, const struct place_rows *rows)
{
	const struct place_row *first = &rows->rows[0];
	struct place place = {
	    .postal_code = first->postal_code, .department = first->department, .region = first->region};
	for (size_t i = 1; i < rows->count; i++) {
		if (place.department && strcmp(place.department, rows->rows[i].department) != 0)
			place.department = NULL;
		if (place.region && strcmp(place.region, rows->rows[i].region) != 0)
			place.region = NULL;
	}
	place.label = place.department
			  ? arena_printf(arena, "%s (%s)", place.postal_code, first->department_name)
			  : place.postal_code;
	return place;
}
