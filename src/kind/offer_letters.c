/* Letters about an offer (specification section 4). */
#include "gathering.h"
#include "offer_words.h"
#include "offers.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/letters.h"
#include "handle/dispatch.h"

enum { MOST_BEFORE = 300, LONG = 120 }; /* bytes: enough to recognise an old text; not in bold */

/* Fields not listed as facts: shown separately, or for the program only. CVs go through the program, not
 * directly to the contact. */
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

/* Whether the line names the hidden employer, or has an address, which would identify it. */
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
	json_object_set_new(data, "company", json_string(offer->is_company_hidden ? "" : offer->company));
	json_object_set_new(data, "employer",
			    json_string(offer->is_company_hidden ? phrase("note.employer") : offer->company));
	json_object_set_new(data, "description", json_string(for_readers(task, offer, description)));
	offer_add_words(task, data, offer);
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

static void invite_cvs(struct task *task, json_t *data, const struct offer *offer)
{
	json_object_set_new(data, "form", present_required(KIND_CV, false));
	present_button(data, phrase("button.propose"), arena_printf(task->arena, "[CV %s]", offer->ref),
		       present_form_text(task->arena, KIND_CV, false));
}

/* Only missions locales send CVs: other readers get no button. */
static json_t *copy_mark(struct task *task, bool is_copy)
{
	json_t *own = task_data(task);
	json_object_set_new(own, "is_copy", json_boolean(is_copy));
	return own;
}

