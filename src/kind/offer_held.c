/* Offers held by a rule: who is asked, and how they proceed (specification section 4). */
#include "approvals.h"
#include "diffusion.h"
#include "handlers.h"
#include "kind/life.h"
#include "offer_contact.h"
#include "offers.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/approvals.h"

enum { BUTTON_TEXT_BYTES = 1200 };

bool offer_is_held_by(const struct form *form)
{
	for (size_t i = 0; i < form->remark_count; i++)
		if (form->remarks[i].holds)
			return true;
	return false;
}

int offer_remarks_update(struct task *task, const char *ref, const struct form *form, size_t *left,
			 struct err *err)
{
	struct offer_remark *before, *now;
	size_t count, total = 0;
	int rc = offer_remarks_get(task->db, task->arena, ref, &before, &count, err);
	if (rc)
		return rc;
	now = arena_array(task->arena, count + form->remark_count, sizeof *now);
	for (size_t i = 0; i < count; i++)
		if (!form_field(form, before[i].key))
			now[total++] = before[i];
	for (size_t i = 0; i < form->remark_count; i++) {
		const struct remark *remark = &form->remarks[i];
		if (remark->holds)
			now[total++] = (struct offer_remark){remark->key, remark->rule, remark->article,
							     remark->passage, remark->why};
	}
	*left = total;
	return offer_remarks_put(task->db, ref, now, total, err);
}

static json_t *passages(const struct offer_remark *remarks, size_t count)
{
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{ss ss ss ss}", "rule", remarks[i].rule, "passage",
						      remarks[i].passage, "article", remarks[i].article,
						      "why", remarks[i].why));
	return list;
}

/* The faulty fields with their values, to be corrected and sent back. */
static const char *lines_to_correct(struct task *task, const struct form *form,
				    const struct offer_remark *remarks, size_t count)
{
	struct buf lines = {.arena = task->arena};
	size_t label_count;
	const struct form_label *labels = kind_labels(KIND_OFFER, false, &label_count);
	for (size_t i = 0; i < label_count; i++) {
		const struct field *field = form_field(form, labels[i].key);
		bool is_faulty = false;
		for (size_t j = 0; j < count; j++)
			is_faulty |= !strcmp(remarks[j].key, labels[i].key);
		if (is_faulty && field && strlen(field->read) < BUTTON_TEXT_BYTES)
			buf_printf(&lines, "%s : %s\n", labels[i].label, field->read);
		else if (is_faulty)
			buf_printf(&lines, "%s : \n", labels[i].label);
	}
	return buf_text(&lines);
}

static bool is_change(const struct offer *offer)
{
	return strcmp(offer->status, "held") != 0;
}

static int ask_cell(struct task *task, const struct offer *offer, const struct form *form, json_t *held,
		    struct err *err)
{
	struct contact_list cell = {0};
	json_t *data = offer_data(task, offer);
	int rc = task_audience(task, &(struct audience){.type = ORGANISATION_IMS, .list = "cv"}, &cell, err);
	json_object_set(data, "passages", held);
	json_object_set_new(data, "is_change", json_boolean(is_change(offer)));
	present_list(data, "facts", present_facts(form, KIND_OFFER, (const char *const[]){NULL}));
	json_object_set_new(data, "sender", json_string(task->sender.organisation));
	/* The letter is neutral: neither answer is the main button. */
	present_aside_button(data, phrase(is_change(offer) ? "offer.release.change" : "offer.release"),
			     arena_printf(task->arena, "[ACCORD %s]", offer->ref), phrase("body.release"));
	present_destructive_button(data, phrase(is_change(offer) ? "offer.discard.change" : "offer.discard"),
				   arena_printf(task->arena, "[ACCORD %s]", offer->ref),
				   phrase("body.discard"));
	for (size_t i = 0; !rc && i < cell.count; i++) {
		struct draft draft = {.template = "offer_review",
				      .data = data,
				      .to_email = cell.rows[i].email,
				      .to_name = cell.rows[i].name,
				      .contact = cell.rows[i].id,
				      .about = offer->ref};
		rc = task_emit(task, &draft, err);
	}
	return rc;
}

