/* Phrases about the erasure of a CV: done, or not everywhere. */
#include "words_phrases.h"

#define CV_OBJECT                                                                                            \
	"(?:(?:le|la|les|ce|cette|son|leur|sa|ses|tous les|toutes les|tout le|notre) "                       \
	")?(?:cv|c\\.v\\.|curriculum|document|documents|"                                                    \
	"donnees|informations|dossier|candidature|fichier|fichiers|piece jointe|pieces "                     \
	"jointes|pj|copies?|exemplaires?)"
#define MESSAGE "(?:(?:le|ce|votre) (?:message|mail|courriel))"
/* The message and the CV beside it. */
#define MESSAGE_AND "(?:(?:(?:le|ce|votre|les) )?(?:messages?|mails?|courriels?) (?:et|ainsi que|avec) )"
#define ALSO	    "(?:(?:lui|elle|eux|elles) )?(?:aussi|egalement)"
#define BELIEVED                                                                                             \
	"(?!.*\\b(?:offre|annonce|poste|rendez-vous|ce soir|demain|prochaine?|bientot|avant|des que)\\b)"    \
	"(?:(?:.*\\b)?(?:normalement|logiquement|a priori|en principe|sans doute|probablement|surement|"     \
	"(?:je|on|nous) (?:pense|pensons|crois|croit|croyons)|il me semble|doit|doivent|a "                  \
	"du|devrait|devraient)\\b.*"                                                                         \
	"\\b(?:efface|supprime|detruit|jete)e?s?\\b|(?:c'est )?(?:efface|supprime|detruit|jete)e?s? "        \
	"(?:normalement|logiquement|a priori|en principe|sans doute|probablement|je (?:crois|pense))$)"

