/* Delivery to a Maildir instead of a relay: letters are written as a final server would (RFC 5321 4.4). */
#ifndef SUBMIT_MAILDIR_H
#define SUBMIT_MAILDIR_H

#include "submit.h"

/* Makes the directory with its tmp, new and cur. ERR_IO. */
int maildir_make(const char *directory, struct err *err);
/* Both addresses are results of address_to_ascii. */
void maildir_deliver(const char *directory, const char *sender, const char *recipient,
		     const struct bytes *parts, size_t part_count, struct submit_reply *reply);
/* Whether a letter could be written at this moment. ERR_IO. */
int maildir_probe(const char *directory, struct err *err);

#endif
