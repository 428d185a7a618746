#include "lint.h"

#include "base/text.h"
#include "extract/polite.h"
#include "form.h"
#include "language.h"
#include "rule_expressions.h"
#include "tone.h"

#include <ctype.h>
#include <strings.h>

enum {
	SENTENCE_BYTES = 500, /* longer sentences are checked and quoted in pieces */
	WRAP_COLUMNS = 60,    /* minimal width at which mail clients wrap */
	WRAPPED_BYTES = 100,  /* maximal line length of a client that wraps */
	MOST_REMARKS = 20,
	CLEAR_TONE = 6, /* of 1,000 sentences of lawful offers that the weights do not know, two sound so */
	TEXT_BYTES = 60 * 1024,
};

struct sentence {
	const char *text;   /* as written */
	const char *folded; /* normalised for the rules */
	const char *key;    /* of its field */
	const char *label;  /* the same, folded */
	size_t start;	    /* offset of the folded one in the whole */
};

/* An offer's sentences, and all of them as one text with one a line. */
struct passages {
	struct arena *arena;
	struct sentence *items;
	size_t count;
	struct buf whole;
	uint64_t tried, found; /* definitions of the rules, one bit each, that match anywhere in the offer */
};

/* The fields that are checked. Words in an employer's name, a place, an address or a date are not
 * conditions. */
static const char *const looked_into[] = {"title",	"description", "contract", "duration",
					  "hours",	"start",       "salary",   "level",
					  "experience", "openings",    "contact"};

/* Inclusive endings: "agé(e)s", "agé·e·s", "agé.e.s", "agé-e-s", "agé/e". */
static size_t inclusive_end(const char *text)
{
	static const char *const ends[] = {"es",    "he",  "hes",  "e",	   "ne",    "nes",    "ve",
					   "ves",   "se",  "ses",  "s",	   "fe",    "le",     "les",
					   "te",    "tes", "re",   "rice", "trice", "trices", "euse",
					   "euses", "ere", "eres", "iere", "ienne", "enne"};
	size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz");

	for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
		if (strlen(ends[i]) == length && strncmp(text, ends[i], length) == 0)
			return length;
	return 0;
}

