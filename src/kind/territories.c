#include "territories.h"

#include "base/phrases.h"
#include "base/text.h"
#include "kind/audience.h"

enum { SHOWN = 12 };

static const char *const LINKS[] = {
    "de",	    "du",     "des",	 "d",	 "l",	  "la",	 "le",
    "les",	    "en",     "dans",	 "a",	 "au",	  "aux", "et",
    "tous",	    "toutes", "toute",	 "tout", "pour",  "nos", "departement",
    "departements", "region", "regions", "sur",	 "ville", "ims", "partenaires"};

bool territories_is_link(const char *word, size_t length)
{
	for (size_t i = 0; i < ARRAY_SIZE(LINKS); i++)
		if (strlen(LINKS[i]) == length && !strncmp(LINKS[i], word, length))
			return true;
	return false;
}

static const char *skip_links(const char *words)
{
	size_t length;
	while (territories_is_link(words, length = strcspn(words, " ")) && words[length])
		words += length + 1;
	return words;
}

char *territories_text(struct task *task, const struct place *choices, size_t count)
{
	struct buf buf = {.arena = task->arena};
	for (size_t i = 0; i < count && i < SHOWN; i++)
		buf_printf(&buf, "%s%s", i ? "\u00a0; " : "", choices[i].label);
	if (count > SHOWN)
		buf_printf(&buf, "\u00a0; %s",
			   phrase_with(task->arena, "value.others", "count",
				       arena_printf(task->arena, "%zu", count - SHOWN), NULL));
	return buf_text(&buf);
}

static int resolve(struct task *task, const char *name, struct place *out, struct place **choices,
		   size_t *count, struct err *err)
{
	struct place_query query = {.name = name};
	return places_resolve(task->db, task->arena, &query, out, choices, count, err);
}

int territories_add(struct task *task, const char *key, const char *name, struct buf *codes, struct err *err)
{
	struct place place, *choices = NULL;
	size_t count = 0;
	struct err fault = {0};
	int rc =
	    resolve(task, arena_printf(task->arena, "region %s", name), &place, &choices, &count, &fault);
	if (rc)
		rc = resolve(task, name, &place, &choices, &count, &fault);
	/* "Marne" is no doubt about the commune La Marne where territories are named. */
	if (rc == ERR_DATA && !resolve(task, arena_printf(task->arena, "departement %s", name), &place,
				       &(struct place *){NULL}, &(size_t){0}, &(struct err){0}))
		rc = OK;
	if (!rc) {
		buf_printf(codes, "%s%s", codes->length ? " " : "", place_code(task->arena, &place));
		return OK;
	}
	if (rc != ERR_NOT_FOUND && rc != ERR_DATA)
		return err_set(err, rc, "%s", fault.text);
	/* "Rhône et Loire" are two, "Seine et Marne" is one: the whole name was tried first. */
	const char *both = strstr(name, " et ");
	if (both) {
		const char *first = arena_strndup(task->arena, name, (size_t)(both - name));
		rc = territories_add(task, key, first, codes, err);
		return rc ? rc : territories_add(task, key, skip_links(both + strlen(" et ")), codes, err);
	}
	form_fault(task->form, key,
		   rc == ERR_DATA ? phrase_with(task->arena, "fault.territory_ambiguous", "name", name,
						"choices", territories_text(task, choices, count), NULL)
				  : phrase_with(task->arena, "fault.target_unknown", "name", name, NULL));
	return OK;
}

int territories_check_code(struct task *task, const char *key, const char *code, struct err *err)
{
	struct place place;
	struct err fault = {0};
	int rc = places_by_code(task->db, task->arena, code, &place, &fault);
	if (rc == ERR_NOT_FOUND)
		form_fault(task->form, key,
			   phrase_with(task->arena, "fault.territory_code", "code", code, NULL));
	else if (rc)
		return err_set(err, rc, "%s", fault.text);
	return OK;
}

int territories_settle(struct task *task, const char *key, const char **codes, struct err *err)
{
	const char *written = form_get(task->form, key);
	const char *names = form_get(task->form, arena_printf(task->arena, "%s_names", key));
	struct buf all = {.arena = task->arena};
	int rc = OK;
	for (const char *at = written; !rc && *at;) {
		size_t length = strcspn(at, " ");
		if (*at >= 'A' && *at <= 'Z')
			rc = territories_check_code(task, key, arena_strndup(task->arena, at, length), err);
		at += length + (at[length] == ' ');
	}
	buf_adds(&all, written);
	for (const char *at = names ? names : ""; !rc && *at;) {
		size_t length = strcspn(at, ",");
		rc = territories_add(task, key, arena_strndup(task->arena, at, length), &all, err);
		at += length + strspn(at + length, ", ");
	}
	*codes = all.length ? buf_text(&all) : "";
	return rc;
}
