/* The rules on what an offer may say: the file rules/offers.fr, which a lawyer can read and change (private
 * to the stage). Its own head says how it is written. */
#ifndef EXTRACT_RULES_H
#define EXTRACT_RULES_H

#include "patterns.h"

#include <stdint.h>

/* Definitions, a bit each, without which an expression can't match anywhere: all of these, one of those (0:
 * it asks for none). */
struct needs {
	uint64_t all, any;
};

struct rule_expression {
	struct pattern_code *code;
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
	bool holds;			  /* else it warns */
	bool is_language;		  /* finds text that is not French, whatever its words */
	const char *label; /* folded: looks into the field of this label alone; NULL: into all */
	size_t line;	   /* of the file, where it begins */
	struct expressions patterns;
	struct expressions exceptions;	 /* what overlaps a match in its sentence and makes it lawful */
	struct expressions contexts;	 /* what makes it lawful wherever the offer says it */
	struct texts forbidden, allowed; /* the examples */
};

enum { MOST_DEFINITIONS = 64 };

struct rules {
	struct arena *arena;
	struct rule *items;
	size_t count;
	struct pattern_code *definitions[MOST_DEFINITIONS];
	size_t definition_count;
	struct expressions general; /* exceptions of all rules */
};

/* Reads the file. ERR_CONFIG names the line and what is wrong there; ERR_NOT_FOUND, ERR_IO. */
int rules_read(struct rules **out, const char *path, struct err *err);
void rules_free(struct rules **rules);
const struct rules *rules_loaded(void); /* NULL: none */

#endif
