#include "directory_cells.h"

#include "base/address.h"
#include "base/text.h"

#include <ctype.h>

enum { MOST_TEXT_BYTES = 200, SHOWN_BYTES = 80 };

const char *const directory_columns[COLUMN_COUNT] = {"organisation", "type",	    "contact",	  "courriel",
						     "fonction",     "territoires", "listes",	  "frequence",
						     "signataire",   "pilotage",    "identifiant"};

/* Default lists for an empty cell (specification section 7, "Subscription"). */
static const char *const default_lists[ORGANISATION_TYPES] = {
    [ORGANISATION_ANY] = "",
    [ORGANISATION_CNML] = "offres evenements newsletter diagnostics",
    [ORGANISATION_ASSOCIATION_REGIONALE] = "offres evenements newsletter parrainage",
    [ORGANISATION_MISSION_LOCALE] = "offres evenements newsletter",
    [ORGANISATION_IMS] = "cv evenements newsletter parrainage diagnostics",
    [ORGANISATION_ANTENNE] = "evenements newsletter parrainage",
    [ORGANISATION_ENTREPRISE] = "evenements newsletter parrainage",
};

static const char *const lists[] = {"offres", "cv", "evenements", "newsletter", "parrainage", "diagnostics"};
static const char *const frequencies[] = {"immediat", "quotidien", "hebdomadaire"};

const char *directory_default_lists(enum organisation_type type)
{
	return default_lists[type];
}

static const char *shown(struct arena *arena, const char *cell)
{
	return text_one_line(arena, cell, SHOWN_BYTES);
}

static const char *read_words(struct arena *arena, const char *cell, const char **out)
{
	if (strlen(cell) > MOST_TEXT_BYTES)
		return "is longer than 200 bytes";
	*out = text_one_line(arena, cell, MOST_TEXT_BYTES);
	return NULL;
}

static const char *read_organisation(struct arena *arena, const char *cell, struct directory_row *row)
{
	return text_is_blank(cell) ? "is empty" : read_words(arena, cell, &row->organisation);
}

static const char *read_type(struct arena *arena, const char *cell, struct directory_row *row)
{
	char *folded = text_fold(arena, cell);

	for (char *c = folded; *c; c++)
		if (*c == ' ' || *c == '-')
			*c = '_';
	row->type = organisation_type_of(folded);
	if (row->type)
		return NULL;
	return arena_printf(
	    arena, "\"%s\" is none of cnml, association_regionale, mission_locale, ims, antenne, entreprise",
	    shown(arena, cell));
}

static const char *read_contact_name(struct arena *arena, const char *cell, struct directory_row *row)
{
	return read_words(arena, cell, &row->name);
}

static const char *read_function(struct arena *arena, const char *cell, struct directory_row *row)
{
	return read_words(arena, cell, &row->function);
}

static const char *read_email(struct arena *arena, const char *cell, struct directory_row *row)
{
	const char *written = text_trim(arena, cell), *fault;
	/* With an internationalised domain in ASCII, as in headers. */
	char *email = address_is_full(arena, written) ? address_to_ascii(arena, written, &fault) : NULL;

	if (!email)
		return arena_printf(arena, "\"%s\" is no e-mail address", shown(arena, cell));
	for (char *c = strchr(email, '@'); *c; c++)
		*c = (char)tolower((unsigned char)*c);
	row->email = email;
	return NULL;
}

static bool are_digits(const char *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!isdigit((unsigned char)text[i]))
			return false;
	return text[count] == '\0';
}

/* Two digits, or 2A and 2B for Corsica. */
static bool starts_as_department(const char *text)
{
	return isdigit((unsigned char)text[0]) && text[0] &&
	       (isdigit((unsigned char)text[1]) || (text[0] == '2' && (text[1] == 'A' || text[1] == 'B')));
}

static bool is_territory(const char *code)
{
	switch (code[0]) {
	case 'F':
		return strcmp(code, "FR") == 0;
	case 'R':
	case 'A':
		return are_digits(code + 1, 2);
	case 'D':
		return starts_as_department(code + 1) &&
		       (code[3] == '\0' || (text_starts_with(code, "D9") && are_digits(code + 1, 3)));
	case 'C':
		return starts_as_department(code + 1) && are_digits(code + 3, 3);
	case 'P':
		return are_digits(code + 1, 5);
	default:
		return false;
	}
}

