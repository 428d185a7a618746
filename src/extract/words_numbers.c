/* Phrases for the number of people who come. */
#include "words_phrases.h"

#define NUMBER                                                                                               \
	"((?>\\d{1,4}|(?:vingt|trente|quarante|cinquante)(?:[- ](?:et[- "                                    \
	"]une?|deux|trois|quatre|cinq|six|sept|"                                                             \
	"huit|neuf)\\b)?|dix[- ](?:sept|huit|neuf)|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|" \
	"douze|treize|quatorze|quinze|seize))"
/* Who is offered to a call. */
#define HELPERS                                                                                              \
	"(?:parrains?|marraines?|mentors?|tuteurs?|intervenante?s?|collaborat(?:eur|rice)s?|volontaires?|"   \
	"benevoles?|salariee?s?(?= (?:(?:sont |est )?(?:volontaires?|partante?s?)|comme|partante?s?|en "     \
	"tant que|pour "                                                                                     \
	"(?:parrainer|intervenir|accompagner))))\\b"
#define PEOPLE                                                                                               \
	"(?:jeunes?|eleves|apprenants|beneficiaires|(?:places|(?<=une )place|(?<=1 )place|place(?= "         \
	"(?:svp|merci|pour|s'il|dispo|reserve|de plus|suffi)|$))(?! "                                        \
	"(?:de "                                                                                             \
	"(?:parking|stationnement|train|bus|cinema|theatre)|en "                                             \
	"creche)\\b)|personnes?|pers|participants?|participantes?|"                                          \
	"candidats?|candidates?|inscrits?|"                                                                  \
	"inscriptions?|stagiaires?|demandeurs?|filles?|garcons?)"

const char words_counted[] =
    "(?:(?<![a-z0-9,.'/:-])(?!une? )" NUMBER " (?:de nos |[a-z]+ )?" HELPERS "|(?<![a-z0-9,.'/:-])" NUMBER
    " (?:seule?s? |(?<!un )(?<!une )de (?:nos|mes) )?(?:" PEOPLE
    ")\\b(?! ?(?:ans|heures))|\\b(?:on est|(?:je|nous) confirm(?:e|ons)|j'en inscris|t'en inscris|vous en "
    "inscris|en inscrivons|j'en ai|nous "
    "en avons|on en a|compter|comptez(?:-nous|-moi)?|nous irons|on ira|irons|on "
    "viendra|(?:(?:on|nous) rest(?:e|ons|era|erons))(?= a )|(?:ils|elles) sont(?= [a-z0-9]+ a "
    "(?:vouloir|pouvoir|souhaiter|venir|participer|etre (?:interess|dispo|motiv|partant)))|(?:(?:on|nous) "
    "arriv(?:e|ons|era|erons))(?= a "
    "[a-z0-9-]+ (?:vers|jeunes|en "
    "(?:train|bus|minibus|car|voiture))\\b)|(?:participerons|participerai|participera)(?= a )|nous "
    "ser(?:ons|ont)|on sera|serons|nous "
    "sommes|nous "
    "viendrons|viendrons|finalement|plutot|(?:venir|partante?s?)(?= a "
    ")|inscrivez|inscrivez-nous|inscrivez-en|(?:(?:passons|passez|passer|passe|montons|reduisez|reduire|"
    "ramenez|ramener)(?:-nous|-moi)?)(?= a )|nous venons|venons|on "
    "vient|on sera)(?: (?:a|avec|toujours|encore|bien|la(?= a )|presents? a|donc|pour|que|plus que|au nombre "
    "de|probablement|sans doute|peut-etre|seulement|juste|tous|toutes))* " NUMBER "(?![0-9.,:/]|[a-z]| "
    "?(?:peu|petit peu|quart|demi|groupe|petit groupe|gros "
    "groupe|classe|fois|bonne|bon|belle|beau|mauvaise|autre|surprise|chance|voitures?|vehicules?|minibus|h|"
    "heures?|ans?|jours?|minutes?|min|km|euros?|semaines?|"
    "mois|rue|janvier|fevrier|mars|"
    "avril|mai|juin|"
    "juillet|aout|septembre|octobre|novembre|decembre)\\b)|\\bsoit (?:au total )?" NUMBER
    "\\b(?![.,:/]\\d| ?(?:h|heures?|ans?|"
    "jours?|euros?|km)\\b)|(?<![a-z0-9,.'/:-])" NUMBER " (?:au total|en tout)\\b|"
    "\\b(?:groupe|classe|promotion|section|delegation) de " NUMBER
    "(?=$| (?:viendra|sera|participera|sont|pour nous|de chez nous|chez nous)\\b)|"
    "\\b(?:j'|on |nous )en (?:amene|emmene|accompagne|envoie)(?:ons)? " NUMBER
    "$|\\b(?:presence|participation|venue|inscription)s? de " NUMBER
    "\\b(?! ?(?:h|heures?|ans?|jours?|" PEOPLE ")\\b))";
