/* Loads the embedded tables into a new register. */
#include "db/places.h"

#include "../embedded.h"
#include "../sql.h"
#include "name.h"

enum { FIELDS_MAX = 6, ARENA_ROWS = 1000 };

struct tsv_row {
	const char *fields[FIELDS_MAX];
};

struct tsv_table {
	const char *name;
	const char *text;
	size_t field_count;
	int (*add)(struct db *db, struct arena *arena, const struct tsv_row *row, struct err *err);
};

static int add_region(struct db *db, struct arena *arena, const struct tsv_row *row, struct err *err)
{
	return sql_run(db, NULL, err, "INSERT INTO region (code, name, bare) VALUES (?1, ?2, ?3)", "sss",
		       row->fields[0], row->fields[1], place_name_of(arena, row->fields[1]).bare);
}

static int add_former_region(struct db *db, struct arena *arena, const struct tsv_row *row, struct err *err)
{
	return sql_run(db, NULL, err, "INSERT INTO former_region (code, name, bare) VALUES (?1, ?2, ?3)",
		       "sss", row->fields[0], row->fields[1], place_name_of(arena, row->fields[1]).bare);
}

static int add_department(struct db *db, struct arena *arena, const struct tsv_row *row, struct err *err)
{
	return sql_run(
	    db, NULL, err,
	    "INSERT INTO department (code, name, bare, region, former_region) VALUES (?1, ?2, ?3, ?4, ?5)",
	    "ssssn", row->fields[0], row->fields[1], place_name_of(arena, row->fields[1]).bare,
	    row->fields[2], row->fields[3]);
}

static int add_postal(struct db *db, const char *insee, const char *code, struct err *err)
{
	return sql_run(db, NULL, err, "INSERT INTO postal (insee, code) VALUES (?1, ?2)", "ss", insee, code);
}

static int add_commune(struct db *db, struct arena *arena, const struct tsv_row *row, struct err *err)
{
	const char *insee = row->fields[0], *codes = row->fields[5];
	struct place_name name = place_name_of(arena, row->fields[1]);
	int rc =
	    sql_run(db, NULL, err,
		    "INSERT INTO commune (insee, name, whole, bare, department, parent)"
		    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		    "sssssn", insee, row->fields[1], name.whole, name.bare, row->fields[2], row->fields[4]);
	if (!rc && !*codes)
		rc = add_postal(db, insee, "", err);
	while (!rc && *codes) {
		size_t length = strcspn(codes, " ");
		rc = add_postal(db, insee, arena_strndup(arena, codes, length), err);
		codes += length;
		codes += strspn(codes, " ");
	}
	return rc;
}

static const struct tsv_table tables[] = {
    {"regions.tsv", embedded_regions, 2, add_region},
    {"former_regions.tsv", embedded_former_regions, 2, add_former_region},
    {"departments.tsv", embedded_departments, 4, add_department},
    {"communes.tsv", embedded_communes, 6, add_commune},
};

/* Returns the start of the next line. */
static const char *read_row(struct arena *arena, const char *line, struct tsv_row *row, size_t *count)
{
	size_t length = strcspn(line, "\n");
	char *field = arena_strndup(arena, line, length);
	for (*count = 0; field && *count < FIELDS_MAX; (*count)++) {
		char *end = strchr(field, '\t');
		if (end)
			*end++ = '\0';
		row->fields[*count] = field;
		field = end;
	}
	return line + length + (line[length] == '\n');
}

static int load_table(struct db *db, const struct tsv_table *table, struct err *err)
{
	struct arena *arena = arena_new();
	const char *next = table->text;
	int rc = OK;
	for (size_t line = 1; *next && !rc; line++) {
		struct tsv_row row;
		size_t count;
		next = read_row(arena, next, &row, &count);
		rc = count == table->field_count ? table->add(db, arena, &row, err)
						 : err_set(err, ERR_INTERNAL, "%zu fields", count);
		if (rc)
			err_prefix(err, "%s: line %zu", table->name, line);
		if (line % ARENA_ROWS == 0) {
			arena_free(&arena);
			arena = arena_new();
		}
	}
	arena_free(&arena);
	return rc;
}

/* Paris, Lyon and Marseille are stored as their arrondissements. */
static int replace_parents(struct db *db, struct err *err)
{
	return sql_run(
	    db, NULL, err,
	    "DELETE FROM postal WHERE insee IN (SELECT parent FROM commune WHERE parent IS NOT NULL)", "");
}

int places_load(struct db *db, struct err *err)
{
	bool own;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < ARRAY_SIZE(tables) && !rc; i++)
		rc = load_table(db, &tables[i], err);
	if (!rc)
		rc = replace_parents(db, err);
	return sql_leave(db, own, rc, err);
}
