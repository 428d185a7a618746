/* Cuts an offer's texts into sentences and normalises them for the rules. */
#include "passages.h"

#include "base/text.h"
#include "criterion_spelling.h"
#include "extract/polite.h"

#include <ctype.h>
#include <strings.h>

enum {
	WRAP_COLUMNS = 60,   /* minimal width at which mail clients wrap */
	WRAPPED_BYTES = 100, /* maximal line length of a client that wraps */
	TEXT_BYTES = 60 * 1024,
};

/* The fields that are checked. Words in an employer's name, a place, an address or a date are not
 * conditions. */
static const char *const looked_into[] = {"title",	"description", "contract", "duration",
					  "hours",	"start",       "salary",   "level",
					  "experience", "openings",    "contact"};

/* Inclusive endings: "agé(e)s", "agé·e·s", "agé.e.s", "agé-e-s", "agé/e". */
static size_t inclusive_end(const char *text)
{
	static const char *const ends[] = {"es",    "he",  "hes",  "e",	   "ne",    "nes",    "ve",
					   "ves",   "se",  "ses",  "s",	   "fe",    "le",     "les",
					   "te",    "tes", "re",   "rice", "trice", "trices", "euse",
					   "euses", "ere", "eres", "iere", "ienne", "enne"};
	size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz");

	for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
		if (strlen(ends[i]) == length && strncmp(text, ends[i], length) == 0)
			return length;
	return 0;
}

