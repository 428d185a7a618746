/* Resolves the words of a form to a place. The steps of places_resolve follow the order in section 4 of the
 * specification. */
#include "db/places.h"

#include "rows.h"

#include "base/text.h"

#include <string.h>

enum { CHOICES_MAX = 60 };

struct search {
	struct db *db;
	struct arena *arena;
	const struct place_query *query;
	struct place_name name; /* without the number of a district */
	int district;		/* 0: none */
	int kinds;		/* area_kind bits that the name may be */
	bool is_area_only;	/* as in "département du Rhône" */
	struct area *filter;	/* the department (or region) written beside the name, or NULL */
	bool is_filter_unknown; /* that text names neither */
	struct place *place;
	struct place_rows choices; /* candidates */
	struct areas area_choices;
};

/* A step returns OK with *done; ERR_DATA (several) or ERR_NOT_FOUND with choices; or OK without *done, to try
 * the next step. */
typedef int step(struct search *s, bool *done, struct err *err);

static const struct {
	const char *insee;
	const char *name;
	int first; /* INSEE code before that of its first arrondissement */
	int count;
} parents[] = {{"75056", "paris", 75100, 20}, {"69123", "lyon", 69380, 9}, {"13055", "marseille", 13200, 16}};
enum { PARENT_COUNT = ARRAY_SIZE(parents) };

static int ask(struct search *s, struct place_rows among, struct err *err)
{
	s->choices = among;
	return err_set(err, ERR_DATA, "the place is one of several");
}

static int not_found(struct search *s, struct place_rows instead, struct err *err)
{
	s->choices = instead;
	return err_set(err, ERR_NOT_FOUND, "no such place");
}

static struct place_rows rows_new(struct search *s, size_t most)
{
	return (struct place_rows){arena_array(s->arena, most ? most : 1, sizeof(struct place_row)), 0};
}

static bool is_in_area(const struct place_row *row, const struct place *area)
{
	if (area->department)
		return strcmp(area->department, row->department) == 0;
	return area->region && strcmp(area->region, row->region) == 0;
}

static struct place_rows rows_in_area(struct search *s, struct place_rows from, const struct place *area)
{
	struct place_rows in = rows_new(s, from.count);
	for (size_t i = 0; i < from.count; i++)
		if (is_in_area(&from.rows[i], area))
			in.rows[in.count++] = from.rows[i];
	return in;
}

