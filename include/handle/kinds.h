/* A kind of form as the engine knows it: a row of the table that its caller passes in (handle_options.kinds;
 * the table is in kind/kinds.c). */
#ifndef HANDLE_KINDS_H
#define HANDLE_KINDS_H

#include "db/directory.h"
#include "extract.h"

struct task;

/* Carries out a form and sets the task's outcome. ERR_* of the register only. */
typedef int kind_handler(struct task *task, struct err *err);

/* Which contacts of the permitted organisations may send a kind (specification section 2, "sent by"). */
enum kind_right { RIGHT_OF_ALL, RIGHT_OF_STEERING, RIGHT_OF_SIGNATORIES, KIND_RIGHTS };

/* Handles the answer of an address outside of the directory to the letter that asked it about this record;
 * leaves the outcome NULL when it was not asked. */
typedef int address_confirmation(struct task *task, const char *ref, const char *email, struct err *err);

/* A property that a form of some kinds needs. */
typedef bool kind_condition(const struct task *task);

/* A ready-made form that the guide offers. */
struct guide_form {
	const char *title;	 /* its phrase; NULL: none */
	const char *placeholder; /* a reference as the register never issues it; NULL: a form without one */
};

struct kind_rule {
	unsigned senders;      /* permitted kinds of organisation, bits 1 << enum organisation_type */
	kind_handler *handler; /* NULL: a person handles it (outcome held) */
	bool is_personal;      /* about a young person: subject and bytes are not kept */
	bool is_broadcast;     /* tells others: limited by broadcasts_per_day */
	bool by_token; /* reveals nothing, so a reply token suffices as proof of the sender (specification
			  section 3) */
	enum kind_right right;
	kind_condition *outlives;   /* whether it is taken after the end of the agreement; NULL: it isn't */
	struct guide_form guide[2]; /* of a CV two: spontaneous, and for an offer */
};

/* rules: one row a kind, by enum kind. */
static inline bool kind_rule_allows(const struct kind_rule *rule, enum organisation_type type)
{
	return rule->senders & 1u << type;
}

#endif
