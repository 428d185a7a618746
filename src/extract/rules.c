#include "rule_expressions.h"

#include "base/io.h"
#include "base/list.h"
#include "base/text.h"
#include "extract.h"
#include "rule_alternatives.h"

#include <ctype.h>

enum { FILE_BYTES = 1024 * 1024, MOST_RULES = 1000 };

__asm__(".pushsection .rodata\n"
	".type carried_rules, %object\n"
	"carried_rules:\n"
	".incbin \"rules/offers.fr\"\n"
	".byte 0\n"
	".popsection\n");
extern const char carried_rules[];

/* An entry "key : value" with its continuation lines. */
struct entry_line {
	size_t line;
	char *key; /* folded */
	const char *value;
	struct buf joined; /* holds the value */
};

struct rules_reader {
	struct arena *scratch; /* of the entry being read; it is read into the same memory as the last one */
	struct rules *rules;
	struct list items; /* items are rules */
	struct rule *rule; /* the rule being read; NULL before the first */
	struct entry_line entry;
	bool checks; /* each expression is compiled as it is read */
	struct err *err;
};

static int fault(struct rules_reader *reader, const char *what)
{
	return err_set(reader->err, ERR_CONFIG, "line %zu: %s", reader->entry.line, what);
}

static int check(struct rules_reader *reader, struct rule_expression *expression)
{
	struct err why = {0};

	if (reader->checks && rule_expression_check(reader->rules, expression, &why))
		return err_set(reader->err, ERR_CONFIG, "line %zu: %s", reader->entry.line, why.text);
	return OK;
}

static int add_expression(struct rules_reader *reader, const char *value, struct expressions *list)
{
	struct arena *arena = reader->rules->arena;

	list->items = arena_room(arena, list->items, list->count, sizeof(*list->items));
	list->items[list->count] = (struct rule_expression){
	    .text = arena_strdup(arena, value), .needs = rule_expression_needs(reader->rules, value)};
	return check(reader, &list->items[list->count++]);
}

/* Each alternative becomes an expression of its own, which is only tried when its required definitions
 * match. */
static int add_pattern(struct rules_reader *reader, struct rule *rule)
{
	const char *text = reader->entry.value, *end;
	int rc;

	do {
		end = behind_alternative(text);
		rc = add_expression(reader, arena_strndup(reader->scratch, text, (size_t)(end - text)),
				    &rule->patterns);
		text = end + 1;
	} while (!rc && *end == '|');
	return rc || !*end ? rc : fault(reader, "a parenthesis is closed that was not opened");
}

static const char *keep_value(struct rules_reader *reader)
{
	return arena_strdup(reader->rules->arena, reader->entry.value);
}

static void add_text(struct rules_reader *reader, struct texts *list)
{
	list->items = arena_room(reader->rules->arena, list->items, list->count, sizeof(*list->items));
	list->items[list->count++] = keep_value(reader);
}

static int take_definition(struct rules_reader *reader)
{
	const char *name = reader->entry.key + strlen("definition ");
	struct rules *rules = reader->rules;
	struct definition *definition = &rules->definitions[rules->definition_count];
	struct err why = {0};

	if (rules->definition_count == MOST_DEFINITIONS)
		return fault(reader, "too many definitions");
	if (definition_find(rules, name, strlen(name)))
		return fault(reader, "this name is defined twice");
	definition->name = arena_strdup(rules->arena, name);
	if (rule_expand(rules, reader->scratch, reader->entry.value, &definition->expression.text, &why))
		return err_set(reader->err, ERR_CONFIG, "line %zu: %s", reader->entry.line, why.text);
	definition->expression.text = arena_strdup(rules->arena, definition->expression.text);
	rules->definition_count++;
	return check(reader, &definition->expression);
}

/* Checks a complete rule; missing entries are reported at its first line. */
static int end_rule(struct rules_reader *reader)
{
	const struct rule *rule = reader->rule;
	const char *missing = NULL;

	if (!rule)
		return OK;
	if (!rule->article)
		missing = "article";
	else if (!rule->why)
		missing = "explication";
	else if (!rule->patterns.count && !rule->is_language && !rule->is_tone)
		missing = "motif";
	else if (!rule->forbidden.count)
		missing = "interdit";
	else if (!rule->allowed.count)
		missing = "permis";
	return missing
		   ? err_set(reader->err, ERR_CONFIG, "line %zu: the rule has no \"%s\"", rule->line, missing)
		   : OK;
}

