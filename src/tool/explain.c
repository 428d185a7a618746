/* A dry run for messages. Prints untrusted text, for the operator only; writes nothing. */
#include "../config.h"
#include "tool.h"

#include "base/phrases.h"
#include "base/text.h"
#include "handle.h"
#include "print.h"
#include "supervise/wiring.h"

#include <jansson.h>

/* Prints the letters that would be sent. */
static int keep_draft(void *user, struct arena *arena, const struct draft *draft, struct err *err)
{
	(void)arena;
	(void)err;
	json_array_append_new(user, json_pack("{ss ss}", "template", draft->template, "to", draft->to_email));
	return OK;
}

static json_t *text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

/* Prints the findings of the rules on offers. */
static json_t *remarks_json(const struct form *form)
{
	json_t *remarks = json_array();
	for (size_t i = 0; i < form->remark_count; i++) {
		const struct remark *remark = &form->remarks[i];
		json_array_append_new(remarks, json_pack("{ss ss ss ss sb}", "key", remark->key, "rule",
							 remark->rule, "article", remark->article, "passage",
							 remark->passage, "holds", (int)remark->holds));
	}
	return remarks;
}

static json_t *form_json(const struct form *form)
{
	json_t *fields = json_array(), *faults = json_array(), *notes = json_array();
	for (size_t i = 0; i < form->field_count; i++)
		json_array_append_new(fields, json_pack("{ss ss ss ss}", "key", form->fields[i].key, "label",
							form->fields[i].label, "read", form->fields[i].read,
							"value", form->fields[i].value));
	for (size_t i = 0; i < form->fault_count; i++)
		json_array_append_new(faults,
				      json_pack("{ss ss ss ss ss}", "key", form->faults[i].key, "label",
						form->faults[i].label, "read", form->faults[i].read, "why",
						form->faults[i].why, "accepted", form->faults[i].accepted));
	for (size_t i = 0; i < form->note_count; i++)
		json_array_append_new(notes, json_string(form->notes[i]));
	return json_pack("{ss ss so so so so so so}", "kind", kind_recorded(form->kind), "kind_source",
			 form->kind_source, "ref", text_or_null(form->ref), "origin",
			 text_or_null(form->origin), "fields", fields, "faults", faults, "remarks",
			 remarks_json(form), "notes", notes);
}

static json_t *forms_json(const struct form *form)
{
	json_t *object = form_json(form), *parts = json_array();
	for (size_t i = 0; i < form->part_count; i++)
		json_array_append_new(parts, form_json(&form->parts[i]));
	json_object_set_new(object, "parts", parts);
	return object;
}

/* Proven by the receiving server, or by a reply token. */
static bool is_proven(const struct explanation *explanation)
{
	return explanation->mail->proven || (explanation->proof && explanation->decision.outcome &&
					     strcmp(explanation->decision.outcome, "quarantined"));
}

static const char *proof_of(const struct explanation *explanation)
{
	return explanation->proof ? explanation->proof : explanation->mail->proof;
}

static json_t *explanation_json(const struct explanation *explanation, json_t *letters)
{
	const struct mail *mail = explanation->mail;
	const struct decision *decision = &explanation->decision;
	json_t *object = json_object();
	if (mail) {
		json_object_set_new(object, "from",
				    mail->from_count ? json_string(mail->from[0]) : json_null());
		json_object_set_new(object, "contact", text_or_null(explanation->sender.name));
		json_object_set_new(object, "organisation", text_or_null(explanation->sender.organisation));
		json_object_set_new(object, "type", text_or_null(explanation->sender.type_name));
		json_object_set_new(object, "proven", json_boolean(is_proven(explanation)));
		json_object_set_new(object, "proof", json_string(proof_of(explanation)));
		json_object_set_new(object, "nature", json_string(mail_nature_name(mail->nature)));
		json_object_set_new(object, "form", forms_json(explanation->form));
	}
	json_object_set_new(object, "outcome", text_or_null(decision->outcome));
	json_object_set_new(object, "reason", text_or_null(decision->reason));
	json_object_set_new(object, "ref", text_or_null(decision->ref));
	json_object_set(object, "letters", letters);
	return object;
}

static void print_pair(const char *name, const char *value)
{
	const char *shown = value ? value : "-";
	print_cell(name, 14);
	print_cell(shown, print_width(shown));
	putchar('\n');
}

