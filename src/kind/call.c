/* Calls (agreement Art. 3: « parrainage », « mécénat », « intervenants »; specification section 7): sent to
 * those concerned, closed by the asker. */
#include "calls.h"
#include "handlers.h"
#include "kind/life.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/letters.h"
#include "db/mailings.h"

/* --- a new one --- */

static int ask_all(struct task *task, const struct call *call, const struct contact_list *asked,
		   struct err *err)
{
	int rc = OK;
	for (size_t i = 0; !rc && i < asked->count; i++)
		rc = call_ask(task->db, call->ref, asked->rows[i].id, err);
	return rc;
}

static int add(struct task *task, struct err *err)
{
	const struct call_type *type = call_type_of_form(task->form->kind);
	struct call call;
	struct place place;
	struct contact_list asked = {0}, observers = {0};
	char *ref;
	int rc = call_read(task, &call, &place, err);
	if (rc || task->form->fault_count)
		return rc ? rc : task_refuse(task, err);
	if ((rc = call_readers(task, &call, task->sender.type, type->list, &asked, err)))
		return rc;
	if (!asked.count)
		return task_hold(task, "nobody in the directory is asked by calls for this place", err);
	if ((rc = db_next_reference(task->db, task->arena, type->series, date_of(task->now).year, &ref, err)))
		return rc;
	call.ref = ref;
	if ((rc = call_add(task->db, &call, err)) || (rc = ask_all(task, &call, &asked, err)) ||
	    (rc = call_observers(task, &call, &observers, err)) ||
	    (rc = call_tell(task, &call, &asked, &observers, err)))
		return rc;
	task_accept(task, ref, "call sent");
	return call_acknowledge(task, &call, &asked, err);
}

/* --- its end --- */

static int refuse_reference(struct task *task, struct err *err)
{
	return task_refuse_because(
	    task, "ref", phrase("call.ref"), task->form->ref, phrase("call.unknown"),
	    phrase_with(task->arena, "call.unknown.accepted", "tag", kind_tag(task->form->kind), NULL), err);
}

/* The report on the year of receipt counts the call as met or not, so its result must not change after that
 * is drafted. */
static int is_counted(struct task *task, const struct call *call, bool *out, struct err *err)
{
	time_t opened = 0;
	time_parse_rfc3339(call->opened_at, &opened);
	return mailing_exists(task->db, "report_draft", arena_printf(task->arena, "%d", date_of(opened).year),
			      out, err);
}

static bool stands_in(const struct response *response)
{
	return response->answer && strcmp(response->answer, "no") != 0;
}

static bool is_word(const struct response *response, const char *word)
{
	return text_equal_folded(response->email, word) || text_equal_folded(response->organisation, word) ||
	       (!text_is_blank(response->name) && text_equal_folded(response->name, word));
}

/* Marks the responses that the word matches; no match is a fault. */
static void choose(struct task *task, const char *word, const struct response *responses, size_t count,
		   bool *is_chosen)
{
	bool found = false;
	for (size_t i = 0; i < count; i++)
		if (stands_in(&responses[i]) && is_word(&responses[i], word))
			is_chosen[i] = found = true;
	if (!found && !present_is_faulty(task->form, "chosen"))
		form_fault(task->form, "chosen", phrase_with(task->arena, "call.chosen", "word", word, NULL));
}

/* Reads addresses with anything around them; names when there is no address. */
static void choose_all(struct task *task, const struct response *responses, size_t count, bool *is_chosen)
{
	const char *text = form_get(task->form, "chosen");
	bool has_addresses = text && strchr(text, '@');
	const char *separators = has_addresses ? " \t\n,;<>()\"" : "\n,;";
	for (const char *at = text ? text : ""; *at;) {
		at += strspn(at, separators);
		size_t length = strcspn(at, separators);
		const char *word = text_trim(task->arena, arena_strndup(task->arena, at, length));
		if (*word && (!has_addresses || strchr(word, '@')))
			choose(task, word, responses, count, is_chosen);
		at += length;
	}
}

static int finish(struct task *task, struct call *call, const char *status, struct err *err)
{
	struct response *responses;
	size_t count;
	int rc = responses_of(task->db, task->arena, call->ref, &responses, &count, err);
	if (rc)
		return rc;
	bool *is_chosen = arena_array(task->arena, count, sizeof *is_chosen);
	memset(is_chosen, 0, count * sizeof *is_chosen);
	bool is_filled = !strcmp(status, "filled");
	if (is_filled)
		choose_all(task, responses, count, is_chosen);
	if (task->form->fault_count)
		return task_refuse(task, err);
	call->status = is_filled ? "filled" : "closed";
	call->closed_at = call->look_at = time_utc(task->arena, task->now);
	if ((rc = call_update(task->db, call, err)) || (rc = letters_cancel_call(task->db, call->ref, err)))
		return rc;
	task_accept(task, call->ref, is_filled ? "call filled" : "call cancelled");
	return call_tell_end(task, call, responses, is_chosen, count, err);
}

static int again(struct task *task, struct err *err)
{
	struct call call;
	struct contact asker;
	bool is_late = false;
	const char *status = form_get(task->form, "status");
	int rc = call_get(task->db, task->arena, task->form->ref, &call, err);
	if (!rc)
		rc = contact_by_id(task->db, task->arena, call.asker, &asker, err);
	if (rc == ERR_NOT_FOUND || (!rc && asker.organisation_id != task->sender.organisation_id))
		return refuse_reference(task, err);
	if (rc || (rc = is_counted(task, &call, &is_late, err)))
		return rc;
	bool is_over = call.closed_at || is_late;
	if (is_over)
		return task_bar(task, "ref", phrase("call.ref"), call.ref,
				phrase(is_late ? "call.counted" : "call.closed"),
				phrase("call.over.accepted"), err);
	if (task->form->fault_count)
		return task_refuse(task, err);
	if (!status || !strcmp(status, "open"))
		return task_refuse_because(task, "status", phrase("field.status"), "", phrase("call.change"),
					   phrase("call.change.accepted"), err);
	return finish(task, &call, status, err);
}

int handle_call(struct task *task, struct err *err)
{
	return task->form->ref ? again(task, err) : add(task, err);
}

int call_expire_next(struct task *task, bool *did, struct err *err)
{
	char *ref;
	struct call call;
	const char *today = date_iso(task->arena, date_of(task->now));
	int rc = call_next_expired(task->db, task->arena, today, &ref, err);
	*did = !rc;
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	if ((rc = call_get(task->db, task->arena, ref, &call, err)))
		return rc;
	call.status = "expired";
	return call_update(task->db, &call, err);
}
