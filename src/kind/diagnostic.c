/* Diagnostics of territories (agreement Art. 3: « la restitution des résultats des diagnostics »,
 * specification section 7): relayed with their documents to IMS and to contacts whose territory overlaps. */
#include "event_words.h"
#include "files.h"
#include "handlers.h"
#include "kind/audience.h"
#include "territories.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/answers.h"
#include "db/diagnostics.h"
#include "kind/event.h"

static int check_meeting(struct task *task, struct event *event, struct err *err)
{
	const char *ref = form_get(task->form, "meeting");
	int rc = ref ? event_get(task->db, task->arena, ref, event, err) : OK;
	if (rc == ERR_NOT_FOUND || (!rc && ref && strcmp(event->status, "open") != 0)) {
		form_fault(task->form, "meeting", phrase("fault.event_unknown"));
		return OK;
	}
	return rc;
}

/* The readers: ims by list; the antennes and the association of its territory whatever their lists. */
static int readers(struct task *task, const char *codes, struct contact_list *ims,
		   struct contact_list *others, struct err *err)
{
	static const enum organisation_type TYPES[] = {ORGANISATION_ANTENNE,
						       ORGANISATION_ASSOCIATION_REGIONALE};
	struct audience by_list = {.type = ORGANISATION_IMS, .list = "diagnostics"};
	int rc = task_audience(task, &by_list, ims, err);
	for (size_t i = 0; !rc && i < ARRAY_SIZE(TYPES); i++)
		rc =
		    task_audience(task, &(struct audience){.type = TYPES[i], .overlaps = codes}, others, err);
	return rc;
}

static json_t *data_of(struct task *task, const struct diagnostic *diagnostic, const struct event *event)
{
	json_t *data = task_data(task), *facts = json_array();
	json_object_set_new(data, "ref", json_string(diagnostic->ref));
	json_object_set_new(data, "title", json_string(diagnostic->title));
	json_object_set_new(data, "year", json_integer(diagnostic->year));
	json_object_set_new(data, "organisation", json_string(task->sender.organisation));
	json_object_set_new(data, "summary", json_string(diagnostic->summary ? diagnostic->summary : ""));
	present_fact(facts, phrase("diagnostic.from"), task->sender.organisation);
	present_fact(facts, phrase("field.year"),
		     arena_printf(task->arena, "%lld", (long long)diagnostic->year));
	present_fact(facts, phrase("diagnostic.territory"), diagnostic->territory);
	if (event->ref) {
		present_fact(facts, phrase("diagnostic.presented"),
			     arena_printf(task->arena, "%s (%s)", event->title, event->ref));
		present_fact(facts, phrase("label.when"),
			     event_when(task, event, time_of(event->starts_at), time_of(event->ends_at)));
		present_fact(facts, phrase("label.where"), event_place_words(task, event));
	}
	present_list(data, "facts", facts);
	json_object_set_new(data, "has_meeting", json_boolean(event->ref != NULL));
	return data;
}

static int keep_files(struct task *task, const char *ref, int64_t *ids, size_t *count, struct err *err)
{
	int rc = OK;
	*count = 0;
	for (size_t i = 0; !rc && i < task->mail->attachment_count; i++) {
		const struct attachment *file = &task->mail->attachments[i];
		if (!file->is_inline)
			rc = diagnostic_add_file(task->db, ref, file->name, file->type, file->content,
						 &ids[(*count)++], err);
	}
	return rc;
}

/* All readers except the sender. */
static int relay(struct task *task, const struct draft *letter, struct contact_list *to, struct err *err)
{
	size_t kept = 0;
	int rc = OK;
	for (size_t i = 0; !rc && i < to->count; i++) {
		struct draft draft = *letter;
		if (to->rows[i].id == task->sender.id)
			continue;
		to->rows[kept++] = to->rows[i];
		draft.to_email = to->rows[i].email;
		draft.to_name = to->rows[i].name;
		draft.contact = to->rows[i].id;
		rc = task_emit(task, &draft, err);
	}
	to->count = kept;
	return rc;
}

static int acknowledge(struct task *task, json_t *data, const char *ref, const struct contact_list *ims,
		       const struct contact_list *others, struct err *err)
{
	struct contact_list all = {0};
	for (size_t i = 0; i < ims->count; i++)
		list_contact(task->arena, &all, &ims->rows[i]);
	for (size_t i = 0; i < others->count; i++)
		list_contact(task->arena, &all, &others->rows[i]);
	present_contact_count(data, all.count);
	present_list(data, "organisations", present_organisations(task->arena, &all));
	json_object_set_new(data, "notes", present_notes(task->form));
	return task_answer(task, "diagnostic_acknowledgement", data, ref, err);
}

static int take(struct task *task, const char *codes, const struct event *event, size_t file_count,
		struct err *err)
{
	struct form *form = task->form;
	struct contact_list ims = {0}, others = {0};
	int64_t *files = arena_array(task->arena, file_count, sizeof *files);
	char *ref;
	int rc = readers(task, codes, &ims, &others, err);
	if (!rc)
		rc = db_next_reference(task->db, task->arena, "DIA", date_of(task->now).year, &ref, err);
	if (rc)
		return rc;
	const struct diagnostic diagnostic = {.ref = ref,
					      .title = form_get(form, "title"),
					      .year = strtoll(form_get(form, "year"), NULL, 10),
					      .territory = form_field(form, "territories")->read,
					      .codes = codes,
					      .summary = form_get(form, "summary"),
					      .organisation = task->sender.organisation_id,
					      .sender = task->sender.id,
					      .event = event->ref,
					      .received_at = task->now,
					      .message = task->message};
	json_t *data = data_of(task, &diagnostic, event);
	struct draft letter = {.template = "diagnostic", .data = data, .about = ref, .files = files};
	if ((rc = diagnostic_add(task->db, &diagnostic, err)) ||
	    (rc = keep_files(task, ref, files, &letter.file_count, err)) ||
	    (rc = relay(task, &letter, &others, err)))
		return rc;
	letter.list = "diagnostics";
	if ((rc = relay(task, &letter, &ims, err)) ||
	    (task->message &&
	     (rc = broadcast_add(task->db, task->message, task->sender.organisation_id, task->now, err))))
		return rc;
	task_accept(task, ref, "diagnostic relayed");
	return acknowledge(task, data_of(task, &diagnostic, event), ref, &ims, &others, err);
}

int handle_diagnostic(struct task *task, struct err *err)
{
	struct event event = {0};
	const char *codes = "";
	extract_require(task->form);
	size_t file_count = files_check(task, phrase("diagnostic.no_file"));
	int rc = check_meeting(task, &event, err);
	if (!rc && form_get(task->form, "territories"))
		rc = territories_settle(task, "territories", &codes, err);
	if (rc)
		return rc;
	if (!task->form->fault_count)
		return take(task, codes, &event, file_count, err);
	rc = task_refuse(task, err);
	/* Erases a message with a social security number. */
	if (present_is_faulty(task->form, "nir"))
		task_forget(task);
	return rc;
}
