/* Templates in memory; read by templates.c, rendered by message.c. */
#ifndef RENDER_TEMPLATES_H
#define RENDER_TEMPLATES_H

#include "mustache.h"

enum template_form { FORM_SUBJECT, FORM_PREHEADER, FORM_TEXT, FORM_HTML, FORM_COUNT };

struct letter_templates {
	const char *name;
	struct template *forms[FORM_COUNT];
};

struct templates {
	struct arena *arena;
	struct letter_templates *letters; /* sorted by name */
	size_t letter_count;
	struct template *layouts[FORM_COUNT];  /* unused for subject and preheader */
	struct template *partials[FORM_COUNT]; /* lists of partials; subject and preheader use those of the
						  text */
};

const struct letter_templates *templates_find(const struct templates *templates, const char *name);

#endif
