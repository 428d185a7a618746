/* Reports on letters (RFC 3464): which letter failed, how hard, and what follows for its contact. */
#ifndef HANDLE_REPORTS_H
#define HANDLE_REPORTS_H

#include "handle/task.h"

/* Whether a message of nature MAIL_BOUNCE, of which the header is known and the raw bytes, bears a code of
 * one of our letters; only then it is read. */
bool report_is_ours(struct task *task, struct bytes raw);

/* A message of nature MAIL_BOUNCE: always ignored, with what it did as the reason; nobody is answered. ERR_*
 * of the register. */
int report_handle(struct task *task, struct err *err);

#endif
