/* Alternatives that begin alike, written so that a match tries few of them (private to the stage). */
#ifndef EXTRACT_RULE_ALTERNATIVES_H
#define EXTRACT_RULE_ALTERNATIVES_H

#include "base/bytes.h"

/* Skips one character, escape, class, group or name in braces of an expression. */
const char *behind_item(const char *text);

/* Skips one alternative, up to the bar, the end of the group or of the expression. */
const char *behind_alternative(const char *text);

/* PCRE2 tries alternatives one after the other. The same expression with "les|des|leurs" as
 * "le(?:s|urs)|des": it matches the same texts in the same way. */
const char *alternatives_grouped(struct arena *arena, const char *expression);

#endif