void offer_wait(struct task *task, const char *ref, size_t objections)
{
	task_wait(task, ref,
		  arena_printf(task->arena, "the rules on offers object to %zu passage%s", objections,
			       objections == 1 ? "" : "s"));
}

static int load_passages(struct task *task, const char *ref, struct offer_remark **remarks, size_t *count,
			 json_t **out, struct err *err)
{
	int rc = offer_remarks_get(task->db, task->arena, ref, remarks, count, err);
	if (rc)
		return rc;
	*out = passages(*remarks, *count);
	json_array_append_new(task->garbage, *out);
	return OK;
}

int offer_passages(struct task *task, const char *ref, json_t **out, struct err *err)
{
	struct offer_remark *remarks;
	size_t count;
	return load_passages(task, ref, &remarks, &count, out, err);
}

int offer_ask_cell(struct task *task, const struct offer *offer, const struct form *form, struct err *err)
{
	json_t *held;
	int rc = offer_passages(task, offer->ref, &held, err);
	return rc ? rc : ask_cell(task, offer, form, held, err);
}

int offer_ask(struct task *task, const struct offer *offer, const struct form *form, struct err *err)
{
	struct offer_remark *remarks;
	size_t count;
	json_t *held;
	int rc = load_passages(task, offer->ref, &remarks, &count, &held, err);
	if (rc)
		return rc;
	json_t *data = offer_data(task, offer);
	json_object_set(data, "passages", held);
	json_object_set_new(data, "is_change", json_boolean(is_change(offer)));
	json_object_set_new(data, "notes", present_notes(form));
	present_button(data, phrase("offer.correct"), arena_printf(task->arena, "[OFFRE %s]", offer->ref),
		       lines_to_correct(task, form, remarks, count));
	rc = ask_cell(task, offer, form, held, err);
	return rc ? rc : task_answer(task, "offer_held", data, offer->ref, err);
}

int offer_release(struct task *task, struct offer *offer, size_t *told, struct err *err)
{
	struct contact_list list = {0};
	struct form form;
	struct place place = offer_place(offer);
	const char *today = date_iso(task->arena, date_of(task->now));
	int rc = offer_form(task, offer->ref, &form, err);
	if (rc || (rc = diffusion_find(task, offer, &place, &list, err)))
		return rc;
	*told = list.count;
	if (!list.count)
		return OK;
	offer->status = "open";
	if (!offer->deadline || strcmp(offer->deadline, today) < 0)
		offer->deadline = date_iso(task->arena, date_add_days(date_of(task->now), OFFER_OPEN_DAYS));
	/* These notes are about the offer, not about the message that releases it. */
	struct form *released_by = task->form;
	task->form = &form;
	if (!(rc = offer_update(task->db, offer, err)) &&
	    !(rc = offer_remarks_put(task->db, offer->ref, NULL, 0, err)) &&
	    !(rc = offer_contact_settle(task, offer, err)) &&
	    !(rc = offer_tell(task, offer, &form, &list, err)))
		rc = offer_acknowledge(task, offer, &form, &list, err);
	task->form = released_by;
	return rc;
}

/* Readers were never told of it: only the sender learns that it is not sent. */
static int discard(struct task *task, struct offer *offer, const char *why, struct err *err)
{
	bool was_change = is_change(offer);
	json_t *data = offer_data(task, offer);
	int rc = offer_waiting_put(task->db, offer->ref, NULL, 0, err);
	json_object_set_new(data, "is_change", json_boolean(was_change));
	json_object_set_new(data, "reason", json_string(why ? why : ""));
	if (!rc && !was_change) {
		offer->status = "closed";
		rc = offer_update(task->db, offer, err);
	}
	if (rc || (rc = offer_remarks_put(task->db, offer->ref, NULL, 0, err)))
		return rc;
	return offer_write_to_author(task, "offer_declined", data, offer, err);
}

