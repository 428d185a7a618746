/* Job offers (agreement Art. 3: « Transmettre aux missions locales des offres d'emploi »; specification
 * section 4): new ones, changes, their end. */
#include "diffusion.h"
#include "handlers.h"
#include "kind/life.h"
#include "offer_contact.h"
#include "offers.h"
#include "several.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/digests.h"
#include "db/events.h"
#include "db/messages.h"

/* `Forum : EVT-...` must name an event of the register (agreement Art. 3: offers come with a forum). */
static int check_forum(struct task *task, struct err *err)
{
	const char *ref = form_get(task->form, "forum");
	struct event event;
	if (text_is_blank(ref))
		return OK;
	int rc = event_get(task->db, task->arena, ref, &event, err);
	if (rc == ERR_NOT_FOUND)
		form_fault(task->form, "forum", phrase("fault.event_unknown"));
	return rc == ERR_NOT_FOUND ? OK : rc;
}

/* A hidden employer's name in the title is a fault; in the description, its lines are dropped. */
static void check_hidden(struct task *task, const struct offer *offer)
{
	struct form *form = task->form;
	const char *title = form_get(form, "title"), *description = form_get(form, "description");
	if (!offer->is_company_hidden)
		return;
	if (title && offer_names_employer(task, offer, title))
		form_fault(form, "title", phrase("offer.title.employer"));
	if (description && offer_names_employer(task, offer, description))
		form_note(form, phrase("offer.hidden"));
}

