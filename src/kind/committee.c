/* The steering committee, once a year (agreement Art. 3, first commitment of each side; specification section
 * 7): either side plans, moves and cancels it; its agenda and minutes. */
#include "kind/committee.h"
#include "event_form.h"
#include "files.h"
#include "handlers.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/letters.h"
#include "db/mailings.h"

/* --- refusals --- */

/* why, accepted: phrases, which may contain {ref}, {year} and {when}. */
static int refuse(struct task *task, const struct committee *committee, const char *why, const char *accepted,
		  struct err *err)
{
	struct arena *arena = task->arena;
	const char *year = arena_printf(arena, "%lld", (long long)committee->year);
	const char *when = committee_on(task, committee), *ref = committee->ref;
	return task_refuse_because(task, "committee", phrase("committee.label"), ref,
				   phrase_with(arena, why, "ref", ref, "year", year, "when", when, NULL),
				   phrase_with(arena, accepted, "ref", ref, "year", year, "when", when, NULL),
				   err);
}

static int refuse_reference(struct task *task, struct err *err)
{
	return task_refuse_because(task, "ref", phrase("committee.ref"),
				   task->form->ref ? task->form->ref : "", phrase("committee.unknown"),
				   phrase("committee.unknown.accepted"), err);
}

/* --- reading the form --- */

static bool says(const struct form *form, const char *key)
{
	return form_field(form, key) != NULL;
}

/* A new day keeps the times; a new start without an end keeps the duration. */
static void fill_times(struct task *task, struct committee *committee)
{
	const struct form *form = task->form;
	time_t was_start = time_of(committee->starts_at), was_end = time_of(committee->ends_at), start, end;
	const char *old = was_start ? time_zoned(task->arena, was_start, NULL) : NULL;
	bool has_start = event_read_local(task, NULL, form_get(form, "date"), old, &start);
	if (has_start)
		committee->starts_at = time_utc(task->arena, start);
	const char *now = has_start ? time_zoned(task->arena, start, NULL) : old;
	if (event_read_local(task, NULL, form_get(form, "end"), now, &end))
		committee->ends_at = time_utc(task->arena, end);
	else if (has_start && was_end)
		committee->ends_at = time_utc(task->arena, start + (was_end - was_start));
}

static void check_times(struct task *task, const struct committee *committee)
{
	if (task->form->fault_count)
		return;
	if (says(task->form, "date") && time_of(committee->starts_at) <= task->now)
		form_fault(task->form, "date", phrase("fault.date_past"));
	else if (committee->ends_at && time_of(committee->ends_at) <= time_of(committee->starts_at))
		form_fault(task->form, "end", phrase("fault.end_before_begin"));
}

/* Appends items to the existing ones. */
static void add_items(struct task *task, struct committee *committee)
{
	const char *items = form_get(task->form, "agenda");
	if (text_is_blank(items))
		return;
	committee->agenda = text_is_blank(committee->agenda)
				? items
				: arena_printf(task->arena, "%s\n%s", committee->agenda, items);
}

static void fill(struct task *task, struct committee *committee)
{
	fill_times(task, committee);
	if (says(task->form, "place"))
		committee->place = form_field(task->form, "place")->read;
	add_items(task, committee);
	check_times(task, committee);
}

/* The message's first document, or NULL. */
static const struct attachment *document_in(const struct mail *mail, size_t *count)
{
	const struct attachment *found = NULL;
	*count = 0;
	for (size_t i = 0; i < mail->attachment_count; i++)
		if (!mail->attachments[i].is_inline && !(*count)++)
			found = &mail->attachments[i];
	return found;
}

/* The same; several documents, or one that can't be sent on, are a fault. */
static const struct attachment *document_of(struct task *task)
{
	size_t count;
	const struct attachment *found = document_in(task->mail, &count);
	files_check(task, NULL);
	if (count > 1)
		task_fault(task, "attachment", phrase("field.file"), "", phrase("committee.files"),
			   phrase("committee.files.accepted"));
	return found;
}

