/* Applies the rules to an offer (specification section 4; private to the stage). */
#ifndef EXTRACT_LINT_H
#define EXTRACT_LINT_H

#include "extract.h"
#include "rules.h"

/* Adds the rules' remarks on the form's texts, at most one a rule. */
void lint_form(const struct rules *rules, struct pattern_clock *clock, struct form *form);
/* The same for a single text, as an offer's description; NULL: all loaded rules. */
void lint_text(const struct rules *rules, const struct rule *only, struct pattern_clock *clock,
	       const char *text, struct form *form);

#endif
