/* extract: struct mail -> struct form: which kind of form, its fields as typed values, and every fault.
 *
 * A table of kinds and a table of fields (extract/kinds.c, extract/fields.c) hold the labels, types and codes
 * of the forms; a new kind is a row there. Values are canonical strings, so that the form can be stored, sent
 * between processes and compared without further types:
 *
 *	date 2027-01-15 (in a change of an event also for its date, and 14:00 for its end) | time
 *2027-01-15T14:00 (local) | start "now" or a date | integer 12 yes/no oui, non | answer yes, no, maybe |
 *scope offer, partners | status open, filled, cancelled contract CDI, CDD, MIS, ... | nature E1, E2, ... |
 *level 0, 3-8 | rome M1607 reference OFF-2026-0001 | type forum, visit, ... | text in NFC, lines joined by \n
 *
 * What a calendar gives that no field takes (specification section 6) stands beside them:
 *
 *	calendar_method REPLY, ... | calendar_uid | calendar_sequence | calendar_stamp UTC, "" when there is
 *none calendar_attendee, calendar_delegate, calendar_organiser: addresses, "" or "?" when they can't be read
 *	calendar_start, calendar_end: see form_instant | calendar_duration in seconds | calendar_defect in
 *English answer also "delegated", and "pending" for a PARTSTAT that says nothing
 *
 * Derived values stand beside them: nature, contact_email, contact_phone, level_nomenclature (1969 for roman
 * numerals, else 2019), eligible, is_minor and is_last_days (oui, non; the birth itself is emptied at once),
 * unsubscribe, list (oui).
 *
 * Nothing here knows the register: a place stays what was written, with its parts beside it
 * (place_postal_code, place_name, place_department, place_insee, place_district); the handler looks it up.
 * Runs in the reader process; patterns match folded lines of at most 64 KiB with a deadline. */
#ifndef EXTRACT_H
#define EXTRACT_H

#include "base/date.h"
#include "decode.h"

#include <stdint.h>

enum kind {
	KIND_NONE, /* nothing tells */
	KIND_OFFER,
	KIND_CV,
	KIND_WITHDRAWAL,
	KIND_OUTCOME,
	KIND_ACCESS,
	KIND_EVENT,
	KIND_RSVP,
	KIND_ARTICLE,
	KIND_SPONSORSHIP, /* of people: mentors */
	KIND_PATRONAGE,	  /* of skills or money; told to people and in the register as a sponsorship */
	KIND_SPEAKER,
	KIND_DIAGNOSTIC,
	KIND_COMMITTEE,
	KIND_APPROVAL,
	KIND_TERMINATION,
	KIND_REGIONAL_AGREEMENT,
	KIND_SUBSCRIPTION,
	KIND_HELP,
	KIND_NOTE, /* no form: words of people (extract/words.h) */
	KIND_COUNT
};

const char *kind_name(enum kind kind); /* "offer", ...; "" for KIND_NONE */
/* The same as the register, `explain` and reports tell it: [PARRAINAGE] and [MECENAT] are one kind to them.
 */
const char *kind_recorded(enum kind kind);
enum kind kind_by_name(const char *name);
const char *kind_tag(enum kind kind); /* the subject tag: "OFFRE", "CV", ... without brackets */

/* The tag at the beginning of a subject that we wrote ourselves, "[CV OFF-2027-0001]": its kind, KIND_NONE
 * when there is none, and *ref, NULL when it names none. */
enum kind kind_of_tag(struct arena *arena, const char *subject, const char **ref);

/* A reply token (specification section 3): local+OFF-2027-0001.c51620123456789abcdef@domain. It names the
 * kind of answer that a letter invites and what it is about; handle/token.h tells whether to believe it. The
 * addresses in a letter's body, which is forwarded, name the same without a code:
 * local+OFF-2027-0001.c@domain. */
enum token_state {
	TOKEN_NONE,   /* no token, or another kind of subaddress */
	TOKEN_BROKEN, /* begins as one */
	TOKEN_NAMED,  /* names kind and record, and proves nothing */
	TOKEN_READ,
};
struct token {
	enum kind kind;
	const char *ref; /* the record, or the message that a refusal answered: MSG-17 */
	int day;	 /* on which it was issued, since 1970-01-01 UTC */
	const char *mac; /* lower case; not verified; NULL: none */
};
enum token_state token_read(struct arena *arena, const char *subaddress,
			    struct token *out); /* subaddress may be NULL */
char *token_write(struct arena *arena,
		  const struct token *token); /* NULL for a kind that no letter invites */
const char *token_record(const struct token *token);
/* The refused message that such an answer corrects; 0: it is about a record. */
int64_t token_message(const struct token *token); /* its ref, or NULL when it names a message only */

struct field {
	const char *key;   /* the field's name: "title", "place", "consent_date", ... */
	const char *label; /* in French, as its table writes it: "Intitulé" */
	const char *read;  /* what the sender wrote; "" for a value derived from another field */
	const char *value; /* canonical */
};

struct fault {
	const char *key;
	const char *label;    /* in French */
	const char *read;     /* what was read, one line, at most 200 bytes; "" when missing */
	const char *why;      /* one French sentence */
	const char *accepted; /* one French sentence: what would be accepted */
};

/* What a rule on offers says of a passage (specification section 4). */
struct remark {
	const char *key;	    /* of its field */
	const char *rule, *article; /* in French */
	const char *passage;	    /* as the sender wrote it, one line */
	const char *why;	    /* French sentences: what is wrong, what would be lawful */
	bool holds;		    /* a person decides; else it is a warning */
};

