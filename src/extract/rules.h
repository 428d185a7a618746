/* The rules on what an offer may say, from rules/offers.fr, which a lawyer can read and change (private to
 * the stage). The head of that file documents its syntax. */
#ifndef EXTRACT_RULES_H
#define EXTRACT_RULES_H

#include "patterns.h"

#include <stdint.h>

/* Definitions (one bit each) required for a match: all of `all`, and one of `any` (0: no requirement). */
struct needs {
	uint64_t all, any;
};

struct rule_expression {
	const char *text;	   /* as in the file, with the names of definitions */
	struct pattern_code *code; /* NULL until it is first tried */
	struct needs needs;
};

struct expressions {
	struct rule_expression *items;
	size_t count;
};

struct texts {
	const char **items;
	size_t count;
};

struct rule {
	const char *name, *article, *why; /* in French */
	bool holds;			  /* false: it warns */
	bool is_language;		  /* matches text that is not French */
	bool is_wide;			  /* only counts in a sentence that sounds like an exclusion */
	bool is_tone;	   /* finds a sentence that clearly sounds so and that no other rule holds */
	const char *label; /* folded: only in the field with this label; NULL: in all */
	size_t line;	   /* first line of the rule in the file */
	struct expressions patterns;
	struct expressions exceptions;	 /* makes a match lawful when it overlaps it in the sentence */
	struct expressions contexts;	 /* makes a match lawful from anywhere in the offer */
	struct texts forbidden, allowed; /* the examples */
};

enum { MOST_DEFINITIONS = 64 };

struct definition {
	const char *name;
	struct rule_expression expression; /* without names of others */
};

struct rules {
	struct arena *arena;
	struct rule *items;
	size_t count;
	struct definition *definitions;
	size_t definition_count;
	struct expressions general; /* exceptions of all rules */
};

/* Reads the file; checks: and compiles each expression. ERR_CONFIG names line and fault; ERR_NOT_FOUND,
 * ERR_IO. */
int rules_read(struct rules **out, const char *path, bool checks, struct err *err);
void rules_free(struct rules **rules);
const struct rules *rules_loaded(void); /* NULL: none */

#endif
