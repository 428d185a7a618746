/* What the rules find in an offer (specification section 4; private to the stage). */
#ifndef EXTRACT_LINT_H
#define EXTRACT_LINT_H

#include "extract.h"
#include "rules.h"

/* Adds the remarks of these rules on the form's texts, one a rule at most. */
void lint_form(const struct rules *rules, struct pattern_clock *clock, struct form *form);
/* The same for one text alone, as if it were an offer's description; NULL rules: those of a single rule. */
void lint_text(const struct rules *rules, const struct rule *only, struct pattern_clock *clock,
	       const char *text, struct form *form);

#endif
