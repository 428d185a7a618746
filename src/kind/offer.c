/* Job offers (agreement Art. 3: « Transmettre aux missions locales des offres d'emploi »; specification
 * section 4). */
#include "audience.h"
#include "diffusion.h"
#include "handle/present.h"
#include "handle/task.h"
#include "handlers.h"
#include "kind/life.h"
#include "offer_contact.h"
#include "several.h"

#include "base/text.h"
#include "db/events.h"
#include "db/letters.h"
#include "db/offers.h"

enum { OPEN_DAYS = 60 };

/* Fields that readers do not see as facts: shown apart, or meant for the daemon. CVs come through it, not to
 * the contact. */
static const char *const NOT_SHOWN[] = {"title", "description", "contact", "targets", "status", NULL};
static const char *const NOT_SHOWN_HIDDEN[] = {"title",	 "description", "contact",	  "targets",
					       "status", "company",	"company_hidden", NULL};
static const char *const NOT_ECHOED[] = {"description", NULL};

/* Which column of the register each field of the form fills. */
static const struct {
	const char *key;
	size_t offset;
} COLUMNS[] = {
    {"title", offsetof(struct offer, title)},
    {"company", offsetof(struct offer, company)},
    {"contract", offsetof(struct offer, contract)},
    {"nature", offsetof(struct offer, nature)},
    {"rome", offsetof(struct offer, rome)},
    {"level", offsetof(struct offer, level)},
    {"salary", offsetof(struct offer, salary)},
    {"hours", offsetof(struct offer, hours)},
    {"start", offsetof(struct offer, start)},
    {"deadline", offsetof(struct offer, deadline)},
    {"contact_email", offsetof(struct offer, contact)},
    {"forum", offsetof(struct offer, forum)},
    {"description", offsetof(struct offer, description)},
    {"experience", offsetof(struct offer, experience)},
    {"duration", offsetof(struct offer, duration)},
    {"reference", offsetof(struct offer, reference)},
    {"targets_codes", offsetof(struct offer, diffusion)},
    {"status", offsetof(struct offer, status)},
};

static void fill(struct task *task, struct offer *offer)
{
	const struct form *form = task->form;
	for (size_t i = 0; i < ARRAY_SIZE(COLUMNS); i++) {
		const char *value = form_get(form, COLUMNS[i].key);
		if (!text_is_blank(value))
			*(const char **)((char *)offer + COLUMNS[i].offset) = value;
	}
	const char *openings = form_get(form, "openings");
	if (openings)
		offer->openings = strcmp(openings, "plusieurs") ? openings : NULL;
	const char *hidden = form_get(form, "company_hidden");
	if (hidden)
		offer->is_company_hidden = !strcmp(hidden, "oui");
}

static void fill_place(struct task *task, struct offer *offer, const struct place *place)
{
	const struct field *written = form_field(task->form, "place");
	if (!written || !place->label)
		return;
	offer->place = written->read;
	offer->commune = place->insee;
	offer->postal_code = place->postal_code;
	offer->department = place->department;
	offer->region = place->region;
	diffusion_follow_place(task, offer);
}

/* Where the offer is, as a reader says it. */
static json_t *offer_data(struct task *task, const struct offer *offer)
{
	json_t *data = task_data(task);
	json_object_set_new(data, "ref", json_string(offer->ref));
	json_object_set_new(data, "title", json_string(offer->title));
	json_object_set_new(data, "place", json_string(offer->place));
	json_object_set_new(data, "company", json_string(offer->is_company_hidden ? "" : offer->company));
	json_object_set_new(data, "description", json_string(offer->description ? offer->description : ""));
	struct date deadline;
	if (date_parse_iso(offer->deadline, &deadline))
		json_object_set_new(data, "deadline", json_string(date_french(task->arena, deadline)));
	return data;
}

static json_t *facts_for_readers(struct task *task, const struct offer *offer)
{
	return present_facts(task->form, KIND_OFFER, offer->is_company_hidden ? NOT_SHOWN_HIDDEN : NOT_SHOWN);
}

