/* extract: struct mail -> struct form: the kind of form, its fields as typed values, and every fault.
 *
 * The labels, types and codes of the forms are in two tables (extract/kinds.c, extract/fields.c); a new kind
 * is a new row. Values are canonical strings, so that a form can be stored, sent between processes and
 * compared without further types:
 *
 *	date        2027-01-15
 *	time        2027-01-15T14:00 (local); in a change of an event also a date alone, and 14:00 for its end
 *	start       "now" or a date
 *	integer     12
 *	yes/no      oui, non
 *	answer      yes, no, maybe
 *	scope       offer, partners
 *	status      open, filled, cancelled
 *	contract    CDI, CDD, MIS, ...
 *	nature      E1, E2, ...
 *	level       0, 3-8
 *	rome        M1607
 *	reference   OFF-2026-0001
 *	type        forum, visit, ...
 *	text        in NFC, lines joined by \n
 *
 * Values of a calendar object that have no field in the form (specification section 6):
 *
 *	calendar_method      REPLY, ...
 *	calendar_uid, calendar_sequence
 *	calendar_stamp       UTC; "" when there is none
 *	calendar_attendee, calendar_delegate, calendar_organiser
 *	                     addresses; "" for none, "?" when unreadable
 *	calendar_start, calendar_end
 *	                     see form_instant
 *	calendar_duration    in seconds
 *	calendar_defect      in English
 *	answer               also "delegated", and "pending" for a PARTSTAT without an answer
 *
 * Derived values: nature, contact_email, contact_phone, level_nomenclature (1969 for roman numerals, else
 * 2019), eligible, is_minor and is_last_days (oui, non; the date of birth itself is erased at once),
 * unsubscribe, list (oui).
 *
 * extract doesn't use the register: a place stays as written, beside its parts (place_postal_code,
 * place_name, place_department, place_insee, place_district), and the handler looks it up. It runs in the
 * reader process; patterns match folded lines of at most 64 KiB, with a deadline. */
#ifndef EXTRACT_H
#define EXTRACT_H

#include "base/date.h"
#include "decode.h"

#include <stdint.h>

/* In the order in which the guide shows them. */
enum kind {
	KIND_NONE, /* not recognised */
	KIND_OFFER,
	KIND_CV,
	KIND_OUTCOME,
	KIND_WITHDRAWAL,
	KIND_ACCESS,
	KIND_EVENT,
	KIND_RSVP,
	KIND_ARTICLE,
	KIND_SPONSORSHIP, /* of people: mentors */
	KIND_PATRONAGE,	  /* of skills or money; people and the register call it a sponsorship */
	KIND_SPEAKER,
	KIND_DIAGNOSTIC,
	KIND_COMMITTEE,
	KIND_APPROVAL,
	KIND_TERMINATION,
	KIND_REGIONAL_AGREEMENT,
	KIND_SUBSCRIPTION,
	KIND_HELP,
	KIND_NOTE, /* no form: free text (extract/words.h) */
	KIND_COUNT
};

const char *kind_name(enum kind kind); /* "offer", ...; "" for KIND_NONE */
/* The name used in the register, in `explain` and in reports, where [PARRAINAGE] and [MECENAT] are one
 * kind. */
const char *kind_recorded(enum kind kind);
enum kind kind_by_name(const char *name);
const char *kind_tag(enum kind kind); /* the subject tag: "OFFRE", "CV", ... without brackets */

/* Reads the tag at the start of a subject, as our letters write it: "[CV OFF-2027-0001]". Returns its kind,
 * KIND_NONE without a tag; *ref: NULL when it has no reference. */
enum kind kind_of_tag(struct arena *arena, const char *subject, const char **ref);

/* A reply token (specification section 3): local+OFF-2027-0001.c51620123456789abcdef@domain. It names the
 * kind of answer that a letter invites and its subject; handle/token.h verifies it. Addresses in the body of
 * a letter, which may be forwarded, carry the same without a code: local+OFF-2027-0001.c@domain. */
enum token_state {
	TOKEN_NONE,   /* no token, or another kind of subaddress */
	TOKEN_BROKEN, /* starts like a token but isn't one */
	TOKEN_NAMED,  /* names kind and record, without a code */
	TOKEN_READ,
};
struct token {
	enum kind kind;
	const char *ref; /* the record, or the message that a refusal answered: MSG-17 */
	int day;	 /* day of issue, since 1970-01-01 UTC */
	const char *mac; /* lower case, unverified; NULL: none */
};
enum token_state token_read(struct arena *arena, const char *subaddress,
			    struct token *out); /* subaddress may be NULL */
char *token_write(struct arena *arena,
		  const struct token *token); /* NULL for a kind that no letter asks for */
const char *token_record(const struct token *token);
/* The refused message that the answer corrects; 0: the answer is about a record. */
int64_t token_message(const struct token *token); /* the record, or NULL when the token names a message */

struct field {
	const char *key;   /* the field's name: "title", "place", "consent_date", ... */
	const char *label; /* the French label in the table of fields: "Intitulé" */
	const char *read;  /* as the sender wrote it; "" for a value derived from another field */
	const char *value; /* canonical */
};

struct fault {
	const char *key;
	const char *label;    /* in French */
	const char *read;     /* the text that was read, one line, at most 200 bytes; "" when missing */
	const char *why;      /* one French sentence */
	const char *accepted; /* one French sentence: the accepted values */
};

/* A remark of a rule on offers about a passage (specification section 4). */
struct remark {
	const char *key;	    /* of the field with the passage */
	const char *rule, *article; /* in French */
	const char *passage;	    /* the passage as written, on one line */
	const char *why;	    /* French sentences: the fault, and a lawful alternative */
	bool holds;		    /* a person decides; false: only a warning */
};

