/* Delivery reports on letters (RFC 3464): which letter failed, with what error, and the effect on its
 * contact. */
#ifndef HANDLE_REPORTS_H
#define HANDLE_REPORTS_H

#include "handle/task.h"

/* Whether a MAIL_BOUNCE, of which the header and the raw bytes are known, has a valid code of one of our
 * letters; only then is it read. */
bool report_is_ours(struct task *task, struct bytes raw);

/* Handles a MAIL_BOUNCE: outcome "ignored" with its effect as the reason. ERR_* of the register. */
int report_handle(struct task *task, struct err *err);

#endif
