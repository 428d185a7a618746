/* Absence notices: the sentences that they are made of. */
#include "words_phrases.h"

#define NOTICE_OPENING                                                                                       \
	"(?:(?:bonjour(?: a tous| a toutes)?|\\[?(?:message|reponse) automatique\\]?|ceci est un message "   \
	"automatique|(?:et )?(?:merci|je vous remercie|nous vous remercions) (?:de|pour) votre "             \
	"(?:message|mail|courriel|e-mail)|votre message .{0,40}|en mon absence|absence|(?:je|nous) vous "    \
	"inform(?:e|ons) que|(?:ce message )?(?:pour vous (?:informer|signaler)|vous informe) "              \
	"(?:que|de)|suite a (?:une? |mon )?[a-z ]{3,30}(?=, je )|(?:etant |je suis )?actuellement en [a-z' " \
	"]{4,30}(?=, je )|en raison d(?:e|u|es)(?: "                                                         \
	"[a-z'-]+){1,6}(?= nos| notre| la| les| l'))[ ,:]*)*"
#define I_AM                                                                                                 \
	"(?:(?:je|nous) (?:ne )?(?:suis|serai|sommes|serons) |etant )?(?:(?:actuellement|en ce "             \
	"moment|donc|moi aussi) )*"
/* Not at work, and for how long. */
#define AWAY                                                                                                 \
	"(?:absente?s?(?: ?\\( ?e ?\\))?|en "                                                                \
	"(?:conges?|vacances|formation|deplacement|mission|teletravail|arret|rtt|repos|recuperation|"        \
	"seminaire)|(?:hors|pas au|absente?s? du) (?:du )?bureau|indisponibles?|partie? en "                 \
	"(?:conges?|vacances)|pas (?:la|disponibles?|joignables?|en poste)|injoignables?)\\b(?: "            \
	"(?:annuels?|longue duree|de longue duree|d'adoption|d'ete|d'hiver|de noel|de fin d'annee|(?:de "    \
	")?maternite|(?:de )?paternite|parental|maladie|sans solde|professionnel|du bureau|de travail|a "    \
	"l'etranger|actuellement|en ce moment|pour (?:conges?|formation|maladie|raisons? (?:de "             \
	"sante|personnelles?))))*"
#define NOT_THAT_DAY                                                                                         \
	"(?!.*\\b(?:ce (?:jour|soir|matin|midi)-?\\s?la|ces jours-?\\s?la|cette semaine-?\\s?la|ce "         \
	"moment-?\\s?la|(?:ces?|cette) (?:meme )?(?:dates?|periode|creneau)|le jour (?:j|du|de))\\b)"
#define NOT_OF_LETTERS                                                                                       \
	"(?!.*\\b(?:cv|candidatures?|entretien|visite|forum|atelier|inscri[a-z]+|particip[a-z]+)\\b)"
#define SOME_DAY "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) "
#define TO_CONTACT                                                                                           \
	"(?:(?:vous )?(?:contacter|ecrire|adresser|joindre|appeler|transferer|renvoyer|rapprocher|prendre "  \
	"contact|voir avec|tourner|laisser un message)\\b)"