/* Rows with exactly that name; without any, rows with the same bare form. */
static struct place_rows rows_named(struct search *s, struct place_rows from, struct place_name name)
{
	struct place_rows exact = rows_new(s, from.count), bare = rows_new(s, from.count);
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

/* Narrows Lyon, or its arrondissements, to the arrondissement with that number; communes without
 * arrondissements stay. */
static int apply_district(struct search *s, struct place_rows *rows, struct err *err)
{
	for (size_t p = 0; s->district && rows->count && p < PARENT_COUNT; p++) {
		char insee[16];
		struct place_rows found;
		const struct place_row *row = &rows->rows[0];
		const char *parent = row->parent ? row->parent : row->insee;
		if (strcmp(parents[p].insee, parent) != 0)
			continue;
		snprintf(insee, sizeof(insee), "%d", parents[p].first + s->district);
		int rc = OK;
		if (s->district > parents[p].count)
			found = (struct place_rows){0};
		else if (!row->parent)
			rc = place_rows_by_insee(s->db, s->arena, insee, &found, err);
		else {
			found = rows_new(s, rows->count);
			for (size_t i = 0; i < rows->count; i++)
				if (strcmp(rows->rows[i].insee, insee) == 0)
					found.rows[found.count++] = rows->rows[i];
		}
		*rows = found;
		return rc;
	}
	return OK;
}

static int take(struct search *s, struct place_rows rows, bool *done, struct err *err)
{
	if (rows.count > 1)
		return ask(s, rows, err);
	*s->place = place_of_row(s->arena, &rows.rows[0]);
	*done = true;
	return OK;
}

/* ---- an INSEE code ---- */

static int step_insee(struct search *s, bool *done, struct err *err)
{
	struct place_rows rows;
	if (!s->query->insee)
		return OK;
	int rc = place_rows_by_insee(s->db, s->arena, s->query->insee, &rows, err);
	if (!rc && !rows.count)
		rc = place_rows_by_former(s->db, s->arena, NULL, s->query->insee, &rows, err);
	if (!rc)
		rc = apply_district(s, &rows, err);
	if (rc)
		return rc;
	if (!rows.count)
		return not_found(s, rows, err);
	bool has = false;
	const char *postal_code = s->query->postal_code;
	if (postal_code)
		rc = place_has_postal_code(s->db, rows.rows[0].insee, postal_code, &has, err);
	if (has)
		rows.rows[0].postal_code = postal_code;
	return rc ? rc : take(s, rows, done, err);
}

/* ---- a postal code ---- */

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
			return rc ? rc : not_found(s, rows, err);
		return take(s, rows, done, err);
	}
	int rc = place_rows_by_bare(s->db, s->arena, s->name.bare, &rows, err);
	if (rc)
		return rc;
	struct place department = {.department = department_of_code(s->arena, code)};
	struct place_rows named = rows_named(s, rows, s->name);
	struct place_rows in = rows_in_area(s, named, &department);
	if (!in.count) {
		struct place_rows former;
		if ((rc = place_rows_by_former(s->db, s->arena, &s->name, NULL, &former, err)))
			return rc;
		in = rows_in_area(s, former, &department);
	}
	if ((rc = apply_district(s, &in, err)))
		return rc;
	return in.count ? take(s, in, done, err) : not_found(s, named, err);
}

static int take_whole_code(struct search *s, struct place_rows rows, bool *done, struct err *err)
{
	struct place place = place_of_postal_code(s->arena, &rows);
	if (rows.count == 1)
		return take(s, rows, done, err);
	if (!place.department)
		return ask(s, rows, err);
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
		*around |= rows_in_area(s, rows, &areas.rows[i].place).count == rows.count;
	return rc;
}

/* The rows of communes that contain a merged commune of that name. */
static int former_among(struct search *s, struct place_rows rows, struct place_rows *out, struct err *err)
{
	struct place_rows former;
	int rc = place_rows_by_former(s->db, s->arena, &s->name, NULL, &former, err);
	*out = rows_new(s, rows.count);
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
	struct place_rows named = rows_new(s, rows.count);
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
	struct place_rows named = rows_named(s, rows, s->name);
	if (!named.count)
		named = rows_named(s, rows, place_name_cut(s->arena, s->query->name));
	if (!named.count)
		named = rows_of_part(s, rows);
	int rc = named.count ? OK : former_among(s, rows, &named, err);
	bool is_named = named.count > 0;
	if (!rc)
		rc = apply_district(s, &named, err);
	if (rc || named.count)
		return rc ? rc : take(s, named, done, err);
	/* "75020 Paris 12e" */
	if (is_named)
		return not_found(s, rows, err);
	bool around;
	rc = is_name_around(s, rows, &around, err);
	if (rc)
		return rc;
	return around ? take_whole_code(s, rows, done, err) : not_found(s, rows, err);
}

static bool is_five_digits(const char *text)
{
	return strlen(text) == 5 && strspn(text, "0123456789") == 5;
}

