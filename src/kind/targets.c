#include "targets.h"

#include "base/address.h"
#include "base/phrases.h"
#include "base/text.h"
#include "territories.h"

#include <ctype.h>

enum { MOST_GROUPS = 20 };

/* A part of the text, between commas. */
struct group {
	unsigned types; /* bits 1 << type */
	struct buf codes;
};

struct finding {
	struct task *task;
	const char *list;
	struct contact_list *out;
	struct group groups[MOST_GROUPS];
	size_t count;
};

/* Folded, longest first. */
static const struct {
	const char *words;
	enum organisation_type type;
} KINDS[] = {
    {"missions locales", ORGANISATION_MISSION_LOCALE},
    {"mission locale", ORGANISATION_MISSION_LOCALE},
    {"associations regionales", ORGANISATION_ASSOCIATION_REGIONALE},
    {"association regionale", ORGANISATION_ASSOCIATION_REGIONALE},
    {"entreprises", ORGANISATION_ENTREPRISE},
    {"entreprise", ORGANISATION_ENTREPRISE},
    {"antennes", ORGANISATION_ANTENNE},
    {"antenne", ORGANISATION_ANTENNE},
    {"arml", ORGANISATION_ASSOCIATION_REGIONALE},
    {"cnml", ORGANISATION_CNML},
    {"paio", ORGANISATION_MISSION_LOCALE},
    {"ims", ORGANISATION_IMS},
    {"ml", ORGANISATION_MISSION_LOCALE},
};

/* "France" in a region's name is not the nation. */
static const struct {
	const char *words, *code;
} LANDS[] = {
    {"ile de france", "R11"}, {"hauts de france", "R32"}, {"france entiere", "FR"}, {"toute la france", "FR"},
    {"france", "FR"},	      {"national", "FR"},	  {"nationale", "FR"},
};

/* Removes the phrase from words separated and enclosed by single spaces. */
static bool take_out(char *words, const char *phrase)
{
	size_t length = strlen(phrase);
	for (char *at = words; (at = strstr(at, phrase)); at++) {
		if (at[-1] != ' ' || at[length] != ' ')
			continue;
		memmove(at, at + length + 1, strlen(at + length + 1) + 1);
		return true;
	}
	return false;
}

static bool is_digits(const char *text, size_t count)
{
	return strlen(text) == count && strspn(text, "0123456789") == count;
}

/* A word that is a territory's code, in the register's form; NULL. Two digits are a region's code after that
 * word, else a département's. */
static const char *code_of(struct arena *arena, const char *word, bool is_region)
{
	char *code = text_upper_ascii(arena, word);
	bool is_short = strchr("RAD", *code) && strlen(code) == 3 && isdigit((unsigned char)code[1]);
	bool is_long = strchr("CP", *code) && strlen(code) == 6;
	if (!strcmp(code, "FR") || is_short || is_long || (*code == 'D' && is_digits(code + 1, 3)))
		return code;
	if (is_digits(code, 2) || !strcmp(code, "2A") || !strcmp(code, "2B"))
		return arena_printf(arena, "%c%s", is_region ? 'R' : 'D', code);
	return is_digits(code, 5) ? arena_printf(arena, "P%s", code) : NULL;
}

static void add_code(struct group *group, const char *code)
{
	buf_printf(&group->codes, "%s%s", group->codes.length ? " " : "", code);
}

/* "régions 84 et 53": both are regions. */
static bool goes_on_as_region(const char *word, bool is_region)
{
	return text_starts_with(word, "region") ||
	       (is_region && (is_digits(word, 2) || !strcmp(word, "et") || !strcmp(word, "ou")));
}

static int take_address(struct finding *finding, const char *email, struct err *err)
{
	struct task *task = finding->task;
	struct contact contact;
	int rc = contact_by_email(task->db, task->arena, email, &contact, err);
	if (rc == ERR_NOT_FOUND || (!rc && contact.is_bounced)) {
		form_fault(task->form, "targets", phrase("fault.target_address"));
		return OK;
	}
	return rc ? rc : list_contact(task->arena, finding->out, &contact);
}

/* "Rhône et", after the kind following it was removed. */
static const char *without_end(struct arena *arena, const char *name)
{
	size_t length = strlen(name);
	return length > 3 && !strcmp(name + length - 3, " et") ? arena_strndup(arena, name, length - 3)
							       : name;
}

