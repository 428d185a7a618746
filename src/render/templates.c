/* Reads the templates' folder and reports every fault with file and line at once, rather than when the first
 * letter needs the template: a syntax error, a missing partial, a letter without text. */
#include "templates.h"

#include "base/io.h"
#include "base/text.h"
#include "render.h"

#include <dirent.h>

enum { MAX_TEMPLATE = 256 * 1024, MAX_LETTERS = 1000, MAX_PARTIALS = 1000, MAX_NAME = 300 };

static const char *const FORM_NAMES[FORM_COUNT] = {"subject", "preheader", "text", "html"};

/* The templates read so far, and their folder. */
struct reader {
	struct templates *templates;
	const char *root; /* path/fr */
	struct err *err;
};

static bool is_plain_name(const char *name)
{
	return name[0] && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(name);
}

static int fault(const struct reader *reader, const char *file, const char *what)
{
	err_set(reader->err, ERR_CONFIG, "%s: %s", file, what);
	return ERR_CONFIG;
}

/* file: path below the root, for errors. */
static int read_template(const struct reader *reader, const char *file, struct template **out)
{
	struct arena *arena = reader->templates->arena, *scratch = arena_new();
	struct bytes read;
	struct err problem = {0};
	struct template *template = arena_alloc(arena, sizeof *template);
	const char *source = NULL;
	int rc = io_read_file(scratch, arena_printf(scratch, "%s/%s", reader->root, file), MAX_TEMPLATE,
			      &read, &problem);

	if (rc)
		rc = fault(reader, file, problem.text);
	else if (!text_is_utf8((const char *)read.data, read.length) || memchr(read.data, 0, read.length))
		rc = fault(reader, file, "not UTF-8 text");
	else
		source = arena_strndup(arena, (const char *)read.data, read.length);
	arena_free(&scratch);
	if (rc)
		return rc;
	if (mustache_parse(arena, file, source, template, &problem)) {
		err_set(reader->err, ERR_CONFIG, "%s", problem.text);
		return ERR_CONFIG;
	}
	*out = template;
	return OK;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The entries of a folder below the root, sorted, without hidden ones. */
static int list_folder(const struct reader *reader, const char *folder, size_t max, char ***names,
		       size_t *count)
{
	struct arena *arena = reader->templates->arena;
	DIR *directory = opendir(arena_printf(arena, "%s/%s", reader->root, folder));
	const struct dirent *entry;

	if (!directory)
		return fault(reader, arena_printf(arena, "%s/%s", reader->root, folder),
			     "this folder of templates can't be read");
	*names = arena_array(arena, max, sizeof **names);
	*count = 0;
	while ((entry = readdir(directory)) != NULL && *count < max)
		if (entry->d_name[0] != '.')
			(*names)[(*count)++] = arena_strdup(arena, entry->d_name);
	closedir(directory);
	if (*count == max)
		return fault(reader, arena_printf(arena, "%s/%s", reader->root, folder), "too many files");
	qsort(*names, *count, sizeof **names, compare_names);
	return OK;
}

/* partials/button.html.mustache is the partial "button" of HTML templates. */
static int read_partials(const struct reader *reader, enum template_form form)
{
	struct arena *arena = reader->templates->arena;
	const char *suffix = arena_printf(arena, ".%s.mustache", FORM_NAMES[form]);
	char **names;
	size_t count = 0;
	int rc = list_folder(reader, "partials", MAX_PARTIALS, &names, &count);

	for (size_t i = 0; i < count && !rc; i++) {
		size_t length = strlen(names[i]), end = strlen(suffix);
		struct template *partial;
		if (length <= end || strcmp(names[i] + length - end, suffix) != 0)
			continue;
		rc = read_template(reader, arena_printf(arena, "partials/%s", names[i]), &partial);
		if (rc)
			break;
		partial->next = reader->templates->partials[form];
		reader->templates->partials[form] = partial;
	}
	return rc;
}

static const struct template *find_partial(const struct templates *templates, enum template_form form,
					   struct slice name)
{
	char file[MAX_NAME];

	snprintf(file, sizeof file, "partials/%.*s.%s.mustache", (int)name.length, name.text,
		 FORM_NAMES[form]);
	for (const struct template *each = templates->partials[form]; each; each = each->next)
		if (strcmp(each->name, file) == 0)
			return each;
	return NULL;
}

static int link_partials(const struct reader *reader, enum template_form form, struct template *template)
{
	for (size_t i = 0; i < template->count; i++) {
		struct mustache_token *token = &template->tokens[i];
		if (token->kind != TOKEN_PARTIAL)
			continue;
		token->partial = find_partial(reader->templates, form, token->text);
		if (!token->partial)
			return err_set(reader->err, ERR_CONFIG,
				       "%s:%d: there is no partials/%.*s.%s.mustache", template->name,
				       token->line, (int)token->text.length, token->text.text,
				       FORM_NAMES[form]);
	}
	return OK;
}

static int read_shared(const struct reader *reader)
{
	struct templates *templates = reader->templates;
	int rc = OK;

	for (enum template_form form = FORM_TEXT; form < FORM_COUNT && !rc; form++)
		rc = read_partials(reader, form);
	for (enum template_form form = FORM_TEXT; form < FORM_COUNT && !rc; form++) {
		const char *file = arena_printf(templates->arena, "layout/%s.mustache", FORM_NAMES[form]);
		for (struct template *each = templates->partials[form]; each && !rc; each = each->next)
			rc = link_partials(reader, form, each);
		if (rc || (rc = read_template(reader, file, &templates->layouts[form])))
			break;
		rc = link_partials(reader, form, templates->layouts[form]);
	}
	return rc;
}

static int read_letter(const struct reader *reader, const char *name, struct letter_templates *letter)
{
	int rc = OK;

	letter->name = name;
	if (!is_plain_name(name))
		return err_set(reader->err, ERR_CONFIG,
			       "%s: a letter's folder is named with a-z, 0-9, _ and -", name);
	for (enum template_form form = 0; form < FORM_COUNT && !rc; form++) {
		const char *file =
		    arena_printf(reader->templates->arena, "%s/%s.mustache", name, FORM_NAMES[form]);
		rc = read_template(reader, file, &letter->forms[form]);
		if (!rc)
			rc = link_partials(reader, form < FORM_TEXT ? FORM_TEXT : form, letter->forms[form]);
	}
	return rc;
}

/* Folders that are no letters; for phrases see base/phrases.h. */
static const char BESIDE_LETTERS[] = "layout pages partials phrases";

static int read_letters(const struct reader *reader)
{
	struct templates *templates = reader->templates;
	char **names;
	size_t count;
	int rc = list_folder(reader, ".", MAX_LETTERS, &names, &count);

	if (rc)
		return rc;
	templates->letters = arena_array(templates->arena, count, sizeof *templates->letters);
	for (size_t i = 0; i < count && !rc; i++)
		if (!text_has_word(BESIDE_LETTERS, names[i]))
			rc = read_letter(reader, names[i], &templates->letters[templates->letter_count++]);
	return rc;
}

int templates_notice(const struct templates *templates, const char **version, const char **text,
		     struct err *err)
{
	static const char name[] = "notice", mark[] = "{{! version ";
	const struct template *notice =
	    find_partial(templates, FORM_TEXT, (struct slice){name, strlen(name)});
	const char *end = notice ? strstr(notice->source, " }}") : NULL;

	if (!notice || !end || !text_starts_with(notice->source, mark))
		return err_set(err, ERR_CONFIG,
			       "partials/notice.text.mustache: needed, with its version on the first line: "
			       "{{! version 2026-11 }}");
	const char *start = notice->source + strlen(mark);
	*version = arena_strndup(templates->arena, start, (size_t)(end - start));
	*text = notice->source;
	return OK;
}

int templates_open(struct templates **out, const char *path, struct err *err)
{
	struct arena *arena = arena_new();
	struct templates *templates = arena_alloc(arena, sizeof *templates);
	struct reader reader = {
	    .templates = templates, .root = arena_printf(arena, "%s/fr", path), .err = err};
	int rc;

	templates->arena = arena;
	if ((rc = read_shared(&reader)) || (rc = read_letters(&reader))) {
		templates_close(&templates);
		return rc;
	}
	*out = templates;
	return OK;
}

void templates_close(struct templates **templates)
{
	if (!*templates)
		return;
	struct arena *arena = (*templates)->arena;
	*templates = NULL;
	arena_free(&arena);
}

static int compare_letter(const void *name, const void *letter)
{
	return strcmp(name, ((const struct letter_templates *)letter)->name);
}

const struct letter_templates *templates_find(const struct templates *templates, const char *name)
{
	return bsearch(name, templates->letters, templates->letter_count, sizeof *templates->letters,
		       compare_letter);
}
