/* Phrases that answer an invitation or a call, or any letter. */
#include "words_phrases.h"

/* Participants other than the writer: "notre directrice", "Mme Petit et moi", "trois de nos jeunes". */
#define OURS                                                                                                 \
	"(?:(?!(?:qui|que|combien|comment|quand|vos|votre|l'offre|le poste|ce poste|si) )[a-z0-9.'-]+ "      \
	"){1,7}"
#define COME_3RD                                                                                             \
	"(?:viendra|viendront|participera|participeront|assistera|assisteront|representera|representeront|"  \
	"se joindra(?= a vous)|se joindront(?= a vous)|"                                                     \
	"(?:sera|seront) (?:bien |tous |toutes )*(?:presente?s?|representee?s?|des votres|parmi vous|de la " \
	"partie|la$))\\b"
/* "ok pour nous", "c'est bon pour la mission locale", "partante pour le 12" */
#define AGREED                                                                                               \
	"(?:c'est |tout est |ca )?(?:ok|d'accord|bon|entendu|note|parfait|valide|banco|go|partante?s?|ca "   \
	"marche|ca va|va|marche|ca roule|nickel)"
/* "agenda complet", "planning déjà chargé" */
#define FULL_DIARY                                                                                           \
	"(?:(?:mon|notre|nos|l') ?)?(?:agendas?|plannings?|emplois? du temps|journees?|semaines?) "          \
	"(?:est |sont |etant )?(?:deja |trop |bien |tres "                                                   \
	")*(?:complete?s?|pleine?s?|chargee?s?|surchargee?s?|"                                               \
	"bouclee?s?|prise?s?)"
#define THAT_DAY                                                                                             \
	"(?:ce jour-?\\s?(?:la|ci)?|(?:a|sur|pour) (?:cette|ces) (?:dates?|periodes?)|a ce "                 \
	"moment-?\\s?la|ces "                                                                                \
	"jours-?\\s?la|cette "                                                                               \
	"fois(?:-ci)?|cette annee|ce mois(?:-ci)?|cette "                                                    \
	"semaine-?\\s?la|pour cette date|pour cette fois|demain(?: (?:matin|midi|apres-midi|soir))?|sur ce " \
	"creneau|le jour j|le meme jour|le \\d.*|ce "                                                        \
	"(?:lundi|mardi|mercredi|jeudi|vendredi|matin|apres-midi).*|(?:lundi|mardi|mercredi|jeudi|vendredi)" \
	".*)"
/* The object of a call. */
#define HELPING                                                                                              \
	"(?:parrainer|intervenir|participer|accompagner|accueillir|temoigner|aider|soutenir|venir|"          \
	"contribuer|"                                                                                        \
	"apporter (?:notre|mon) (?:aide|soutien|contribution|concours)|"                                     \
	"prendre (?:une?|deux|trois|\\d+) (?:jeunes?|filleule?s?)|"                                          \
	"(?:etre|devenir) (?:parrain|marraine|mentor|tuteur|tutrice|partenaire|des votres|de la "            \
	"partie)s?)\\b"
/* Guards that are part of a phrase and don't undo it. */
enum {
	COMES = BEARS(GUARD_FUTURE),
	COMES_NOT = BEARS(GUARD_FUTURE) | BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
};

