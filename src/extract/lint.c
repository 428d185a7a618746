#include "lint.h"

#include "base/text.h"
#include "form.h"
#include "language.h"
#include "passages.h"
#include "rule_expressions.h"
#include "tone.h"

enum {
	MOST_REMARKS = 20,
	CLEAR_TONE = 7, /* of 1,000 sentences of lawful offers that the weights do not know, one sounds so */
};

static bool overlaps(const struct rules *rules, struct pattern_clock *clock, const struct expressions *list,
		     const char *sentence, const struct match *found)
{
	struct match match;

	for (size_t i = 0; i < list->count; i++)
		for (size_t at = 0;
		     rule_expression_find(rules, clock, &list->items[i], sentence, at, &match) &&
			     match.start[0]<found->end[0]; at = match.end[0]> at
			 ? match.end[0]
			 : at + 1)
			if (match.end[0] > found->start[0])
				return true;
	return false;
}

/* Whether the expression matches in the sentence outside of all exceptions. */
static bool is_found_in(struct pattern_clock *clock, const struct rules *rules, const struct rule *rule,
			struct rule_expression *pattern, const char *sentence)
{
	struct match match;

	for (size_t at = 0; rule_expression_find(rules, clock, pattern, sentence, at, &match);
	     at = match.end[0] > at ? match.end[0] : at + 1)
		if (!overlaps(rules, clock, &rule->exceptions, sentence, &match) &&
		    !overlaps(rules, clock, &rules->general, sentence, &match))
			return true;
	return false;
}

static struct sentence *sentence_at(const struct passages *passages, size_t offset)
{
	size_t low = 0, high = passages->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (passages->items[middle].start <= offset)
			low = middle;
		else
			high = middle;
	}
	return &passages->items[low];
}

/* Tries each definition once; returns those that match anywhere. */
static uint64_t found_of(struct pattern_clock *clock, const struct rules *rules, uint64_t wanted,
			 struct passages *passages)
{
	struct match match;

	for (size_t i = 0; i < rules->definition_count; i++) {
		uint64_t bit = UINT64_C(1) << i;

		if (!(wanted & bit) || passages->tried & bit)
			continue;
		if (rule_expression_find(rules, clock, &rules->definitions[i].expression,
					 buf_text(&passages->whole), 0, &match))
			passages->found |= bit;
		passages->tried |= bit;
	}
	return passages->found & wanted;
}

/* Most offers contain nothing that excludes, denies or reserves, so most expressions need not be tried. */
static bool is_possible(struct pattern_clock *clock, const struct rules *rules, const struct needs *needs,
			struct passages *passages)
{
	return found_of(clock, rules, needs->all, passages) == needs->all &&
	       (!needs->any || found_of(clock, rules, needs->any, passages));
}

static double tone_of(const struct passages *passages, struct sentence *sentence)
{
	if (!sentence->is_weighed)
		sentence->tone = tone_score(passages->arena, &tone_of_exclusion, sentence->spelled);
	sentence->is_weighed = true;
	return sentence->tone;
}

static bool is_about(const struct rule *rule, const struct sentence *sentence)
{
	return !rule->label || strcmp(rule->label, sentence->label) == 0;
}

/* Most offers have no sentence that sounds like an exclusion. */
static bool sounds_anywhere(struct passages *passages)
{
	for (size_t i = 0; i < passages->count; i++)
		if (tone_of(passages, &passages->items[i]) > 0)
			return true;
	return false;
}

static const struct sentence *find_by_tone(struct pattern_clock *clock, const struct rules *rules,
					   const struct rule *rule, struct rule_expression *pattern,
					   struct passages *passages)
{
	for (size_t i = 0; i < passages->count; i++) {
		struct sentence *sentence = &passages->items[i];

		if (is_about(rule, sentence) && tone_of(passages, sentence) > 0 &&
		    is_found_in(clock, rules, rule, pattern, sentence->folded))
			return sentence;
	}
	return NULL;
}

/* The first sentence in which the expression matches; NULL: none. */
static const struct sentence *find_sentence(struct pattern_clock *clock, const struct rules *rules,
					    const struct rule *rule, struct rule_expression *pattern,
					    struct passages *passages)
{
	const char *whole = buf_text(&passages->whole);
	struct match match;
	size_t at = 0;

