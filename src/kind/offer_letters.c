/* Who is told of an offer, and what (specification section 4). */
#include "offers.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/letters.h"

/* Fields that readers do not see as facts: shown apart, or meant for the daemon. CVs come through it, not to
 * the contact. */
static const char *const NOT_SHOWN[] = {"title", "description", "contact", "targets", "status", NULL};
static const char *const NOT_SHOWN_HIDDEN[] = {"title",	 "description", "contact",	  "targets",
					       "status", "company",	"company_hidden", NULL};
static const char *const NOT_ECHOED[] = {"description", NULL};

static bool is_listed(const char *key, const char *const *list)
{
	for (; *list; list++)
		if (!strcmp(key, *list))
			return true;
	return false;
}

static const char *const *not_shown(const struct offer *offer)
{
	return offer->is_company_hidden ? NOT_SHOWN_HIDDEN : NOT_SHOWN;
}

/* Names the employer who is to stay hidden, or gives an address of any kind, which would. */
bool offer_names_employer(struct task *task, const struct offer *offer, const char *text)
{
	const char *folded = text_fold(task->arena, text);
	const char *company = offer->company ? text_fold(task->arena, offer->company) : "";
	return strchr(text, '@') || strstr(folded, "www.") || strstr(folded, "http") ||
	       (*company && strstr(folded, company));
}

static const char *for_readers(struct task *task, const struct offer *offer, const char *text)
{
	struct buf kept = {.arena = task->arena};
	if (!offer->is_company_hidden)
		return text;
	while (*text) {
		size_t length = strcspn(text, "\n");
		const char *line = arena_strndup(task->arena, text, length);
		if (!offer_names_employer(task, offer, line))
			buf_printf(&kept, "%s%s", kept.length ? "\n" : "", line);
		text += length + (text[length] == '\n');
	}
	return buf_text(&kept);
}

json_t *offer_data(struct task *task, const struct offer *offer)
{
	json_t *data = task_data(task);
	const char *description = offer->description ? offer->description : "";
	json_object_set_new(data, "ref", json_string(offer->ref));
	json_object_set_new(data, "title", json_string(offer->title));
	json_object_set_new(data, "place", json_string(offer->place));
	json_object_set_new(data, "company", json_string(offer->is_company_hidden ? "" : offer->company));
	json_object_set_new(data, "description", json_string(for_readers(task, offer, description)));
	struct date deadline;
	if (date_parse_iso(offer->deadline, &deadline))
		json_object_set_new(data, "deadline", json_string(date_french(task->arena, deadline)));
	return data;
}

static json_t *facts_for_readers(struct task *task, const struct offer *offer, const struct form *form)
{
	json_t *facts = present_facts(form, KIND_OFFER, not_shown(offer)), *kept = json_array();
	for (size_t i = 0; i < json_array_size(facts); i++) {
		json_t *fact = json_array_get(facts, i);
		const char *value = json_string_value(json_object_get(fact, "value"));
		if (!offer->is_company_hidden || !offer_names_employer(task, offer, value))
			json_array_append(kept, fact);
	}
	json_decref(facts);
	return kept;
}

int offer_tell(struct task *task, const struct offer *offer, const struct form *form,
	       const struct contact_list *told, struct err *err)
{
	json_t *data = offer_data(task, offer);
	json_object_set_new(data, "facts", facts_for_readers(task, offer, form));
	json_object_set_new(data, "form", present_form(KIND_CV, false, NULL));
	present_button(data, "Proposer un candidat", arena_printf(task->arena, "[CV %s]", offer->ref),
		       present_form_text(task->arena, KIND_CV, false));
	for (size_t i = 0; i < told->count; i++) {
		struct draft draft = {
		    .template = "offer",
		    .data = data,
		    .to_email = told->rows[i].email,
		    .to_name = told->rows[i].name,
		    .contact = told->rows[i].id,
		    .about = offer->ref,
		    .list = "offres",
		};
		int rc = task_emit(task, &draft, err);
		if (rc)
			return rc;
	}
	return OK;
}

