/* The file of phrases: parsing, errors, and that C and the file use the same keys. */
#include "base/phrases.h"

#include "base/io.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { MOST_BYTES = 1 << 20 };

static void test_lookup(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	assert_string_equal(phrase("kind.cv"), "un CV");
	assert_string_equal(phrase_of("kind", "cv"), "un CV");
	assert_string_equal(phrase("no.such.key"), "");
	const char *filled = phrase_with(arena, "candidate.accepted", "tag", "{tag} 100 %s", NULL);
	assert_non_null(strstr(filled, "[{tag} 100 %s CAN-"));
	arena_free(&arena);
}

/* Opens a copy of the built-in file with `from` replaced by `to`. */
static int open_changed(struct arena *arena, const char *from, const char *to, struct err *err)
{
	char folder[] = "/tmp/passerelle-phrases-XXXXXX";
	struct bytes file;
	assert_int_equal(io_read_file(arena, "templates/fr/phrases", MOST_BYTES, &file, err), OK);
	const char *text = arena_strndup(arena, (const char *)file.data, file.length);
	const char *at = strstr(text, from);
	assert_non_null(at);
	assert_non_null(mkdtemp(folder));
	assert_int_equal(mkdir(arena_printf(arena, "%s/fr", folder), 0700), 0);
	const char *path = arena_printf(arena, "%s/fr/phrases", folder);
	FILE *out = fopen(path, "w");
	assert_non_null(out);
	fprintf(out, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
	fclose(out);
	int rc = phrases_open(folder, err);
	unlink(path);
	rmdir(arena_printf(arena, "%s/fr", folder));
	rmdir(folder);
	return rc;
}

static void test_open(void **state)
{
	static const struct {
		const char *from, *to, *says;
	} REFUSED[] = {
	    {"kind.cv = un CV\n", "", "kind.cv: is missing"},
	    {"kind.cv = un CV\n", "kind.cv = un CV\nkind.cv = un CV\n", "kind.cv: stands twice"},
	    {"kind.cv = un CV\n", "kind.cv = un CV\nkind.other = un autre\n",
	     "kind.other: no phrase of this program"},
	    {"kind.cv = un CV\n", "kind.cv: un CV\n", "is no `key = wording`"},
	    {"kind.cv = un CV\n", "kind.cv = \n", "is no `key = wording`"},
	    {"[{tag} CAN", "[{Tag} CAN", "candidate.accepted: has other {names}"},
	    {"[{tag} CAN", "[CAN", "candidate.accepted: has other {names}"},
	};
	(void)state;
	struct arena *arena = arena_new();
	struct err err = {0};
	for (size_t i = 0; i < ARRAY_SIZE(REFUSED); i++) {
		assert_int_equal(open_changed(arena, REFUSED[i].from, REFUSED[i].to, &err), ERR_CONFIG);
		if (!strstr(err.text, REFUSED[i].says) || !strstr(err.text, "/fr/phrases:"))
			fail_msg("%s does not say %s", err.text, REFUSED[i].says);
	}
	assert_int_equal(phrases_open("/nowhere", &err), ERR_CONFIG);
	assert_string_equal(phrase("kind.cv"), "un CV");
	assert_int_equal(open_changed(arena, "kind.cv = un CV\n", "kind.cv = un curriculum\n", &err), OK);
	assert_string_equal(phrase("kind.cv"), "un curriculum");
	assert_int_equal(phrases_open("templates", &err), OK);
	arena_free(&arena);
}

/* All C of src, one string. */
static void read_sources(struct buf *out, const char *folder)
{
	struct dirent *entry;
	DIR *dir = opendir(folder);
	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		const char *path = arena_printf(out->arena, "%s/%s", folder, entry->d_name);
		size_t length = strlen(entry->d_name);
		struct stat status;
		struct bytes file;
		struct err err;
		if (entry->d_name[0] == '.' || stat(path, &status))
			continue;
		if (S_ISDIR(status.st_mode))
			read_sources(out, path);
		else if (length > 2 && !strcmp(entry->d_name + length - 2, ".c") &&
			 !io_read_file(out->arena, path, MOST_BYTES, &file, &err))
			buf_add(out, file.data, file.length);
	}
	closedir(dir);
}

/* Whether C contains the key, or its group: "field" of field.title, "hint" of hint.offer.title. */
static bool is_used(struct arena *arena, const char *sources, const char *key)
{
	if (strstr(sources, arena_printf(arena, "\"%s\"", key)))
		return true;
	for (const char *dot = strchr(key, '.'); dot; dot = strchr(dot + 1, '.'))
		if (strstr(sources, arena_printf(arena, "phrase_of(\"%.*s\",", (int)(dot - key), key)))
			return true;
	return false;
}

/* The key in a call: a literal after the bracket, or after the arena's comma. */
static const char *key_of_call(struct arena *arena, const char *bracket, bool has_arena)
{
	size_t length = has_arena ? strcspn(bracket, ",;") + 1 : 0;
	const char *key = bracket + length + strspn(bracket + length, " \t\n");
	return *key == '"' ? arena_strndup(arena, key + 1, strcspn(key + 1, "\"")) : NULL;
}

static void test_keys(void **state)
{
	static const struct {
		const char *call;
		bool has_arena;
	} CALLS[] = {{"phrase(", false}, {"phrase_with(", true}};
	(void)state;
	struct arena *arena = arena_new();
	struct buf sources = {.arena = arena};
	read_sources(&sources, "src");
	const char *text = buf_text(&sources);
	for (size_t n = 0; phrase_key(n); n++)
		if (!is_used(arena, text, phrase_key(n)))
			fail_msg("%s is a phrase that nothing uses", phrase_key(n));
	for (size_t i = 0; i < ARRAY_SIZE(CALLS); i++)
		for (const char *at = text; (at = strstr(at, CALLS[i].call));) {
			at += strlen(CALLS[i].call);
			const char *key = key_of_call(arena, at, CALLS[i].has_arena);
			if (key && !*phrase(key))
				fail_msg("%s is no phrase", key);
		}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_lookup),
	    cmocka_unit_test(test_open),
	    cmocka_unit_test(test_keys),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
