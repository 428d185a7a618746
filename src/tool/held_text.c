#include "held_text.h"
#include "print.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/messages.h"
#include "handle.h"
#include "supervise/wiring.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int emit_nothing(void *user, struct arena *arena, const struct draft *draft, struct err *err)
{
	(void)user, (void)arena, (void)draft, (void)err;
	return OK;
}

static void print_form(struct arena *arena, const struct form *form)
{
	puts("\ntext");
	for (size_t i = 0; i < form->field_count; i++) {
		const char *read = form->fields[i].read ? form->fields[i].read : "";
		const char *text = text_undirected(arena, read);
		print_cell(form->fields[i].key, 16);
		print_cell(text, print_width(text));
		putchar('\n');
	}
	for (size_t i = 0; i < form->note_count; i++) {
		const char *text = text_undirected(arena, form->notes[i]);
		print_cell("", 16);
		print_cell(text, print_width(text));
		putchar('\n');
	}
}

int held_text_print(struct program *program, const struct config *config, struct db *db, const char *name,
		    struct err *err)
{
	struct decision decision;
	struct explanation explanation;
	struct handle *handle = NULL;
	struct db *rehearsal = NULL;
	struct bytes raw;
	struct err none = {0};
	long long id = strspn(name, "0123456789") == strlen(name) ? strtoll(name, NULL, 10) : 0;
	if (id <= 0 || message_decided(db, program->arena, id, &decision, &none) ||
	    strcmp(decision.outcome, "held") != 0 || message_raw(db, program->arena, id, &raw, &none))
		return OK;
	struct handle_options options = wiring_handle(config, NULL);
	options.emit = emit_nothing;
	int rc = phrases_open(config->templates, err);
	if (!rc && !(rc = db_open(&rehearsal, config->database, DB_REHEARSE, err)) &&
	    !(rc = handle_open(&handle, rehearsal, &options, err)) &&
	    !(rc = handle_explain(handle, program->arena, raw, &explanation, err)) && explanation.mail)
		print_form(program->arena, explanation.form);
	handle_close(&handle);
	db_close(&rehearsal);
	return rc;
}
