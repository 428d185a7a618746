#include "labels.h"

#include "base/text.h"
#include "form.h"
#include "label_lines.h"
#include "values.h"

enum { MOST_ENTRIES = 2 * FORM_FIELDS, MOST_INNER = FORM_NOTES, MOST_SHAPED_BYTES = 48, ADDRESS_LINES = 5 };

/* Where the walk over a zone's lines is. */
struct walk {
	struct arena *arena;
	struct pattern_clock *clock;
	enum kind kind;
	const struct body *body;
	enum zone zone;
	struct entries *out;
	struct entry *open; /* takes the next lines */
	bool is_pending;    /* open has no text yet: the next line with text is its value */
	bool has_title;	    /* somewhere a label says "title" outright */
	bool is_after_blank, is_closed;
	size_t no_header_before; /* line: up to there none was found */
	size_t blank_lines;	 /* since the last line of open */
};

static bool runs_on(const struct entry *entry)
{
	return (entry->field && (entry->field->flags & FIELD_LINES)) || (entry->flags & LABEL_ADDRESS);
}

static bool is_consent(const struct entry *entry)
{
	return entry->field && strcmp(entry->field->key, "consent") == 0;
}

static char *bounded(struct arena *arena, const char *text)
{
	size_t length = strnlen(text, FORM_VALUE_BYTES);

	while (text[length] && length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
		length--;
	return arena_strndup(arena, text, length);
}

static void close_entry(struct walk *walk)
{
	walk->open = NULL;
	walk->is_pending = false;
	walk->blank_lines = 0;
}

/* NULL when there are more than a form can have. */
static struct entry *add_entry(struct walk *walk, struct entry entry, const char *value)
{
	struct entries *out = walk->out;

	if (out->count >= MOST_ENTRIES)
		return NULL;
	/* Of fixed capacity, so that walk->open stays where it is. */
	if (!out->items)
		out->items = arena_array(walk->arena, MOST_ENTRIES, sizeof(*out->items));
	entry.taken = (struct buf){.arena = walk->arena};
	if (entry.flags & LABEL_NAMED && !text_is_blank(value))
		buf_printf(&entry.taken, "%s ", entry.label);
	buf_adds(&entry.taken, bounded(walk->arena, value));
	out->items[out->count] = entry;
	return &out->items[out->count++];
}

static void open_entry(struct walk *walk, struct entry entry, const char *value, bool is_cell)
{
	close_entry(walk);
	walk->open = add_entry(walk, entry, value);
	walk->is_pending = walk->open && text_is_blank(value) && !is_cell;
}

/* Adds a line to the open entry, with the blank ones before it. */
static void append(struct walk *walk, const char *text, const char *between)
{
	struct buf *taken = &walk->open->taken;

	if (taken->length + strlen(text) + walk->blank_lines + 2 > FORM_VALUE_BYTES)
		return;
	if (taken->length > 0) {
		buf_adds(taken, between);
		if (walk->blank_lines > 0)
			buf_adds(taken, "\n");
	}
	buf_adds(taken, text);
	walk->blank_lines = 0;
	walk->is_pending = false;
}

static bool looks_like_label(struct walk *walk, const struct labelled *line)
{
	return strlen(line->label) <= MOST_SHAPED_BYTES &&
	       pattern_matches(walk->clock, PATTERN_LABEL_SHAPE, line->label);
}

/* The lines with text from here to the next known label or the end of the zone or of the form. */
static size_t lines_below(struct walk *walk, size_t from)
{
	size_t count = 0;

	for (size_t i = from; i < walk->body->count && count < 2; i++) {
		const struct line *line = &walk->body->lines[i];
		struct labelled labelled;

		if (line->zone != walk->zone || label_line_closing(walk->arena, line->text) != CLOSING_NONE)
			break;
		if (label_line_split(walk->arena, line->text, &labelled) &&
		    label_line_find(walk->kind, &labelled))
			break;
		count += !text_is_blank(line->text);
	}
	return count;
}

/* "Poste" is a title on one line, if there is no other, and else a description; "Offre" is a reference or a
 * title. */
static const char *settled_key(struct walk *walk, const struct label *label, const struct labelled *line,
			       size_t at)
{
	bool is_one_line = *line->value || lines_below(walk, at + 1) == 1;

	if (strcmp(label->key, "offer") == 0 &&
	    reference_find(walk->arena, walk->clock, text_fold(walk->arena, line->value)))
		return "ref";
	if (strcmp(label->key, "offer") == 0 || strcmp(label->key, "post") == 0)
		return is_one_line && !walk->has_title ? "title" : "description";
	return label->key;
}

static void take_label(struct walk *walk, const struct label *label, const struct labelled *line, size_t at)
{
	struct entry entry = {.field = field_by_key(settled_key(walk, label, line, at)),
			      .label = line->label,
			      .flags = label->flags};

	/* Below the closing formula stands a signature. A consent is read nevertheless: it could contradict
	 * one above. */
	if (walk->is_closed && !is_consent(&entry)) {
		close_entry(walk);
		return;
	}
	open_entry(walk, entry, line->value, line->is_cell);
}

static void take_unknown(struct walk *walk, const struct labelled *line)
{
	struct entry entry = {.label = line->label, .is_sensitive = label_is_sensitive(line->names[1])};

	open_entry(walk, entry, line->value, line->is_cell);
}

static void note_inner(struct walk *walk, const struct labelled *line)
{
	struct entries *out = walk->out;

	if (out->inner_count >= MOST_INNER)
		return;
	out->inner = arena_one_more(walk->arena, out->inner, out->inner_count, sizeof(*out->inner));
	out->inner[out->inner_count++] = line->label;
}

/* A line below "OUI" that takes some of it back. */
static bool doubts_consent(struct walk *walk, const char *text)
{
	char *folded =
	    text_fold(walk->arena, strlen(text) > 200 ? arena_strndup(walk->arena, text, 200) : text);

	return pattern_matches(walk->clock, PATTERN_CONSENT_DOUBT, folded) ||
	       (!walk->is_after_blank && text[0] >= 'a' && text[0] <= 'z');
}

/* A line without a known label. */
static void take_text(struct walk *walk, const char *text, const struct labelled *line)
{
	bool is_shaped = line && looks_like_label(walk, line);
	bool is_private = is_shaped && walk->kind == KIND_CV && label_is_sensitive(line->names[1]);
	bool is_within = walk->open && !walk->is_pending && runs_on(walk->open);

	if (walk->open && is_consent(walk->open) && !walk->is_pending) {
		if (walk->open->taken.length > 0 && doubts_consent(walk, text)) {
			append(walk, text, " ");
			return;
		}
		close_entry(walk);
	}
	if (is_private && is_within) {
		add_entry(walk, (struct entry){.label = line->label, .is_sensitive = true}, line->value);
		return;
	}
	if (walk->is_pending || is_within) {
		if (is_shaped && is_within)
			note_inner(walk, line);
		append(walk, text, "\n");
		if (!runs_on(walk->open) && !is_consent(walk->open))
			close_entry(walk);
		return;
	}
	if (is_shaped && walk->out->count > 0 && !walk->is_closed)
		take_unknown(walk, line);
	else
		close_entry(walk);
}

static void take_blank(struct walk *walk)
{
	walk->is_after_blank = true;
	if (!walk->open)
		return;
	if ((walk->open->flags & LABEL_ADDRESS) && !walk->is_pending)
		close_entry(walk);
	else if (!walk->is_pending)
		walk->blank_lines++;
}

static bool ends_form(struct walk *walk, const char *text)
{
	enum closing closing = label_line_closing(walk->arena, text);

	return closing == CLOSING_WHOLE || (closing == CLOSING_START && walk->is_after_blank);
}

static void take_line(struct walk *walk, size_t at)
{
	const char *text = walk->body->lines[at].text;
	struct labelled line;
	bool is_labelled = label_line_split(walk->arena, text, &line);
	const struct label *label = is_labelled ? label_line_find(walk->kind, &line) : NULL;

	if (label) {
		take_label(walk, label, &line, at);
	} else if (ends_form(walk, text)) {
		walk->is_closed |= walk->out->count > 0;
		close_entry(walk);
	} else {
		take_text(walk, bounded(walk->arena, text_trim(walk->arena, text)),
			  is_labelled ? &line : NULL);
	}
	walk->is_after_blank = false;
}

/* The lines that a mail program wrote above a forwarded or quoted message are no fields. */
static size_t skip_header(struct walk *walk, size_t at)
{
	size_t length, looked_at;

	if (walk->zone == ZONE_OWN || at < walk->no_header_before)
		return 0;
	length = label_line_header(walk->arena, walk->body->lines + at, walk->body->count - at, &looked_at);
	if (length == 0)
		walk->no_header_before = at + looked_at;
	return length;
}

static bool names_title(struct walk *walk, const char *text)
{
	struct labelled line;
	const struct label *label;

	if (!label_line_split(walk->arena, text, &line))
		return false;
	label = label_line_find(walk->kind, &line);
	return label && strcmp(label->key, "title") == 0;
}

static bool find_title(struct walk *walk)
{
	bool is_found = false;

	for (size_t i = 0; i < walk->body->count && !is_found; i++) {
		const struct line *line = &walk->body->lines[i];
		size_t header;

		if (line->zone != walk->zone)
			continue;
		header = skip_header(walk, i);
		if (header > 0)
			i += header - 1;
		else
			is_found = names_title(walk, line->text);
	}
	walk->no_header_before = 0;
	return is_found;
}

static void finish(struct entries *out)
{
	for (size_t i = 0; i < out->count; i++) {
		out->items[i].text = buf_text(&out->items[i].taken);
		out->filled += out->items[i].field && !text_is_blank(out->items[i].text);
	}
}

void labels_read(struct arena *arena, struct pattern_clock *clock, enum kind kind, const struct body *body,
		 enum zone zone, struct entries *out)
{
	struct walk walk = {
	    .arena = arena, .clock = clock, .kind = kind, .body = body, .zone = zone, .out = out};

	*out = (struct entries){0};
	walk.has_title = kind == KIND_OFFER && find_title(&walk);
	for (size_t i = 0; i < body->count && !clock->is_over; i++) {
		size_t header;

		if (body->lines[i].zone != zone) {
			close_entry(&walk);
			walk.is_after_blank = true;
		} else if (text_is_blank(body->lines[i].text)) {
			take_blank(&walk);
		} else if ((header = skip_header(&walk, i)) > 0) {
			close_entry(&walk);
			i += header - 1;
		} else {
			take_line(&walk, i);
		}
	}
	finish(out);
}

static void vote(struct label_votes *votes, unsigned kinds)
{
	for (unsigned kind = 1; kind < KIND_COUNT; kind++) {
		if (!(kinds & (1u << kind)))
			continue;
		votes->all[kind]++;
		votes->telling[kind] += kinds == (1u << kind);
	}
}

void labels_vote(struct arena *arena, struct pattern_clock *clock, const struct body *body, enum zone zone,
		 struct label_votes *votes)
{
	struct walk walk = {.arena = arena, .clock = clock, .body = body, .zone = zone};

	for (size_t i = 0; i < body->count; i++) {
		struct labelled line;
		const struct label *label;
		size_t header;

		if (body->lines[i].zone != zone)
			continue;
		if ((header = skip_header(&walk, i)) > 0) {
			i += header - 1;
			continue;
		}
		if (!label_line_split(arena, body->lines[i].text, &line))
			continue;
		label = label_line_find(KIND_CV, &line);
		votes->has_consent |=
		    label && strcmp(label->key, "consent") == 0 && label_line_kinds(&line) == (1u << KIND_CV);
		vote(votes, label_line_kinds(&line));
	}
}
