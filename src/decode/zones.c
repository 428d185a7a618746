#include "zones.h"

#include "base/text.h"
#include "client_marks.h"
#include "own_letter.h"
#include "quoting.h"
#include "scan.h"

#include <string.h>

/* State of the walk over the lines. */
struct walk {
	const struct source *source;
	const char *const *folded;
	enum zone zone;	    /* of lines with at least quoting `depth` */
	unsigned depth;	    /* quoting depth in the region that a header started */
	bool is_region;	    /* below a reply or forwarding header */
	bool forwards;	    /* the subject of the message with these lines says that it forwards */
	bool is_signature;  /* below "-- " */
	bool is_disclaimer; /* until the next blank line */
	bool has_own;	    /* the sender's own text has begun */
	enum zone own;	    /* zone of text outside of any region */
};

/* Starts of one-line signatures that mobile and web clients add. */
static const char *const client_lines[] = {
    "envoye de mon ",	 "envoye depuis ",	  "envoye a partir d",	 "envoye avec ",
    "envoye par mon ",	 "obtenir outlook pour",  "telecharger outlook", "sent from my ",
    "sent from outlook", "sent from mail for",	  "get outlook for",	 "envoye via ",
    "sent with proton",	 "provenance : courrier",
};

/* Starts of paragraphs that companies' servers append. */
static const char *const disclaimers[] = {
    "ce message et ses pieces jointes",
    "ce message et toutes les pieces jointes",
    "ce message et tous les fichiers",
    "ce message et les pieces jointes",
    "ce message et ses annexes",
    "ce message (et ",
    "ce message, ainsi que",
    "ce message est confidentiel",
    "ce message est etabli a l'intention",
    "ce message electronique",
    "ce courriel et ses pieces jointes",
    "ce courriel et toutes les pieces jointes",
    "ce courriel est confidentiel",
    "ce courriel peut contenir",
    "ce mail et ses pieces jointes",
    "cet e-mail et ses pieces jointes",
    "cet e-mail et toutes les pieces jointes",
    "les informations contenues dans ce message",
    "les informations contenues dans ce courriel",
    "avant d'imprimer",
    "pensez a l'environnement",
    "pensez environnement",
    "n'imprimez ce m",
    "l'integrite de ce message",
    "si vous n'etes pas le destinataire",
    "si vous avez recu ce message par erreur",
    "this message and any attachments",
    "this e-mail and any ",
    "this email and any ",
    "this message (including",
    "please consider the environment",
    "cet e-mail a ete verifie par",
    "cet email ne contient",
    "l'absence de virus dans ce",
};

static bool starts_with_any(const char *folded, const char *const *prefixes, size_t count)
{
	folded += strspn(folded, "*_ -");
	for (size_t i = 0; i < count; i++)
		if (text_starts_with(folded, prefixes[i]))
			return true;
	return false;
}

static bool is_client_line(const char *folded)
{
	enum { MOST_BYTES = 120 };

	return strlen(folded) <= MOST_BYTES &&
	       starts_with_any(folded, client_lines, ARRAY_SIZE(client_lines));
}

static bool is_disclaimer(const char *folded)
{
	return starts_with_any(folded, disclaimers, ARRAY_SIZE(disclaimers));
}

static bool greets(const char *folded)
{
	static const char *const greetings[] = {"bonjour", "bonsoir", "madame,", "monsieur,"};

	return starts_with_any(folded, greetings, ARRAY_SIZE(greetings));
}

/* The quoting depth of the next non-blank line after `line`, at least `depth` when there is none. */
static unsigned next_depth(const struct walk *walk, size_t line, unsigned depth)
{
	for (; line < walk->source->count; line++)
		if (*walk->folded[line])
			return walk->source->lines[line].depth;
	return depth;
}

static void enter_region(struct walk *walk, enum zone zone, unsigned depth)
{
	walk->is_region = true;
	walk->zone = zone;
	walk->depth = depth;
	walk->is_signature = walk->is_disclaimer = false;
}

/* Starts the region below a header found at `line`; returns the zone of the header itself. */
static enum zone open_region(struct walk *walk, size_t line, const struct quoting *found)
{
	unsigned depth = walk->source->lines[line].depth;
	unsigned below = next_depth(walk, line + found->lines, depth);
	bool forwards = found->is_forward || (walk->forwards && !found->is_attribution);
	enum zone zone = forwards ? ZONE_FORWARDED : ZONE_QUOTED;

