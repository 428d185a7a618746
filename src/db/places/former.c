/* Communes that were merged or renamed, which people know by their old names; and towns whose name people
 * shorten to that of a former village ("Boulogne" for Boulogne-Billancourt or Boulogne-sur-Mer). */
#include "rows.h"

#include "../embedded.h"

enum { FORMER_MAX = 4096 };

struct former {
	const char *insee, *whole, *bare;
	const char *now; /* today's commune */
};

/* Built from the embedded files at first use, and kept. */
static struct {
	struct former rows[FORMER_MAX];
	size_t count;
} table;

static char *next_field(struct arena *arena, const char **at)
{
	size_t length = strcspn(*at, "\t\n");
	char *field = arena_strndup(arena, *at, length);
	*at += length + ((*at)[length] != '\0');
	return field;
}

static void add_rows(struct arena *arena, const char *at)
{
	while (*at && table.count < FORMER_MAX) {
		struct former *row = &table.rows[table.count++];
		row->insee = next_field(arena, &at);
		struct place_name name = place_name_of(arena, next_field(arena, &at));
		row->whole = name.whole;
		row->bare = name.bare;
		row->now = next_field(arena, &at);
	}
}

static void make_table(void)
{
	static struct arena *arena;
	if (arena)
		return;
	arena = arena_new();
	add_rows(arena, embedded_former_communes);
	add_rows(arena, embedded_usual_names);
}

static bool is_meant(const struct former *row, const struct place_name *name, const char *insee)
{
	return (name && strcmp(row->bare, name->bare) == 0) || (insee && strcmp(row->insee, insee) == 0);
}

static bool holds(const struct place_rows *rows, const char *insee)
{
	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(rows->rows[i].insee, insee) == 0)
			return true;
	return false;
}

bool place_former_is_named(const struct place_name *name)
{
	make_table();
	for (size_t i = 0; i < table.count; i++)
		if (strcmp(table.rows[i].whole, name->whole) == 0)
			return true;
	return false;
}

int place_rows_by_former(struct db *db, struct arena *arena, const struct place_name *name, const char *insee,
			 struct place_rows *out, struct err *err)
{
	int rc = OK;
	make_table();
	*out = (struct place_rows){0};
	for (size_t i = 0; !rc && i < table.count; i++) {
		struct place_rows now;
		if (!is_meant(&table.rows[i], name, insee) || holds(out, table.rows[i].now))
			continue;
		rc = place_rows_by_insee(db, arena, table.rows[i].now, &now, err);
		if (rc || !now.count)
			continue;
		out->rows = arena_grow(arena, out->rows, out->count * sizeof(*out->rows),
				       (out->count + 1) * sizeof(*out->rows));
		out->rows[out->count++] = now.rows[0];
	}
	return rc;
}