static struct enclosure enclosure_of(const struct attachment *document)
{
	return (struct enclosure){
	    .name = document->name, .type = document->type, .content = document->content};
}

/* --- planned, moved, cancelled --- */

static void add_change(json_t *changes, const char *label, const char *before, const char *now)
{
	before = before ? before : "";
	now = now ? now : "";
	if (strcmp(before, now) != 0)
		json_array_append_new(changes,
				      json_pack("{ss ss ss}", "label", label, "before", before, "now", now));
}

/* Sends REQUEST to all; `before` NULL: newly planned. */
static int invite(struct task *task, const struct committee *committee, const struct committee *before,
		  const struct attachment *document, struct err *err)
{
	json_t *data = committee_data(task, committee), *changes = json_array();
	struct enclosure enclosure;
	size_t count;
	if (before) {
		add_change(changes, phrase("label.when"), committee_when(task, before),
			   committee_when(task, committee));
		add_change(changes, phrase("label.where"), before->place, committee->place);
	}
	present_list(data, "changes", changes);
	if (document)
		enclosure = enclosure_of(document);
	committee_item_button(task, data, committee);
	committee_move_button(task, data, committee);
	present_destructive_button(data, phrase("committee.cancel"),
				   arena_printf(task->arena, "[COMITE %s]", committee->ref),
				   phrase("body.committee.cancel"));
	const struct committee_letter letter = {.template = "committee_invitation",
						.method = "REQUEST",
						.enclosure = document ? &enclosure : NULL,
						.data = data};
	return committee_tell(task, committee, &letter, &count, err);
}

/* Skips mailings that were due before this change and not sent because of a downtime: their content is
 * outdated. */
static int skip_changed(struct task *task, const struct committee *before, const struct committee *committee,
			struct err *err)
{
	struct committee_due was = committee_agenda_due(task, before);
	struct committee_due is = committee_agenda_due(task, committee);
	bool exists;
	if (!was.is_owed || was.at > task->now || (is.is_owed && is.at == was.at))
		return OK;
	int rc = mailing_exists(task->db, "committee_agenda", was.period, &exists, err);
	const struct mailing row = {.kind = "committee_agenda",
				    .period = was.period,
				    .due_at = was.at,
				    .done_at = task->now,
				    .reason = "committee changed"};
	return rc || exists ? rc : mailing_add(task->db, &row, err);
}

static int add(struct task *task, const char *ref, int year, struct err *err)
{
	const char *at = strrchr(task->options->address, '@');
	const struct attachment *document = document_of(task);
	struct committee committee = {.ref = ref,
				      .year = year,
				      .status = "planned",
				      .uid = arena_printf(task->arena, "%s%s", ref, at ? at : ""),
				      .started_from = time_utc(task->arena, task->now),
				      .sender = task->sender.id,
				      .message = task->message};
	fill(task, &committee);
	if (task->form->fault_count)
		return task_refuse(task, err);
	int rc = committee_add(task->db, &committee, err);
	if (rc || (rc = invite(task, &committee, NULL, document, err)))
		return rc;
	task_accept(task, ref, "committee planned");
	return OK;
}

static bool is_same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

static int tell_item(struct task *task, const struct committee *committee, const struct attachment *document,
		     struct err *err);

/* Another day or place, or a cancelled meeting planned again: sends its calendar object again. */
static int change(struct task *task, struct committee *committee, struct err *err)
{
	struct committee before = *committee;
	const struct attachment *document = document_of(task);
	bool is_cancelled = !strcmp(committee->status, "cancelled");
	fill(task, committee);
	if (is_cancelled && !says(task->form, "date"))
		form_fault(task->form, "date", phrase("committee.cancelled"));
	if (task->form->fault_count)
		return task_refuse(task, err);
	bool starts_anew = is_cancelled || !is_same(before.starts_at, committee->starts_at);
	if (!starts_anew && is_same(before.ends_at, committee->ends_at) &&
	    is_same(before.place, committee->place))
		return tell_item(task, committee, document, err);
	if (starts_anew)
		committee->started_from = time_utc(task->arena, task->now);
	int rc = skip_changed(task, &before, committee, err);
	committee->status = "planned";
	committee->closed_at = NULL;
	committee->sequence++;
	committee->sender = task->sender.id;
	if (rc || (rc = committee_update(task->db, committee, err)) ||
	    (rc = invite(task, committee, is_cancelled ? NULL : &before, document, err)))
		return rc;
	task_accept(task, committee->ref, is_cancelled ? "committee planned" : "committee moved");
	return OK;
}

