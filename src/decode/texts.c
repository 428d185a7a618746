#include "texts.h"

#include "armour.h"
#include "base/text.h"
#include "scan.h"
#include "zones.h"

struct text_unit {
	struct source plain, html;
	bool is_resumed; /* further lines are added to the first text, in whichever type it has */
};

static bool is_blank_source(const struct source *source)
{
	for (size_t i = 0; i < source->count; i++)
		if (!text_is_blank(source->lines[i].text))
			return false;
	return true;
}

static bool is_blank_unit(const struct text_unit *unit)
{
	return is_blank_source(&unit->plain) && is_blank_source(&unit->html);
}

bool texts_is_blank(const struct texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		if (!is_blank_unit(&texts->units[i]))
			return false;
	return true;
}

void texts_begin(struct texts *texts)
{
	struct arena *arena = texts->decoding->arena;

	if (texts->count == 1 && is_blank_unit(&texts->units[0]))
		texts->count = 0;
	texts->units = scan_grow(arena, texts->units, texts->count, sizeof(*texts->units));
	texts->units[texts->count++] = (struct text_unit){.plain.arena = arena, .html.arena = arena};
}

void texts_resume(struct texts *texts)
{
	if (!texts->count || is_blank_unit(&texts->units[0])) {
		texts_begin(texts);
		return;
	}
	texts->units = scan_grow(texts->decoding->arena, texts->units, texts->count, sizeof(*texts->units));
	struct text_unit *first = &texts->units[0];
	texts->units[texts->count++] = (struct text_unit){
	    .plain.arena = first->plain.arena, .html.arena = first->html.arena, .is_resumed = true};
}

struct source *texts_source(struct texts *texts, bool is_html)
{
	if (!texts->count)
		texts_begin(texts);
	struct text_unit *unit = &texts->units[texts->count - 1];

	return is_html ? &unit->html : &unit->plain;
}

bool texts_has(const struct texts *texts, bool is_html)
{
	for (size_t i = 0; i < texts->count; i++)
		if ((is_html ? &texts->units[i].html : &texts->units[i].plain)->count)
			return true;
	return false;
}

bool texts_is_only(const struct texts *texts, bool is_html)
{
	if (!texts->count)
		return false;
	const struct text_unit *first = &texts->units[0];

	return is_html ? first->html.count && !first->plain.count : first->plain.count && !first->html.count;
}

static void add_unspaced(struct buf *out, const char *text)
{
	for (const char *c = text_fold(out->arena, text); *c; c++)
		if (*c != ' ')
			buf_addc(out, *c);
}

static void add_lines_unspaced(struct buf *out, const struct source *source)
{
	for (size_t i = 0; i < source->count; i++)
		add_unspaced(out, source->lines[i].text);
	buf_addc(out, '\n');
}

bool texts_hold(const struct texts *texts, const char *text)
{
	enum { MOST_COMPARED = 50 };
	struct arena *arena = texts->decoding->arena;
	struct buf whole = {.arena = arena};
	size_t lines = 0, held = 0;

	for (size_t i = 0; i < texts->count; i++) {
		add_lines_unspaced(&whole, &texts->units[i].plain);
		add_lines_unspaced(&whole, &texts->units[i].html);
	}
	const char *within = buf_text(&whole);

	for (size_t length; *text && lines < MOST_COMPARED; text += length + (text[length] != '\0')) {
		struct buf line = {.arena = arena};

		length = strcspn(text, "\r\n");
		add_unspaced(&line, arena_strndup(arena, text, length));
		lines += line.length > 0;
		held += line.length > 0 && strstr(within, buf_text(&line));
	}
	return held * 2 > lines || !lines;
}

static void append(struct source *out, const struct source *more)
{
	for (size_t i = 0; i < more->count; i++)
		source_add(out, more->lines[i].text, more->lines[i].depth, more->lines[i].marks);
}

/* The text's lines in that version of the message, or in the other version when it exists only there. */
static const struct source *version_of(const struct text_unit *unit, bool is_html)
{
	const struct source *wanted = is_html ? &unit->html : &unit->plain;

	return wanted->count ? wanted : is_html ? &unit->plain : &unit->html;
}

static void tell_version(struct texts *texts, bool is_html, const char *subject, enum zone own,
			 struct body *body)
{
	struct source first = {.arena = texts->decoding->arena};

	for (size_t i = 0; i < texts->count; i++)
		if (!i || texts->units[i].is_resumed)
			append(&first, version_of(&texts->units[i], is_html));
	zones_tell(armour_remove(texts->decoding, &first), subject, own, body);
	for (size_t i = 1; i < texts->count; i++)
		if (!texts->units[i].is_resumed)
			zones_tell(armour_remove(texts->decoding, version_of(&texts->units[i], is_html)),
				   subject, own == ZONE_OWN ? ZONE_BESIDE : ZONE_SIGNATURE, body);
}

void texts_finish(struct texts *texts, const char *subject, enum zone own)
{
	struct mail *mail = texts->decoding->mail;
	bool has_versions = false;

	for (size_t i = 0; i < texts->count; i++)
		has_versions |= texts->units[i].plain.count && texts->units[i].html.count;
	if (has_versions || (texts->count && !texts_is_only(texts, true)))
		tell_version(texts, false, subject, own, &mail->plain);
	if (has_versions || texts_is_only(texts, true))
		tell_version(texts, true, subject, own, &mail->html);
	*texts = (struct texts){.decoding = texts->decoding};
}