/* What becomes of the letters meanwhile. */
#define MEANWHILE                                                                                            \
	"(?:(?:je |nous )?(?:repondrai|repondrons|traiterai|traiterons|consulterai|lirai)|(?:je|nous) "      \
	"(?:(?:ne |n')?(?:vous |le |la |les "                                                                \
	")*(?:consulte|lis|lir|releve|ecouter|traite|repond|reponds|recontacte|rappeller|reviendr|reprendr|" \
	"prendr|serai de retour|regarder|verrai)[a-z]*|(?:ne |n')(?:ai|aur)[a-z]* (?:pas|qu)(?: "            \
	"[a-z]+){0,2} acces|(?:ne )?(?:peux|pourrai|serai|suis) (?:pas )?(?:en mesure de )?(?:vous |y "      \
	")?(?:traiter|repondre|lire|consulter|remplacee?)|vous (?:invite|prie|remercie|propose) (?:a |de "   \
	"|d')" TO_CONTACT ")|(?:merci (?:de |d')|veuillez |vous pouvez |priere (?:de |d'))" TO_CONTACT       \
	"|(?:vos|mes|les|aucun|votre) "                                                                      \
	"(?:mails?|messages?|courriels?|demandes?)\\b.{0,60}(?:lus?|traitee?s?|consultee?s?|relevee?s?|"     \
	"transfer[a-z]+|adress[a-z]+|suivie?s?)\\b|(?:(?:pas|sans) (?:d')?acces|acces (?:tres )?limite) "    \
	"(?:a|au|aux) )"

