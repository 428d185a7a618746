/* Places as people write them. The value stays as written; its parts become the fields place_*. The
 * register's communes are not known here. */
#include "values.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"

#include <ctype.h>

struct place_parts {
	char *insee, *postal_code, *name, *department, *district;
};

const char *value_postal_code(const char *text)
{
	enum { DIGITS = 5 };

	for (size_t length; *text; text += length ? length : 1)
		if ((length = strspn(text, "0123456789")) == DIGITS)
			return text;
	return NULL;
}

static char *without(struct arena *arena, const char *text, const struct match *match)
{
	char *joined = arena_printf(arena, "%.*s %s", (int)match->start[0], text, text + match->end[0]);

	return text_one_line(arena, joined, strlen(joined));
}

/* Removes the separators around a part of an address. */
static char *strip(struct arena *arena, const char *text)
{
	char *copy = text_trim(arena, text);
	size_t length;

	while (*copy && strchr(" ,;:-/.", *copy))
		copy++;
	if (*copy == '(' && !strchr(copy, ')'))
		copy++;
	length = strlen(copy);
	while (length > 0 &&
	       (strchr(" ,;:-/.(", copy[length - 1]) || (copy[length - 1] == ')' && !strchr(copy, '('))))
		copy[--length] = '\0';
	return copy;
}

static int roman_value(char c)
{
	switch (tolower((unsigned char)c)) {
	case 'i':
		return 1;
	case 'v':
		return 5;
	default:
		return 10;
	}
}

/* "7", "07" and "XVIIIe" as a number without zeros; NULL when no city has such an arrondissement. */
static char *district_number(struct arena *arena, const char *written)
{
	long number = strtol(written, NULL, 10);

	if (!isdigit((unsigned char)written[0]))
		for (const char *c = written; *c; c++)
			number +=
			    c[1] && roman_value(c[1]) > roman_value(*c) ? -roman_value(*c) : roman_value(*c);
	return number >= 1 && number <= 20 ? arena_printf(arena, "%ld", number) : NULL;
}

static bool has_districts(const char *name)
{
	return text_equal_folded(name, "paris") || text_equal_folded(name, "lyon") ||
	       text_equal_folded(name, "marseille");
}

/* The department by a postal code's first digits; Corsica's two share theirs. */
static char *department_of_postal(struct arena *arena, const char *code)
{
	if (text_starts_with(code, "97") || text_starts_with(code, "98"))
		return arena_strndup(arena, code, 3);
	if (text_starts_with(code, "20"))
		return arena_strdup(arena, strcmp(code, "20200") < 0 ? "2A" : "2B");
	return arena_strndup(arena, code, 2);
}

static char *upper_code(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text);

	for (char *c = copy; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	return copy;
}

/* Expands abbreviations: "s/ Seine", "St-Denis", "Ste Foy". */
static char *spelled_out(struct arena *arena, const char *name)
{
	static const struct {
		const char *from, *to;
	} words[] = {{"s/s ", "sous "},	  {"ss/", "sous "},    {"s/", "sur "},	    {"St-", "Saint-"},
		     {"St ", "Saint "},	  {"ST ", "SAINT "},   {"ST-", "SAINT-"},   {"Ste-", "Sainte-"},
		     {"Ste ", "Sainte "}, {"STE ", "SAINTE "}, {"STE-", "SAINTE-"}, {"S/", "SUR "}};
	struct buf out = {.arena = arena};

	for (const char *c = name; *c;) {
		bool is_start = c == name || c[-1] == ' ' || c[-1] == '-';
		size_t i = 0, count = ARRAY_SIZE(words);

		while (i < count && !(is_start && text_starts_with(c, words[i].from)))
			i++;
		if (i == count) {
			buf_addc(&out, *c++);
			continue;
		}
		buf_adds(&out, words[i].to);
		c += strlen(words[i].from);
	}
	return text_one_line(arena, buf_text(&out), FORM_READ_BYTES);
}

/* Removes streets, buildings and the country; the rest keeps its commas. */
static char *without_streets(struct reading *reading, const char *text)
{
	struct buf kept = {.arena = reading->arena};
	const char *part = text;

	for (;;) {
		size_t length = strcspn(part, ",;");
		char *piece = strip(reading->arena, arena_strndup(reading->arena, part, length));

		if (*piece && !pattern_matches(reading->clock, PATTERN_STREET, piece)) {
			if (kept.length > 0)
				buf_adds(&kept, ", ");
			buf_adds(&kept, piece);
		}
		if (part[length] == '\0')
			break;
		part += length + 1;
	}
	return buf_text(&kept);
}

