/* [ABONNEMENT], [DESABONNEMENT]: lists, frequency and territories of the sender (specification section 7). A
 * choice by mail survives later imports until that cell of the file changes. */
#include "handlers.h"

#include "base/phrases.h"
#include "base/text.h"
#include "handle/present.h"
#include "handle/task.h"
#include "kind/settings.h"
#include "territories.h"

static void add_name(struct buf *names, const char *name)
{
	buf_printf(names, "%s%s", names->length ? " " : "", name);
}

/* The lists in `before` with those in `named` added or removed. */
static const char *changed(struct arena *arena, const char *before, const char *named, bool is_leaving)
{
	struct buf now = {.arena = arena};
	for (const char *at = before; *at;) {
		const char *name = text_next_word(arena, &at);
		if (!is_leaving || !text_has_word(named, name))
			add_name(&now, name);
	}
	for (const char *at = named; !is_leaving && *at;) {
		const char *name = text_next_word(arena, &at);
		if (!text_has_word(before, name))
			add_name(&now, name);
	}
	return now.length ? buf_text(&now) : "";
}

/* Somebody at IMS must receive CVs. */
static int keep_last_cv(struct task *task, const char **lists, bool *is_kept, struct err *err)
{
	bool has_now = text_has_word(task->sender.lists, "cv"), is_last = false;
	*is_kept = false;
	if (task->sender.type != ORGANISATION_IMS || !has_now || text_has_word(*lists, "cv"))
		return OK;
	int rc = contact_is_last_of_list(task->db, task->sender.id, "cv", &is_last, err);
	if (!rc && is_last) {
		*is_kept = true;
		*lists = changed(task->arena, *lists, "cv", false);
	}
	return rc;
}

static bool is_unchanged(const struct contact *before, const struct settings *now)
{
	return !strcmp(before->lists, now->lists) && !strcmp(before->frequency, now->frequency) &&
	       !strcmp(before->territories, now->territories);
}

static int answer(struct task *task, const struct settings *now, bool is_cv_kept, struct err *err)
{
	const struct contact *sender = &task->sender;
	json_t *data = task_data(task);
	int rc = settings_present(task, data, now, err);
	if (rc)
		return rc;
	json_object_set_new(data, "is_cv_kept", json_boolean(is_cv_kept));
	json_object_set_new(data, "is_unchanged", json_boolean(is_unchanged(sender, now)));
	json_object_set_new(data, "is_steering", json_boolean(sender->is_steering));
	json_object_set_new(data, "notes", present_notes(task->form));
	present_aside_button(data, phrase("button.settings"), "[ABONNEMENT]", phrase("body.settings"));
	return task_answer(task, "subscription_acknowledgement", data, NULL, err);
}

/* Codes outside of the organisation's territory are a fault. */
static int settle_territories(struct task *task, struct settings *now, struct err *err)
{
	struct form *form = task->form;
	struct buf outside = {.arena = task->arena};
	const char *codes;
	if (text_is_blank(form_get(form, "territories")) &&
	    text_is_blank(form_get(form, "territories_names")))
		return OK;
	int rc = territories_settle(task, "territories", &codes, err);
	if (rc || form->fault_count)
		return rc;
	for (const char *at = codes; !rc && *at;) {
		const char *code = text_next_word(task->arena, &at);
		bool is_place = *code >= 'A' && *code <= 'Z', is_within = false;
		if (is_place)
			rc = territory_is_within(task->db, task->sender.organisation_id, code, &is_within,
						 err);
		if (!is_within)
			add_name(&outside, code);
	}
	if (outside.length)
		form_fault(
		    form, "territories",
		    phrase_with(task->arena, "subscription.territories", "codes", buf_text(&outside), NULL));
	now->territories = codes;
	return rc;
}

static int settle_lists(struct task *task, struct settings *now, bool *is_cv_kept, struct err *err)
{
	struct form *form = task->form;
	const char *named = form_get(form, "lists");
	bool is_leaving = form_get(form, "unsubscribe") != NULL;
	if (!text_is_blank(named))
		now->lists = changed(task->arena, now->lists, named, is_leaving);
	else if (is_leaving)
		now->lists = "";
	else if (text_is_blank(form_get(form, "frequency")) && !form_field(form, "territories"))
		form_fault(form, "lists", phrase("subscription.lists"));
	return keep_last_cv(task, &now->lists, is_cv_kept, err);
}

/* Without a change it is no choice, so the next change in the file counts. */
static int choose(struct task *task, const struct settings *now, struct err *err)
{
	const struct contact *before = &task->sender;
	int rc = strcmp(before->lists, now->lists) != 0
		     ? contact_choose_lists(task->db, before->id, now->lists, err)
		     : OK;
	if (!rc && !text_is_blank(form_get(task->form, "frequency")))
		rc = contact_choose_frequency(task->db, before->id, now->frequency, err);
	if (!rc && strcmp(before->territories, now->territories) != 0)
		rc = contact_choose_territories(task->db, before->id, now->territories, err);
	return rc;
}

int handle_subscription(struct task *task, struct err *err)
{
	struct form *form = task->form;
	const char *frequency = form_get(form, "frequency");
	struct settings now = {
	    .lists = task->sender.lists,
	    .frequency = text_is_blank(frequency) ? task->sender.frequency : frequency,
	    .territories = task->sender.territories,
	};
	bool is_cv_kept;
	if (form->fault_count)
		return task_refuse(task, err);
	int rc = settle_lists(task, &now, &is_cv_kept, err);
	if (rc || (rc = settle_territories(task, &now, err)))
		return rc;
	if (form->fault_count)
		return task_refuse(task, err);
	if ((rc = choose(task, &now, err)))
		return rc;
	task_accept(task, NULL,
		    form_get(form, "unsubscribe")	      ? "lists left"
		    : !text_is_blank(form_get(form, "lists")) ? "lists joined"
							      : "settings changed");
	return answer(task, &now, is_cv_kept, err);
}