	if (found->is_attribution && below > depth) {
		walk->is_signature = walk->is_disclaimer = false;
		return zone; /* quoted lines are marked; answers may be between them */
	}
	if (found->lines > 1 && depth < walk->source->lines[line + found->lines - 1].depth)
		depth = walk->source->lines[line + found->lines - 1].depth;
	else if (below > depth && (found->lines == 1 || !forwards))
		depth = below; /* only the text below is marked; answers may be between it */
	enter_region(walk, zone, depth);
	walk->forwards = found->subject && quoting_is_forward_subject(found->subject);
	return zone;
}

/* Whether a header at this line would change the zone: quoted lines stay quoted. */
static bool may_open(const struct walk *walk, const struct source_line *line)
{
	if (walk->is_region)
		return walk->zone == ZONE_FORWARDED && line->depth <= walk->depth;
	return !line->depth || walk->forwards;
}

static struct quoting find_header(const struct walk *walk, size_t line)
{
	const struct source_line *at = &walk->source->lines[line];
	struct quoting found = {0};

	if (!may_open(walk, at))
		return found;
	found = quoting_find(walk->source, walk->folded, line);
	if (!found.lines && !walk->is_region && own_letter_begins(walk->source->arena, walk->folded[line]))
		found = (struct quoting){.lines = 1, .is_attribution = true};
	if (!found.lines && at->marks & MARK_HEADER && !walk->is_region)
		found = (struct quoting){.lines = 1};
	found.is_forward |= found.lines && at->marks & MARK_FORWARD;
	return found;
}

/* Below the last line of our letter stands the answer of a client that doesn't mark quoted lines, unless one
 * stands above; then it is what servers append. */
static bool ends_letter(const struct walk *walk, size_t line)
{
	return walk->is_region && walk->zone == ZONE_QUOTED && !walk->has_own &&
	       own_letter_ends(walk->source->arena, walk->folded[line]);
}

static void leave_region(struct walk *walk)
{
	walk->is_region = false;
	walk->zone = walk->own;
	walk->depth = 0;
}

/* The zone of a line at which no header starts. */
static enum zone plain_zone(struct walk *walk, size_t line)
{
	const struct source_line *at = &walk->source->lines[line];
	const char *folded = walk->folded[line];

	if (walk->is_region && at->depth < walk->depth && *folded)
		leave_region(walk); /* the quotation at that depth has ended */
	if (ends_letter(walk, line)) {
		leave_region(walk);
		return ZONE_QUOTED;
	}
	if (at->depth > walk->depth || walk->zone == ZONE_QUOTED)
		return ZONE_QUOTED;
	walk->is_signature |= !strcmp(at->text, "-- ") || !strcmp(at->text, "--");
	if (walk->is_signature && !walk->has_own && greets(folded) && line && !*walk->folded[line - 1])
		walk->is_signature = false; /* an answer that was typed below it */
	walk->is_disclaimer = *folded && (walk->is_disclaimer || is_disclaimer(folded));
	if (walk->is_signature || walk->is_disclaimer || at->marks & MARK_SIGNATURE || is_client_line(folded))
		return ZONE_SIGNATURE;
	walk->has_own |= walk->zone == walk->own && *folded;
	return walk->zone;
}

static const char *const *fold_all(const struct source *source)
{
	enum { FOLDED_BYTES = 2000 }; /* headers and signatures are shorter */
	const char **folded = arena_array(source->arena, source->count + 1, sizeof(*folded));

	for (size_t i = 0; i < source->count; i++) {
		const char *text = source->lines[i].text;

		folded[i] = text_fold(source->arena, strlen(text) > FOLDED_BYTES
							 ? arena_strndup(source->arena, text, FOLDED_BYTES)
							 : text);
	}
	return folded;
}

static void add_line(struct arena *arena, struct body *body, enum zone zone, const char *text)
{
	body->lines = scan_grow(arena, body->lines, body->count, sizeof(*body->lines));
	body->lines[body->count++] = (struct line){zone, client_marks_remove(arena, text)};
}

void zones_tell(const struct source *source, const char *subject, enum zone own, struct body *body)
{
	struct walk walk = {.source = source, .folded = fold_all(source)};

	walk.own = walk.zone = own;
	walk.forwards = quoting_is_forward_subject(text_fold(source->arena, subject));
	for (size_t i = 0; i < source->count;) {
		struct quoting found = find_header(&walk, i);
		enum zone zone = found.lines ? open_region(&walk, i, &found) : plain_zone(&walk, i);

		for (size_t last = i + (found.lines ? found.lines : 1); i < last; i++)
			add_line(source->arena, body, zone, source->lines[i].text);
	}
}
