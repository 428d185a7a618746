/* [ACCORD ...]: what is approved settles who may (kind/approval.c). */
#ifndef KIND_APPROVALS_H
#define KIND_APPROVALS_H

#include "handle/task.h"

/* A yes or a no: "perhaps", or nothing, is a fault of the form. */
bool approval_is_right(struct task *task);

int offer_approval(struct task *task, struct err *err);	  /* of an offer that the rules hold: offer_held.c */
int report_approval(struct task *task, struct err *err);  /* of the annual report: report_approval.c */
int article_approval(struct task *task, struct err *err); /* of an article that reports results: article.c */
/* of a regional agreement: regional_agreement.c */
int regional_approval(struct task *task, struct err *err);
/* A duty that is done on a partner's own site, reported with its link: duty.c. */
int duty_approval(struct task *task, struct err *err);

#endif