static const struct phrase rows[] = {
    /* the whole clause must match */
    {ACT_OK, 0,
     "(?:ok|(?:on|nous|je) (?:passe|passons)|d'accord|(?:c'est )?entendu|ca marche|ca me va|ca nous va|c'est "
     "ok|c'est bon|c'est d'accord|ok "
     "d'accord|ok ok|ok ca marche|tout est ok|ca roule|d'accord)(?: merci.*)?$"},
    {ACT_OK, BEARS(GUARD_NEGATION),
     "(?:(?:ok|d'accord|entendu|parfait|super|tres bien|top|nickel|merci|bon|ah) )*(?:ok|d'accord)(?: "
     "(?:parfait|super|merci|tres bien|top|nickel|pas de (?:souci|probleme)|bien recu|bien "
     "note|entendu|c'est note|note|super))*$"},
    {ACT_OK, 0, "(?:je suis|nous sommes|on est) (?:tout a fait |bien )?d'accord$"},
    {ACT_OK, 0,
     WE " (?:bloqu|reserv)(?:e|ons) (?:la|cette|ma|notre|l'|le) "
	"?(?:date|journee|matinee|apres-midi|creneau)(?: (?:dans|sur) .{0,30})?$"},
    {ACT_OK, 0, "(?:ok|d'accord|c'est bon) pour (?:lui|elle|ce jeune|cette jeune)(?: merci.*)?$"},
    {ACT_OK, 0,
     "(?:ok|d'accord|c'est bon|parfait|entendu) (?:pour|avec) (?:le |la |l'|ce |cette |cet )?(?:nouve[a-z]+ "
     ")?(?:changement|modification|report|salle|lieu|horaire|heure|adresse|date)\\b.{0,40}$"},
    {ACT_OK, BEARS(GUARD_NEGATION),
     "(?:pas de|aucun|sans) (?:probleme|souci)s? (?:(?:pour|avec) (?:moi|nous|(?:le |la |l'|ce |cette |cet "
     ")(?:nouve[a-z]+ )?(?:date|changement|modification|report|horaire|heure|lieu|salle|adresse))|de "
     "(?:mon|notre) cote)$"},
    {ACT_YES, COMES | BEARS(GUARD_WISH) | BEARS(GUARD_PART),
     "oui\\b(?=.*\\b(?:d'accord|renouvel[a-z]+|accepte|souhaite|veut|confirme|partante?|toujours|encore|"
     "prolong[a-z]+|continue[r]?|recondui[a-z]+|pour (?:encore )?(?:un an|une annee|l'instant|le moment|\\d+ "
     "mois|six mois))\\b)"},
    {ACT_YES, COMES,
     "oui(?: oui| (?:on arrive|nous arrivons)| c'est (?:bien )?(?:ca|cela|exact|correct|juste|moi|nous)| "
     "pardon| desolee?s?| c'est ok| "
     "bien sur| tout a fait| avec plaisir| volontiers| merci.*| c'est bon| ok| pour (?:moi|nous|ma "
     "part|notre part|le cnml|l'?ims|la mission locale|notre [a-z]{3,15})| sans probleme)*$"},
    {ACT_YES, COMES,
     "(?:(?:ok|oui|bien|parfait|super|top) )*(?:(?!note de)" AGREED
     " (?:aussi |egalement |toujours )?(?:pour|avec|de) (?:moi|nous|ma part|notre part|mon cote|notre "
     "cote|notre .{0,40}|mon "
     "equipe|la mission locale.{0,30}|la ml.{0,30}|" THAT_DAY
     ")|(?:ca|cela|la date|cette date) (?:me|nous) (?:convient|va|interesse,? on y va)(?: .{0,30})?)(?: "
     "merci.*)?$"},
    {ACT_YES, COMES,
     "(?:" WE " ?)?(?:repondons|reponds|repond)(?: bien)?(?: par l')? "
     "?(?:favorablement|positivement|affirmativement|l'affirmative|affirmative)"},
    {ACT_YES, COMES,
     "" WE
     " ?(?:acceptons|accepte)(?: (?:avec (?:grand )?(?:plaisir|joie)|volontiers|bien volontiers|merci.*))*$"},
    {ACT_YES, COMES,
     "(?:reponse (?:positive|favorable)|(?:nous en sommes|j'en suis)$|" WE
     " (?:repond(?:s|ons)?|di[st]|disons) (?:donc |bien )*oui\\b)"},
    {ACT_YES, COMES,
     "(?=(?:avec (?:grand )?plaisir|volontiers|partante?s?|(?:c'est )?(?:ok|d'accord)|banco) pour (?:vous |y "
     ")?" HELPING ")[a-z']+"},
    {ACT_NO, BEARS(GUARD_NEGATION),
     "reponse (?:negative|defavorable)|" WE " (?:repond(?:s|ons)?|di[st]|disons) (?:donc )?non$"},
    {ACT_YES, COMES,
     "(?:" WE " ?)?(?:acceptons|accepte)(?: avec .{0,20})? (?:(?:votre|cette|l'|l) "
     "?(?:invitation|proposition)|(?:de |d')" HELPING ")"},
    {ACT_YES, COMES | BEARS(GUARD_WISH),
     /* time and manner are remarks */
     "(?=(?:oui )?" WE " ?(?:pouvons|peux|peut|pourrons|pourrai|souhaitons|souhaite|voulons|veux|proposons "
     "d'|propose d')(?: bien| volontiers)* (?:vous |y )?(?!venir|participer)" HELPING ")[a-z]+"},
    {ACT_YES, COMES | BEARS(GUARD_WISH), "(?:(?:oui|moi|nous) )*" WE " (?:veux|voulons|veut) bien$"},
    {ACT_YES, COMES | BEARS(GUARD_WISH),
     "(?=(?:notre|mon|ma|l') "
     "?(?:entreprise|societe|equipe|direction|structure|groupe|agence|directeur|directrice|collegue|"
     "collaborat(?:eur|rice)|salariee?|responsable|drh|rrh|daf|gerante?|assistante?|comptable|presidente?)(?:"
     " "
     "[a-z-]{2,20})? (?:souhaite|veut|peut|accepte d[e']|propose d[e']|est [a-z]+ (?:pour|a))(?: bien| "
     "volontiers)* ?(?:vous )?(?!venir|participer)" HELPING ")[a-z']+"},
    {ACT_YES, COMES, WE " (?:suis|sommes|est) (?:tous |toutes )?volontaires?$"},
    {ACT_YES, COMES | BEARS(GUARD_WISH), WE " (?:peux|peut|pouvons) toujours$"},
    {ACT_YES, COMES,
     "(?=(?:je m'|nous nous |(?:notre|mon|l') ?(?:entreprise|societe|equipe|structure|agence|groupe) "
     "s')engag(?:e|eons)\\b(?! a (?:vous|te|y|ne|re)))[a-z]+"},
    {ACT_YES, COMES, "(?:notre|mon|l') ?(?:entreprise|societe|equipe|direction) accepte$"},
    {ACT_YES, COMES,
     "(?:c'est|ce sera|ca sera) (?:un )?(?:grand )?oui\\b|c'est (?:bien |tout a fait )?(?:confirme|valide)$"},
    {ACT_YES, COMES | BEARS(GUARD_WISH),
     "(?=" WE " (?:me porte|nous portons|se porte) (?:volontaires?|candidate?s?)\\b|" WE
     " (?:me propose|nous proposons|se propose) (?:comme|pour|en tant que) |" WE
     " (?:serions|serais|serait|serons|serai|sommes|suis) (?:tres |vraiment "
     ")?(?:ravie?s?|heureu(?:x|se|ses)|honoree?s?|enchantee?s?|contente?s?|interessee?s?) (?:de |d')" HELPING
     ")[a-z]+"},
    {ACT_YES, COMES,
     "(?:notre|mon|l') ?(?:entreprise|societe|equipe|direction|structure|association|groupe|agence)(?: "
     "[a-z-]{2,20})? (?:est|sera) (?:tout a fait |bien sur "
     ")?(?:prete|partante?|volontaire|d'accord|favorable)"},
    {ACT_YES, COMES,
     "" WE " ?(?:suis|sommes|est) (?:tout a fait |bien sur "
     ")?(?:pretes?|prets|partante?s?|volontaires?|d'accord|disposee?s?) (?:a|pour|de) (?:vous |y |nous "
     ")?" HELPING},
    {ACT_YES, COMES,
     "(?:banco|chiche|(?:ok )?go|(?:pour|de) (?:moi|nous|ma part|notre part|mon cote|notre cote) (?:c'est "
     "|(?:c'est )?tout (?:est )?)?(?:ok|bon|d'accord|valide)|(?:je me|on se|nous nous) lan(?:ce|cons)|je "
     "suis "
     "candidate?|bien volontiers|bien sur|tout a fait|(?:ce sera |c'est )?avec (?:grand |beaucoup de |un "
     "grand "
     ")?(?:plaisir|joie)|volontiers|banco|absolument|affirmatif|c'est oui|c'est un oui|bien sur que "
     "oui|evidemment|certainement)$"},
    {ACT_YES, COMES,
     "(?:la |cette |le |ce |l'|cet )?(?:nouvelle |nouvel )?(?:date|horaire|heure|jour|creneau|lieu) (?:nous "
     "|me )?(?:convient|va)(?: (?:bien|parfaitement|tout a fait|tres bien))*$"},
    {ACT_YES, COMES, "(?:notre|ma) reponse est (?:donc )?(?:oui|positive)"},
    {ACT_YES, COMES | BEARS(GUARD_WISH),
     "(?=" WE
     " (?:avons le plaisir de (?:vous )?proposer|(?:vous )?propos(?:e|ons)|mets a (?:votre )?disposition|"
     "mettons a (?:votre )?disposition) (?:une?|deux|trois|quatre|cinq|\\d+) "
     "(?:parrains?|marraines?|mentors?|salariee?s?|volontaires?|collaborat[a-z]+)\\b)[a-z]+"},
    {ACT_YES, COMES,
     "(?=oui (?:une?|deux|trois|quatre|cinq|\\d+) "
     "(?:personnes?|parrains?|marraines?|mentors?|salariee?s?|volontaires?|intervenante?s?|collaborat[a-z]+)"
     "\\b)"
     "[a-z]+"},
    {ACT_NO, BEARS(GUARD_NEGATION), "(?:(?:non )?pas pour|non pas) (?:nous|moi)\\b"},
    {ACT_NO, BEARS(GUARD_NEGATION),
     "(?:(?:nous ne sommes|je ne suis|notre [a-z]{3,20} n'est) )?(?:pas|non) concernee?s?(?: par .{0,40})?$"},
    {ACT_NO, BEARS(GUARD_NEGATION),
     "non(?: non| (?:pas|plus) (?:de|d') ?[a-z]+$| toujours pas| pas interessee?s?| surtout pas| absolument "
     "pas| jamais| merci.*| desolee?s?(?: .{0,30})?| pas (?:dans l'immediat|pour (?:l'instant|le "
     "moment)|maintenant|cette annee|tout de suite)| malheureusement| pas du tout| pas "
     "(?:pour )?cette fois(?:[- ]ci)?| c'est "
     "non)*$"},
    {ACT_NO, BEARS(GUARD_NEGATION) | BEARS(GUARD_FUTURE),
     "non pour (?:l'instant|le moment)\\b|"
     "(?=non pas (?:pour )?cette fois(?:[- ]ci)? (?:je|nous|on|j'|car|il|elle|le|la|les|desolee?)\\b)[a-z]+"},
    {ACT_NO, BEARS(GUARD_NEGATION),
     "(?:(?:toujours|(?:pour )?cette fois(?:[- ]ci)?) (?:c'est |ce sera )?non|toujours pas(?= "
     "(?:pour|de|desole)))(?: "
     "(?:pour|chez|de) (?:(?:notre|mon) (?:cote|part)|nous|moi)| merci.*| desolee?s?.*)*$"},
    {ACT_NO, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE),
     "non (?:plus besoin|pas besoin|ce n'est (?:pas|plus) (?:la peine|necessaire|utile)|c'est "
     "(?:termine|fini|trop tard|trop loin|plus la "
     "peine|inutile)|(?:il|elle|nous|on|je) (?:ne|n'))\\b.*$"},
    {ACT_NO, BEARS(GUARD_NEGATION) | BEARS(GUARD_FUTURE),
     "(?:malheureusement non|(?:surtout|absolument|certainement) pas$|hors de question|pas "
     "question$|(?:c'est|ce sera|ca sera) non|negatif|sans facon)"},
    {ACT_NO, BEARS(GUARD_NEGATION), "(?:notre|ma) reponse est (?:donc )?(?:non|negative)"},
    {ACT_MAYBE,
     BEARS(GUARD_CONDITION) | BEARS(GUARD_NEGATION) | BEARS(GUARD_DOUBT) | BEARS(GUARD_FUTURE) |
	 BEARS(GUARD_WISH),
     WE " ?(?:ne |n'ai |n'avons )?(?:peux|pouvons|peut|sais|savons|sait|suis|sommes)? ?pas encore (?:vous "
	")?(?:dire|repondre|confirmer|me prononcer|nous prononcer|m'engager|nous engager|donner (?:de |une "
	")?reponse|en mesure de|fixee?s?|decidee?)"},
    {ACT_MAYBE, BEARS(GUARD_DOUBT) | BEARS(GUARD_WISH),
     "(?:j'attends|nous attendons|on attend|en attente d[eu']) ?.{3,50} (?:pour|avant de|avant d') ?(?:vous "
     ")?(?:confirmer|repondre|m'engager|nous engager|m'inscrire|nous inscrire)$"},
    {ACT_MAYBE, BEARS(GUARD_DOUBT) | BEARS(GUARD_NEGATION), "(?:possible|pourquoi pas)$"},
    {ACT_MAYBE, BEARS(GUARD_DOUBT) | BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH),
     "(?:c'est|ce sera|ca sera|cela sera) (?:donc |du coup |plutot )*(?:peut-etre|peut etre)(?: du coup| "
     "donc| "
     "merci|)$"},
    {ACT_YES, COMES,
     "(?:(?:c'est |ca )?(?:ok|d'accord|bon|marche|va|parfait|note)) (?:aussi |egalement |toujours )?(?:pour "
     ")?le "
     "\\d{1,2}\\b(?! [a-z]+ (?:pas|plus))"},
    {ACT_NO, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     WE " ?ne (?:souhaitons|souhaite|desirons|desire|voulons|veux|veut) (?:donc |malheureusement )?pas "
	"(?:repondre|donner suite|participer|prendre part) (?:favorablement )?(?:a "
	"(?:cet|cette|votre|l'|ce)|au) "
	"?(?:appel|invitation|proposition|demande|sollicitation|evenement|forum|visite|operation|action)"},
    {ACT_MAYBE, BEARS(GUARD_DOUBT) | BEARS(GUARD_PART) | BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH),
     "(?:.* )?(?:c'est|ca reste|ce sera|cela reste) [a-z ]{0,20}\\bun peut[- ]etre\\b"},
    {ACT_MAYBE, BEARS(GUARD_DOUBT) | BEARS(GUARD_NEGATION) | BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH),
     "(?!.*\\b(?:retard|en avance|a l'heure|plus tot|plus tard)\\b)(?:(?:il se peut|il est possible|il y a "
     "des chances|" WE " ?risqu(?:e|ons) (?:fort "
     ")?(?:de|d'))\\b.*\\b(?:venir|viendr[a-z]+|ven(?:ions|iez)|vienn[a-z]+|soy?(?:ons|is)|puiss?(?:ions|e)|"
     "pouvoir|particip[a-z]+|annul[a-z]+|absente?s?|presente?s?|etre (?:la|des votres))\\b|" WE
     " ?(?:hesite|hesitons)\\b|" WE
     " ?(?:ne |n'(?:y )?)[a-z]+ (?:peut-etre|peut etre|sans doute|probablement) pas\\b)"},
    {ACT_MAYBE, BEARS(GUARD_DOUBT) | BEARS(GUARD_FUTURE),
     WE " ?(?:y )?(?:vais |allons |va )?(?:y )?(?:reflechi[a-z]+)\\b"},
    {ACT_MAYBE, BEARS(GUARD_DOUBT), "(?=c'est possible$)[a-z]+"},
    {ACT_MAYBE, BEARS(GUARD_DOUBT) | BEARS(GUARD_WISH) | BEARS(GUARD_CONDITION),
     "(?:" WE
     " ?)?(?:serions|serais|serait) (?:tres |assez |plutot |eventuellement |peut-etre |potentiellement "
     ")*(?:interesse|partante?|favorable|preneu|dispose)e?s?"},
    {ACT_MAYBE, BEARS(GUARD_DOUBT) | BEARS(GUARD_WISH) | BEARS(GUARD_PART),
     "(?:(?:je |nous )?(?:suis|sommes|reste|restons) )?(?:toujours )?en attente (?:de |d'|du "
     ").{0,30}(?:accord|validation|autorisation|confirmation|feu vert)\\b"},
    {ACT_MAYBE, BEARS(GUARD_DOUBT) | BEARS(GUARD_CONDITION),
     "(?:a priori|en principe|normalement|logiquement|sans doute|probablement|surement|je pense|je crois)(?: "
     "bien)?(?: que)? oui$"},
    {ACT_MAYBE, BEARS(GUARD_DOUBT) | BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH),
     "(?=.*\\b(?:peut-etre|peut etre|sans "
     "doute|probablement|eventuellement)\\b).*\\b(?:venir|viendr[a-z]+|particip[a-z]+|presente?s?|des "
     "votres)\\b"},
    {ACT_MAYBE,
     BEARS(GUARD_CONDITION) | BEARS(GUARD_DOUBT) | BEARS(GUARD_NEGATION) | BEARS(GUARD_FUTURE) |
	 BEARS(GUARD_WISH),
     "(?:peut-etre|peut etre|eventuellement|probablement|surement(?! pas)|sans doute|pas encore "
     "(?:(?:de |pris de |pris la )decision|decidee?s?|fixee?s?|confirmee?s?|tranche)|(?:il est |c'est "
     ")?(?:encore |un peu |beaucoup )*trop tot "
     "pour |(?:j'|nous |on "
     ")(?:espere|esperons)(?: bien| vraiment)?(?: pouvoir)? (?:venir|participer|etre|assister|vous "
     "rejoindre|y aller|me liberer|nous liberer)|(?:je (?:ne )?sais|nous (?:ne )?savons|on (?:ne )?sait) pas "
     "encore(?! (?:a "
     "quelle heure|avec qui|qui|combien|comment)\\b)|a (?:confirmer|voir|creuser|discuter)\\b|pas "
     "(?:encore "
     ")?(?:sure?s?(?! (?:ce|le|la|les|place|site)\\b)|certaine?s?)|(?:nous ne sommes|je ne suis|on n'est|ce "
     "n'est) "
     "(?:pas|plus) (?:(?:encore|vraiment|tout a fait|du tout|totalement) )?(?:sure?s?|certaine?s?)\\b(?! "
     "(?:ce\\b|cett?e?\\b|l[ea]s?\\b|place\\b|site\\b|d'avoir|d'etre "
     "bien|de (?:bien )?comprendre|(?:de la|du|de l') ?(?:date|lieu|adresse|horaire|heure))\\b)|rien n'est "
     "(?:encore "
     "|vraiment )?(?:sur|decide|fait|fixe|confirme|arrete|joue))"},
    {ACT_MAYBE, BEARS(GUARD_CONDITION) | BEARS(GUARD_DOUBT) | BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH),
     "" WE " ?(?:(?:vais|allons|va) "
     "(?:essayer|tenter)|essaie|essaye|essayons|essaierai|essaierons|essaierons|essayerai|essayerons|"
     "essaiera|tacherai|tacherons|ferai|ferons)(?: tout)?(?: (?:notre|mon|le))?(?: possible)?(?: d'| "
     "de | pour "
     ")(?:(?:le|la|les|me|nous|se) "
     "(?:deplacer|decaler|liberer|degager|arranger|reporter|rendre)|m'arranger|venir|y etre|etre "
     "presente?s?|passer|participer|etre la)"},
    {ACT_MAYBE, BEARS(GUARD_CONDITION) | BEARS(GUARD_DOUBT) | BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH),
     "(?:" WE " ?)?(?:viendrons|viendrai|viendra|serons|serai|participerons|participerai|venons|viens|pense|"
     "pensons) (?:peut-? ?etre|probablement|sans doute|eventuellement|(?:pouvoir "
     ")?(?:venir|participer|etre presente?s?))"},
    {ACT_CURIOUS, /* "plus" is not a negation there */
     BEARS(GUARD_CONDITION) | BEARS(GUARD_DOUBT) | BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH) |
	 BEARS(GUARD_NEGATION) | BEARS(GUARD_QUOTE),
     "(?:" WE
     " ?)?(?:aimerais|aimerions|voudrais|voudrions|souhaite|souhaitons|souhaiterais|souhaiterions|veux|"
     "voulons|demande|demandons)(?: bien| d'abord| volontiers)* (?:a |d')?(?:en savoir (?:un peu "
     ")?(?:plus|davantage)|(?:avoir |recevoir |obtenir )?(?:plus|davantage) (?:d'informations?|d'infos?|de "
     "precisions|de details)|(?:avoir |recevoir |obtenir )?des (?:precisions|renseignements))"},
    {ACT_PRESENT, COMES,
     "(?:" WE " ?)?(?:viendrons|viendrai|viendra|passer(?:ai|ons|a)(?=$| (?:vous voir|a \\d|avec|vers|au "
     "(?:forum|stand)))|(?:venons|viens|vient)(?! (?:de|d'|vers|me|vous|aux)\\b)|viendrais(?!.* "
     "(?:si|mais|volontiers|bien)\\b)|irons(?! voir)|y "
     "irai|participerons|participerai|participera|participons|participe|m'y rendrai|nous y "
     "rendrons|(?:me|nous) (?:rendrai|rendrons)|(?:nous|me) (?:joindrons|joindrai|joignons|joins) a "
     "(?:vous|cette|cet|la|l')|assisterons|assisterai|assistons|y serons|y serai|y serais(?!.* "
     "(?:si|mais|volontiers)\\b)|y sera|en serons|en serai|en sera|serons la|serai la|sera "
     "la|serons des votres|serai des votres|repondons presente?s?|reponds presente?|sommes de la "
     "partie|suis de la partie)\\b(?!.*\\bl'an(?:nee)?\\b)"},
    {ACT_PRESENT, COMES,
     "(?:" WE " ?)?(?:serons|serai|serais|sera|sommes|suis|est)(?: donc| bien| tous| toutes| avec plaisir| "
     "tres heureux de| partant)* (?:la\\b|au rendez-vous|de la partie|fideles? au poste|(?:tres "
     ")?(?:ravie?s?|heureu(?:x|se|ses)|enchantee?s?) (?:de |d')(?:y "
     ")?(?:venir|accompagner|assister|etre|amener|participer|vous rejoindre|vous rencontrer|nous "
     "joindre)|presente?s?|parmi vous|avec vous|interessee?s? et presente?s?|partante?s?|des votres)"},
    /* the time is a remark */
    {ACT_PRESENT, COMES, "(?=(?:j'|nous |on )(?:arriv|repart)(?:erai|erons|era)\\b)[a-z']+"},
    {ACT_PRESENT, COMES, "(?:presente?s?|partante?s?)(?: le .*| a .*| pour (?!vous |te |t'|un cafe).*|)$"},
    {ACT_PRESENT, COMES | BEARS(GUARD_WISH),
     "je (?:(?:viendrai|viens)(?: donc| finalement)* seule?(?=$)|(?:serai|viendrai|viens)(?: donc| "
     "finalement)* "
     "seule?(?= (?:en fin de compte|finalement|a (?:venir|participer)|sans|pour representer)))"},
    {ACT_PRESENT, COMES,
     "(?:bien sur )?(?:qu'|que )?(?:on|nous) (?:vient|venons|viendra|sera la)(?: bien)?$"},
    {ACT_PRESENT, COMES | BEARS(GUARD_WISH),
     "(?:(?:" WE " ?)?(?:vous )?(?:confirmons|confirme|confirmerons|maintenons|maintiens|maintient)|" WE
     " ?(?:(?:ai|avons) le plaisir de|tiens a|tenons "
     "a|peux|pouvons|souhaite|souhaitons|voudrais|voudrions|viens) (?:vous )?confirmer)(?: bien| donc)? "
     "(?:notre|ma|la|leur|sa) (?:presence|participation|venue?|inscription)"},
    {ACT_PRESENT, COMES | BEARS(GUARD_WISH),
     "(?:.* )?(?:confirm|valid)(?:e|er|ons) (?:bien |donc )?(?:notre|ma|mon|la|leur|sa|ses) "
     "(?:presence|participation|venue|inscription)"},
    {ACT_PRESENT, COMES | BEARS(GUARD_WISH),
     WE " (?:prevoyons|prevois|prevoit|comptons|compte) (?:bien )?(?:de |d')?(?:venir|participer|etre "
	"(?:presente?s?|la))\\b"},
    {ACT_PRESENT, COMES | BEARS(GUARD_WISH), "inscription(?: svp| merci)*(?: (?:pour|de) [a-z' -]{2,40})?$"},
    {ACT_PRESENT, COMES | BEARS(GUARD_WISH), "(?:presence|participation|venue|inscription) (?:confirmee|ok)"},
    {ACT_PRESENT, COMES | BEARS(GUARD_WISH),
     "(?:vous pouvez )?(?:nous |me )?(?:compter|comptez)(?:-nous|-moi)? (?:sur (?:nous|moi|(?:notre|ma) "
     "(?:presence|participation|venue|"
     "mobilisation|soutien|aide|engagement|equipe|[a-z]+ locale)\\b)|parmi|presente?s?|dans "
     "(?:les|la)|pour (?:\\d|une?\\b|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze))"},
    {ACT_YES, COMES | BEARS(GUARD_WISH),
     "(?:je|nous|on) (?:vous |le )?confirm(?:e|ons)(?: bien| donc| merci| le tout)*$"},
    {ACT_PRESENT, COMES | BEARS(GUARD_PART), "(?!.*\\bl'an(?:nee)?\\b)" OURS COME_3RD},
    /* in the writer's place */
    {ACT_PRESENT, COMES,
     "(?=(?:(?:ma|mon|notre|nos|mes|une?|des|l[ea]) "
     ")?(?:collegues?|groupe|jeunes|equipe|adjointe?|remplacante?|conseillere?s?|responsable|directrice|"
     "directeur)(?: (?!ne )[a-z-]{2,20}){0,2} (?:oui$|(?:les |l'|me "
     ")?(?:accompagne|vient|viennent|remplace|represente|maintenue?s?)\\b(?!-)(?! pas| plus)))[a-z']+"},
    {ACT_PRESENT, COMES | BEARS(GUARD_WISH),
     "(?:oui )?" WE
     " ?(?:pourrons|pourrai|pourra|peux|peut|pouvons) (?:bien |tous |y )*(?:venir|etre (?:la|presente?s?|des "
     "votres)|participer|assister|passer|nous liberer|me liberer|se liberer)(?=$| (?:a "
     "(?:\\d|deux|trois|quatre|cinq|six)|avec|tous|merci|ce jour|a cette))"},
    {ACT_PRESENT, COMES | BEARS(GUARD_WISH),
     "(?:c'est )?(?:avec (?:grand |un grand )?(?:plaisir|joie)|volontiers)(?: que)? (?:(?:nous|je|on) "
     "|j')?(?:viendr|particip|assist|accept|ser(?:ons|ai)|repond|y ser)"},
    {ACT_PRESENT, COMES | BEARS(GUARD_WISH),
     "(?:merci de (?:nous |m')?|(?:vous pouvez|tu peux) (?:nous |m')?|veuillez (?:nous "
     "|m')?|p(?:ouvez|ourriez)[- ]vous (?:nous |m')?|peux[- ]tu (?:nous |m')?|je souhaite(?:rais)? |nous "
     "souhaitons |" WE " ?)?(?:inscrivez|inscris|inscrivons|inscrire|m'inscris|m'inscrire|nous inscrire|nous "
     "inscrivons|(?:ajout|compt|not)(?:er|ez)(?= "
     ".{0,15}(?:liste|participants|inscrits))|(?:(?:(?:reserv|positionn)(?:er|ez|ons|e)|"
     "gard(?:er|ez)|prevoir|prevoyez|not(?:er|ez)|compt(?:er|ez))(?= "
     ".{0,30}\\b(?:places?|jeunes?|personnes?|inscriptions?|venue|presence|participation)"
     "\\b)))(?:-nous|-moi)?\\b(?! (?:aussi|egalement|en plus|en outre))(?! (?:bien )?que "
     ".*\\b(?:jeunes?|personnes?|elles?|ils?) "
     "(?:(?:sont|est|ser(?:a|ont)) (?!(?:[a-z]+ )?(?:present|la\\b|inscri|des votres))|ont|a "
     "|aur|mang|parl|arriv|part(?!icip)|doi|ne |n'))"},
    {ACT_PRESENT, COMES_NOT,
     "" WE " ?ne manquer(?:ai|a|ons) pas (?:de |d')(?:venir|participer|etre (?:la|presente?s?|des votres))"},
    {ACT_PRESENT, COMES,
     "(?:ok|d'accord|c'est bon|bon)(?: c'est bon)? (?:pour|avec) (?:notre|ma|une|la) "
     "(?:participation|presence|venue)"},
    {ACT_PRESENT, COMES,
     "(?:ok|d'accord|oui),? (?:nous|on|je) "
     "(?:passe|passons|venons|viens|vient|serons|serai|sera|participons|participe|sommes|participerons|"
     "viendrons|viendrai|y serons|y serai|confirmons|confirme)"},
    {ACT_ABSENT, COMES_NOT,
     "(?:" WE " ?)?(?:ne "
     ")?(?:pourrons|pourrai|pourra|pouvons|peux|peut|pourrions|pourrais|serons|serai|sera|sommes|suis|"
     "viendrons|viendrai|viendra|venons|viens|vient|participerons|participerai|participera|participons|"
     "participe)(?: malheureusement| finalement| donc| helas)? pas\\b(?! (?:encore|seule?s?|avant|du |de "
     "(?!la partie|ce)|vers |par |a pied|en "
     "(?:voiture|train|bus|metro)|(?:rester|amener|apporter|arriver|fournir|imprimer|garer|stationner|payer|"
     "entrer|prevenir|preciser|manger|dejeuner)\\b|(?:l'|y "
     ")?(?:ouvrir|lire|telecharger|acceder|cliquer|imprimer|trouver|afficher|visualiser)))"},
    {ACT_ABSENT, COMES_NOT,
     "" WE " ?(?:n'assisterons|n'assisterai|n'y serons|n'y serai|ne serons|ne serai|n'irons|n'irai) "
     "(?:malheureusement )?pas"},
    {ACT_ABSENT, COMES_NOT,
     "(?:c'est |ce sera |ca va etre )?(?:malheureusement |helas |trop |deja "
     ")*(?:impossible|mort|fichu|rape|(?:pas|non|plus) "
     "(?:possible|dispo|disponibles?|libres?)|indisponibles?|indispo|complique|difficile)(?: (?:pour "
     "(?:nous|moi|mon equipe|notre .{0,20})|de (?:notre|mon) cote|desolee?s?|" THAT_DAY "))*$"},
    {ACT_ABSENT, COMES_NOT,
     OURS "(?:est|sont|sera|seront) (?:deja |tous |toutes |malheureusement "
	  ")*(?:prise?s?|occupee?s?|absente?s?|fermee?s?|mobilisee?s?|retenue?s?|indisponibles?|en "
	  "(?:conges?|vacances|formation|reunion|deplacement|seminaire|inventaire)(?: [a-z]+)?) " THAT_DAY
	  "$"},
    {ACT_ABSENT, COMES_NOT,
     "(?:c'est |ca fait )?(?:un peu |bien |beaucoup )?trop(?= (?:loin|tard|court|juste)(?: pour .{0,30})?$)"},
    {ACT_ABSENT, COMES_NOT,
     "(?:la |cette |le |l'|cet |ce )?(?:date|horaire|heure|jour|creneau|lieu) ne (?:nous |me "
     ")?(?:convient|va|arrange)(?: malheureusement)? pas"},
    {ACT_ABSENT, COMES_NOT,
     /* the object is a remark */
     "(?=" WE " ?(?:avons|ai|a|aurons|aurai|aura) (?:deja |malheureusement )*(?:une? "
     "autre|d'autres?|une?|notre|nos|mon|ma|des) .{2,40} " THAT_DAY "$)[a-z']+"},
    {ACT_ABSENT, COMES_NOT,
     "ce n'est (?:malheureusement )?pas (?:dans|notre|l'une? de) (?:nos |notre |un de nos "
     ")?(?:moyens|possibilites|habitudes|priorites?|objectifs?|domaine|politique|metier|champ|role|secteur|"
     "territoire|perimetre|zone|"
     "public)"},
    {ACT_ABSENT, COMES_NOT,
     WE " (?:(?:sommes|suis) (?:malheureusement )?(?:contrainte?s?|obligee?s?) de|devons|dois) (?:nous |me "
	")(?:desinscrire|desister|"
	"decommander)\\b"},
    {ACT_ABSENT, COMES_NOT,
     "(?:(?:la |notre |l')?(?:mission locale|ml|structure|agence|entreprise|antenne|association)(?: [a-z' "
     "-]{2,30})?|(?:nos )?"
     "(?:bureaux|locaux)) fermee?s? " THAT_DAY "$"},
    {ACT_ABSENT, COMES_NOT, FULL_DIARY "(?: (?:pour .*|" THAT_DAY "|desolee?s?))*$"},
    {ACT_ABSENT, COMES_NOT,
     /* the reason is a remark */
     "(?=(?:(?:" WE
     " ?)?(?:serons|serai|sera|sommes|suis|est) )?(?:deja )?(?:complete?s?|occupee?s?|fermee?s?|en "
     "(?:conges?|vacances|formation|reunion|deplacement|seminaire|inventaire|rtt|repos|fermeture)|mobilisee?"
     "s?)(?!.*\\b(?:depuis|jusqu'[a-z]+|du \\d|maternite|parental|paternite) )(?: .{0,30})? " THAT_DAY
     "$)[a-z]+"},
    {ACT_ABSENT, COMES_NOT,
     "(?:aucune?|pas de|pas d'|plus de|plus aucune?) "
     "(?:disponibilites?|dispo|creneau|possibilite|participants?|representante?s?|(?:volontaires?|amateurs?|"
     "preneurs?)(?!.* (?:pour (?:l'instant|le moment)|encore|a ce stade)\\b))\\b"},
    {ACT_ABSENT, COMES_NOT,
     "(?:(?:merci de |veuillez |vous pouvez )?(?:nous |me |m')?|" WE " (?:me |nous "
     ")?)(?:desinscri(?:re|vez|s|vons)|retir(?:er|ez)|enlev(?:er|ez)|ray(?:er|ez))(?:-nous|-moi)? (?:de |du "
     "|d')(?:la |l'|cette |cet |ce |votre )?(?:liste des "
     "(?:participants|inscrits)|visite|forum|atelier|evenement|reunion|rencontre|journee|training|matinee|"
     "session|manifestation|participants|inscrits)\\b"},
    {ACT_ABSENT, COMES_NOT,
     "(?:(?:" WE " ?)?(?:ne )?(?:serons|serai|sera|sommes|suis|est) )?(?:malheureusement |deja |tous "
     ")*(?:absente?s?|indisponibles?|empechee?s?|prise?s?|retenue?s?)(?: " THAT_DAY
     "| ce jour| ailleurs| par .*|)(?: desolee?s?)?$"},
    {ACT_ABSENT, COMES_NOT,
     "(?:" WE
     " )?(?:ne )?(?:peux|peut|pouvons|pourrai|pourra|pourrons|viens|vient|venons|viendr(?:ai|a|ons)) "
     "(?:plus|pas)(?: (?:finalement|malheureusement|desolee?s?|merci|du tout|ce jour(?:-la)?|demain|a cette "
     "(?:nouvelle "
     ")?(?:date|heure)))*(?:$|(?= cette (?:annee|fois|semaine)$))"},
    {ACT_ABSENT, COMES_NOT,
     "(?:(?:j'|on |nous )?annule(?:z|r)? (?:pour (?:nous|moi))|(?:nous n'avons|je n'ai|j'ai|on a|on n'a) "
     "personne (?:a|de|pour) "
     "(?:vous )?(?:envoyer|inscrire|liberer|detacher|deplacer|proposer|mobiliser|libre|dispo[a-z]*))"},
    {ACT_ABSENT, COMES_NOT, "(?:ce n'est|c'est|ca ne sera|ce ne sera) (?:malheureusement )?pas possible"},
    {ACT_ABSENT, COMES_NOT,
     "(?:" WE " ?)?(?:(?:prefere|preferons|prefererais) (?:m'|nous |s')abstenir|(?:devons |dois |doit "
     "|prefere |preferons |suis au regret de |sommes au regret de |suis contrainte? de |suis "
     "obligee? de |me vois contrainte? de )?(?:declinons|decline|decliner))\\b"},
    {ACT_ABSENT, COMES_NOT,
     "(?:(?:ma|mon|notre|nos|leur|sa) )?(?:venue|participation|presence|inscription|visite)s? "
     "(?:(?:est|sont|doit "
     "etre) (?:donc )?(?:annulee?s?|impossible|compromise)|a annuler\\b)"},
    {ACT_ABSENT, COMES_NOT | BEARS(GUARD_DOUBT),
     /* other people who don't come */
     "(?!(?:bonjour )?(?:(?:mon|ma|l'une?|une? de[s "
     "]|le|la)|(?:une?|deux|trois|quatre|\\d+|certaine?s|quelques|plusieurs) (?:de (?:nos|mes|ces) |des "
     ")?(?:jeunes?|participante?s?|candidate?s?|personnes?)) "
     ")(?!(?:(?:bonjour|malheureusement|finalement|desolee?s?)[ ,]*)*" SOMEBODY_STAYS_AWAY
     ")(?!.*\\b(?:manquer[a-z]+ pas|vien[a-z]+ pas (?:du|de|vers|d'[a-z]+|en "
     "(?:bus|train|voiture|minibus|metro|tram|car|covoiturage)|a pied|a velo)|vien[a-z]+ plus (?:en "
     "(?:bus|train|voiture|minibus|metro|tram|car|covoiturage)|a pied|a velo)|pas tous|pas toutes|pas "
     "encore|pas avant|pas seule?s?|sais pas|savons pas|sait pas|(?:pas|plus) (?:[a-z]+ "
     ")?(?:sure?s?|certaine?s?)|pas recu|pas "
     "compris|probleme|souci)\\b)(?=.*\\b(?:ne|n'[a-z]+|pas|aucune?|personne)\\b).*\\b(?:venir|viendr[a-z]+|"
     "venons|viens|vient|particip[a-z]+|presente?s?|disponibles?|dispo|possible|interessee?s?|assister|"
     "libres?|des votres|parmi vous|avec vous|de la partie|honorer .{0,40}|(?:nous|me|se) "
     "(?:liberer|deplacer|joindre a vous)|suite(?: favorable| positive)? a (?:l'|votre |cette "
     ")?(?:invitation|proposition|demande)|y (?:aller|etre))\\b(?: (?:plus|pas|tous|toutes|finalement)\\b)*"},
    {ACT_ABSENT, COMES_NOT,
     "(?:" WE " ?)?(?:n'aurons|n'avons|n'ai|n'aurai|n'aura|n'enverrons|n'inscrivons) (?:malheureusement "
     "|finalement )?(?:personne|aucun)\\b"},
    {ACT_ABSENT, COMES_NOT,
     "(?:" WE "|notre [a-z]{3,20}) ?(?:ne dispose|ne disposons|n'avons|n'a|n'ai)(?: malheureusement| "
     "actuellement)? (?:pas|plus) (?:assez )?(?:de |d'|les |le |la "
     ")(?:parrains?|marraines?|mentors?|tuteurs?|intervenante?s?|disponibilites?|possibilites?|moyens|"
     "ressources?|budget|effectifs?|salaries?|collaborateurs?)"},
    {ACT_ABSENT, COMES_NOT,
     "(?:" WE " ?)?(?:passons|passe|passerons|passerai|passera) (?:notre|mon) tour|" WE
     " (?:fais|fait|faisons|ferons|ferai|fera) l'impasse|" WE " ?(?:laissons|laisse) tomber|" WE
     " ?(?:(?:devons|dois|doit|preferons|prefere) renoncer|renoncons|renonce)(?: a .*)?$"},
    {ACT_ABSENT, COMES_NOT,
     "(?:sans nous|(?:ca |ce )?(?:ne )?(?:sera )?pas (?:pour )?cette fois(?:[- ]ci)?|ce sera (?:sans "
     "(?:nous|moi)|"
     "pour une (?:autre|prochaine) fois)|pas(?= (?:cette (?:annee|semaine)|ce "
     "(?:mois|trimestre|semestre)|pour (?:l'instant|le moment))(?:-ci)?(?: merci.*|)$))"},
    {ACT_ABSENT, COMES_NOT,
     "(?:non )?(?:nous n'avons|" WE " ?n'ai|on n'a|" WE
     " ?n'avons)?(?: malheureusement)? ?(?:pas de jeunes?|aucun jeune|pas de candidats?|aucun "
     "candidat|personne)(?: de)?(?: disponibles?| interessee?s?| motivee?s?| volontaires?| partante?s?| "
     "libres?| a inscrire| a envoyer)?(?: pour .*| ce jour.*| en ce moment| actuellement|)$"},
    {ACT_ABSENT, COMES_NOT,
     "(?:" WE " ?)?(?:annulons|annule|retirons|retire|(?:(?:devons |dois |doit |(?:sommes|suis|est) "
     "(?:obligee?s?|contrainte?s?|au regret) d')?annuler)) (?:notre|mon|ma|leur|la|nos|mes|l') "
     "?(?:participation|presence|venue|inscriptions?|reservations?|places?|candidature|proposition)"},
    {ACT_ABSENT, COMES_NOT, "(?:desistement|absence)(?: (?:de|d'|du|des|a|au|le|ce|lors|pour)\\b|$)"},
    {ACT_ABSENT, COMES_NOT,
     "(?:annulation|desistement|forfait) (?:pour (?:nous|moi)|de (?:notre|ma) part|de (?:notre|mon) cote)(?: "
     "cette fois(?:-ci)?| "
     "ce jour| demain| merci.*| desolee?s?.*|)$"},
    {ACT_ABSENT, COMES_NOT,
     "(?:(?:" WE " |vous pouvez |merci de )?(?:liberer|libere|liberons)|liberez) (?:ma|mon|nos|notre|mes|la) "
     "places?\\b|annulation de (?:notre|mon|ma|leur|nos|mes|l') "
     "?(?:participation|presence|venue|inscriptions?|reservations?|places?)"},
    {ACT_ABSENT, COMES_NOT,
     "(?:(?:merci d'|veuillez |vous pouvez |p(?:ouvez|ourriez)[- ]vous |il faut |(?:" WE
     " ?)?(?:souhaite|souhaitons|voudrais|voudrions|demande d'|demandons d') "
     "?)annuler|annulez|(?:supprimez|retirez|enlevez|liberez)) (?:notre|mon|ma|leur|la|nos|mes|l') "
     "?(?:participation|presence|venue|inscriptions?|reservations?|places?)"},
    {ACT_ABSENT, COMES_NOT,
     "(?:je|nous|on) (?:(?:me|nous|se) retir(?:e|ons)\\b(?! (?:l'|son|le |la |cette))|(?:me |nous "
     ")?(?:desiste|desistons|decommande|decommandons|excuse|excusons|dois me "
     "(?:desister|decommander|retirer$)|devons nous (?:desister|decommander|retirer$)))"},
    {ACT_ABSENT, COMES_NOT,
     "(?:(?:je|nous|on) (?:dois |devons |doit |vais |allons |va |prefere |preferons |(?:suis|sommes|est) "
     "(?:donc "
     ")?(?:obligee?s? d'|contrainte?s? d'|au regret d')|(?:me vois|nous voyons) (?:contrainte?s?|obligee?s?) "
     "d')(?:devoir "
     ")?annuler|j'annule)(?: merci.*| desolee?s?.*|)$"},
};
const struct phrase_table words_about_events = {rows, ARRAY_SIZE(rows)};