static const struct phrase rows[] = {
    {ACT_ERASED, BEARS(GUARD_NEGATION),
     "(?:(?:on|nous|je) (?:ne )?(?:l'a|l'ai|l'avons|les a|les ai|les avons)|j'ai|on a|nous avons) plus(?: "
     "(?:ce|le|son) cv| en notre possession| du tout)*$"},
    {ACT_ERASED, 0,
     "" WE " ?(?:avons|ai|a)" ADV " (?:efface|supprime|detruit|jete|vire|enleve) (?:le|votre|ce|son) "
     "(?:message|mail|courriel) (?:et|ainsi que|avec) (?:le|son|ce) cv"},
    {ACT_ERASED, 0,
     "(?:le |ce )?(?:message|mail|courriel) (?:est |a ete "
     "|sont |"
     "ont ete )?" ADV " ?(?:efface|supprime|detruit)(?:e?s?)(?: .{0,20})?$"},
    {ACT_ERASED, 0,
     "(?:(?:pardon|oui|ok|voila) )*(?:c'est |tout est |tout a ete |ca a ete )?" ADV
     " ?(?:effacee?s?|supprimee?s?|detruite?s?|jetee?s?|viree?s?)(?: de .*| des .*| du .*| hier| ce matin| "
     "ce jour| le (?=\\d).{1,40}| en (?=octobre|novembre|decembre|septembre).{1,40}| "
     "chez (?:nous|moi)(?: (?:depuis|aussi) .{1,40})?| (?:de|pour) (?:notre|mon|ma) (?:cote|part)| "
     "aujourd'hui| partout| "
     "definitivement| depuis .*| a l'instant| merci.*| (?:bonne (?:journee|soiree)|bon "
     "week-end|cordialement|desolee?).*|)$"},
    {ACT_ERASED, 0,
     MESSAGE_AND
     "?" CV_OBJECT "(?: papier)? (?:est|sont|a fini|ont fini|est partie?|est passee?|(?:a|ont) ete "
     "(?:mise?s?|jetee?s?|viree?s?|"
     "passee?s?))? ?" ADV
     " ?(?:a la poubelle|(?:a|dans) (?:la|le) (?:broyeuse?|broyeur|destructeur)|broyee?s?)(?: .{0,20})?$"},
    {ACT_ERASED, 0,
     "(?:" WE " ?)?(?:l'|les )?(?:avons|ai|a)" ADV " (?:mise?s? a la poubelle|(?:passee?s? (?:a|dans) "
     "(?:la|le) )?(?:broye(?:e?s?|use|ur)|destructeur))\\b"},
    {ACT_ERASED, BEARS(GUARD_WISH),
     "(?:(?:" WE " ?)?(?:avons|ai|a)|bien|c'est)?" ADV
     " ?(?:recu|note|lu|vu|traite|pris (?:bonne )?(?:en compte|note|connaissance)) ?(?:[a-z']+ ){0,4}et "
     "(?:(?:donc|bien|aussitot|tout|j'ai|nous avons|ai|avons) )*(?:efface|supprime|detruit|jete)e?s?\\b"
     "(?! (?:(?:votre|le|la|ce|notre|un) |l')(?:poste|offre|annonce|mauvais))"},
    {ACT_ERASED, BEARS(GUARD_NEGATION),
     "(?:et )?(?:rien|aucune? (?:copie|trace|exemplaire|donnee)) (?:n'(?:est|a ete) )?(?:conservee?|gardee?)"
     "(?: .{0,30})?$"},
    {ACT_ERASED, 0,
     "" CV_OBJECT
     "(?: de [a-z' -]{2,40})?(?: recus?)?(?: et (?:le|son|ses|les) [a-z' -]{2,30})? (?:est|sont|a ete|ont "
     "ete|a bien ete|ont bien ete|a deja ete|n'est plus|vient d'etre|viennent d'etre)?" ADV
     " ?(?:effacee?s?|supprimee?s?|detruite?s?|jetee?s?|viree?s?|retiree?s? d(?:e|es|u) "
     "(?:(?:notre|nos|ma|mes|la|le|les) )?"
     "(?:bases?|fichiers?|vivier|logiciels?|messagerie|dossiers?|serveurs?|systemes?))"},
    {ACT_ERASED, 0,
     "(?:" WE " ?)?(?:l'|les )?(?:avons|ai|a|l'ai|l'avons|l'a)" ADV
     " (?:effacee?s?|supprimee?s?|detruite?s?|jetee?s?|viree?s?)\\b" ADV "(?: " CV_OBJECT
     "| le$| la$| l'ensemble.*| tout.*| de .*| hier.*| ce .*| aujourd.*| son .*| et .*| des .*| du .*|)(?! "
     "(?:(?:votre|le|la|ce|son|notre|un) |l')(?:mail|message|courriel|e-mail|poste|offre|annonce|mauvais))"},
    {ACT_ERASED, 0,
     WE " ?(?:l'|les )(?:avions|avais|avait)" ADV
	" (?:effacee?s?|supprimee?s?|detruite?s?|jetee?s?)(?:$| (?:et|des|le|la "
	"semaine|en|depuis|hier|avant-hier|il y a|lundi|mardi|mercredi|"
	"jeudi|vendredi|ce matin|ce jour)\\b)|" WE " ?(?:avions|avais|avait)" ADV
	" (?:effacee?s?|supprimee?s?|detruite?s?|jetee?s?) " CV_OBJECT "\\b"},
    {ACT_ERASED, 0,
     "(?=(?:par la presente,? )?" WE " (?:vous )?(?:confirm|attest|certifi)(?:e|ons) (?:bien |donc "
     ")?(?:l'effacement|la (?:suppression|destruction))"
     "(?: (?:definiti(?:f|ve)|comple(?:t|te)|totale?))? (?:de|du|des)\\b)[a-z']+"},
    /* long since */
    {ACT_ERASED, BEARS(GUARD_QUOTE),
     "(?!.*\\b(?:site|annonce|offre|poste|mais|avant "
     "(?:que|d'))\\b)(?:c'etait|(?:il|elle|tout|cela|ca|" CV_OBJECT
     ") (?:etait|etaient|avait ete|avaient ete)) (?:bien )?(?:deja|depuis longtemps) (?:bien |tout )?"
     "(?:effacee?s?|supprimee?s?|detruite?s?|jetee?s?)(?: (?:depuis|le \\d|hier|la semaine|en|de "
     "(?:notre|nos|mon|ma|mes|"
     "chez)|des|chez nous|merci|desolee?s?)\\b.*|)$"},
    /* as the writer believes: erased, and not certain */
    {ACT_ERASED, BEARS(GUARD_DOUBT) | BEARS(GUARD_WISH), BELIEVED},
    {ACT_UNCHECKED, BEARS(GUARD_DOUBT) | BEARS(GUARD_WISH), BELIEVED},
    {ACT_UNCHECKED, BEARS(GUARD_DOUBT),
     "(?:enfin |du moins )?(?:(?:je|on|nous) (?:crois|croit|pense|pensons)|il me semble)$"},
    {ACT_UNCHECKED, 0,
     "(?:mais |donc |et )?(?:je|nous|on) (?:(?:le |la |les |l'|re)?(?:verifi(?:e|ons)|control(?:e|ons))|m'en "
     "assure)(?: (?:ca|cela|"
     "aupres|avec|demain|lundi|quand meme|tout de meme|aussitot|ce point)\\b.*|)$"},
    {ACT_KEPT, 0, "(?:(?:il|elle) )?(?:est |a )?(?:reapparue?s?|revenue?s?|ressortie?s?)\\b"},
    {ACT_ERASED, 0,
     "(?:" WE " ?)?(?:viens|venons|vient) (?:bien )?(?:de l'|de le |de la |de les |d'|de tout |de "
     ")(?:effacer|supprimer|detruire)(?: " CV_OBJECT "|.* cv.*|)"},
    {ACT_ERASED, 0,
     "(?:suppression|effacement|destruction) (?:du|des|de) (?:son |ses |la |le |l'|ce "
     ")?(?:cv|donnees|dossier|documents?|candidature)"
     "(?!.*\\b(?:demand|prevu|impossible|refus|a venir|svp|merci de))"},
    {ACT_ERASED, 0,
     "(?:l'|la )?(?:suppression|effacement|destruction)(?: (?:definiti(?:f|ve)|comple(?:t|te)|totale?))?(?: "
     "d[eu] [a-z' "
     "]{2,25})? (?:est |a ete |bien "
     ")*(?:faite?|effectuee?|realisee?|ok|terminee?)"},
    {ACT_ERASED, BEARS(GUARD_NEGATION),
     "" WE
     " ?(?:n'avons|n'ai|n'a|ne l'avons|ne l'ai|ne l'a) (?:plus (?:(?:du tout )?(?:ce|le|son|de|aucun|son) ?"
     "(?:cv|document|dossier|fichier)|$)|(?:pas|jamais) (?:conserve|garde)(?! copie de "
     "tout)|(?:plus|conserve|garde) "
     "aucune? .*)"},
    {ACT_ERASED, BEARS(GUARD_NEGATION),
     "" WE " ?(?:n'(?:en )?(?:avons|ai|a)|avons|ai|a) (?:(?:conserve|garde) aucune? "
     "(?:copie|trace|exemplaire|donnee)|"
     "rien (?:conserve|garde))"},
    /* what is done with it instead */
    {ACT_KEPT, BEARS(GUARD_PART),
     WE " (?:l'|le |la |les )(?:gard|conserv|class|archiv|stock|enregistr|ajout|partag|diffus|transfer)"
	"(?:e|ons)\\b|" WE " (?:l'|le |la |les )(?:mets?|mettons) de cote\\b|" WE
	" (?:le |la |les )(?:transmets?|transmettons|passe|passons|(?:fai[st]|faisons) suivre)\\b"},
    {ACT_KEPT, BEARS(GUARD_PART) | BEARS(GUARD_NEGATION),
     "(?:(?:il|elle|" CV_OBJECT
     ") )?(?:reste|restent)(?: encore| toujours)? (?:dans|sur|chez|en copie)\\b.*"},
    {ACT_KEPT, BEARS(GUARD_PART) | BEARS(GUARD_NEGATION),
     "(?:mais |sauf )?pas (?:de (?:la|ma|celle)|du|des|aux?|a l|dans|sur|chez|encore|celle|celui|(?:le|son) "
     "cv|le "
     "papier|tous|tout|partout)\\b"},
    {ACT_KEPT, BEARS(GUARD_PART) | BEARS(GUARD_DOUBT) | BEARS(GUARD_WISH),
     ".*\\b(?:l'|les )(?:a|ont|ai|avons) (?:(?:peut-etre|sans doute|probablement|surement) "
     ")?(?:encore|toujours)\\b"},
    /* others received it as well */
    {ACT_KEPT, BEARS(GUARD_PART),
     ".*(?<!\\bon )\\b(?:l'|les )(?:a|ont|avait|avaient) (?:" ALSO
     "(?: (?:recue?s?|eue?s?)\\b|$| (?:et|car|donc|sur|dans|en)\\b)|(?:recue?s?|eue?s?) " ALSO ")"},
    {ACT_UNCHECKED, BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE),
     WE " (?:vais |allons )?(?:demander?|demandons|voi[rst]|voyons|contacter?|contactons) "
	".*\\b(?:sauvegardes?|serveurs?|"
	"archives?|informatique|dsi|copies?)\\b"},
    {ACT_KEPT, BEARS(GUARD_PART),
     "(?:il )?reste(?:nt)? (?:encore |juste |plus que )*(?:les? |la |l'|une? )(?:version |copie "
     ")?(?:papiers?|imprimee?s?|copies?|"
     "exemplaires?|impressions?|mails?|original)\\b"},
    {ACT_KEPT, BEARS(GUARD_PART),
     ".*\\b(?:a|ont|ai|avons|garde|gardons)(?: encore| toujours)? (?:la|une|le|sa|son|des|les|l')(?: "
     "?(?:cv|version|copie|feuille|exemplaire|fiche|dossier))* (?:papier|imprimee?s?)\\b"},
    {ACT_KEPT, 0,
     "(?:.*\\b)?(?:l'|les )(?:ai|avons|a|ont) "
     "(?:retrouve|recupere|restaure)e?s?\\b|.*\\b(?:viens|venons|vient) de (?:l'|le |la |les "
     ")?(?:retrouver|recuperer)\\b"},
    {ACT_KEPT, BEARS(GUARD_PART) | BEARS(GUARD_FUTURE),
     ".*\\b(?:" CV_OBJECT "|il|elle|ils|elles) (?:reste|restent|restera|resteront|figure|figurent)"
     "(?: encore| toujours)? (?:dans|sur|en "
     "(?:archives?|copie|base|sauvegarde)|chez|archivee?s?|enregistree?s?)\\b"},
    {ACT_KEPT, BEARS(GUARD_PART),
     "(?:" CV_OBJECT "(?: papier| imprimee?s?)?|il|elle|ils|elles) (?:est|sont) "
     "(?:(?:enregistre|sauvegarde|archive|stocke|conserve|classe|range|affiche|punaise|accroche|photocopie|"
     "imprime)e?s? )?(?:quelque part|dans|sur|chez)\\b(?! (?:la |notre |ma |l'|nos )?"
     "(?:corbeille|poubelle|equipes?|effectifs?))"},
    {ACT_UNCHECKED, BEARS(GUARD_NEGATION) | BEARS(GUARD_CONDITION),
     "(?:par contre )?(?:je|on|nous) (?:ne )?(?:sais|sait|savons) pas (?:pour|si|chez|ce qu)\\b"},
    {ACT_UNCHECKED, BEARS(GUARD_WISH),
     "(?:et )?(?:faut[- ]il|dois[- ]je|doit[- ]on|devons[- ]nous|est-ce (?:que je dois|qu'il faut))(?: "
     "aussi| egalement)? "
     "(?:le |la |les )?(?:effacer|supprimer|detruire|jeter)\\b"},
    {ACT_UNCHECKED, BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH),
     "(?:.*\\b)?(?:dois|doit|doivent|devons|reste a|restent a)(?: encore| aussi| egalement)? "
     "(?:l'|le |la |les )?(?:faire|effacer|supprimer|detruire|jeter|retirer)\\b"},
    {ACT_UNCHECKED, BEARS(GUARD_FUTURE) | BEARS(GUARD_CONDITION) | BEARS(GUARD_WISH),
     WE " (?:vais |allons |dois |devons |doit )?(?:encore |aussi )?(?:verifie|verifions|verifier) (?:encore "
	"|aussi )?(?:avec|aupres|chez|si|s'il)\\b"},
    {ACT_UNCHECKED, BEARS(GUARD_NEGATION) | BEARS(GUARD_DOUBT) | BEARS(GUARD_CONDITION),
     "(?:et )?(?:je (?:ne )?suis|nous (?:ne )?sommes|on (?:n')?est) pas (?:tout a fait |vraiment "
     ")?(?:sure?s?|certaine?s?)\\b"},
    {ACT_KEPT, BEARS(GUARD_PART) | BEARS(GUARD_QUOTE),
     ".*\\b(?:est|sont|etait|etaient) " ALSO " (?:destinataires?|en copie|dans la boucle)\\b"},
    {ACT_KEPT, BEARS(GUARD_PART),
     ".*\\b(?:" CV_OBJECT "|il|elle|ils|elles) (?:est|sont) (?:" ALSO
     "|encore|toujours) (?:dans|sur|chez|en|present|la\\b)"},
    {ACT_KEPT, BEARS(GUARD_PART) | BEARS(GUARD_WISH) | BEARS(GUARD_DOUBT) | BEARS(GUARD_FUTURE),
     ".*\\b(?:en "
     ")?(?:reste|restent|restera|resteront|existe|existent|subsiste|subsistent|(?:doit|peut|devrait|pourrait)"
     "(?: "
     "encore)? (?:en )?(?:rester|exister|subsister|trainer))(?: encore| toujours| peut-etre| sans doute)? "
     "(?:une|des|la|sa|leur|un) "
     "(?:copie|trace|exemplaire|version|impression)s?\\b"},
    {ACT_KEPT, BEARS(GUARD_PART),
     ".*\\b(?:garde|gardons|gardent|conserve|conservons|conservent)(?: encore| toujours)? "
     "(?:une|un|des|sa|leur|la) "
     "(?:copie|trace|exemplaire|version|impression)s?\\b"},
    {ACT_KEPT, BEARS(GUARD_QUOTE),
     "(?:.*\\b)?(?:" CV_OBJECT "|" MESSAGE
     "|il|elle|ils|elles)(?: recus?)? (?:a|ont|avait|avaient) (?:bien |deja |aussi |malheureusement )*ete "
     "(?:transmis|transfere|envoye|imprime|partage|diffuse|communique|donne|enregistre|archive|stocke|"
     "integre|importe|copie|saisi|sauvegarde)(?:e?s?)\\b"},
    {ACT_KEPT, BEARS(GUARD_PART),
     ".*\\b(?:en (?:a|ont|ai|avons)|(?:a|ont|ai|avons)(?: (?:encore|toujours|aussi|egalement|garde|conserve|"
     "imprime|fait))+) (?:une?|des|sa|leur|la|le|son)(?: autre)? "
     "(?:copie|exemplaire|version|impression)s?\\b"},
    {ACT_KEPT, BEARS(GUARD_NEGATION),
     ".*\\bpas (?:la main|les droits|l'habilitation|le droit|acces|les acces|autorisee?s?)\\b"},
    {ACT_KEPT, BEARS(GUARD_QUOTE) | BEARS(GUARD_DOUBT) | BEARS(GUARD_WISH),
     "(?:.*\\b)?(?:l'|les )(?:avais|avions|avait|avaient|ai|avons|a|ont) (?:bien |deja |aussi |peut-etre "
     "|sans doute |"
     "egalement "
     ")*(?:transfere|transmis|envoye|donne|remis|imprime|partage|enregistre|communique|garde|conserve|"
     "affiche|"
     "fait (?:passer|suivre))"
     "(?:e?s?)\\b"},
    {ACT_KEPT, 0,
     "(?:.*\\b)?(?:(?:le|la|une|un) (?:version |exemplaire |double "
     ")?(?:papier|copie|original|double|impression)) "
     "(?:est|se trouve|traine)(?: encore| toujours)? (?:chez|dans|sur|au|a)\\b(?! la (?:poubelle|broyeuse))"},
    {ACT_UNCHECKED, BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE) | BEARS(GUARD_CONDITION),
     ".*\\b(?:en faire autant|fass?(?:e|ent|iez) (?:autant|pareil|de meme|la meme chose)|"
     "(?:de |d')(?:le |la |les |l')?(?:effacer|supprimer|detruire) (?:aussi|egalement)|"
     "voir (?:aussi |egalement )?avec)\\b"},
    {ACT_KEPT, BEARS(GUARD_DOUBT) | BEARS(GUARD_WISH), ".*\\b(?:traine[rt]?|trainent)\\b"},
    {ACT_ERASED, 0,
     "(?=" WE " ?(?:avons|ai|a)" ADV
     " procede a (?:la |l'|sa )(?:suppression|effacement|destruction)\\b)[a-z']+"},
    {ACT_DONE, 0, "c'est chose faite"},
    {ACT_ERASED, 0,
     "(?:je|nous|on) (?:vous )?(?:confirme|confirmons) (?:bien |donc )?(?:la |l'|sa )(?:bonne "
     ")?(?:suppression|effacement|destruction)"},
    {ACT_DONE, 0,
     "(?:(?:voila |ca y est )?(?:c'est|cela a ete|ca a ete|chose|tout est|voila c'est) ?" ADV
     " ?(?:fait|faite|en ordre|regle)|fait|effectuee?|le necessaire (?:est|a ete)" ADV
     " (?:fait|effectue)|" WE " ?(?:avons|ai|a)" ADV
     " fait le necessaire|(?:je viens|nous venons) de (?:le )?faire(?: le "
     "necessaire)?)(?: ce .*| hier.*| aujourd'hui.*| a l'instant| depuis .*| merci.*| le .*| "
     "par (?:(?:notre|nos|mon|ma|mes|le|la) |l').{2,40}| pour (?:ma|notre) part| de (?:mon|notre) cote| chez "
     "(?:moi|nous)|(?: egalement| aussi)? cote [a-z' "
     "]{2,20}| (?:bonne (?:journee|soiree)|bon "
     "week-end|cordialement|desolee?).*|)$"},
};
const struct phrase_table words_about_erasure = {rows, ARRAY_SIZE(rows)};