	if ((rule->is_wide && !sounds_anywhere(passages)) ||
	    !is_possible(clock, rules, &pattern->needs, passages))
		return NULL;
	if (rule->is_wide)
		return find_by_tone(clock, rules, rule, pattern, passages);
	while (at < passages->whole.length &&
	       rule_expression_find(rules, clock, pattern, whole, at, &match)) {
		struct sentence *sentence = sentence_at(passages, match.start[0]);

		if (is_about(rule, sentence) && is_found_in(clock, rules, rule, pattern, sentence->folded))
			return sentence;
		at = sentence->start + strlen(sentence->folded) + 1;
	}
	return NULL;
}

static bool is_lawful_here(struct pattern_clock *clock, const struct rules *rules, const struct rule *rule,
			   struct passages *passages)
{
	struct match match;

	for (size_t i = 0; i < rule->contexts.count; i++)
		if (rule_expression_find(rules, clock, &rule->contexts.items[i], buf_text(&passages->whole),
					 0, &match))
			return true;
	return false;
}

static void remark(struct form *form, const struct rule *rule, const struct sentence *found)
{
	struct arena *arena = form->arena;

	form->remarks = arena_grow(arena, form->remarks, form->remark_count * sizeof(*form->remarks),
				   (form->remark_count + 1) * sizeof(*form->remarks));
	form->remarks[form->remark_count++] = (struct remark){
	    .key = found->key,
	    .rule = rule->name,
	    .article = rule->article,
	    .why = rule->why,
	    .passage = text_one_line(arena, found->text, PASSAGE_BYTES),
	    .holds = rule->holds,
	};
}

/* Labour code, L5331-4: an offer "comportant un texte rédigé en langue étrangère"; a sentence is such a text,
 * a trade name or job title is not. */
static const struct sentence *find_foreign(struct passages *passages)
{
	for (size_t i = 0; i < passages->count; i++)
		if (language_is_foreign_sentence(passages->arena, passages->items[i].folded))
			return &passages->items[i];
	return language_is_foreign(passages->arena, buf_text(&passages->whole))
		   ? &passages->items[passages->count - 1]
		   : NULL;
}

static bool is_held(const struct form *form)
{
	for (size_t i = 0; i < form->remark_count; i++)
		if (form->remarks[i].holds)
			return true;
	return false;
}

static const struct sentence *find_tone(struct pattern_clock *clock, const struct rules *rules,
					const struct rule *rule, struct passages *passages)
{
	for (size_t i = 0; i < passages->count; i++) {
		struct sentence *sentence = &passages->items[i];
		struct match whole = {.subject = sentence->folded, .end[0] = strlen(sentence->folded)};

		if (tone_of(passages, sentence) > CLEAR_TONE &&
		    !overlaps(rules, clock, &rule->exceptions, sentence->folded, &whole) &&
		    !overlaps(rules, clock, &rules->general, sentence->folded, &whole))
			return sentence;
	}
	return NULL;
}

static void apply(struct pattern_clock *clock, const struct rules *rules, const struct rule *rule,
		  struct passages *passages, struct form *form)
{
	const struct sentence *found = NULL;

	if (form->remark_count >= MOST_REMARKS || passages->count == 0)
		return;
	for (size_t i = 0; i < rule->patterns.count && !found; i++)
		found = find_sentence(clock, rules, rule, &rule->patterns.items[i], passages);
	if (rule->is_language)
		found = find_foreign(passages);
	if (rule->is_tone && !is_held(form))
		found = find_tone(clock, rules, rule, passages);
	if (found && !is_lawful_here(clock, rules, rule, passages))
		remark(form, rule, found);
}

void lint_form(const struct rules *rules, struct pattern_clock *clock, struct form *form)
{
	struct passages passages = {.arena = form->arena, .whole = {.arena = form->arena}};

	passages_add_fields(&passages, form);
	for (size_t i = 0; i < rules->count; i++)
		apply(clock, rules, &rules->items[i], &passages, form);
}

void lint_text(const struct rules *rules, const struct rule *only, struct pattern_clock *clock,
	       const char *text, struct form *form)
{
	struct passages passages = {.arena = form->arena, .whole = {.arena = form->arena}};

	passages_add(&passages, "description", only && only->label ? only->label : "", text);
	for (size_t i = 0; i < rules->count; i++)
		if (!only || only == &rules->items[i])
			apply(clock, rules, &rules->items[i], &passages, form);
}
