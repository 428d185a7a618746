#include "calendar_text.h"

#include "base/phrases.h"
#include "base/text.h"
#include "label_lines.h"
#include "values.h"
#include "words_lines.h"
#include "words_text.h"

enum { MOST_COMMENT = 1000, MOST_LINES = 1000 };

/* A line of marks only: everything below is quoted. Zimbra and Outlook write "*~*~*~*~*"; list marks at its
 * start are removed already. */
static bool is_separator(const char *line)
{
	size_t length = strlen(line);

	return (length >= 5 && strspn(line, "*~-_=. ") == length) || text_starts_with(line, "-::~:~::");
}

/* The first line of our letters, or the last line of our description in the calendar object: some clients
 * quote these without any mark. */
static bool is_our_own(struct arena *arena, const char *line)
{
	static const char letter[] = "PASSERELLE – ";
	const char *sentence = phrase("invite.answer");
	const char *beginning = arena_strndup(arena, sentence, strcspn(sentence, "{"));

	return text_starts_with(line, letter) ||
	       text_starts_with(value_words(arena, line), value_words(arena, beginning));
}

static bool is_one_of(const char *const *list, size_t count, const char *words)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(words, list[i]))
			return true;
	return false;
}

/* A line of the table in which programs show an event; words as in value_words. */
static bool is_shown_label(struct arena *arena, const char *line)
{
	static const char *const labels[] = {
	    " quand ",
	    " when ",
	    " ou ",
	    " where ",
	    " lieu ",
	    " location ",
	    " endroit ",
	    " emplacement ",
	    " heure ",
	    " time ",
	    " titre ",
	    " objet ",
	    " subject ",
	    " organisateur ",
	    " organizer ",
	    " invites ",
	    " invitees ",
	    " participants ",
	    " participants requis ",
	    " participants facultatifs ",
	};
	const char *label = arena_strndup(arena, line, strcspn(line, ":"));

	return is_one_of(labels, ARRAY_SIZE(labels), value_words(arena, label));
}

/* A program's sentence: "Zoé Ferrand a accepté votre invitation.", "… la demande de réunion suivante :". */
static bool is_announcement(const char *words)
{
	static const char *const acts[] = {
	    " a accepte ", " a refuse ",     " a decline ",    " a provisoirement ", " a delegue ",
	    " a repondu ", " has accepted ", " has declined ", " has tentatively ",
	};

	if (!strstr(words, " invitation ") && !strstr(words, " demande de reunion "))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(acts); i++)
		if (strstr(words, acts[i]))
			return true;
	return false;
}

/* A program's text for an answer without comment, as in value_words. */
static const char *const ready_made[] = {
    " ",
    " bonjour ",
    " cordialement ",
    " accepte ",
    " refuse ",
    " decline ",
    " oui je participerai ",
    " non je ne participerai pas ",
    " je participerai peut etre ",
    " yes i will attend ",
    " no i won t attend ",
    " i might attend ",
    " invitation d origine ",
    " voici une nouvelle demande de reunion ",
};

static bool is_boilerplate(struct arena *arena, const char *line)
{
	return is_shown_label(arena, line) ||
	       is_one_of(ready_made, ARRAY_SIZE(ready_made), value_words(arena, line));
}

static void add_line(struct arena *arena, struct body *body, const char *text)
{
	body->lines = arena_one_more(arena, body->lines, body->count, sizeof(*body->lines));
	body->lines[body->count++] = (struct line){ZONE_OWN, text};
}

void calendar_text_add(struct arena *arena, struct body *body, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");

		add_line(arena, body, text_trim(arena, arena_strndup(arena, text, length)));
		text += length + (text[length] == '\n');
	}
}

static void add_beside(struct work *work, struct body *body)
{
	const struct body *from = work->mail->plain.count ? &work->mail->plain : &work->mail->html;

	for (size_t i = 0; i < from->count && body->count < MOST_LINES; i++) {
		if (from->lines[i].zone != ZONE_OWN)
			continue;
		const char *line = from->lines[i].text;

		if (is_separator(line) || is_our_own(work->arena, line))
			break;
		/* The line contains the sender's name, as the first line of a signature does. */
		if (!is_announcement(value_words(work->arena, line)))
			add_line(work->arena, body, line);
	}
}

