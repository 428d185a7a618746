/* One SMTP connection to the relay, kept open from letter to letter (libcurl). */
#ifndef SUBMIT_SMTP_H
#define SUBMIT_SMTP_H

#include "relay.h"
#include "submit.h"

struct smtp;

/* `relay` and the texts in `options` must live as long as the connection. ERR_CONFIG, ERR_INTERNAL. */
int smtp_open(struct arena *arena, const struct relay *relay, const struct submit_options *options,
	      struct smtp **out, struct err *err);
void smtp_close(struct smtp **smtp);
/* Both addresses are such as address_to_ascii gives them. */
void smtp_send(struct smtp *smtp, const char *sender, const char *recipient, const struct bytes *parts,
	       size_t part_count, struct submit_reply *reply);
/* Logs in with the options' secret as it is now, from the next connection on. ERR_INTERNAL. */
int smtp_renew(struct smtp *smtp, struct err *err);
/* sender, recipient: such as address_to_ascii gives them; recipient NULL: without an envelope. */
int smtp_probe(struct smtp *smtp, const char *sender, const char *recipient, struct err *err);

#endif
