/* The table of kinds (private to the stage): subject tags, series of references, fields in display order, and
 * which are required when. */
#ifndef EXTRACT_KINDS_H
#define EXTRACT_KINDS_H

#include "extract.h"

enum required {
	REQUIRED_NEVER,
	REQUIRED_ALWAYS,
	REQUIRED_SPONTANEOUS, /* only shown and read without a reference */
	REQUIRED_TIMED,	      /* when the contract is temporary: CDD, MIS, SAI, STG */
	REQUIRED_HIDDEN,      /* read, but not shown in blank forms */
};

struct kind_field {
	const char *key;
	enum required required;
};

struct kind_row {
	const char *name, *tag;
	char purpose; /* the kind's letter in reply tokens; must not change, as tokens live for a year; 0: no
			 letter asks for it */
	const char *series; /* series of the reference in its tag: "OFF"; NULL for none */
	const char
	    *other_series[4]; /* other series that its tag accepts: "CAN" to renew the consent of a CV */
	bool is_personal;     /* about a young person: only fields are passed on, and account numbers are
				 secrets */
	bool passes_prose;    /* text beside the fields is a remark of the answer, and is passed on */
	bool keeps_motive;    /* the description is not passed on */
	bool needs_reference; /* no field is required */
	bool may_change;      /* with a reference it changes that record: only changed fields are required */
	bool hides_in_files;  /* account numbers and the like are looked for in its files too */
	bool drops_sensitive; /* what says something about a person is dropped from its free text */
	bool may_be_forwarded;
	bool is_nothing_when_empty; /* a tag without any field asks for the guide */
	const struct kind_field *fields;
	size_t field_count;
};

const struct kind_row *kind_row(enum kind kind);
const struct kind_field *kind_field(const struct kind_row *row,
				    const char *key); /* NULL: not one of its fields */
/* The phrase hint.KIND.KEY: an example, or in parentheses what to write. A copied hint is not a value. "" for
 * none. */
const char *kind_hint(const struct kind_row *row, const char *key);
bool kind_takes(enum kind kind, const char *ref); /* whether the reference belongs to one of its series */

struct tag {
	const char *text; /* folded */
	enum kind kind;
	bool is_cancellation, is_unsubscription;
};

extern const struct tag kind_tags[];
extern const size_t kind_tag_count;

#endif
