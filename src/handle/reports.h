/* Reports on letters (RFC 3464): which letter failed, how hard, and what follows for its contact. */
#ifndef HANDLE_REPORTS_H
#define HANDLE_REPORTS_H

#include "handle/task.h"

/* A message of nature MAIL_BOUNCE: always ignored, with what it did as the reason; nobody is answered. ERR_*
 * of the register. */
int report_handle(struct task *task, struct err *err);

#endif
