#include "labels.h"

#include "base/text.h"
#include "boxes.h"
#include "form.h"
#include "label_heading.h"
#include "label_lines.h"
#include "label_near.h"
#include "label_tail.h"
#include "label_wrap.h"
#include "values.h"

enum {
	MOST_ENTRIES = 2 * FORM_FIELDS,
	MOST_ENTRIES_OF_SEVERAL = 20000, /* forms in one text, which are read separately */
	MOST_INNER = FORM_NOTES,
	MOST_SHAPED_BYTES = 48,
	MOST_NAMED = 64,	/* fields of one kind */
	MOST_NEAR_LOOKUPS = 300 /* unknown labels of one zone, each of which is compared with the whole
				   table */
};

/* State of the walk over a zone's lines. */
struct walk {
	struct arena *arena;
	struct pattern_clock *clock;
	enum kind kind;
	const struct body *body;
	enum zone zone;
	struct entries *out;
	struct entry *open; /* the entry for the next lines */
	struct entry *last; /* the one-line field whose value is the line above, or NULL */
	const char *line_above;
	const char *heading;	       /* folded: the label without a value that stands above, or NULL */
	bool is_interrupted;	       /* a line below it was not part of it */
	bool is_pending;	       /* open has no text yet: the next non-blank line is its value */
	const char *named[MOST_NAMED]; /* keys of fields that have their own label somewhere */
	size_t named_count, near_lookups;
	size_t title_lines, most_entries;
	bool is_after_blank, has_label;
	bool is_closed, is_thanked; /* below a closing formula; below thanks, which may not be the end */
	struct wrapping wrapping;
	size_t signature;   /* from this line on everything is a signature; body->count when there is none */
	size_t blank_lines; /* blank lines since the last line of open */
	struct headers headers;
};

static bool runs_on(const struct entry *entry)
{
	return !entry->field || (entry->field->flags & FIELD_LINES) || (entry->flags & LABEL_ADDRESS);
}

static bool is_consent(const struct entry *entry)
{
	return entry->field && strcmp(entry->field->key, "consent") == 0;
}

static void close_entry(struct walk *walk)
{
	walk->open = walk->last = NULL;
	walk->is_interrupted = false;
	walk->is_pending = false;
	walk->blank_lines = 0;
}

/* NULL when there are too many. */
static struct entry *add_entry(struct walk *walk, struct entry entry, const char *value)
{
	struct entries *out = walk->out;

	if (out->count >= walk->most_entries)
		return NULL;
	/* Fixed capacity, so that walk->open stays valid. */
	if (!out->items)
		out->items = arena_array(walk->arena, walk->most_entries, sizeof(*out->items));
	entry.taken = (struct buf){.arena = walk->arena};
	if (entry.flags & LABEL_NAMED && !text_is_blank(value))
		buf_printf(&entry.taken, "%s ", entry.label);
	buf_adds(&entry.taken, label_value_bounded(walk->arena, value));
	out->items[out->count] = entry;
	return &out->items[out->count++];
}

static void open_entry(struct walk *walk, struct entry entry, const char *value, bool is_cell)
{
	close_entry(walk);
	walk->open = add_entry(walk, entry, value);
	walk->is_pending = walk->open && text_is_blank(value) && !is_cell;
}

/* Adds a line, and blank lines before it, to the open entry. */
static void append(struct walk *walk, const char *text, const char *between)
{
	struct buf *taken = walk->open ? &walk->open->taken : NULL;

	if (!taken || taken->length + strlen(text) + walk->blank_lines + 2 > FORM_VALUE_BYTES)
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
	       !label_line_is_greeting(walk->arena, line->label) &&
	       pattern_matches(walk->clock, PATTERN_LABEL_SHAPE, line->label);
}

/* Counts the non-blank lines up to the next known label or the end of the zone or form. */
static size_t lines_below(struct walk *walk, size_t from)
{
	size_t count = 0;
	bool is_thanks;

	for (size_t i = from; i < walk->body->count && count < 2; i++) {
		const struct line *line = &walk->body->lines[i];
		struct labelled labelled;

		if (line->zone != walk->zone || i >= walk->signature ||
		    label_line_closing(walk->arena, line->text, &is_thanks) != CLOSING_NONE)
			break;
		if ((label_line_split(walk->arena, line->text, &labelled) &&
		     label_line_find(walk->kind, &labelled)) ||
		    label_heading(walk->arena, walk->kind, line->text, &labelled))
			break;
		count += !text_is_blank(line->text);
	}
	return count;
}

