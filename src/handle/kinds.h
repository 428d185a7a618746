/* Which kinds are handled, who may send them, and by which function: one row a kind. */
#ifndef HANDLE_KINDS_H
#define HANDLE_KINDS_H

#include "task.h"

typedef int kind_handler(struct task *task, struct err *err);

struct kind_rule {
	enum kind kind;
	const char *senders;   /* kinds of organisation separated by spaces, "*" for all */
	kind_handler *handler; /* NULL: a person handles it (outcome held) */
	bool is_personal;      /* about a young person: subject and bytes are not kept */
	const char *what;      /* in French: "une offre d’emploi" */
};

const struct kind_rule *kind_rule_of(enum kind kind);
bool kind_rule_allows(const struct kind_rule *rule, const char *organisation_type);

kind_handler handle_offer, handle_cv, handle_withdrawal, handle_outcome, handle_access, handle_event,
    handle_rsvp, handle_help;

/* A MAIL_BOUNCE: always ignored, with what it did as the reason. */
int bounce_handle(struct task *task, struct err *err);

#endif
