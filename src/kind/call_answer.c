/* [REPONSE PAR-…]: the answer to a call by a contact that was asked, or by a colleague (specification section
 * 7). */
#include "calls.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/newsletters.h"

/* Refuses in the same words whether the call is unknown or was not sent to that organisation. */
static int refuse_unasked(struct task *task, struct err *err)
{
	return task_bar(task, "ref", phrase("call.ref"), task->form->ref, phrase("call.unasked"),
			phrase("call.unasked.accepted"), err);
}

/* Whether the sender was asked, a colleague was, or a newsletter told the sender of it. */
static int may_answer(struct task *task, const struct call *call, bool *may, struct err *err)
{
	int rc = call_asks(task->db, call->ref, task->sender.organisation_id, may, err);
	if (rc || *may)
		return rc;
	return newsletter_tells(task->db, call->ref, task->sender.id, may, err);
}

/* Open until the end of its last day, judged by when the mailbox received the answer. */
static bool is_open(const struct task *task, const struct call *call)
{
	struct date deadline;
	return !strcmp(call->status, "open") && date_parse_iso(call->deadline, &deadline) &&
	       date_compare(date_of(task->arrived_at), deadline) <= 0;
}

static const char *why_closed(const struct call *call)
{
	if (!strcmp(call->status, "filled"))
		return phrase("call.is_filled");
	return phrase(!strcmp(call->status, "closed") ? "call.is_cancelled" : "call.is_expired");
}

/* A number of people is no field of this answer, so it goes into its message. */
static void keep_number(struct form *form, struct response *response)
{
	const struct field *number = form_field(form, "participants");
	if (!number || text_is_blank(number->read))
		return;
	const char *line = arena_printf(form->arena, "%s\u00a0: %s", number->label, number->read);
	response->text =
	    text_is_blank(response->text) ? line : arena_printf(form->arena, "%s\n%s", response->text, line);
}

static bool is_same_text(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

/* A message applies only to the answer it came with. */
static void complete(struct response *response, const struct response *standing)
{
	bool is_same = standing->answer && !strcmp(response->answer, standing->answer);
	if (is_same && text_is_blank(response->text))
		response->text = standing->text;
	if (is_same && text_is_blank(response->speaker))
		response->speaker = standing->speaker;
}

static bool is_news(const struct response *response, const struct response *standing)
{
	return !standing->answer || strcmp(response->answer, standing->answer) != 0 ||
	       !is_same_text(response->text, standing->text) ||
	       !is_same_text(response->speaker, standing->speaker);
}

/* The asker is told of each yes and maybe, and of one that becomes a no; the summary has the rest. */
static bool is_told(const struct response *response, const struct response *standing)
{
	bool stood_in = standing->answer && strcmp(standing->answer, "no") != 0;
	return strcmp(response->answer, "no") != 0 || stood_in;
}

static int take(struct task *task, const struct call *call, struct err *err)
{
	struct response standing = {0};
	int rc = response_get(task->db, task->arena, call->ref, task->sender.id, &standing, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	struct response response = {.contact = task->sender.id,
				    .organisation_id = task->sender.organisation_id,
				    .email = task->sender.email,
				    .name = task->sender.name,
				    .organisation = task->sender.organisation,
				    .answer = form_get(task->form, "answer"),
				    .text = form_get(task->form, "description"),
				    .speaker = form_get(task->form, "speaker"),
				    .answered_at = time_utc(task->arena, task->arrived_at)};
	keep_number(task->form, &response);
	complete(&response, &standing);
	if ((rc = response_set(task->db, call->ref, &response, err)))
		return rc;
	task_accept(task, call->ref, "answer recorded");
	if (!is_news(&response, &standing))
		return OK;
	if (is_told(&response, &standing) && (rc = call_tell_answer(task, call, &response, err)))
		return rc;
	return call_acknowledge_answer(task, call, &response, err);
}

int call_take_answer(struct task *task, struct err *err)
{
	struct call call;
	bool may = false;
	int rc = call_get(task->db, task->arena, task->form->ref, &call, err);
	if (!rc)
		rc = may_answer(task, &call, &may, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (!may)
		return refuse_unasked(task, err);
	extract_require(task->form);
	if (task->form->fault_count)
		return task_refuse(task, err);
	if (!is_open(task, &call))
		return task_bar(task, "ref", phrase("call.ref"), call.ref, why_closed(&call),
				phrase("call.over.accepted"), err);
	return take(task, &call, err);
}
