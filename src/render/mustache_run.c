/* Mustache: tokens and data -> text. Values are only printed, never searched for tags. */
#include "mustache.h"
#include "naming.h"

#include "base/text.h"
#include "render.h"

struct run {
	struct buf out;
	enum escape escape;
	size_t steps;
	int depth;
	struct err *err;
};

struct frame { /* the context stack, innermost first */
	const json_t *value;
	const struct frame *outer;
};

static int run_tokens(struct run *run, const struct template *template, size_t from, size_t to,
		      const struct frame *frame, struct slice indent);

static int print(struct run *run, const char *text, size_t length)
{
	if (length > MUSTACHE_MAX_OUTPUT - run->out.length)
		return err_set(run->err, ERR_LIMIT, "a rendered template is longer than %d bytes",
			       MUSTACHE_MAX_OUTPUT);
	buf_add(&run->out, text, length);
	return OK;
}

/* The replacement of the character, or NULL. */
static const char *replacement_of(char c, enum escape escape)
{
	if (c == '\0')
		return ""; /* a C string can't contain NUL */
	if (escape == ESCAPE_NOTHING || escape == ESCAPE_SUBJECT)
		return NULL;
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\n':
		return escape == ESCAPE_HTML_LINES ? "<br>\n" : NULL;
	default:
		return NULL;
	}
}

static int print_string(struct run *run, const char *text, size_t length, enum escape escape)
{
	size_t start = 0;

	for (size_t i = 0; i < length; i++) {
		const char *instead = replacement_of(text[i], escape);
		int rc;
		if (!instead)
			continue;
		if ((rc = print(run, text + start, i - start)) || (rc = print(run, instead, strlen(instead))))
			return rc;
		start = i + 1;
	}
	return print(run, text + start, length - start);
}

/* The shortest decimal that reads back as the same number, with a decimal point in every locale. */
static int print_real(struct run *run, double value)
{
	char text[40];

	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, value);
		if (strtod(text, NULL) == value)
			break;
	}
	char *comma = strchr(text, ',');
	if (comma)
		*comma = '.';
	return print(run, text, strlen(text));
}

static int print_value(struct run *run, const json_t *value, enum escape escape)
{
	char text[24];

	switch (value ? json_typeof(value) : JSON_NULL) {
	case JSON_STRING:
		if (escape == ESCAPE_SUBJECT) {
			const char *untagged = text_without_tags(run->out.arena, json_string_value(value));
			return print_string(run, untagged, strlen(untagged), escape);
		}
		return print_string(run, json_string_value(value), json_string_length(value), escape);
	case JSON_INTEGER:
		snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		return print(run, text, strlen(text));
	case JSON_REAL:
		return print_real(run, json_real_value(value));
	case JSON_TRUE:
		return print(run, "true", 4);
	case JSON_FALSE:
		return print(run, "false", 5);
	default:
		return OK; /* null, lists and objects print nothing */
	}
}

/* Looks up the first part of a name from the innermost context outwards, and the rest only inside the
 * result. */
static const json_t *look_up(const struct frame *frame, struct slice name)
{
	const char *dot = memchr(name.text, '.', name.length);
	size_t first = dot ? (size_t)(dot - name.text) : name.length;
	const json_t *value = NULL;

	if (slice_is(name, "."))
		return frame->value;
	for (; frame && !value; frame = frame->outer)
		value = json_object_getn(frame->value, name.text, first);
	while (value && first < name.length) {
		name.text += first + 1;
		name.length -= first + 1;
		dot = memchr(name.text, '.', name.length);
		first = dot ? (size_t)(dot - name.text) : name.length;
		value = json_object_getn(value, name.text, first);
	}
	return value;
}

/* {{organisation.de}}: the name in the form needed in a sentence (naming.h). A name without a value is
 * blank. */
static int print_form(struct run *run, const struct frame *frame, struct slice name)
{
	struct arena *arena = run->out.arena;
	size_t end = name.length;
	while (end && name.text[end - 1] != '.')
		end--;
	const json_t *text = end > 1 ? look_up(frame, (struct slice){name.text, end - 1}) : NULL;
	const char *form = json_is_string(text)
			       ? naming_form(arena, json_string_value(text),
					     arena_strndup(arena, name.text + end, name.length - end))
			       : NULL;
	return form ? print_string(run, form, strlen(form), run->escape) : OK;
}

static bool is_truthy(const json_t *value)
{
	return value && !json_is_null(value) && !json_is_false(value) &&
	       !(json_is_array(value) && json_array_size(value) == 0) &&
	       !(json_is_string(value) && json_string_length(value) == 0);
}

/* The tokens from after `at` to the end of the section, including the end tag, which may start a line. */
static int run_section(struct run *run, const struct template *template, size_t at, const struct frame *frame,
		       struct slice indent)
{
	const struct mustache_token *section = &template->tokens[at];
	const json_t *value = look_up(frame, section->text);
	int rc = OK;