const char words_absent[] =
    "^" NOT_OF_LETTERS NOTICE_OPENING
    "(?:(?:je|nous) (?:ne )?(?:suis|serai|sommes|serons) pas (?:au bureau|a mon poste|au travail|en "
    "poste|joignables?)(?! ce jour-?\\s?la| a cette date| le jour)|je ne travaille (?:pas|plus) "
    "(?:le|les|ce|cette|au)\\b|(?:je|nous) (?:suis|serai|sommes|serons) (?:actuellement |en ce moment "
    ")?(?:absente?s?|en conges?|en vacances|en formation|en deplacement|en teletravail|hors du "
    "bureau|indisponible|en arret|en rtt|en conge maternite)\\b.*(?:jusqu|du \\d|de "
    "retour|retour|inclus|pour une duree|au \\d|prochain)|(?:je (?:serai|suis) de retour|de retour) "
    "(?:le|au|demain|lundi|mardi|mercredi|jeudi|vendredi|dans|en|a partir)\\b|(?:pendant|durant|en) mon "
    "absence|(?:je suis )?actuellement en arret(?: maladie| de travail)?$|(?:actuellement )?(?:absente?|en "
    "conges?|en vacances|en deplacement|hors du bureau|en formation|en arret(?: maladie| de travail)?|en "
    "conge (?:maternite|parental|paternite))(?: du bureau| ce jour| aujourd'hui| cette semaine)?,? "
    "(?:jusqu|du \\d|de retour|et|depuis|je serai|je reviens|je ne consulte|je ne lis|je n'ai pas acces|je "
    "prendrai|je vous (?:repondrai|lirai|reponds|recontacte)|je (?:repondrai|traiterai|lirai)|je suis "
    "remplacee?|mes (?:mails?|messages|courriels) ne )|conges? (?:annuels? |d'ete |de noel |de fin d'annee "
    ")?(?:du|jusqu')|je (?:suis|serai) (?:absente?|en conges?|en vacances|en formation|en deplacement)(?: "
    "aujourd'hui| ce jour| cette semaine| toute la semaine| jusqu'[a-z]+ [a-z0-9/]+){1,2},? (?:et )?(?:je "
    "(?:vous "
    "(?:repondrai|reponds|lirai|recontacte)|repondrai|traiterai|lirai|prendrai|reviens|reviendrai)|reponse|"
    "retour)\\b|je (?:suis|serai) en (?:conges?|vacances|formation|deplacement) (?:toute la|cette) "
    "semaine$|je (?:suis|serai) (?:absente?|en conges?|en vacances|en formation|en deplacement)(?: "
    "[a-z-]+){0,5}, (?:et )?mes (?:mails?|messages|courriels) ne (?:sont|seront) pas |actuellement "
    "(?:absente?|en conges?|en arret|en deplacement|en formation)(?: maladie| de travail| du bureau)?$|(?:je "
    "suis |je serai )?(?:absente?|en [a-z]+),? (?:et |sans |avec )?.{0,40}\\b(?:pas acces|sans acces|acces "
    "limite) a|absente?(?: [a-z]+){0,4} (?:jusqu|du \\d|de retour)|absente? (?:pour|en raison d)[a-z' "
    "]{1,40},? (?:reprise|retour)\\b|absent ?\\( ?e ?\\) ?(?:jusqu|du \\d)|(?:i am|i will be|i'm) "
    "(?:currently )?(?:out of (?:the )?office|on (?:annual |maternity |parental |sick )?leave|on "
    "holidays?)\\b|out of (?:the )?office (?:until|from)\\b|retour (?:le|au) \\d|(?:je suis )?actuellement "
    "en conges? [a-z]+$|je suis absente?(?: du bureau)?$|je suis actuellement absente?(?: du bureau)?|je "
    "suis en (?:conges?|vacances)(?: annuels?)?$|(?:(?:le |nos |l'|la |notre |mon "
    ")?(?:bureaux?|agence|mission locale|structure|locaux|service|etablissement|association) "
    ")(?:(?:est|sont|sera|seront) )?fermee?s?\\b(?!.*\\b(?:ce jour|cette date|donc|pas de)\\b)|(?:absence du "
    "bureau|fermeture (?:annuelle|estivale|exceptionnelle|des bureaux|pour "
    "conges)|reouverture|(?:absente?|en conges?|en vacances|en deplacement|en formation) (?:ce "
    "jour|aujourd'hui|cette semaine|toute la (?:semaine|journee))(?! ?-? ?(?:la|ci))|en conges?,? "
    "(?:retour|reprise)|(?:je suis |actuellement )*en arret(?: de travail| maladie)\\b|(?:je (?:suis|serai) "
    ")absente?(?: [a-z]+){1,4} du \\d|(?:je ne suis pas disponible|indisponible)(?: actuellement| en ce "
    "moment)?,? .*\\b(?:de )?retour (?:le|au|lundi|mardi|mercredi|jeudi|vendredi)|"
    /* with what becomes of the letters */
    NOT_THAT_DAY "(?:" I_AM AWAY "|(?:en raison|a cause) d'une? [a-z ]{3,30}|suite a une? arret[a-z "
    "]{0,20})(?: [^,]{1,60})?(?:, ?| et (?=je|ne)| et | )(?:donc )?" MEANWHILE "|" NOT_THAT_DAY I_AM AWAY
    " (?:[^,]{1,40} )?(?:jusqu|(?:du|a (?:compter|partir) du) (?:" SOME_DAY
    ")?(?:\\d|1er|lundi|mardi|mercredi|jeudi|vendredi)|de retour|pour une duree)|(?:(?:je|nous) serai "
    "|(?:je|nous) serons )?(?:de )?retour (?:prevue? |au bureau )*(?:le|au|en|demain|" SOME_DAY
    "|lundi)|(?:vous informe(?:r)? de )?mon absence (?:jusqu|du )|je m'absente (?:jusqu|du )|(?<=absence "
    ")(?:du \\d.* au |jusqu|de courte duree)|(?:notre |l')(?:equipe|service)(?: [a-z]+)? (?:est|sera) en "
    "conges? (?:jusqu|du )|je profite de [a-z ]{0,25}(?:conges|vacances|repos) (?:jusqu|du )|(?:(?:le |nos "
    "|l'|la |les |notre |mon )(?:magasin|entreprise|atelier|usine|societe|cabinet|restaurant|service "
    "[a-z]+|accueil|etude|garage) )(?:est|sont|sera|seront) (?:exceptionnellement |egalement |actuellement "
    ")?fermee?s? "
    "(?:(?:pour [a-z ]{3,30} )?(?:jusqu|du )|pour (?:les )?(?:conges?|vacances)(?: annuels?| d'ete| d'hiver| "
    "de noel| de "
    "fin d'annee)?$)))";

