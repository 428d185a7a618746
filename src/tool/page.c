#include "page.h"

#include "base/io.h"
#include "render.h"

#include <string.h>

enum { MOST_TEMPLATE = 256 * 1024 };

struct folder {
	struct arena *arena;
	const char *templates;
};

static int read_page(const struct folder *folder, const char *name, char **out, struct err *err)
{
	struct bytes text;
	const char *path = arena_printf(folder->arena, "%s/fr/pages/%s.mustache", folder->templates, name);
	int rc = io_read_file(folder->arena, path, MOST_TEMPLATE, &text, err);
	if (!rc)
		*out = arena_strndup(folder->arena, (const char *)text.data, text.length);
	return rc;
}

static const char *partial(void *user, const char *name)
{
	char *text = NULL;
	struct err fault;
	return read_page(user, name, &text, &fault) ? NULL : text;
}

int page_render(struct arena *arena, const char *templates, const char *name, const json_t *data, char **out,
		struct err *err)
{
	static const char HTML[] = ".html";
	struct folder folder = {arena, templates};
	const char *ending = strrchr(name, '.');
	struct err fault = {0};
	char *text;
	int rc = read_page(&folder, name, &text, err);
	if (rc)
		return rc;
	rc = mustache_render(arena, text, data, ending && !strcmp(ending, HTML), partial, &folder, out,
			     &fault);
	return rc ? err_set(err, ERR_CONFIG, "%s/fr/pages/%s.mustache: %s", templates, name, fault.text) : OK;
}

int page_check_all(struct arena *arena, const char *templates, struct err *err)
{
	static const char *const PAGES[] = {"report.html", "report.text", "site.html", "newsletter.html",
					    "operator.html"};
	json_t *nothing = json_object();
	char *page;
	int rc = OK;
	for (size_t i = 0; !rc && i < ARRAY_SIZE(PAGES); i++)
		rc = page_render(arena, templates, PAGES[i], nothing, &page, err);
	json_decref(nothing);
	return rc;
}
