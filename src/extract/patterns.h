/* The regular expressions of this stage (PCRE2). They match folded text unless marked "as written", of at
 * most 64 KiB, with a time limit: PCRE2's match limit restarts at each offset, so only time is a bound. */
#ifndef EXTRACT_PATTERNS_H
#define EXTRACT_PATTERNS_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

enum pattern {
	PATTERN_TAG,	     /* one bracketed tag of a subject: 1 its content */
	PATTERN_REFERENCE,   /* 1 series, 2 year, 3 number; or of a duty: 4 series, 5 party, 6 number */
	PATTERN_LABEL_SHAPE, /* as written: a line that starts like a label */
	PATTERN_MOMENT,	     /* one date or time, see values_date.c for the groups */
	PATTERN_MONTH,	     /* a month and year without a day: 1 month, 2 year */
	PATTERN_WEEKDAY_DAY, /* 1 weekday, 2 day of a month that is not named */
	PATTERN_WEEK,	     /* 1 number of a week, 2 year */
	PATTERN_NOW,	     /* "dès que possible" and the like */
	PATTERN_AGE,	     /* 1 years */
	PATTERN_DURATION,    /* as written */
	PATTERN_HOURS,	     /* as written */
	PATTERN_LEVEL, /* 1 years after the bac, 2 roman numeral, 3 RNCP number, 4 bac, 5 a diploma's name */
	PATTERN_ROME,  /* 1 code */
	PATTERN_GENDERED,      /* a job title in both genders */
	PATTERN_EMAIL,	       /* as written */
	PATTERN_PHONE,	       /* as written */
	PATTERN_INSEE,	       /* as written: 1 code, labelled as INSEE or not a postal code (2A004) */
	PATTERN_REMOTE,	       /* as written: work from home, with the words around it */
	PATTERN_SURROUNDINGS,  /* as written: "et environs", "agglomération de": around that place */
	PATTERN_POSTAL_CODE,   /* as written: 1 and 2 the two parts of the code */
	PATTERN_CEDEX,	       /* as written: 1 number */
	PATTERN_DISTRICT,      /* as written: 1 city, 2 number */
	PATTERN_DISTRICT_OF,   /* as written: 1 number, 2 city */
	PATTERN_DEPARTMENT,    /* as written: 1 code or name, without the word before it */
	PATTERN_REGION,	       /* as written: 1 name */
	PATTERN_CODE_FIRST,    /* as written: "51 - REIMS": 1 code, 2 name */
	PATTERN_NAME_FIRST,    /* as written: "Reims (51)", "Villeurbanne - Rhône": 1 name, 2 code or name */
	PATTERN_STREET,	       /* as written: a part of an address other than the commune */
	PATTERN_UPPER_WORD,    /* as written: a word in capitals */
	PATTERN_TERRITORY,     /* 1 code, 2 region, 3 department, 4 postal code */
	PATTERN_CONSENT_DOUBT, /* a line that continues a consent above it */
	PATTERN_ODD_MARK,      /* as written: marks that alter a word's meaning (struck out, circled) or
				  direction */
	PATTERN_COUNT
};

/* The time limit for one form. */
struct pattern_clock {
	long long deadline_ms; /* as io_cpu_ms */
	size_t steps;	       /* since it was looked at */
	bool is_over;	       /* a pattern was stopped: all results are unreliable */
};

enum { PATTERN_GROUPS = 20, PATTERN_SUBJECT_BYTES = 64 * 1024 };

struct match {
	const char *subject;
	size_t start[PATTERN_GROUPS], end[PATTERN_GROUPS]; /* group 0 is the whole match; SIZE_MAX where
							      unset */
};

int patterns_compile(struct err *err);
/* Compiles a pattern of another table or file. ERR_INTERNAL and NULL in *out for a malformed one; err says
 * where. Call patterns_compile first. The clock is not looked at within its matches, which take as long again
 * with callouts; a match that reaches the limit of steps stops the clock. */
struct pattern_code;
int pattern_compile(const char *expression, struct pattern_code **out, struct err *err);
/* The same for one of hundreds of patterns on folded text with a sentence a line; faster: matches bytes, not
 * characters, and ^ and $ match at lines. */
int pattern_compile_lines(const char *expression, struct pattern_code **out, struct err *err);
void pattern_free(struct pattern_code **code);
void pattern_clock_start(struct pattern_clock *clock, int allowance_ms);

/* The first match at or after byte `from`; false also when time is up. */
bool pattern_find(struct pattern_clock *clock, enum pattern pattern, const char *subject, size_t from,
		  struct match *out);
bool pattern_code_find(struct pattern_clock *clock, const struct pattern_code *code, const char *subject,
		       size_t from, struct match *out);
bool pattern_matches(struct pattern_clock *clock, enum pattern pattern, const char *subject);
bool match_has(const struct match *match, size_t group);
char *match_text(struct arena *arena, const struct match *match, size_t group); /* NULL when unset */
long match_number(const struct match *match, size_t group); /* -1 when unset; for short groups */

#endif