/* "" when it would name a hidden employer. */
static int published_by(struct task *task, const struct offer *offer, const char **out, struct err *err)
{
	struct contact author;
	*out = "";
	if (offer->is_company_hidden)
		return OK;
	int rc = contact_by_id(task->db, task->arena, offer->sender, &author, err);
	if (!rc)
		*out = author.organisation;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

int offer_tell(struct task *task, const struct offer *offer, const struct form *form,
	       const struct contact_list *told, struct err *err)
{
	json_t *data = offer_data(task, offer);
	const char *sent_by;
	int rc = published_by(task, offer, &sent_by, err);
	if (rc)
		return rc;
	present_list(data, "facts", facts_for_readers(task, offer, form));
	json_object_set_new(data, "published", json_string(date_french(task->arena, date_of(task->now))));
	json_object_set_new(data, "sent_by", json_string(sent_by));
	invite_cvs(task, data, offer);
	json_t *const own[] = {copy_mark(task, false), copy_mark(task, true)};
	struct reader_of *readers = arena_array(task->arena, told->count, sizeof *readers);
	size_t at_once = 0;
	for (size_t i = 0; !rc && i < told->count; i++) {
		const struct contact *contact = &told->rows[i];
		if (gathering_takes(task, offer, contact->frequency))
			rc = digest_note(task->db, offer->ref, contact->id, false, "", task->now, err);
		else
			readers[at_once++] =
			    (struct reader_of){contact->id, contact->email, contact->name,
					       own[contact->type != ORGANISATION_MISSION_LOCALE]};
	}
	if (rc)
		return rc;
	const struct draft draft = {.template = "offer", .data = data, .about = offer->ref, .list = "offres"};
	return task_emit_each(task, &draft, readers, at_once, err);
}

/* Remarks of rules that only warn. */
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

void offer_owner_buttons(struct task *task, json_t *data, const struct offer *offer)
{
	const char *subject = arena_printf(task->arena, "[OFFRE %s]", offer->ref);
	if (strcmp(offer->status, "open")) {
		present_aside_button(data, phrase("button.reopen"), subject, phrase("body.reopen"));
		return;
	}
	present_button(data, phrase("button.filled"), subject, phrase("body.filled"));
	present_button(data, phrase("button.change_offer"), subject, phrase("body.change_offer"));
}

int offer_write_to_author(struct task *task, const char *template, json_t *data, const struct offer *offer,
			  struct err *err)
{
	struct contact author;
	int rc = contact_by_id(task->db, task->arena, offer->sender, &author, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	struct draft draft = {.template = template,
			      .data = data,
			      .to_email = author.email,
			      .to_name = author.name,
			      .contact = author.id,
			      .about = offer->ref};
	return task_emit(task, &draft, err);
}

int offer_acknowledge(struct task *task, const struct offer *offer, const struct form *form,
		      const struct contact_list *told, struct err *err)
{
	json_t *data = offer_data(task, offer);
	present_list(data, "facts", present_facts(form, KIND_OFFER, NOT_ECHOED));
	present_contact_count(data, told->count);
	present_list(data, "organisations", present_organisations(task->arena, told));
	json_object_set_new(data, "cv_to", json_string(offer->contact));
	json_object_set_new(data, "notes", present_notes(form));
	json_t *warned = warnings(form);
	json_object_set_new(data, "has_warnings", json_boolean(json_array_size(warned) > 0));
	json_object_set_new(data, "passages", warned);
	offer_owner_buttons(task, data, offer);
	if (task->mail && task->sender.id == offer->sender)
		return task_answer(task, "offer_acknowledgement", data, offer->ref, err);
	return offer_write_to_author(task, "offer_acknowledgement", data, offer, err);
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
		const char *was = before ? before->read : "",
			   *said_before = before ? present_field(form, before) : "";
		if (!now || text_is_blank(now->read) || !strcmp(labels[i].key, "status") ||
		    text_equal_folded(was, now->read))
			continue;
		if (is_for_readers &&
		    (!strcmp(labels[i].key, "contact") || !strcmp(labels[i].key, "targets") ||
		     (offer->is_company_hidden && is_listed(labels[i].key, NOT_SHOWN_HIDDEN) &&
		      strcmp(labels[i].key, "description") != 0 && strcmp(labels[i].key, "title") != 0)))
			continue;
		const char *said = present_field(change, now);
		if (is_for_readers) {
			said_before = for_readers(task, offer, said_before);
			said = for_readers(task, offer, said);
		}
		json_array_append_new(changes, json_pack("{ss ss ss sb}", "label", labels[i].label, "before",
							 text_one_line(task->arena, said_before, MOST_BEFORE),
							 "now", said, "is_long", strlen(said) > LONG));
	}
	return changes;
}

/* The changes as readers see them. */
static json_t *change_data(struct task *task, const struct offer *offer, json_t *changes, bool is_reopened)
{
	json_t *data = offer_data(task, offer);
	present_list(data, "changes", changes ? json_incref(changes) : json_array());
	json_object_set_new(data, "is_reopened", json_boolean(is_reopened));
	invite_cvs(task, data, offer);
	json_object_set_new(data, "is_filled", json_boolean(!strcmp(offer->status, "filled")));
	json_object_set_new(data, "is_expired", json_boolean(!strcmp(offer->status, "expired")));
	json_object_set_new(data, "is_closed", json_boolean(!strcmp(offer->status, "closed")));
	return data;
}

int offer_tell_again(struct task *task, const struct offer *offer, const struct offer_news *news,
		     size_t *count, struct err *err)
{
	struct gathering gathering;
	int rc = gathering_split(task, offer, news, &gathering, err);
	if (rc)
		return rc;
	*count = gathering.all_count;
	json_t *data = change_data(task, offer, news->changes, news->is_reopened);
	json_t *const own[] = {copy_mark(task, false), copy_mark(task, true)};
	struct reader_of *readers = arena_array(task->arena, gathering.at_once_count, sizeof *readers);
	for (size_t i = 0; i < gathering.at_once_count; i++) {
		const struct offer_reader *told = &gathering.at_once[i];
		bool is_mission = told->type == ORGANISATION_MISSION_LOCALE;
		readers[i] = (struct reader_of){told->contact, told->email, "", own[!is_mission]};
	}
	const struct draft draft = {
	    .template = news->template, .data = data, .about = offer->ref, .list = "offres"};
	rc = task_emit_each(task, &draft, readers, gathering.at_once_count, err);
	return rc ? rc : offer_tell(task, offer, news->whole, &gathering.whole, err);
}