/* An offer that is held, or that has a held change. */
static int find_held(struct task *task, const char *ref, struct offer *out, struct err *err)
{
	struct form waiting;
	int rc = offer_get(task->db, task->arena, ref, out, err);
	if (rc || !is_change(out) || (rc = offer_waiting_form(task, ref, &waiting, err)))
		return rc;
	return waiting.field_count
		   ? OK
		   : err_set(err, ERR_NOT_FOUND, "the offer is not held, it is %s", out->status);
}

/* *is_nobody: there are no readers, so it stays held. */
static int let_go(struct task *task, struct offer *offer, size_t *told, bool *is_nobody, struct err *err)
{
	bool was_change = is_change(offer);
	int rc =
	    was_change ? offer_change_release(task, offer, told, err) : offer_release(task, offer, told, err);
	*is_nobody = !was_change && !*told;
	return rc;
}

/* For the commands `release` and `discard`; task->subject is the reference. */
int offer_release_held(struct task *task, bool *did, struct err *err)
{
	struct offer offer;
	size_t told = 0;
	bool is_nobody;
	int rc = find_held(task, task->subject, &offer, err);
	if (!rc && !(rc = let_go(task, &offer, &told, &is_nobody, err)) && is_nobody)
		rc = err_set(err, ERR_DATA, "nobody in the directory takes offers for this place");
	*did = !rc;
	return rc;
}

int offer_discard_held(struct task *task, bool *did, struct err *err)
{
	struct offer offer;
	int rc = find_held(task, task->subject, &offer, err);
	if (!rc)
		rc = discard(task, &offer, NULL, err);
	*did = !rc;
	return rc;
}

static int acknowledge_decision(struct task *task, const struct offer *offer, bool was_change,
				bool is_released, size_t told, struct err *err)
{
	json_t *data = offer_data(task, offer);
	present_contact_count(data, told);
	json_object_set_new(data, "is_change", json_boolean(was_change));
	json_object_set_new(data, "is_released", json_boolean(is_released));
	return task_answer(task, "offer_decided", data, offer->ref, err);
}

static int decide_offer(struct task *task, struct offer *offer, struct err *err)
{
	const struct form *form = task->form;
	const char *answer = form_get(form, "answer"), *why = form_get(form, "description");
	bool is_released = !strcmp(answer, "yes"), was_change = is_change(offer), is_nobody = false;
	size_t told = 0;
	struct approval approval = {.about = offer->ref,
				    .contact = task->sender.id,
				    .side = "ims",
				    .answer = answer,
				    .text = why,
				    .answered_at = task->now,
				    .message = task->message};
	int rc = approval_add(task->db, &approval, err);
	if (!rc)
		rc = is_released ? let_go(task, offer, &told, &is_nobody, err)
				 : discard(task, offer, why, err);
	if (rc)
		return rc;
	if (is_nobody)
		return task_hold(task, "nobody in the directory takes offers for this place", err);
	task_accept(task, offer->ref, is_released ? "offer released" : "offer discarded");
	return acknowledge_decision(task, offer, was_change, is_released, told, err);
}

static int bar(struct task *task, const char *why, const char *accepted, struct err *err)
{
	return task_bar(task, "kind", phrase("rights.label"), kind_tag(KIND_APPROVAL), why, accepted, err);
}

/* [ACCORD OFF-...] is the IMS cell's. */
int offer_approval(struct task *task, struct err *err)
{
	const char *ref = task->form->ref;
	struct offer offer;
	struct err missing = {0};
	if (task->sender.type != ORGANISATION_IMS)
		return bar(task, phrase("offer.approval"), phrase("offer.approval.accepted"), err);
	int rc = find_held(task, ref, &offer, &missing);
	if (rc == ERR_NOT_FOUND)
		return task_refuse_because(task, "ref", phrase("offer.ref"), ref, phrase("offer.not_held"),
					   phrase("offer.not_held.accepted"), err);
	if (rc)
		return err_set(err, rc, "%s", missing.text);
	return approval_is_right(task) ? decide_offer(task, &offer, err) : task_refuse(task, err);
}
