/* `Diffusion` of an offer (specification section 4): recipients instead of those by the territory of its
 * place. */
#ifndef KIND_DIFFUSION_H
#define KIND_DIFFUSION_H

#include "db/offers.h"
#include "kind/audience.h"

/* Resolves the field `targets` into "targets_codes": names become territory codes, unknown ones a fault.
 * ERR_* of the register only. */
int diffusion_settle(struct task *task, struct err *err);

/* Stores the codes of several places with the offer, replacing earlier ones. */
void diffusion_follow_place(struct task *task, struct offer *offer);

/* The recipients of the offer at that place. Without `Diffusion`: the missions locales that cover the place
 * (for a département, a region or the nation: those inside) and the association of their region; without any,
 * the association; without one, the national council. A kind of organisation in `Diffusion` means that kind
 * within the place. */
int diffusion_find(struct task *task, const struct offer *offer, const struct place *place,
		   struct contact_list *out, struct err *err);

#endif
