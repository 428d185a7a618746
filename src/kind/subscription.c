/* [ABONNEMENT], [DESABONNEMENT]: the lists of the contact who writes (specification section 7). A choice made
 * by mail stands over later imports until that cell of the file changes. */
#include "handlers.h"

#include "base/phrases.h"
#include "base/text.h"
#include "handle/present.h"
#include "handle/task.h"

/* Words of a list between single spaces. */
static const char *next_name(struct arena *arena, const char **rest)
{
	size_t length = strcspn(*rest, " ");
	const char *name = arena_strndup(arena, *rest, length);
	*rest += length + ((*rest)[length] == ' ');
	return name;
}

static void add_name(struct buf *names, const char *name)
{
	buf_printf(names, "%s%s", names->length ? " " : "", name);
}

/* Those of `before` with `named`, or without them. */
static const char *changed(struct arena *arena, const char *before, const char *named, bool is_leaving)
{
	struct buf now = {.arena = arena};
	for (const char *at = before; *at;) {
		const char *name = next_name(arena, &at);
		if (!is_leaving || !text_has_word(named, name))
			add_name(&now, name);
	}
	for (const char *at = named; !is_leaving && *at;) {
		const char *name = next_name(arena, &at);
		if (!text_has_word(before, name))
			add_name(&now, name);
	}
	return now.length ? buf_text(&now) : "";
}

/* CVs have to reach somebody at IMS. */
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

static json_t *names_of(struct task *task, const char *lists)
{
	json_t *names = json_array();
	for (const char *at = lists; *at;)
		json_array_append_new(
		    names, json_pack("{ss}", "name", phrase_of("list", next_name(task->arena, &at))));
	return names;
}

static int answer(struct task *task, const char *lists, bool is_cv_kept, struct err *err)
{
	json_t *data = task_data(task);
	present_list(data, "organisations", names_of(task, lists));
	json_object_set_new(data, "is_none", json_boolean(!*lists));
	json_object_set_new(data, "is_cv_kept", json_boolean(is_cv_kept));
	json_object_set_new(data, "is_unchanged", json_boolean(!strcmp(lists, task->sender.lists)));
	json_object_set_new(data, "notes", present_notes(task->form));
	return task_answer(task, "subscription_acknowledgement", data, NULL, err);
}

/* What a digest holds and where somebody works is settled by a person as long as there is no digest. */
static bool needs_person(const struct form *form)
{
	return !text_is_blank(form_get(form, "frequency")) || !text_is_blank(form_get(form, "territories"));
}

int handle_subscription(struct task *task, struct err *err)
{
	struct form *form = task->form;
	bool is_leaving = form_get(form, "unsubscribe") != NULL, is_cv_kept;
	const char *named = form_get(form, "lists");
	if (form->fault_count)
		return task_refuse(task, err);
	if (needs_person(form))
		return task_hold(task, "a person handles this kind", err);
	if (text_is_blank(named) && !is_leaving) {
		form_fault(form, "lists", phrase("subscription.lists"));
		return task_refuse(task, err);
	}
	const char *lists =
	    text_is_blank(named) ? "" : changed(task->arena, task->sender.lists, named, is_leaving);
	int rc = keep_last_cv(task, &lists, &is_cv_kept, err);
	if (rc || (rc = contact_choose_lists(task->db, task->sender.id, lists, err)))
		return rc;
	task_accept(task, NULL, is_leaving ? "lists left" : "lists joined");
	return answer(task, lists, is_cv_kept, err);
}