static int cancel(struct task *task, struct committee *committee, struct err *err)
{
	size_t count;
	if (!strcmp(committee->status, "cancelled"))
		return refuse(task, committee, "committee.is_cancelled", "committee.is_cancelled.accepted",
			      err);
	committee->status = "cancelled";
	committee->closed_at = time_utc(task->arena, task->now);
	committee->sequence++;
	int rc = committee_update(task->db, committee, err);
	if (rc || (rc = letters_cancel_event(task->db, committee->ref, err)))
		return rc;
	json_t *data = committee_data(task, committee);
	present_button(data, phrase("committee.another"),
		       arena_printf(task->arena, "[COMITE %s]", committee->ref),
		       phrase("body.committee.move"));
	const struct committee_letter letter = {
	    .template = "committee_cancelled", .method = "CANCEL", .data = data};
	if ((rc = committee_tell(task, committee, &letter, &count, err)))
		return rc;
	task_accept(task, committee->ref, "committee cancelled");
	return OK;
}

/* --- agenda, minutes --- */

/* Tells all of a new item once the agenda was sent or when there is a document; else only its author. */
static int tell_item(struct task *task, const struct committee *committee, const struct attachment *document,
		     struct err *err)
{
	struct committee_due due = committee_agenda_due(task, committee);
	json_t *data = committee_data(task, committee);
	bool has_gone = false;
	size_t count;
	if (!says(task->form, "agenda") && !document)
		return refuse(task, committee, "committee.no_change", "committee.no_change.accepted", err);
	int rc = mailing_exists(task->db, "committee_agenda", due.period, &has_gone, err);
	if (rc || (rc = committee_update(task->db, committee, err)))
		return rc;
	task_accept(task, committee->ref, "agenda item added");
	committee_item_button(task, data, committee);
	if (!has_gone && !document && due.is_owed) {
		json_object_set_new(data, "notes", present_notes(task->form));
		return task_answer(task, "committee_acknowledgement", data, committee->ref, err);
	}
	struct enclosure enclosure;
	if (document)
		enclosure = enclosure_of(document);
	json_object_set_new(data, "is_new", json_true());
	json_object_set_new(data, "has_document", json_boolean(document != NULL));
	const struct committee_letter letter = {
	    .template = "committee_agenda", .enclosure = document ? &enclosure : NULL, .data = data};
	return committee_tell(task, committee, &letter, &count, err);
}

static int record_minutes(struct task *task, struct committee *committee, struct err *err)
{
	const char *minutes = form_get(task->form, "minutes"), *present = form_get(task->form, "present");
	const struct attachment *document = document_of(task);
	struct enclosure enclosure;
	size_t count;
	if (text_is_blank(minutes) && !document)
		form_fault(task->form, "minutes", phrase("committee.minutes"));
	if (task->form->fault_count)
		return task_refuse(task, err);
	committee->status = "held";
	committee->minutes = text_is_blank(minutes) ? "" : minutes;
	committee->present = present;
	committee->minutes_at = time_utc(task->arena, task->now);
	int rc = committee_update(task->db, committee, err);
	json_t *data = committee_data(task, committee);
	json_object_set_new(data, "minutes", json_string(committee->minutes));
	json_object_set_new(data, "present", json_string(present ? present : ""));
	json_object_set_new(data, "has_document", json_boolean(document != NULL));
	if (document)
		enclosure = enclosure_of(document);
	const struct committee_letter letter = {
	    .template = "committee_minutes", .enclosure = document ? &enclosure : NULL, .data = data};
	if (rc || (rc = committee_tell(task, committee, &letter, &count, err)))
		return rc;
	task_accept(task, committee->ref, "minutes recorded");
	return OK;
}

