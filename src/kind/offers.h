/* Shared by the files about offers: offer.c (new offers, changes), offer_record.c (form and register),
 * offer_letters.c (letters), offer_held.c (offers held by a rule), offer_waiting.c (held changes). */
#ifndef KIND_OFFERS_H
#define KIND_OFFERS_H

#include "db/offer_texts.h"
#include "db/offers.h"
#include "kind/audience.h"

enum { OFFER_OPEN_DAYS = 60 };

/* --- offer_record.c --- */

/* Sets the columns given in the form; others are unchanged. */
void offer_fill(const struct form *form, struct offer *offer);
void offer_fill_place(struct task *task, const struct place *place, struct offer *offer);
struct place offer_place(const struct offer *offer);
/* The fingerprint of company, title and place: equal when the same offer is sent again. */
const char *offer_fingerprint(struct arena *arena, const struct offer *offer);
/* The offer's form with all changes since; without fields for an offer of an older register. */
int offer_form(struct task *task, const char *ref, struct form *out, struct err *err);
/* `form` with the fields in `change` replaced. */
/* A contract without an end replaces one that had a duration. */
bool offer_change_ends_duration(const struct form *form, const struct form *change);
void offer_form_change(struct form *form, const struct form *change);
int offer_form_keep(struct task *task, const char *ref, const struct form *form, struct err *err);
/* The waiting change of an open offer; without fields when there is none. */
int offer_waiting_form(struct task *task, const char *ref, struct form *out, struct err *err);
int offer_waiting_keep(struct task *task, const char *ref, const struct form *form, struct err *err);

/* --- offer_letters.c --- */

/* Adds the parts of the offer's form that readers see. Lines that name a hidden employer are dropped. */
int offer_tell(struct task *task, const struct offer *offer, const struct form *form,
	       const struct contact_list *told, struct err *err);
int offer_acknowledge(struct task *task, const struct offer *offer, const struct form *form,
		      const struct contact_list *told, struct err *err);
/* A letter to the offer's sender; none when the sender has left the directory. */
int offer_write_to_author(struct task *task, const char *template, json_t *data, const struct offer *offer,
			  struct err *err);
/* [{label, before, now}] of the fields that the change alters. */
json_t *offer_changes(struct task *task, const struct offer *offer, const struct form *form,
		      const struct form *change, bool is_for_readers);
/* News about an offer for its readers. */
struct offer_news {
	const char *template; /* template: offer_changed, offer_closed */
	json_t *changes;      /* [{label, before, now}] */
	bool is_reopened, is_over;
	const struct form *whole; /* the present offer, for readers who have not seen it */
};
/* Tells all readers of the offer, once for this message, by letter or digest; *count: how many. */
int offer_tell_again(struct task *task, const struct offer *offer, const struct offer_news *news,
		     size_t *count, struct err *err);
/* Buttons for the owner: filled, changed, open again. */
void offer_owner_buttons(struct task *task, json_t *data, const struct offer *offer);
json_t *offer_data(struct task *task, const struct offer *offer);
bool offer_names_employer(struct task *task, const struct offer *offer, const char *text);

/* --- offer_held.c --- */

/* Whether a remark of the form holds the offer. */
bool offer_is_held_by(const struct form *form);
/* Stores the form's remarks; those on fields missing in `form` stay. *left: how many remarks then hold the
 * offer. */
int offer_remarks_update(struct task *task, const char *ref, const struct form *form, size_t *left,
			 struct err *err);
/* Tells the sender and the IMS cell why the offer is held or, when its status is not "held", why its change
 * `form` is. */
int offer_ask(struct task *task, const struct offer *offer, const struct form *form, struct err *err);
/* Tells the cell only; the sender learns it from the answer about all forms of the mail. */
int offer_ask_cell(struct task *task, const struct offer *offer, const struct form *form, struct err *err);
/* The remarks for which it is held: [{rule, passage, article, why}], owned by the task. */
int offer_passages(struct task *task, const char *ref, json_t **out, struct err *err);
/* Sets outcome "held". */
void offer_wait(struct task *task, const char *ref, size_t objections);
/* Sends a held offer. *told: number of readers; 0: there are none, and it stays held. */
int offer_release(struct task *task, struct offer *offer, size_t *told, struct err *err);

/* --- offer.c --- */

/* Applies the waiting change and tells the readers. */
int offer_change_release(struct task *task, struct offer *offer, size_t *told, struct err *err);

/* --- offer_waiting.c --- */

/* Checks a change of an offer that is not held, before it is made. *waits: a rule objects, so the change is
 * stored and asked about. Otherwise task->form becomes the change to make now, with the waiting fields that
 * this message corrects. */
int offer_change_settle(struct task *task, const struct offer *offer, bool *waits, struct err *err);

#endif
