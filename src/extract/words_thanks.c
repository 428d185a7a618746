/* Courtesy: clauses that are only courtesy, and the words in them. */
#include "words_phrases.h"

#define THANKS                                                                                               \
	"(?:(?:un )?(?:grand |tres grand |immense )?merci(?: (?:beaucoup|bien|infiniment|encore|mille "      \
	"fois|enormement|a (?:vous|toi|elle|lui|eux|tous|toutes|(?:toute )?l'(?:equipe|entreprise)|votre "   \
	"(?:equipe|collegue|entreprise))(?: tous| toutes| "                                                  \
	"deux)?|d'avance|par avance|chaleureusement|vraiment|bcp))*"                                         \
	"(?: (?:quand meme |tout de meme |encore |beaucoup )?(?:pour .{0,80}|(?:de |d')(?:(?:nous |m'|me "   \
	"|vous |l')?avoir .{0,80}|(?:votre|vos|cette|cet|ce|ces|ton|ta|tes|notre) "                          \
	".{0,80}|(?!(?:(?:me|nous|vous|le|la|les|lui|leur|ne|bien|en|y|pas|plus|tout|aussi|vite|donc) "      \
	"|[lmnst]')*[a-z-]+(?:er|ir|re|oir)\\b).{0,80})|du .{0,60}|quand meme|tout de meme|"                 \
	"(?:a |mme |m |madame |monsieur )?(?!(?:de|du|des) "                                                 \
	"|[a-z-]+(?:er|ir|re|oir|ez|ez-[a-z]+)\\b)[a-z-]{2,20}"                                              \
	"(?: [a-z-]{2,20})?))?)"

/* The information, not somebody who comes too: "on ajoute Lucas". */
#define ADDS                                                                                                 \
	"ajout(?![a-z]* (?!(?:ca|cela|a|aux?|dans|sur|cette|votre|vos|cet?|tout|l[ea] "                      \
	"(?!jeune))\\b|l')[a-z])"
/* Promises of what the writer will do with the information. */
#define SEES_TO                                                                                              \
	"(?:felicit|continu|poursui|regularis|reformul|compren[ad]|(?<!vous )(?<!te "                        \
	")(?:previen|averti|inform)|"                                                                        \
	"(?<!vous )(?<!te )(?:rappel(?!ler)|appel|contact)|relanc|sollicit|interrog|"                        \
	"consult|sond|recens|(?<!en )(?:re)?cherch[a-z]+ "                                                   \
	"(?:pour|parmi|dans)|regard|verifi|trait|fil(?:e|ons|er) "                                           \
	"(?:ca|cela|l'|cette|votre)|etudi|examin|analys|li[srt]|reli[srt]|transm|"                           \
	"transf|diffus|relai|relay|partag|publi|affich|communiqu|positionn|orient|soum|remet|renvo|" ADDS    \
	"|"                                                                                                  \
	"not|enregistr|class|imprim|prepar|corrig|rectifi|modifi|complet|refai|reessa|recommenc|"            \
	"(?:reprend|repren)(?![a-z]* (?:les? |nos |notre |des "                                              \
	"|l')?(?:recrut|embauch|entretien|activit))|actualis|echang|reparl|parl|discut|debrief|evoqu|(?<!"   \
	"en "                                                                                                \
	")fai[st]|(?<=la |le )present|voi[sr]|voyons|(?<!la )(?<!le )(?<!les )verr(?=(?:ai|ons|a) "          \
	"(?:ca|cela|avec|tout)\\b)|explor|encourag|"                                                         \
	"motiv|rest(?:e|ons) (?:a (?:votre|ton|leur|sa)|dans l'attente)|"                                    \
	"(?:retir|enlev|decroch|supprim)(?:e|ons|er) (?:l'|cette |votre )(?:annonce|offre|affiche)|"         \
	"met[st]?(?:tons|tre|trai|trons)? "                                                                  \
	"(?:a|au|en|de|l'|la|le|les|cette|votre|ca|cela|dans)|pass(?:e|ons) (?:a|au|aux|le mot)|suivre "     \
	"(?:le|la|les|vos|votre))"
/* Whoever keeps these tells something about a person. */
#define OF_PERSON "cv|profil|candidature|dossier|coordonnees"
/* Words that make it more than such a promise. */
#define MORE_THAN_THAT                                                                                       \
	"(?!.*(?:\\d|:| (?:qui (?:va|vont|vous|sera|seront|cherche|recrute|embauche|a "                      \
	"besoin)|que|qu'[a-z]+|mais|car|sauf|pas|plus(?! "                                                   \
	"(?:tard|vite|tot|rapidement))|ne|"                                                                  \
	"n'[a-z]+|jamais|rien|si (?:vous|tu|elle|il)|sinon|toujours|(?<!quand )(?<!dont )(?:ils?|elles?) "   \
	"(?:doi(?:t|vent)|va|vont|"                                                                          \
	"vous|te|peu(?:t|vent)|veu(?:t|lent)|est|sont|a|ont|viendra|viendront)|une? candidate?|avant de|au " \
	"lieu|une "                                                                                          \
	"autre|un autre|d'autres?|"                                                                          \
	"comment|pourquoi|combien|(?:mon|notre|son) accord)\\b))"

