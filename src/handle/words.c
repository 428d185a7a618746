/* What the register's words are called in letters. */
#include "task.h"

static const struct {
	const char *word, *french;
} WORDS[] = {
    {"forwarded", "transmis"},
    {"interview", "entretien"},
    {"hired", "recruté"},
    {"rejected", "non retenu"},
    {"given", "accord donné"},
    {"withdrawn", "accord retiré"},
    {"expired", "accord échu"},
    {"erased", "données effacées"},
    {"offer", "cette offre"},
    {"partners", "entreprises partenaires"},
    {"queued", "en attente"},
    {"sent", "envoyée"},
    {"failed", "non remise"},
    {"cancelled", "annulée"},
    {"cv", "CV"},
    {"cv_acknowledgement", "accusé de réception du CV"},
    {"cv_unsent", "avis d’envoi annulé"},
    {"consent_reminder", "rappel de la fin de l’accord"},
    {"consent_renewed", "renouvellement de l’accord"},
    {"withdrawal", "demande d’effacer le CV"},
    {"withdrawal_acknowledgement", "avis d’effacement"},
    {"outcome", "suite donnée"},
    {"outcome_acknowledgement", "accusé de réception d’une suite"},
    {"access", "réponse à une demande d’accès"},
};

const char *present_word(const char *word)
{
	for (size_t i = 0; word && i < sizeof WORDS / sizeof *WORDS; i++)
		if (!strcmp(WORDS[i].word, word))
			return WORDS[i].french;
	return word ? word : "";
}
