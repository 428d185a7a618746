#include "several.h"

#include "base/csv.h"
#include "base/phrases.h"
#include "base/text.h"

/* The fault's label, with the column that it was read from. */
static json_t *fault_rows(const struct form *form)
{
	json_t *rows = task_faults(form);
	for (size_t i = 0; i < form->fault_count; i++) {
		const char *column = form_column(form, form->faults[i].key);
		if (column)
			json_object_set_new(json_array_get(rows, i), "column", json_string(column));
	}
	return rows;
}

static json_t *record_row(const struct several_record *record, const struct form *form)
{
	const struct field *place = form_field(form, "place");
	json_t *row = json_pack("{ss ss ss ss so}", "ref", record->ref, "title", record->title, "place",
				place ? present_field(form, place) : "", "origin", form->origin, "notes",
				present_notes(form));
	present_contact_count(row, record->told.count);
	json_object_set_new(row, "is_held", json_boolean(record->is_held));
	json_object_set_new(row, "passages", record->passages ? json_incref(record->passages) : json_array());
	return row;
}

/* The sender's text for that field, valid or not. */
static const char *written(const struct form *form, const char *key)
{
	for (size_t i = 0; i < form->fault_count; i++)
		if (!strcmp(form->faults[i].key, key) && *form->faults[i].read)
			return form->faults[i].read;
	const struct field *field = form_field(form, key);
	return !field ? "" : *field->read ? field->read : field->value;
}

static void add_next(struct buf *csv, const char *text)
{
	buf_addc(csv, ';');
	csv_add_quoted(csv, text);
}

static void add_faulty_row(struct buf *csv, const struct form *form, const struct form_label *labels,
			   size_t count)
{
	struct buf why = {.arena = csv->arena};
	csv_add_quoted(csv, form->origin);
	for (size_t i = 0; i < count; i++)
		add_next(csv, written(form, labels[i].key));
	for (size_t i = 0; i < form->fault_count; i++)
		buf_printf(&why, "%s%s\u00a0: %s", i ? " " : "", form->faults[i].label, form->faults[i].why);
	add_next(csv, buf_text(&why));
	buf_adds(csv, "\r\n");
}

/* The faulty rows as a file to complete: CSV for Excel, UTF-8 with byte order mark. The reader of tables
 * knows the first and last column as ours (extract/tables.c). */
static struct bytes faulty_csv(struct task *task, enum kind kind, const struct form *parts, size_t part_count)
{
	struct buf csv = {.arena = task->arena};
	size_t count;
	const struct form_label *labels = kind_labels(kind, false, &count);
	buf_adds(&csv, "\xef\xbb\xbf");
	csv_add_quoted(&csv, phrase("column.row"));
	for (size_t i = 0; i < count; i++)
		add_next(&csv, labels[i].label);
	add_next(&csv, phrase("column.faults"));
	buf_adds(&csv, "\r\n");
	for (size_t i = 0; i < part_count; i++)
		if (parts[i].fault_count)
			add_faulty_row(&csv, &parts[i], labels, count);
	return buf_bytes(&csv);
}

static void note_keys(struct buf *keys, const struct form *form)
{
	for (size_t i = 0; i < form->fault_count; i++) {
		const char *key = form->faults[i].key;
		if (!text_has_word(buf_text(keys), key))
			buf_printf(keys, "%s%s", keys->length ? " " : "", key);
	}
}

static const char *with_commas(struct arena *arena, const char *words)
{
	struct buf out = {.arena = arena};
	for (; *words; words++)
		buf_adds(&out, *words == ' ' ? ", " : (char[]){*words, '\0'});
	return text_one_line(arena, buf_text(&out), 300);
}

struct tally {
	json_t *records, *faulty;
	struct buf keys;	  /* of all faults, without duplicates */
	struct contact_list told; /* readers of any of the registered forms */
	const char *first_ref;
	size_t registered, held; /* the latter among the former */
};

