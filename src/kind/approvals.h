/* [ACCORD ...]: the approved record decides who may approve (kind/approval.c). */
#ifndef KIND_APPROVALS_H
#define KIND_APPROVALS_H

#include "handle/task.h"

/* Reads yes or no; "perhaps" or no answer is a fault of the form. */
bool approval_is_right(struct task *task);

int offer_approval(struct task *task, struct err *err);	  /* of an offer held by the rules: offer_held.c */
int report_approval(struct task *task, struct err *err);  /* of the annual report: report_approval.c */
int article_approval(struct task *task, struct err *err); /* of an article that reports results: article.c */
/* of a regional agreement: regional_agreement.c */
int regional_approval(struct task *task, struct err *err);
/* Reports a duty done on a partner's own site, with its link: duty.c. */
int duty_approval(struct task *task, struct err *err);

#endif