/* Away, but it may be said of one day: a notice only with a sentence of the next list. */
const char words_away[] =
    "^" NOT_OF_LETTERS NOT_THAT_DAY "(?!.*\\b(?:serai|serons)\\b[^,]* le (?:" SOME_DAY ")?\\d)" NOTICE_OPENING
    "(?:(?:m|mr|mme|monsieur|madame) [a-z' -]{2,30} (?:est|sera) (?:actuellement )?|" I_AM ")" AWAY
    "(?:$|[ ,]+(?:(?:pour|depuis|le|les|ce|cette|a|du|jusqu|toute|la|et|" SOME_DAY
    "|aujourd'hui|en|peu)\\b).{0,60})$";

const char words_substitute[] =
    "^(?:(?:message|reponse) automatique$|contacts? :|(?:.* )?" MEANWHILE
    "|(?:vous pouvez |(?:pour (?:tout|toute) .{2,60} ?, ?)?merci (?:de |d'))(?:me laisser "
    "un|contacter|joindre|appeler|ecrire|adresser|vous adresser)\\b|(?:(?:le |mon "
    ")?(?:remplacement|interim|relais|suivi) (?:est |sera )?assuree? par|(?:vos|les|toutes les) [a-z ]{3,40} "
    "(?:sont|seront) a (?:adresser|envoyer|transmettre) a|merci de (?:renouveler votre|patienter)|vous etes "
    "(?:bien )?sur la (?:messagerie|boite)|(?:.* )?(?:re)?(?:prend|suit|gere) mes (?:dossiers|suivis)|d'ici "
    "la|entre-temps|en cas (?:de besoin|d'urgence)|si (?:besoin|urgent)|pour (?:les|une|toute) "
    "urgences?|pour (?:les|la|tou(?:te?s?|s)|vos|mes|votre|une?) [^,]{3,50}, (?:merci de |veuillez |vous "
    "pouvez "
    ")?(?:contacte[rz]|joindre|joignez|appele[rz]|ecri(?:re|vez)|adresse[rz]-vous|s'adresser|voir)|retour "
    "(?:le|prevu|au|lundi|mardi|mercredi|jeudi|vendredi|demain)|votre "
    "interlocut(?:eur|rice)|(?:mon|ma) remplacante?)\\b|(?:mes|les) (?:dossiers|suivis|missions|jeunes) "
    "(?:sont|seront) (?:suivis?|repris|geres?|traites?|confies?|assures?) (?:par|a)\\b|(?:mon|ma) "
    "remplacante? (?:est|sera)\\b|je (?:suis|serai) remplacee? (?:par|pendant)\\b|(?:mes|les) "
    "(?:mails?|messages|courriels) ne (?:sont|seront) pas "
    "(?:lus|releves|consultes|traites|transferes)\\b|(?:pour les jeunes (?:que je suis|que "
    "j'accompagne|suivis), )?(?:joindre|contacter|appeler|s'adresser a|voir avec) |(?:pour (?:une|toute) "
    ")?urgences? ?:|pour "
    "(?!.*\\b(?:candidate?|jeune|stagiaire|hier|entretien|rendez-vous|rdv|visite|forum|atelier|son|sa|ses|il|"
    "elle|lui)\\b)[a-z' ]{3,40} ?: ?(?:(?:[a-z0-9_-]+\\. "
    "?)*[a-z0-9_-]+@|contacte[rz]?\\b|joindre\\b|voir\\b)|(?:.* )?(?:en cas d'urgence|pour toute "
    "(?:urgence|question|demande)|en mon absence|pendant mon absence|durant mon absence|durant cette "
    "periode|pendant cette periode|(?:vous pouvez|merci de|merci d'(?=e)|veuillez|n'hesitez pas a|priere "
    "de|je vous (?:invite|prie|remercie|propose) (?:a|de|d'(?=e))) "
    "?(?:contacter|joindre|renvoyer|transferer|reformuler|vous adresser|prendre contact|vous "
    "rapprocher|ecrire)|contactez|adressez-vous|nous (?:vous "
    ")?(?:repondrons|traiterons|reviendrons|lirons|recontacterons)|je "
    "(?:prendrai|traiterai|repondrai|reviendrai|lirai|vous repondrai|reviens|serai de retour|vous "
    "recontacterai|prendrai connaissance)|(?:votre|vos) (?:message|mail|courriel|mails)s? (?:sera|seront|ne "
    "sera|ne seront|ne sont|n'est|a ete|a bien ete)|(?:.* )?(?:prend|prendra|prennent|assure|assurera) (?:le "
    "relais|l'interim|mon remplacement)(?! (?:sur|pour ce|de ce|du)\\b)|(?:.* )?me remplace(?:ra)?\\b(?! "
    "sur\\b)|je serai de retour|de retour le|retour le|mon retour|a mon retour|je n'ai pas acces|sans "
    "acces))";

