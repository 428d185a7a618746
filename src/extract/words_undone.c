/* What undoes an act in the same sentence: another time, event, person or post, a part of it, a quotation, a
 * writer who takes it back. */
#include "words_phrases.h"

enum {
	STAYING_AWAY = ACT(ACT_NO) | ACT(ACT_ABSENT),
	CLOSING = ACT(ACT_FILLED) | ACT(ACT_CLOSED),
	FACTS = ACT(ACT_INTERVIEW) | ACT(ACT_HIRED) | ACT(ACT_FILLED) | ACT(ACT_RETAINED),
	GONE = ACT(ACT_ERASED) | ACT(ACT_DONE),
};

/* Of another post than the one that they speak of, or of another person for it. */
#define STILL_OPEN                                                                                           \
	"\\b(?:toujours|encore) (?:ouverte?s?|a pourvoir|vacante?s?) (?:pour|a|sur|en|au|chez|cote)\\b(?! "  \
	"(?:ligne|(?:le |votre |notre )?site))|"                                                             \
	"\\b(?:celui-ci|celle-ci|l'autre|(?:ce|le) (?:poste|second|deuxieme)|l'offre)(?: (?:est|reste))? "   \
	"(?:toujours|encore|de nouveau|a nouveau|vacante?|ouverte?)\\b(?! (?:en "                            \
	"ligne|visible|affichee?|publiee?|active|diffusee?))|\\b(?:mais|et) pas "                            \
	"(?:celui|celle|ceux|l'autre)\\b|"                                                                   \
	"(?:\\b(?:mais|et|par contre|en revanche)\\b,?|,|;) "                                                \
	"(?:celui|celle|ceux|celles|l'autre|les autres)\\b.*\\b(?:reste|restent|"                            \
	"encore|toujours|ouverte?s?|libres?|pas|non|a pourvoir)\\b|"                                         \
	"\\b(?:pour|sur) une? autre (?:poste|offre|mission)\\b|"                                             \
	"\\breste(?:nt)? (?:celui|celle|ceux|l'autre|encore|a (?:trouver|pourvoir|recruter))\\b|"            \
	"\\bil (?:nous |m')?en (?:reste|manque)\\b|\\bil (?:nous |me )?(?:reste|manque) (?:encore "          \
	"|toujours )?(?:une?|deux|trois|\\d+) (?:postes?|places?|personnes?|candidate?s?|autres?)\\b|"       \
	"\\bil (?:nous |m')?(?:en )?(?:faut|manque) "                                                        \
	"(?:encore|toujours)\\b|\\b(?:cherch|recherch|recrut)(?:e|ons) "                                     \
	"(?:encore|toujours)\\b"

/* Whoever was found has not agreed yet. */
#define UNDECIDED                                                                                            \
	"\\b(?:il|elle|celle-ci|celui-ci|la personne|le candidat|la candidate|le jeune|la jeune) "           \
	"(?:hesite|reflechit|(?:doit|va) (?:encore |d'abord |y )*(?:reflechir|confirmer|valider|se decider|" \
	"(?:nous |me )?(?:donner sa reponse|repondre|confirmer))|"                                           \
	"n'(?:est|a) pas encore (?:sure?$|decidee?|confirme|signe|accepte|repondu))\\b"

const char words_still_open[] = STILL_OPEN "|" UNDECIDED;

/* What the letters' buttons say. */
#define OUR_WORDS                                                                                            \
	"(?:oui|non|viens|vient|venons|viendrons|viendrai|presente?s?|peut-etre|pourvue?|clotur[a-z]+|"      \
	"embauche[a-z]*|entretien|retenue?|efface[a-z]*|supprime[a-z]*)"

#define PERIOD                                                                                               \
	"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"           \
	"printemps|rentree|(?:l')?(?:ete|automne|hiver|an prochain|annee prochaine)|20\\d\\d)"

/* One of the group by name: "Pour info Jordan ne viendra pas". */
#define SOMEBODY                                                                                             \
	"^(?:.*(?:[,;:]|\\bque|\\binfo(?:rmation)?|\\bmalheureusement|\\bfinalement) |bonjour )?"            \
	"(?!(?:nous|on|je|ce|ca|cela|personne|notre|nos|aucune?|la|le|les|l'|mes|mon|ma|mission|toute|qui|"  \
	"que|"                                                                                               \
	"et|mais|oui|non|finalement|malheureusement|bonjour|desolee?s?|ne)\\b)[a-z-]{3,15} "

const char words_unsays[] =
    "^(?:(?:ah|euh|enfin|en fait|oups|ou plutot|pardon|zut)[ ,]+(?:non|pas)\\b|ou pas$|(?:non )?(?:je|on) "
    "(?:plaisante|rigole|blague)\\b|chez (?!nous|moi)|c'est ce qu'(?:on|il|elle|ils) (?:m'|nous |me )?(?:a "
    "|ont )?(?:dit|dis|raconte|annonce)|(?:ah|oups|pardon|zut|desolee?)[ ,]+(?:je me (?:suis )?tromp|c'est "
    "une erreur|mauvais|erreur))";

#define EVENT "forum|atelier|visite|evenement|reunion|rencontre|session|journee|date|matinee|salon"