/* As a reader says it, where the register holds a code. */
static const char *said(struct task *task, const char *key, const char *value)
{
	struct date date;
	if (!strcmp(key, "level"))
		return arena_printf(task->arena, "niveau %s", value);
	if (date_parse_iso(value, &date))
		return date_french(task->arena, date);
	return present_word(value);
}

/* The facts of an offer of the register, for those who have had none of its letters. */
static json_t *offer_facts(struct task *task, const struct offer *offer)
{
	static const char *const SHOWN[] = {"company",	"place",    "contract",	 "duration",   "hours",
					    "start",	"salary",   "level",	 "experience", "rome",
					    "openings", "deadline", "reference", "forum"};
	json_t *facts = json_array();
	size_t count;
	const struct form_label *labels = kind_labels(KIND_OFFER, false, &count);
	for (size_t i = 0; i < ARRAY_SIZE(SHOWN); i++) {
		const char *value = !strcmp(SHOWN[i], "place") ? offer->place : NULL, *label = "";
		if (!strcmp(SHOWN[i], "openings"))
			value = offer->openings;
		for (size_t k = 0; k < ARRAY_SIZE(COLUMNS); k++)
			if (!strcmp(COLUMNS[k].key, SHOWN[i]))
				value = *(const char *const *)((const char *)offer + COLUMNS[k].offset);
		for (size_t k = 0; k < count; k++)
			if (!strcmp(labels[k].key, SHOWN[i]))
				label = labels[k].label;
		if (text_is_blank(value) || (offer->is_company_hidden && !strcmp(SHOWN[i], "company")))
			continue;
		json_array_append_new(
		    facts, json_pack("{ss ss}", "label", label, "value", said(task, SHOWN[i], value)));
	}
	return facts;
}