/* "Poste" is a number of posts, a title when on one line and there is no other title, else a description;
 * "Offre" is a reference or a title. */
static bool is_named(const void *context, const char *key)
{
	const struct walk *walk = context;

	for (size_t i = 0; i < walk->named_count; i++)
		if (strcmp(walk->named[i], key) == 0)
			return true;
	return false;
}

static const char *settled_key(struct walk *walk, const struct label *label, const struct labelled *line,
			       size_t at)
{
	bool is_one_line = *line->value || lines_below(walk, at + 1) == 1;

	if (strcmp(label->key, "offer") == 0 &&
	    reference_find(walk->arena, walk->clock, text_fold(walk->arena, line->value)))
		return "ref";
	if (strcmp(label->key, "post") == 0 && *line->value &&
	    line->value[strspn(line->value, "0123456789")] == '\0')
		return "openings";
	if (strcmp(label->key, "offer") == 0 || strcmp(label->key, "post") == 0)
		return is_one_line && !is_named(walk, "title") ? "title" : "description";
	return label->key;
}

/* Below a closing formula is a signature, with a place and contact of its own. */
static bool belongs_to_signature(const struct walk *walk, const struct entry *entry,
				 const struct labelled *line)
{
	static const char *const keys[] = {"contact", "place", "company", "title"};

	if (!walk->is_closed)
		return false;
	if (label_line_is_of_signature(line))
		return true;
	for (size_t i = 0; !walk->is_thanked && i < ARRAY_SIZE(keys); i++)
		if (strcmp(entry->field->key, keys[i]) == 0)
			return true;
	return false;
}

static void add_stray(struct walk *walk, enum stray stray, const char *label, const char *text)
{
	struct entry entry = {.stray = stray, .label = label};

	walk->out->lost += !add_entry(walk, entry, text);
}

static void take_label(struct walk *walk, const struct label *label, const struct labelled *line, size_t at)
{
	struct entry entry = {.field = field_by_key(settled_key(walk, label, line, at)),
			      .label = line->label,
			      .flags = label->flags};

	/* A consent below the signature is read nevertheless: it may contradict one above. */
	if (belongs_to_signature(walk, &entry, line) && !is_consent(&entry)) {
		close_entry(walk);
		if (!label_line_is_of_signature(line))
			add_stray(walk, STRAY_BELOW, "", walk->body->lines[at].text);
		return;
	}
	walk->has_label = true;
	if (text_is_blank(line->value))
		walk->heading = line->names[1];
	open_entry(walk, entry, line->value, line->is_cell);
	if (walk->open && !walk->is_pending && !runs_on(walk->open))
		walk->last = walk->open;
}

/* Whether the label resembles a known one, which is then used or asked about. */
static bool take_near(struct walk *walk, const struct labelled *line, size_t at)
{
	struct near_label near;

	if (walk->near_lookups >= MOST_NEAR_LOOKUPS || strlen(line->label) > MOST_SHAPED_BYTES)
		return false;
	walk->near_lookups++;
	near = label_near(walk->kind, line->names[1], is_named, walk);
	if (!near.label || (text_is_blank(line->value) && !lines_below(walk, at + 1)) ||
	    (walk->is_closed && label_line_is_of_signature(line)))
		return false;
	take_label(walk, near.label, line, at);
	if (!walk->open)
		return true;
	walk->open->is_near = true;
	if (near.other) {
		const struct field_def *other = field_by_key(near.other->key);

		walk->open->other = other ? field_label(other) : "";
	}
	return true;
}

static void take_unknown(struct walk *walk, const struct labelled *line)
{
	struct entry entry = {.label = line->label, .is_sensitive = label_is_sensitive(line->names[1])};

	open_entry(walk, entry, line->value, line->is_cell);
	walk->out->lost += !walk->open;
}

static void note_inner(struct walk *walk, const struct labelled *line)
{
	struct entries *out = walk->out;

	if (out->inner_count >= MOST_INNER)
		return;
	out->inner = arena_one_more(walk->arena, out->inner, out->inner_count, sizeof(*out->inner));
	out->inner[out->inner_count++] = line->label;
}

