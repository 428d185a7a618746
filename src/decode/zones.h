/* Assigns lines to their author: the sender's own, quoted, forwarded or a signature. */
#ifndef DECODE_ZONES_H
#define DECODE_ZONES_H

#include "source.h"

/* Appends the source's lines to the body with their zones, without the mail client's marks. `subject`: of the
 * message with this text; `own`: zone of its author's text, ZONE_FORWARDED in a forwarded message. */
void zones_tell(const struct source *source, const char *subject, enum zone own, struct body *body);

#endif