static bool holds_word(const char *list, const char *word)
{
	size_t length = strlen(word);

	for (const char *found = strstr(list, word); found; found = strstr(found + 1, word))
		if ((found == list || found[-1] == ' ') && (found[length] == '\0' || found[length] == ' '))
			return true;
	return false;
}

static void add_word(struct buf *list, const char *word)
{
	if (holds_word(buf_text(list), word))
		return;
	if (list->length > 0)
		buf_addc(list, ' ');
	buf_adds(list, word);
}

/* The next word of a cell with words separated by white space; NULL at its end. */
static char *next_word(struct arena *arena, const char **rest)
{
	size_t length;
	char *word;

	*rest += strspn(*rest, " ");
	length = strcspn(*rest, " ");
	if (length == 0)
		return NULL;
	word = arena_strndup(arena, *rest, length);
	*rest += length;
	return word;
}

static const char *read_territories(struct arena *arena, const char *cell, struct directory_row *row)
{
	const char *rest = text_one_line(arena, cell, strlen(cell));
	struct buf codes = {.arena = arena};
	char *code;

	while ((code = next_word(arena, &rest)) != NULL) {
		for (char *c = code; *c; c++)
			*c = (char)toupper((unsigned char)*c);
		if (!is_territory(code))
			return arena_printf(arena,
					    "\"%s\" is no code such as FR, R84, A82, D69, C69387 or P69007",
					    shown(arena, code));
		add_word(&codes, code);
	}
	row->territories = buf_text(&codes);
	return NULL;
}

static const char *find_word(const char *const *words, size_t count, const char *folded)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], folded) == 0)
			return words[i];
	return NULL;
}

static const char *read_lists(struct arena *arena, const char *cell, struct directory_row *row)
{
	const char *rest = text_fold(arena, cell);
	struct buf names = {.arena = arena};
	char *word;

	while ((word = next_word(arena, &rest)) != NULL) {
		if (!find_word(lists, ARRAY_SIZE(lists), word))
			return arena_printf(
			    arena,
			    "\"%s\" is none of offres, cv, evenements, newsletter, parrainage, diagnostics",
			    shown(arena, word));
		add_word(&names, word);
	}
	row->lists = buf_text(&names);
	return NULL;
}

static const char *read_frequency(struct arena *arena, const char *cell, struct directory_row *row)
{
	const char *word = text_is_blank(cell) ? "immediat" : text_fold(arena, cell);

	row->frequency = find_word(frequencies, ARRAY_SIZE(frequencies), word);
	return row->frequency ? NULL
			      : arena_printf(arena, "\"%s\" is none of immediat, quotidien, hebdomadaire",
					     shown(arena, cell));
}

static const char *read_flag(struct arena *arena, const char *cell, bool *out)
{
	char *folded = text_fold(arena, cell);

	*out = strcmp(folded, "oui") == 0;
	return *out || *folded == '\0' || strcmp(folded, "non") == 0
		   ? NULL
		   : arena_printf(arena, "\"%s\" is neither oui nor non", shown(arena, cell));
}

static const char *read_signatory(struct arena *arena, const char *cell, struct directory_row *row)
{
	return read_flag(arena, cell, &row->is_signatory);
}

static const char *read_identifier(struct arena *arena, const char *cell, struct directory_row *row)
{
	return read_words(arena, cell, &row->identifier);
}

static const char *read_steering(struct arena *arena, const char *cell, struct directory_row *row)
{
	return read_flag(arena, cell, &row->is_steering);
}

typedef const char *cell_reader(struct arena *arena, const char *cell, struct directory_row *row);

static cell_reader *const readers[COLUMN_COUNT] = {
    read_organisation, read_type,      read_contact_name, read_email,	 read_function,	  read_territories,
    read_lists,	       read_frequency, read_signatory,	  read_steering, read_identifier,
};

const char *directory_cell(struct arena *arena, enum column column, const char *cell,
			   struct directory_row *row)
{
	return readers[column](arena, cell, row);
}
