/* What the register's words are called in letters. */
#include "handle/letter_types.h"
#include "handle/present.h"

#include <string.h>

static const struct {
	const char *word, *french;
} WORDS[] = {
    {"forwarded", "transmis"},	{"interview", "entretien"},
    {"hired", "recruté"},	{"rejected", "non retenu"},
    {"given", "accord donné"},	{"withdrawn", "accord retiré"},
    {"expired", "accord échu"}, {"erased", "données effacées"},
    {"offer", "cette offre"},	{"partners", "entreprises partenaires"},
    {"queued", "en attente"},	{"sent", "envoyée"},
    {"failed", "non remise"},	{"cancelled", "annulée"},
};

const char *present_word(const char *word)
{
	for (size_t i = 0; word && i < ARRAY_SIZE(WORDS); i++)
		if (!strcmp(WORDS[i].word, word))
			return WORDS[i].french;
	return word ? word : "";
}