static const struct undoing rows[] = {
    /* the writer takes it back */
    {FACTS, 0,
     "\\b(?:mais|cependant|toutefois|sauf qu[e']|malheureusement|helas)\\b(?: "
     "(?:elle|il|celle-ci|celui-ci|la candidate|le candidat|la jeune|le jeune|la "
     "personne|on|nous|personne|rien))? (?:ne |n'|rien n'est )(?:s'|l'|nous "
     ")?(?:est|a|ont|avons|etait|avait|viendra|repond|donne|vient|veut|souhaite|peut)?(?: pas| plus| jamais| "
     "rien| signe| sur)?\\b(?!.*\\b(?:retenue?s?|prise?|convaincue?s?|suite "
     "favorable|correspond)\\b)|" STILL_OPEN
     "|\\b(?:mais|cependant|toutefois|reste)\\b(?: (?:[a-z']+ ){1,4}?(?:doit|doivent|devons|dois|faut)|(?= "
     "a\\b))(?: encore| d'abord)? (?:a )?(?:confirmer|valider|signer|accepter|finaliser|repondre|donner "
     "(?:son|sa|leur) (?:accord|reponse))\\b|\\bmais (?:le|la|son|rien) ?(?:[a-z]+ )?n'est pas (?:encore "
     ")?(?:signee?|validee?|confirmee?|faite?|fixee?)\\b|\\ba "
     "(?:confirmer|valider|finaliser|verifier)$|\\b(?:puis|mais|ensuite|et)\\b.*\\b(?:est (?:re)?partie?|a "
     "(?:quitte|demissionne|rompu|renonce|abandonne|change d'avis)|s'est (?:desiste|retracte|ravise)e?)\\b"},
    {ACT(ACT_DEPARTURE), ACT(ACT_WITHDRAWN),
     "^(?!.*\\b(?:nouve|remplac|ancien|precedent|version|mis[e]? a jour|autre))(?=.*\\b(?:a|sur|suite a) "
     "(?:demande (?:de|du) |(?:sa|leur) demande\\b(?! d)|la demande (?:du|de "
     "la|de ce|de cette|de "
     "l') "
     "?(?:jeune|candidate?|interessee?)\\b)).*\\b(?:retir(?:e|ons|er|ez)|effac(?:er|ez)|supprim(?:er|ez)) "
     "(?:la|sa|cette|son|le|ce|ses) "
     "(?:candidature|cv|dossier|profil|donnees)\\b"},
    {ACT(ACT_WITHDRAWN), ACT(ACT_DEPARTURE),
     "\\b(?:redonn[a-z]+|retabli[a-z]*|remis|rendu) (?:son |l'|cet )?(?:accord|consentement)\\b|\\bl'a "
     "(?:redonne|retabli|remis)\\b|\\b(?:puis|mais|ensuite) .*\\bchange d'avis\\b"},
    {WORDS_ANSWERS, 0,
     "[a-z][ ,.]+(?:ah|euh|enfin|en fait|oups|ou plutot|pardon|zut) (?:non|si|oui|pas)\\b(?! (?:plus "
     ")?(?:que|de))|\\bou pas$|\\benfin,? (?:on|nous|je) "
     "(?:aimer|voudr|esper|souhait)[a-z]+\\b|\\b(?:lol|mdr|ptdr)\\b|\\b(?:je|on) "
     "(?:plaisante|rigole|blague)\\b|(?<!sans )\\b(?:blague a part|pour rire)\\b"},
    {WORDS_ANSWERS, 0,
     "\\b(?:c'est|d'apres) ce qu'(?:on|il|elle|ils) (?:m'|nous |me |vous )?(?:a |ont "
     ")?(?:dit|dis|disent|raconte|annonce)\\b"},
    /* words of our letter, told but not said */
    {WORDS_ANSWERS, 0,
     "^(?!.*\\brepon[a-z]+ (?:donc |bien |par )?\")(?:.*\"[^\"]*\\b" OUR_WORDS
     "\\b[^\"]*(?:\"|$)|[^\"]*\\b" OUR_WORDS "\\b[^\"]*\" ?,? ?[a-z])"},
    {WORDS_ANSWERS | ACT(ACT_RENEWED), 0,
     "\\b(?:boutons?|liens?|formulaire|case|page|fenetre)\\b.*\\b(?:marche|fonctionne|ouvre|affiche|repond|"
     "bloque|plante|envoie)[a-z]*\\b"},
    /* an answer about the post or the way to it, not about the person */
    {ACT(ACT_YES), 0,
     "^(?:bonjour[ ,]+)?oui[ ,]+(?:bien sur[ ,]+|tout a fait[ ,]+)?(?:(?:il|elle|le jeune|la jeune|le "
     "candidat|la candidate) (?:peut|pourra|doit|devra) "
     "(?:passer|se presenter|(?:nous |m')(?:appeler|telephoner|ecrire)|venir (?:nous voir|se presenter))\\b|"
     "(?:(?:le|la|les|un|l'|ce) ?)(?:poste|contrat|permis|caces|logement|salaire|tenue|depot|magasin|"
     "formation) (?:est|reste|n'est|commence|demande|exige)\\b)"},
    {ACT(ACT_NO), 0,
     "^(?:bonjour[ ,]+)?non[ ,]+(?:(?:le|la|les|un|l'|ce) ?)(?:poste|contrat|permis|caces|logement|travail|"
     "diplome|experience|vehicule|voiture|formation)s? (?:(?:n'est|ne sont) pas (?:en "
     "(?!adequation|phase|rapport|accord)|de (?:nuit|jour|week-end)|du (?:matin|soir)|a temps|"
     "obligatoires?|necessaires?|indispensables?|exigee?s?|requise?s?|demandee?s?|imposee?s?)\\b|"
     "(?:ne |n')(?:demande|necessite|comporte|prevoit|comprend|exige|requiert) (?:pas|aucune?)\\b)"},
    /* another time or event */
    {WORDS_COMING, 0,
     "^(?!.*\\b(?:preven|previen|pens|evit|avert|signal)[a-z]* .*\\bprochaine "
     "fois\\b).*\\b(?<!jeunes de la )(?<!jeunes de notre )(?<!stagiaires de la "
     ")(?:edition|session|promotion|rencontre|forum|journee|date|fois) (?:de |d'|du |en )" PERIOD
     "\\b|\\b(?:l'an|l'annee) prochaine?\\b|\\b(?:la |une )?prochaine "
     "(?:fois|edition|session|date)\\b|\\b(?:a|pour) la (?:prochaine|suivante)\\b|(?<!part )(?<!arrive "
     ")(?<!passe )\\bpas "
     "avant\\b(?! (?:\\d+ ?(?:h|heures)|midi|la pause|le repas))|\\b(?:compt|vien|ven)[a-z-]*\\b.* en " PERIOD
     "$|\\b(?:aussi|egalement) (?:a la|a l'|au|aux|pour (?:la|le|l'|les)|la|le|les) "
     "?(?!(?:mien|tien|notre|votre)\\b)[a-z]|\\b(?:a|au|pour) (?:celui|celle|ceux) "
     "(?:de|du|d')|\\b(?:une?|votre|l'|d'|cet|cette) ?autre (?:" EVENT ")\\b"},
    {WORDS_COMING, 0,
     "^(?!.*\\bcette (?:annee|fois))(?:.*\\b(?:l'an|l'annee|l'ete|l'hiver) "
     "(?:dernier|passe)e?\\b.*\\b(?:etions|etais|etait|avions|avais|venus?)\\b|.*\\b(?:etions|etais|etait|"
     "avions|avais|venue?s?|presente?s?)\\b.*\\b(?:l'an|l'annee) (?:dernier|passe)e?\\b)"},
    /* for something else, or others instead */
    {WORDS_COMING, 0,
     "\\b(?:vien[a-z]*|ven[a-z]+|pass[a-z]+|serai|serons) (?:demain |lundi |vous |te |en |l'|le |la |les |la "
     "|pour )*(?:chercher|deposer|recuperer|apporter|en "
     "parler|discuter|poser)\\b|\\b(?:inscri|invit|convi)[a-z]+ plutot\\b|\\b(?:avons|ai|a) deja "
     "(?:accepte|dit oui|soutenu|parraine)\\b|\\bmais (?:je|nous) (?:pars|partons|quitte|quittons|suis "
     "(?:en|a la) retraite)\\b"},
    {WORDS_COMING, 0, "\\bpar (?:ses|leurs) propres moyens\\b"},
    {ACT(ACT_MAYBE), 0,
     "\\besper[a-z]+ (?:[a-z']+ ){0,4}?(?:une |la |votre )?prochaine?s?\\b|"
     "^(?:[a-z, ]{0,30}\\b)?peut-etre (?:bien )?(?:pour |a |en )?(?:une autre|la prochaine|une "
     "prochaine|l'an prochain|"
     "l'annee prochaine|plus tard|l'automne|la rentree|20\\d\\d)"},
    {WORDS_COMING, 0,
     "^(?!.*\\b(?:viendr|participer|serons|serai)).*\\b(?:vien(?:s|t|nent)|venons) (?:juste |tout juste "
     ")?(?:d'|de )(?!(?:tours|angers)\\b)[a-z]*(?:er|ir|oir|re)\\b"},
    {WORDS_COMING, 0, "\\bils? ser(?:a|ont) presentes?\\b|\\bser(?:a|ont) presentees?\\b"},
    {STAYING_AWAY | ACT(ACT_NOBODY), 0,
     "^(?:bonjour[ ,]+)?(?:l'an (?:dernier|passe)|l'annee (?:derniere|passee)|la (?:derniere|precedente) "
     "fois)[ ,]+(?:(?:nous|on) (?:n')?av[a-z]+ |il n'y avait )?(?:aucune?|pas de|personne)\\b[^,;]*$"},
    {STAYING_AWAY, 0,
     "\\b(?:pens|preven|previen|avert|inform|evit|signal)[a-z]* .*\\bprochaine fois\\b|\\b(?:ne "
     "(?:sont|sommes|suis)|n'(?:est|etait)) "
     "(?:libres?|disponibles?|dispo|possibles?|ouverte?s?) qu[e']"},
    {STAYING_AWAY, 0,
     "^(?!.*\\b(?:nous|on|je) ne (?:viendr|pourr|ser)[a-z]+ ).*(?:\\b(?:de|en|du) retard\\b|"
     "\\b(?:commenc|demarr|debut|part|lanc|entam)(?:ez|er|ons|e|es)\\b(?: [a-z]+){0,4}? sans\\b|"
     "\\battend(?:ez|re|s)[ -](?:nous|moi)\\b)"},
    /* the young people to sponsor, the seats of a room or a bus */
    {ACT(ACT_NUMBER), 0,
     "\\b(?:le|un|notre|nos|mon) \\d+ places\\b|\\bsalles?(?: de [a-z]+)?[ ,(]+\\d+ personnes\\b|"
     "\\b(?:minibus|bus|car|navette|voitures?|vehicules?|van) (?:de|a) \\d+ places\\b|"
     "\\b(?:parrain|marrain|mentor|coach|tutor|epaul)[a-z]* (?:d')?une? (?:[a-z]+ )?"
     "(?:jeune|fille|garcon)\\b|"
     "\\b(?:salles?|locaux|bureaux?|espaces?|amphi[a-z]*|auditorium|elle|il)\\b(?: [a-z,']+){0,8}? "
     "(?:contien[a-z]*|contenir|compte|fait|dispose d[e']|offre|accueill[a-z]+|recevoir|capacite de|de|pour|"
     "jusqu'a|\\() ?(?:[a-z]+ )?\\d+ (?:places?|personnes?)\\b|"
     "\\b(?:salles?|locaux|bureaux?|espaces?|amphi[a-z]*|auditorium)\\b(?: [a-z,']+){0,8}?[ ,(]+\\d+ "
     "places\\b"},
    {WORDS_WILLING, 0,
     "\\bcompter sur (?:moi|nous) pour (?:vous |te |les |la |le |l'|en "
     ")?(?:relay|diffus|transm|partag|repond|"
     "parl|faire (?:passer|suivre|circuler))"},
    {ACT(ACT_NUMBER), 0, "\\bjeunes?\\b.* (?:a|ont) deja "},
    /* asked first: "je consulte mes collègues et vous confirme notre présence" */
    {WORDS_WILLING, 0,
     "\\b(?:je|nous|on) (?:le |la |les |l'|leur |lui |en "
     ")?(?:consult|verifi|regard|demand|interrog|sond|relanc|"
     "contact|appell|recens|fai[st] (?:le|un) (?:point|tour)|attend|vois|voit|voyons|parl)(?:e|ons|s)?\\b"
     ".*\\bet (?:je |nous |on )?(?:vous |te |t')?(?:re)?(?:confirm|valid)[a-z]* (?:bien "
     ")?(?:notre|ma|sa|leur|la|le) "},
    /* only so many, or so late */
    {STAYING_AWAY, 0,
     "\\b(?:ne "
     "|n')(?:(?:viendr|pourr|ser(?:ons|ai|a)|arriver|particip)[a-z]*|venons|viens|vient|pouvons|peut|peux) "
     "(?!pas )(?:[a-z]+ ){0,2}?qu(?:e |')(?!(?:il|elle|on|nous|je) )|\\bpas plus (?:de|que) "
     "(?:\\d|une?\\b|deux|trois|quatre|cinq|six)"},
    /* the writer, not the others: "absente, c'est Sonia qui vient avec le groupe" */
    {STAYING_AWAY, 0,
     "\\b(?:c'est|ce sera) [a-z' -]{2,40} qui "
     "(?:vient|viendra|accompagne|accompagnera|emmene|emmenera|amene|amenera|sera)\\b"},
    /* fewer than asked, or at another hour */
    {STAYING_AWAY, 0,
     "\\bpas (?:venir |etre |participer |presente?s? |la )*(?:a|au nombre de) "
     "(?:\\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|"
     "dix)\\b"},
    {ACT(ACT_STOP), 0,
     "\\b(?:liste des "
     "(?:participants|inscrits|presents)|participants|inscrits)\\b|\\b(?:contrainte?s?|obligee?s?|devons|"
     "dois) "
     "(?:de |d')?(?:nous |me |m')desinscrire\\b"},
    {WORDS_WILLING, 0,
     "\\b(?:je|nous|on) (?:vous |te |t')?(?:re)?confirm(?:e|ons|erai|erons|era) [a-z' "
     "]{0,40}\\b(?:d'ici|avant|des "
     "que|rapidement|au plus vite|tres vite|sous peu)\\b"},
    {ACT(ACT_CANCELLED), 0, "\\bavai(?:t|ent) (?:[a-z]+ )?ete (?:annul|report)"},
    /* others, or a part of the time */
    {WORDS_COMING, 0,
     "^(?:bonjour[ ,]+)?(?:mais |et )?(?:tous |toutes )?les autres (?:[a-z]+ "
     "){0,2}(?:oui|si|vien|ser|particip)"},
    {STAYING_AWAY | ACT(ACT_NUMBER), 0,
     "\\bles (?:autres|deux|trois|quatre|\\d+)\\b.* "
     "(?:oui|si|vien[a-z]*|ser[a-z]+(?! "
     "(?:en|absent|malade|indispo|pris|occup|empech|pas))|particip[a-z]+)\\b|\\b(?:une?|deux|trois|quatre|"
     "\\d+|certaine?s|"
     "plusieurs)(?: (?!(?:nous|on|je)\\b)[a-z]+){0,4} (?:ne |n')(?:vien|ser|pourr|particip|peu)[a-z]*\\b"},
    {STAYING_AWAY, 0,
     "\\b(?:une?|deux|trois|quatre|cinq|six|\\d+|certaine?s|plusieurs|quelques)(?: "
     "(?!(?:nous|on|je)\\b)[a-z]+){0,4} (?:s'est|se sont|s'etait) (?:[a-z]+ "
     ")?(?:desist|retir|decommand|excus)"},
    {STAYING_AWAY, 0,
     "\\b(?:matin|matinee|apres-midi)\\b.*\\bmais\\b.*\\b(?:matin|matinee|apres-midi)\\b|\\b(?:matin|matinee|"
     "apres-midi) seulement\\b"},
    {WORDS_COMING | STAYING_AWAY, 0,
     "\\bmais (?:pas )?le \\d{1,2}\\b|\\b(?:en|par la) pensee\\b|\\b(?:sur|pour) le "
     "principe\\b|\\bparticip[a-z]+ deja\\b|\\bde tout coeur\\b|\\bdit oui,? mais\\b"},
    {STAYING_AWAY, 0,
     "\\b(?:moi|nous) (?:si|oui)\\b|\\b(?:mais|en revanche|par contre),? (?:moi )?(?:je|nous|on) "
     "(?:serai|serons|sera|viens|venons|vient|viendrai|viendrons) (?:bien |quand meme )?(?!en "
     ")(?:la|present[a-z]*|seule?s?|des votres|avec|a )|\\bje (?:la|le|les) remplace|\\b(?:pas|plus) "
     "(?:avec|en|par|a|au|pour) .*\\bmais (?:avec|en|par|a|au|pour|seule?s?)\\b|\\bpas au "
     "complet\\b|\\bvoul(?:ais|ions) dire\\b"},
    {STAYING_AWAY, 0,
     "\\bpas (?:pouvoir )?(?:rester|les mains vides|en retard|(?:vous |te "
     ")?(?:derang|embet|importun)[a-z]+|vous manquer|(?:prendre|emmener|amener|faire) "
     "(?:plus|tous|tout)|transporter|garantir|imprimer|payer)|\\bpas (?:venir |vous |te "
     "){1,2}(?:derang|embet|importun)|\\bpas (?:disponibles?|dispo|joignables?|presente?s?) (?:au|par) "
     "(?:telephone|tel|mail|visio)\\b|\\bpas (?:le|les) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi)s?(?: "
     "(?:matin|apres-midi)s?)?$|\\b(?:en|a la) (?:debut|fin) (?:de|d') "
     "?(?:matinee|apres-midi|journee|seance|reunion)|\\bpas .{0,25}\\bau "
     "(?:dejeuner|repas|cocktail|buffet|pot|diner)\\b"},
    {STAYING_AWAY, 0,
     "^(?:bonjour[ ,]+)?(?!(?:tres|trop|toujours|encore|etant|bonjour|nous|nous-memes) )[a-z-]{3,15} (?:est "
     "|sera )?(?:malade|souffrante?|absente?|"
     "hospitalisee?|empechee?|indisponible),? (?:et |donc )?(?:(?:elle|il) )?ne (?:viendra|pourra|sera|"
     "participera|vient|peut)\\b"},
    {STAYING_AWAY, 0,
     SOMEBODY
     "(?:ne "
     "(?:pourra|sera|viendra|participera|vient|peut)|n'est|n'a) (?:malheureusement |finalement "
     ")?(?:pas|plus)\\b|"
     "^(?!.*\\b(?:nous|on|je) ne (?:viendr|pourr|ser|particip|ven|vien|pouv|peu)[a-z]* ).*\\b(?:l'|l'un des "
     "|le |la |un |une "
     ")(?:intervenante?|animateur|animatrice|formateur|formatrice|traiteur|prestataire|bus|car|train|minibus|"
     "tram|chauffeur|photographe|recruteur|recruteuse|employeur|exposante?|demandeur|demandeuse) (?:[a-z]+ "
     ")?(?:ne |n'|pas)|^(?:.*[,;] )?(?:ils|elles) (?:ne |n')"},
    {STAYING_AWAY | ACT(ACT_REJECTED) | ACT(ACT_NOBODY), 0,
     "\\b(?:demandeur|demandeuse|association|ils|elles|votre (?:collegue|contact)) (?:[a-z]+ "
     "){0,2}(?:n'ont|n'a|ne) (?:[a-z]+ ){0,2}(?:donne|repond|rappel|contact|confirm|ecrit)"},
    {STAYING_AWAY, 0,
     "^(?!.*\\b(?:nous|on|je) ne (?:viendr|pourr|ser)[a-z]+ "
     ").*\\b(?:personne|rien|pas|jamais|toujours)\\b.*\\b(?:m'|nous (?:a |ont )|on ne nous )?(?:a |ont |ai "
     "|avons |recu )?(?:(?:re)?contactee?s?|(?:r)?appelee?s?|recue?s?|de nouvelles)\\b"},
    /* another post, a later day, or something else than a post */
    {CLOSING, 0,
     "^(?!.*\\b(?:vous pouvez|merci "
     "de|cloturer|fermer)\\b).*\\b(?:est|sont|ete|avons|ai|figure|visible)\\b.* (?:du|de|sur|d'|chez) "
     "(?:(?:le|notre|nos|leur|votre) )?(?:sites?|indeed|leboncoin|linkedin|pole emploi|france "
     "travail|facebook|hellowork|apec|reseaux)\\b|\\breste(?:nt)? (?:[a-z]+ "
     "){0,2}(?:valables?|ouverte?s?|actives?|d'actualite|a "
     "pourvoir|vacante?s?|libres?)\\b|\\b(?:interimaire|en "
     "attendant|depann[a-z]+|a l'essai "
     "(?:jusqu|cette|pour|quelques|une|deux|trois|avant|d'abord))\\b|\\b(?:gard|laiss|mainten|conserv)(?:ez|"
     "er|ir)(?:-la| la| l'| "
     "cette| notre)? "
     "?(?:offre|annonce|ouverte|en ligne|active)\\b|\\b(?:on|nous|je|il|elle|mais|et) "
     "(?:garde|gardons|continue|continuons|maintient|maintenons|poursuit|poursuivons)\\b(?! (?:le )?contact| "
     "votre| vos| en)|\\bd'a cote\\b"},
    {ACT(ACT_CLOSED), ACT(ACT_CANCELLED), STILL_OPEN},
    {ACT(ACT_FILLED), 0, UNDECIDED},
    {CLOSING, ACT(ACT_CANCELLED),
     "\\b(?:pris|prenons|prends|prend|trouve|recrute|accueilli|embauche) (?:une? |quelqu'un )?(?:[a-z]+ "
     ")?(?:en|pour une?) (?:stage|immersion|pmsmp|observation)\\b"},
    {CLOSING, 0,
     "\\b(?:l'an|l'annee|l'ete|l'hiver|l'automne|le printemps) (?:dernier|passe)e?\\b|\\bil y a [a-z0-9]+ "
     "ans?\\b|"
     "\\b(?:candidate?|personne|poste|titulaire|stagiaire) precedente?\\b|\\bengag[a-z]+ "
     "(?:une?|des|les?|la|l') ?(?:procedure|"
     "demarche|reflexion|discussion|travaux|action|campagne|partenariat|projet|budget|negociation|recherche|"
     "depense)"},
    {CLOSING, 0, "\\bpris (?:[a-z]+ ){0,2}en (?:photo|charge|main|compte|note)\\b"},
    {CLOSING, 0,
     "\\bpour (?:l'|les |des |un )(?:autre |entretiens?\\b)|\\b(?:puis|ensuite|et|mais) (?:s'est |est |a ete "
     ")?(?:libere|redevenu|rouvert)e?\\b"},
    {CLOSING, 0,
     "\\bpourvue?s? (?:d'une?|a \\d+)\\b|\\bpourvue?s? ?: ?\\d+ ?(?:/|sur) ?\\d+|\\b\\d+ ?/ ?\\d+ "
     "(?:postes?|places?)\\b|\\bpour (?:vous |nous |l'|le |la "
     ")?(?:anim|interven|atelier|forum|visite|temoign)[a-z]*"},
    {CLOSING, ACT(ACT_CANCELLED),
     "^(?!.*\\b(?:merci d[e'] ?|veuillez |vous pouvez |pouvez-vous )(?:bien vouloir )?(?:l'|la "
     ")?(?:cloturer|fermer|clore)\\b).*\\b(?:suspend[a-z]*|gele[a-z]*|gelons|pause|stand-?by|report[a-z]+|"
     "arret[a-z]+|stopp[a-z]+)\\b.*\\b(?:"
     "jusqu'|le temps d|reprend|reprise|quelques (?:jours|semaines|mois)|(?:deux|trois|\\d+) "
     "(?:jours|semaines|mois)|pour (?:le moment|l'instant)|momentane|provisoire|temporaire)"},
    {ACT(ACT_CLOSED), ACT(ACT_CANCELLED),
     "\\b(?:fermer|fermez|cloturer|cloturez|clore|retirer|retirez|supprimer|enlever|arreter|depublier|"
     "annuler|desactiver|archiver)\\b.*\\b(?:(?:le|au) (?:\\d{1,2}|1er|mois "
     "prochain)\\b|(?:fin|debut|mi|courant) (?:de |d')?(?:mois|semaine|annee|" PERIOD
     ")|(?:lundi|mardi|mercredi|jeudi|vendredi|demain|semaine prochaine)\\b|a partir d|d'ici |dans "
     "(?:une?|deux|trois|\\d+) (?:jours?|semaines?|mois))"},
    /* another person, time or contract */
    {WORDS_OUTCOMES, 0,
     "\\b(?:son|sa|leur) "
     "(?:frere|soeur|ami|amie|copain|copine|cousin|cousine|pere|mere|voisin|voisine)\\b|\\b(?:l'(?:ai|avons|"
     "a|avait)|ete|etait|est)\\b.* (?:l'an|l'annee|l'ete|l'hiver|l'automne|le printemps) "
     "(?:dernier|passe)e?\\b|\\bil y a (?:[a-z0-9]+ )(?:ans?|annees?)\\b|\\ben "
     "20\\d\\d\\b|\\b(?:prise?s?|pris) au (?:telephone|mot|serieux)\\b|\\bavec (?:une?|d'|l'|des) ?autres? "
     "(?:candidat|personne|jeune)|\\b(?:et|mais) (?:elle|il) (?:n'est|n'a) jamais "
     "(?:venue?|revenue?|repondu|donne)\\b|\\bl'autre(?: candidate?| jeune)? (?:n'est|n'a|non|pas)\\b|\\ba "
     "l'autre (?:candidate?|jeune)\\b"},
    {ACT(ACT_INTERVIEW), 0,
     "\\bbien recue?s?\\b(?! (?:en|a|pour|hier|ce|cette|lundi|mardi|mercredi|jeudi|vendredi|le "
     "(?=\\d)|la semaine|avec)\\b)|\\bentretien (?:chez|aupres de) (?!nous|moi)"},
    {ACT(ACT_HIRED), 0,
     "\\b(?:stage d'observation|immersion|pmsmp|(?:en|de) (?:observation|decouverte)|mise en situation|essai "
     "(?:avant|puis|d'abord)|service civique)\\b"},
    {ACT(ACT_REJECTED), 0,
     "\\bpar (?:notre|le|mon|l'|votre) "
     "?(?:logiciel|systeme|serveur|antispam|antivirus|messagerie|filtre|outil|robot|ats|site)\\b|\\brefus "
     "d(?:e la|u|e l'|es?) (?!(?:notre|ma|mon) )[a-z]|\\bpas (?:[a-z]+ ){0,3}suite encore\\b"},
    {ACT(ACT_REJECTED), ACT(ACT_RETAINED),
     "\\b(?:pas|non) retenue?s? pour .*\\b(?:mais|par contre|en "
     "revanche)\\b(?! (?:on|nous|je) (?:la |le "
     "|l')?(?:gard|conserv|recontact|rappell)[a-z]*).*\\b(?:convoqu|recu|vue?\\b|retenue?|pris|propos|"
     "interess|pour )"},
    {ACT(ACT_REJECTED), 0,
     "\\b(?:nous|on|je) ne (?:recrut|pren|embauch|engag)[a-z]* (?:pas|jamais|plus) (?:de |d'|les |des |que "
     ")"},
    {ACT(ACT_HIRED), 0, "^signee? ?:"},
    /* nothing is decided before a trial is over */
    {ACT(ACT_HIRED), 0,
     "\\b(?:commence|demarre|debute|fait)\\b(?: [a-z0-9]+){0,3} (?:par )?(?:une?|sa|son|la|deux|trois|\\d+) "
     "(?:(?:semaine|journee|jour|mois|heure)s? )?(?:(?:a l'|d')?essai|stage)\\b|"
     "\\b(?:decid|tranch|prononc)[a-z]* (?:[a-z]+ )?(?:apres|ensuite|plus tard|a l'issue|au terme|a la fin|a "
     "la "
     "suite|puis)\\b|\\bdecision (?:[a-z]+ ){0,2}(?:apres|a l'issue|au terme|a la fin|a la suite|suite "
     "a)\\b"},
    /* proposed, but not accepted */
    {ACT(ACT_INTERVIEW), 0,
     "\\bpropos[a-z]*\\b.*\\b(?:doit (?:me |nous |encore )*(?:confirmer|repondre|rappeler|reflechir)|sans "
     "(?:reponse|retour|suite|succes|nouvelles?)|(?:mais|et|,) (?:il|elle) "
     "(?:l'|nous )?a (?:refuse|decline|annule|dit non)|n'(?:est|a) (?:pas|jamais|plus) (?:encore "
     ")?(?:repondu|donne|rappele|accepte|venue?|confirme)|(?:pas|aucune?) (?:encore )?(?:eu )?(?:de )?"
     "(?:reponse|retour|nouvelle)s?|attend(?:s|ons) (?:sa|son) (?:reponse|retour|accord|confirmation))\\b"},
    /* an interview, and no more */
    {ACT(ACT_REJECTED), ACT(ACT_INTERVIEW),
     "\\bpas (?:encore )?(?:ete )?(?:embauche|recrute|pris|engage)e?\\b(?: [a-z]+)?[ "
     ",;:]+(?:(?:elle|il|on|nous|"
     "je|mais|juste|seulement|simplement|uniquement|l'|la|le|est|sera|a|ai|avons|va|vais|doit|devons|ete|"
     "passer?|recoi[a-z]*|recevons|recevr[a-z]+)"
     " ?)*"
     "(?:convoque|invite|attendu|recu|vue?\\b|rencontre|entretien|un entretien|en "
     "entretien)(?!.*\\bhier\\b)"},
    {ACT(ACT_REJECTED), ACT(ACT_INTERVIEW),
     "\\bpas (?:ete )?(?:embauche|recrute|pris|engage)e?\\b.*\\b(?:seulement|(?<!trop )(?<!peu "
     ")juste|simplement|"
     "uniquement) (?:ete |passe |eu |fait |vue? |recue? |rencontree? |convoquee? )*(?:en |un |son |a un "
     ")?entretien\\b"},
    /* hired before, and gone */
    {ACT(ACT_ELSEWHERE), 0,
     "\\b(?:a )?quitte (?:l'entreprise|l'etablissement|l'equipe|la societe|notre|nos|(?:le|son) "
     "(?:poste|magasin|"
     "chantier|restaurant|contrat))\\b|\\bpartie? (?:[a-z]+ )?(?:au bout|apres) (?:de "
     "|d')?(?:une?|deux|trois|"
     "quatre|quelques|\\d+) (?:heures?|jours?|journees?|semaines?|mois)\\b"},
    /* the candidate says no */
    {ACT(ACT_REJECTED), ACT(ACT_ELSEWHERE),
     "\\b(?:refus|declin)ee?s? par (?:(?:la|le|ce|cette|votre) ?(?:candidate?|jeune)|l'interessee?)\\b"},
    {ACT(ACT_REJECTED), 0,
     "\\ba la visite medicale\\b|\\bretenue?s? (?:l'|le |la |les |son |sa |votre |ton |mon |ma "
     ")(?:horaire|date|adresse|nom|prenom|numero|heure|lieu|mail|code)|\\bretien[a-z]* pas "
     "contre\\b|\\bsuite\\b.* pour (?:l'instant|le moment)\\b|, (?:elle|lui),? (?:on|nous|je) "},
    /* nobody: a person or thing that is no candidate */
    {ACT(ACT_NOBODY), 0,
     "\\b(?:pas|aucune?|jamais)\\b(?: [a-z']+){0,3} ?\\b(?:retours?|nouvelles?|reponses?)\\b(?: (?:de "
     "(?:l'entreprise|l'employeur|votre|la societe)|sur (?:le|les|ce|ces|son) )|.*\\brelanc)|\\b(?:envoye|"
     "transmis|adresse|propose)[a-z]*\\b.*\\b(?:pas|aucune?) (?:[a-z']+ "
     "){0,2}(?:retour|nouvelle|reponse)s?\\b|\\bpersonne (?:au|a l'|a la) "
     "?(?:standard|numero|telephone|accueil|bureau|adresse|bout)\\b|\\bpersonne "
     "a qui\\b|\\b(?:candidate?s?|jeunes?|profils?) sans [a-z]+, (?:ils|elles|tous|toutes)\\b|\\bpersonne "
     "(?:de|dans) (?:mon|notre|l'|ma) ?(?:equipe|service|agence|structure) (?:ne "
     "|n')|\\b(?:ils|elles|entreprise|employeur|vous|recruteur) (?:ne |n')(?:[a-z]+ "
     "){1,3}(?:aucune?|personne)\\b|\\bvous (?:rigolez|plaisantez|rigoler|plaisanter)\\b"},
    /* a copy that stays */
    {GONE, GONE | ACT(ACT_KEPT),
     "^(?!.*\\b(?:ne|n'[a-z]+|pas|aucune?|rien|ni|a (?:votre|ta) "
     "disposition|joignable|disponible)\\b).*(?:\\b(?:reste|restent|demeure|subsiste|figure)[a-z]* (?:[a-z]+ "
     "){0,3}(?:dans|sur|chez|en)\\b(?! "
     "(?:attente|contact))|\\b(?:dossier|cv|candidature|fiche|profil|copie|mail|message|il|elle) (?:est |a "
     "ete |reste )?(?:encore |toujours |bien )?(?:archivee?|conservee?|sauvegardee?)\\b)"},
    {ACT(ACT_ELSEWHERE), 0, "\\b(?:a|en) (?:la )?retraite\\b"},
    {ACT(ACT_MAYBE), 0, "^(?:bonjour[ ,]+)?[a-z]+ez(?:-[a-z]+)? peut-etre\\b"},
    /* "Inès a un rendez-vous ce jour-là et ne sera pas là" */
    {STAYING_AWAY, 0,
     SOMEBODY "(?:a|est|doit|sera|s'est|travaille|"
	      "passe) [^,;]{2,60} (?:et|donc|alors) (?:elle |il )?ne (?:viendra|sera|pourra|participera)\\b"},
    /* a promise to answer */
    {ACT(ACT_MAYBE), 0,
     "\\b(?:attend|verifi|valid|accord|feu vert|consult|demand)[a-z]*\\b.*\\bet (?:je |nous |on )?(?:vous "
     "|te |t')"
     "(?:re)?(?:confirm|repond|di[st]|tien|revien|recontact|fai[st])"},
    {STAYING_AWAY, 0, "\\bdecisions? (?:[a-z]+ ){0,3}?prises?\\b"},
    {ACT(ACT_MAYBE), 0, "\\b(?:minutes?|min|mn|heures?|h) (?:de |en )?(?:retard|avance)\\b"},
    {ACT(ACT_STOP), 0, "\\b(?:nous|je|on) ne (?:ser|pourr|viendr|participer)[a-z]+ (?:[a-z]+ )?pas\\b"},
    {STAYING_AWAY, ACT(ACT_OK), "^(?:bonjour[ ,]+)?(?:ok|oui|d'accord) pour .*\\bmais\\b"},
    {GONE, 0, "\\ba verifier\\b|\\bsauf erreur\\b"},
    {GONE, GONE | ACT(ACT_KEPT),
     "\\bpeut-etre (?:encore|toujours|aussi|une|un|des)\\b|\\b(?:mais|sauf)\\b.*\\bpeut-etre\\b"},
    /* letters about one thing only */
    {ACT(ACT_STOP), 0,
     "(?<!suis plus )\\b(?:sur|pour) (?:ce|cette|notre|le) (?:type de |genre de "
     ")?(?:postes?|metiers?|offres?|missions?|annonces?)\\b"},
    {ACT(ACT_ELSEWHERE), 0,
     "\\b(?:suivie?|accompagnee?|depend|releve|rattachee?)\\b.* (?:par|de|a) (?:la |une autre |l'autre "
     ")?(?:ml|mission locale|collegue)\\b"},
    /* something else than the CV was erased or done, or in general */
    {GONE, 0,
     "\\b(?:efface|supprime|detruit|retire|enleve)[a-z]* (?:son |l'|le |la |votre |vos |notre |mon |ton "
     ")?(?:entretien|rendez-vous|contact|numero|adresse|compte|favori|evenement|alerte)s?\\b|\\b(?:du "
     "tableau|de l'agenda|du calendrier|du planning)\\b|\\bautomatiquement\\b|\\bau bout "
     "(?:de|d')|\\b(?:chaque|tous les|toutes les) (?:ans?|annees?|mois)\\b|^(?:.*\\b)?c'est "
     "(?:fait|regle|bon|ok|en ordre)\\b.*\\b(?:elle|il|l'avons|l'ai|l'a) (?:a |est |lui "
     ")?(?:rappele|contacte|appele|vue?\\b|recue?\\b|embauche|retire|prevenu|commence|repondu|revenu)"},
};
const struct undoing_table words_undone = {rows, ARRAY_SIZE(rows)};
