/* Everything held on a young person, and who received it (GDPR 15; [ACCES CAN-…]): as text and as a JSON
 * file, with the files. Only the mission locale that sent the CV gets it, and passes it on to the young
 * person. */
#include "handle/present.h"
#include "handle/records.h"
#include "handle/task.h"
#include "handlers.h"
#include "kind/names.h"

#include "base/phrases.h"
#include "base/text.h"

static int add_view(struct task *task, json_t *all, const char *name, const char *view, const char *key,
		    const char *ref, struct err *err)
{
	json_t *rows = json_array();
	json_object_set_new(all, name, rows);
	return db_view(task->db, view, key, ref, db_row_keep, rows, err);
}

static int add_files(struct task *task, json_t *all, const char *ref, int64_t **ids, size_t *count,
		     struct err *err)
{
	struct candidate_file *files;
	size_t total;
	json_t *array = json_array();
	json_object_set_new(all, "files", array);
	int rc = candidate_files(task->db, task->arena, ref, &files, &total, err);
	*ids = arena_array(task->arena, total + 1, sizeof **ids);
	for (size_t i = 0; !rc && i < total; i++) {
		if (!files[i].name)
			continue; /* erased */
		(*ids)[(*count)++] = files[i].id;
		json_array_append_new(array,
				      json_pack("{ss ss sI}", "name", files[i].name, "type", files[i].type,
						"size", (json_int_t)files[i].content.length));
	}
	return rc;
}

/* Adds wishes and the end of the consent, which the view candidates lacks. */
static void add_wishes(json_t *all, const struct candidate *candidate)
{
	const struct {
		const char *name, *value;
	} rows[] = {{"wanted", candidate->wanted},
		    {"mobility", candidate->mobility},
		    {"consent_expires_on", candidate->consent_expires_on}};
	json_t *person = json_array_get(json_object_get(all, "candidate"), 0);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		json_object_set_new(person, rows[i].name,
				    rows[i].value ? json_string(rows[i].value) : json_null());
	json_object_set_new(person, "erased", json_boolean(candidate->is_erased));
}

/* A day in words, in local time; any other text unchanged. */
static const char *day_of(struct task *task, const char *text)
{
	time_t time;
	struct date date;
	if (text && time_parse_rfc3339(text, &time))
		return date_french(task->arena, date_of(time));
	return text && date_parse_iso(text, &date) ? date_french(task->arena, date) : text;
}

static const char *text_at(const json_t *row, const char *key)
{
	return json_string_value(json_object_get(row, key));
}

static void reword(json_t *row, const char *key, const char *text)
{
	if (text && *text)
		json_object_set_new(row, key, json_string(text));
}

/* Gives sizes of files in kilobytes. */
static void put_size_into_words(struct task *task, json_t *row)
{
	enum { KIB = 1024 };
	json_int_t bytes = json_integer_value(json_object_get(row, "size"));
	reword(row, "size",
	       phrase_with(task->arena, "value.kilobytes", "count",
			   arena_printf(task->arena, "%lld", (long long)(bytes + KIB - 1) / KIB), NULL));
}

static const char *letter_name(const char *template)
{
	return template ? phrase_of("letter", template) : NULL;
}

/* Replaces codes of the register in rows of views by words. */
static void put_into_words(struct task *task, json_t *all)
{
	static const char *const VIEWS[] = {"consents", "recipients", "erasures", "outcomes", "letters"};
	static const char *const WORDS[] = {"event", "scope", "outcome", "status"};
	static const char *const DAYS[] = {"at", "date", "expires_on", "asked_at", "answered_at"};
	size_t at;
	json_t *row;
	for (size_t v = 0; v < ARRAY_SIZE(VIEWS); v++)
		json_array_foreach(json_object_get(all, VIEWS[v]), at, row)
		{
			for (size_t i = 0; i < ARRAY_SIZE(WORDS); i++)
				reword(row, WORDS[i], present_word(text_at(row, WORDS[i])));
			reword(row, "template", letter_name(text_at(row, "template")));
			for (size_t i = 0; i < ARRAY_SIZE(DAYS); i++)
				reword(row, DAYS[i], day_of(task, text_at(row, DAYS[i])));
		}
	json_array_foreach(json_object_get(all, "files"), at, row) put_size_into_words(task, row);
	json_array_foreach(json_object_get(all, "erasures"), at, row) json_object_set_new(
	    row, "is_done", json_boolean(json_integer_value(json_object_get(row, "is_done"))));
}

