/* A place by its INSEE code or its postal code. */
#include "search.h"

#include "base/text.h"

#include <string.h>

int search_by_insee(struct search *s, bool *done, struct err *err)
{
	struct place_rows rows;
	if (!s->query->insee)
		return OK;
	int rc = place_rows_by_insee(s->db, s->arena, s->query->insee, &rows, err);
	if (!rc && !rows.count)
		rc = place_rows_by_former(s->db, s->arena, NULL, s->query->insee, &rows, err);
	if (!rc)
		rc = search_district(s, &rows, err);
	if (rc)
		return rc;
	if (!rows.count)
		return search_not_found(s, rows, err);
	bool has = false;
	const char *postal_code = s->query->postal_code;
	if (postal_code)
		rc = place_has_postal_code(s->db, rows.rows[0].insee, postal_code, &has, err);
	if (has)
		rows.rows[0].postal_code = postal_code;
	return rc ? rc : search_take(s, rows, done, err);
}

/* CEDEX codes are not in the tables, but their first digits give the department. */
static const char *department_of_code(struct arena *arena, const char *code)
{
	if (strncmp(code, "20", 2) == 0)
		return strcmp(code, "20200") < 0 ? "2A" : "2B";
	bool is_overseas = strncmp(code, "97", 2) == 0 || strncmp(code, "98", 2) == 0;
	return arena_strndup(arena, code, is_overseas ? 3 : 2);
}

static int take_unknown_code(struct search *s, bool *done, struct err *err)
{
	struct place_rows rows;
	const char *code = s->query->postal_code;
	if (!*s->name.whole) {
		int rc = place_rows_by_insee(s->db, s->arena, code, &rows, err);
		if (rc || !rows.count)
			return rc ? rc : search_not_found(s, rows, err);
		return search_take(s, rows, done, err);
	}
	int rc = place_rows_by_bare(s->db, s->arena, s->name.bare, &rows, err);
	if (rc)
		return rc;
	struct place department = {.department = department_of_code(s->arena, code)};
	struct place_rows named = search_named(s, rows, s->name);
	struct place_rows in = search_in_area(s, named, &department);
	if (!in.count) {
		struct place_rows former;
		if ((rc = place_rows_by_former(s->db, s->arena, &s->name, NULL, &former, err)))
			return rc;
		in = search_in_area(s, former, &department);
	}
	if ((rc = search_district(s, &in, err)))
		return rc;
	return in.count ? search_take(s, in, done, err) : search_not_found(s, named, err);
}

static int take_whole_code(struct search *s, struct place_rows rows, bool *done, struct err *err)
{
	struct place place = place_of_postal_code(s->arena, &rows);
	if (rows.count == 1)
		return search_take(s, rows, done, err);
	if (!place.department)
		return search_ask(s, rows, err);
	*s->place = place;
	*done = true;
	return OK;
}

/* "Rhône 69100": the name is an area that contains all places of the code. */
static int is_name_around(struct search *s, struct place_rows rows, bool *around, struct err *err)
{
	struct areas areas;
	*around = false;
	int rc = areas_by_name(s->db, s->arena, s->name.bare, AREA_DEPARTMENT | AREA_REGION, &areas, err);
	for (size_t i = 0; i < areas.count && !rc; i++)
		*around |= search_in_area(s, rows, &areas.rows[i].place).count == rows.count;
	return rc;
}

/* The rows of communes that contain a merged commune of that name. */
static int former_among(struct search *s, struct place_rows rows, struct place_rows *out, struct err *err)
{
	struct place_rows former;
	int rc = place_rows_by_former(s->db, s->arena, &s->name, NULL, &former, err);
	*out = search_rows(s, rows.count);
	for (size_t i = 0; !rc && i < rows.count; i++)
		for (size_t k = 0; k < former.count; k++)
			if (strcmp(rows.rows[i].insee, former.rows[k].insee) == 0) {
				out->rows[out->count++] = rows.rows[i];
				break;
			}
	return rc;
}

/* "33000 Bordeaux centre": a part of the commune. */
static struct place_rows rows_of_part(struct search *s, struct place_rows rows)
{
	static const char *const parts[] = {" centre", " centre ville", " ville", " nord",
					    " sud",    " est",		" ouest", " gare"};
	struct place_rows named = search_rows(s, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		const char *bare = rows.rows[i].bare;
		for (size_t k = 0; text_starts_with(s->name.bare, bare) && k < ARRAY_SIZE(parts); k++)
			if (strcmp(s->name.bare + strlen(bare), parts[k]) == 0)
				named.rows[named.count++] = rows.rows[i];
	}
	return named;
}

static int take_named(struct search *s, struct place_rows rows, bool *done, struct err *err)
{
	struct place_rows named = search_named(s, rows, s->name);
	if (!named.count)
		named = search_named(s, rows, place_name_cut(s->arena, s->query->name));
	if (!named.count)
		named = rows_of_part(s, rows);
	int rc = named.count ? OK : former_among(s, rows, &named, err);
	bool is_named = named.count > 0;
	if (!rc)
		rc = search_district(s, &named, err);
	if (rc || named.count)
		return rc ? rc : search_take(s, named, done, err);
	/* "75020 Paris 12e" */
	if (is_named)
		return search_not_found(s, rows, err);
	bool around;
	rc = is_name_around(s, rows, &around, err);
	if (rc)
		return rc;
	return around ? take_whole_code(s, rows, done, err) : search_not_found(s, rows, err);
}

static bool is_five_digits(const char *text)
{
	return strlen(text) == 5 && strspn(text, "0123456789") == 5;
}

int search_by_postal_code(struct search *s, bool *done, struct err *err)
{
	struct place_rows rows;
	const char *code = s->query->postal_code;
	if (!code)
		return OK;
	if (!is_five_digits(code))
		return search_not_found(s, (struct place_rows){0}, err);
	int rc = place_rows_by_postal_code(s->db, s->arena, code, &rows, err);
	if (rc)
		return rc;
	if (!rows.count)
		return take_unknown_code(s, done, err);
	if (s->filter) {
		struct place_rows in = search_in_area(s, rows, &s->filter->place);
		if (!in.count)
			return search_not_found(s, rows, err);
		rows = in;
	}
	if (*s->name.whole)
		return take_named(s, rows, done, err);
	struct place_rows narrowed = rows;
	if ((rc = search_district(s, &narrowed, err)))
		return rc;
	return narrowed.count ? take_whole_code(s, narrowed, done, err) : search_not_found(s, rows, err);
}