static void add_told(struct task *task, struct contact_list *all, const struct contact_list *more)
{
	struct contact *rows = arena_array(task->arena, all->count + more->count, sizeof *rows);
	size_t total = all->count;
	if (total)
		memcpy(rows, all->rows, total * sizeof *rows);
	for (size_t i = 0; i < more->count; i++) {
		size_t j = 0;
		while (j < total && rows[j].id != more->rows[i].id)
			j++;
		if (j == total)
			rows[total++] = more->rows[i];
	}
	*all = (struct contact_list){.rows = rows, .count = total};
}

static int take_part(struct task *task, struct form *part, several_register *take, struct tally *tally,
		     struct err *err)
{
	struct several_record record = {0};
	task->form = part;
	int rc = take(task, &record, err);
	if (rc)
		return rc;
	if (part->fault_count) {
		extract_order_faults(part);
		note_keys(&tally->keys, part);
		json_array_append_new(tally->faulty,
				      json_pack("{ss so so}", "origin", part->origin, "faults",
						fault_rows(part), "notes", present_notes(part)));
		return OK;
	}
	if (!tally->registered++)
		tally->first_ref = record.ref;
	tally->held += record.is_held;
	add_told(task, &tally->told, &record.told);
	json_array_append_new(tally->records, record_row(&record, part));
	return OK;
}

static int answer(struct task *task, json_t *data, const struct tally *tally, struct err *err)
{
	const struct form *form = task->form;
	size_t faulty = form->part_count - tally->registered;
	struct enclosure csv = {.name = form->kind == KIND_EVENT ? "evenements-a-corriger.csv"
								 : "offres-a-corriger.csv",
				.type = "text/csv; charset=UTF-8"};
	json_object_set_new(data, "is_event", json_boolean(form->kind == KIND_EVENT));
	json_object_set_new(data, "count", json_integer((json_int_t)tally->registered));
	json_object_set_new(data, "total", json_integer((json_int_t)form->part_count));
	json_object_set_new(data, "faulty_count", json_integer((json_int_t)faulty));
	json_object_set_new(data, "held_count", json_integer((json_int_t)tally->held));
	json_object_set_new(data, "has_held", json_boolean(tally->held > 0));
	json_object_set_new(data, "has_told", json_boolean(tally->told.count > 0));
	json_object_set_new(data, "is_none", json_boolean(!tally->registered));
	json_object_set_new(data, "has_faulty", json_boolean(faulty > 0));
	json_object_set_new(data, "notes", present_notes(form));
	present_list(data, "organisations", present_organisations(task->arena, &tally->told));
	if (faulty)
		csv.content = faulty_csv(task, form->kind, form->parts, form->part_count);
	return task_answer_several(task, "several_acknowledgement", data, faulty ? &csv : NULL, err);
}

int several_handle(struct task *task, several_register *take, struct err *err)
{
	struct form *form = task->form;
	json_t *data = task_data(task);
	struct tally tally = {
	    .records = json_array(), .faulty = json_array(), .keys = {.arena = task->arena}};
	int rc = OK;
	json_object_set_new(data, "records", tally.records);
	json_object_set_new(data, "faulty", tally.faulty);
	for (size_t i = 0; !rc && i < form->part_count; i++)
		rc = take_part(task, &form->parts[i], take, &tally, err);
	task->form = form;
	if (rc)
		return rc;
	const char *reason = arena_printf(task->arena, "%zu of %zu", tally.registered, form->part_count);
	if (tally.registered && tally.held == tally.registered)
		task_wait(task, tally.first_ref, reason);
	else if (tally.registered)
		task_accept(task, tally.first_ref, reason);
	else
		task_turn_down(task, arena_printf(task->arena, "faulty: %s",
						  with_commas(task->arena, buf_text(&tally.keys))));
	return answer(task, data, &tally, err);
}
