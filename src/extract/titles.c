/* Several offers in one text: a repeated label of a title starts the next one. */
#include "carriers.h"

#include "base/text.h"
#include "form.h"

static bool is_title(const struct entry *entry)
{
	return entry->field && !strcmp(entry->field->key, "title") && !text_is_blank(entry->text);
}

/* "Offre 2", "Poste n° 3": without the number. */
static char *unnumbered(struct arena *arena, const char *label)
{
	char *folded = text_fold(arena, label);
	size_t length = strlen(folded);

	while (length && strchr(" 0123456789", folded[length - 1]))
		length--;
	folded[length] = '\0';
	return text_strip(folded, "", " n°");
}

static bool is_same_label(struct arena *arena, const struct entry *a, const struct entry *b)
{
	return a->field == b->field && !strcmp(unnumbered(arena, a->label), unnumbered(arena, b->label));
}

/* The first title whose label is repeated; entries->count when there is none. */
static size_t find_repeated(struct arena *arena, const struct entries *entries, size_t *times)
{
	for (size_t i = 0; i < entries->count; i++) {
		if (!is_title(&entries->items[i]))
			continue;
		*times = 1;
		for (size_t j = i + 1; j < entries->count; j++)
			*times += is_title(&entries->items[j]) &&
				  is_same_label(arena, &entries->items[i], &entries->items[j]);
		if (*times > 1)
			return i;
	}
	return entries->count;
}

/* The first field; entries->count when there is none. */
static size_t first_field(const struct entries *entries)
{
	size_t at = 0;

	while (at < entries->count && !entries->items[at].field)
		at++;
	return at;
}

/* Whether the first field starts each offer: one like it precedes each title, so what is above a title
 * belongs to it. */
static bool begins_each(struct arena *arena, const struct entries *entries, size_t title)
{
	const struct entry *first = &entries->items[first_field(entries)];
	size_t before = 0;

	if (first == &entries->items[title])
		return false;
	for (size_t i = 0; i < entries->count; i++) {
		if (is_same_label(arena, first, &entries->items[i])) {
			if (before++)
				return false;
		} else if (is_title(&entries->items[i]) &&
			   is_same_label(arena, &entries->items[title], &entries->items[i])) {
			if (before != 1)
				return false;
			before = 0;
		}
	}
	return before == 0;
}

static struct entries slice(const struct entries *entries, size_t from, size_t to)
{
	struct entries out = {.items = entries->items + from, .count = to - from};

	for (size_t i = from; i < to; i++)
		out.filled += entries->items[i].field && !text_is_blank(entries->items[i].text);
	return out;
}

struct titles titles_split(struct arena *arena, const struct entries *entries)
{
	struct titles out = {0};
	size_t times = 0, title = find_repeated(arena, entries, &times);

	if (title == entries->count)
		return out;
	size_t begin = begins_each(arena, entries, title) ? first_field(entries) : title;

	out.common = slice(entries, 0, begin);
	out.parts = arena_array(arena, times, sizeof(*out.parts));
	for (size_t at = begin; at < entries->count;) {
		size_t end = at + 1;

		while (end < entries->count &&
		       !is_same_label(arena, &entries->items[begin], &entries->items[end]))
			end++;
		out.parts[out.count++] = slice(entries, at, end);
		at = end;
	}
	out.parts[0].inner = entries->inner;
	out.parts[0].inner_count = entries->inner_count;
	return out;
}

static bool holds_field(const struct entries *entries, const struct field_def *field)
{
	for (size_t i = 0; i < entries->count; i++)
		if (entries->items[i].field == field && !text_is_blank(entries->items[i].text))
			return true;
	return false;
}

size_t titles_complete(struct arena *arena, const struct entries *common, struct entries *part,
		       const char **names)
{
	struct entry *items = arena_array(arena, part->count + common->count + 1, sizeof(*items));
	struct buf taken = {.arena = arena};
	size_t count = part->count, added = 0;

	if (part->count)
		memcpy(items, part->items, part->count * sizeof(*items));
	for (size_t i = 0; i < common->count; i++) {
		const struct entry *entry = &common->items[i];

		if (!entry->field || text_is_blank(entry->text) || holds_field(part, entry->field))
			continue;
		items[count++] = *entry;
		buf_printf(&taken, "%s«\u00a0%s\u00a0»", added++ ? ", " : "", entry->label);
	}
	part->items = items;
	part->count = count;
	part->filled += added;
	*names = buf_text(&taken);
	return added;
}