/* Video services add long descriptions; their block starts with such a line. */
const char *calendar_text_without_video(struct arena *arena, const char *description)
{
	static const char *const starts[] = {"*~*~*",
					     "-::~:~::",
					     "_______",
					     "........",
					     "Réunion Microsoft Teams",
					     "Microsoft Teams",
					     "Rejoindre Zoom",
					     "Join Zoom",
					     "Join with Google Meet",
					     "Participer avec Google Meet",
					     "Rejoindre la réunion"};
	struct buf out = {.arena = arena};

	while (*description) {
		size_t length = strcspn(description, "\n");
		const char *line = text_trim(arena, arena_strndup(arena, description, length));

		for (size_t i = 0; i < ARRAY_SIZE(starts); i++)
			if (text_starts_with(line, starts[i]))
				return buf_text(&out);
		buf_printf(&out, "%s\n", line);
		description += length + (description[length] == '\n');
	}
	return buf_text(&out);
}

static bool is_labelled(struct work *work, const char *line)
{
	struct labelled labelled;

	return label_line_split(work->arena, line, &labelled) && label_line_find(work->form->kind, &labelled);
}

const char *calendar_text_unlabelled(struct work *work, const char *text)
{
	struct body lines = {0};
	struct buf out = {.arena = work->arena};

	calendar_text_add(work->arena, &lines, text);
	for (size_t i = 0; i < lines.count; i++)
		if (!is_labelled(work, lines.lines[i].text))
			buf_printf(&out, "%s\n", lines.lines[i].text);
	return text_trim(work->arena, buf_text(&out));
}

bool calendar_text_has_comment(const struct icalendar *calendar, const struct icalendar_party *party)
{
	return !text_is_blank(calendar->comment) || (party && !text_is_blank(party->comment));
}

bool calendar_text_is_told(const struct icalendar *calendar, const struct icalendar_party *party)
{
	static const char *const products[] = {"Zimbra", "SOGo", "Inverse", "winmail.dat", "MIMEDIR"};

	for (size_t i = 0; i < ARRAY_SIZE(products); i++)
		if (strstr(calendar->product, products[i]))
			return true;
	return calendar_text_has_comment(calendar, party);
}

void calendar_text_said(struct work *work, const struct icalendar_party *party, struct body *body)
{
	const struct icalendar *calendar = work->mail->calendar;
	struct body all = {0};

	calendar_text_add(work->arena, &all, calendar->comment);
	if (party && !strstr(calendar->comment, party->comment))
		calendar_text_add(work->arena, &all, party->comment);
	if (!calendar_text_has_comment(calendar, party))
		add_beside(work, &all);
	struct line_list lines = lines_own(work->arena, &all);

	lines_cut_paragraphs(&lines);
	size_t all_count = lines.count;

	lines_cut_signature(&work->clock, &lines, own_text_sender(work->arena, work->mail));
	/* Below "Merci !" a field is no part of a signature. */
	for (size_t i = 0; i < all_count; i++)
		if (i < lines.count || is_labelled(work, lines.lines[i]))
			add_line(work->arena, body, lines.lines[i]);
}

const char *calendar_text_comment(struct work *work, const struct icalendar_party *party)
{
	const struct icalendar *calendar = work->mail->calendar;
	bool is_own = calendar_text_has_comment(calendar, party);
	struct body body = {0};
	struct buf out = {.arena = work->arena};

	if (calendar_text_is_told(calendar, party))
		calendar_text_said(work, party, &body);
	for (size_t i = 0; i < body.count && out.length < MOST_COMMENT; i++) {
		const char *line = body.lines[i].text;

		if (!text_is_blank(line) && !is_labelled(work, line) &&
		    (is_own || !is_boilerplate(work->arena, line)))
			buf_printf(&out, "%s%s", out.length ? "\n" : "", line);
	}
	return text_undirected(work->arena, buf_text(&out));
}