/* "Nous serons 4 : 3 jeunes et une conseillère": groups 1 = 2 + 3. */
const char words_sum[] =
    "\\b" NUMBER "(?: " PEOPLE ")?(?: (?:en tout|au total))? ?(?:[:(,=]|soit|dont|c'est-a-dire) ?" NUMBER
    " " PEOPLE " ?(?:et|\\+|,|plus|avec) ?" NUMBER
    " (?:accompagna[a-z]+|conseill[a-z]+|adultes?|educat[a-z]+|encadrante?s?|format[a-z]+|collegues?|"
    "salarie[a-z]*|professionnels?)\\b";
/* "On ne viendra pas à 4 mais à 2": group 1 is what stays of the matched part. */
const char words_corrected[] =
    "(?|\\b(?:(?:ne |n')?(viendr[a-z]+|venons|viens|vient|ser(?:ons|ont|ai|a)|sommes|est|particip[a-z]+|"
    "inscri[a-z]+|avons|ai|aur[a-z]+|confirm[a-z]+|compt[a-z]+) |non )(?:pas|plus)(?: etre| venir)? "
    "(?:(?:a|avec|au nombre de|que) )?" NUMBER "(?: " PEOPLE
    ")?(?: ?, ?| )(?:(?:mais|plutot|seulement|bien|plus "
    "que|(?:on|nous) (?:est|sera|serons|sommes|vient|venons|viendra|viendrons)) )*(?=(?:(?:a|avec) )?" NUMBER
    "(?! ?(?:h|heures|minutes)\\b))|"
    /* "nous ne viendrons plus qu'à 2", "nous ne pouvons venir qu'avec 2 jeunes" */
    "\\b(?:ne "
    "|n')(?|(viendr[a-z]+|venons|viens|vient|ser(?:ons|ont|ai|a)|sommes|est|sont|particip[a-z]+)|(?:pouvons|"
    "peux|peut|"
    "pourr(?:ai|ons|a)) (?:plus )?(venir|participer))(?: "
    "(?:plus|donc|finalement|malheureusement|venir|presente?s?|disponibles?))* "
    "qu(?:e |')(?=(?:(?:a|avec) )?" NUMBER "(?! ?(?:h|heures|minutes)\\b)))";
const char words_total_number[] =
    "(?<![a-z0-9,.'/:-])" NUMBER "(?: " PEOPLE ")? (?:au total|en tout|au final)\\b";
const char words_of_others[] =
    "\\b(?!(?:accompagnee?s?|suivie?s?|groupe|classe|promo|promotion|section|presence|participation|venue|"
    "inscription|representation|delegation|equipe|total|nombre) )[a-z]{3,} (?:de "
    "|d')$|\\bmanqu[a-z]+ $|\\b(?:perdu|perdons|parle a|parlons a|contacte|appele|relance|convoque|propose "
    "a|parmi "
    "(?:les|nos|mes)|sur (?:les|nos|mes)) "
    "$|\\b(?:avait|avaient|avions|etait|etaient|etions|devai(?:s|t|ent)|devions|precedente?s?)\\b"
    ".*$";
