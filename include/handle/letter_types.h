/* The table of letters: what each kind of letter is, in one place. A letter NAME is a row here and four
 * templates in templates/fr/NAME (include/render.h); what its reader calls it is the phrase letter.NAME. The
 * register keeps the flags with each letter. */
#ifndef HANDLE_LETTER_TYPES_H
#define HANDLE_LETTER_TYPES_H

#include "extract.h"

enum letter_flag {
	LETTER_PERSONAL = 1, /* speaks of a young person: its bytes go with the person's data */
	LETTER_SURVIVES_ERASURE =
	    2, /* names nobody, and goes out although the person's data is erased (GDPR 19) */
	LETTER_OWED =
	    4, /* goes also to whoever has left the directory or is suspended (specification section 1) */
	LETTER_DISCLOSES = 8,	 /* hands a CV to its recipient, which the register of consent records */
	LETTER_TO_OPERATOR = 16, /* to whoever runs this program, not to a partner */
	LETTER_COURTESY = 32,	 /* says what its reader could do without: not to who asked for no answers */
	LETTER_NEEDS_NO_CONSENT = 64, /* its files are no CV: a young person's own question is answered (GDPR
					15), or a diagnostic is relayed */
	LETTER_OUTLIVES = 128 /* goes out after the end of the agreement too, as answers do (section 8) */
};

/* What a letter wants of its reader; its colour says it too. */
enum letter_intent { INTENT_ACTION, INTENT_DONE, INTENT_CORRECT, INTENT_STOP };
const char *letter_intent_name(enum letter_intent intent); /* "action", "done", "correct", "stop" */

struct letter_type {
	const char *template;
	enum letter_intent intent; /* unless the data has another "intent" */
	enum kind invites; /* the kind of answer that its Reply-To takes, and of its subject's tag; KIND_NONE:
			      what the draft says */
	unsigned flags;	   /* of enum letter_flag */
	const char *follows;	 /* the letter that begins its thread with the same recipient about the same
				    record, when there was one (In-Reply-To, References); or NULL */
	const char *answered_by; /* the key of its data that names who reads an answer in words; NULL or
				    an empty value: the person who helps (specification section 2a) */
};

/* The nth row, NULL behind the last. */
const struct letter_type *letter_type_at(size_t n);
/* NULL: there is no such letter. The row lives as long as the program. */
const struct letter_type *letter_type_of(const char *template);

#endif
