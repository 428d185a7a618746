/* Departments and regions. */
#include "../sql.h"
#include "base/list.h"
#include "rows.h"

#include <ctype.h>

int area_department(struct db *db, struct arena *arena, const char *code, struct place *out, struct err *err)
{
	const char *name;
	struct place place = {0};
	int rc = sql_one(db, arena, err, "no such department",
			 "SELECT code, name, region FROM department WHERE code = ?1", "s>sss", code,
			 &place.department, &name, &place.region);
	if (rc)
		return rc;
	place.label = arena_printf(arena, "%s (%s)", name, place.department);
	*out = place;
	return OK;
}

int area_region(struct db *db, struct arena *arena, const char *code, struct place *out, struct err *err)
{
	struct place place = {0};
	int rc = sql_one(db, arena, err, "no such region", "SELECT code, name FROM region WHERE code = ?1",
			 "s>ss", code, &place.region, &place.label);
	if (!rc)
		*out = place;
	return rc;
}

/* Each region from before 2016 is inside one of today's. */
int area_former_region(struct db *db, struct arena *arena, const char *code, struct place *out,
		       struct err *err)
{
	struct place place = {0};
	int rc = sql_one(
	    db, arena, err, "no such region",
	    "SELECT f.code, f.name, (SELECT region FROM department WHERE former_region = f.code LIMIT 1)"
	    " FROM former_region f WHERE f.code = ?1",
	    "s>sss", code, &place.former_region, &place.label, &place.region);
	if (!rc)
		*out = place;
	return rc;
}

/* Normalises "1", "01", "2a", "974" to a code; "" when it is none. */
static const char *department_code(struct arena *arena, const char *word)
{
	size_t length = strlen(word);
	size_t digits = strspn(word, "0123456789");
	if (digits == length && length >= 1 && length <= 3)
		return length == 1 ? arena_printf(arena, "0%s", word) : word;
	if (length == 2 && word[0] == '2' && (word[1] == 'a' || word[1] == 'b'))
		return arena_printf(arena, "2%c", toupper((unsigned char)word[1]));
	return "";
}

/* Common names that no table contains. */
static const char *official_name(const char *bare)
{
	static const char *const names[][2] = {{"paca", "provence alpes cote d azur"},
					       {"idf", "ile de france"}};
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (strcmp(names[i][0], bare) == 0)
			return names[i][1];
	return bare;
}

typedef int area_get(struct db *db, struct arena *arena, const char *code, struct place *out,
		     struct err *err);

static int add_areas(struct sql *sql, int rc, struct list *list, enum area_kind kind, area_get *get,
		     struct err *err)
{
	bool row;
	while (!rc && !(rc = sql_step(sql, &row, err)) && row) {
		const char *code;
		struct area *area = list_add(list);
		sql_read(sql, list->arena, "ss", &code, &area->bare);
		area->kind = kind;
		rc = get(sql->db, list->arena, code, &area->place, err);
	}
	sql_end(sql);
	return rc;
}

static int add_departments(struct db *db, struct list *list, const char *bare, struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err, "SELECT code, bare FROM department WHERE bare = ?1 OR code = ?2",
			   "ss", bare, department_code(list->arena, bare));
	return add_areas(&sql, rc, list, AREA_DEPARTMENT, area_department, err);
}

/* A region that is a single department of the same name (La Réunion) counts as the department, unless only
 * regions are wanted. */
static int add_regions(struct db *db, struct list *list, const char *bare, bool is_only_kind, struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT r.code, r.bare FROM region r WHERE r.bare = ?1 AND (?2 OR NOT EXISTS"
			   " (SELECT 1 FROM department d WHERE d.region = r.code AND d.bare = r.bare))",
			   "sf", bare, is_only_kind);
	return add_areas(&sql, rc, list, AREA_REGION, area_region, err);
}

static int add_former_regions(struct db *db, struct list *list, const char *bare, struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT f.code, f.bare FROM former_region f WHERE f.bare = ?1"
			   " AND NOT EXISTS (SELECT 1 FROM region r WHERE r.bare = f.bare)",
			   "s", bare);
	return add_areas(&sql, rc, list, AREA_REGION, area_former_region, err);
}

int areas_by_name(struct db *db, struct arena *arena, const char *bare, int kinds, struct areas *out,
		  struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(*out->rows)};
	int rc = OK;
	bare = official_name(bare);
	if (kinds & AREA_DEPARTMENT)
		rc = add_departments(db, &list, bare, err);
	if (!rc && (kinds & AREA_REGION))
		rc = add_regions(db, &list, bare, kinds == AREA_REGION, err);
	if (!rc && (kinds & AREA_REGION))
		rc = add_former_regions(db, &list, bare, err);
	*out = (struct areas){list.items, list.count};
	return rc;
}
