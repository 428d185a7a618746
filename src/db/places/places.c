/* Resolves the words of a form to a place. The steps of places_resolve follow the order in section 4 of the
 * specification. */
#include "db/places.h"

#include "search.h"

#include "base/text.h"

#include <string.h>

enum { CHOICES_MAX = 60 };

static bool skip_prefix(struct search *s, const char *prefix)
{
	if (!text_starts_with(s->name.whole, prefix))
		return false;
	static const char *const links[] = {"de ", "du ", "des ", "d "};
	const char *rest = s->name.whole + strlen(prefix);
	for (size_t i = 0; i < ARRAY_SIZE(links); i++)
		if (text_starts_with(rest, links[i])) {
			rest += strlen(links[i]);
			break;
		}
	s->name = place_name_of(s->arena, rest);
	s->is_area_only = true;
	return true;
}

static void read_name(struct search *s)
{
	const char *before;
	s->name = place_name_of(s->arena, s->query->name);
	s->kinds = AREA_DEPARTMENT | AREA_REGION;
	long number = s->query->district ? strtol(s->query->district, NULL, 10) : 0;
	s->district = number >= 1 && number <= 99 ? (int)number : 0;
	if (skip_prefix(s, "departement "))
		s->kinds = AREA_DEPARTMENT;
	else if (skip_prefix(s, "region "))
		s->kinds = AREA_REGION;
	int district = place_name_district(s->arena, s->name.whole, &before);
	if (district && search_has_districts(before)) {
		s->name = (struct place_name){before, before};
		s->district = district;
	}
}

static int read_filter(struct search *s, struct err *err)
{
	struct areas areas;
	struct place_name name = place_name_of(s->arena, s->query->department);
	if (!*name.whole)
		return OK;
	/* "Mans (Le)", as indexes write it. */
	if (place_name_is_article(name.whole)) {
		s->name = place_name_of(s->arena, arena_printf(s->arena, "%s %s", name.whole, s->name.whole));
		return OK;
	}
	int rc = areas_by_name(s->db, s->arena, name.bare, AREA_DEPARTMENT | AREA_REGION, &areas, err);
	if (rc)
		return rc;
	if (areas.count)
		s->filter = &areas.rows[0];
	else
		s->is_filter_unknown = true;
	return OK;
}

/* "Saint-Denis de la Réunion", "Vienne en Isère", "Saint-Denis dans le 93": the area follows the name. */
static int read_name_within(struct search *s, bool *found, struct err *err)
{
	static const char *const links[] = {" de la ",	" de l ", " en ",   " dans la ", " dans le ",
					    " dans l ", " du ",	  " a la ", " de "};
	const char *whole = s->name.whole;
	*found = false;
	for (size_t i = 0; i < ARRAY_SIZE(links) && !*found; i++) {
		const char *link = strstr(whole, links[i]);
		struct areas areas;
		if (!link || s->filter)
			continue;
		struct place_name area = place_name_of(s->arena, link + strlen(links[i]));
		int rc =
		    areas_by_name(s->db, s->arena, area.bare, AREA_DEPARTMENT | AREA_REGION, &areas, err);
		if (rc)
			return rc;
		if (!areas.count)
			continue;
		s->filter = &areas.rows[0];
		s->name = place_name_of(s->arena, arena_strndup(s->arena, whole, (size_t)(link - whole)));
		*found = true;
	}
	return OK;
}

static int run_steps(struct search *s, struct err *err)
{
	static search_step *const steps[] = {search_by_insee, search_by_postal_code, search_by_name,
					     search_by_department};
	bool done = false;
	int rc = OK;
	for (size_t i = 0; i < ARRAY_SIZE(steps) && !rc && !done; i++)
		rc = steps[i](s, &done, err);
	return rc || done ? rc : search_not_found(s, (struct place_rows){0}, err);
}

static void give_choices(struct search *s, struct place **choices, size_t *count)
{
	size_t total = s->choices.count + s->area_choices.count;
	*choices = arena_array(s->arena, total + 1, sizeof(**choices));
	*count = 0;
	for (size_t i = 0; i < s->choices.count && *count < CHOICES_MAX; i++)
		(*choices)[(*count)++] = place_of_choice(s->arena, &s->choices.rows[i]);
	for (size_t i = 0; i < s->area_choices.count && *count < CHOICES_MAX; i++)
		(*choices)[(*count)++] = s->area_choices.rows[i].place;
}

int places_resolve(struct db *db, struct arena *arena, const struct place_query *query, struct place *out,
		   struct place **choices, size_t *choice_count, struct err *err)
{
	struct search s = {.db = db, .arena = arena, .query = query, .place = out};
	struct err first = {0};
	bool is_within = false;
	read_name(&s);
	int rc = read_filter(&s, err);
	if (rc)
		return rc;
	rc = run_steps(&s, &first);
	if (rc == ERR_NOT_FOUND && !s.choices.count && !query->postal_code && !query->insee) {
		int rc_name = read_name_within(&s, &is_within, err);
		if (rc_name)
			return rc_name;
		if (is_within)
			rc = run_steps(&s, &first);
	}
	give_choices(&s, choices, choice_count);
	if (rc)
		*err = first;
	return rc;
}