/* A line below "OUI" that qualifies it. */
static bool doubts_consent(struct walk *walk, const char *text)
{
	char *folded =
	    text_fold(walk->arena, strlen(text) > 200 ? arena_strndup(walk->arena, text, 200) : text);

	return pattern_matches(walk->clock, PATTERN_CONSENT_DOUBT, folded) ||
	       (!walk->is_after_blank && text[0] >= 'a' && text[0] <= 'z');
}

/* Whether the line continues a one-line field: it was wrapped, its check boxes are on several lines, or the
 * town is below the street. */
static bool goes_on(struct walk *walk, const char *text)
{
	const struct entry *last = walk->last;

	if (!last || walk->is_after_blank || walk->is_interrupted)
		return false;
	if (wrapping_joins(&walk->wrapping, walk->line_above, text) || boxes_has(text))
		return true;
	return strcmp(last->field->key, "place") == 0 && strspn(text, "0123456789") == 5;
}

/* Text that a reader would miss: not the greeting, nor the name below a closing formula. */
static void take_stray(struct walk *walk, const char *text, const struct labelled *line)
{
	/* The second line of a field continues it, unless it has a label. */
	const struct entry *above = line ? NULL : walk->last;

	if (!walk->has_label) {
		if (!label_line_is_greeting(walk->arena, text))
			add_stray(walk, STRAY_ABOVE, "", text);
	} else if (!walk->is_closed) {
		if (!label_line_is_greeting(walk->arena, text))
			add_stray(walk, STRAY_WITHIN, above && !walk->is_after_blank ? above->label : "",
				  text);
	} else if ((label_line_is_prose(text) && !label_line_is_greeting(walk->arena, text)) ||
		   (line && *line->value && !label_line_is_of_signature(line))) {
		add_stray(walk, STRAY_BELOW, "", text);
	}
}

/* Handles a line without a known label. */
static void take_text(struct walk *walk, const char *text, const struct labelled *line)
{
	bool is_shaped = line && looks_like_label(walk, line);
	bool is_private = is_shaped && walk->kind == KIND_CV && label_is_sensitive(line->names[1]);

	if (walk->is_pending && !value_may_stand_below(walk->arena, walk->open->field, text))
		close_entry(walk);
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
	bool is_list = walk->open && walk->open->field && walk->open->field->flags & FIELD_LIST;
	if (is_within && walk->open &&
	    (is_list ? line && !strchr(text, '@') : is_shaped && !walk->open->field))
		is_within = false; /* the next unknown label */
	if (walk->open && (walk->is_pending || is_within)) {
		if (is_shaped && is_within)
			note_inner(walk, line);
		append(walk, text, "\n");
		if (!runs_on(walk->open) && !is_consent(walk->open)) {
			struct entry *last = walk->open;

			close_entry(walk);
			walk->last = last;
		}
		return;
	}
	if (!(is_shaped && *line->value) && goes_on(walk, text)) {
		buf_printf(&walk->last->taken, " %s", text);
		return;
	}
	if (is_shaped && (walk->is_closed ? walk->is_thanked && !label_line_is_of_signature(line)
					  : walk->has_label || *line->value)) {
		take_unknown(walk, line);
		return;
	}
	take_stray(walk, text, line);
	walk->open = NULL;
	walk->is_pending = false;
	walk->is_interrupted = true;
}

static void take_blank(struct walk *walk)
{
	walk->is_after_blank = true;
	if (!walk->open)
		return;
	if (((walk->open->flags & LABEL_ADDRESS) || !walk->open->field) && !walk->is_pending)
		close_entry(walk);
	else if (!walk->is_pending)
		walk->blank_lines++;
}

static bool ends_form(struct walk *walk, const char *text, bool *is_thanks)
{
	enum closing closing = label_line_closing(walk->arena, text, is_thanks);

	return closing == CLOSING_WHOLE || (closing == CLOSING_START && walk->is_after_blank);
}

static void close_form(struct walk *walk, bool is_thanks)
{
	walk->is_closed |= walk->has_label;
	walk->is_thanked = is_thanks;
	close_entry(walk);
}

/* A label alone on its line with its text below it, or labels that it heads. Nothing stands below a heading
 * whose field has a line of its own. */
