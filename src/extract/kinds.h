/* The table of kinds (private to the stage): subject tags, series of references, fields in the order in which
 * people see them, and what is required when. */
#ifndef EXTRACT_KINDS_H
#define EXTRACT_KINDS_H

#include "extract.h"

enum required {
	REQUIRED_NEVER,
	REQUIRED_ALWAYS,
	REQUIRED_SPONTANEOUS, /* only without a reference, and then shown only there */
	REQUIRED_TIMED,	      /* when the contract ends one day: CDD, MIS, SAI, STG */
	REQUIRED_HIDDEN,      /* read, but not shown in forms */
};

struct kind_field {
	const char *key;
	enum required required;
};

struct kind_row {
	const char *name, *tag;
	char purpose; /* the kind's letter in reply tokens, which live for a year: never another; 0: no letter
				 invites it */
	const char *series; /* of the reference in its tag: "OFF"; NULL for none */
	const char
	    *other_series[4]; /* of other references that its tag takes: "CAN" to renew the consent of a CV */
	bool is_personal;  /* about a young person: only fields go on, and numbers of accounts are secrets */
	bool passes_prose; /* what is written beside the fields is a remark of the answer, and goes on */
	bool keeps_motive; /* nobody is told the description */
	bool needs_reference; /* nothing can be done without */
	bool may_be_forwarded;
	bool is_nothing_when_empty; /* a tag without any field asks for the guide */
	const struct kind_field *fields;
	size_t field_count;
};

const struct kind_row *kind_row(enum kind kind);
/* The phrase hint.KIND.KEY: an example, or in parentheses what to write, which is no value when it is copied;
 * "" for none. */
const char *kind_hint(const struct kind_row *row, const char *key);
bool kind_takes(enum kind kind, const char *ref); /* the reference is of one of its series */

struct tag {
	const char *text; /* folded */
	enum kind kind;
	bool is_cancellation, is_unsubscription;
};

extern const struct tag kind_tags[];
extern const size_t kind_tag_count;

#endif