const char words_bare_number[] =
    "^(?:(?:valide|d'accord|partante?s?|banco|inscrits?|(?:on|nous|je) ne ser(?:a|ons|ai) (?:plus )?que|il "
    "n'y en (?:aura|a) (?:plus )?que|(?:on|nous) "
    "descend(?:ons)?(?= a )|nous|on|bon|oui|ok|peut-etre|pour|a|avec|toujours|presents?|c'est(?: bien| "
    "plutot)?|ce "
    "sera|nombre(?: de (?:jeunes|participants|personnes|places))?|finalement|plutot|nous serons|plus "
    "que|plus qu'a)[ "
    ",:]*)*" NUMBER "(?: +(?:oui|merci|svp|de (?:notre|mon) cote|chez "
    "nous|confirmes|inscrits|pour (?:nous|(?:la )?(?:ml|mission locale)(?: [a-z' "
    "-]{2,30})?)|finalement|seulement|au final|au total|en tout|que (?:j'|nous |on "
    ")?av(?:ais|ait|ions) (?:bien )?[a-z]+))*$";
const char words_vague_number[] =
    "(?:\\br?ajout(?:er|ez|e|ons)(?:-(?:moi|nous|en))? " NUMBER "\\b|(?<![a-z0-9/:])" NUMBER "(?: " PEOPLE
    ")? sur (?:les |nos |mes )" NUMBER "(?![0-9:]| ?h)|"
    "(?<![a-z0-9/:])(?<!le )(?<!au )(?<!du )(?!(?:19|20)\\d\\d\\b)" NUMBER " ?(?:a|ou|-|/|voire) ?" NUMBER
    "(?! ?(?:h\\b|heures|ans\\b))(?![0-9/:])(?! "
    "(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre))|"
    "^(?:ou|voire)(?: bien| plutot| meme)? " NUMBER "(?: " PEOPLE ")?$|\\bentre " NUMBER " et " NUMBER
    "|\\b(?:r?ajout|enlev|retir)(?:e|ons|er|ez)(?:[- ](?:moi|nous|y|en|juste|encore|aussi))* " NUMBER
    " (?:autre )?" PEOPLE "|\\b(?:une )?(?:dizaine|douzaine|quinzaine|vingtaine|trentaine)\\b(?! (?:de "
    "(?:minutes?|min|jours|kms?|kilometres|metres)|d'(?:heures|annees|euros))\\b)|\\b(?:environ|a peu "
    "pres|au moins|au "
    "maximum|maximum|plus ou moins|approximativement|autour de) " NUMBER
    "(?![0-9]| (?:quart|demi|petit|bon|minutes?|min|heures?|h|euros?|ans|kms?|kilometres|metres)\\b)|" NUMBER
    "(?: " PEOPLE ")? (?:environ|maximum|minimum|max|mini|maxi|ou plus|peut-etre plus|voire "
    "plus)\\b|" NUMBER " " PEOPLE " (?:peut-etre|voire|ou) " NUMBER "\\b|\\b(?:plusieurs|quelques) " PEOPLE
    ")";
const char words_other_people[] =
    "(?:(?<![a-z0-9])(?!0 )" NUMBER
    " (?:accompagnateurs?|accompagnatrices?|conseillers?|conseilleres?|adultes?|educateurs?|educatrices?|"
    "encadrants?|encadrantes?|formateurs?|formatrices?|collegues?|salaries?|professionnels?)"
    "\\b(?! (?:volontaires?|partante?s?)\\b| (?:est|sont|sera|seront|etai(?:t|ent)) (?:absent|en "
    "|malade|indisponib|prise?s?\\b|occupe|arret))|" PEOPLE
    " (?:et|\\+|plus|avec) (?:moi|un|une|leur|mon|ma|notre|son) "
    "?(?:collegue|conseiller|conseillere|accompagnateur|accompagnatrice|educateur|educatrice|encadrant)?)";
const char words_tentative_number[] = "\\b(?:aur|ser|pourr|voudr)(?:ions|ais|ait|aient)\\b";
const char words_person_asked_for[] =
    "^(?:bonjour[ ,]+)?(?:car |parce que )?(?:j'ai|nous avons|on a|je suis|nous suivons|j'accompagne) une? "
    "(?:jeune|candidate?|fille|garcon|stagiaire)\\b(?!.*\\b(?:viendr|inscri|participer[ao]|sera|"
    "accompagnerai))";
