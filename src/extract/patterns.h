/* The regular expressions of this stage (PCRE2). They run over folded text unless their comment says
 * otherwise, on subjects of at most 64 KiB, and against a clock: a pattern's own match limit starts anew at
 * each offset of the subject, so that only time bounds it. */
#ifndef EXTRACT_PATTERNS_H
#define EXTRACT_PATTERNS_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

enum pattern {
	PATTERN_TAG,	     /* one bracketed tag of a subject: 1 what it holds */
	PATTERN_REFERENCE,   /* 1 series, 2 year, 3 number; or of a duty: 4 series, 5 party, 6 number */
	PATTERN_LABEL_SHAPE, /* as written: a line's beginning that looks like a label */
	PATTERN_MOMENT,	     /* one date or time, see values_date.c for the groups */
	PATTERN_MONTH,	     /* a month and year without a day: 1 month, 2 year */
	PATTERN_NOW,	     /* "dès que possible" and the like */
	PATTERN_AGE,	     /* 1 years */
	PATTERN_DURATION,    /* as written */
	PATTERN_HOURS,	     /* as written */
	PATTERN_LEVEL, /* 1 years after the bac, 2 roman numeral, 3 RNCP number, 4 bac, 5 a diploma's name */
	PATTERN_ROME,  /* 1 code */
	PATTERN_GENDERED,      /* a job title that names both sexes */
	PATTERN_EMAIL,	       /* as written */
	PATTERN_PHONE,	       /* as written */
	PATTERN_INSEE,	       /* as written: 1 code, labelled so or one that is no postal code (2A004) */
	PATTERN_REMOTE,	       /* as written: work from home, with what surrounds it */
	PATTERN_SURROUNDINGS,  /* as written: "et environs", "agglomération de": more or less that place */
	PATTERN_POSTAL_CODE,   /* as written: 1 and 2 the code's two halves */
	PATTERN_CEDEX,	       /* as written: 1 number */
	PATTERN_DISTRICT,      /* as written: 1 city, 2 number */
	PATTERN_DISTRICT_OF,   /* as written: 1 number, 2 city */
	PATTERN_DEPARTMENT,    /* as written: 1 code or name, the word before it dropped */
	PATTERN_REGION,	       /* as written: 1 name */
	PATTERN_CODE_FIRST,    /* as written: "51 - REIMS": 1 code, 2 name */
	PATTERN_NAME_FIRST,    /* as written: "Reims (51)", "Villeurbanne - Rhône": 1 name, 2 code or name */
	PATTERN_STREET,	       /* as written: a part of an address that is no commune */
	PATTERN_UPPER_WORD,    /* as written: a word in capitals */
	PATTERN_TERRITORY,     /* 1 code, 2 region, 3 department, 4 postal code */
	PATTERN_CONSENT_DOUBT, /* a line below a consent that goes on with it */
	PATTERN_ODD_MARK,      /* as written: marks that change what a word says (struck out, circled) or its
				  direction */
	PATTERN_COUNT
};

/* One form's allowance of time. */
struct pattern_clock {
	long long deadline_ms; /* of io_cpu_ms */
	unsigned steps;
	bool is_over; /* a pattern was stopped: nothing that was read can be relied on */
};

enum { PATTERN_GROUPS = 20, PATTERN_SUBJECT_BYTES = 64 * 1024 };

struct match {
	const char *subject;
	size_t start[PATTERN_GROUPS], end[PATTERN_GROUPS]; /* group 0 is the whole; SIZE_MAX where unset */
};

int patterns_compile(struct err *err);
/* A pattern that another table or a file of this stage holds. NULL in *out and ERR_INTERNAL for a faulty one;
 * err says where. Call patterns_compile first. */
struct pattern_code;
int pattern_compile(const char *expression, struct pattern_code **out, struct err *err);
/* Likewise for one of hundreds that are tried on folded text of which each line is a sentence: faster, it
 * sees bytes, not characters, and ^ and $ are a line's. */
int pattern_compile_lines(const char *expression, struct pattern_code **out, struct err *err);
void pattern_free(struct pattern_code **code);
void pattern_clock_start(struct pattern_clock *clock, int allowance_ms);

/* The first match at or after byte `from`; false too when the clock is over. */
bool pattern_find(struct pattern_clock *clock, enum pattern pattern, const char *subject, size_t from,
		  struct match *out);
bool pattern_code_find(struct pattern_clock *clock, const struct pattern_code *code, const char *subject,
		       size_t from, struct match *out);
bool pattern_matches(struct pattern_clock *clock, enum pattern pattern, const char *subject);
bool match_has(const struct match *match, size_t group);
char *match_text(struct arena *arena, const struct match *match, size_t group); /* NULL when unset */
long match_number(const struct match *match, size_t group); /* -1 when unset; for groups of few digits */

#endif