static bool is_letter(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The length of the mark between a word and its inclusive ending; 0: none here. */
static size_t inclusive_mark(const char *at)
{
	static const char *const dots[] = {"\u00b7", "\u2022", "\u2027"};

	for (size_t i = 0; i < ARRAY_SIZE(dots); i++)
		if (text_starts_with(at, dots[i]))
			return is_letter(at[strlen(dots[i])]) ? strlen(dots[i]) : 0;
	if (*at == '(') {
		size_t length = inclusive_end(at + 1);

		return length && at[1 + length] == ')' ? 1 : 0;
	}
	return (*at == '.' || *at == '-' || *at == '/') && inclusive_end(at + 1) ? 1 : 0;
}

/* "+ de 30 ans", "- de 25 ans": the word for the sign; NULL: the sign is a bullet, or part of a range or of a
 * word. */
static const char *sign_word(const char *at, char before)
{
	const char *of = at + 1 + strspn(at + 1, " ");

	if ((*at != '+' && *at != '-') || isalnum((unsigned char)before) || !text_starts_with(of, "de ") ||
	    !isdigit((unsigned char)of[strlen("de ")]))
		return NULL;
	return *at == '+' ? "plus" : "moins";
}

/* Normalised for the rules' expressions: folded, "tu" rendered as "vous", without inclusive marks and
 * emphasis, hyphenated words split. */
static const char *fold_for_rules(struct arena *arena, const char *text)
{
	const char *folded = polite_form(arena, text_fold(arena, text));
	struct buf buf = {.arena = arena};

	for (const char *at = folded; *at;) {
		char before = buf.length > 0 ? buf.data[buf.length - 1] : ' ';
		bool is_after_letter = is_letter(before);
		/* "gardez-les": no inclusive ending follows a z */
		size_t mark = is_after_letter && before != 'z' ? inclusive_mark(at) : 0;
		const char *sign = sign_word(at, before);

		if (sign) {
			buf_adds(&buf, sign);
			buf_addc(&buf, ' ');
			at += 1 + strspn(at + 1, " ");
		} else if (mark) {
			size_t length = inclusive_end(at + mark);

			buf_add(&buf, at + mark, length);
			at += mark + length + (*at == '(');
		} else if (*at == '-' && is_after_letter && is_letter(at[1])) {
			buf_addc(&buf, ' ');
			at++;
		} else if (strchr("*_\"#~", *at)) {
			at++;
		} else {
			if (*at != ' ' || (buf.length > 0 && buf.data[buf.length - 1] != ' '))
				buf_addc(&buf, *at);
			at++;
		}
	}
	return buf_text(&buf);
}

static void add_sentence(struct passages *passages, const struct sentence *of, const char *text,
			 size_t length)
{
	struct arena *arena = passages->arena;
	struct sentence sentence = {
	    .text = arena_strndup(arena, text, length), .key = of->key, .label = of->label};

	sentence.folded = fold_for_rules(arena, sentence.text);
	if (text_is_blank(sentence.folded) || passages->whole.length + strlen(sentence.folded) > TEXT_BYTES)
		return;
	sentence.start = passages->whole.length;
	buf_adds(&passages->whole, sentence.folded);
	buf_addc(&passages->whole, '\n');
	passages->items = arena_grow(arena, passages->items, passages->count * sizeof(*passages->items),
				     (passages->count + 1) * sizeof(*passages->items));
	passages->items[passages->count++] = sentence;
}

/* The dot of an abbreviation ends no sentence, except before a new one: "35 ans max. Permis B". */
static bool is_abbreviation(const char *start, const char *dot)
{
	static const char *const known[] = {"max",  "min",  "env",  "ex",	"tel",
					    "ref",  "mme",  "hab",  "cf",	"nat",
					    "rech", "orig", "pers", "c\u00e9l", "c\u00e9lib"};
	const char *word = dot;
	size_t length;

	while (word > start && is_letter(word[-1]))
		word--;
	length = (size_t)(dot - word);
	for (size_t i = 0; i < ARRAY_SIZE(known); i++)
		if (strlen(known[i]) == length && strncasecmp(word, known[i], length) == 0)
			return true;
	/* "M. Martin", but "1,75 m. Vous", "H/F. Vous" */
	return length == 1 && isupper((unsigned char)*word) && (word == start || word[-1] != '/');
}

/* "? Alors nous ne pourrons pas", "? Dans ce cas, inutile": what follows the word that takes up the question.
 */
static const char *behind_connector(const char *text)
{
	static const char *const connectors[] = {"alors", "dans ce cas", "en ce cas", "si oui",
						 "si c'est le cas"};

	for (size_t i = 0; i < ARRAY_SIZE(connectors); i++) {
		size_t length = strlen(connectors[i]);

		if (strncasecmp(text, connectors[i], length) == 0)
			return text + length + strspn(text + length, " ,:");
	}
	return text;
}

/* "Vous avez plus de 40 ans ? Inutile de postuler.": what follows the question says what it was asked for. */
static bool is_refusal(const char *text)
{
	static const char *const beginnings[] = {"inutile",
						 "ne postule",
						 "ne candidate",
						 "n'appele",
						 "n'\u00e9cri",
						 "passe",
						 "abst",
						 "s'abstenir",
						 "merci de ne ",
						 "merci de vous abstenir",
						 "ce poste n'est",
						 "pas la peine",
						 "cette offre n'est",
						 "si oui, ne ",
						 "si c'est le cas, ne ",
						 "ce job n'est",
						 "cette annonce n'est",
						 "d\u00e9sol",
						 "navr\u00e9",
						 "tant pis",
						 "dommage",
						 "malheureusement",
						 "merci de passer",
						 "cherche ailleurs",
						 "cherchez ailleurs",
						 "alors ne ",
						 "nos locaux ne",
						 "nous ne p",
						 "on ne p",
						 "ce n'est pas",
						 "non merci",
						 "non,",
						 "\u00e7a ne",
						 "\u00c7a ne",
						 "cela ne",
						 "ca ne",
						 "sinon",
						 "si non,"};

	text += strspn(text, " ");
	const char *behind = behind_connector(text);

	for (size_t i = 0; i < ARRAY_SIZE(beginnings); i++) {
		size_t length = strlen(beginnings[i]);

		if (strncasecmp(text, beginnings[i], length) == 0 ||
		    strncasecmp(behind, beginnings[i], length) == 0)
			return true;
	}
	return false;
}

/* "Affiché à Lille ; en réalité à Dunkerque": what follows belongs to what it takes back. */
static bool is_retraction(const char *text)
{
	static const char *const beginnings[] = {
	    "en r\u00e9alit\u00e9", "en realit",	   "en fait",
	    "en pratique",	    "en v\u00e9rit\u00e9", "en vrai",
	    "dans les faits",	    "il s'agit en fait",   "c'est en fait"};

	text += strspn(text, " ");
	for (size_t i = 0; i < ARRAY_SIZE(beginnings); i++)
		if (strncasecmp(text, beginnings[i], strlen(beginnings[i])) == 0)
			return true;
	return false;
}

static size_t sentence_length(const char *text)
{
	size_t length = 0, space = 0;

	for (; text[length] && text[length] != '\n' && length < SENTENCE_BYTES; length++) {
		char c = text[length];

		if (c == ' ')
			space = length;
		if (strchr(".!?;", c) && isspace((unsigned char)text[length + 1]) &&
		    (c != '.' || !is_abbreviation(text, text + length)) &&
		    (c != '?' || !is_refusal(text + length + 1)) &&
		    (c != ';' || !is_retraction(text + length + 1)))
			return length + 1;
	}
	return length == SENTENCE_BYTES && space > 0 ? space : length;
}

/* A copy with wrapped lines joined: where the next word would not have fitted. */
static char *unwrapped(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text), *line = copy;

	for (char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		size_t length = (size_t)(end - line), next = strcspn(end + 1, " \n");

		if (next > 0 && length < WRAPPED_BYTES && length + 1 + next > WRAP_COLUMNS)
			*end = ' ';
	}
	return copy;
}