static bool take_district(struct reading *reading, const char *text, struct place_parts *parts)
{
	struct match match;
	char *district;

	if (pattern_find(reading->clock, PATTERN_DISTRICT, text, 0, &match)) {
		district = district_number(reading->arena, match_text(reading->arena, &match, 2));
		parts->name = match_text(reading->arena, &match, 1);
	} else if (pattern_find(reading->clock, PATTERN_DISTRICT_OF, text, 0, &match)) {
		district = district_number(reading->arena, match_text(reading->arena, &match, 1));
		parts->name = match_text(reading->arena, &match, 2);
	} else {
		return false;
	}
	/* "Lyon 69" and "Paris XXI" are no arrondissements. */
	if (!district)
		parts->name = NULL;
	else
		parts->district = district;
	return district != NULL;
}

static bool is_code(const char *text)
{
	return isdigit((unsigned char)text[0]) && strlen(text) <= 3;
}

/* The text without codes: a commune, possibly with its department. */
static void take_name(struct reading *reading, const char *text, struct place_parts *parts)
{
	struct match match;

	if (*text == '\0' || take_district(reading, text, parts))
		return;
	if (is_code(text) || pattern_find(reading->clock, PATTERN_DEPARTMENT, text, 0, &match)) {
		char *written = is_code(text) ? arena_strdup(reading->arena, text)
					      : strip(reading->arena, match_text(reading->arena, &match, 1));

		parts->department = is_code(written) ? upper_code(reading->arena, written) : written;
	} else if (pattern_find(reading->clock, PATTERN_REGION, text, 0, &match)) {
		/* The register must know that this is not a commune's name. */
		parts->name =
		    arena_printf(reading->arena, "région %s", match_text(reading->arena, &match, 1));
	} else if (pattern_find(reading->clock, PATTERN_CODE_FIRST, text, 0, &match)) {
		parts->department = upper_code(reading->arena, match_text(reading->arena, &match, 1));
		parts->name = match_text(reading->arena, &match, 2);
	} else if (pattern_find(reading->clock, PATTERN_NAME_FIRST, text, 0, &match)) {
		size_t group = 2;

		while (!match_has(&match, group))
			group++;
		parts->name = match_text(reading->arena, &match, 1);
		parts->department = strip(reading->arena, match_text(reading->arena, &match, group));
		if (is_code(parts->department))
			parts->department = upper_code(reading->arena, parts->department);
		take_district(reading, arena_strdup(reading->arena, parts->name), parts);
	} else {
		parts->name = arena_strdup(reading->arena, text);
	}
}

/* CEDEX postal codes belong to no commune: only their department and the city's arrondissement are used. */
static void settle_cedex(struct reading *reading, const char *number, struct place_parts *parts)
{
	if (parts->postal_code) {
		parts->department = department_of_postal(reading->arena, parts->postal_code);
		parts->postal_code = NULL;
	}
	if (number && parts->name && !parts->district && has_districts(parts->name))
		parts->district = district_number(reading->arena, number);
}

/* Takes out the postal code; the name of the commune follows it, or precedes it when nothing follows. With
 * two different codes nothing is taken, and the register will ask. */
static char *take_postal_code(struct reading *reading, char *text, struct place_parts *parts)
{
	struct match match, other;
	char *before, *after;

	if (!pattern_find(reading->clock, PATTERN_POSTAL_CODE, text, 0, &match) ||
	    pattern_find(reading->clock, PATTERN_POSTAL_CODE, text, match.end[0], &other))
		return without_streets(reading, text);
	parts->postal_code = arena_printf(reading->arena, "%s%s", match_text(reading->arena, &match, 1),
					  match_text(reading->arena, &match, 2));
	before = arena_strndup(reading->arena, text, match.start[0]);
	after = without_streets(reading, strip(reading->arena, text + match.end[0]));
	return *after ? after : without_streets(reading, strip(reading->arena, before));
}

static void read_parts(struct reading *reading, char *text, struct place_parts *parts)
{
	struct match match;
	char *cedex = NULL;
	bool is_cedex;

	if (pattern_find(reading->clock, PATTERN_INSEE, text, 0, &match)) {
		parts->insee = upper_code(reading->arena, match_text(reading->arena, &match, 1));
		text = without(reading->arena, text, &match);
	}
	is_cedex = pattern_find(reading->clock, PATTERN_CEDEX, text, 0, &match);
	if (is_cedex) {
		cedex = match_text(reading->arena, &match, 1);
		text = without(reading->arena, text, &match);
	}
	text = take_postal_code(reading, text, parts);
	take_name(reading, strip(reading->arena, text), parts);
	if (is_cedex)
		settle_cedex(reading, cedex, parts);
}

static bool has_parts(const struct place_parts *parts)
{
	return parts->insee || parts->postal_code || parts->department || (parts->name && *parts->name);
}