/* A column of a table and the field that is read from it. */
struct form_column {
	const char *key, *header;
};

/* An attachment that could hold a form and is not read. */
struct unread {
	const char *file; /* with its format, in French: "offre.pdf (PDF)" */
	const char *why;  /* in French, no sentence of its own: no capital, no full stop */
};

struct form {
	enum kind kind;
	const char *kind_source; /* "subject", "labels", "token", ...: what told the kind */
	const char
	    *ref; /* the reference in the subject tag, or else under a label (OFF-2026-0001), or NULL */
	bool is_beside_token; /* the subject's tag asks for something else than the token in the address */
	bool is_cancellation; /* [ANNULATION EVT-...] */
	bool is_only_quoted;  /* fields stand only behind ">" or below a reply header: to be refused with the
				 form */
	bool is_forwarded;    /* fields were read in the forwarded part (offers and events only) */
	bool is_conflicting;  /* text and HTML disagree about the consent */
	bool is_wordy;	      /* the sender's own text has no label of the form: it may be words */
	struct field *fields;
	size_t field_count;
	struct fault *faults;
	size_t fault_count;
	/* What words in answer to a refusal ("c'est 69100 Villeurbanne") are as the value of each field of
	 * the kind, where they pass: key "place/place_name" is what place would derive. */
	struct field *said;
	size_t said_count;
	const char *
	    *notes; /* French sentences for the acknowledgement: unknown labels kept, H/F added, ... */
	size_t note_count;
	struct remark *remarks; /* on an offer */
	size_t remark_count;

	/* Several offers or events in one mail, each of which stands or falls alone: then the form itself has
	 * no fields and its notes are about all of them. They have kind, fields, faults, notes and where they
	 * stand. */
	struct form *parts;
	size_t part_count;
	const char *origin;	     /* of a part, in French: "ligne 4 de offres.xlsx"; NULL else */
	struct form_column *columns; /* of a part that is a row of a table */
	size_t column_count;
	struct unread *unread;
	size_t unread_count;
	struct arena *arena;
};

/* Compiles the patterns; call once before extract_form. */
int extract_init(struct err *err);

/* Whether the labels that forms show (phrases field.KEY) are among those that are read. ERR_CONFIG names the
 * first that is not. */
int extract_check_labels(struct err *err);

/* Loads the rules on what offers may say (rules/offers.fr), in the place of those loaded before. Without any,
 * offers get no remarks. ERR_CONFIG: the file is faulty, err names the line; ERR_NOT_FOUND, ERR_IO. */
int extract_load_rules(const char *path, struct err *err);

/* Whether extract_load_rules would take the file; loads nothing. The file that the program was built with is
 * taken at once: to read it costs more than all else that a start does. ERR_* likewise. */
int extract_try_rules(const char *path, struct err *err);

/* Reads the rules, tries each on its own examples and measures it on the worst texts. ERR_CONFIG names the
 * first rule that fails. Changes nothing of what is loaded. */
struct rules_tally {
	size_t holding, warning;
	long long slowest_ms; /* of one rule on the largest text */
};
int extract_check_rules(const char *path, struct rules_tally *out, struct err *err);

/* Reads the form in the mail and in what it carries: tables and documents among the attachments, for offers
 * and events only; `now` settles dates without a year and what is past. Faults of single fields are in
 * out->faults, missing fields are not: see extract_require. OK even when there is no form (KIND_NONE).
 * ERR_LIMIT: a pattern ran past its deadline. */
int extract_form(struct arena *arena, const struct mail *mail, time_t now, struct form *out, struct err *err);

/* The header of the column that the field was read from, as the sender wrote it; NULL when it comes from no
 * table or has no column in it. */
const char *form_column(const struct form *form, const char *key);

/* Adds a fault for each field that the kind requires and the form lacks. A CV with a reference requires less
 * than a spontaneous one, one that renews a consent (CAN-...) the consent and its date; a change of an offer
 * or event (a form with a ref) requires nothing. */
void extract_require(struct form *form);
/* Puts the faults into the order of the kind's fields, those that are of no field last: as the sender fills
 * in the form. */
void extract_order_faults(struct form *form);

const char *form_get(const struct form *form, const char *key); /* its value, or NULL */
const struct field *form_field(const struct form *form, const char *key);
void form_set(struct form *form, const char *key, const char *value); /* sets or replaces a derived value */
/* Sets or replaces a field with what was read for it. */
void form_put(struct form *form, const char *key, const char *read, const char *value);
void form_fault(struct form *form, const char *key,
		const char *why); /* label and accepted values from the table;
				      read from the field when there is one */
void form_note(struct form *form, const char *sentence);

/* The instant of calendar_start or calendar_end; a time without a zone is that of `place_zone`, a name of the
 * tz database, NULL: the configured one. Reads the database's files. False: none, or its zone is not known.
 */
bool form_instant(const struct form *form, const char *key, const char *place_zone, time_t *out);

/* The form's labels in the order in which they are shown to people, for the guide and for the form that a
 * refusal holds again. `hint` is the example value or what is accepted, in French; is_choice: it lists what
 * is accepted. Static memory. */
struct form_label {
	const char *key, *label, *hint;
	bool is_required, is_choice;
};
/* The label of a field that the kind reads and its forms do not show, but for its reference; NULL: it is
 * none. */
const char *kind_hidden_label(enum kind kind, const char *key);
const struct form_label *kind_labels(enum kind kind, bool is_spontaneous, size_t *count);

#endif