/* The sender's own offers; for IMS also those that its members sent through it. */
static int is_own(struct task *task, const struct offer *offer, bool *own, struct err *err)
{
	struct contact author;
	int rc = contact_by_id(task->db, task->arena, offer->sender, &author, err);
	*own = !rc && author.organisation_id == task->sender.organisation_id;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static int offer_change(struct task *task, struct offer *offer, struct place *place, struct err *err);

/* The result of a form that may be a new offer. */
struct registered {
	struct offer offer;
	struct place place;
	struct contact_list told; /* nobody: no contact in the directory for it */
	struct offer same;	  /* the earlier one of two equal offers, ref NULL: none */
	bool is_same_own;	  /* the sender's own equal offer is changed instead */
	size_t objections;	  /* remarks for which it is held */
	bool is_part;		  /* one of several in a mail */
};

static bool is_equal(const char *a, const char *b)
{
	return !text_is_blank(a) && !text_is_blank(b) && text_equal_folded(a, b);
}

/* An offer with the same company, title and place is a change of the first when its reference or text is the
 * same; with another reference of the employer it is another post; otherwise the sender is asked. */
static int find_same(struct task *task, struct registered *out, struct err *err)
{
	const struct offer *offer = &out->offer;
	struct offer first;
	bool own;
	int rc = offer_find_same(task->db, task->arena, offer->fingerprint, &first, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	if ((rc = is_own(task, &first, &own, err)))
		return rc;
	bool has_same_reference = is_equal(first.reference, offer->reference);
	if (!has_same_reference && !text_is_blank(first.reference) && !text_is_blank(offer->reference))
		return OK;
	out->same = first;
	out->is_same_own = own && (has_same_reference || is_equal(first.description, offer->description));
	if (!out->is_same_own)
		task_fault(task, "reference", phrase("offer.ref"), "",
			   phrase_with(task->arena, "offer.same", "ref",
				       own ? arena_printf(task->arena, " (%s)", first.ref) : "", NULL),
			   phrase("offer.same.accepted"));
	return OK;
}

/* Registers the offer and tells its readers, unless a rule holds it. */
static int record(struct task *task, struct registered *out, struct err *err)
{
	struct offer *offer = &out->offer;
	char *ref;
	int rc = db_next_reference(task->db, task->arena, "OFF", date_of(task->now).year, &ref, err);
	if (rc)
		return rc;
	offer->ref = ref;
	offer->status = offer_is_held_by(task->form) ? "held" : "open";
	if ((rc = offer_add(task->db, offer, err)) || (rc = offer_form_keep(task, ref, task->form, err)) ||
	    (rc = offer_remarks_update(task, ref, task->form, &out->objections, err)))
		return rc;
	if (out->objections)
		return out->is_part ? offer_ask_cell(task, offer, task->form, err)
				    : offer_ask(task, offer, task->form, err);
	rc = offer_contact_settle(task, offer, err);
	return rc ? rc : offer_tell(task, offer, task->form, &out->told, err);
}

/* No effect when the form has faults, when there are no readers, or when the offer exists. */
static int offer_register(struct task *task, struct registered *out, struct err *err)
{
	struct offer *offer = &out->offer;
	extract_require(task->form);
	int rc = task_place(task, &out->place, err);
	if (rc || (rc = check_forum(task, err)) || (rc = diffusion_settle(task, err)))
		return rc;
	*offer = (struct offer){
	    .nature = "E1",
	    .deadline = date_iso(task->arena, date_add_days(date_of(task->now), OFFER_OPEN_DAYS)),
	    .contact = task->sender.email,
	    .sender = task->sender.id,
	    .message = task->message,
	};
	offer_fill(task->form, offer);
	check_hidden(task, offer);
	if (task->form->fault_count)
		return OK;
	offer_fill_place(task, &out->place, offer);
	offer->fingerprint = offer_fingerprint(task->arena, offer);
	if ((rc = find_same(task, out, err)) || out->same.ref ||
	    (rc = diffusion_find(task, offer, &out->place, &out->told, err)) || !out->told.count)
		return rc;
	return record(task, out, err);
}

static int offer_new(struct task *task, struct err *err)
{
	struct registered done = {0};
	int rc = offer_register(task, &done, err);
	if (rc)
		return rc;
	if (task->form->fault_count)
		return task_refuse(task, err);
	if (done.same.ref) {
		task->form->ref = done.same.ref;
		return offer_change(task, &done.same, &done.place, err);
	}
	if (!done.told.count)
		return task_hold(task, "nobody in the directory takes offers for this place", err);
	if (done.objections) {
		offer_wait(task, done.offer.ref, done.objections);
		return OK;
	}
	task_accept(task, done.offer.ref, "offer recorded");
	return offer_acknowledge(task, &done.offer, task->form, &done.told, err);
}

/* Registers one of several offers in a mail. */
static int offer_part(struct task *task, struct several_record *out, struct err *err)
{
	struct registered done = {.is_part = true};
	int rc = offer_register(task, &done, err);
	if (rc || task->form->fault_count)
		return rc;
	const struct offer *offer = done.same.ref ? &done.same : &done.offer;
	if (!done.same.ref && !done.told.count) {
		form_fault(task->form, "place", phrase("fault.offer_to_nobody"));
		return OK;
	}
	*out =
	    (struct several_record){.ref = offer->ref, .title = offer->title, .is_held = done.objections > 0};
	if (out->is_held && (rc = offer_passages(task, offer->ref, &out->passages, err)))
		return rc;
	if (!done.same.ref && !done.objections)
		out->told = done.told;
	return OK;
}

static int refuse_reference(struct task *task, struct err *err)
{
	return task_refuse_because(task, "ref", phrase("offer.ref"), task->form->ref,
				   phrase("fault.own_offer_unknown"),
				   phrase("fault.own_offer_unknown.accepted"), err);
}

/* A corrected held offer is sent like a new one, since nobody was told of it. */
static int change_held(struct task *task, struct offer *offer, const struct place *place,
		       const struct form *whole, struct err *err)
{
	struct contact_list told = {0};
	size_t left;
	int rc = offer_remarks_update(task, offer->ref, task->form, &left, err);
	if (rc)
		return rc;
	bool is_ended = strcmp(offer->status, "held") != 0 && strcmp(offer->status, "open") != 0;
	if (!is_ended)
		offer->status = left ? "held" : "open";
	if ((rc = offer_update(task->db, offer, err)))
		return rc;
	if (is_ended) {
		task_accept(task, offer->ref, "held offer given up");
		return OK;
	}
	if (left) {
		offer_wait(task, offer->ref, left);
		return offer_ask(task, offer, whole, err);
	}
	if ((rc = offer_contact_settle(task, offer, err)) ||
	    (rc = diffusion_find(task, offer, place, &told, err)) ||
	    (rc = offer_tell(task, offer, whole, &told, err)) ||
	    (rc = offer_acknowledge(task, offer, whole, &told, err)))
		return rc;
	task_accept(task, offer->ref, "held offer corrected");
	return OK;
}

/* The letter that tells readers of a change; NULL: the offer had ended before and stays ended. */
static const char *template_of_change(const char *before, const char *now, bool has_changes)
{
	bool was_open = !strcmp(before, "open"), is_open = !strcmp(now, "open");
	if (was_open && !is_open)
		return "offer_closed";
	return is_open && (has_changes || !was_open) ? "offer_changed" : NULL;
}

/* New readers after a change of place or `Diffusion`, perhaps one while the offer was closed; they get the
 * whole offer. */
static int tell_newly_concerned(struct task *task, const struct offer *offer, const struct place *place,
				const struct form *whole, bool is_reopened, struct err *err)
{
	struct offer_reader *told;
	struct contact_list newly = {0};
	size_t count, kept = 0;
	int rc;
	if (!is_reopened && !form_field(task->form, "place") && !form_field(task->form, "targets"))
		return OK;
	if ((rc = offer_readers(task->db, task->arena, offer->ref, &told, &count, err)) ||
	    (rc = diffusion_find(task, offer, place, &newly, err)))
		return rc;
	for (size_t i = 0; i < newly.count; i++) {
		bool is_told = false;
		for (size_t k = 0; k < count && !is_told; k++)
			is_told = told[k].contact == newly.rows[i].id;
		if (!is_told)
			newly.rows[kept++] = newly.rows[i];
	}
	newly.count = kept;
	if (kept)
		form_note(task->form, kept == 1 ? phrase("told.offer_to_one_more")
						: phrase_with(task->arena, "told.offer_to_more", "count",
							      arena_printf(task->arena, "%zu", kept), NULL));
	return offer_tell(task, offer, whole, &newly, err);
}

struct change {
	const char *before;		  /* status of the offer after the change */
	json_t *for_readers, *for_sender; /* [{label, before, now}] */
	struct form whole;		  /* the offer after the change */
	size_t told;			  /* readers who had it before */
	bool is_released;		  /* by another sender's message */
};

/* Tells the earlier readers, and the new ones. */
static int tell_change(struct task *task, struct offer *offer, const struct place *place,
		       struct change *change, struct err *err)
{
	bool is_over = strcmp(offer->status, "open") != 0;
	bool is_reopened = !is_over && strcmp(change->before, "open") != 0;
	const char *template =
	    template_of_change(change->before, offer->status, json_array_size(change->for_readers) > 0);
	int64_t nobody = 0;
	int rc = is_over ? messages_nobody(task->db, offer->ref, &nobody, err)
			 : offer_contact_settle(task, offer, err);
	const struct offer_news news = {template, change->for_readers, is_reopened, is_over, &change->whole};
	if (!rc && template)
		rc = offer_tell_again(task, offer, &news, &change->told, err);
	if (!rc && !is_over)
		rc = tell_newly_concerned(task, offer, place, &change->whole, is_reopened, err);
	if (rc)
		return rc;
	json_t *data = offer_data(task, offer);
	present_contact_count(data, change->told);
	json_object_set_new(data, "nobody_available", nobody ? json_integer(nobody) : json_null());
	json_object_set_new(data, "is_over", json_boolean(is_over));
	json_object_set_new(data, "is_reopened", json_boolean(is_reopened));
	json_object_set_new(data, "was_over", json_boolean(is_over && !template));
	json_object_set_new(data, "is_unchanged", json_boolean(!is_over && !template));
	json_object_set_new(data, "is_silent", json_boolean(!template));
	present_list(data, "changes", json_incref(change->for_sender));
	offer_owner_buttons(task, data, offer);
	json_object_set_new(data, "notes", present_notes(task->form));
	task_accept(task, offer->ref, is_over ? "offer closed" : "offer changed");
	return change->is_released
		   ? offer_write_to_author(task, "offer_update_acknowledgement", data, offer, err)
		   : task_answer(task, "offer_update_acknowledgement", data, offer->ref, err);
}

static void take_change(struct task *task, struct offer *offer, struct place *place, struct change *change)
{
	const char *today = date_iso(task->arena, date_of(task->now));
	change->before = offer->status;
	change->for_readers = offer_changes(task, offer, &change->whole, task->form, true);
	change->for_sender = offer_changes(task, offer, &change->whole, task->form, false);
	json_array_append_new(task->garbage, change->for_readers);
	json_array_append_new(task->garbage, change->for_sender);
	offer_fill(task->form, offer);
	if (offer_change_ends_duration(&change->whole, task->form)) {
		form_note(task->form, phrase_with(task->arena, "told.duration_over", "text",
						  form_get(&change->whole, "duration"), NULL));
		offer->duration = NULL;
	}
	offer_fill_place(task, place, offer);
	if (!place->label)
		*place = offer_place(offer);
	offer_form_change(&change->whole, task->form);
	offer->fingerprint = offer_fingerprint(task->arena, offer);
	if (!strcmp(offer->status, "cancelled"))
		offer->status = "closed";
	if (strcmp(offer->status, "filled") != 0)
		offer->filled_at = NULL;
	else if (!offer->filled_at)
		offer->filled_at = time_utc(task->arena, task->now);
	if (!strcmp(offer->status, "open") && (!offer->deadline || strcmp(offer->deadline, today) < 0))
		offer->deadline = date_iso(task->arena, date_add_days(date_of(task->now), OFFER_OPEN_DAYS));
}

static int offer_change(struct task *task, struct offer *offer, struct place *place, struct err *err)
{
	struct change change = {0};
	int rc = offer_form(task, offer->ref, &change.whole, err);
	if (rc)
		return rc;
	bool waits = false;
	if (strcmp(offer->status, "held") != 0 && ((rc = offer_change_settle(task, offer, &waits, err)) ||
						   waits || (rc = task_place(task, place, err))))
		return rc;
	take_change(task, offer, place, &change);
	if ((rc = offer_form_keep(task, offer->ref, &change.whole, err)))
		return rc;
	if (!strcmp(change.before, "held"))
		return change_held(task, offer, place, &change.whole, err);
	rc = offer_update(task->db, offer, err);
	return rc ? rc : tell_change(task, offer, place, &change, err);
}

int offer_change_release(struct task *task, struct offer *offer, size_t *told, struct err *err)
{
	struct change change = {.is_released = true};
	struct form waiting, *released_by = task->form;
	struct place place;
	int rc = offer_form(task, offer->ref, &change.whole, err);
	if (rc || (rc = offer_waiting_form(task, offer->ref, &waiting, err)) ||
	    (rc = offer_waiting_put(task->db, offer->ref, NULL, 0, err)) ||
	    (rc = offer_remarks_put(task->db, offer->ref, NULL, 0, err)))
		return rc;
	/* These notes are about the offer, not about the message that releases it. */
	task->form = &waiting;
	if (!(rc = task_place(task, &place, err))) {
		take_change(task, offer, &place, &change);
		if (!(rc = offer_form_keep(task, offer->ref, &change.whole, err)) &&
		    !(rc = offer_update(task->db, offer, err)))
			rc = tell_change(task, offer, &place, &change, err);
	}
	task->form = released_by;
	*told = change.told;
	return rc;
}

static int refuse_nothing_changed(struct task *task, struct err *err)
{
	const struct form *form = task->form;
	return task_refuse_because(
	    task, "status", phrase("label.change"), "",
	    form->note_count ? arena_printf(task->arena, "%s %s", phrase("fault.no_change"), form->notes[0])
			     : phrase("fault.no_change"),
	    phrase("fault.no_change_of_offer.accepted"), err);
}

static int change_named(struct task *task, struct err *err)
{
	struct offer offer;
	struct place place;
	bool own = false;
	int rc = offer_get(task->db, task->arena, task->form->ref, &offer, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (!rc && (rc = is_own(task, &offer, &own, err)))
		return rc;
	if (!own)
		return refuse_reference(task, err);
	if ((rc = task_place(task, &place, err)) || (rc = check_forum(task, err)) ||
	    (rc = diffusion_settle(task, err)))
		return rc;
	check_hidden(task, &offer);
	if (!task->form->field_count && !task->form->fault_count)
		return refuse_nothing_changed(task, err);
	return task->form->fault_count ? task_refuse(task, err) : offer_change(task, &offer, &place, err);
}

int handle_offer(struct task *task, struct err *err)
{
	if (task->form->part_count)
		return several_handle(task, offer_part, err);
	return task->form->ref ? change_named(task, err) : offer_new(task, err);
}

/* Readers get no letter about an expiry, as they know the deadline. */
int offer_expire_next(struct task *task, bool *did, struct err *err)
{
	char *ref;
	struct offer offer;
	const char *today = date_iso(task->arena, date_of(task->now));
	int rc = offer_next_expired(task->db, task->arena, today, &ref, err);
	*did = !rc;
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	if ((rc = offer_get(task->db, task->arena, ref, &offer, err)))
		return rc;
	offer.status = "expired";
	return offer_update(task->db, &offer, err);
}
