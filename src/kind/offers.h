/* What the files about offers share: offer.c (a new one, a change), offer_record.c (form and register),
 * offer_letters.c (who is told what), offer_held.c (those that the law may forbid), offer_waiting.c (changes
 * that it may forbid). */
#ifndef KIND_OFFERS_H
#define KIND_OFFERS_H

#include "db/offer_texts.h"
#include "db/offers.h"
#include "kind/audience.h"

enum { OFFER_OPEN_DAYS = 60 };

/* --- offer_record.c --- */

/* The columns that the form fills; the others stay. */
void offer_fill(const struct form *form, struct offer *offer);
void offer_fill_place(struct task *task, const struct place *place, struct offer *offer);
struct place offer_place(const struct offer *offer);
/* Of company, title and place as they are now; what one offer has in common with the same one sent again. */
const char *offer_fingerprint(struct arena *arena, const struct offer *offer);
/* The form with which the offer was sent, as changed since; without fields for one of an older register. */
int offer_form(struct task *task, const char *ref, struct form *out, struct err *err);
/* `form` with the fields that `change` names replaced. */
void offer_form_change(struct form *form, const struct form *change);
int offer_form_keep(struct task *task, const char *ref, const struct form *form, struct err *err);
/* The change of an open offer that waits; without fields when none does. */
int offer_waiting_form(struct task *task, const char *ref, struct form *out, struct err *err);
int offer_waiting_keep(struct task *task, const char *ref, const struct form *form, struct err *err);

/* --- offer_letters.c --- */

/* The offer's own form is given: what readers see of it. Lines that name a hidden employer are left out. */
int offer_tell(struct task *task, const struct offer *offer, const struct form *form,
	       const struct contact_list *told, struct err *err);
int offer_acknowledge(struct task *task, const struct offer *offer, const struct form *form,
		      const struct contact_list *told, struct err *err);
/* A letter about the offer to who sent it; to nobody when he has left the directory. */
int offer_write_to_author(struct task *task, const char *template, json_t *data, const struct offer *offer,
			  struct err *err);
/* [{label, before, now}] of what the change changes of the form. */
json_t *offer_changes(struct task *task, const struct offer *offer, const struct form *form,
		      const struct form *change, bool is_for_readers);
/* What happened to an offer that its readers are to know. */
struct offer_news {
	const char *template; /* of the letter: offer_changed, offer_closed */
	json_t *changes;      /* [{label, before, now}] */
	bool is_reopened, is_over;
	const struct form *whole; /* the offer as it is now, for whom it is new */
};
/* Tells everybody who was told of the offer, once for this message, by a letter or in his digest; *count: how
 * many. */
int offer_tell_again(struct task *task, const struct offer *offer, const struct offer_news *news,
		     size_t *count, struct err *err);
/* Buttons for the owner's next steps: filled, changed, open again. */
void offer_owner_buttons(struct task *task, json_t *data, const struct offer *offer);
json_t *offer_data(struct task *task, const struct offer *offer);
bool offer_names_employer(struct task *task, const struct offer *offer, const char *text);

/* --- offer_held.c --- */

/* Whether a passage of the form holds the offer. */
bool offer_is_held_by(const struct form *form);
/* The form's remarks as the register keeps them; those on fields that `form` does not hold stay. *left: how
 * many hold the offer then. */
int offer_remarks_update(struct task *task, const char *ref, const struct form *form, size_t *left,
			 struct err *err);
/* Tells the sender and the IMS cell what holds the offer; its status is not "held": what holds the change of
 * it that `form` is. */
int offer_ask(struct task *task, const struct offer *offer, const struct form *form, struct err *err);
/* Tells the cell alone: the sender learns it from the answer to all that his message brought. */
int offer_ask_cell(struct task *task, const struct offer *offer, const struct form *form, struct err *err);
/* What holds it: [{rule, passage, article, why}], the task's. */
int offer_passages(struct task *task, const char *ref, json_t **out, struct err *err);
/* The outcome "held". */
void offer_wait(struct task *task, const char *ref, size_t objections);
/* A held offer goes out. *told: to how many; 0: it stays held, for nobody takes it. */
int offer_release(struct task *task, struct offer *offer, size_t *told, struct err *err);

/* --- offer.c --- */

/* The change that waits goes in, and those who were told are told. */
int offer_change_release(struct task *task, struct offer *offer, size_t *told, struct err *err);

/* --- offer_waiting.c --- */

/* A change of an offer that is not held itself, before it is made. *waits: a rule objects to it, it was put
 * aside and asked about. Else task->form is what is to be changed now: with what waited, where this message
 * corrects it. */
int offer_change_settle(struct task *task, const struct offer *offer, bool *waits, struct err *err);

#endif
