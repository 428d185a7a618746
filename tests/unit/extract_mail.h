/* Mails for the tests of extract, made of lines with zones, without decoding. */
#ifndef EXTRACT_MAIL_H
#define EXTRACT_MAIL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "extract.h"

/* The large tables are read whole; with sanitizers, which take several times as long, one row in so many. */
#ifdef PASSERELLE_ASAN
enum { ROWS_STEP = 8 };
#else
enum { ROWS_STEP = 1 };
#endif

/* Monday 23 November 2026, 10:00 in Paris. */
static inline time_t test_now(void)
{
	return date_at((struct date){2026, 11, 23}, 10, 0);
}

static inline int test_setup(void **state)
{
	struct err err = {0};

	(void)state;
	clock_set_zone("Europe/Paris");
	return extract_init(&err);
}

/* A line a line; "> " quoted, "| " forwarded, "~ " signature. NULL: no such part. */
static inline void test_body(struct arena *arena, const char *text, struct body *body)
{
	static const struct {
		const char *mark;
		enum zone zone;
	} marks[] = {{"> ", ZONE_QUOTED}, {"| ", ZONE_FORWARDED}, {"~ ", ZONE_SIGNATURE}};
	size_t lines = 1;

	*body = (struct body){0};
	if (!text)
		return;
	for (const char *c = text; *c; c++)
		lines += *c == '\n';
	body->lines = arena_array(arena, lines, sizeof(*body->lines));
	while (body->count < lines) {
		size_t length = strcspn(text, "\n");
		struct line *line = &body->lines[body->count++];

		line->zone = ZONE_OWN;
		line->text = text_normalise(arena, text, length);
		for (size_t i = 0; i < 3; i++) {
			if (text_starts_with(line->text, marks[i].mark)) {
				line->zone = marks[i].zone;
				line->text += 2;
				break;
			}
		}
		text += length + (text[length] == '\n');
	}
}

static inline struct form test_form(struct arena *arena, const char *subject, const char *plain,
				    const char *html)
{
	struct mail mail = {.subject = subject, .has_plain = plain != NULL, .has_html = html != NULL};
	struct err err = {0};
	struct form form;

	test_body(arena, plain, &mail.plain);
	test_body(arena, html, &mail.html);
	assert_int_equal(extract_form(arena, &mail, test_now(), &form, &err), OK);
	return form;
}

static inline const struct fault *test_fault(const struct form *form, const char *key)
{
	for (size_t i = 0; i < form->fault_count; i++)
		if (strcmp(form->faults[i].key, key) == 0)
			return &form->faults[i];
	return NULL;
}

static inline bool test_has_note(const struct form *form, const char *part)
{
	for (size_t i = 0; i < form->note_count; i++)
		if (strstr(form->notes[i], part))
			return true;
	return false;
}

#endif