static int tell(struct task *task, const struct offer *offer, json_t *facts, const struct contact_list *told,
		struct err *err)
{
	json_t *data = offer_data(task, offer);
	json_object_set_new(data, "facts", facts);
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

static int acknowledge(struct task *task, const struct offer *offer, const struct contact_list *told,
		       struct err *err)
{
	json_t *data = offer_data(task, offer);
	json_object_set_new(data, "facts", present_facts(task->form, KIND_OFFER, NOT_ECHOED));
	present_contact_count(data, told->count);
	json_object_set_new(data, "organisations", present_organisations(told));
	json_object_set_new(data, "cv_to", json_string(offer->contact));
	json_object_set_new(data, "notes", present_notes(task->form));
	present_button(data, "Signaler que le poste est pourvu",
		       arena_printf(task->arena, "[OFFRE %s]", offer->ref), "Statut : pourvue\n");
	return task_answer(task, "offer_acknowledgement", data, offer->ref, err);
}

/* `Forum : EVT-...` must name an event of the register (agreement Art. 3: offers come with a forum). */
static int check_forum(struct task *task, struct err *err)
{
	const char *ref = form_get(task->form, "forum");
	struct event event;
	if (text_is_blank(ref))
		return OK;
	int rc = event_get(task->db, task->arena, ref, &event, err);
	if (rc == ERR_NOT_FOUND)
		form_fault(task->form, "forum", "Aucun événement ne porte cette référence.");
	return rc == ERR_NOT_FOUND ? OK : rc;
}

/* Registers the offer that task->form holds and tells those whom it concerns. Nothing is done when the form
 * has faults, or when there is nobody to tell. */
static int offer_register(struct task *task, struct offer *offer, struct contact_list *told, struct err *err)
{
	struct place place;
	char *ref;
	extract_require(task->form);
	int rc = task_place(task, &place, err);
	if (rc || (rc = check_forum(task, err)) || (rc = diffusion_settle(task, err)) ||
	    task->form->fault_count)
		return rc;
	struct date today = date_of(task->now);
	*offer = (struct offer){
	    .nature = "E1",
	    .deadline = date_iso(task->arena, date_add_days(today, OPEN_DAYS)),
	    .contact = task->sender.email,
	    .sender = task->sender.id,
	    .message = task->message,
	};
	fill(task, offer);
	offer->status = "open";
	fill_place(task, offer, &place);
	if ((rc = diffusion_find(task, offer, &place, told, err)) || !told->count)
		return rc;
	if ((rc = db_next_reference(task->db, task->arena, "OFF", today.year, &ref, err)))
		return rc;
	offer->ref = ref;
	if ((rc = offer_add(task->db, offer, err)) || (rc = offer_contact_settle(task, offer, err)))
		return rc;
	return tell(task, offer, facts_for_readers(task, offer), told, err);
}

static int offer_new(struct task *task, struct err *err)
{
	struct offer offer;
	struct contact_list told = {0};
	int rc = offer_register(task, &offer, &told, err);
	if (rc)
		return rc;
	if (task->form->fault_count)
		return task_refuse(task, err);
	if (!told.count)
		return task_hold(task, "nobody in the directory takes offers for this place", err);
	task_accept(task, offer.ref, "offer recorded");
	return acknowledge(task, &offer, &told, err);
}

/* One of several offers of a mail. */
static int offer_part(struct task *task, struct several_record *out, struct err *err)
{
	struct offer offer;
	int rc = offer_register(task, &offer, &out->told, err);
	if (rc || task->form->fault_count)
		return rc;
	if (!out->told.count) {
		form_fault(task->form, "place",
			   "L’annuaire ne connaît personne qui reçoive les offres de ce lieu.");
		return OK;
	}
	*out = (struct several_record){
	    .ref = offer.ref, .title = offer.title, .place = offer.place, .told = out->told};
	return OK;
}

/* Those who were told are told, once (the occasion is this message, or the expiry). */
static int tell_again(struct task *task, const struct offer *offer, const char *template,
		      const char *occasion, size_t *count, struct err *err)
{
	struct letter_recipient *told;
	int rc = letters_recipients(task->db, task->arena, "offer", offer->ref, &told, count, err);
	json_t *data = offer_data(task, offer);
	if (task->form)
		json_object_set_new(data, "facts", facts_for_readers(task, offer));
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

static int refuse_reference(struct task *task, struct err *err)
{
	return task_refuse_because(
	    task, "ref", "Référence de l’offre", task->form->ref,
	    "Aucune de vos offres ne porte cette référence.",
	    "La référence que donne notre accusé de réception, par exemple OFF-2026-0001\u00a0; seul "
	    "l’organisme qui a envoyé l’offre peut la modifier.",
	    err);
}

/* The sender's own offers, and for IMS those that its members sent through it. */
static int is_own(struct task *task, const struct offer *offer, bool *own, struct err *err)
{
	struct contact author;
	int rc = contact_by_id(task->db, task->arena, offer->sender, &author, err);
	*own = !rc && author.organisation_id == task->sender.organisation_id;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

/* Whom the change of place or diffusion concerns anew: they get the offer as it is now. */
static int tell_newly_concerned(struct task *task, const struct offer *offer, const struct place *place,
				struct contact_list *newly, struct err *err)
{
	struct letter_recipient *told;
	struct contact_list concerned = {0};
	size_t count, kept = 0;
	int rc;
	if (!form_field(task->form, "place") && !form_field(task->form, "targets"))
		return OK;
	if ((rc = letters_recipients(task->db, task->arena, "offer", offer->ref, &told, &count, err)) ||
	    (rc = diffusion_find(task, offer, place, &concerned, err)))
		return rc;
	for (size_t i = 0; i < concerned.count; i++) {
		bool is_told = false;
		for (size_t k = 0; k < count && !is_told; k++)
			is_told = told[k].contact == concerned.rows[i].id;
		if (!is_told)
			concerned.rows[kept++] = concerned.rows[i];
	}
	concerned.count = kept;
	*newly = concerned;
	return tell(task, offer, offer_facts(task, offer), newly, err);
}

/* Where the offer is, as far as its row says it; for one whose place is no new one. */
static void place_of_row(const struct offer *offer, struct place *place)
{
	if (!place->label)
		*place = (struct place){.label = offer->place,
					.insee = offer->commune,
					.postal_code = offer->postal_code,
					.department = offer->department,
					.region = offer->region};
}

/* Tells those who were told, and those whom it concerns anew; what changes a closed offer and leaves it
 * closed tells nobody. */
static int tell_change(struct task *task, const struct offer *offer, const struct place *place, bool was_over,
		       size_t *count, struct err *err)
{
	bool is_over = strcmp(offer->status, "open") != 0;
	struct contact_list newly = {0};
	*count = 0;
	if (is_over && was_over)
		return OK;
	int rc = tell_again(task, offer, is_over ? "offer_closed" : "offer_changed", NULL, count, err);
	if (!rc && !is_over)
		rc = tell_newly_concerned(task, offer, place, &newly, err);
	if (newly.count)
		form_note(task->form,
			  arena_printf(task->arena,
				       "L’offre est aussi envoyée à ceux que le changement concerne "
				       "désormais\u00a0: %zu personne%s.",
				       newly.count, newly.count > 1 ? "s" : ""));
	return rc;
}

static int refuse_nothing_changed(struct task *task, struct err *err)
{
	const struct form *form = task->form;
	return task_refuse_because(
	    task, "status", "Modification", "",
	    form->note_count
		? arena_printf(task->arena, "Le message ne contient aucune modification. %s", form->notes[0])
		: "Le message ne contient aucune modification.",
	    "Au moins une ligne, par exemple «\u00a0Statut\u00a0: pourvue\u00a0».", err);
}

static int offer_change(struct task *task, struct err *err)
{
	struct offer offer;
	bool own = false;
	int rc = offer_get(task->db, task->arena, task->form->ref, &offer, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (!rc && (rc = is_own(task, &offer, &own, err)))
		return rc;
	if (!own)
		return refuse_reference(task, err);
	struct place place;
	if ((rc = task_place(task, &place, err)) || (rc = check_forum(task, err)) ||
	    (rc = diffusion_settle(task, err)))
		return rc;
	if (!task->form->field_count && !task->form->fault_count)
		return refuse_nothing_changed(task, err);
	if (task->form->fault_count)
		return task_refuse(task, err);
	bool was_over = strcmp(offer.status, "open") != 0;
	fill(task, &offer);
	fill_place(task, &offer, &place);
	place_of_row(&offer, &place);
	if (!strcmp(offer.status, "cancelled"))
		offer.status = "closed";
	bool is_over = strcmp(offer.status, "open") != 0;
	size_t count;
	if ((rc = offer_update(task->db, &offer, err)) ||
	    (!is_over && (rc = offer_contact_settle(task, &offer, err))) ||
	    (rc = tell_change(task, &offer, &place, was_over, &count, err)))
		return rc;
	json_t *data = offer_data(task, &offer);
	present_contact_count(data, count);
	json_object_set_new(data, "is_over", json_boolean(is_over));
	json_object_set_new(data, "was_over", json_boolean(is_over && was_over));
	json_object_set_new(data, "facts", present_facts(task->form, KIND_OFFER, NULL));
	json_object_set_new(data, "notes", present_notes(task->form));
	task_accept(task, offer.ref, is_over ? "offer closed" : "offer changed");
	return task_answer(task, "offer_update_acknowledgement", data, offer.ref, err);
}

int handle_offer(struct task *task, struct err *err)
{
	if (task->form->part_count)
		return several_handle(task, offer_part, err);
	return task->form->ref ? offer_change(task, err) : offer_new(task, err);
}

int offer_expire_next(struct task *task, bool *did, struct err *err)
{
	char *ref;
	const char *today = date_iso(task->arena, date_of(task->now));
	int rc = offer_next_expired(task->db, task->arena, today, &ref, err);
	*did = !rc;
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	struct offer offer;
	size_t count;
	if ((rc = offer_get(task->db, task->arena, ref, &offer, err)))
		return rc;
	offer.status = "expired";
	if ((rc = offer_update(task->db, &offer, err)))
		return rc;
	return tell_again(task, &offer, "offer_closed", "expired", &count, err);
}