const char *const words_courtesies[] = {
    "(?:votre|cette|cet|l'|la |le )? "
    "?(?:appel|proposition|invitation|demande|offre|message|mail|candidature) (?:a|ont) "
    "(?:bien )?retenu (?:toute )?(?:notre|mon) (?:meilleure )?attention",
    THANKS,
    WE " ?(?:(?:vous|te|en|y|le|la|les|lui|leur) |[lms]')*(?:(?:vais|allons|va|viens de|venons de) )?"
       "(?:(?:tout de suite|bien|aussi|donc|aussitot|immediatement) )*(?:(?:le|la|les|lui|leur|en) "
       "|l')*" MORE_THAN_THAT SEES_TO "[a-z]*\\b.{0,110}",
    WE " ?(?:(?:la|le|les|lui|leur|en|l') ?)*(?:ai|avons|a) (?:(?:bien|deja|aussi|aussitot|tout) )*(?:la |le "
       "|les )?" MORE_THAN_THAT "(?:transm|diffus|relay|relai|partag|publi|affich|communiqu|transf|fait "
       "(?:suivre|passer(?! (?:des |un |les |l')entretiens?)|circuler|tourner)|parle a|mise?s? "
       "(?:a|au|aux|en|de cote|dans|sur|(?:l'|la |le |les |cette |votre |ce "
       ")(?:offre|annonce|affiche|info|information|invitation|message|mail|lien|visuel|flyer)s?)\\b)[a-z]*"
       "\\b.{0,90}",
    "(?:(?:la |votre |le |l'|ce |cette "
    ")?(?:listes?|bilan|lettre|rapport|documents?|mail|courriel|message|compte[ -]rendu|"
    "confirmation|offres?|annonces?|newsletter|invitation|convocation|programme|informations?|cv|rappel|"
    "recapitulatif) )"
    "(?:bien )?(?:recue?s?|notee?s?|lue?s?|transmise?s?)(?: .{1,30})?",
    "(?:elle|il|ils|elles|(?:la|le|cette|ce) jeune|(?!je|nous|on|vous)[a-z-]{3,15}) (?:est|sont|sera|va "
    "etre|etait) (?:tres |"
    "vraiment |super |deja |si )*(?:ravie?s?|contente?s?|heureu(?:x|se)s?|enchantee?|aux anges|soulagee?)(?: "
    ".{1,40})?",
    "(?:(?:je |nous |on )?|j')esper(?:e|ons) (?:vous|pouvoir|bientot|a bientot|une prochaine|que "
    "(?:tout|ca|cela)) .{0,80}",
    "(?:je|nous|on) (?:pense|pensons|suis sure?|sommes surs) que (?:ca|cela|cette offre|l'offre) "
    "(?:va|devrait|pourrait|peut) "
    "(?:bien |beaucoup )?(?:interesser|plaire|convenir)(?: .{1,40})?",
    "(?:ca|cela|cette offre|l'offre|l'annonce) (?:va|devrait) (?:bien |surement |beaucoup )?(?:interesser|"
    "plaire a|aider|motiver) (?:(?:plus|beaucoup|pas mal|davantage) de |du |d'autres |nos |mes |les |des "
    "|certains (?:de nos |de mes )?)(?:monde|gens|jeunes|personnes|candidats|collegues|conseillers)"
    "(?: (?:ici|chez nous|de chez nous))?",
    "(?:tout|tout cela|l'ensemble) est (?:bon|parfait|ok|clair|correct|en ordre)",
    "ca (?:tombe|arrive) (?:tres |vraiment )?(?:bien|a pic)",
    "c'est (?:[a-z]+ ){0,3}plaisir (?:de|d'|a) .{0,60}",
    "(?:je|nous|on) (?:vous |t')?(?:en )?(?:remercie|remercions)(?: (?:beaucoup|vivement|sincerement|par "
    "avance|d'avance|infiniment|bien|chaleureusement))*(?: (?:pour|de) (?!(?:me|nous|bien vouloir) "
    ").{0,80})?",
    "(?:(?:nous avons |j'ai |on a |c'est |tout est |message |mail |offre |info |information )?" ADV
    " ?(?:bien )?(?:recue?s?|notee?s?|vue?|lue?|enregistree?|comprise?|pris en compte|prise en "
    "compte|receptionnee?)(?: (?:merci|5/5|votre .{0,40}|le message|ce "
    "message|l'information|l'info|l'offre|cette offre|la reponse|le mail|ton mail|ton message|le "
    "cv|l'invitation|pour .{0,40}|de votre cote|du .{0,30}|l'ensemble.*))*)",
    "(?:bien|bonne) (?:recue?|notee?|reception|note)(?: .{0,30})?",
    "(?:bonne reception|bien recu) .{0,50}que (?:je vais|nous allons|on va) "
    "(?:etudier|regarder|lire|examiner|diffuser|transmettre|partager)(?: avec .{0,30})?",
    "(?:c'est |bien |tout est |ca )*(?:notee?|inscrite?|bloquee?|comprise?|vue?|lue?|recue?|(?<=bien "
    ")prise?)(?: "
    "(?:pour|dans|sur|a) (?:(?! "
    "(?:\\d|si|mais)).){0,40})?",
    "(?:ar$|(?:j'accuse|nous accusons|accuse(?: de)?) (?:bonne )?reception)(?: .{0,40})?",
    "(?:j'en|nous en|on en) (?:prends?|prenons) (?:bonne )?(?:note|acte)(?: .{0,30})?",
    "(?:je|nous|on) (?:prends?|prenons) (?:bonne )?(?:note|acte)(?: de .{0,40})?",
    "(?:parfait|super|genial|top|excellente?|nickel|formidable|impeccable|tres bien|c'est parfait|c'est "
    "super|c'est top|tant mieux|chouette|cool|bien|bravo|felicitations|extra|magnifique|au top|tres bonne? "
    "(?:nouvelle|initiative|idee|journee)|(?:bonne|super) (?:nouvelle|initiative|idee)|quelle "
    "(?:bonne|belle|super|excellente|heureuse) "
    "(?:nouvelle|surprise|initiative|idee)|excellente nouvelle|c'est une (?:tres )?bonne nouvelle|bonne "
    "chance|bon courage|bonne "
    "continuation|tres interessante?|belle "
    "(?:offre|initiative|nouvelle)|ravie?s?.{0,50}|heureu(?:x|se)s?.{0,50}|content(?:e|s|es)?.{0,50}|j'en "
    "suis ravie?|nous en sommes ravis)(?: pour (?:elle|lui|eux|ce jeune|cette jeune|[a-z]+))?",
    "(?:je|nous|on|j'en|je l'|je la|je le|je les|nous la|nous le|nous les|on la|on le) ?(?:vais |allons |va "
    ")?(?:l'|la |le |les "
    ")?(?:(?:re)?diffuse[rs]?|(?:re)?diffusons|transmets|transmettons|transmet|transmettre|relaie|relaye|"
    "relayons|relayer|"
    "partage[r]?|partageons|fais suivre|faisons suivre|fait suivre|faire suivre|fais passer|faisons "
    "passer|faire passer|fais circuler|faire circuler|communique|communiquons|affiche|affichons|mets en "
    "ligne|fais le relais|faisons le relais|en informe|(?:en )?parle|(?:en )?reparle|(?:en )?parlons|(?:en "
    ")?reparlons|(?:en )?parler|(?:en )?discute|"
    "(?:en )?discutons|mets (?:sur|dans|en|au|a)|mettons (?:sur|dans|en|au|a)|met (?:sur|dans|en|au|a)|donne "
    "une "
    "reponse|donnons une reponse|donnerai une reponse|donnerons une reponse|en "
    "discute|positionne|regarde|regardons|regarder|lis|lisons|lire|relis|relisons|relire|etudie|etudions|"
    "etudier|vois|voyons|voir|examine|consulte|"
    "verifie|m'en occupe|nous en occupons|m'y penche|fais le point|faisons le point|faire le point|fais le "
    "necessaire|faisons le necessaire|faire le necessaire|fais un retour|prends connaissance)(?:(?! "
    "(?:si|mais|pouvez|pourriez|(?:une?|des|deux|trois) candidate?s?)\\b).){0,90}",
    "(?:je|nous|on) (?:reviens|revenons|revient|reviendrai|reviendrons|reviendra|vais revenir|allons "
    "revenir|vous recontacte|vous recontactons|vous recontacterai|vous recontacterons|vous tiens|vous "
    "tenons|vous tiendrai|vous tiendrons|vous rappelle|vous rappelons|vous dis|vous reponds|vous "
    "repondons|vous repondrai|vous repondrons|vous redis|vous confirme|vous confirmerai|vous confirmons|vous "
    "confirmerons|vous donne (?:une |ma |notre )?reponse|vous donn(?:erai|ons|erons) (?:une |ma |notre "
    ")?reponse|vous informe|vous informerai|vous informerons|te tiens|te redis|te dis|reviens)(?! "
    "que\\b)(?: (?:vers vous|vers toi|au courant|informee?s?|rapidement|vite|ca|bientot|des que possible|des "
    "que .{0,60}|(?:tres )?prochainement|tres vite|plus "
    "tard|demain|lundi|mardi|mercredi|jeudi|vendredi|matin|midi|soir|apres-midi|cette semaine|sans faute|la "
    "semaine "
    ".{0,20}|dans .{0,30}|avant .{0,30}|apres .{0,40}|en debut .{0,30}|en fin .{0,30}|au plus vite|sous "
    ".{0,20}|de la suite|des suites|pour .{0,40}|avec .{0,50}|quand .{0,60}|a ce sujet|d'ici .{0,30}|asap|si "
    "besoin|si necessaire|ce "
    "jour|cet apres-midi|a mon retour|une fois .{0,50}))*",
    "a (?:la semaine prochaine|la prochaine|l'annee prochaine|l'occasion|toute a l'heure|une prochaine fois|"
    "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi)(?: .{0,20})?|le mois prochain|partir de .{0,20}|bientot "
    ".{0,30})",
    "a ?\\+{1,2}|[a-eg-mp-z]\\.?", /* "A+", the initial of a signature */
    "(?:je|nous|on) (?:(?:n')?esper(?:e|ons)|croise[a-z]* les doigts pour) qu(?:e |'il )[a-z' "
    "]{0,40}\\b(?:soleil|temps|meteo|"
    "du monde)\\b[a-z' ]{0,60}",
    "(?:vous (?:voudrez|trouverez)|veuillez|recevez|je vous|nous vous) [a-z' ]{0,40}\\b(?:mes|nos) (?:[a-z]+ "
    ")?remerciements"
    "\\b(?! mais)[a-z' ]{0,90}",
    "(?:a )?(?:suivre|tres bientot|bientot|tres vite|demain|lundi|mardi|jeudi|vendredi|plus tard|plus|tout a "
    "l'heure)",
    "(?:bonne|belle|excellente|agreable|tres bonne) (?:journee|soiree|fin de journee|semaine|fin de "
    "semaine|apres-midi|continuation|reception|annee|fete|fetes|fin d'annee)(?: (?:a "
    "(?:vous|toi|tous|toutes)(?: aussi| egalement)?|aussi|egalement|(?:et|a|pour|dans) [a-z' ]{2,40}))*",
    "(?:bon|excellent|tres bon) (?:week-end|weekend|we|courage|apres-midi|appetit|retour|dimanche|lundi)(?: "
    "a (?:vous|tous|toi))?(?: aussi)?",
    "(?:a vous|a toi|vous|toi)? ?(?:aussi|egalement|de meme|pareillement|idem)",
    "(?:tres |bien |tres bien )?(?:cordialement|(?:best |kind "
    ")?regards|amicalement|sincerement|respectueusement|cdlt|cdt|bien a "
    "(?:vous|toi)|salutations|(?:sinceres|meilleures|cordiales) salutations|bien "
    "cordialement|amities|bises?|bien sincerement|votre)",
    "(?:de rien|je vous en prie|je t'en prie|avec plaisir|pas de (?:souci|soucis|probleme|quoi)|aucun "
    "(?:souci|probleme)|il n'y a pas de (?:souci|quoi)|c'est normal|ce n'est rien|y a pas de "
    "(?:souci|quoi|mal)|pas grave|c'est pas grave|ce n'est pas grave|tant pis(?: pour .{0,30})?|c'est "
    "(?:bien |toujours |deja )*(?:prevu|dans (?:l'|mon |notre |nos )?agendas?|au planning)$|dommage(?: pour "
    ".{0,40})?|quel "
    "dommage|c'est dommage|ca marche|c'est gentil|c'est tres gentil|desolee?s?(?: pour .{0,60}| de "
    ".{0,60})?|nous sommes desoles|je suis desolee?|toutes (?:mes|nos) excuses(?: .{0,50})?|mes excuses(?: "
    ".{0,50})?|encore desolee?|navree?s?.{0,40})",
    "(?:bonjour|bonsoir|salut|hello|coucou|bonjour et merci|re|re bonjour|rebonjour)(?: (?:a "
    "(?:vous|tous|toutes|toute l'equipe)|madame|monsieur|mesdames|messieurs|tous|toutes|l'equipe|cheres? "
    ".{0,30}|mme .{0,30}|m\\.? .{0,30}|collegues?|chers collegues))*",
    "(?:madame|monsieur|mesdames|messieurs|madame monsieur|mesdames messieurs|chere? .{0,30}|chers "
    ".{0,30}|mme .{0,30}|cher partenaire)",
    "(?:c'est |ce sont |cela est )?(?:toujours |tres |vraiment |tellement |super |aussi |plus que )*"
    "(?:interessant|instructif|instructive|utile|agreable|pratique|enrichissant|passionnant|riche|precieu[sx]"
    "e?|"
    "encourageant|rejouissant|clair|sympa(?:thique)?|gentil|aimable|rapide|efficace|(?<=tres "
    ")complet|(?<=est )complet)(?:le)?e?s?(?: "
    "(?:de|a|pour) .{0,50})?",
    "(?:bravo|felicitations|chapeau|super|belle|beau|joli|jolie|tres "
    "(?:bon|bonne|belle|beau|interessante?s?)|excellente?|trop "
    "(?:bien|cool|top)|au temps pour moi|autant pour moi|mea culpa)(?: "
    "(?!.*\\b(?:profils?|candidat[a-z]*|cv|entretien|recrue)\\b).{0,60})?",
    "(?:chargee?s?|en charge|referente?|qui (?:suit|gere|s'occupe|s'en occupe|est chargee?|vous "
    "repondra|reviendra))(?: .{0,60})?",
    "(?:je|nous|on) (?:vous |t')?(?:envoie|envoyons|transmets|enverrai|enverrons|transmettrai|ferai "
    "suivre)(?: des| les)? (?:cv|candidatures|profils) "
    "(?:si|des que) (?:j'en|on en|nous en|possible)(?: .{1,20})?",
    WE " ?(?:vous |te |en |y |le |la |les |l'|lui |leur )*(?:vais |allons |va |viens de |venons de |ai "
       "|avons |a )?(?:bien "
       "|deja |aussi |tout de suite )*(?:en |le |la |les |l'|lui |leur "
       ")*(?:transmet[a-z]*|soumet[a-z]*|soumis|"
       "montr(?:e|ons|er|erai)|mobilis[a-z]+|sollicit[a-z]+|prepar[a-z]+|rectifi[a-z]+|renvoie|renvoyons|"
       "renverrai|"
       "(?:prends?|prenons|prendre|prendrai) (?:contact|attache)|(?:mets|mettons) (?:[a-z']+ ){0,3}(?:en "
       "avant|en ligne|au tableau|de cote)|prevenue? |averti |enleve|retir(?:e|ons) l'affich[a-z]+|"
       "(?:modifi|not|inscri|bloqu|report|mis|met|ajout)[a-z]* (?:[a-z']+ "
       "){0,3}(?:agenda|planning|calendrier|affichage)|"
       "(?:tiens|tient|tenons|tiendrai|tiendrons|tenir) (?:[a-z]+ )?(?:au courant|informee?s?|au jus)|"
       "(?<=lui )(?:confirme|dis|explique|rappelle|remettrai|telephone|telephonons|ecris|ecrivons)|(?<=leur "
       ")(?:confirme|dis|explique|rappelle)|"
       "travaill(?:er|ons|e|erons) (?:ce|cela|ca|sur|la|le|dessus|avec)|"
       "(?:reponds?|repondrai|repondrons) (?:demain|lundi|mardi|mercredi|jeudi|vendredi|vite|rapidement|tout "
       "de suite|ce "
       "soir|plus tard|au plus vite))\\b(?!.* "
       "(?:si|mais|pouvez|pourriez|que|qu'[a-z]+|plus(?! "
       "petit)|pas|rien|jamais|est|sont|je|on|ser[a-z]+|viendr[a-z]+|"
       "l'offre|l'annonce|d'autre|annul[a-z]+)\\b).*",
    "(?:un )?(?:grand |tres grand |immense )?merci a (?:[a-z'-]+ ){1,4}pour "
    "(?:ce|cet|cette|ces|son|sa|ses|leurs?|votre|vos|tout)\\b"
    ".{0,60}",
    "(?:j'ai|nous avons|on a) (?:[a-z]+ )?(?:apprecie|aime|adore)\\b(?!.*\\b(?:" OF_PERSON
    "|candidate?|jeune|entretien|echange|"
    "elle|lui)\\b)(?: .{0,60})?",
    "(?:un (?:grand|tres grand) )?merci(?: (?:beaucoup|bien|infiniment))? (?:de |d')(?:penser|avoir (?:bien "
    ")?pense|songer) "
    "a (?:nous|moi|notre|nos|mes)\\b.{0,40}",
    "(?:dans l'attente|en l'attente|en attente) (?:de|d'|du) .{0,60}",
    "(?:je|nous|on) (?:reviens|revient|revenons|reviendrai|reviendrons|reviendra|(?:(?:vous|te) )?(?:ecris|"
    "fais signe|fait signe|faisons signe|recontacte|recontactons|recontacterai|rappelle)) ?(?:vers "
    "(?:vous|toi) )?"
    "(?:si|des que) (?:j'ai|on a|nous avons|j'en ai|on en a|nous en avons|je trouve|on trouve|nous trouvons) "
    "(?:(?:des|un|une|quelqu'un|du|le|bon|bons) ?)*"
    "(?:profils?|candidate?s?|candidatures?|jeunes?|monde|personne|quelqu'un|cv|)"
    "(?: (?:qui (?:corresp|conv)[a-z]+|interessee?s?|disponibles?|a (?:vous |te )?proposer|pour "
    "(?:vous|toi|ce "
    "poste)))?",
    "(?:en vous |vous |en te )?(?:remerciant|souhaitant|renouvelant)(?:(?! de (?:me|nous)).){0,60}",
    "(?:je vous |nous vous )?(?:souhaite|souhaitons|vous souhaitant|vous souhaite) (?:une |un "
    ")?(?:bonne|excellente|belle|agreable|bon|tres bonne).{0,40}",
    "(?:merci|ok|oui|d'accord|tres bien|parfait|super|top|entendu|note|bien recu|bien note)(?: "
    "(?:merci|ok|d'accord|beaucoup|parfait|super|top|tres bien|bien recu|bien note|c'est note|note|a "
    "vous|pour l'info|pour l'information|pour tout|entendu|bonne journee|c'est parfait))+",
    "(?:l'expression|l'assurance) de .{0,80}",
    "(?:veuillez|je vous prie|nous vous prions) (?:agreer|recevoir|d'agreer|de recevoir|de "
    "croire|croire).{0,120}",
    "(?:(?:(?:l'|le |la |votre |cette |ce |son |sa "
    ")?(?:information|info|offre|cv|candidature|message|mail|invitation|"
    "annonce|document|dossier|proposition)|c'|ce sera|cela sera|ca sera) ?)?(?:(?:elle |il )?est |a ete |a "
    "bien ete "
    ")?(?:bien "
    ")?(?:transmise?|diffusee?|relayee?|partagee?|transmis|affichee?|envoyee?)"
    "(?: (?:a|aux|au|en interne|dans|sur|par|aupres) .{1,60})?",
    "(?:nous|on|je) (?:ne manquerons|ne manquerai|ne manque) pas de .{1,70}",
    "(?:voila|bon|bien|alors|donc|et voila|voila pour .{0,30}|pour information|pour info|c'est tout|rien a "
    "signaler|ras|rien de special|test)",
    "(?:quand meme|tout de meme|seule?|toute? seule?|encore|malgre tout|en tout cas|par contre|du "
    "coup|sinon|en effet|s'il vous "
    "plait|s'il te plait|du fond du coeur|a ce jour|comme convenu|comme demande|comme prevu|suite a .{0,60})",
    "(?:(?:la )?(?:mise en ligne|diffusion|publication|affichage|transmission)(?: est| a ete)? (?:bien "
    ")?(?:faite?|effectuee?|realisee?|ok)(?: .{0,60})?)",
    "(?:(?:ce|ca) sera (?:fait|efface|supprime|detruit)|(?:ce|ca) sera (?:fait|efface|supprime|detruit) "
    "(?:demain|rapidement|ce soir|aujourd'hui|lundi|au plus "
    "vite|dans la journee))",
    "(?:(?:je|nous|on) )?(?:vais |allons |va )?(?:proceder|procede|procedons) a .{0,60}",
    "(?:ce sera |ca sera )?(?:(?:pour |a )?une (?:prochaine|autre) fois|pour la prochaine(?: fois)?|a une "
    "prochaine)",
    "(?:elle|il|ca|cela|c'|cette offre|l'offre|l'annonce|l'information|l'invitation) ?(?:est|sera|a ete) "
    "(?:bien |aussi |donc "
    ")*(?:proposee?|diffusee?|transmise?|affichee?|relayee?|etudiee?|examinee?|"
    "partagee?)(?: (?:a|aux|au|en|dans|sur|par|aupres|lors de|lors du|des|demain|rapidement) ?.{1,60})?",
    "(?:on n'a|je n'ai|nous n'avons) pas oublie",
    "(?:on se|je me|nous nous) met(?:s|tons)? en (?:chasse|quete|recherche)",
    "(?:ma |notre |mon )?(?:reponse|retour|confirmation|nouvelles) (?:(?:des |au plus "
    ")?(?:demain|lundi|mardi|"
    "mercredi|jeudi|vendredi|bientot|rapidement|vite|ce soir|cette semaine|la semaine prochaine|possible)|"
    "d'ici .{0,25}|dans .{0,25}|avant .{0,25}|sous .{0,20})",
    "(?:oui )?c'est (?:bien )?(?:cela|ca|exact|correct|juste)",
    "c'est (?:repare|corrige|rectifie|resolu|retabli|arrange)e?(?: .{0,30})?",
    "pardon(?: (?:pour|de) .{0,40})?|excusez(?:-moi|-nous)(?: pour .{0,40})?",
    "(?:avec .{2,30} )?(?:(?:j'ai|j'avais|nous avons|nous avions|on a) (?:completement |totalement "
    "|carrement )?(?:oublie|"
    "zappe)|(?:ca|cela|c'est) ?(?:m'etait |m'est |nous etait |est |etait )?(?:completement |totalement "
    ")?(?:sorti de (?:la|ma) "
    "tete|passe a la trappe))(?: de (?:vous )?repondre| votre (?:mail|message))?",
    "(?:je|nous|on) (?:vous |te "
    "|t')(?:envoie|envoyons|transmets|transmettons|transmet|adresse|adressons|(?:fais|fait|faisons) "
    "(?:parvenir|suivre)|enverrai|enverrons|transmettrai|transmettrons|adresserai)(?: "
    "(?:bientot|rapidement|donc))* "
    "(?:une?|deux|trois|des|quelques|plusieurs|une? ou deux|\\d) (?:cv|candidatures?|profils?)(?: (?:(?:des "
    "|d'ici "
    ")?(?:demain|lundi|mardi|"
    "mercredi|jeudi|vendredi)(?: (?:matin|midi|soir|apres-midi))?|dans (?:la "
    "(?:journee|semaine|matinee)|l'apres-midi)|ce "
    "soir|cet apres-midi|cette semaine|(?:tres )?(?:rapidement|vite|bientot)|au plus vite|des que "
    "possible|la semaine prochaine|"
    "merci))*",
    "(?:c'est |tout est )(?:tres |plus |bien )?clair(?: .{0,20})?",
    "(?:on|je|nous) le (?:fais|fait|faisons|ferai|ferons|fera)(?: .{0,30})?",
    "(?:je|nous|on) (?:m'en|nous en|s'en) "
    "(?:occupe|occupons|occuperai|occuperons|occupera|charge|chargeons)(?: .{0,40})?",
    "(?:ah|oh|youpi|waouh|wow|hourra|yeah|trop bien|ouf|chic|eh bien|he "
    "bien|bah|oups|zut|mince|aie|flute|arf|ouf|hum|hop)(?: (?:oui|d'accord|ok|tres "
    "bien|super|bon|"
    "parfait|genial|zut|mince|dommage|chouette|top|cool|merci|pardon|desolee?))*",
    "(?:bonne lecture|lecture en cours|en cours de lecture)(?: a tous| a toutes)?",
    "(?:(?:tres |super )?(?:belle|super|bonne|excellente|chouette|beau|bel|magnifique|jolie|sacree) (?:offre|"
    "opportunite|initiative|nouvelle|idee|proposition|projet|occasion|aventure|evenement|journee|demarche|"
    "reussite)"
    "(?: (?:pour|de|que) .{0,40})?)",
    "(?:apres|suite a) (?:recherches?|verifications?|echanges?|consultation|avoir "
    "(?:cherche|regarde|consulte|verifie|"
    "interroge)|etude|reflexion|concertation|discussion)(?: .{0,40})?",
    "(?:je|nous|on) (?:vais |allons |va "
    ")?(?:regarde|regardons|regarder|vois|voyons|voir|verifie|verifions|verifier|"
    "cherche|cherchons|chercher|demande|demandons|demander|consulte|consultons|me renseigne|nous "
    "renseignons) (?:si|qui|ce "
    "que|aupres|s'il|si l'un) (?:(?! (?:mais|pas|plus|pouvez)\\b).){1,70}",
    "merci de (?:faire le necessaire|(?:bien vouloir )?(?:en )?(?:tenir compte|prendre note|prendre "
    "acte)|nous avoir .{0,50}|"
    "m'avoir .{0,50})",
    "(?:j'attends|nous attendons|on attend)(?: (?:vos|les|des) (?:candidatures|cv|candidats|propositions|"
    "retours|reponses))?",
    "(?:(?:j'ai|nous avons|on a) )?(?:tres |vraiment )?hate(?: .{0,40})?",
    "(?:les |nos |mes )?(?:jeunes|candidats|stagiaires) ont (?:deja |vraiment |tous )?hate(?: .{0,40})?",
    "bon courage (?:a|pour) .{0,40}",
    "merci de prevenir",
    "(?:bien )?pris (?:bonne )?note(?: de .{0,40})?",
    WE
    " (?:vais |allons |va )?(?:demande[rs]?|demandons) (?:l'avis |l'accord |conseil )?(?:a|au|aux|de) ?"
    "(?:(?:ma|mon|notre|nos|mes|la|le|les|l') ?)?(?:direction|directeur|directrice|responsable|chef|cheffe|"
    "hierarchie|"
    "collegue|equipe|service|siege|drh|rh|manager|conseiller|conseillere|presidente?|comite|bureau|"
    "secretariat)s?\\b(?:(?! (?:de|d'[a-z]+|que|si|mais)\\b).){0,60}",
    "(?:(?:la |le |l'|cette |ce |votre |une? )?(?:lettre|newsletter|bilan|rapport|article|presentation|"
    "document|message|lecture|contenu|programme)s? (?:est "
    ")?)?(?:(?:vraiment|tres|toujours|bien|super|plutot) "
    ")+(?:interessant|utile|clair|complet|riche|instructif|instructive|agreable|reussi|bien (?:fait|ecrit|"
    "presente))(?:e|es|s)?(?: (?:a|de|pour) .{0,40})?",
    "(?:je|nous|on) (?:vois|voyons|voit|regarde|regardons|verifie) (?:avec [a-z' ]{2,30} )?(?:si|s'il) "
    "(?:on|nous|j'|j'en|je|il y|"
    "l'un|quelqu'un|des|cela|ca|certains|un|une) ?(?:(?! (?:mais|pas|plus|pouvez)\\b).){0,60}",
    "(?:on|nous|je) (?:nous |se |vous "
    ")?(?:voit|voyons|retrouve|retrouvons|croise|croisons|attend|attendons)(?: "
    "(?:a|au|le|la|lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|bientot|la-bas|sur place|donc|tres "
    "vite|pour .{0,30}|la semaine .{0,15}|\\d{1,2}))*",
    "(?:je|nous|on|j'|je le|je la|je l'|je les|nous le|nous la|nous l'|on le|on la|on l'|je lui|on lui|nous "
    "lui|je leur|nous "
    "leur|on leur) ?(?:vais |allons |va "
    ")?(?:la |le |les |lui |leur )?(?:reprends?|reprenons|reprendre|di[st]|disons|dire|transfere|transferons|"
    "transferer|publie|publions|publier|fais tourner|fait tourner|faisons "
    "tourner|gard(?:e|ons|er)(?= (?!(?:son|sa) |.*\\b(?:" OF_PERSON
    ")\\b)(?:.* )?(?:sous (?:le coude|la main)|dans un coin|de cote|en "
    "(?:tete|memoire|vue|contact)|a l'esprit|"
    "precieusement|au chaud)\\b| (?:l'|le |la |les |votre |vos |cette |ce |ces )?"
    "(?:offre|annonce|info|information|contact|date|lien)s?\\b)|mets "
    "de cote|"
    "mettons de cote|classe|classons|(?<=la )proposer?|(?<=la )proposons|(?<=le "
    ")proposer?|relance|relancons|relancer|sonde|sondons|sonder|remets|remettons|m'y "
    "mets|s'y "
    "met|nous y mettons|y travaille|y travaillons|fais le tour|fait le tour|faisons le tour|fais "
    "remonter|fait "
    "remonter|faisons remonter|cherche "
    "(?:dans|parmi|qui)|contacte|contactons|recontacte|recontactons|appelle|appelons|"
    "interroge|interrogeons|accompagne|accompagnons|prepare|preparons|(?<=lui )demande"
    "(?! (?:de |d')(?:l'|le |la |les )?(?:effac|supprim|detrui|jet))|(?<=leur "
    ")demande(?! (?:de |d')(?:l'|le |la |les )?(?:effac|supprim|detrui|jet))|(?<=lui )demandons|"
    "(?<=leur )demandons|croise|croisons|pense a .{0,30}|sensibilise|mobilise|"
    "mobilisons|oriente|orientons|en touche un mot|touche un mot|fait le necessaire|prend connaissance|gere|"
    "gerons|le note|le notons|l'ajoute|l'ajoutons)\\b(?:(?! "
    "(?:si|mais|pouvez|pourriez|que|qu'[a-z]+|plus|pas|"
    "rien|jamais)\\b).){0,60}",
    "(?:je|nous|on) "
    "(?:corrige|corrigeons|renvoie|renvoyons|refais|refaisons|recommence|reduis|reduisons|complete|"
    "completons|rectifie|modifie|reessaie|reessaye)(?: .{0,40})?",
    "(?:je|nous|on|j'|je l'|je lui|nous lui|je leur)(?: "
    "|)(?:previens|prevenons|informe|informons|dis|transmets|annonce|felicite|felicitons)(?: .{0,40})?",
    "(?:on s'en occupe.{0,30}|c'est en cours.{0,30}|en cours|c'est parti|je m'en charge.{0,30}|nous nous en "
    "chargeons.{0,30}|on s'en charge.{0,30}|bien entendu|(?:je comprends|nous comprenons|on comprend)(?! "
    "(?:rien|pas|plus|mal|toujours|ni))(?: .{0,30})?)",
    "(?:(?:je|nous|on) (?:le |la |les |l')?(?:vais|allons|va) |(?:je|nous|on) (?:l'|les |la |le "
    ")?)?(?:efface|effacons|effacer|supprime|supprimons|supprimer|detruis|detruirai|effacerai|effacerons|"
    "supprimerai|supprimerons)(?: (?:le cv|ce cv|son cv|ca|cela|le mail|le message|le dossier|le "
    "document|tout de suite|tout|des que possible|demain|ce "
    "soir|cet apres-midi|ce jour|ce matin|sans tarder|au plus vite|des aujourd'hui|des "
    "demain|aujourd'hui|dans la journee|rapidement|immediatement|de suite|lundi|la semaine "
    "prochaine|tout ca))*",
    "(?:je|nous|on) (?:vais|allons|va) (?:l'|le |la |les )?(?:effacer|supprimer|detruire|faire|le "
    "faire|demander .{0,50}|chercher.{0,50}|voir .{0,60}|en "
    "parler.{0,50}|regarder.{0,50}|verifier.{0,50}).{0,40}",
    "(?:j'attends|nous attendons|on attend) (?:de (?:vos|leurs) nouvelles|leurs? (?:retours?|appels?)|votre "
    "retour|votre reponse|le retour|la "
    "suite)(?! (?:concernant|sur|pour|quant|au sujet|a propos)\\b).{0,30}",
    "(?:je|nous|on) (?:la|le|les) "
    "(?:recois|recoit|recevons|revois|revoit|revoyons|rencontre|rencontrons)" MORE_THAN_THAT "(?: .{0,40})?",
    "(?:au plaisir.{0,50}|a votre disposition.{0,40}|(?:je|nous) reste(?:ons|)? a votre "
    "disposition.{0,60}|reste a (?:votre )?disposition.{0,60}|restons a votre disposition.{0,60}|je reste "
    "disponible.{0,40}|n'hesitez pas.{0,60})",
    "(?:joyeux noel|joyeuses fetes|bonnes fetes|meilleurs v(?:oe|o)?ux|bonnes vacances|bons? conges).{0,40}",
    "(?:(?:je |nous |on |(?:toute )?(?:l'|notre )equipe (?:de [a-z ]{2,30} )?)?(?:vous |te "
    "|t')?souhait(?:e|ons|ant) (?:a tous |a toutes |donc )*(?:de |d'|une? )?)?"
    "(?:(?:tres|de|d'|une?|et) "
    "?)*(?:belles?|beaux|bel|bons?|bonnes?|excellente?s?|joyeu(?:x|ses)|heureu(?:x|ses)|"
    "douces?|doux|agreables?|ensoleillee?s?|merveilleu(?:x|ses)|lumineuses?) "
    "(?:ete|automne|hiver|printemps|noel|fetes|vacances|conges|repos|rentree|semaine|dimanche|weekend|week-"
    "end|pont|"
    "paques|reprise|annee|fin (?:de |d')(?:annee|semaine|journee|matinee|apres-midi|ete|mois))"
    "(?: (?:de fin d'annee|de noel|de paques|20\\d\\d|(?:a )?(?:tous|toutes|vous|toi|toute l'equipe)|et|bien "
    "reposante?s?|ensoleillee?s?|au soleil))*",
    "prenez (?:bien )?soin de vous|prends (?:bien )?soin de toi|(?:je )?vous dis? (?:donc )?a (?:l'annee "
    "prochaine|la rentree|"
    "tres (?:vite|bientot)|bientot|lundi|demain)",
    "(?:reposez-vous|repose-toi|profitez|profite) (?:bien|en bien|bien (?:de|d')(?: "
    "?(?:vos|tes|ces|l'|ete|conges|vacances))*)",
};
const size_t words_courtesy_count = ARRAY_SIZE(words_courtesies);

