#include "words_text.h"

#include "base/text.h"
#include "label_lines.h"
#include "words_codes.h"
#include "words_lines.h"
#include "words_names.h"

#include <ctype.h>
#include <strings.h>

enum {
	MOST_SENTENCES = 80,
	MOST_SENTENCE_BYTES = 1000,
	MOST_OF_BEGINNING_BYTES = 64, /* range in which a question is recognised */
	MOST_GREETING_BYTES = 40,
	WRAPPED_FROM_BYTES = 50, /* shorter lines were not wrapped by a mail program */
};

static bool begins_small(const char *line)
{
	return islower((unsigned char)*line) || *line == '(' ||
	       ((unsigned char)line[0] == 0xC3 && (unsigned char)line[1] >= 0xA0);
}

/* Whether a sentence continues on the next line. */
static bool goes_on(const char *line, const char *next)
{
	size_t length = strlen(line);

	return length >= WRAPPED_FROM_BYTES && *next && !strchr(".!?:", line[length - 1]) &&
	       begins_small(next);
}

/* "Le permis B." is no initial. */
static bool is_of_a_kind(const char *text, size_t letter)
{
	static const char *const kinds[] = {"permis ", "plan ",	  "salle ", "categorie ",
					    "annexe ", "groupe ", "option "};

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (letter >= strlen(kinds[i]) &&
		    !strncasecmp(text + letter - strlen(kinds[i]), kinds[i], strlen(kinds[i])))
			return true;
	return false;
}

/* "M. Durand", "Mme. Petit", "etc. et", "Yasmine B. a", "MME K. RETIRE": not the end of a sentence. */
static bool is_abbreviation(const char *text, size_t dot)
{
	static const char *const words[] = {"m",   "mm", "mme", "mlle", "dr",  "st", "ste",
					    "tel", "cf", "ex",	"n",	"art", "etc"};
	size_t start = dot, next = dot + 1 + strspn(text + dot + 1, " ");

	while (start > 0 && isalpha((unsigned char)text[start - 1]))
		start--;
	if (dot - start == 1 && start > 0 && text[start - 1] == ' ' && next > dot + 1 &&
	    (islower((unsigned char)text[next]) || line_is_shouted(text)) && !is_of_a_kind(text, start))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (strlen(words[i]) == dot - start && !strncasecmp(words[i], text + start, dot - start))
			return true;
	return false;
}

static void add_sentence(struct arena *arena, struct own_text *out, const char *text, size_t length)
{
	char *written = text_trim(arena, arena_strndup(arena, text, length));
	bool has_thumb = false;

	if (!*written || out->count >= MOST_SENTENCES)
		return;
	char *folded = words_spell(
	    arena,
	    length > MOST_SENTENCE_BYTES ? text_one_line(arena, written, MOST_SENTENCE_BYTES) : written,
	    &has_thumb);

	out->sentences[out->count++] = (struct own_sentence){
	    .written = written,
	    .folded = folded,
	    .is_question = line_asks(written),
	    .has_thumb = has_thumb,
	};
}

static bool is_said_like(struct pattern_clock *clock, const struct pattern_code *code, struct arena *arena,
			 const char *text)
{
	bool has_thumb = false;
	struct match match;

	return pattern_code_find(clock, code, words_spell(arena, text, &has_thumb), 0, &match);
}

/* Whether a question starts after byte `at`: by itself, or after a conjunction in a sentence with a question
 * mark. */
static bool asks_from(struct arena *arena, struct pattern_clock *clock, const char *text, size_t at,
		      bool is_marked)
{
	static const char *const joints[] = {", ", "; ", " - ", ": ", " mais ", " et ", " par contre "};
	const char *beginning = text_one_line(arena, text + at, MOST_OF_BEGINNING_BYTES);
	bool is_joint = false;

	if (is_said_like(clock, words_codes.asks_alone, arena, beginning))
		return true;
	for (size_t i = 0; is_marked && i < ARRAY_SIZE(joints); i++) {
		size_t length = strlen(joints[i]);

		is_joint |= at >= length && strncmp(text + at - length, joints[i], length) == 0;
	}
	return is_joint && is_said_like(clock, words_codes.asks_behind, arena, text + at);
}

