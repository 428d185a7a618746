/* Territory codes of the directory. */
#include "rows.h"

#include "../sql.h"

static int nation(struct db *db, struct arena *arena, const char *code, struct place *out, struct err *err)
{
	(void)db, (void)arena;
	if (*code)
		return err_set(err, ERR_NOT_FOUND, "no such territory code");
	*out = (struct place){.label = "France"};
	return OK;
}

static int commune(struct db *db, struct arena *arena, const char *code, struct place *out, struct err *err)
{
	struct place_rows rows;
	int rc = place_rows_by_insee(db, arena, code, &rows, err);
	if (rc || !rows.count)
		return rc ? rc : err_set(err, ERR_NOT_FOUND, "no such commune");
	*out = place_of_row(arena, &rows.rows[0]);
	return OK;
}

static int postal_code(struct db *db, struct arena *arena, const char *code, struct place *out,
		       struct err *err)
{
	struct place_rows rows;
	int rc = place_rows_by_postal_code(db, arena, code, &rows, err);
	if (rc || !rows.count || !*code)
		return rc ? rc : err_set(err, ERR_NOT_FOUND, "no such postal code");
	*out = place_of_postal_code(arena, &rows);
	return OK;
}

static const struct {
	const char *prefix;
	int (*get)(struct db *db, struct arena *arena, const char *code, struct place *out, struct err *err);
} kinds[] = {
    {"FR", nation},	    {"R", area_region}, {"A", area_former_region},
    {"D", area_department}, {"C", commune},	{"P", postal_code},
};

int places_by_code(struct db *db, struct arena *arena, const char *code, struct place *out, struct err *err)
{
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		size_t length = strlen(kinds[i].prefix);
		if (strncmp(code, kinds[i].prefix, length) == 0)
			return kinds[i].get(db, arena, code + length, out, err);
	}
	return err_set(err, ERR_NOT_FOUND, "no such territory code");
}

/* "Lyon 7e Arrondissement" is "Lyon 7e". */
static char *without_district_word(struct arena *arena, const char *name)
{
	static const char WORD[] = " Arrondissement";
	size_t length = strlen(name), end = strlen(WORD);
	bool has_word = length > end && !strcmp(name + length - end, WORD);
	return arena_strndup(arena, name, has_word ? length - end : length);
}

int place_in_words(struct db *db, struct arena *arena, const struct place *place, char **out, struct err *err)
{
	struct place_rows rows = {0};
	char *department = NULL, *region = NULL;
	int rc = OK;
	*out = arena_strdup(arena, "");
	if (place->insee && (rc = place_rows_by_insee(db, arena, place->insee, &rows, err)))
		return rc;
	if (rows.count) {
		*out = arena_printf(arena, "%s (%s)", without_district_word(arena, rows.rows[0].name),
				    rows.rows[0].department_name);
		return OK;
	}
	if (place->department)
		rc = sql_one(db, arena, err, "no such department",
			     "SELECT name FROM department WHERE code = ?1", "s>s", place->department,
			     &department);
	else if (place->region)
		rc = sql_one(db, arena, err, "no such region", "SELECT name FROM region WHERE code = ?1",
			     "s>s", place->region, &region);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	if (department && place->postal_code)
		*out = arena_printf(arena, "%s (%s)", place->postal_code, department);
	else if (department || region)
		*out = department ? department : region;
	return OK;
}