/* Clauses of only such words are courtesy, when one of the first list is among them. */
const char words_courteous[] =
    " merci remercie remercions remerciement remerciements recu recue recus note notee parfait super genial "
    "top nickel dommage zut mince "
    "bravo felicitations content contente contents ravi ravie ravis rejouis rejouissons rejouit enchante "
    "enchantee heureux heureuse heureuses "
    "diffuse diffusee diffusons diffusion diffuser transmets transmis transmise transmettons transmettre "
    "relaie relayee relayons relayer "
    "partage partagee partageons partager affiche affichee affichons afficher regarde regardons regarder "
    "reviens revenons reviendrai reviendrons "
    "revenir previens prevenons informe informons appelle appelons etudie etudions etudier examine examinons "
    "consulte consultons verifie verifions verifier "
    "occupe occupons charge attend impeccable hate cordialement salutations amities journee soiree week-end "
    "bientot plaisir vois "
    "voyons suis bienvenue excellente "
    "excellent excellents felicite felicitons croise croisons nouvelle complete completons corrige "
    "propose proposons mets mettons contacte contactons contacter prends prenons panneau affichage ras "
    "corrigeons soumets soumettons soumettrai remets remettons remettrai refais refaisons referai "
    "attente tour utile utiles pratique pratiques appreciable enrichissant enrichissante "
    "passionnant "
    "passionnante instructif instructive agreable encourageant encourageante motivant motivante gentil "
    "gentille "
    "sympa apprecie apprecions appreciee felicite felicitez chouette ";