static int step_postal_code(struct search *s, bool *done, struct err *err)
{
	struct place_rows rows;
	const char *code = s->query->postal_code;
	if (!code)
		return OK;
	if (!is_five_digits(code))
		return not_found(s, (struct place_rows){0}, err);
	int rc = place_rows_by_postal_code(s->db, s->arena, code, &rows, err);
	if (rc)
		return rc;
	if (!rows.count)
		return take_unknown_code(s, done, err);
	if (s->filter) {
		struct place_rows in = rows_in_area(s, rows, &s->filter->place);
		if (!in.count)
			return not_found(s, rows, err);
		rows = in;
	}
	if (*s->name.whole)
		return take_named(s, rows, done, err);
	struct place_rows narrowed = rows;
	if ((rc = apply_district(s, &narrowed, err)))
		return rc;
	return narrowed.count ? take_whole_code(s, narrowed, done, err) : not_found(s, rows, err);
}

/* ---- a name ---- */

/* Drops departments that contain the commune of the same name (Paris, Mayenne): the commune is more
 * precise. */
static struct areas areas_elsewhere(struct search *s, struct areas areas, struct place_rows communes)
{
	struct areas elsewhere = {arena_array(s->arena, areas.count + 1, sizeof(struct area)), 0};
	for (size_t i = 0; i < areas.count; i++)
		if (!rows_in_area(s, communes, &areas.rows[i].place).count)
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
		return ask(s, communes, err);
	}
	if (communes.count)
		return take(s, communes, done, err);
	*s->place = areas.rows[0].place;
	*done = true;
	return OK;
}

/* "Saint-Denis (93)", "Vienne (86)": the department follows the name, or the name is that department. */
static int take_filtered(struct search *s, struct place_rows communes, bool *done, struct err *err)
{
	struct place_rows in = {0};
	if (!s->is_filter_unknown)
		in = rows_in_area(s, communes, &s->filter->place);
	int rc = apply_district(s, &in, err);
	/* "La Longeville" is a former commune; "Longeville", in the same département, is a different one. */
	bool is_other =
	    in.count && strcmp(in.rows[0].whole, s->name.whole) != 0 && place_former_is_named(&s->name);
	if (!rc && (!in.count || is_other) && !s->is_filter_unknown) {
		struct place_rows former;
		if (!(rc = place_rows_by_former(s->db, s->arena, &s->name, NULL, &former, err)))
			former = rows_in_area(s, former, &s->filter->place);
		if (!rc && (former.count || !in.count))
			in = former;
	}
	if (rc || in.count)
		return rc ? rc : take(s, in, done, err);
	if (s->filter && strcmp(s->filter->bare, s->name.bare) == 0) {
		*s->place = s->filter->place;
		*done = true;
		return OK;
	}
	return not_found(s, communes, err);
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
	all = rows_new(s, communes->count + former.count);
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

static int step_name(struct search *s, bool *done, struct err *err)
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
	communes = rows_named(s, communes, s->name);
	if (s->filter || s->is_filter_unknown)
		return take_filtered(s, communes, done, err);
	if ((rc = areas_by_name(s->db, s->arena, s->name.bare, s->kinds, &areas, err)))
		return rc;
	/* A département or region is better known than a former commune. */
	if (!s->is_area_only && !areas.count && (rc = add_former(s, &communes, err)))
		return rc;
	size_t named = communes.count;
	areas = areas_elsewhere(s, areas, communes);
	if ((rc = apply_district(s, &communes, err)))
		return rc;
	if (named && !communes.count)
		return not_found(s, communes, err);
	return take_area(s, communes, areas, done, err);
}

static int step_department(struct search *s, bool *done, struct err *err)
{
	(void)err;
	if (*s->name.whole || !s->filter)
		return OK;
	*s->place = s->filter->place;
	*done = true;
	return OK;
}

/* ---- the whole ---- */

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
	for (size_t i = 0; district && i < PARENT_COUNT; i++)
		if (strcmp(parents[i].name, before) == 0) {
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
	static step *const steps[] = {step_insee, step_postal_code, step_name, step_department};
	bool done = false;
	int rc = OK;
	for (size_t i = 0; i < ARRAY_SIZE(steps) && !rc && !done; i++)
		rc = steps[i](s, &done, err);
	return rc || done ? rc : not_found(s, (struct place_rows){0}, err);
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
