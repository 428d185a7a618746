#include "handle/correction.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/corrections.h"
#include "handle/token.h"

enum { KEPT_S = 30 * 24 * 60 * 60 };

/* Derived fields, by prefix or by name, with the field they were derived from, without which they are
 * meaningless. */
static const struct {
	const char *leader, *follower;
} DERIVED[] = {
    {"place", "place_"},     {"contract", "nature"}, {"level", "level_"},
    {"contact", "contact_"}, {"date", "end"},	     {"answer", "participants"},
};

static json_t *kept_fields(const struct form *form)
{
	json_t *fields = json_array();
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		bool is_faulty = false;
		for (size_t j = 0; j < form->fault_count; j++)
			is_faulty |= !strcmp(form->faults[j].key, field->key);
		if (!is_faulty)
			json_array_append_new(fields, json_pack("{ss ss ss}", "key", field->key, "read",
								field->read, "value", field->value));
	}
	return fields;
}

int correction_keep(struct task *task, struct err *err)
{
	const struct form *form = task->form;
	if (!task->message || task->is_barred || form->kind == KIND_CV || form->kind == KIND_NONE ||
	    !form->field_count)
		return OK;
	json_t *document = task_data(task), *faulty = json_array();
	for (size_t i = 0; i < form->fault_count; i++)
		json_array_append_new(faulty, json_string(form->faults[i].key));
	json_object_set_new(document, "kind", json_string(kind_name(form->kind)));
	json_object_set_new(document, "ref", form->ref ? json_string(form->ref) : json_null());
	json_object_set_new(document, "fields", kept_fields(form));
	json_object_set_new(document, "faulty", faulty);
	char *text = json_dumps(document, JSON_COMPACT);
	if (!text)
		return OK;
	int rc = refused_form_keep(task->db, task->message, text, task->now, task->now - KEPT_S, err);
	free(text);
	return rc;
}

int correction_find(struct task *task, int64_t *refused, struct err *err)
{
	struct token token;
	*refused = 0;
	if (token_read(task->arena, task->mail->subaddress, &token) == TOKEN_READ &&
	    token_check(task->arena, task->options->key, &token, task->sender.email, task->now) == TOKEN_GOOD)
		*refused = token_message(&token);
	if (*refused || !task->mail->in_reply_to)
		return OK;
	int rc = refused_by_letter(task->db, task->mail->in_reply_to, task->sender.id, refused, err);
	return rc == ERR_NOT_FOUND ? OK : rc;
}

/* The stored document, owned by the task; NULL: none. */
static int read_kept(struct task *task, int64_t refused, json_t **document, struct err *err)
{
	char *text;
	json_error_t fault;
	*document = NULL;
	int rc = refused_form_get(task->db, task->arena, refused, task->now - KEPT_S, &text, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	*document = json_loads(text, 0, &fault);
	if (*document)
		json_array_append_new(task->garbage, *document);
	return OK;
}

static const char *text_in(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));
	return text ? text : "";
}

/* Whether the message itself gives the field, rather than it being set because it was missing. */
static bool is_said(const struct form *form, const char *key)
{
	const struct field *field = form_field(form, key);
	for (size_t i = 0; i < form->fault_count; i++)
		if (!strcmp(form->faults[i].key, key))
			return true;
	return field && !text_is_blank(field->read);
}

static bool is_said_anew(const struct form *form, const char *key)
{
	for (size_t i = 0; i < ARRAY_SIZE(DERIVED); i++)
		if (text_starts_with(key, DERIVED[i].follower) && is_said(form, DERIVED[i].leader))
			return true;
	return is_said(form, key);
}

static void drop_fault(struct form *form, const char *key)
{
	size_t kept = 0;
	for (size_t i = 0; i < form->fault_count; i++)
		if (strcmp(form->faults[i].key, key) != 0)
			form->faults[kept++] = form->faults[i];
	form->fault_count = kept;
}

/* Lines of no field stand below the free text of the first attempt. */
static void add_below(struct form *form, const char *key, const json_t *row)
{
	const char *text = arena_printf(form->arena, "%s\n\n%s", text_in(row, "value"), form_get(form, key));
	form_put(form, key, text, text);
}

static void add_kept(struct task *task, const json_t *document)
{
	struct form *form = task->form;
	struct form said = *form; /* the form before anything is added */
	bool is_below = false;
	size_t i;
	json_t *row;
	json_array_foreach(json_object_get(document, "fields"), i, row)
	{
		const char *key = text_in(row, "key");
		if (said.added_text && !strcmp(key, said.added_text)) {
			add_below(form, key, row);
			is_below = true;
		} else if (!is_said_anew(&said, key))
			form_put(form, key, text_in(row, "read"), text_in(row, "value"));
	}
	if (is_below)
		drop_fault(form, said.added_text);
	const char *ref = json_string_value(json_object_get(document, "ref"));
	if (!form->ref && ref)
		form->ref = arena_strdup(task->arena, ref);
}

int correction_complete(struct task *task, int64_t refused, struct err *err)
{
	json_t *document;
	int rc = read_kept(task, refused, &document, err);
	if (rc || !document || strcmp(text_in(document, "kind"), kind_name(task->form->kind)))
		return rc;
	add_kept(task, document);
	task->form->is_only_quoted = false;
	form_note(task->form, phrase("correction.completed"));
	return OK;
}

int correction_in_words(struct task *task, int64_t refused, bool *is_taken, struct err *err)
{
	json_t *document;
	int rc = read_kept(task, refused, &document, err);
	const json_t *faulty = json_object_get(document, "faulty");
	*is_taken = false;
	if (rc || !document || json_array_size(faulty) != 1)
		return rc;
	const char *key = json_string_value(json_array_get(faulty, 0));
	const char *prefix = arena_printf(task->arena, "%s/", key ? key : "");
	struct form form = {
	    .arena = task->arena, .kind = kind_by_name(text_in(document, "kind")), .kind_source = "words"};
	for (size_t i = 0; i < task->form->said_count; i++)
		if (text_starts_with(task->form->said[i].key, prefix))
			form_put(&form, task->form->said[i].key + strlen(prefix), task->form->said[i].read,
				 task->form->said[i].value);
	*is_taken = form.field_count > 0;
	if (*is_taken)
		*task->form = form;
	return OK;
}
