/* The table of letters: all properties of each kind of letter. A letter NAME is a row here and four templates
 * in templates/fr/NAME (include/render.h); its French name is the phrase letter.NAME. The register stores the
 * flags with each letter. */
#ifndef HANDLE_LETTER_TYPES_H
#define HANDLE_LETTER_TYPES_H

#include "extract.h"

enum letter_flag {
	LETTER_PERSONAL = 1, /* about a young person: its bytes are erased with the person's data */
	LETTER_SURVIVES_ERASURE =
	    2,		 /* names nobody, and is sent although the person's data is erased (GDPR 19) */
	LETTER_OWED = 4, /* sent even to contacts that have left the directory or are suspended (specification
			    section 1) */
	LETTER_TO_OPERATOR = 8,	      /* to the operator of this program, not to a partner */
	LETTER_COURTESY = 16,	      /* optional: not sent to recipients that asked for no answers */
	LETTER_NEEDS_NO_CONSENT = 32, /* its files are not covered by a consent: they answer a young person's
					 own question (GDPR 15) or are a diagnostic */
	LETTER_OUTLIVES = 64 /* sent after the end of the agreement too, as answers are (section 8) */
};

/* What a letter wants of its reader; also decides its colour. */
enum letter_intent { INTENT_ACTION, INTENT_DONE, INTENT_CORRECT, INTENT_STOP };
const char *letter_intent_name(enum letter_intent intent); /* "action", "done", "correct", "stop" */

struct letter_type {
	const char *template;
	enum letter_intent intent; /* unless the data has another "intent" */
	enum kind invites;   /* kind of answer that its Reply-To and its subject tag are for; KIND_NONE: taken
				from the draft */
	unsigned flags;	     /* of enum letter_flag */
	const char *follows; /* the letter that starts its thread: same recipient, same record
				(In-Reply-To, References); or NULL */
	const char *answered_by; /* key in its data with the name of the person who reads a free-text answer;
				    NULL or an empty value: the help contact (specification section 2a) */
};

/* The nth row, NULL after the last. */
const struct letter_type *letter_type_at(size_t n);
/* NULL: no such letter. Static memory. */
const struct letter_type *letter_type_of(const char *template);

#endif