/* The words left after removing kinds: codes, connecting words, and the name of a place. */
static int take_words(struct finding *finding, struct group *group, char *words, struct err *err)
{
	struct arena *arena = finding->task->arena;
	struct buf name = {.arena = arena};
	bool is_region = false;
	int rc = OK;
	for (size_t i = 0; i < ARRAY_SIZE(LANDS); i++)
		if (take_out(words, LANDS[i].words))
			add_code(group, LANDS[i].code);
	for (const char *at = words + strspn(words, " "); !rc && *at;) {
		size_t length = strcspn(at, " ");
		const char *word = arena_strndup(arena, at, length), *code = code_of(arena, word, is_region);
		bool ties = territories_is_link(at, length) && (!name.length || strcmp(word, "et"));
		is_region = goes_on_as_region(word, is_region);
		if (code) {
			rc = territories_check_code(finding->task, "targets", code, err);
			add_code(group, code);
		} else if (!ties || name.length) {
			buf_printf(&name, "%s%s", name.length ? " " : "", word);
		}
		at += length;
		at += strspn(at, " ");
	}
	return !rc && name.length ? territories_add(finding->task, "targets",
						    without_end(arena, buf_text(&name)), &group->codes, err)
				  : rc;
}

/* Folded words separated and enclosed by single spaces; apostrophes, quotation marks and brackets
 * separate. */
static char *spaced(struct arena *arena, const char *text)
{
	char *words = arena_printf(arena, " %s ", text_fold(arena, text));
	for (char *at = words; *at; at++)
		if (strchr("'\"()<>", *at))
			*at = ' ';
	return arena_printf(arena, " %s ", text_one_line(arena, words, 1000));
}

/* Takes the addresses out of the text, each with the name before its bracket. */
static int take_addresses(struct finding *finding, char *text, struct err *err)
{
	int rc = OK;
	for (char *at = strchr(text, '@'); !rc && at; at = strchr(at, '@')) {
		size_t length = strcspn(at, " \t<>()\"");
		char *start = at;
		const char *fault;
		while (start > text && !strchr(" \t<>()\"", start[-1]))
			start--;
		const char *written =
		    arena_strndup(finding->task->arena, start, (size_t)(at - start) + length);
		const char *email = address_to_ascii(finding->task->arena, written, &fault);
		rc = take_address(finding, email ? email : written, err);
		if (start > text && start[-1] == '<')
			start = text;
		memset(start, ' ', (size_t)(at - start) + length);
		at += length;
	}
	return rc;
}

static int take_group(struct finding *finding, const char *written, size_t length, struct err *err)
{
	if (finding->count == MOST_GROUPS)
		return OK;
	struct group *group = &finding->groups[finding->count];
	char *text = arena_strndup(finding->task->arena, written, length);
	int rc = take_addresses(finding, text, err);
	if (rc)
		return rc;
	char *words = spaced(finding->task->arena, text);
	*group = (struct group){.codes = {.arena = finding->task->arena}};
	for (size_t i = 0; i < ARRAY_SIZE(KINDS); i++)
		while (take_out(words, KINDS[i].words))
			group->types |= 1u << KINDS[i].type;
	rc = take_words(finding, group, words, err);
	finding->count += group->types || group->codes.length;
	return rc;
}

static int tell(struct finding *finding, unsigned types, const char *codes, struct err *err)
{
	int rc = OK;
	for (unsigned type = ORGANISATION_ANY + 1; !rc && type < ORGANISATION_TYPES; type++) {
		struct audience audience = {
		    .type = (enum organisation_type)type, .list = finding->list, .overlaps = codes};
		if (types & 1u << type)
			rc = task_audience(finding->task, &audience, finding->out, err);
	}
	return rc;
}

static int tell_groups(struct finding *finding, struct err *err)
{
	struct group alone = {.codes = {.arena = finding->task->arena}};
	int rc = OK;
	for (size_t i = 0; !rc && i < finding->count; i++) {
		struct group *group = &finding->groups[i];
		if (group->types && group->codes.length) {
			rc = tell(finding, group->types, buf_text(&group->codes), err);
			continue;
		}
		alone.types |= group->types;
		if (group->codes.length)
			add_code(&alone, buf_text(&group->codes));
	}
	if (!rc && (alone.types || alone.codes.length))
		rc = tell(finding, alone.types ? alone.types : 1u << ORGANISATION_MISSION_LOCALE,
			  alone.codes.length ? buf_text(&alone.codes) : NULL, err);
	return rc;
}

int targets_find(struct task *task, const char *text, const char *list, struct contact_list *out,
		 struct err *err)
{
	struct finding finding = {.task = task, .list = list, .out = out};
	size_t faults = task->form->fault_count;
	int rc = OK;
	while (!rc && *text) {
		size_t length = strcspn(text, ",;/\n");
		rc = take_group(&finding, text, length, err);
		text += length + (text[length] != '\0');
	}
	if (!finding.count && !out->count && task->form->fault_count == faults)
		form_fault(task->form, "targets", phrase("fault.targets"));
	return rc ? rc : tell_groups(&finding, err);
}
