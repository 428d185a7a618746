/* Phrases about a candidate who found something else or is no longer interested. */
#include "words_phrases.h"

/* Guards that are part of a phrase and don't undo it. */
enum { GONE = BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_QUOTE) };

static const struct phrase rows[] = {
    {ACT_ELSEWHERE, GONE, "" WHO " (?:a" ADV " trouve$|a" ADV " (?:cree|monte|lance) (?:sa|son) )"},
    {ACT_ELSEWHERE, GONE,
     WHO
     " (?:vient de |va )(?:trouver|signer|demarrer|commencer|accepter|decrocher|obtenir|integrer|rejoindre) "
     "(?:une?|du|l'|la) ?"
     "(?:autre )?(?:contrat|emploi|travail|poste|cdi|cdd|formation|apprentissage|stage|job|ecole)"},
    {ACT_ELSEWHERE, GONE,
     WHO " (?:a |est )?(?:integre|entree? (?:en|a|dans)|prise? (?:en|a|dans)|engagee? (?:a|dans)) "
	 "(?:une?|l'|la|le)? "
	 "?(?:ecole|formation|armee|dispositif)"},
    {ACT_ELSEWHERE, GONE,
     "" WHO " (?:a|ont|avait|(?:(?:nous |m')(?:a "
     ")?)?(?:dit|annonce|indique|explique|confirme|signale|appris|informe)"
     "(?: (?:au|par|ce|hier|en|lors de|tout) ?[a-z]*){0,3},? avoir|aurait)" ADV
     " (?:(?:re)?trouve|accepte|decroche|pris|obtenu|commence|signe) "
     "(?:(?:un|une|du|autre|d'autre|nouvel|nouveau|nouvelle|petit|vrai|autre) ?)*(?:ailleurs|autre "
     "(?:offre|proposition|mission)|autre "
     "chose|mieux|emploi|travail|poste|job|contrat|cdi|cdd|formation|apprentissage|alternance|place|stage|"
     "patron|employeur|chez )"},
    {ACT_ELSEWHERE, GONE,
     "" WHO " (?:n'est|ne sont|n'etait|est|ne serait)" ADV
     " plus(?: du tout)? (?:disponibles?|interessee?s?|en recherche|a la "
     "recherche|candidate?|dispo|motivee?)"},
    {ACT_ELSEWHERE, GONE,
     "" WHO " ne (?:veut|souhaite|desire|cherche|voulait|souhaitait|desirait)" ADV
     " (?:plus|pas)(?: (?:du|de ce|le|ce|cet|cette|venir|donner "
     "suite|postuler|travailler|l'|poursuivre|continuer|d'emploi|de travail|etre candidate?).*|$)"},
    {ACT_ELSEWHERE, GONE,
     "" WHO " (?:s'est|s'etait|vient de se) desiste|" WHO " se desiste|" WHO
     " (?:a|decline|a decline|refuse|a refuse|renonce|a renonce)(?: a)? ?(?:decline|refuse|renonce)? "
     "?(?:le|ce|cette|la|l'|notre|votre|au|a) ?(?:poste|offre|proposition|emploi|candidature)"},
    {ACT_ELSEWHERE, GONE,
     "" WHO " (?:a ete|est|vient d'etre)" ADV
     " (?:embauchee?|recrutee?|prise?|engagee?)(?: .{0,30})? (?:ailleurs|(?:par|"
     "chez|dans) (?:un|une) autre)"},
    {ACT_ELSEWHERE, GONE,
     WHO " (?:ne (?:donne|donnera) (?:plus|pas)|n'a(?:vait)? (?:pas|plus|jamais) donne) suite\\b(?! "
	 "(?:a|aux?) (?:(?:mon|mes|nos|notre|ma|vos|votre) "
	 "|l')?(?:appel|message|mail|relance|sms|sollicitation|convocation))"},
    {ACT_ELSEWHERE, GONE,
     WHO " (?:abandonne|renonce|laisse tomber|jette l'eponge|a (?:abandonne|renonce))(?: "
	 "(?:finalement|tout|l'idee|sa "
	 "candidature|le poste|merci))*$"},
    {ACT_ELSEWHERE, GONE,
     "(?:plus (?:disponible|interessee?|en recherche|dispo)|a trouve ailleurs|trouve ailleurs|desistement)"},
    {ACT_ELSEWHERE, GONE,
     "" WHO " (?:travaille|est en (?:cdi|cdd|emploi|poste|formation|alternance|apprentissage))(?: "
     "(?:maintenant|desormais|deja|depuis .*|jusqu.*|actuellement|ailleurs|chez .*|en "
     "(?:cdi|cdd|interim).*))*$"},
    {ACT_ELSEWHERE, GONE,
     "(?:deja |maintenant )?en (?:emploi|cdi|cdd|interim|alternance|apprentissage|poste) (?:depuis|chez|"
     "maintenant|desormais|actuellement)\\b.{0,40}$"},
    {ACT_ELSEWHERE, GONE,
     "" WHO " (?:part|est partie?|est entree?|entre|demenage|a demenage|a quitte|quitte)\\b"},
};
const struct phrase_table words_about_departures = {rows, ARRAY_SIZE(rows)};
