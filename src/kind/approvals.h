/* [ACCORD ...]: what is approved settles who may (kind/approval.c). */
#ifndef KIND_APPROVALS_H
#define KIND_APPROVALS_H

#include "handle/task.h"

/* A yes or a no: "perhaps", or nothing, is a fault of the form. */
bool approval_is_right(struct task *task);

int offer_approval(struct task *task, struct err *err);	  /* of an offer that the rules hold: offer_held.c */
int article_approval(struct task *task, struct err *err); /* of an article that reports results: article.c */

#endif
