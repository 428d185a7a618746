/* Hints: the apparent meaning of a sentence by words anywhere in it, when no clause starts with a phrase. A
 * hint counts only in answer to a letter that asked exactly that, and the whole sentence is passed on as a
 * remark. */
#include "words_phrases.h"

#define COMING_WORDS                                                                                         \
	"(?:venir|viens|vient|venons|viendr[a-z]+|particip[a-z]+|assist[a-z]+|present[a-z]*|des votres|me "  \
	"liberer|nous liberer)"
#define LIST_WORDS                                                                                           \
	"(?:listes?|fichiers?|diffusion|destinataires|envois?|mailings?|bases?|newsletter|lettre|contacts|"  \
	"repertoire|annuaire)"
#define OFFER_WORDS "(?:l'|notre |mon |cette |ce |la |le )?(?:offre|annonce|recrutement|recherche)\\b"
/* "Elle a accepté l'entretien" hires nobody. */
#define NOT_A_MEETING                                                                                        \
	"(?!.*\\b(?:entretien|rendez-vous|rencontre|essai|visite|test|stage|immersion|pmsmp|venir|passer)"   \
	"\\b)"
#define WHAT_IS_SENT "(?:cv|piece jointe|pj|fichier|document|dossier|candidate?|jeune|personne)"
#define NO_CONSENT   "(?:accord|consentement|autorisation)"
#define HIS_PAPERS   "(?:cv|dossier|candidature|profil|donnees|coordonnees|informations)\\b"
#define HAVE	     "\\b(?:avons|ai|j'ai|l'ai|l'avons|a|l'a|ont|l'ont|avoir|viens de|vient de|venons de)\\b"
/* A colleague or one of the young people who stays away: the others may come. */
#define NOT_OF_ANOTHER                                                                                       \
	"^(?!(?:(?:bonjour|malheureusement|helas|finalement|desolee?s?)[ ,]*)*" SOMEBODY_STAYS_AWAY ")"      \
	"(?!(?:[a-z]+ )?(?:(?:mon|ma|mes) collegues?|"                                                       \
	"(?:le|la|une?|deux|trois|quatre|\\d+|certaine?s|quelques|plusieurs) (?:de (?:nos|mes|ces) |des )?"  \
	"(?:jeunes?|participante?s?|candidate?s?|personnes?)|"                                               \
	"l'une? d|une? des? (?:nos|mes|ces|jeunes)|(?:une?|deux|trois|quatre|cinq|\\d+|plusieurs|quelques) " \
	"desistements?)\\b).*"
/* "Le bouton ne marche pas chez nous", "pas de bus chez nous": something else than a candidate. */
#define NOT_OF_THINGS                                                                                        \
	"(?<!marche pas )(?<!fonctionne pas )(?<!ouvre pas )(?<!ouvrent pas )(?<!affiche pas )(?<!passe "    \
	"pas "                                                                                               \
	")(?<!arrive pas )(?<!existe pas )"                                                                  \
	"(?!(?:bus|trains?|cars?|trams?|metro|gares?|liens?|boutons?|acces|internet|wifi|transports?|"       \
	"vehicules?|voitures?|permis|formations?|formulaires?|logiciels?|messagerie|date|horaires?) )"
/* What a call asks for. */
#define HELPERS                                                                                              \
	"(?:parrains?|marraines?|mentors?|tuteurs?|intervenante?s?|volontaires?|benevoles?|"                 \
	"collaborat(?:eur|rice)s?|salariee?s?)\\b"
#define PREMISES "(?:salles?|locaux|bureaux?|espaces?|amphis?|amphitheatre|auditorium)\\b"
#define SEVERAL	 "(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\\d+) "
#define OFFERS                                                                                               \
	"(?:(?:nous|on|je) (?:vous )?(?:propos|offr)(?:e|ons)|(?:pouvons|peux|peut) (?:vous )?"              \
	"(?:proposer|offrir|fournir|trouver)) (?:" SEVERAL "|(?:une?|des|nos|notre|mon|la) )"
#define CANDIDATE_IS                                                                                         \
	"\\b(?:il|elle|le jeune|la jeune|le candidat|la candidate|celui-ci|celle-ci|[a-z-]{3,20})"

/* Guards that are part of a hint and don't undo it. */
enum {
	COMES = BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH),
	COMES_NOT = BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE),
	DOUBTS = BEARS(GUARD_DOUBT) | BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE) | BEARS(GUARD_NEGATION) |
		 BEARS(GUARD_QUOTE) | BEARS(GUARD_CONDITION),
	NOBODY = BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
	GONE = BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_QUOTE) | BEARS(GUARD_DOUBT) |
	       BEARS(GUARD_FUTURE),
};

