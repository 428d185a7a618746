/* The expressions of the rules on offers (private to the stage). A rules file has thousands of them, of which
 * an offer needs few: each is compiled when it is first tried. */
#ifndef EXTRACT_RULE_EXPRESSIONS_H
#define EXTRACT_RULE_EXPRESSIONS_H

#include "rules.h"

/* NULL: there is none of that name. */
const struct definition *definition_find(const struct rules *rules, const char *name, size_t length);

/* Replaces each {name} by its definition; braces of quantifiers contain digits. The text is in the arena.
 * ERR_CONFIG: a name without definition, or too long. */
int rule_expand(const struct rules *rules, struct arena *arena, const char *text, const char **out,
		struct err *err);

/* What a match of the expression, as it stands in the file, requires. */
struct needs rule_expression_needs(const struct rules *rules, const char *text);

/* Compiles the expression now. ERR_CONFIG as rule_expand, ERR_INTERNAL as pattern_compile. */
int rule_expression_check(const struct rules *rules, struct rule_expression *expression, struct err *err);

/* As pattern_code_find. An expression that can't be compiled stops the clock. */
bool rule_expression_find(const struct rules *rules, struct pattern_clock *clock,
			  struct rule_expression *expression, const char *subject, size_t from,
			  struct match *out);

#endif
