/* Expands and compiles the expressions of rules, and tells which definitions a match of one requires. */
#include "rule_expressions.h"

#include "base/text.h"
#include "rule_alternatives.h"

#include <ctype.h>

enum { MOST_EXPANDED_BYTES = 20000 };

const struct definition *definition_find(const struct rules *rules, const char *name, size_t length)
{
	for (size_t i = 0; i < rules->definition_count; i++)
		if (strlen(rules->definitions[i].name) == length &&
		    strncmp(rules->definitions[i].name, name, length) == 0)
			return &rules->definitions[i];
	return NULL;
}

/* Replaces each {name} by its definition; braces of quantifiers contain digits. Definitions are expanded as
 * they are read, so they can't be recursive. */
int rule_expand(const struct rules *rules, struct arena *arena, const char *text, const char **out,
		struct err *err)
{
	struct buf buf = {.arena = arena};

	text = alternatives_grouped(arena, text);
	while (*text) {
		size_t length = strcspn(text, "{");
		const char *name = text + length + 1;
		const struct definition *found;

		buf_add(&buf, text, length);
		text += length;
		if (*text == '\0')
			break;
		if (!islower((unsigned char)*name)) {
			buf_addc(&buf, *text++);
			continue;
		}
		length = strcspn(name, "}");
		found = definition_find(rules, name, length);
		if (!found || name[length] != '}')
			return err_set(err, ERR_CONFIG, "there is no definition of {%.*s}",
				       (int)(length < 40 ? length : 40), name);
		buf_adds(&buf, "(?:");
		buf_adds(&buf, found->expression.text);
		buf_addc(&buf, ')');
		text = name + length + 1;
		if (buf.length > MOST_EXPANDED_BYTES)
			return err_set(err, ERR_CONFIG, "the expression is too long");
	}
	*out = buf_text(&buf);
	return OK;
}

static bool is_optional(const char *behind)
{
	return *behind == '?' || *behind == '*' || (*behind == '{' && isdigit((unsigned char)behind[1]));
}

static uint64_t bit_of(const struct rules *rules, const char *name, const char *behind)
{
	const struct definition *found = definition_find(rules, name + 1, (size_t)(behind - name - 2));

	return found ? UINT64_C(1) << (found - rules->definitions) : 0;
}

/* The definitions that an alternative requires: named outside of its groups and not optional. */
static uint64_t named_in(const struct rules *rules, const char *text)
{
	uint64_t named = 0;

	for (const char *behind; *text && *text != '|' && *text != ')'; text = behind) {
		behind = behind_item(text);
		if (*text == '{' && !is_optional(behind))
			named |= bit_of(rules, text, behind);
	}
	return named;
}

/* For a group in which each alternative names definitions: one of each; 0 when an alternative names none. */
static uint64_t one_of_group(const struct rules *rules, const char *text)
{
	uint64_t any = 0, named;

	do {
		text++;
		named = named_in(rules, text);
		any |= named & -named;
		text = behind_alternative(text);
	} while (named && *text == '|');
	return named ? any : 0;
}

struct needs rule_expression_needs(const struct rules *rules, const char *text)
{
	struct needs needs = {.all = named_in(rules, text)};

	for (const char *behind; *text && !needs.any; text = behind) {
		behind = behind_item(text);
		if (text_starts_with(text, "(?:") && !is_optional(behind))
			needs.any = one_of_group(rules, text + strlen("(?:") - 1);
	}
	return needs;
}

int rule_expression_check(const struct rules *rules, struct rule_expression *expression, struct err *err)
{
	struct arena *scratch;
	const char *text = "";
	int rc;

	if (expression->code)
		return OK;
	scratch = arena_new();
	rc = rule_expand(rules, scratch, expression->text, &text, err);
	if (!rc)
		rc = pattern_compile_lines(text, &expression->code, err);
	arena_free(&scratch);
	return rc;
}

bool rule_expression_find(const struct rules *rules, struct pattern_clock *clock,
			  struct rule_expression *expression, const char *subject, size_t from,
			  struct match *out)
{
	struct err err = {0};

	if (rule_expression_check(rules, expression, &err)) {
		clock->is_over = true;
		return false;
	}
	return pattern_code_find(clock, expression->code, subject, from, out);
}
