/* Whose text a line is: the sender's own, quoted, forwarded or a signature. */
#ifndef DECODE_ZONES_H
#define DECODE_ZONES_H

#include "source.h"

/* Appends the source's lines to the body with their zones and without the mail client's marks. `subject` is
 * that of the message the text belongs to; `own` is the zone of what its author wrote: FORWARDED in a message
 * that is itself a forwarded one. */
void zones_tell(const struct source *source, const char *subject, enum zone own, struct body *body);

#endif
