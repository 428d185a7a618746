/* [DENONCIATION] (Art. 5, specification section 8): a signatory confirms it by the button in a letter to the
 * same address, once and within 7 days. The code in the button covers the address and the request, and is
 * made with the register's key: only readers of that letter know it, and it is valid from that address
 * only. */
#include "agreement.h"
#include "handlers.h"
#include "regional.h"

#include "base/phrases.h"
#include "base/text.h"
#include "handle/present.h"

enum { DAYS = 7, DAY_S = 86400 };

static const char *covered(const struct task *task, time_t asked_at)
{
	return arena_printf(task->arena, "%s\n%s", text_lower_ascii(task->arena, task->sender.email),
			    time_utc(task->arena, asked_at));
}

static int ask(struct task *task, struct err *err)
{
	char code[KEY_MAC_BYTES] = "";
	int rc = termination_ask(task->db, task->sender.id, task->now, err);
	if (rc)
		return rc;
	if (task->options->key)
		key_mac(task->options->key, "termination", covered(task, task->now), code);
	json_t *data = task_data(task);
	struct date last = date_of(task->now + (time_t)DAYS * DAY_S);
	if (form_get(task->form, "description"))
		form_note(task->form, phrase("termination.motive"));
	json_object_set_new(data, "asides", present_notes(task->form));
	json_object_set_new(data, "until", json_string(date_french(task->arena, last)));
	present_destructive_button(data, phrase("button.terminate"), "[DENONCIATION]",
				   phrase_with(task->arena, "body.terminate", "code", code, NULL));
	struct draft draft = {
	    .template = "termination_confirmation",
	    .data = data,
	    .to_email = task->sender.email,
	    .to_name = task->sender.name,
	    .contact = task->sender.id,
	    .about = AGREEMENT_REF,
	    .thread = arena_printf(task->arena, "CNV-%d", date_of(task->now).year),
	    .invites = KIND_TERMINATION,
	    .occasion = arena_printf(task->arena, "message:%lld", (long long)task->message),
	    .is_answer = true,
	};
	draft.answered = task->mail;
	task_accept(task, AGREEMENT_REF, "confirmation asked");
	return task_emit(task, &draft, err);
}

static int refuse(struct task *task, const char *why, const char *accepted, struct err *err)
{
	return task_bar(task, "termination", phrase("agreement.label"), "", why, accepted, err);
}

static int confirm(struct task *task, const char *code, struct err *err)
{
	time_t asked_at = 0;
	int rc = termination_asked(task->db, task->sender.id, &asked_at, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	bool is_right = !rc && task->options->key &&
			key_mac_is(task->options->key, "termination", covered(task, asked_at), code);
	if (!is_right)
		return refuse(task, phrase("termination.false"), phrase("termination.anew"), err);
	if (task->now > asked_at + (time_t)DAYS * DAY_S)
		return refuse(task, phrase("termination.late"), phrase("termination.anew"), err);
	rc = agreement_begin_end(task, date_iso(task->arena, date_of(task->now)), task->sender.organisation,
				 err);
	if (!rc)
		task_accept(task, AGREEMENT_REF, "agreement ended");
	return rc;
}

/* A recorded end is not changed by later requests. */
int handle_termination(struct task *task, struct err *err)
{
	const char *day, *by, *code = form_get(task->form, "confirmation");
	if (task->form->fault_count)
		return task_refuse(task, err);
	if (task->form->ref && text_starts_with(task->form->ref, "CNR-"))
		return regional_end(task, err);
	if (!task->sender.is_signatory)
		return task_bar(task, "kind", phrase("rights.label"), kind_tag(KIND_TERMINATION),
				phrase("rights.signatory"), phrase("rights.signatory.accepted"), err);
	int rc = agreement_end_recorded(task->db, task->arena, &day, &by, err);
	if (rc)
		return rc;
	if (day)
		return refuse(task,
			      phrase_with(task->arena, "termination.again", "day",
					  agreement_day_words(task->arena, day), NULL),
			      "", err);
	return code ? confirm(task, text_lower_ascii(task->arena, code), err) : ask(task, err);
}
