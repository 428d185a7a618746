/* A Maildir in place of a relay: letters are delivered as a final server would (RFC 5321 4.4). */
#ifndef SUBMIT_MAILDIR_H
#define SUBMIT_MAILDIR_H

#include "submit.h"

/* Makes the directory with its tmp, new and cur. ERR_IO. */
int maildir_make(const char *directory, struct err *err);
/* Both addresses are such as address_to_ascii gives them. */
void maildir_deliver(const char *directory, const char *sender, const char *recipient,
		     const struct bytes *parts, size_t part_count, struct submit_reply *reply);
/* Whether a letter could be written now. ERR_IO. */
int maildir_probe(const char *directory, struct err *err);

#endif