/* A column of a table and the field it gives. */
struct form_column {
	const char *key, *header;
};

/* An attachment that might hold a form but can't be read. */
struct unread {
	const char *file; /* with its format, in French: "offre.pdf (PDF)" */
	const char *why;  /* in French, a phrase without capital and full stop */
};

struct form {
	enum kind kind;
	const char *kind_source; /* "subject", "labels", "token", ...: how the kind was recognised */
	const char *ref; /* the reference in the subject tag, else under a label (OFF-2026-0001), or NULL */
	const char *added_text; /* the free field that holds only lines of no field; NULL: none */
	bool is_beside_token;	/* the subject tag contradicts the token in the address */
	bool is_cancellation;	/* [ANNULATION EVT-...] */
	bool is_only_quoted;	/* all fields are behind ">" or below a reply header: refused, and the form is
				   sent again */
	bool is_forwarded;	/* fields were read from the forwarded part (offers and events only) */
	bool is_conflicting;	/* text and HTML disagree about the consent */
	bool is_wordy;		/* the sender's own text has no label: it may be free text */
	struct field *fields;
	size_t field_count;
	struct fault *faults;
	size_t fault_count;
	/* Free text in answer to a refusal ("c'est 69100 Villeurbanne") as a value of each field of the kind
	 * that accepts it: key "place/place_name" is what place would derive. */
	struct field *said;
	size_t said_count;
	const char **notes; /* French sentences for the acknowledgement: unknown labels, H/F added, ... */
	size_t note_count;
	struct remark *remarks; /* on an offer */
	size_t remark_count;

	/* Several offers or events in one mail, each accepted or refused by itself. The form then has no
	 * fields of its own, and its notes apply to all parts. Parts have kind, fields, faults, notes and
	 * origin. */
	struct form *parts;
	size_t part_count;
	const char *origin;	     /* origin of a part, in French: "ligne 4 de offres.xlsx"; else NULL */
	struct form_column *columns; /* of a part that is a row of a table */
	size_t column_count;
	struct unread *unread;
	size_t unread_count;
	struct arena *arena;
};

/* Compiles the patterns. Call once before extract_form. */
int extract_init(struct err *err);

/* Checks that all labels that forms show (phrases field.KEY) can be read back. ERR_CONFIG names the first
 * that can't. */
int extract_check_labels(struct err *err);

/* Loads the rules on offers (rules/offers.fr), replacing those loaded before. Without rules, offers get no
 * remarks. ERR_CONFIG: a fault in the file, err names the line; ERR_NOT_FOUND, ERR_IO. Only extract_try_rules
 * finds a malformed expression: here the offers that need it fail in extract_form. */
int extract_load_rules(const char *path, struct err *err);

/* Checks a rules file without loading it. The file that the program was built with passes at once, because
 * checking it would take most of the time of a start. Errors as extract_load_rules. */
int extract_try_rules(const char *path, struct err *err);

/* Checks the rules, runs each on its own examples and measures it on the worst texts. ERR_CONFIG names the
 * first rule that fails. Does not change the loaded rules. */
struct rules_tally {
	size_t holding, warning;
	long long slowest_ms; /* slowest rule on the largest text */
};
int extract_check_rules(const char *path, struct rules_tally *out, struct err *err);

/* Reads the form in the mail and, for offers and events only, in tables and documents among the attachments.
 * `now` completes dates without a year and decides which are past. Faults of single fields are in
 * out->faults; missing fields are not, see extract_require. OK even without a form (KIND_NONE). ERR_LIMIT: a
 * pattern exceeded its deadline. */
int extract_form(struct arena *arena, const struct mail *mail, time_t now, struct form *out, struct err *err);

/* The column header that the field's value came from, as written; NULL when it came from no table column. */
const char *form_column(const struct form *form, const char *key);

/* Adds a fault for each required field that is missing. A CV with a reference requires less than a
 * spontaneous one; a renewal of a consent (CAN-...) only the consent and its date; a change of an offer or
 * event (a form with a ref) nothing. */
void extract_require(struct form *form);
/* Sorts the faults by the order of the kind's fields, faults without a field last. */
void extract_order_faults(struct form *form);

const char *form_get(const struct form *form, const char *key); /* the field's value, or NULL */
bool form_is_open_ended(const struct form *form);		/* an ordinary contract without an end */
const struct field *form_field(const struct form *form, const char *key);
void form_set(struct form *form, const char *key, const char *value); /* sets or replaces a derived value */
/* Sets or replaces a field and the text it was read from. */
void form_put(struct form *form, const char *key, const char *read, const char *value);
void form_fault(struct form *form, const char *key,
		const char *why); /* label and accepted values from the table; the text read from the field,
				     if there is one */
void form_note(struct form *form, const char *sentence);

/* The instant of calendar_start or calendar_end. A time without a zone is in `place_zone`, a name of the tz
 * database; NULL: the configured zone. Reads the database's files. False: no time, or an unknown zone. */
bool form_instant(const struct form *form, const char *key, const char *place_zone, time_t *out);

/* The labels of a form in display order, for the guide and for the form in a refusal. `hint` is an example or
 * the accepted values, in French; is_choice: it lists the accepted values. Static memory. */
struct form_label {
	const char *key, *label, *hint;
	bool is_required, is_choice;
};
/* The label of a field that the kind reads but its forms don't show, except its reference; NULL: no such
 * field. */
const char *kind_hidden_label(enum kind kind, const char *key);
const struct form_label *kind_labels(enum kind kind, bool is_spontaneous, size_t *count);

#endif