static const struct phrase rows[] = {
    {ACT_PRESENT, COMES,
     "^(?!.*\\bl'an(?:nee)?\\b).*\\b(?:viendr(?:ai|a|ons|ont)|participer(?:ai|a|ons|ont)|assister(?:ai|a|ons|"
     "ont)|"
     "repondons presents?|tiendr(?:ai|a|ons) (?:un|notre|le) stand|"
     "representer(?:a|ont) |(?:not(?:er|ez)|confirm(?:er|e|ons)|prevoir|prevoyez) (?:bien "
     ")?(?:la|notre|ma|leur) "
     "(?:presence|participation|venue)|(?:we|i) (?:will|shall|can) (?:come|attend|be there)|"
     "ser(?:ai|a|ons|ont) (?:[a-z]+ ){0,3}(?:presente?s?|des votres|parmi vous|au rendez-vous|de la "
     "partie|la$)|"
     "(?:souhaite|souhaitent|veulent|vont|valide|validons|confirme|confirmons|note|notons|noter) "
     "(?:bien |aussi |donc |toujours )?(?:venir|participer|y participer|(?:notre|ma|leur|sa|la) "
     "(?:venue|participation|presence|inscription))|"
     "(?:inscrire|inscris|inscrivez|inscrivons|reserver|reservez|reserve|prend|prenons|prends|comptez) "
     "(?:[a-z']+ ){0,2}(?:\\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) "
     "(?:jeunes?|places?|personnes?)|"
     "(?:prevoyons|prevois|prevoit|comptons|compte) (?:bien )?(?:de |d')?(?:venir|participer|etre "
     "presente?s?|etre la)\\b|"
     "font le deplacement|feront le deplacement|ferai le deplacement|ferons le deplacement)"},
    {ACT_ABSENT, COMES_NOT,
     NOT_OF_ANOTHER
     "\\b(?:(?<!pas "
     ")impossib(?:le|ilite)\\b(?!.*retard)|indisponib[a-z]+|empechee?s?\\b|empechement|contretemps(?!.*"
     "retard)|"
     "declin(?:er|e|ons)\\b|desist[a-z]+|renonc[a-z]+|laiss(?:e|ons) (?:notre|ma) place|"
     "(?:deja|autre) (?:(?!parrain|marraine|mentor)[a-z']+ "
     "){0,2}(?:engagement|engage|prise?s?|prevu|rendez[- ]vous|reunion|obligation)|"
     "obligation d'annuler|(?:dois|devons|doit|obligee?s? d'|contraints? d') ?annuler|"
     "trop (?:loin|eloignee?s?|court|tard|juste) |pas le temps|sans (?:moi|nous)\\b|"
     "(?:excus(?:er|ez|ons|e) |pardonner |not(?:er|ez) |enregistrer )(?:mon|notre|son|leur) absence|"
     "(?:retenue?s?|prise?s?|mobilisee?s?|accaparee?s?) (?:ailleurs|par|a|en(?! compte)) |"
     "^(?:(?:bonjour|malheureusement|helas|desolee?s?|non|merci)[ ,]*)*(?:je|nous|on) (?:serai|serons|sera) "
     "(?:deja |"
     "toujours |encore |tous )*en "
     "(?:conges?|vacances|formation|deplacement|arret|inventaire|seminaire)\\b(?!.*\\b(?:"
     "repond[a-z]*|revien[a-z]*|retour|recontact[a-z]*)\\b)|"
     "mais (?:nous|je|on) (?:serons|serai|sera|sommes|suis|est) (?:deja |tous )?en (?:inventaire|seminaire|"
     "conges?|vacances|formation|deplacement|reunion)\\b|"
     "\\b(?:ca|cela) tombe (?:en meme temps|le meme jour|mal|pendant)\\b|\\b(?:pas|plus|aucun) (?:de "
     "|d')?(?:vehicule|minibus|transport|car|accompagnateur|conducteur|chauffeur)s?(?: de service)?(?: "
     "disponibles?)? (?:ce jour|a cette date|a ces dates)\\b|\\bmauvaise date\\b|\\bincompatibles? avec "
     "(?:notre|mon|nos|mes) |(?:une|cette) autre fois\\b|(?<!interessee pour )(?<!interesse pour "
     ")(?<!interessees pour )(?:une|la) prochaine (?:fois|edition|session)\\b|partie remise\\b)"},
    {ACT_ABSENT, COMES_NOT,
     "^(?!.*\\b(?:sai[st]|savons|connais[a-z]*) (?:pas|plus)\\b)" NOT_OF_ANOTHER
     "\\b(?:ne|n'[a-z]+|pas|plus|aucune?|personne)\\b(?! (?:sur|certain|impossible|exclu))(?!.* pas "
     "(?:impossible|exclu))"
     ".*\\b(?:" COMING_WORDS "|suite|repondre "
     "(?:favorablement|positivement|present)|disponib[a-z]*|possible|s'engager|m'engager|nous engager|y "
     "aller)\\b(?!.*\\b(?:avant|sans|seule?s?|(?:pas|plus) (?:en "
     "(?:bus|train|voiture|minibus|metro|tram|car|covoiturage)|a pied|a velo))\\b)"},
    {ACT_MAYBE, DOUBTS,
     "^(?!.*\\b(?:savoir "
     "(?:si|combien|ou|quand|comment)|combien)\\b).*\\b(?:peut-etre|(?:vais|allons|va|j'|nous|on) "
     "?(?:essaie|essayer|essayons)|(?:vais|allons|va) "
     "tenter|(?:je tente|on tente|nous tentons) de|difficile a dire|(?:ca|cela) "
     "depend[a-z]*|incertaine?s?\\b|"
     "(?:venue|presence|participation) [a-z' ]{0,25}pas (?:encore |tout a fait )?(?:certaine|sure|acquise|"
     "garantie|gagnee)|(?:ne |n')?(?:sai[st]|savons) (?:pas|plus)(?: encore| trop| vraiment)? si "
     "(?:nous|on|je|(?:les|nos|mes) jeunes(?!.* tous$))\\b.*\\b(?:ven[a-z]+|vien[a-z]+|pouv[a-z]+|"
     "pourr[a-z]+|particip[a-z]+|libres?|dispo[a-z]*|present[a-z]*)|pas "
     "(?:impossible|exclu)|(?<!rien )a voir|faut voir|"
     "(?:dois|devons|doit|faut) (?:d'abord|avant tout) |"
     "pas encore(?:$| (?:te |vous )?(?:decide|fixe|confirm|sure?|certain|l'accord|la reponse|de reponse|le "
     "feu|repond|dire|en mesure)[a-z]*)|dois (?:en parler|voir|demander|verifier|consulter)|devons (?:en "
     "parler|voir|demander|"
     "verifier|consulter)|doit (?:en parler|voir|demander)|avant de (?:vous |te "
     ")?(?:confirmer|repondre|m'engager|"
     "m'inscrire|dire)|attend(?:s|ons)? (?!votre|vos|ta|tes)(?:[a-z']+ ){1,4}(?:reponse|accord|feu "
     "vert|confirmation|validation))\\b"},
    {ACT_MAYBE, DOUBTS | BEARS(GUARD_CONDITION),
     "\\b(?:dois|devons|doit) (?:[a-z]+ )?(?:voir|demander|verifier|consulter|en parler)(?: [a-z'-]+){0,5} "
     "si "
     "(?:nous|on|je)\\b|"
     "\\b(?:redis|dis|dirai|dirons|redirai|confirmerai|confirmerons|au courant)(?: [a-z]+){0,4} si "
     "(?:nous|on|je)\\b"},
    {ACT_CURIOUS, BEARS(GUARD_DOUBT) | BEARS(GUARD_WISH),
     "\\b(?:ca|cela|proposition|idee|profil|candidature|cv|parcours|demande|projet) (?:peut |pourrait "
     ")?(?:bien )?(?:m'|nous )interesse[a-z]*|"
     "^(?:nous sommes|je suis|on est) (?:[a-z]+ )?interessee?s?$"},
    {ACT_CURIOUS, DOUBTS | BEARS(GUARD_CONDITION),
     "^(?!.*\\b(?:ne|n'[a-z]+)\\b).*\\b(?:en savoir (?:un peu )?(?:plus|davantage)|(?:plus|davantage) "
     "(?:d'infos?|d'informations?|de "
     "details|de "
     "precisions)|m'en dire plus|dites[- ](?:m'en|nous[- ]en) plus|interessee?s? (?:sur le principe|a "
     "priori|par le principe)|(?:peut|pourrait|pourraient) (?:bien )?(?:m'|nous )?(?:etre "
     ")?interesse[a-z]*|"
     "interessee?s?,? (?:mais|tout depend|peut-etre|selon)|peut-etre interessee?s?)\\b"},
    {ACT_YES, COMES,
     "\\b(?:souhait(?:e|ons|ent) (?:s'|nous |m')engager|(?:sont|se portent) (?:[a-z]+ "
     "){0,2}(?:volontaires?|partante?s|pretes?|prets)\\b|"
     "accept(?:e|ons) (?:[a-z]+ ){0,2}d[e']|(?:suis|sommes|est) (?:[a-z]+ "
     "){0,2}(?:interessee?s?|partante?s?|"
     "volontaires?|d'accord|prete?s?|disponibles?|dispo) (?:pour|a|de) )"},
    {ACT_YES, COMES,
     "^(?:bonjour )?(?:ok|d'accord|oui|partante?s?) pour "
     "(?:une?|le|la|l'|ce|cet|cette|les|des|deux|trois|quatre|\\d+|"
     "[a-z]+[ei]r)\\b"},
    /* to a call: sponsors, speakers or premises are offered */
    {ACT_YES, COMES | BEARS(GUARD_PART),
     "^(?!.*\\b(?:combien|cherch|besoin|manqu)[a-z]*\\b)(?:.*\\b" OFFERS "(?:[a-z]+ ){0,2}(?:" HELPERS
     "|" PREMISES ")|"
     "(?:(?:bonjour|ok|oui|d'accord|pour|donc|chez nous)[ ,]*)*" SEVERAL "(?:de nos |[a-z]+ )?" HELPERS
     "(?=$|,? (?:(?:de )?chez nous|de notre|pour (?:nous|vous)|(?:sont |seront "
     ")?(?:volontaires?|partante?s?|ok|prets?|"
     "pretes?|dispo[a-z]*|d'accord|interessee?s?|motivee?s?))\\b))"},
    {ACT_YES, COMES | BEARS(GUARD_PART),
     "\\b(?:(?:nous|on|je) (?:vous )?(?:mets?|mettons|pret(?:e|ons)|ouvr(?:e|ons))|(?:pouvons|peux|peut) "
     "(?:vous "
     ")?(?:mettre|preter|ouvrir))(?! en (?:place|oeuvre)) (?:[a-z']+ ){0,4}" PREMISES
     "|\\b(?:notre|nos|mon|mes) " PREMISES
     " (?:[a-z0-9]+ ){0,4}(?:(?:est|sont) )?(?:a (?:votre|la) disposition|libres?|disponibles?)\\b|\\bpouvez "
     "(?:utiliser|disposer de|profiter de) (?:notre|nos) "},
    {ACT_YES, COMES | BEARS(GUARD_PART),
     "(?<!qui )\\b(?:interviendr(?:ai|a|ons|ont)|temoigner(?:ai|a|ons|ont)|parrainer(?:ai|a|ons|ont))"
     "\\b|\\b(?:veut|veulent|accepte|acceptent|souhaite|souhaitent) (?:bien |d')?(?:etre|devenir) "
     "(?:parrain|marraine|mentor|"
     "tuteur|tutrice)s?\\b|\\b(?:je|nous|on) ser(?:ai|ons|a) (?:[a-z]+ "
     ")?(?:parrain|marraine|mentor|tuteur|tutrice)s?\\b|"
     "\\b(?:nous avons|j'ai|on a) (?:deja )?(?:" SEVERAL "|(?:une?|des) )" HELPERS
     " (?:sont )?(?:motive|interesse|volontaire|partant|pret|disponible|d'accord)"},
    {ACT_YES, COMES,
     "^(?:(?:ok|oui|d'accord|allez|bonjour)[ ,]*)*(?:on|nous|j') ?en (?:est|sommes|suis)$|"
     "^(?!.*\\b(?:pas|pour (?:vous|te) |avant|relay|transm|diffus|partag)).*\\b(?:pouvez|peux) compter sur "
     "(?:moi|nous)$"},
    {ACT_NO, COMES_NOT,
     "^(?!.*\\bmais\\b)(?:(?:bonjour|non|desolee?s?|malheureusement|merci)[ ,]*)*(?:pas (?:pour (?:moi|nous) "
     ")?"
     "cette annee\\b|(?:ne )?comptez pas (?:sur|avec) (?:moi|nous)\\b(?!.*\\b(?:avant|pour)\\b))"},
    {ACT_NO, COMES_NOT | BEARS(GUARD_PART),
     "\\b(?:pas|plus|aucune?) (?:de |d')?(?:grande? )?" PREMISES
     "|\\bpersonne (?:a|de|pour) (?:vous )?(?:liberer|detacher|deplacer|"
     "proposer|mobiliser|libre|dispo[a-z]*)\\b|\\b(?:peux|peut|pouvons) (?:pas "
     ")?(?:liberer|detacher|mobiliser) "
     "personne\\b"},
    {ACT_NO, COMES_NOT | BEARS(GUARD_PART),
     "\\b(?:(?:ne|n'[a-z]+|pas|plus)\\b.*\\b(?:s'engager|m'engager|nous engager|aller "
     "au-dela|participer|donner suite|"
     "donnerons suite|interessee?s?|volontaires?|disponib[a-z]*|possible|(?<!eu )(?:le|de) temps|notre "
     "politique|nos "
     "priorites|en "
     "mesure|parrainer|"
     "intervenir)|(?:gel|suspend|arret|stopp|cess)[a-z]+ (?:tou(?:t|s|tes)? |le |les |nos |notre |ses "
     ")*(?:mecenat|dons|partenariats?|parrainages?|benevolat)\\b|manque de (?:temps|moyens|budget)|faute de "
     "(?:temps|moyens|budget)|(?:pas|plus|aucun) "
     "(?:de )?(?:budget|moyens)|budgets? (?:[a-z0-9]+ "
     "){0,4}(?:epuise|consomme|boucle|clos|cloture|engage|attribue)e?s?|sous-effectif|(?:quitte|quittons|"
     "pars|part) (?:mes fonctions|mon "
     "poste|l'entreprise|la societe|en retraite)|deja (?:(?:nos|notre|mes) propres? "
     "[a-z]+|(?:parrain|engage)[a-z]*|(?:[a-z]+ "
     ")?filleule?s?))\\b"},
    {ACT_FILLED, 0,
     "^(?!.*\\b(?:qui a|partie?|quitte|demissionne)\\b).*(?:\\b(?:postes?|offres?|emplois?|places?) "
     "(?:[a-z'-]+ ){0,6}(?:pourvue?s?|comblee?s?)\\b|" HAVE
     " (?:[a-z]+ )?(?:recrutee?|recruter|embauche|embaucher|engage|engager) "
     "(?:une?|quelqu'un|notre|deux|le|la)\\b|" HAVE
     " (?:[a-z]+ )?(?:trouve|trouver|choisi|choisir) (?:quelqu'un|notre|une? "
     "(?:candidate?|personne|salariee?|jeune)|la "
     "(?:bonne )?personne|le (?:bon )?candidat)|" HAVE " (?:[a-z]+ )?pris (?:quelqu'un|notre|une? "
     "(?!(?:photo|rendez-vous|note|decision|contact|engagement|initiative|option|"
     "abonnement|verre|cafe|pause|conge|renseignement|avis|annonce|assurance|risque|temps|retard|cliche)s?"
     "\\b)|le poste|la place|l'emploi)|" HAVE
     " (?:enfin |deja )?(?:notre|nos) [a-z-]{4,20}(?: de [a-z]+)?(?:$|,))"},
    {ACT_CLOSED, BEARS(GUARD_WISH),
     "\\b(?:annul(?:er|ez|e|ons)|clotur(?:er|ez|e|ons)|fermer|fermez|retir(?:er|ez)|supprim(?:er|ez)|stopp?(?"
     ":er|ez)?|"
     "arret(?:er|ez|e|ons)|renonc(?:e|ons|er)|abandonn(?:e|ons|er)|enlev(?:er|ez))(?:-la)? (?:svp |bien "
     "|donc |a |au "
     ")?" OFFER_WORDS "|\\brenonc(?:e|ons) au recrutement"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION), "\\b(?:plus (?:d'actualite|lieu d'etre)|besoin n'est plus)\\b"},
    {ACT_INTERVIEW, 0,
     "^(?!.*\\b(?:(?:annul|report|decal|deplac|repouss)ee?s?|ailleurs|concurrente?s?|periode "
     "d'essai|precedente?s?|d'autres|autres)\\b).*(?:\\b(?:entretien|rendez-vous|rdv)\\b "
     "(?:[a-z'-]+ "
     "){0,4}(?:fixe|prevu|programme|cale|pris|convenu|confirme|passe)\\b|"
     "\\b(?:eu|fixe|pris|cale|programme|prevu|convenu d')(?: [a-z']+){0,2} ?(?:entretien|rendez-vous)\\b|"
     "\\b(?:s'est|nous sommes) (?:deja |bien )?(?:vue?s?|rencontree?s?)\\b|"
     "\\b(?:passer|faire) un (?:essai|test|entretien) (?:lundi|mardi|mercredi|jeudi|vendredi|demain|le "
     "\\d))"},
    {ACT_HIRED, 0,
     "\\b(?:(?:confirm|annonc)(?:e|ons|er) (?:[a-z]+ )?(?:l'embauche|l'integration|le recrutement|son "
     "(?:embauche|recrutement|integration)) ?(?=d|$|a |en |pour |chez )|a (?:accepte|signe)" NOT_A_FORM
	 NOT_A_MEETING NOT_AT_ANOTHER "|l'a "
     "accepte|(?:partie|integree?|rejoint) "
     "(?:de )?(?:l'|notre )equipe|a signe avec (?:elle|lui)|signe (?:avec (?:elle|lui)|ce matin|hier)|"
     "(?<!a )(?<!deja )(?<!avait )(?<!avoir )(?<!ayant )(?<!longtemps )(?<!bien )"
     "(?:travaille|bosse) (?:[a-z]+ )?(?:chez|avec) nous|"
     "fait (?:desormais |maintenant |bien )?partie (?:de (?:l'|notre |nos |la "
     ")?(?:equipe|effectif|entreprise|"
     "societe|maison|famille|agence)s?|des (?:notres|effectifs|equipes|salaries)|du personnel))\\b"},
    {ACT_REJECTED, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "^(?!.*\\b(?:date|horaire|heure|creneau|jour|lieu|rendez-vous)\\b).*\\b(?:ne |n'|pas "
     ")(?:(?!lui|leur)[a-z]+ )?(?:correspond[a-z]*|convient|convenait) (?:[a-z]+ "
     ")?(?:pas|a|au|aux)\\b(?! (?:encore|l'heure))"},
    {ACT_REJECTED, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE),
     "^(?!.*\\b(?:elle|il|candidate?|jeune) (?:n'|ne ))(?!n'a ).*\\b(?:ne "
     "(?:pouvons|peux|peut|puis|saurions|saurais|pourrons|pourrai|souhaitons|souhaite|desirons)|"
     "n'[a-z]+)\\b (?:[a-z]+ ){0,3}(?:donner|reserver|accorder) (?:de |une )?suite(?: favorable)?\\b"},
    {ACT_REJECTED, BEARS(GUARD_NEGATION),
     /* the organisation doesn't continue, not the candidate */
     "^(?!.*\\b(?:periode d'essai|retenue?s? pour (?:l'instant|le moment)|tout de suite|dans "
     "l'immediat|precedente?s?|d'avant|l'an dernier|la "
     "derniere "
     "fois)\\b)(?!.*\\b(?:(?:elle|il|candidate?|jeune) (?:n'a|n'avait|ne) (?:[a-z]+ "
     "){0,2}(?:donne|souhaite|voulu|desire)|^n'a (?:pas|plus|jamais) donne)).*"
     "\\b(?:ne|n'[a-z]+|pas)\\b(?! encore)(?! pu (?:le|la|l'))(?:(?! encore\\b).)*\\b(?:(?:donn[a-z]+ (?:de "
     "|une )?)suite|"
     "retenue?s?(?! (?:son|le|votre) "
     "(?:nom|prenom|numero|mail|telephone|adresse))|retenons|retient|retenir|(?:la|le|l'|les) "
     "(?:prenons|prend|prends)|prend(?:s|ons)? pas|"
     "(?:le|notre|un|ce) (?:bon )?profil|l'affaire|convaincue?s?|convain[a-z]+|poursui[a-z]+|concluante?|"
     "colle|reussi(?! a)|matche|assez (?:d'|de )?[a-z]+)\\b|"
     "\\b(?<!votre )(?<!vos )(?<!cv d'une )(?<!cv d'un )(?<!concurrence avec une )(?<!concurrence avec un "
     ")(?<!celui d'une )(?<!celui d'un "
     ")(?:autre|autres) (?:candidate?s?|personne|profil)s?\\b|"
     "\\b(?:trop (?:jeune|junior|peu|juste|loin|eloignee?)|redhibitoire)\\b|"
     "\\bpas (?:de |d')?(?:retour|reponse|suite|avis)s? (?:positi[fv]e?|favorable)s?\\b|\\bpas en "
     "(?:adequation|phase) avec \\b|\\bopt(?:e|ons|er) pour (?:une? |quelqu'un "
     ")|\\b(?:choisi|prefere|retenu|pris) (?:l'autre|une? "
     "autre|quelqu'un d'autre)|"
     "\\b(?:choisi|prefere|privilegie|retenu|recrute|opte pour|(?:donne|accorde) (?:la|notre) "
     "(?:preference|priorite) a|"
     "porte (?:notre|mon|son) choix sur|oriente(?:s|e)? vers) (?:une?|des|d'autres) [a-z]+ (?:[a-z]+ ){0,2}"
     "(?:plus|mieux|ayant|avec|disposant|davantage)\\b"},
    {ACT_REJECTED, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "\\b(?:cherch|recherch|souhait|voul|privilegi|attend)[a-z]+ (?:plutot |en fait |davantage )?"
     "(?:quelqu'un|une personne|une? candidate?|un profil|une? jeune) (?:(?:de|d'une) )?(?:[a-z]+ "
     ")?(?:plus|mieux|davantage)\\b"},
    {ACT_ELSEWHERE, GONE,
     "\\b(?:plus etre disponible|trouve ailleurs|mieux ailleurs|ailleurs$|(?:une?|d') ?autre "
     "(?:offre|emploi|employeur|entreprise|travail|"
     "proposition|poste|boite)|desist[a-z]+|laisse(?:r)? tomber|a dit non|"
     "(?:a|eu|trouve|decroche|signer?) (?:[a-z]+ )?(?:un|du|son|en) "
     "(?:boulot|travail|emploi|job|taf|cdi|cdd|poste|contrat)|"
     "bosse$|(?:ne|n'[a-z]+|pas|plus) (?:est |etre |plus |pas )*(?:interessee?|en "
     "recherche|candidate?)|"
     "a trouve$|trouve (?:un emploi|du travail))\\b"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH) | BEARS(GUARD_NEGATION),
     "\\b(?:souhaite|veut|demande|voudrait|souhaiterait|aimerait|prefere|exige|demande a ce) qu(?:e "
     "|')(?:vous|l'on|on|nous) "
     "(?:(?:le |la |les |l')?(?:retir|supprim|effac|enlev|detruis)(?:iez|e|ions)|n'(?:envoy|ait|a)[a-z]* "
     "plus)\\b|"
     "\\b(?:souhaite|veut|demande|voudrait|souhaiterait|desire) que (?:tout|(?:ses|les|son|le) [a-z]+) "
     "soi(?:t|ent) (?:efface|supprime|retire|detruit|enleve)[a-z]*|\\b(?:stop pour (?:(?:ce|cette|le|la) "
     "(?:candidate?|jeune)|elle$|lui$)|(?:ne )?veut plus)\\b"},
    /* what was sent is not what was meant */
    {ACT_DEPARTURE, BEARS(GUARD_NEGATION) | BEARS(GUARD_QUOTE) | BEARS(GUARD_WISH),
     "\\berreur (?:d'envoi|de (?:cv|piece "
     "jointe|fichier|candidate?|jeune|destinataire|dossier|document|personne))\\b|"
     "(?<!vous m'avez )(?<!vous nous avez )(?<!vous l'avez )\\b(?:envoy|transmi|joint|adress)[a-z]* .*\\bpar "
     "erreur\\b|\\bpar erreur "
     ".*\\b(?:envoy|transmi|joint|adress)[a-z]*|"
     "\\b(?:mauvaise?|pas l[ea] bon(?:ne)?) " WHAT_IS_SENT "\\b|"
     "\\b(?:pas|plus) compte d(?:e |u |')(?:mon |cet |notre |ma |cette |son |sa )?(?:envoi|" HIS_PAPERS ")|"
     "\\boubli(?:er|ez) (?:cette |sa |la |cet |mon )?(?:envoi|candidature)\\b|"
     "\\bannul(?:er|ez|e|ons) (?:l'|mon |cet |notre )envoi\\b"},
    {ACT_DEPARTURE, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "\\bprefere ne (?:plus|pas) (?:etre|que|rester|figurer)\\b|\\b(?:sa|la|cette) candidature n'est plus "
     "(?:d'actualite|valable)|"
     "\\b(?:mettre|mettez|met|mettons) (?:(?:sa|la|cette) candidature |(?:son|le|ce) (?:cv|dossier) )?en "
     "(?:pause|suspens)\\b|"
     "^(?:ce n'est |c'est )?plus la peine\\b"},
    /* the consent was never given, or not by whom it should have been */
    {ACT_DEPARTURE, BEARS(GUARD_NEGATION) | BEARS(GUARD_QUOTE) | BEARS(GUARD_WISH),
     "\\b(?:(?:a|ai|avons|avait|avais|avions) (?:pas|jamais) (?:son|leur|l') ?|(?:pas|jamais) "
     "(?:(?:reellement|vraiment|du tout) )*"
     "(?:donne|signe|eu|recueilli|obtenu|demande|recu) (?:(?:le|de) (?:formulaire|document|papier) (?:de "
     "|d'))?"
     "(?:d'|de |l'|son |leur |cet )?)" NO_CONSENT "\\b|"
     "\\b" NO_CONSENT "\\b(?: [a-z']+){0,4} n'(?:est|etait|a) (?:pas|plus|jamais) (?:ete "
     ")?(?:valable|valide|signe|bon|donne|recueilli)|"
     "\\b(?:parents?|mere|pere|famille|tuteur|tutrice|representante? legale?) (?:[a-z]+ )?"
     "(?:(?:ne )?(?:sont|est) (?:pas|plus) d'accord|n'(?:a|ont) (?:pas|jamais) "
     "(?:signe|accepte)|refuse|s'oppose)"},
    /* what is sent, or kept, shall no longer be */
    {ACT_DEPARTURE, BEARS(GUARD_WISH) | BEARS(GUARD_NEGATION) | BEARS(GUARD_FUTURE) | BEARS(GUARD_QUOTE),
     "\\b(?:plus|arret[a-z]*|stopp[a-z]*|cess[a-z]*|annul[a-z]*|suspend[a-z]*|inutile)\\b.{0,20}\\b(?:diffus|"
     "transmet|"
     "transmis|env[oi][a-z]*|partag|circul|propos)[a-z]*\\b.{0,15}\\b" HIS_PAPERS "|"
     "\\b" HIS_PAPERS " .{0,20}\\b(?:ne )?(?:doi(?:t|vent)|peu(?:t|vent)) plus\\b|"
     "\\b" HIS_PAPERS
     " a (?:retirer|supprimer|effacer|enlever|annuler)\\b|^a (?:effacer|retirer|supprimer)\\b|"
     "\\b(?:ne )?(?:transmet|diffus|envoy|partag)[a-z]* plus (?:son|le|ce|sa|ses|leur)\\b|\\bplus de "
     "diffusion\\b|"
     "\\b(?:suppression|effacement|retrait) (?:du|de|des) (?:(?:son|sa|ses|ce|la|cette|le|toutes) "
     ")*" HIS_PAPERS "|"
     "\\bfaire disparaitre\\b|\\b(?:retir|enlev|sort|supprim|effac|ray|radi)(?:ez|er|ir)[- ]?(?:la|le|les)? "
     "?(?:de|du|des) (?:la |votre |vos |cette "
     ")?(?:bases?|listes?|fichiers?|vivier|plateforme|dispositif|diffusion)\\b|\\bsortir [a-z]+ (?:du|de "
     "la|des) |\\b(?:la|le|l'|les) ?(?:desinscrire|radier)\\b|\\bfin de (?:la )?diffusion\\b|\\bne plus "
     "(?:la |le |les )?(?:proposer|presenter|diffuser|transmettre)\\b|\\bne consent plus\\b|\\bopposition "
     "(?:de|a|au)\\b|\\b(?:stopp|arret|cess|suspend|bloqu)[a-z]*\\b.{0,12}\\b(?:envois?|diffusions?|"
     "transmissions?|propositions?|candidatures?)\\b|\\b(?:demande|souhaite|exige|reclame|veut) "
     "(?:l'effacement|la suppression|le "
     "retrait)\\b(?!.*\\bmais\\b)|\\bdroit (?:a l'effacement|a l'oubli|d'opposition|de "
     "retrait)\\b|\\brevocation\\b|\\bs'oppose(?: "
     "desormais)? (?:a|au)\\b|"
     "^(?:non )?(?:vous pouvez |on peut |merci d[e'] ?|tu peux |il faut )(?:l'|la |le "
     ")?(?:effacer|supprimer|retirer|enlever|cloturer)$|^(?:effac|supprim|retir|enlev)ez(?:[- ]l[ea])?(?: "
     "svp| merci)?$|\\b(?:"
     "laisse[rz]?|laissons) (?:expirer|echoir)\\b|^(?:on|nous) (?:arrete|arretons)(?: "
     "la)?$|\\b(?:il|elle|on|nous) (?:annul|arret|stopp)(?:e|ons) tout$|\\bpas la peine de "
     "(?:continuer|poursuivre)\\b|\\b(?:s'est retracte|se retracte|se retirer?|n'est plus consentant)e?s?$"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH),
     "\\brefuse (?:de )?(?:continuer|poursuivre|renouveler|prolonger|rester)\\b"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH),
     "^(?:(?:bonjour|finalement|desolee?)[ ,]*)*(?:c'est |tout est |(?:il|elle|on|nous) (?:l'|la |le )?|j')?"
     "(?:annul(?:ee?s?|ez|ons|e)|(?:merci d'|veuillez )annuler)(?: tout| svp| merci)*$"},
    {ACT_ELSEWHERE, GONE,
     "\\b(?:arrete|stoppe|cesse) (?:sa|ses|la|les|de) "
     "(?:recherche|demarche|chercher)[a-z]*\\b|\\bne cherche "
     "plus$"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH) | BEARS(GUARD_NEGATION),
     "\\b(?:supprimez|effacez|enlevez|retirez|detruisez) (?:vite |svp )?(?:son|sa|ses|le|ce|leur) (?:[a-z]+ "
     ")?(?:cv|candidature|dossier|profil|donnees)\\b"},
    {ACT_RENEWED, BEARS(GUARD_WISH) | BEARS(GUARD_PART),
     "\\btoujours "
     "(?:d'accord|ok|partante?|volontaire|favorable|consentante?)\\b|\\b(?:d'accord|ok|partante?) "
     "(?:pour|de) (?:continuer|poursuivre|rester|que )"},
    {ACT_RENEWED, BEARS(GUARD_WISH) | BEARS(GUARD_NEGATION),
     "^(?!.*\\b(?:pas encore|jamais)\\b).*\\b(?:renouvel|prolong|recondui)[a-z]*\\b"},
    {ACT_ERASED, 0,
     "^(?!.*\\b(?:offre|annonce|lien|poste|mauvais|votre "
     "(?:message|mail|courriel))\\b).*(?:\\b(?:cv|documents?|donnees|dossier|fichiers?|pj|candidature|tout)"
     "\\b "
     "(?:[a-z'-]+ "
     "){0,8}(?:effacee?s?|supprimee?s?|"
     "detruite?s?|jetee?s?|purgee?s?)\\b|" HAVE
     " (?:[a-z]+ )?(?:effacee?s?|supprimee?s?|detruite?s?|jetee?s?)\\b|"
     "\\bprocede a (?:la |l'|sa )(?:suppression|effacement|destruction))"},
    {ACT_ERASED, BEARS(GUARD_NEGATION),
     "\\bplus (?:rien|aucune? [a-z]+|trace|ce cv|de cv|ce document|en (?:notre|ma|leur) "
     "possession)\\b|\\bn'existe plus\\b"},
    {ACT_NOBODY, NOBODY,
     "\\bpersonne (?:ne (?:veut|souhaite|cherche|recherche|correspond|convient|s'est|desire)|"
     "n'a (?:de |d'|un |le |ce )?(?:bon )?(?:candidate?s?|jeunes?|profils?))\\b|"
     "\\b(?:personne|aucune?s?|pas|zero|nada)\\b "
     "(?:(?:de|d'|des|le|les|ce|cet|cette|nos|mes|bon|autre|vraiment) ?){0,3}"
     "(?:candidate?s?|jeunes?|profils?|interessee?s?|volontaires?|positionnements?|postulante?s?|amateurs?|"
     "competences?|retours?(?! (?:sur|concernant|au sujet|quant|de (?:l'entreprise|l'employeur|votre part|la "
     "societe))\\b)|" NOT_OF_THINGS "chez nous|en "
     "stock|" NOT_OF_THINGS "[a-z]+ (?:chez "
     "nous|en "
     "stock|parmi (?:nos|mes)|dans (?:notre|nos|mon|mes)))\\b|\\baucune? (?:de |d' ?)?(?:nos |mes |ces "
     ")?(?:candidate?s?|jeunes?|"
     "profils?)\\b|: personne$|^(?:nada|neant|personne)(?: (?:ici|chez|de|pour|en|sur|actuellement) "
     ".*)?$|^(?:(?:helas|malheureusement|desolee?|non|toujours|encore|a ce jour) )*(?:personne|aucun "
     "(?:jeune|candidat|profil)|pas de (?:jeune|candidat|profil)s?) "
     "(?:avec|titulaire|ayant|qui|possedant|parmi|dans|disponible|forme|diplome|motorise|vehicule)|\\b(?:n'"
     "en ai|n'en avons) (?:pas|aucun)|"
     "\\b(?:vois|ai|a|avons|trouve) personne\\b|\\b(?:jeunes|candidats|candidates) (?:[a-z']+ "
     "){0,5}(?:pas|plus|aucun) (?:interessee?s?|dispo[a-z]*)\\b"},
    {ACT_NOBODY, NOBODY | BEARS(GUARD_PART),
     "\\b(?:jeunes|candidats|candidates|personnes) .{0,60}\\bont (?:tous|toutes) (?:refuse|decline|dit "
     "non)\\b"},
    {ACT_NOBODY, NOBODY | BEARS(GUARD_QUOTE),
     "\\b(?:nos|mes|les) (?:jeunes|candidats) n'ont pas (?:repondu|donne "
     "suite|souhaite|postule|accroche)\\b|\\bpas (?:de )?preneurs?\\b|\\b(?:aucune?|personne) (?:d'entre eux "
     "|d'eux )?n'(?:est|a|etait) (?:[a-z]+ "
     ")?(?:disponible|interessee?|mobile|libre|souhaite|accepte|repondu|postule|donne suite)\\b|\\bpas "
     "(?:reussi|pu|parvenue?s?) a? ?(?:mobiliser|trouver|identifier|positionner|reperer)\\b|\\bpas (?:eu "
     ")?(?:de |d')?(?:reponses?|retours?|suites?) (?:positive?|favorable)s?\\b|\\b(?:jeunes|candidats) "
     ".{0,40}\\bsont pas (?:du tout |vraiment )?(?:dans|sur) ce (?:secteur|domaine|metier)\\b|\\bsans "
     "succes\\b|\\brien ne "
     "(?:correspond|colle|convient|matche)\\b|\\brecherches? (?:(?:est|sont|reste|restent|s'est|a ete) "
     ")?(?:revelee?s? "
     ")?infructueuses?\\b|\\bchou "
     "blanc\\b|\\b(?:a court|en manque|en penurie|manquons|manque) de (?:candidat[es]*|profils?|jeunes)\\b"},
    {ACT_CANCELLED, BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE),
     "\\b(?:jet(?:te|ons) l'eponge|laiss(?:e|ons) tomber)\\b"},
    {ACT_CANCELLED, BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE),
     "\\b(?:annule[rz]?|annulons|annulee?s?|reporte[rz]?|reportons|reportee?s?) (?:[a-z']+ "
     ")?(?:les?|la|l'|cet|cette|notre)? ?" GATHERING "|" GATHERING
     " (?:[a-z']+ ){0,4}(?:annulee?s?|reportee?s?)\\b"},
};
const struct phrase_table words_hinted = {rows, ARRAY_SIZE(rows)};

const char words_report[] =
    "^(?:[a-z0-9'.-]+ ){0,14}?(?:vous |t'|te )(?:en "
    ")?(?:dire|informer?|informons|signaler?|signalons|confirmer?|"
    "confirmons|annoncer?|annoncons|prevenir|previens|prevenons|preciser?|precisons|indiquer?|indiquons|"
    "faire savoir|"
    "fais savoir|faisons savoir|faire part|fais part|faisons part)(?: [a-z]+){0,2}? (?:que |qu'|(?=avoir )|"
    /* "de son désistement": the noun suffices */
    "(?:du |de la |de l'|des |de (?:notre|mon|ma|son|sa|leur) |d'une? |la |le |l'|notre |mon |ma |son |sa )"
    "(?=(?:retrait|revocation|annulation|desistement|absence|embauche|recrutement|suppression|effacement|"
    "destruction|"
    "cloture)\\b))";

const char words_fillers[] =
    " malheureusement helas finalement donc egalement aussi desormais effectivement vraiment svp alors "
    "enfin actuellement immediatement definitivement simplement toujours bien deja aimablement "
    "aimable gentille prochaine ";