/* What the rules only warn of. */
static json_t *warnings(const struct form *form)
{
	json_t *list = json_array();
	for (size_t i = 0; i < form->remark_count; i++) {
		const struct remark *remark = &form->remarks[i];
		if (!remark->holds)
			json_array_append_new(list, json_pack("{ss ss ss ss}", "rule", remark->rule,
							      "passage", remark->passage, "article",
							      remark->article, "why", remark->why));
	}
	return list;
}

int offer_acknowledge(struct task *task, const struct offer *offer, const struct form *form,
		      const struct contact_list *told, struct err *err)
{
	json_t *data = offer_data(task, offer);
	json_object_set_new(data, "facts", present_facts(form, KIND_OFFER, NOT_ECHOED));
	present_contact_count(data, told->count);
	json_object_set_new(data, "organisations", present_organisations(told));
	json_object_set_new(data, "cv_to", json_string(offer->contact));
	json_object_set_new(data, "notes", present_notes(form));
	json_t *warned = warnings(form);
	json_object_set_new(data, "has_warnings", json_boolean(json_array_size(warned) > 0));
	json_object_set_new(data, "passages", warned);
	present_button(data, "Signaler que le poste est pourvu",
		       arena_printf(task->arena, "[OFFRE %s]", offer->ref), "Statut : pourvue\n");
	if (task->mail && task->sender.id == offer->sender)
		return task_answer(task, "offer_acknowledgement", data, offer->ref, err);
	struct contact author;
	int rc = contact_by_id(task->db, task->arena, offer->sender, &author, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	struct draft draft = {.template = "offer_acknowledgement",
			      .data = data,
			      .to_email = author.email,
			      .to_name = author.name,
			      .contact = author.id,
			      .about = offer->ref};
	return task_emit(task, &draft, err);
}

json_t *offer_changes(struct task *task, const struct offer *offer, const struct form *form,
		      const struct form *change, bool is_for_readers)
{
	size_t count;
	const struct form_label *labels = kind_labels(KIND_OFFER, false, &count);
	json_t *changes = json_array();
	for (size_t i = 0; i < count; i++) {
		const struct field *now = form_field(change, labels[i].key);
		const struct field *before = form_field(form, labels[i].key);
		const char *was = before ? before->read : "";
		if (!now || text_is_blank(now->read) || !strcmp(labels[i].key, "status") ||
		    text_equal_folded(was, now->read))
			continue;
		if (is_for_readers &&
		    (!strcmp(labels[i].key, "contact") || !strcmp(labels[i].key, "targets") ||
		     (offer->is_company_hidden && is_listed(labels[i].key, NOT_SHOWN_HIDDEN) &&
		      strcmp(labels[i].key, "description") != 0 && strcmp(labels[i].key, "title") != 0)))
			continue;
		if (is_for_readers)
			was = for_readers(task, offer, was);
		json_array_append_new(
		    changes, json_pack("{ss ss ss}", "label", labels[i].label, "before", was, "now",
				       is_for_readers ? for_readers(task, offer, now->read) : now->read));
	}
	return changes;
}

int offer_tell_again(struct task *task, const struct offer *offer, const char *template, json_t *changes,
		     const char *occasion, size_t *count, struct err *err)
{
	struct letter_recipient *told;
	int rc = letters_recipients(task->db, task->arena, "offer", offer->ref, &told, count, err);
	json_t *data = offer_data(task, offer);
	json_object_set_new(data, "has_changes", json_boolean(json_array_size(changes) > 0));
	json_object_set(data, "changes", changes);
	json_object_set_new(data, "is_filled", json_boolean(!strcmp(offer->status, "filled")));
	json_object_set_new(data, "is_expired", json_boolean(!strcmp(offer->status, "expired")));
	json_object_set_new(data, "is_closed", json_boolean(!strcmp(offer->status, "closed")));
	for (size_t i = 0; !rc && i < *count; i++) {
		struct draft draft = {
		    .template = template,
		    .data = data,
		    .to_email = told[i].email,
		    .to_name = "",
		    .contact = told[i].contact,
		    .about = offer->ref,
		    .occasion = occasion,
		    .list = "offres",
		};
		rc = task_emit(task, &draft, err);
	}
	return rc;
}