const char words_neutral[] =
    " a afin ai une ci c est sont etre reste restons au aux avec avons bien bon bonne bonnes ca ce cela ces "
    "cet "
    "cette "
    "chez comme d dans de deja demain des desormais dernier donc du elle en "
    "encore ensuite et eux eu faire fais faisons fait fin il ils j je jeudi jour jours l la le les leur "
    "leurs lui lundi m ma maintenant mardi matin attends attendons me mes "
    "mercredi mon nos notre nous on ou par pour prochain prochaine qu quand que qui rapidement reunion s "
    "sa "
    "samedi se semaine ses soir sommes son sont sous sur "
    "t te tes toi ton tous tout toute toutes tres tu un une va vais allons vendredi vers vite voila vos "
    "votre vous y apres avant midi aujourd hui heure "
    "accueil agence aide annonce association candidature candidatures chef "
    "collegue collegues confiance confirmation conseiller "
    "conseillere conseilleres conseillers contacts cv direction directeur directrice doigts dossier "
    "echange "
    "efficacite equipe equipes envoi evenement forum "
    "atelier gentillesse idee info information informations infos initiative interne intranet invitation "
    "jeune jeunes mail message mission missions locale "
    "locales offre offres opportunite partenaire partenaires partenariat poste profil profils rappel "
    "reactivite recherche rencontre reponse reponses reseau "
    "responsable responsables retour retours salle secretariat service services site soutien structure "
    "suite "
    "suites suivi tableau temps travail vigilance "
    "attentive attentivement attention concerne concernee concernes interesse interessee interesses "
    "precieux "
    "precieuse rapide rapides vif vivement beaucoup infiniment "
    "sincerement egalement aussi possible cote moment instant plus grand grande belle beau joli jolie "
    "vraiment tour debut cours elements element hierarchie petit petite clair claire modification "
    "modifications date horaire heure lieu adresse lecture lire part candidats contenu numero travail "
    "qualite "
    "changement demande documents document precisions precision explications ";

