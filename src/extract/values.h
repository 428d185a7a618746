/* Parsers of typed values (private to the stage), used in the table of fields.c. */
#ifndef EXTRACT_VALUES_H
#define EXTRACT_VALUES_H

#include "extract.h"
#include "fields.h"
#include "patterns.h"

struct reading {
	struct arena *arena;
	struct form *form;	    /* gets the results */
	const struct form *settled; /* the fields read so far */
	struct pattern_clock *clock;
	struct date today;
	time_t now;
	bool is_soft;	   /* LABEL_SOFT */
	bool is_kept;	   /* set by the parser: not a value of its type, to be kept as free text */
	const char *label; /* as written */
};

/* French quotation marks with their no-break spaces. */
#define QUOTED(text) "«\u00a0" text "\u00a0»"

void value_set(struct reading *reading, const char *key, const char *read, const char *value);
void value_fault(struct reading *reading, const struct field_def *field, const char *read, const char *why);

/* The folded text as words of letters and digits, separated and enclosed by single spaces: " cdd de 6 mois
 * ". */
char *value_words(struct arena *arena, const char *text);

/* Whether the line below a blank field may be its value: below "Nombre de jeunes :", a sentence or a question
 * is a remark. `field` may be NULL. */
bool value_may_stand_below(struct arena *arena, const struct field_def *field, const char *text);

value_reader read_text, read_lines, read_title, read_reference, read_ref, read_link; /* values_text.c */
value_reader read_contact, read_number, read_openings, read_rome;
value_reader read_yes_no, read_status, read_scope, read_answer, read_outcome, read_type; /* values_choice.c */
value_reader read_deadline, read_past_date, read_moment, read_end;			 /* values_date.c */
value_reader read_start;								 /* values_start.c */
value_reader read_birth, read_consent, read_consent_date, read_name, read_full_name;	 /* values_person.c */
value_reader read_contract, read_duration, read_hours; /* values_contract.c */
value_reader read_level;			       /* values_level.c */
value_reader read_place;			       /* values_place.c */
value_reader read_frequency, read_patronage;	       /* values_choice.c */
value_reader read_list_names;			       /* values_lists.c */
value_reader read_publics, read_targets;	       /* values_public.c */

/* The date and time in a value. */
struct moments {
	bool has_date, has_time, has_end_date, has_end_time;
	struct date date, end_date;
	int hour, minute, end_hour, end_minute;
	const char *fault;	/* a French sentence, or NULL; has_date is set beside it */
	const char *hour_fault; /* the same, about the part of the day beside the hours */
};

enum missing_year {
	YEAR_NEXT,    /* the next such day, possibly today */
	YEAR_LAST,    /* the latest such day, possibly today */
	YEAR_OF_BIRTH /* required; a two-digit year is never in the future */
};

void moments_read(struct reading *reading, const char *text, enum missing_year missing, struct moments *out);

/* A single date without anything that could be another; a time beside it is ignored. Returns a fault. */
const char *one_date_read(struct reading *reading, const char *text, enum missing_year missing,
			  struct date *out);

/* "lundi 18": the next such day, where it is near. */
bool weekday_day_read(struct reading *reading, const char *text, struct date *out);

/* Folded names; abbreviated ones are recognised by their first letters. January is 1, Monday 0. */
int month_number(const char *name);
int weekday_number(const char *name);

/* The day beside an outcome; without a year, the latest such day. */
void outcome_date_read(struct reading *reading, const char *text);

/* A reference in canonical form, OFF-2026-0001 or BIL-2026; NULL when the text has none. */
char *reference_find(struct arena *arena, struct pattern_clock *clock, const char *folded);

/* Whether the text contains a social security number with a correct key. */
bool text_has_nir(const char *text);
/* Whether it contains an account number (IBAN) with correct check digits. */
bool text_has_iban(const char *text);
/* The sensitive subject in a text about a person, which must not be kept: "la santé"; NULL for none. */
const char *text_sensitive(struct arena *arena, const char *text);

/* Why a title or description restricts an activity to a single category of public (agreement Art. 3), a
 * French sentence; NULL when it does not. */
const char *text_single_public(struct arena *arena, const char *text, bool is_title);

/* Splits a full name into family and given name; either may be "". False: decided by the order only. */
bool name_split(struct reading *reading, const char *text, bool is_given_first, char **family, char **given);
bool name_is_whole(struct reading *reading, const char *text); /* "Marie DURAND" under "Nom" */

/* The first five digits that stand alone; NULL when there are none. */
const char *value_postal_code(const char *text);

#endif
