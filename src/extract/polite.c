#include "extract/polite.h"

#include "base/text.h"

#include <string.h>

struct replacement {
	const char *from, *to;
};

/* Pronouns and possessives. */
static const struct replacement addressed[] = {
    {"tu", "vous"}, {"te", "vous"}, {"toi", "vous"}, {"ton", "votre"}, {"ta", "votre"}, {"tes", "vos"},
};

/* What may stand between "tu" and its verb. */
static const char between[] = "ne n le la les l lui leur en y me m nous te t";

/* Second person singular and plural: whole verbs whose end is that of regular ones, then ends; the first
 * that fits is taken. */
static const struct replacement verbs[] = {
    {"es", "etes"},   {"as", "avez"},	  {"vas", "allez"},   {"dis", "dites"},	  {"lis", "lisez"},
    {"vis", "vivez"}, {"suis", "suivez"}, {"mens", "mentez"}, {"sens", "sentez"},
};
static const struct replacement ends[] = {
    {"viens", "venez"},	  {"tiens", "tenez"}, {"prends", "prenez"}, {"mets", "mettez"}, {"ds", "dez"},
    {"fais", "faites"},	  {"sais", "savez"},  {"nais", "naissez"},  {"rais", "riez"},	{"ais", "iez"},
    {"cois", "cevez"},	  {"dois", "devez"},  {"bois", "buvez"},    {"sois", "soyez"},	{"ois", "oyez"},
    {"ecris", "ecrivez"}, {"uis", "uisez"},   {"is", "issez"},	    {"peux", "pouvez"}, {"veux", "voulez"},
    {"sors", "sortez"},	  {"dors", "dormez"}, {"pars", "partez"},   {"sers", "servez"}, {"cours", "courez"},
    {"ains", "aignez"},	  {"oies", "oyez"},   {"aies", "ayez"},	    {"ras", "rez"},	{"es", "ez"},
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static size_t word_length(const char *text)
{
	size_t length = 0;

	while (is_letter(text[length]))
		length++;
	return length;
}

static const char *whole(const struct replacement *table, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(table[i].from, word) == 0)
			return table[i].to;
	return NULL;
}

/* "habites": "habitez". */
static void add_verb(struct buf *buf, const char *word)
{
	size_t length = strlen(word);
	const char *irregular = whole(verbs, ARRAY_SIZE(verbs), word);

	if (irregular) {
		buf_adds(buf, irregular);
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(ends); i++) {
		size_t end = strlen(ends[i].from);

		if (length >= end && strcmp(word + length - end, ends[i].from) == 0) {
			buf_add(buf, word, length - end);
			buf_adds(buf, ends[i].to);
			return;
		}
	}
	buf_adds(buf, word);
}

/* A pronoun behind its verb: "es-tu", "abstiens-toi"; not "dis-le-toi". */
static bool is_inverted(const char *behind)
{
	return (text_starts_with(behind, "-tu") && !is_letter(behind[3])) ||
	       (text_starts_with(behind, "-toi") && !is_letter(behind[4]));
}

const char *polite_form(struct arena *arena, const char *folded)
{
	struct buf buf = {.arena = arena};
	bool wants_verb = false;

	for (const char *at = folded; *at;) {
		size_t length = word_length(at);
		const char *word = arena_strndup(arena, at, length);
		const char *other = whole(addressed, ARRAY_SIZE(addressed), word);
		bool is_behind_verb = at > folded && at[-1] == '-';

		if (length == 0) {
			wants_verb = wants_verb && strchr(" '", *at);
			buf_addc(&buf, *at++);
			continue;
		}
		at += length;
		if (strcmp(word, "t") == 0 && *at == '\'') {
			buf_adds(&buf, "vous ");
			at++;
		} else if (is_inverted(at) || (wants_verb && !other && !text_has_word(between, word))) {
			add_verb(&buf, word);
			wants_verb = false;
		} else {
			buf_adds(&buf, other ? other : word);
			wants_verb = wants_verb || (strcmp(word, "tu") == 0 && !is_behind_verb);
		}
	}
	return buf_text(&buf);
}