const char words_no_courtesy[] =
    " (?:ne|n'[a-z]+|pas|mais|oppos[a-z]+|s'oppos[a-z]+|refus[a-z]*|interdi[a-z]*|retrait|revocation|"
    "desistement|(?:l'|cet |son |leur |mon |notre "
    ")(?:accord|consentement|"
    "annulation)|(?<!au )(?<!le )plus(?! "
    "(?:tard|legere?|petite?|courte?|complete?|recente?|lisible|claire?)\\b)|si(?! "
    "(?:tard|vite|rapide|reacti|gentil|efficace|attenti|prompt|bien|bon))|pouvez|pourriez|retire[rsz]?(?! "
    "(?:l'|cette |votre "
    ")(?:annonce|offre|affich))|pourvue?s?|annulee?s?|embauchee?s?|"
    "recrutee?s?|effacee?s?|supprimee?s?|"
    "(?:pour|(?:fix|propos|organis|programm|cal)er|convenir d'|prevoir) ?(?:une? )?(?:entretien|rendez-vous|"
    "rencontre|essai)|(?:d'|a l')essai|"
    "est|sont|sera|seront|serons|serai|a ete|ont "
    "ete|viendr[a-z]+|venons|participer[a-z]+|absente?s?|(?<!je la )(?<!je le )(?<!je les "
    ")presente?s?|impossible|entretien prevu|(?<!prochain )(?<!prochains )rendez-vous|oui|non|a "
    "trouve|desiste|pourquoi|comment|quand(?! meme)|combien|ou)\\b";

