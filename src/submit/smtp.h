/* One SMTP connection to the relay, reused for all letters (libcurl). */
#ifndef SUBMIT_SMTP_H
#define SUBMIT_SMTP_H

#include "relay.h"
#include "submit.h"

struct smtp;

/* `relay` and the strings in `options` must outlive the connection. ERR_CONFIG, ERR_INTERNAL. */
int smtp_open(struct arena *arena, const struct relay *relay, const struct submit_options *options,
	      struct smtp **out, struct err *err);
void smtp_close(struct smtp **smtp);
/* Both addresses are results of address_to_ascii. */
void smtp_send(struct smtp *smtp, const char *sender, const char *recipient, const struct bytes *parts,
	       size_t part_count, struct submit_reply *reply);
/* Uses the options' present secret from the next connection on. ERR_INTERNAL. */
int smtp_renew(struct smtp *smtp, struct err *err);
/* sender, recipient: results of address_to_ascii; recipient NULL: connects and logs in only. */
int smtp_probe(struct smtp *smtp, const char *sender, const char *recipient, struct err *err);

#endif
