#include "base/phrases.h"

#include "base/io.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PHRASES_MAX = 4096, KEY_BYTES = 80, FILE_BYTES = 1 << 20 };

struct phrase {
	const char *key, *text;
	size_t line;
};

/* Phrases of one file, by key. */
struct phrases {
	struct phrase rows[PHRASES_MAX];
	size_t count;
};

__asm__(".pushsection .rodata\n"
	".type carried_phrases, %object\n"
	"carried_phrases:\n"
	".incbin \"templates/fr/phrases\"\n"
	".byte 0\n"
	".popsection\n");
extern const char carried_phrases[];

static struct arena *memory; /* as long as the program */
static struct phrases carried, installed, *current;

static int by_key(const void *a, const void *b)
{
	return strcmp(((const struct phrase *)a)->key, ((const struct phrase *)b)->key);
}

static struct phrase *find(struct phrases *phrases, const char *key)
{
	struct phrase wanted = {.key = key};
	return bsearch(&wanted, phrases->rows, phrases->count, sizeof *phrases->rows, by_key);
}

/* Replaces "\\n" with a line break. */
static void unescape(char *text)
{
	char *to = text;
	for (const char *from = text; *from; from++, to++)
		if ((*to = *from) == '\\' && from[1] == 'n') {
			*to = '\n';
			from++;
		}
	*to = '\0';
}

/* Splits `key = wording`; false for any other line that is neither a comment nor blank. */
static bool read_line(struct phrases *out, char *line, size_t number)
{
	char *sign = strstr(line, " = ");
	if (!*line || *line == '#')
		return true;
	if (!sign || !sign[3] || out->count == PHRASES_MAX)
		return false;
	*sign = '\0';
	unescape(sign + 3);
	out->rows[out->count++] = (struct phrase){line, sign + 3, number};
	return true;
}

/* Cuts text into phrases; returns the number of the first bad line, 0 for a good file. */
static size_t read_phrases(struct phrases *out, char *text)
{
	size_t number = 1;
	out->count = 0;
	for (char *line = text, *end; line; line = end, number++) {
		if ((end = strchr(line, '\n')))
			*end++ = '\0';
		if (!read_line(out, line, number))
			return number;
	}
	qsort(out->rows, out->count, sizeof *out->rows, by_key);
	return 0;
}

static void carry(void)
{
	if (current)
		return;
	memory = arena_new();
	if (read_phrases(&carried, arena_strdup(memory, carried_phrases)))
		abort(); /* can't happen: a unit test parses the built-in file */
	current = &carried;
}

/* The name in braces at the next brace of text, NULL after the last; *next: the text after it. */
static const char *next_name(const char *text, size_t *length, const char **next)
{
	const char *open = text ? strchr(text, '{') : NULL, *close = open ? strchr(open, '}') : NULL;
	*next = close ? close + 1 : NULL;
	*length = close ? (size_t)(close - open - 1) : 0;
	return close ? open + 1 : NULL;
}

static bool has_name(const char *text, const char *name, size_t length)
{
	size_t other_length;
	const char *next = text, *other;
	while ((other = next_name(next, &other_length, &next)))
		if (other_length == length && !memcmp(other, name, length))
			return true;
	return false;
}

/* Whether each {name} of one is in the other. */
static bool names_stand_in(const char *one, const char *other)
{
	size_t length;
	const char *next = one, *name;
	while ((name = next_name(next, &length, &next)))
		if (!has_name(other, name, length))
			return false;
	return true;
}

static int fault(struct err *err, const char *path, size_t line, const char *key, const char *what)
{
	return err_set(err, ERR_CONFIG, "%s:%zu: %s: %s", path, line, key, what);
}

static int compare(struct phrases *read, const char *path, struct err *err)
{
	for (size_t i = 0; i < read->count; i++) {
		const struct phrase *row = &read->rows[i], *ours = find(&carried, row->key);
		if (!ours)
			return fault(err, path, row->line, row->key, "no phrase of this program");
		if (i && !strcmp(row[-1].key, row->key))
			return fault(err, path, row->line, row->key, "stands twice");
		if (!names_stand_in(row->text, ours->text) || !names_stand_in(ours->text, row->text))
			return fault(err, path, row->line, row->key,
				     "has other {names} than the wording that it replaces");
	}
	for (size_t i = 0; i < carried.count; i++)
		if (!find(read, carried.rows[i].key))
			return fault(err, path, 1, carried.rows[i].key, "is missing");
	return OK;
}

static int install(const char *path, struct bytes file, struct err *err)
{
	struct phrases *read = arena_alloc(memory, sizeof *read);
	size_t bad = read_phrases(read, arena_strndup(memory, (const char *)file.data, file.length));
	if (bad)
		return fault(err, path, bad, "line", "is no `key = wording`");
	int rc = compare(read, path, err);
	if (rc)
		return rc;
	installed = *read;
	current = &installed;
	return OK;
}

int phrases_open(const char *templates, struct err *err)
{
	struct arena *arena = arena_new();
	const char *path = arena_printf(arena, "%s/fr/phrases", templates);
	struct bytes file;
	carry();
	int rc = io_read_file(arena, path, FILE_BYTES, &file, err);
	if (rc)
		err_set(err, ERR_CONFIG, "%s: not readable", path);
	else if (bytes_equal(file, bytes_of(carried_phrases)))
		current = &carried;
	else
		rc = install(path, file, err);
	arena_free(&arena);
	return rc ? ERR_CONFIG : OK;
}

const char *phrase(const char *key)
{
	carry();
	const struct phrase *found = find(current, key);
	return found ? found->text : "";
}

const char *phrase_of(const char *group, const char *name)
{
	char key[KEY_BYTES];
	snprintf(key, sizeof key, "%s.%s", group, name);
	return phrase(key);
}

/* The text given for a name in the pairs, "" when missing. */
static const char *value_of(va_list pairs, const char *name, size_t length)
{
	const char *key;
	while ((key = va_arg(pairs, const char *))) {
		const char *value = va_arg(pairs, const char *);
		if (strlen(key) == length && !memcmp(key, name, length))
			return value ? value : "";
	}
	return "";
}

char *phrase_with(struct arena *arena, const char *key, ...)
{
	struct buf buf = {.arena = arena};
	const char *text = phrase(key), *next, *name;
	size_t length;
	while ((name = next_name(text, &length, &next))) {
		va_list pairs;
		buf_add(&buf, text, (size_t)(name - 1 - text));
		va_start(pairs, key);
		buf_adds(&buf, value_of(pairs, name, length));
		va_end(pairs);
		text = next;
	}
	buf_adds(&buf, text);
	return buf_text(&buf);
}

const char *phrase_key(size_t n)
{
	carry();
	return n < carried.count ? carried.rows[n].key : NULL;
}
