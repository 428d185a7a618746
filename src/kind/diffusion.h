/* `Diffusion` of an offer (specification section 4): to whom it goes instead of the territory of its place.
 */
#ifndef KIND_DIFFUSION_H
#define KIND_DIFFUSION_H

#include "db/offers.h"
#include "kind/audience.h"

/* Settles the field `targets` into "targets_codes": names become territory codes, those that are unknown a
 * fault. ERR_* of the register only. */
int diffusion_settle(struct task *task, struct err *err);

/* Keeps the territory of several places with the offer, in place of those that it had. */
void diffusion_follow_place(struct task *task, struct offer *offer);

/* Whom the offer at that place concerns. Without `Diffusion`, the missions locales that hold the place (of a
 * département, a region or the nation: those within it) and the association of their region; else the
 * association; else the national council. A kind of organisation in it means that kind there. */
int diffusion_find(struct task *task, const struct offer *offer, const struct place *place,
		   struct contact_list *out, struct err *err);

#endif