static bool is_letter(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The length of the mark between a word and its inclusive ending; 0: none here. */
static size_t inclusive_mark(const char *at)
{
	static const char *const dots[] = {"\u00b7", "\u2022", "\u2027"};

	for (size_t i = 0; i < ARRAY_SIZE(dots); i++)
		if (text_starts_with(at, dots[i]))
			return is_letter(at[strlen(dots[i])]) ? strlen(dots[i]) : 0;
	if (*at == '(') {
		size_t length = inclusive_end(at + 1);

		return length && at[1 + length] == ')' ? 1 : 0;
	}
	return (*at == '.' || *at == '-' || *at == '/') && inclusive_end(at + 1) ? 1 : 0;
}

/* "+ de 30 ans", "- de 25 ans": the word for the sign; NULL: the sign is a bullet, or part of a range or of a
 * word. */
static const char *sign_word(const char *at, char before)
{
	const char *of = at + 1 + strspn(at + 1, " ");

	if ((*at != '+' && *at != '-') || isalnum((unsigned char)before) || !text_starts_with(of, "de ") ||
	    !isdigit((unsigned char)of[strlen("de ")]))
		return NULL;
	return *at == '+' ? "plus" : "moins";
}

/* Normalised for the rules' expressions: spelling restored, "tu" rendered as "vous", without inclusive marks
 * and emphasis, hyphenated words split. */
static const char *fold_for_rules(struct arena *arena, const char *text)
{
	const char *folded = polite_form(arena, text);
	struct buf buf = {.arena = arena};

	for (const char *at = folded; *at;) {
		char before = buf.length > 0 ? buf.data[buf.length - 1] : ' ';
		bool is_after_letter = is_letter(before);
		/* "gardez-les": no inclusive ending follows a z */
		size_t mark = is_after_letter && before != 'z' ? inclusive_mark(at) : 0;
		const char *sign = sign_word(at, before);

		if (sign) {
			buf_adds(&buf, sign);
			buf_addc(&buf, ' ');
			at += 1 + strspn(at + 1, " ");
		} else if (mark) {
			size_t length = inclusive_end(at + mark);

			buf_add(&buf, at + mark, length);
			at += mark + length + (*at == '(');
		} else if (*at == '-' && is_after_letter && is_letter(at[1])) {
			buf_addc(&buf, ' ');
			at++;
		} else if (strchr("*_\"#~", *at)) {
			at++;
		} else {
			if (*at != ' ' || (buf.length > 0 && buf.data[buf.length - 1] != ' '))
				buf_addc(&buf, *at);
			at++;
		}
	}
	return buf_text(&buf);
}

static void add_sentence(struct passages *passages, const struct sentence *of, const char *text,
			 size_t length)
{
	struct arena *arena = passages->arena;
	struct sentence sentence = {
	    .text = arena_strndup(arena, text, length), .key = of->key, .label = of->label};

	sentence.spelled = criterion_spelling_restored(arena, text_fold(arena, sentence.text));
	sentence.folded = fold_for_rules(arena, sentence.spelled);
	if (text_is_blank(sentence.folded) || passages->whole.length + strlen(sentence.folded) > TEXT_BYTES)
		return;
	sentence.start = passages->whole.length;
	buf_adds(&passages->whole, sentence.folded);
	buf_addc(&passages->whole, '\n');
	passages->items = arena_room(arena, passages->items, passages->count, sizeof(*passages->items));
	passages->items[passages->count++] = sentence;
}

/* The dot of an abbreviation ends no sentence, except before a new one: "35 ans max. Permis B". */
static bool is_abbreviation(const char *start, const char *dot)
{
	static const char licence[] = "permis ";
	enum { LIMITS = 2 }; /* the first ones: nothing belongs to them that begins with a capital */
	static const char *const known[] = {"max",  "min",	"env",	      "ex",  "tel",  "ref",
					    "mme",  "hab",	"cf",	      "nat", "rech", "orig",
					    "pers", "c\u00e9l", "c\u00e9lib", "sit", "fam"};
	const char *word = dot;
	size_t length;

	while (word > start && is_letter(word[-1]))
		word--;
	length = (size_t)(dot - word);
	for (size_t i = 0; i < ARRAY_SIZE(known); i++)
		if (strlen(known[i]) == length && strncasecmp(word, known[i], length) == 0)
			return i >= LIMITS || dot[1] != ' ' || !isupper((unsigned char)dot[2]);
	/* "M. Martin", but "1,75 m. Vous", "H/F. Vous", "permis B. Vous" */
	if (word - start >= (long)strlen(licence) &&
	    !strncasecmp(word - strlen(licence), licence, strlen(licence)))
		return false;
	return length == 1 && isupper((unsigned char)*word) && (word == start || word[-1] != '/');
}

/* "? Alors nous ne pourrons pas", "? Dans ce cas, inutile": what follows the word that takes up the question.
 */
static const char *behind_connector(const char *text)
{
	static const char *const connectors[] = {"alors", "dans ce cas", "en ce cas", "si oui",
						 "si c'est le cas"};

	for (size_t i = 0; i < ARRAY_SIZE(connectors); i++) {
		size_t length = strlen(connectors[i]);

		if (strncasecmp(text, connectors[i], length) == 0)
			return text + length + strspn(text + length, " ,:");
	}
	return text;
}

/* "Vous avez plus de 40 ans ? Inutile de postuler.": what follows the question says what it was asked for. */
static bool is_refusal(const char *text)
{
	static const char *const beginnings[] = {"inutile",
						 "ne postule",
						 "ne candidate",
						 "n'appele",
						 "n'\u00e9cri",
						 "passe",
						 "abst",
						 "s'abstenir",
						 "merci de ne ",
						 "merci de vous abstenir",
						 "ce poste n'est",
						 "pas la peine",
						 "cette offre n'est",
						 "si oui, ne ",
						 "si c'est le cas, ne ",
						 "ce job n'est",
						 "cette annonce n'est",
						 "d\u00e9sol",
						 "navr\u00e9",
						 "tant pis",
						 "dommage",
						 "malheureusement",
						 "merci de passer",
						 "cherche ailleurs",
						 "cherchez ailleurs",
						 "alors ne ",
						 "nos locaux ne",
						 "nous ne p",
						 "on ne p",
						 "ce n'est pas",
						 "non merci",
						 "non,",
						 "\u00e7a ne",
						 "\u00c7a ne",
						 "cela ne",
						 "ca ne",
						 "sinon",
						 "si non,"};

	text += strspn(text, " ");
	const char *behind = behind_connector(text);

	for (size_t i = 0; i < ARRAY_SIZE(beginnings); i++) {
		size_t length = strlen(beginnings[i]);

		if (strncasecmp(text, beginnings[i], length) == 0 ||
		    strncasecmp(behind, beginnings[i], length) == 0)
			return true;
	}
	return false;
}

/* "Affiché à Lille ; en réalité à Dunkerque": what follows belongs to what it takes back. */
static bool is_retraction(const char *text)
{
	static const char *const beginnings[] = {
	    "en r\u00e9alit\u00e9", "en realit",	   "en fait",
	    "en pratique",	    "en v\u00e9rit\u00e9", "en vrai",
	    "dans les faits",	    "il s'agit en fait",   "c'est en fait"};

	text += strspn(text, " ");
	for (size_t i = 0; i < ARRAY_SIZE(beginnings); i++)
		if (strncasecmp(text, beginnings[i], strlen(beginnings[i])) == 0)
			return true;
	return false;
}

static size_t sentence_length(const char *text)
{
	size_t length = 0, space = 0;

	for (; text[length] && text[length] != '\n' && length < PASSAGE_BYTES; length++) {
		char c = text[length];

		if (c == ' ')
			space = length;
		if (strchr(".!?;", c) && isspace((unsigned char)text[length + 1]) &&
		    (c != '.' || !is_abbreviation(text, text + length)) &&
		    (c != '?' || !is_refusal(text + length + 1)) &&
		    (c != ';' || !is_retraction(text + length + 1)))
			return length + 1;
	}
	return length == PASSAGE_BYTES && space > 0 ? space : length;
}

/* A copy with wrapped lines joined: where the next word would not have fitted. */
static char *unwrapped(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text), *line = copy;

	for (char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		size_t length = (size_t)(end - line), next = strcspn(end + 1, " \n");

		if (next > 0 && length < WRAPPED_BYTES && length + 1 + next > WRAP_COLUMNS)
			*end = ' ';
	}
	return copy;
}

void passages_add(struct passages *passages, const char *key, const char *label, const char *text)
{
	const struct sentence of = {.key = key, .label = text_fold(passages->arena, label)};
	const char *at = unwrapped(passages->arena, text);

	while (*at) {
		size_t length = sentence_length(at);

		add_sentence(passages, &of, at, length);
		at += length;
		at += strspn(at, " \n\t");
	}
}

static bool is_looked_into(const char *key)
{
	for (size_t i = 0; i < ARRAY_SIZE(looked_into); i++)
		if (strcmp(looked_into[i], key) == 0)
			return true;
	return false;
}

void passages_add_fields(struct passages *passages, const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];

		if (is_looked_into(field->key))
			passages_add(passages, field->key, field->label,
				     *field->read ? field->read : field->value);
	}
}
