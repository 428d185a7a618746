/* A Mustache template, and after a NUL the partial that it calls by any name. */
#include "fuzz.h"

#include "render.h"

static json_t *data;

void fuzz_prepare(void)
{
	data = json_pack("{s:s, s:s, s:[{s:s}, {s:s, s:[i, i]}], s:b, s:{s:{s:s}}, s:n}", "a", "<b>&\"é",
			 "name", "{{a}} {{> p}}", "list", "x", "1", "x", "2", "list", 1, 2, "yes", 1, "o",
			 "o", "x", "{{", "nothing");
	fuzz_expect(data, "the data");
}

static const char *partial_of(void *user, const char *name)
{
	(void)name;
	return user;
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	const char *template = fuzz_piece(arena, &input), *partial = fuzz_piece(arena, &input);
	char *out;
	struct err err = {0};
	for (int escape = 0; escape < 2; escape++)
		mustache_render(arena, template, data, escape, partial_of, (void *)(uintptr_t)partial, &out,
				&err);
}