/* "Nous venons à 3, faut-il un badge ?": a statement followed by a question. Returns the length of the
 * statement, 0 when all of it is a question. */
static size_t stated_length(struct arena *arena, struct pattern_clock *clock, const char *text, size_t length)
{
	const char *sentence = arena_strndup(arena, text, length);

	if (length == 0 || length > MOST_SENTENCE_BYTES)
		return 0;
	for (size_t at = 1; at < length; at++)
		if (sentence[at - 1] == ' ' &&
		    asks_from(arena, clock, sentence, at, sentence[length - 1] == '?'))
			return is_said_like(clock, words_codes.states, arena,
					    arena_strndup(arena, sentence, at))
				   ? at
				   : 0;
	return 0;
}

static bool ends_quoted(struct arena *arena, const char *text, size_t length)
{
	const char *stated = text_strip(text_fold(arena, arena_strndup(arena, text, length)), "", " ,;:");
	size_t bytes = strlen(stated);

	return bytes > 0 && stated[bytes - 1] == '"';
}

static void add_sentences(struct arena *arena, struct pattern_clock *clock, struct own_text *out,
			  const char *text, size_t length)
{
	size_t stated = stated_length(arena, clock, text, length);

	/* "« C'est effacé », dois-je l'écrire ?" states nothing. */
	if (ends_quoted(arena, text, stated))
		stated = 0;
	if (stated > 0) {
		size_t first = out->count;

		add_sentence(arena, out, text, stated);
		if (out->count > first)
			out->sentences[first].asks_on = true;
	}
	add_sentence(arena, out, text + stated, length - stated);
}

/* "Bonjour Pierre-Yves, pouvez-vous …": the length of the greeting with its comma; 0 for none. */
static size_t greeting_length(struct arena *arena, const char *line)
{
	size_t length = strcspn(line, ",");

	return length < MOST_GREETING_BYTES && line[length] && line[length + 1] == ' ' &&
		       line_greets(arena, arena_strndup(arena, line, length))
		   ? length + 1
		   : 0;
}

static void cut_sentences(struct arena *arena, struct pattern_clock *clock, const char *line,
			  struct own_text *out)
{
	size_t start = out->count == 0 ? greeting_length(arena, line) : 0;

	add_sentence(arena, out, line, start);
	for (size_t i = start; line[i]; i++) {
		size_t marks = strspn(line + i, ".!?;");
		bool ends = marks > 0 && (line[i + marks] == ' ' || line[i + marks] == '\0' ||
					  (unsigned char)line[i + marks] >= 0x80);

		if (!marks)
			continue;
		if (ends && !(marks == 1 && line[i] == '.' && is_abbreviation(line, i))) {
			add_sentences(arena, clock, out, line + start, i + marks - start);
			start = i + marks;
		}
		i += marks - 1;
	}
	add_sentences(arena, clock, out, line + start, strlen(line + start));
}

/* "…" ends a sentence like "...". */
static const char *with_three_dots(struct arena *arena, const char *line)
{
	static const char ellipsis[] = "\u2026";
	struct buf out = {.arena = arena};
	const char *at;

	while ((at = strstr(line, ellipsis))) {
		buf_add(&out, line, (size_t)(at - line));
		buf_adds(&out, "...");
		line = at + strlen(ellipsis);
	}
	buf_adds(&out, line);
	return buf_text(&out);
}

const char *own_text_sender(struct arena *arena, const struct mail *mail)
{
	return arena_printf(arena, "%s %s", mail->from_name, mail->from_count ? mail->from[0] : "");
}

static void add_unspaced(struct buf *out, const char *line)
{
	for (const char *c = text_fold(out->arena, line); *c; c++)
		if (*c != ' ' && *c != '\t')
			buf_addc(out, *c);
}

/* Whether one of the first lines, whoever wrote it, is in the other version, however that is wrapped. */
static bool shares_line(struct arena *arena, const struct body *body, const struct body *other)
{
	enum { MOST_COMPARED = 50 };
	struct buf whole = {.arena = arena};

	for (size_t i = 0; i < other->count; i++)
		add_unspaced(&whole, other->lines[i].text);
	for (size_t i = 0, compared = 0; i < body->count && compared < MOST_COMPARED; i++) {
		struct buf line = {.arena = arena};

		add_unspaced(&line, body->lines[i].text);
		compared += line.length > 0;
		if (line.length && strstr(buf_text(&whole), buf_text(&line)))
			return true;
	}
	return false;
}

