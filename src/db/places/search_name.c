/* A place by its name, or by the department alone. */
#include "search.h"

#include <string.h>

/* Drops departments that contain the commune of the same name (Paris, Mayenne): the commune is more
 * precise. */
static struct areas areas_elsewhere(struct search *s, struct areas areas, struct place_rows communes)
{
	struct areas elsewhere = {arena_array(s->arena, areas.count + 1, sizeof(struct area)), 0};
	for (size_t i = 0; i < areas.count; i++)
		if (!search_in_area(s, communes, &areas.rows[i].place).count)
			elsewhere.rows[elsewhere.count++] = areas.rows[i];
	return elsewhere;
}

static int take_area(struct search *s, struct place_rows communes, struct areas areas, bool *done,
		     struct err *err)
{
	if (communes.count + areas.count == 0)
		return OK;
	if (communes.count + areas.count > 1) {
		s->area_choices = areas;
		return search_ask(s, communes, err);
	}
	if (communes.count)
		return search_take(s, communes, done, err);
	*s->place = areas.rows[0].place;
	*done = true;
	return OK;
}

/* "Saint-Denis (93)", "Vienne (86)": the department follows the name, or the name is that department. */
static int take_filtered(struct search *s, struct place_rows communes, bool *done, struct err *err)
{
	struct place_rows in = {0};
	if (!s->is_filter_unknown)
		in = search_in_area(s, communes, &s->filter->place);
	int rc = search_district(s, &in, err);
	/* "La Longeville" is a former commune; "Longeville", in the same département, is a different one. */
	bool is_other =
	    in.count && strcmp(in.rows[0].whole, s->name.whole) != 0 && place_former_is_named(&s->name);
	if (!rc && (!in.count || is_other) && !s->is_filter_unknown) {
		struct place_rows former;
		if (!(rc = place_rows_by_former(s->db, s->arena, &s->name, NULL, &former, err)))
			former = search_in_area(s, former, &s->filter->place);
		if (!rc && (former.count || !in.count))
			in = former;
	}
	if (rc || in.count)
		return rc ? rc : search_take(s, in, done, err);
	if (s->filter && strcmp(s->filter->bare, s->name.bare) == 0) {
		*s->place = s->filter->place;
		*done = true;
		return OK;
	}
	return search_not_found(s, communes, err);
}

static bool is_nation(const char *whole)
{
	static const char *const names[] = {"france",
					    "france entiere",
					    "toute la france",
					    "la france entiere",
					    "territoire national",
					    "tout le territoire national",
					    "toute france",
					    "national",
					    "france metropolitaine"};
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (strcmp(names[i], whole) == 0)
			return true;
	return false;
}

/* Adds today's communes that contain a merged commune of that name. */
static int add_former(struct search *s, struct place_rows *communes, struct err *err)
{
	struct place_rows former, all;
	int rc = place_rows_by_former(s->db, s->arena, &s->name, NULL, &former, err);
	if (rc || !former.count)
		return rc;
	all = search_rows(s, communes->count + former.count);
	if (communes->count)
		memcpy(all.rows, communes->rows, communes->count * sizeof(*all.rows));
	all.count = communes->count;
	for (size_t i = 0; i < former.count; i++) {
		bool is_there = false;
		for (size_t k = 0; k < communes->count && !is_there; k++)
			is_there = strcmp(communes->rows[k].insee, former.rows[i].insee) == 0;
		if (!is_there)
			all.rows[all.count++] = former.rows[i];
	}
	*communes = all;
	return OK;
}

int search_by_name(struct search *s, bool *done, struct err *err)
{
	struct place_rows communes = {0};
	struct areas areas = {0};
	int rc = OK;
	if (!*s->name.whole)
		return OK;
	if (is_nation(s->name.whole)) {
		*s->place = (struct place){.label = "France"};
		*done = true;
		return OK;
	}
	if (!s->is_area_only)
		rc = place_rows_by_bare(s->db, s->arena, s->name.bare, &communes, err);
	if (rc)
		return rc;
	communes = search_named(s, communes, s->name);
	if (s->filter || s->is_filter_unknown)
		return take_filtered(s, communes, done, err);
	if ((rc = areas_by_name(s->db, s->arena, s->name.bare, s->kinds, &areas, err)))
		return rc;
	/* A département or region is better known than a former commune. */
	if (!s->is_area_only && !areas.count && (rc = add_former(s, &communes, err)))
		return rc;
	size_t named = communes.count;
	areas = areas_elsewhere(s, areas, communes);
	if ((rc = search_district(s, &communes, err)))
		return rc;
	if (named && !communes.count)
		return search_not_found(s, communes, err);
	return take_area(s, communes, areas, done, err);
}

int search_by_department(struct search *s, bool *done, struct err *err)
{
	(void)err;
	if (*s->name.whole || !s->filter)
		return OK;
	*s->place = s->filter->place;
	*done = true;
	return OK;
}