const char words_doubted_number[] =
    "\\b(?:en principe|a priori|normalement|logiquement|sans doute|probablement|surement|peut-etre|"
    "(?:je|on|nous) (?:pense|pensons|crois|croit|croyons)|devrions|devrais|devrait|potentiel[a-z]*)\\b";
const char words_said_of_some[] =
    "^ (?:(?:du groupe|d'entre eux|d'entre elles|[a-z]{3,}ant [a-z]+) (?:est|sont|ser(?:a|ait|aient))\\b|"
    "(?:mange|parle|prefere|souffre|habite|allaite|reclame)(?:nt|ront)?\\b)|"
    "^ (?:est |sont )?(?:malade|absente?|empechee?|indisponible|souffrante?)s?\\b|^ en "
    "(?:formation|stage|emploi|alternance|apprentissage|immersion)\\b|^ (?:de \\d+ ans? "
    ")?(?:que (?:ca|cela)|qui) [a-z' ]{0,20}(?:rait|raient)\\b|^ (?:[a-z]+ )?de "
    "(?:l'an(?:nee)? (?:derniere?|passee?)|la (?:derniere|precedente)|20\\d\\d)\\b|^ (?!de "
    "|d'|du |des |chez |qui |et )[a-z][a-z' -]{2,40} "
    "(?:peut|peuvent|pourrait|pourraient|doit|doivent)\\b|^ (?:qui "
    ")?(?!particip|viendr|vienn|assist|ser(?:a|ont) (?:la\\b|present|accompagn|des|parmi|de "
    "la)|souhait|fer(?:a|ont) le deplacement|veulent (?:"
    "ven|part)|aimer|vont (?:ven|part)|pourr(?:a|ont) (?:ven|part|etre)|peuvent "
    "(?:ven|part|etre)|s'inscri|represent)"
    "[a-z]+(?:era|ira|dra|ura|eront|iront|dront|uront|ait|aient)\\b|"
    "^ (?:(?:en "
    ")?(?:arriv|part(?:ir|ent|iron)|repart|quitt|doi|dev(?:r|ai)|manqu|demand|hesit|attend|cherch|[mnt]'|ne "
    "|me "
    "|se (?!port|propos|joi)|s'(?!inscri)|"
    "nous |vous |qui "
    "(?!particip|viendr|vienn|ser|s'inscri|souhait|vont))|(?:ont|avai|auro|sont|seront|etai|sera|a(?! "
    "(?:venir|participer|intervenir|parrainer|assister|temoigner|accompagner|vouloir|pouvoir|etre|ce|cet|"
    "cette|"
    "votre|titre|partir de \\d[0-9h]*|priori|\\d|l')\\b)|est) "
    "(?!(?:super |tres |tous |bien "
    ")?(?:motiv|interess)|la\\b|venir|particip|assister|present|interess|motiv|inscrit|partant|accompagn|des "
    "votres|disponib|confirm|prevu|de "
    "notre|d'accord|parmi))";
const char words_former_number[] =
    "(?:\\bvous (?:m'|nous )?av(?:ez|iez) (?:bien )?(?:note|compte|inscrit|mis|indique|ecrit|retenu) "
    "(?=.*\\d)|\\b(?:pass|descend|mont)[a-z]+ de(?= \\d+ a \\d) |au lieu d[e'] ?|et non(?: pas)? |et pas "
    "|plutot "
    "que |contre |pas "
    "|dont |y compris |parmi lesquels )" NUMBER "(?: (?:" PEOPLE "))?|\\bsur (?:les |nos )?" NUMBER
    " (?:prevue?s?|inscrite?s?|annoncee?s?)\\b|\\b" NUMBER " (?:" PEOPLE
    " (?:fille |garcon |femme |homme )?)?(?:(?:de|en) (?:plus|moins)|supplementaires?)\\b";