/* Work from home: with a place, or alone, which means anywhere. */
static char *without_remote(struct reading *reading, char *line)
{
	struct match match;
	char *rest = line;

	while (pattern_find(reading->clock, PATTERN_REMOTE, rest, 0, &match) && match.end[0] > match.start[0])
		rest = strip(reading->arena, without(reading->arena, rest, &match));
	if (*rest || rest == line)
		return rest;
	form_note(reading->form, phrase_with(reading->arena, "told.whole_country", "place",
					     text_one_line(reading->arena, line, FORM_READ_BYTES), NULL));
	return arena_strdup(reading->arena, "France entière");
}

/* "Lyon et environs", "agglomération de Lyon": the sender is told that only the place itself counts. */
static char *without_surroundings(struct reading *reading, char *line)
{
	struct match match;

	if (!pattern_find(reading->clock, PATTERN_SURROUNDINGS, line, 0, &match))
		return line;
	char *rest = strip(reading->arena, without(reading->arena, line, &match));

	if (*rest == '\0')
		return line;
	form_note(reading->form,
		  phrase_with(reading->arena, "told.surroundings", "place",
			      text_one_line(reading->arena, line, FORM_READ_BYTES), "meant", rest, NULL));
	return rest;
}

static const char *or_nothing(const char *text)
{
	return text ? text : "";
}

/* "Paris 10e, 11e et 12e": the number of another arrondissement of the same city. */
static char *with_city(struct reading *reading, const char *city, char *piece)
{
	char *named = arena_printf(reading->arena, "%s %s", city, piece);
	struct place_parts parts = {0};

	return *piece != '0' && take_district(reading, named, &parts) ? named : piece;
}

/* `city`: the place before, when it has arrondissements, or NULL. */
static void add_place(struct reading *reading, struct buf *list, const char *text, size_t length,
		      const char **city, size_t *count)
{
	struct place_parts parts = {0};
	char *piece = strip(reading->arena, arena_strndup(reading->arena, text, length));

	if (*piece == '\0')
		return;
	if (*city)
		piece = with_city(reading, *city, piece);
	read_parts(reading, piece, &parts);
	*city = parts.name && has_districts(parts.name) ? parts.name : NULL;
	if (!has_parts(&parts))
		return;
	buf_printf(list, "%s%s\t%s\t%s\t%s\t%s", list->length ? "\n" : "", or_nothing(parts.insee),
		   or_nothing(parts.postal_code), parts.name ? spelled_out(reading->arena, parts.name) : "",
		   or_nothing(parts.department), or_nothing(parts.district));
	++*count;
}

/* The places in a text that may name several, one a line with its parts separated by tabs; the register
 * decides whether the whole is one place. */
static char *several_places(struct reading *reading, const char *line, size_t *count)
{
	static const char *const separators[] = {" et ", " ou ", " & ", " + ", "/", ";", ",", " - "};
	struct buf list = {.arena = reading->arena};
	const char *start = line, *at = line, *city = NULL;

	*count = 0;
	while (*at) {
		size_t i = 0;

		while (i < ARRAY_SIZE(separators) && !text_starts_with(at, separators[i]))
			i++;
		if (i == ARRAY_SIZE(separators)) {
			at++;
			continue;
		}
		add_place(reading, &list, start, (size_t)(at - start), &city, count);
		at = start = at + strlen(separators[i]);
	}
	add_place(reading, &list, start, (size_t)(at - start), &city, count);
	return buf_text(&list);
}

void read_place(struct reading *reading, const struct field_def *field, const char *text)
{
	char *line = text_one_line(reading->arena, text, 1000), *meant, *list;
	struct place_parts parts = {0};
	size_t count;
	const struct {
		const char *key;
		char *const *value;
	} keys[] = {{"place_insee", &parts.insee},
		    {"place_postal_code", &parts.postal_code},
		    {"place_department", &parts.department},
		    {"place_district", &parts.district}};

	/* Members of the committee know where they meet. */
	if (reading->form->kind == KIND_COMMITTEE) {
		value_set(reading, field->key, text, line);
		return;
	}
	meant = without_surroundings(reading, without_remote(reading, line));
	read_parts(reading, meant, &parts);
	list = several_places(reading, meant, &count);
	if (!has_parts(&parts)) {
		value_fault(reading, field, text, phrase("fault.place"));
		return;
	}
	value_set(reading, field->key, text, line);
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (*keys[i].value)
			value_set(reading, keys[i].key, "", *keys[i].value);
	if (parts.name && *parts.name)
		value_set(reading, "place_name", "", spelled_out(reading->arena, parts.name));
	if (count > 1)
		value_set(reading, "place_list", "", list);
}
