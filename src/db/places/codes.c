/* Territory codes of the directory. */
#include "rows.h"

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