/* --- which of these it is --- */

/* A second meeting in a year is refused; the form in the refusal moves the first. */
static int ask_to_move(struct task *task, const struct committee *committee, struct err *err)
{
	if (!strcmp(committee->status, "held"))
		return refuse(task, committee, "committee.held", "committee.held.accepted", err);
	task->form->ref = committee->ref;
	return refuse(task, committee, "committee.second", "committee.second.accepted", err);
}

static int plan(struct task *task, struct err *err)
{
	struct committee committee = {0};
	fill_times(task, &committee);
	if (!committee.starts_at) {
		form_fault(task->form, "date", phrase("fault.no_hour"));
		return task_refuse(task, err);
	}
	int year = date_of(time_of(committee.starts_at)).year;
	const char *ref = arena_printf(task->arena, "COM-%04d", year);
	int rc = committee_get(task->db, task->arena, ref, &committee, err);
	if (rc == ERR_NOT_FOUND)
		return add(task, ref, year, err);
	if (!rc && !strcmp(committee.status, "cancelled"))
		return change(task, &committee, err);
	return rc ? rc : ask_to_move(task, &committee, err);
}

static bool brings_minutes(struct task *task, const struct committee *committee)
{
	bool has_met = time_of(committee->starts_at) <= task->now;
	size_t documents;
	document_in(task->mail, &documents);
	if (says(task->form, "minutes") || says(task->form, "present"))
		return true;
	return documents && has_met && !says(task->form, "date") && !says(task->form, "agenda");
}

static int again(struct task *task, struct committee *committee, struct err *err)
{
	const char *status = form_get(task->form, "status");
	bool is_held = !strcmp(committee->status, "held");
	bool ends = task->form->is_cancellation || (status && !strcmp(status, "cancelled"));
	if (brings_minutes(task, committee)) {
		if (!strcmp(committee->status, "cancelled"))
			return refuse(task, committee, "committee.is_cancelled",
				      "committee.is_cancelled.accepted", err);
		if (time_of(committee->starts_at) > task->now)
			return refuse(task, committee, "committee.not_yet", "committee.not_yet.accepted",
				      err);
		return record_minutes(task, committee, err);
	}
	if (is_held)
		return refuse(task, committee, "committee.held", "committee.held.accepted", err);
	return ends ? cancel(task, committee, err) : change(task, committee, err);
}

/* Without a reference the form is about the one planned meeting, unless it plans another. */
static int find_meant(struct task *task, struct err *err)
{
	struct committee *all;
	size_t count, planned = 0;
	int rc = committees_unheld(task->db, task->arena, &all, &count, err);
	for (size_t i = 0; !rc && i < count; i++)
		if (!strcmp(all[i].status, "planned") && !planned++)
			task->form->ref = all[i].ref;
	if (planned != 1)
		task->form->ref = NULL;
	return rc;
}

static bool plans(const struct form *form)
{
	return says(form, "date") || present_is_faulty(form, "date");
}

int handle_committee(struct task *task, struct err *err)
{
	struct form *form = task->form;
	struct committee committee;
	int rc = form->ref || plans(form) ? OK : find_meant(task, err);
	if (rc)
		return rc;
	extract_require(form);
	if (form->fault_count)
		return task_refuse(task, err);
	if (!form->ref)
		return plan(task, err);
	rc = committee_get(task->db, task->arena, form->ref, &committee, err);
	if (rc == ERR_NOT_FOUND)
		return plans(form) && !form->is_cancellation ? plan(task, err) : refuse_reference(task, err);
	return rc ? rc : again(task, &committee, err);
}