	if (section->kind == TOKEN_INVERTED)
		return is_truthy(value) ? OK
					: run_tokens(run, template, at + 1, section->end + 1, frame, indent);
	if (!is_truthy(value))
		return OK;
	if (!json_is_array(value)) {
		struct frame inner = {value, frame};
		return run_tokens(run, template, at + 1, section->end + 1, &inner, indent);
	}
	for (size_t i = 0; i < json_array_size(value) && !rc; i++) {
		struct frame inner = {json_array_get(value, i), frame};
		rc = run_tokens(run, template, at + 1, section->end + 1, &inner, indent);
	}
	return rc;
}

static int run_partial(struct run *run, const struct mustache_token *token, const struct frame *frame,
		       struct slice indent)
{
	if (!token->partial)
		return OK;
	struct slice inner = {"", 0};
	if (token->stands_alone) {
		inner.length = indent.length + token->indent.length;
		inner.text = arena_printf(run->out.arena, "%.*s%.*s", (int)indent.length, indent.text,
					  (int)token->indent.length, token->indent.text);
	}
	return run_tokens(run, token->partial, 0, token->partial->count, frame, inner);
}

static int run_token(struct run *run, const struct template *template, size_t *at, const struct frame *frame,
		     struct slice indent)
{
	const struct mustache_token *token = &template->tokens[*at];
	const json_t *value;
	int rc = OK;

	switch (token->kind) {
	case TOKEN_TEXT:
		return print(run, token->text.text, token->text.length);
	case TOKEN_VALUE:
		value = look_up(frame, token->text);
		return value ? print_value(run, value, run->escape) : print_form(run, frame, token->text);
	case TOKEN_RAW:
		return print_value(run, look_up(frame, token->text), ESCAPE_NOTHING);
	case TOKEN_SECTION:
	case TOKEN_INVERTED:
		rc = run_section(run, template, *at, frame, indent);
		*at = token->end;
		return rc;
	case TOKEN_PARTIAL:
		return run_partial(run, token, frame, indent);
	case TOKEN_END:
		break;
	}
	return rc;
}

static int run_tokens(struct run *run, const struct template *template, size_t from, size_t to,
		      const struct frame *frame, struct slice indent)
{
	int rc = OK;

	if (run->depth == MUSTACHE_MAX_DEPTH)
		return err_set(run->err, ERR_DATA, "%s:%d: sections and partials are nested deeper than %d",
			       template->name, from < to ? template->tokens[from].line : 1,
			       MUSTACHE_MAX_DEPTH);
	run->depth++;
	for (size_t at = from; at < to && !rc; at++) {
		if (++run->steps > MUSTACHE_MAX_STEPS)
			rc = err_set(run->err, ERR_LIMIT, "%s:%d: rendering takes more than %d steps",
				     template->name, template->tokens[at].line, MUSTACHE_MAX_STEPS);
		if (!rc && template->tokens[at].starts_line && indent.length > 0)
			rc = print(run, indent.text, indent.length);
		if (!rc)
			rc = run_token(run, template, &at, frame, indent);
	}
	run->depth--;
	return rc;
}

int mustache_run(struct arena *arena, const struct template *template, const json_t *const *contexts,
		 size_t context_count, enum escape escape, char **out, struct err *err)
{
	struct run run = {.out = {.arena = arena}, .escape = escape, .err = err};
	struct frame *frames = arena_array(arena, context_count + 1, sizeof *frames);

	for (size_t i = 0; i < context_count; i++)
		frames[i + 1] = (struct frame){contexts[i], i ? &frames[i] : NULL};
	int rc =
	    run_tokens(&run, template, 0, template->count, &frames[context_count], (struct slice){"", 0});
	if (!rc)
		*out = buf_text(&run.out);
	return rc;
}

static struct template *find_template(struct template *list, struct slice name)
{
	while (list && !slice_is(name, list->name))
		list = list->next;
	return list;
}

/* Parses all partials named by `template` that are not in its list yet, and appends them. */
static int link_partials(struct arena *arena, struct template *list, struct template *template,
			 mustache_partial *partial, void *user, struct err *err)
{
	int rc = OK;

	for (size_t i = 0; i < template->count && !rc; i++) {
		struct mustache_token *token = &template->tokens[i];
		if (token->kind != TOKEN_PARTIAL)
			continue;
		const char *name = arena_strndup(arena, token->text.text, token->text.length);
		token->partial = find_template(list->next, token->text);
		const char *source = token->partial || !partial ? NULL : partial(user, name);
		if (!source)
			continue;
		struct template *last = list, *added = arena_alloc(arena, sizeof *added);
		while (last->next)
			last = last->next;
		rc = mustache_parse(arena, name, source, added, err);
		last->next = added;
		token->partial = added;
	}
	return rc;
}

int mustache_render(struct arena *arena, const char *text, const json_t *data, bool escape,
		    mustache_partial *partial, void *user, char **out, struct err *err)
{
	struct template main;
	int rc = mustache_parse(arena, "template", text, &main, err);

	for (struct template *each = &main; each && !rc; each = each->next)
		rc = link_partials(arena, &main, each, partial, user, err);
	return rc ? rc
		  : mustache_run(arena, &main, &data, 1, escape ? ESCAPE_HTML : ESCAPE_NOTHING, out, err);
}
