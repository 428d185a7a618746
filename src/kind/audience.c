#include "audience.h"
#include "handle/task.h"

static char *choices_text(struct task *task, const struct place *choices, size_t count)
{
	struct buf buf = {.arena = task->arena};
	for (size_t i = 0; i < count && i < 12; i++)
		buf_printf(&buf, "%s%s", i ? "\u00a0; " : "", choices[i].label);
	if (count > 12)
		buf_printf(&buf, "\u00a0; et %zu autres", count - 12);
	return buf_text(&buf);
}

int task_place(struct task *task, struct place *out, struct err *err)
{
	struct form *form = task->form;
	memset(out, 0, sizeof *out);
	if (!form_field(form, "place") || !form_get(form, "place"))
		return OK;
	struct place_query query = {
	    .insee = form_get(form, "place_insee"),
	    .postal_code = form_get(form, "place_postal_code"),
	    .name = form_get(form, "place_name"),
	    .department = form_get(form, "place_department"),
	    .district = form_get(form, "place_district"),
	};
	struct place *choices = NULL;
	size_t count = 0;
	struct err fault = {0};
	int rc = places_resolve(task->db, task->arena, &query, out, &choices, &count, &fault);
	const char *known = count ? choices_text(task, choices, count) : NULL;
	if (rc == ERR_DATA)
		form_fault(form, "place",
			   arena_printf(task->arena,
					"Plusieurs lieux répondent à ce nom\u00a0: %s. Précisez lequel.",
					known));
	else if (rc == ERR_NOT_FOUND && known)
		form_fault(
		    form, "place",
		    arena_printf(
			task->arena,
			"Le code postal et la commune ne vont pas ensemble. Pour ce code postal\u00a0: %s.",
			known));
	else if (rc == ERR_NOT_FOUND)
		form_fault(form, "place",
			   "Ce lieu ne figure pas parmi les communes, départements et régions de France.");
	else if (rc)
		return err_set(err, rc, "%s", fault.text);
	return OK;
}

int task_audience(struct task *task, const struct audience *audience, struct contact_list *list,
		  struct err *err)
{
	struct contact *found;
	size_t count;
	int rc = contacts_for(task->db, task->arena, audience, &found, &count, err);
	if (rc || !count)
		return rc;
	struct contact *rows = arena_array(task->arena, list->count + count, sizeof *rows);
	if (list->count)
		memcpy(rows, list->rows, list->count * sizeof *rows);
	size_t total = list->count;
	for (size_t i = 0; i < count; i++) {
		size_t j = 0;
		while (j < total && rows[j].id != found[i].id)
			j++;
		if (j == total)
			rows[total++] = found[i];
	}
	*list = (struct contact_list){rows, total};
	return OK;
}

json_t *present_organisations(const struct contact_list *list)
{
	json_t *organisations = json_array();
	for (size_t i = 0; i < list->count; i++) {
		bool is_new = true;
		for (size_t j = 0; j < i && is_new; j++)
			is_new = list->rows[j].organisation_id != list->rows[i].organisation_id;
		if (is_new)
			json_array_append_new(organisations,
					      json_pack("{ss}", "name", list->rows[i].organisation));
	}
	return organisations;
}
