/* What the kind of organisation alone does not settle: who among its contacts may send a kind, and on which
 * records it may act (specification sections 2 and 3). */
#ifndef HANDLE_RIGHTS_H
#define HANDLE_RIGHTS_H

#include "kinds.h"

/* Refuses the message, naming the rule, when its sender has no right to send it. Offers, events, answers to
 * invitations and withdrawals name records whose owners their own handlers know; they check those. */
int rights_check(struct task *task, const struct kind_rule *rule, bool *is_refused, struct err *err);

#endif