const struct body *own_text_body(struct arena *arena, const struct mail *mail)
{
	bool is_plain = mail->has_plain && (!mail->has_html || shares_line(arena, &mail->plain, &mail->html));

	return is_plain ? &mail->plain : &mail->html;
}

struct own_text own_text_read(struct arena *arena, struct pattern_clock *clock, const struct body *body,
			      const char *sender)
{
	struct own_text out = {.sentences = arena_array(arena, MOST_SENTENCES, sizeof(*out.sentences))};
	struct line_list list = lines_own(arena, body);
	struct buf text = {.arena = arena};

	lines_cut_paragraphs(&list);
	lines_cut_signature(clock, &list, sender);
	for (size_t i = 0; i < list.count;) {
		struct buf line = {.arena = arena};

		do
			buf_printf(&line, "%s%s", line.length ? " " : "",
				   with_three_dots(arena, list.lines[i]));
		while (++i < list.count && goes_on(list.lines[i - 1], list.lines[i]));
		buf_printf(&text, "%s%s", text.length ? "\n" : "", buf_text(&line));
		cut_sentences(arena, clock, buf_text(&line), &out);
	}
	out.text = text_trim(arena, buf_text(&text));
	return out;
}

bool own_text_ends_with_name(struct arena *arena, const struct own_text *text, size_t at)
{
	const char *written = text->sentences[at].written;
	size_t words = 1;

	if (at > 0 && line_is_shouted_answer(arena, written, text->sentences[at - 1].written))
		return false;
	for (const char *c = written; *c; c++) {
		words += *c == ' ';
		if (strchr("0123456789?!:,;/", *c) || (*c == ' ' && c[1] >= 'a' && c[1] <= 'z'))
			return false;
	}
	return at > 0 && at + 1 == text->count && words <= WORDS_MOST_OF_NAME &&
	       (*written < 'a' || *written > 'z');
}

bool own_text_greets(const struct own_text *text, size_t at)
{
	/* whom "bonjour" addresses: not "bonjour sabrina a perdu son permis" */
	static const char *const groups[] = {"a tou", "a vous", "mesdames", "messieurs", "mme",
					     "m ",    "mr ",	"madame",   "monsieur",	 "cher",
					     "les ",  "tou",	"l'equipe"};
	static const char *const statements[] = {" ne ",  " n'",    " pas", " est ", " sont ",
						 " sera", " vient", " je ", " c'",   " aide"};
	enum { MOST_NAMES = 2 };
	const char *folded = text->sentences[at].folded;
	const char *addressed = folded + strlen("bonjour ");
	const char *name = strchr(text->sentences[at].written, ' ');
	size_t words = 1;

	if (at > 1 || !name || !text_starts_with(folded, "bonjour ") ||
	    strlen(folded) >= MOST_GREETING_BYTES || strpbrk(folded, ",0123456789") ||
	    line_contains(folded, statements, ARRAY_SIZE(statements)))
		return false;
	if (line_starts_with(addressed, groups, ARRAY_SIZE(groups)))
		return true;
	if (line_is_shouted(text->sentences[at].written) && strchr(name + 1, ' '))
		return false;
	for (const char *c = name + 1; *c; c++)
		if (*c == ' ' && (++words > MOST_NAMES || islower((unsigned char)c[1])))
			return false;
	return true;
}

static bool holds_label(struct arena *arena, struct pattern_clock *clock, const struct mail *mail,
			const struct body *body, enum kind kind)
{
	const char *text = own_text_read(arena, clock, body, own_text_sender(arena, mail)).text;
	struct labelled line;

	while (*text) {
		size_t length = strcspn(text, "\n");

		if (label_line_split(arena, arena_strndup(arena, text, length), &line) &&
		    label_line_find(kind, &line))
			return true;
		text += length + (text[length] == '\n');
	}
	return false;
}

bool words_hold_label(struct arena *arena, struct pattern_clock *clock, const struct mail *mail,
		      enum kind kind)
{
	return holds_label(arena, clock, mail, &mail->plain, kind) ||
	       holds_label(arena, clock, mail, &mail->html, kind);
}
