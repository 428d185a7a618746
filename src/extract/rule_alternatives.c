#include "rule_alternatives.h"

#include "base/text.h"

#include <ctype.h>

struct alternative {
	const char *text, *end;
	bool is_done;
};

const char *behind_item(const char *text)
{
	const char *end;

	switch (*text) {
	case '\\':
		return text + 1 + (text[1] != '\0');
	case '{':
		end = text + strcspn(text, "}");
		return end + (*end != '\0');
	case '[':
		for (end = text + 1; *end && *end != ']'; end += 1 + (*end == '\\' && end[1]))
			;
		return end + (*end != '\0');
	case '(':
		for (end = text + 1; *end && *end != ')'; end = behind_item(end))
			;
		return end + (*end != '\0');
	default:
		return text + 1;
	}
}

const char *behind_alternative(const char *text)
{
	while (*text && *text != '|' && *text != ')')
		text = behind_item(text);
	return text;
}

/* The character that each match of the alternative begins with; '\0': not known. */
static char first_of(const struct alternative *alternative)
{
	const char *text = alternative->text;
	bool is_literal = text < alternative->end && (isalnum((unsigned char)*text) || strchr(" '-", *text));
	bool is_repeated = is_literal && text + 1 < alternative->end &&
			   (strchr("?*+", text[1]) || (text[1] == '{' && isdigit((unsigned char)text[2])));

	return is_literal && !is_repeated ? *text : '\0';
}

static const char *add_alternatives(struct buf *out, const char *text);

static void add_items(struct buf *out, const struct alternative *alternative)
{
	for (const char *text = alternative->text, *end; text < alternative->end; text = end) {
		end = behind_item(text);
		if (text_starts_with(text, "(?:")) {
			buf_adds(out, "(?:");
			add_alternatives(out, text + strlen("(?:"));
			buf_addc(out, ')');
		} else {
			buf_add(out, text, (size_t)(end - text));
		}
	}
}

static void add_list(struct buf *out, struct alternative *list, size_t count);

/* The alternatives all begin with the same character. */
static void add_alike(struct buf *out, struct alternative *list, size_t count)
{
	bool is_alike = true;

	while (is_alike) {
		buf_addc(out, *list->text);
		for (size_t i = 0; i < count; i++)
			list[i].text++;
		for (size_t i = 0; i < count; i++)
			is_alike &= first_of(&list[i]) && first_of(&list[i]) == first_of(list);
	}
	buf_adds(out, "(?:");
	add_list(out, list, count);
	buf_addc(out, ')');
}

/* Alternatives are only brought together with others that begin with a known character too: which of two that
 * match at the same place comes first stays as it was. */
static void add_list(struct buf *out, struct alternative *list, size_t count)
{
	struct alternative *alike = arena_array(out->arena, count, sizeof(*alike));

	for (size_t i = 0, written = 0; i < count; i++) {
		char first = first_of(&list[i]);
		size_t found = 0;

		if (list[i].is_done)
			continue;
		for (size_t j = i; first && j < count && first_of(&list[j]); j++)
			if (!list[j].is_done && first_of(&list[j]) == first) {
				alike[found++] = list[j];
				list[j].is_done = true;
			}
		if (written++)
			buf_addc(out, '|');
		if (found > 1)
			add_alike(out, alike, found);
		else
			add_items(out, &list[i]);
	}
}

/* Returns the end of the group or of the expression. */
static const char *add_alternatives(struct buf *out, const char *text)
{
	size_t count = 1;
	struct alternative *list;

	for (const char *at = behind_alternative(text); *at == '|'; at = behind_alternative(at + 1))
		count++;
	list = arena_array(out->arena, count, sizeof(*list));
	for (size_t i = 0; i < count; i++, text += i < count) {
		list[i] = (struct alternative){.text = text, .end = behind_alternative(text)};
		text = list[i].end;
	}
	add_list(out, list, count);
	return text;
}

const char *alternatives_grouped(struct arena *arena, const char *expression)
{
	struct buf buf = {.arena = arena};

	for (const char *end = add_alternatives(&buf, expression); *end;
	     end = add_alternatives(&buf, end + 1))
		buf_addc(&buf, *end); /* a parenthesis that nothing opened */
	return buf_text(&buf);
}