static int start_rule(struct rules_reader *reader)
{
	int rc = end_rule(reader);

	if (rc)
		return rc;
	if (reader->items.count == MOST_RULES)
		return fault(reader, "too many rules");
	reader->rule = list_add(&reader->items);
	*reader->rule = (struct rule){.name = keep_value(reader), .line = reader->entry.line, .holds = true};
	return OK;
}

static int take_severity(struct rules_reader *reader)
{
	const char *severity = text_fold(reader->scratch, reader->entry.value);

	reader->rule->holds = strcmp(severity, "retenir") == 0;
	return reader->rule->holds || strcmp(severity, "avertir") == 0
		   ? OK
		   : fault(reader, "the severity is \"retenir\" or \"avertir\"");
}

static int take_reach(struct rules_reader *reader)
{
	reader->rule->is_wide = strcmp(text_fold(reader->scratch, reader->entry.value), "large") == 0;
	return reader->rule->is_wide ? OK : fault(reader, "the reach is \"large\", or not named");
}

static int take_of_rule(struct rules_reader *reader)
{
	struct rule *rule = reader->rule;
	const struct {
		const char *key;
		const char **text;
		struct expressions *expressions;
		struct texts *examples;
		bool *flag;
	} members[] = {
	    {"article", .text = &rule->article},	{"explication", .text = &rule->why},
	    {"sauf", .expressions = &rule->exceptions}, {"sauf dans l'offre", .expressions = &rule->contexts},
	    {"interdit", .examples = &rule->forbidden}, {"permis", .examples = &rule->allowed},
	    {"langue", .flag = &rule->is_language},	{"ton", .flag = &rule->is_tone},
	};

	for (size_t i = 0; i < ARRAY_SIZE(members); i++) {
		if (strcmp(members[i].key, reader->entry.key) != 0)
			continue;
		if (members[i].expressions)
			return add_expression(reader, reader->entry.value, members[i].expressions);
		if (members[i].examples)
			add_text(reader, members[i].examples);
		else if (members[i].flag)
			*members[i].flag = true;
		else if (members[i].text)
			*members[i].text = keep_value(reader);
		return OK;
	}
	if (strcmp(reader->entry.key, "motif") == 0)
		return add_pattern(reader, rule);
	if (strcmp(reader->entry.key, "gravite") == 0)
		return take_severity(reader);
	if (strcmp(reader->entry.key, "portee") == 0)
		return take_reach(reader);
	if (strcmp(reader->entry.key, "champ") == 0) {
		rule->label = text_fold(reader->rules->arena, reader->entry.value);
		return OK;
	}
	return err_set(reader->err, ERR_CONFIG, "line %zu: unknown word \"%.60s\"", reader->entry.line,
		       text_one_line(reader->scratch, reader->entry.key, 60));
}

static int take_entry(struct rules_reader *reader)
{
	if (text_is_blank(reader->entry.value))
		return fault(reader, "nothing stands after the colon");
	if (strcmp(reader->entry.key, "regle") == 0)
		return start_rule(reader);
	if (text_starts_with(reader->entry.key, "definition "))
		return take_definition(reader);
	if (strcmp(reader->entry.key, "sauf partout") == 0)
		return add_expression(reader, reader->entry.value, &reader->rules->general);
	return reader->rule ? take_of_rule(reader) : fault(reader, "this stands before the first rule");
}

/* Continuation lines of expressions are joined without a space, those of sentences with one. */
static void add_continuation(struct rules_reader *reader, const char *line)
{
	bool is_expression = text_starts_with(reader->entry.key, "motif") ||
			     text_starts_with(reader->entry.key, "sauf") ||
			     text_starts_with(reader->entry.key, "definition");

	if (!is_expression)
		buf_addc(&reader->entry.joined, ' ');
	buf_adds(&reader->entry.joined, text_trim(reader->scratch, line));
	reader->entry.value = buf_text(&reader->entry.joined);
}