static json_t *facts_of(struct task *task, const json_t *all, const struct candidate *c)
{
	const char *status = text_at(json_array_get(json_object_get(all, "candidate"), 0), "status");
	const struct {
		const char *label, *value;
	} rows[] = {{phrase("field.given_name"), c->given_name},
		    {phrase("field.family_name"), c->family_name},
		    {phrase("label.status"), present_word(status ? status : c->status)},
		    {phrase("label.offer"), c->offer},
		    {phrase("label.mission_locale"), c->mission_locale_name},
		    {phrase("label.scope"), present_word(c->scope)},
		    {phrase("label.minor"), phrase_of("answer", c->is_minor ? "yes" : "no")},
		    {phrase("field.wanted"), c->wanted},
		    {phrase("field.rome"), c->rome},
		    {phrase("field.level"), present_value(task->arena, "level", c->level)},
		    {phrase("field.mobility"), c->mobility},
		    {phrase("label.consent_until"), day_of(task, c->consent_expires_on)}};
	json_t *facts = json_array();
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (!text_is_blank(rows[i].value))
			json_array_append_new(
			    facts, json_pack("{ss ss}", "label", rows[i].label, "value", rows[i].value));
	return facts;
}

static int collect(struct task *task, json_t *all, const struct candidate *candidate, int64_t **files,
		   size_t *count, struct err *err)
{
	const char *ref = candidate->ref;
	int rc;
	if ((rc = add_view(task, all, "candidate", "candidates", "ref", ref, err)) ||
	    (rc = add_view(task, all, "consents", "consents", "candidate", ref, err)) ||
	    (rc = add_view(task, all, "recipients", "disclosures", "candidate", ref, err)) ||
	    (rc = add_view(task, all, "erasures", "erasures", "candidate", ref, err)) ||
	    (rc = add_view(task, all, "outcomes", "outcomes", "candidate", ref, err)) ||
	    (rc = add_view(task, all, "letters", "letters", "about", ref, err)) ||
	    (rc = add_view(task, all, "messages", "messages", "ref", ref, err)))
		return rc;
	add_wishes(all, candidate);
	return add_files(task, all, ref, files, count, err);
}

/* The recipients of the CV, and the writers about it, by organisation. */
static int put_names(struct task *task, json_t *all, const char *offer, struct err *err)
{
	static const char *const PEOPLE[][2] = {{"recipients", "recipient"},
						{"erasures", "recipient"},
						{"letters", "recipient"},
						{"outcomes", "sender"},
						{"messages", "sender"}};
	const struct naming naming = {offer, ORGANISATION_MISSION_LOCALE};
	int rc = OK;
	for (size_t v = 0; v < ARRAY_SIZE(PEOPLE); v++) {
		size_t at;
		json_t *row;
		json_array_foreach(json_object_get(all, PEOPLE[v][0]), at, row)
		{
			const char *name, *email = text_at(row, PEOPLE[v][1]);
			if (rc || !email || (rc = name_of_address(task, &naming, email, &name, err)))
				continue;
			json_object_set_new(row, PEOPLE[v][1], json_string(name));
			if (!strcmp(PEOPLE[v][0], "messages") && strcmp(name, task->sender.organisation) != 0)
				json_object_del(row, "message_id"); /* contains its sender's domain */
		}
	}
	return rc;
}

int handle_access(struct task *task, struct err *err)
{
	struct candidate candidate;
	bool is_own;
	int64_t *files;
	size_t file_count = 0;
	int rc = record_own_candidate(task, &candidate, &is_own, err);
	if (rc)
		return rc;
	if (!is_own)
		return record_refuse_candidate(task, "ACCES", err);
	json_t *data = task_data(task);
	if ((rc = collect(task, data, &candidate, &files, &file_count, err)) ||
	    (rc = put_names(task, data, candidate.offer, err)))
		return rc;
	char *json = json_dumps(data, JSON_INDENT(2) | JSON_SORT_KEYS);
	const struct enclosure file = {
	    .name = arena_printf(task->arena, "%s.json", candidate.ref),
	    .type = "application/json",
	    .content = bytes_of(arena_strdup(task->arena, json ? json : "{}")),
	};
	free(json);
	json_object_set_new(data, "ref", json_string(candidate.ref));
	put_into_words(task, data);
	present_list(data, "facts", facts_of(task, data, &candidate));
	json_object_set_new(data, "has_files", json_boolean(file_count > 0));
	json_object_set_new(data, "has_erasures",
			    json_boolean(json_array_size(json_object_get(data, "erasures"))));
	json_object_set_new(data, "asides", present_notes(task->form));
	task_accept(task, candidate.ref, "access answered");
	struct draft draft = {
	    .template = "access",
	    .data = data,
	    .to_email = task->sender.email,
	    .to_name = task->sender.name,
	    .contact = task->sender.id,
	    .about = candidate.ref,
	    .is_answer = true,
	    .is_ephemeral = true,
	    .enclosure = &file,
	    .files = files,
	    .file_count = file_count,
	};
	return task_emit(task, &draft, err);
}