static void print_values(const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++) {
		print_cell(i ? "" : "fields", 14);
		print_cell(form->fields[i].key, 20);
		print_cell(text_undirected(form->arena, form->fields[i].value), 36);
		printf("« %s »\n", text_undirected(form->arena, form->fields[i].read));
	}
	for (size_t i = 0; i < form->fault_count; i++) {
		print_cell(i ? "" : "faults", 14);
		print_cell(form->faults[i].key, 20);
		printf("« %s » %s %s\n", text_undirected(form->arena, form->faults[i].read),
		       form->faults[i].why, form->faults[i].accepted);
	}
	for (size_t i = 0; i < form->remark_count; i++) {
		print_cell(i ? "" : "remarks", 14);
		print_cell(form->remarks[i].key, 20);
		print_cell(form->remarks[i].holds ? "holds" : "warns", 8);
		printf("« %s » %s (%s)\n", text_undirected(form->arena, form->remarks[i].passage),
		       form->remarks[i].rule, form->remarks[i].article);
	}
	for (size_t i = 0; i < form->note_count; i++)
		print_pair(i ? "" : "notes", form->notes[i]);
}

static void print_form(const struct form *form)
{
	print_pair("kind", *kind_recorded(form->kind) ? kind_recorded(form->kind) : "none");
	print_pair("told by", form->kind_source);
	print_pair("reference", form->ref);
	print_values(form);
	for (size_t i = 0; i < form->part_count; i++) {
		print_pair("form", form->parts[i].origin);
		print_values(&form->parts[i]);
	}
}

static void print_explanation(struct arena *arena, const struct explanation *explanation, json_t *letters)
{
	const struct mail *mail = explanation->mail;
	if (mail) {
		print_pair("from", mail->from_count ? mail->from[0] : NULL);
		print_pair("contact",
			   explanation->sender.email
			       ? arena_printf(arena, "%s, %s (%s)", explanation->sender.name,
					      explanation->sender.organisation, explanation->sender.type_name)
			       : "not in the directory, or not looked for");
		print_pair("proven", arena_printf(arena, "%s: %s", is_proven(explanation) ? "yes" : "no",
						  proof_of(explanation)));
		print_pair("nature", mail_nature_name(mail->nature));
		print_form(explanation->form);
	}
	print_pair("outcome", arena_printf(arena, "%s: %s", explanation->decision.outcome,
					   explanation->decision.reason));
	size_t i;
	json_t *letter;
	json_array_foreach(letters, i, letter)
	{
		print_cell(i ? "" : "letters", 14);
		print_cell(json_string_value(json_object_get(letter, "template")), 28);
		printf("%s\n", json_string_value(json_object_get(letter, "to")));
	}
}

static int explain_file(struct handle *handle, const char *path, size_t most_bytes, bool as_json,
			json_t *letters, struct err *err)
{
	struct arena *arena = arena_new();
	struct explanation explanation;
	struct bytes raw;
	json_array_clear(letters);
	int rc = program_input(arena, path, most_bytes, &raw, err);
	if (!rc && !(rc = handle_explain(handle, arena, raw, &explanation, err))) {
		if (as_json) {
			json_t *object = explanation_json(&explanation, letters);
			json_dumpf(object, stdout, JSON_INDENT(2));
			putchar('\n');
			json_decref(object);
		} else {
			print_explanation(arena, &explanation, letters);
		}
	}
	arena_free(&arena);
	return rc;
}

int cmd_explain(struct program *program, struct err *err)
{
	struct config config;
	bool as_json = program_option(program, "json");
	struct handle *handle = NULL;
	struct db *db = NULL;
	struct key key = {0};
	struct err no_key;
	int rc;
	if ((rc = program_config(program, &config, err)) || (rc = phrases_open(config.templates, err)))
		return rc;
	json_t *letters = json_array();
	bool has_key = !key_open(&key, config.database, DB_READ, &no_key);
	struct handle_options options = wiring_handle(&config, has_key ? &key : NULL);
	options.emit = keep_draft;
	options.emit_user = letters;
	if (!(rc = db_open(&db, config.database, DB_REHEARSE, err)))
		rc = handle_open(&handle, db, &options, err);
	for (int i = 1; !rc && i < program->argc; i++)
		rc = explain_file(handle, program->argv[i], config.max_message_bytes, as_json, letters, err);
	handle_close(&handle);
	db_close(&db);
	json_decref(letters);
	return rc;
}