static int start_entry(struct rules_reader *reader, const char *line, size_t number)
{
	const char *colon = strchr(line, ':');

	reader->entry = (struct entry_line){.line = number, .joined = {.arena = reader->scratch}};
	if (!colon)
		return fault(
		    reader,
		    "a line is \"word : value\", or begins with a space and goes on with the one above");
	reader->entry.key =
	    text_fold(reader->scratch, arena_strndup(reader->scratch, line, (size_t)(colon - line)));
	buf_adds(&reader->entry.joined, text_trim(reader->scratch, colon + 1));
	reader->entry.value = buf_text(&reader->entry.joined);
	return OK;
}

static int end_entry(struct rules_reader *reader)
{
	int rc = reader->entry.key ? take_entry(reader) : OK;

	reader->entry.key = NULL;
	arena_free(&reader->scratch);
	reader->scratch = arena_new();
	return rc;
}

static int read_lines_of(struct rules_reader *reader, struct arena *arena, const char *text)
{
	struct buf buf = {.arena = arena};
	int rc = OK;

	for (size_t number = 1; *text && !rc; number++) {
		size_t length = strcspn(text, "\n");
		const char *line;

		buf.length = 0;
		buf_add(&buf, text, length);
		line = buf_text(&buf);
		text += length + (text[length] == '\n');
		if (*line == '#')
			continue;
		if (isspace((unsigned char)*line) && !text_is_blank(line) && reader->entry.key) {
			add_continuation(reader, line);
			continue;
		}
		rc = end_entry(reader);
		if (!rc && !text_is_blank(line))
			rc = start_entry(reader, line, number);
	}
	rc = rc ? rc : end_entry(reader);
	return rc ? rc : end_rule(reader);
}

int rules_read(struct rules **out, const char *path, bool checks, struct err *err)
{
	struct arena *arena = arena_new(), *of_file = arena_new();
	struct rules *rules = arena_alloc(arena, sizeof(*rules));
	struct rules_reader reader = {
	    .scratch = arena_new(),
	    .rules = rules,
	    .items = {.arena = of_file, .size_bytes = sizeof(struct rule)},
	    .checks = checks,
	    .err = err,
	};
	struct bytes file;
	int rc = io_read_file(of_file, path, FILE_BYTES, &file, err);

	rules->arena = arena;
	rules->definitions = arena_array(arena, MOST_DEFINITIONS, sizeof(*rules->definitions));
	if (!rc && !text_is_utf8((const char *)file.data, file.length))
		rc = err_set(err, ERR_CONFIG, "not in UTF-8");
	if (!rc)
		rc = read_lines_of(&reader, of_file,
				   text_normalise(of_file, (const char *)file.data, file.length));
	rules->items = list_copy(&reader.items, arena);
	rules->count = reader.items.count;
	arena_free(&reader.scratch);
	arena_free(&of_file);
	if (!rc && rules->count == 0)
		rc = err_set(err, ERR_CONFIG, "there is no rule");
	if (rc) {
		rules_free(&rules);
		return err_prefix(err, "%s", path);
	}
	*out = rules;
	return OK;
}

static void free_expressions(struct expressions *list)
{
	for (size_t i = 0; i < list->count; i++)
		pattern_free(&list->items[i].code);
}

void rules_free(struct rules **rules)
{
	struct arena *arena = *rules ? (*rules)->arena : NULL;

	if (!arena)
		return;
	free_expressions(&(*rules)->general);
	for (size_t i = 0; i < (*rules)->definition_count; i++)
		pattern_free(&(*rules)->definitions[i].expression.code);
	for (size_t i = 0; i < (*rules)->count; i++) {
		free_expressions(&(*rules)->items[i].patterns);
		free_expressions(&(*rules)->items[i].exceptions);
		free_expressions(&(*rules)->items[i].contexts);
	}
	arena_free(&arena);
	*rules = NULL;
}

int extract_try_rules(const char *path, struct err *err)
{
	struct arena *arena = arena_new();
	struct bytes file;
	struct rules *rules = NULL;
	int rc = io_read_file(arena, path, FILE_BYTES, &file, err);

	if (!rc && !bytes_equal(file, bytes_of(carried_rules)))
		rc = rules_read(&rules, path, true, err);
	rules_free(&rules);
	arena_free(&arena);
	return rc;
}

static struct rules *loaded;

int extract_load_rules(const char *path, struct err *err)
{
	struct rules *rules = NULL;
	int rc = rules_read(&rules, path, false, err);

	if (rc)
		return rc;
	rules_free(&loaded);
	loaded = rules;
	return OK;
}

const struct rules *rules_loaded(void)
{
	return loaded;
}