const char words_never_courtesy[] =
    "\\bpar erreur\\b|\\bet (?:moi,? )?(?:je|nous|on|j'y|nous y|on y) (?:"
    "viens|vient|venons|viendr[a-z]+|participe|participons|m'inscris|ser(?:ai|ons|a) (?:la|present[a-z]*))\\b"
    "|\\b(?:lui|leur) (?:fai[st]|faisons|fer(?:ons|ai|a)) une (?:offre|proposition|promesse)\\b"
    "|\\b(?:mets?|mettons|mettrons|mettrai) (?:[a-z]+ )?a (?:votre |leur |sa "
    ")?disposition\\b|\\brefus(?:e|ons|ez|ent) d[e']|"
    /* complaints */
    "\\b(?:penibles?|deplai[a-z]+|mecontente?s?|inadmissibles?|inacceptables?|scandaleu[a-z]+|honteu[a-z]+|"
    "lamentables?|"
    "ras[- ]le[- ]bol|agac[a-z]+|lassante?s?|insupportables?|harcel[a-z]+|n'importe (?:quoi|qui)|(?:me|nous) "
    "plaindre|se moqu[a-z]+ "
    "d[ue]|perdre (?:mon|notre) temps|perdu (?:ma|mon|notre) (?:matinee|temps|journee)|(?:merci|bravo) pour "
    "rien|perds? patience|"
    "pourriez au moins|fatigants?|trois fois que|(?:parler|ecri[a-z]+|signaler|plaindre|remonter) (?:[a-z]+ "
    ")?a (?:votre|vos) "
    "(?:directeur|directrice|direction|responsable|hierarchie|siege|superieur)s?)\\b|"
    "\\b(?:embauch|recrut|engag)er(?:ai|ait|ais|ions|ons)\\b|"
    "^(?:je|on|nous) (?:la |le |l')(?:prends?|prenons|embauch|recrut|gard|engag)[a-z]* (?:[a-z]+ "
    ")?(?:si|s'il|s'elle|"
    "quand|des|apres)\\b|"
    "^j'accompagne (?:une?|deux|trois|\\d+|nos|mes|les) ";
