/* Calendar answers about the committee's meeting (RFC 5546). Nothing is counted, so a yes is told to nobody;
 * the planner is told who can't come, of proposed dates and of comments. */
#include "committee_answer.h"
#include "kind/committee.h"

#include "base/phrases.h"
#include "base/text.h"
#include "kind/event.h"

static void add_line(json_t *lines, const char *text)
{
	if (!text_is_blank(text))
		json_array_append_new(lines, json_string(text));
}

static json_t *lines_of(struct task *task, const struct committee *committee)
{
	static const struct event here = {0};
	const struct form *form = task->form;
	const char *answer = form_get(form, "answer"), *when = committee_on(task, committee);
	time_t start, end;
	json_t *lines = json_array();
	if (answer && !strcmp(answer, "no"))
		add_line(lines, phrase_with(task->arena, "committee.declines", "when", when, NULL));
	if (!strcmp(form_get(form, "calendar_method"), "COUNTER") &&
	    form_instant(form, "calendar_start", NULL, &start)) {
		bool has_end = form_instant(form, "calendar_end", NULL, &end);
		add_line(lines, phrase_with(task->arena, "committee.proposes", "when",
					    event_when(task, &here, start, has_end ? end : 0), NULL));
	}
	add_line(lines, form_get(form, "comment"));
	return lines;
}

/* Passed on like a note to the planner. */
static int pass_on(struct task *task, const struct committee *committee, json_t *lines, struct err *err)
{
	struct contact planner;
	json_t *data = task_data(task);
	json_object_set_new(data, "organisation", json_string(task->sender.organisation));
	json_object_set_new(
	    data, "title",
	    json_string(phrase_with(task->arena, "note.committee", "ref", committee->ref, NULL)));
	json_object_set_new(data, "ref", json_string(committee->ref));
	json_object_set_new(data, "lines", json_incref(lines));
	int rc = contact_by_id(task->db, task->arena, committee->sender, &planner, err);
	if (rc || planner.id == task->sender.id)
		return rc == ERR_NOT_FOUND ? OK : rc;
	struct draft draft = {.template = "note",
			      .data = data,
			      .to_email = planner.email,
			      .to_name = planner.name,
			      .contact = planner.id,
			      .about = committee->ref,
			      .invites = KIND_NOTE,
			      .thread = arena_printf(task->arena, "MSG-%lld", (long long)task->message)};
	return task_emit(task, &draft, err);
}

int committee_take_answer(struct task *task, bool *is_done, struct err *err)
{
	struct committee committee;
	const char *uid = form_get(task->form, "calendar_uid");
	int rc = uid ? committee_by_uid(task->db, task->arena, uid, &committee, err) : ERR_NOT_FOUND;
	*is_done = !rc && task->sender.is_steering;
	if (rc || !*is_done)
		return rc == ERR_NOT_FOUND ? OK : rc;
	if (strtol(form_get(task->form, "calendar_sequence"), NULL, 10) < committee.sequence) {
		task_ignore(task, "stale answer");
		return OK;
	}
	const char *answer = form_get(task->form, "answer");
	bool is_counter = !strcmp(form_get(task->form, "calendar_method"), "COUNTER");
	if (!is_counter && (!answer || !strcmp(answer, "pending"))) {
		task_ignore(task, "a calendar's mail that answers nothing");
		return OK;
	}
	json_t *lines = lines_of(task, &committee);
	if (json_array_size(lines))
		rc = pass_on(task, &committee, lines, err);
	json_decref(lines);
	task_accept(task, committee.ref, "calendar answer");
	return rc;
}