/* What an absence notice never says: an answer or a request stands beside the absence. */
const char words_answers_beside[] =
    "\\b(?:viendr[a-z]+|venir|(?:je|on|nous|qui) (?:ne )?v(?:iens|ient|enons)(?! "
    "de\\b)|particip[a-z]+|assister(?:ai|ons)?|ser(?:ai|ons|a|ont) (?:pas |bien |quand meme )*(?:des "
    "votres|parmi vous|present[a-z]*|represent[a-z]*|parrain[a-z]*|la\\b(?! (?:cette|la|toute) "
    "semaine))|sans "
    "(?:moi|nous)|pourvue?s?|embauch[a-z]*|recrut(?:e|ee|ees|ons|er)|retenue?s?|effac[a-z]*|supprim[a-z]*|"
    "detrui[a-z]*|(?:c'est|je|nous) valid[a-z]*|d'accord|(?:mon|notre|son|l') "
    "?accord|consentement|retir[a-z]*|retrait|entretien|parrain[a-z]*|interviendr[a-z]*|inscri[a-z]*|annul[a-"
    "z]*|report(?:e|ee|er|ons)|declin(?:er|e|ons)|partante?s?|volontaires?|ok (?:pour|de)|personne "
    "(?:d'autre |de disponible |n'|ne |pour )|(?<!concernant )(?:\\d+|une?|deux|trois|quatre|cinq|six) (?:de "
    "nos |de mes "
    ")?jeunes?)\\b|\\bmais (?!(?:je|nous) (?:consult|lis|lir|reste|regard|relev|ser|repond|trait|prend)|vous "
    "pouvez|(?:mes|ma|mon|nos|notre) |en cas|pour tout|joignable|disponible|reste)[a-z']|\\bdonc "
    "(?:je|nous|on|pas)(?! (?:ne |n')?(?:vous )?(?:lis|lir|consult|relev|repond|trait|ser|peux|ai|aur))\\b|"
    /* requests other than to write to somebody else */
    "(?:^|[,;:!] |\\b(?:et|mais|donc|alors) "
    ")(?!(?:contact|adress|appel|ecriv|joign|veuill|hesit|voy|pouv|av|aur|souhait|recev|recevr|trouver|ch|"
    "ass|pren|profit|repos|tourn|rapproch|consult|transmett|transfer|renvoy|laiss|patient|dev|desir|voul|ser|"
    "refer|report|renouvel|utilis)ez)[a-z]{2,}ez(?=$|[ "
    "-])|\\b(?:envoy|dit|confirm|indiqu|precis)(?:ez|es?)-(?:moi|nous)\\b|\\bmerci (?:de |d')(?:(?:bien "
    "vouloir|vous) "
    ")?(?!(?:votre|vos|ta|ton|bien|vous|contact|joind|ecri|adress|appel|renvoy|transf|reformul|prendre|"
    "patient|voir|consult|renouvel|laisser|faire "
    "suivre|rappel|avance|revenir|rapproch|utilis|diriger|tourner|envoyer (?:un|votre|vos|vos) "
    "|reessayer)|[a-z']*(?:comprehension|patience))[a-z']";
