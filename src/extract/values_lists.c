/* Names of mailing lists, as people write them. */
#include "base/phrases.h"
#include "base/text.h"
#include "values.h"

static const struct {
	const char *word; /* folded */
	const char *list; /* NULL: no list by itself; "*": every list */
} WORDS[] = {
    {"offres", "offres"},
    {"offre", "offres"},
    {"emploi", NULL},
    {"cv", "cv"},
    {"candidatures", "cv"},
    {"candidature", "cv"},
    {"evenements", "evenements"},
    {"evenement", "evenements"},
    {"invitations", "evenements"},
    {"invitation", "evenements"},
    {"newsletter", "newsletter"},
    {"newsletters", "newsletter"},
    {"lettre", "newsletter"},
    {"lettres", "newsletter"},
    {"information", NULL},
    {"parrainage", "parrainage"},
    {"parrainages", "parrainage"},
    {"mecenat", "parrainage"},
    {"appels", NULL},
    {"au", NULL},
    {"diagnostics", "diagnostics"},
    {"diagnostic", "diagnostics"},
    {"et", NULL},
    {"les", NULL},
    {"la", NULL},
    {"l", NULL},
    {"d", NULL},
    {"de", NULL},
    {"des", NULL},
    {"toutes", "*"},
    {"tout", "*"},
    {"tous", "*"},
    {"listes", NULL},
};

static const char EVERY[] = "offres cv evenements newsletter parrainage diagnostics";

static void add_list(struct buf *names, const char *list)
{
	if (*list == '*')
		list = EVERY;
	if (!names->length || !text_has_word(buf_text(names), list))
		buf_printf(names, "%s%s", names->length ? " " : "", list);
}

void read_list_names(struct reading *reading, const struct field_def *field, const char *text)
{
	struct buf names = {.arena = reading->arena};
	const char *rest = value_words(reading->arena, text);
	while (*(rest += strspn(rest, " "))) {
		size_t length = strcspn(rest, " "), i = 0;
		const char *word = arena_strndup(reading->arena, rest, length);
		while (i < ARRAY_SIZE(WORDS) && strcmp(WORDS[i].word, word) != 0)
			i++;
		if (i == ARRAY_SIZE(WORDS)) {
			value_fault(reading, field, text,
				    phrase_with(reading->arena, "fault.list", "word", word, NULL));
			return;
		}
		if (WORDS[i].list)
			add_list(&names, WORDS[i].list);
		rest += length;
	}
	if (names.length)
		value_set(reading, field->key, text, buf_text(&names));
}