static const struct label *find_heading(struct walk *walk, const char *text, size_t at, struct labelled *line)
{
	const struct label *label =
	    walk->is_closed ? NULL : label_heading(walk->arena, walk->kind, text, line);
	size_t below = at + 1;

	while (label && below < walk->body->count && text_is_blank(walk->body->lines[below].text))
		below++;
	bool heads =
	    label && below < walk->signature && walk->body->lines[below].zone == walk->zone &&
	    label_heads(walk->arena, label, walk->body->lines[below].text, is_named(walk, label->key));
	return heads ? label : NULL;
}

/* "Type : CDI" below "Contrat". */
static bool take_below_heading(struct walk *walk, const struct labelled *line, size_t at)
{
	const struct label *label = walk->heading && *line->value && looks_like_label(walk, line)
					? label_below_heading(walk->arena, walk->kind, line, walk->heading)
					: NULL;

	if (label)
		take_label(walk, label, line, at);
	return label != NULL;
}

static void take_line(struct walk *walk, size_t at)
{
	const char *text = walk->body->lines[at].text;
	struct labelled line;
	bool is_thanks, is_labelled = label_line_split(walk->arena, text, &line);
	const struct label *label =
	    is_labelled ? label_line_find(walk->kind, &line) : find_heading(walk, text, at, &line);

	if (label) {
		take_label(walk, label, &line, at);
	} else if (ends_form(walk, text, &is_thanks)) {
		close_form(walk, is_thanks);
	} else if (!is_labelled || (!take_near(walk, &line, at) && !take_below_heading(walk, &line, at))) {
		take_text(walk, label_value_bounded(walk->arena, text_trim(walk->arena, text)),
			  is_labelled ? &line : NULL);
	}
	walk->is_after_blank = false;
	walk->line_above = text;
}

static void note_name(struct walk *walk, const char *text)
{
	struct labelled line;
	const struct label *label;

	if (walk->named_count == MOST_NAMED || !label_line_split(walk->arena, text, &line))
		return;
	label = label_line_find(walk->kind, &line);
	walk->title_lines += label && (!strcmp(label->key, "title") || !strcmp(label->key, "post"));
	if (label && !is_named(walk, label->key))
		walk->named[walk->named_count++] = label->key;
}

/* Collects the fields that have their own label somewhere. */
static void find_named(struct walk *walk)
{
	for (size_t i = 0; i < walk->body->count; i++) {
		const struct line *line = &walk->body->lines[i];
		size_t header;

		if (line->zone != walk->zone)
			continue;
		header = label_header_at(walk->arena, &walk->headers, i);
		if (header > 0)
			i += header - 1;
		else
			note_name(walk, line->text);
	}
	walk->headers.none_before = 0;
}

static void finish(struct entries *out)
{
	for (size_t i = 0; i < out->count; i++) {
		out->items[i].text = buf_text(&out->items[i].taken);
		out->filled += out->items[i].field && !text_is_blank(out->items[i].text);
	}
}

/* A presumed signature gives no field, but the sender is told, as no formula marked it. */
static void take_signature(struct walk *walk, size_t at)
{
	const char *text = walk->body->lines[at].text;

	close_entry(walk);
	if (!text_is_blank(text) && walk->has_label && !walk->is_closed)
		walk->out->signature = walk->out->signature
					   ? arena_printf(walk->arena, "%s, %s", walk->out->signature, text)
					   : text;
}

void labels_read(struct arena *arena, struct pattern_clock *clock, enum kind kind, const struct body *body,
		 enum zone zone, struct entries *out)
{
	struct walk walk = {.arena = arena,
			    .clock = clock,
			    .kind = kind,
			    .body = body,
			    .zone = zone,
			    .out = out,
			    .headers = {.body = body, .zone = zone}};

	*out = (struct entries){0};
	find_named(&walk);
	walk.most_entries = walk.title_lines > 1 ? MOST_ENTRIES_OF_SEVERAL : MOST_ENTRIES;
	walk.wrapping = wrapping_of(body, zone);
	walk.signature = label_tail_signature(arena, clock, kind, body, zone);
	for (size_t i = 0; i < body->count && !clock->is_over; i++) {
		size_t header;

		if (body->lines[i].zone != zone) {
			close_entry(&walk);
			walk.is_after_blank = true;
		} else if (i >= walk.signature) {
			take_signature(&walk, i);
		} else if (text_is_blank(body->lines[i].text)) {
			take_blank(&walk);
		} else if ((header = label_header_at(arena, &walk.headers, i)) > 0) {
			close_entry(&walk);
			i += header - 1;
		} else {
			take_line(&walk, i);
		}
	}
	finish(out);
}
