/* Pages for browsers or terminals: templates/fr/pages. */
#ifndef TOOL_PAGE_H
#define TOOL_PAGE_H

#include "base/bytes.h"
#include "base/err.h"

#include <jansson.h>

/* Renders pages/NAME.mustache with data; escapes HTML when the name ends in ".html". The partial {{> name}}
 * is pages/name.mustache. templates: their folder. ERR_CONFIG: the template's fault; ERR_IO, ERR_NOT_FOUND:
 * it can't be read. */
int page_render(struct arena *arena, const char *templates, const char *name, const json_t *data, char **out,
		struct err *err);
/* Checks that all pages can be rendered. Errors as above. */
int page_check_all(struct arena *arena, const char *templates, struct err *err);

#endif