static void add_text(struct passages *passages, const char *key, const char *label, const char *text)
{
	const struct sentence of = {.key = key, .label = text_fold(passages->arena, label)};
	const char *at = unwrapped(passages->arena, text);

	while (*at) {
		size_t length = sentence_length(at);

		add_sentence(passages, &of, at, length);
		at += length;
		at += strspn(at, " \n\t");
	}
}

static bool is_looked_into(const char *key)
{
	for (size_t i = 0; i < ARRAY_SIZE(looked_into); i++)
		if (strcmp(looked_into[i], key) == 0)
			return true;
	return false;
}

static void add_fields(struct passages *passages, const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];

		if (is_looked_into(field->key))
			add_text(passages, field->key, field->label,
				 *field->read ? field->read : field->value);
	}
}

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

static const struct sentence *sentence_at(const struct passages *passages, size_t offset)
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

/* The first sentence in which the expression matches; NULL: none. */
static const struct sentence *find_sentence(struct pattern_clock *clock, const struct rules *rules,
					    const struct rule *rule, struct rule_expression *pattern,
					    struct passages *passages)
{
	const char *whole = buf_text(&passages->whole);
	struct match match;
	size_t at = 0;

	if (!is_possible(clock, rules, &pattern->needs, passages))
		return NULL;
	while (at < passages->whole.length &&
	       rule_expression_find(rules, clock, pattern, whole, at, &match)) {
		const struct sentence *sentence = sentence_at(passages, match.start[0]);

		if ((!rule->label || strcmp(rule->label, sentence->label) == 0) &&
		    is_found_in(clock, rules, rule, pattern, sentence->folded) &&
		    (!rule->is_wide || tone_score(passages->arena, &tone_of_exclusion, sentence->text) > 0))
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
	    .passage = text_one_line(arena, found->text, SENTENCE_BYTES),
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
		const struct sentence *sentence = &passages->items[i];
		struct match whole = {.subject = sentence->folded, .end[0] = strlen(sentence->folded)};

		if (tone_score(passages->arena, &tone_of_exclusion, sentence->text) > CLEAR_TONE &&
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

	add_fields(&passages, form);
	for (size_t i = 0; i < rules->count; i++)
		apply(clock, rules, &rules->items[i], &passages, form);
}

void lint_text(const struct rules *rules, const struct rule *only, struct pattern_clock *clock,
	       const char *text, struct form *form)
{
	struct passages passages = {.arena = form->arena, .whole = {.arena = form->arena}};

	add_text(&passages, "description", only && only->label ? only->label : "", text);
	for (size_t i = 0; i < rules->count; i++)
		if (!only || only == &rules->items[i])
			apply(clock, rules, &rules->items[i], &passages, form);
}
