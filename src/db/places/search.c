#include "search.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *insee;
	const char *name;
	int first; /* INSEE code before that of its first arrondissement */
	int count;
} PARENTS[] = {{"75056", "paris", 75100, 20}, {"69123", "lyon", 69380, 9}, {"13055", "marseille", 13200, 16}};

int search_ask(struct search *s, struct place_rows among, struct err *err)
{
	s->choices = among;
	return err_set(err, ERR_DATA, "the place is one of several");
}

int search_not_found(struct search *s, struct place_rows instead, struct err *err)
{
	s->choices = instead;
	return err_set(err, ERR_NOT_FOUND, "no such place");
}

struct place_rows search_rows(struct search *s, size_t most)
{
	return (struct place_rows){arena_array(s->arena, most ? most : 1, sizeof(struct place_row)), 0};
}

static bool is_in_area(const struct place_row *row, const struct place *area)
{
	if (area->department)
		return strcmp(area->department, row->department) == 0;
	return area->region && strcmp(area->region, row->region) == 0;
}

struct place_rows search_in_area(struct search *s, struct place_rows from, const struct place *area)
{
	struct place_rows in = search_rows(s, from.count);
	for (size_t i = 0; i < from.count; i++)
		if (is_in_area(&from.rows[i], area))
			in.rows[in.count++] = from.rows[i];
	return in;
}

struct place_rows search_named(struct search *s, struct place_rows from, struct place_name name)
{
	struct place_rows exact = search_rows(s, from.count), bare = search_rows(s, from.count);
	for (size_t i = 0; i < from.count; i++) {
		const struct place_row *row = &from.rows[i];
		if (strcmp(row->whole, name.whole) == 0)
			exact.rows[exact.count++] = *row;
		if (strcmp(row->bare, name.bare) == 0 ||
		    (row->parent_bare && strcmp(row->parent_bare, name.bare) == 0))
			bare.rows[bare.count++] = *row;
	}
	return exact.count ? exact : bare;
}

int search_district(struct search *s, struct place_rows *rows, struct err *err)
{
	for (size_t p = 0; s->district && rows->count && p < ARRAY_SIZE(PARENTS); p++) {
		char insee[16];
		struct place_rows found;
		const struct place_row *row = &rows->rows[0];
		const char *parent = row->parent ? row->parent : row->insee;
		if (strcmp(PARENTS[p].insee, parent) != 0)
			continue;
		snprintf(insee, sizeof(insee), "%d", PARENTS[p].first + s->district);
		int rc = OK;
		if (s->district > PARENTS[p].count)
			found = (struct place_rows){0};
		else if (!row->parent)
			rc = place_rows_by_insee(s->db, s->arena, insee, &found, err);
		else {
			found = search_rows(s, rows->count);
			for (size_t i = 0; i < rows->count; i++)
				if (strcmp(rows->rows[i].insee, insee) == 0)
					found.rows[found.count++] = rows->rows[i];
		}
		*rows = found;
		return rc;
	}
	return OK;
}

int search_take(struct search *s, struct place_rows rows, bool *done, struct err *err)
{
	if (rows.count > 1)
		return search_ask(s, rows, err);
	*s->place = place_of_row(s->arena, &rows.rows[0]);
	*done = true;
	return OK;
}

bool search_has_districts(const char *commune)
{
	for (size_t i = 0; i < ARRAY_SIZE(PARENTS); i++)
		if (strcmp(PARENTS[i].name, commune) == 0)
			return true;
	return false;
}
