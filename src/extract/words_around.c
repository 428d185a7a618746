/* Words around the phrases: guards, leads and tails, questions, absences. */
#include "words_phrases.h"

/* Names that end like verbs in the future. */
#define NAMES_LIKE_VERBS                                                                                     \
	"(?:[a-z]*(?<!rep)(?<!ep)andra|[kl]endra|sondra|indra|sidra|[a-z]+eira|[a-z]*(?:herr|barr|cabr|"     \
	"carr|aguil|riv|rib|olv|oliv|fig)era|(?:"                                                            \
	"sam|zah|mo?un|nass?|naz|nadh?|tah|ba[cs]h|s?[cs]hak|sa(?:f|ph)|djah|d?jam|yam|khad|souh|zouh|sab|"  \
	"kab|mah|ind|elm|elv|edelm|palm|yad|tham|bass|mouns|moubash|houd|cha?h|s[hk]ah|nouh|naj|khab|nahh?|" \
	"zak|az|amb|taf|tam|wah|wad)ira|demetra|dimitra|ele[ck]tra|aura(?= "                                 \
	"(?:a|est|retire|n'a|n'est)\\b))\\b"

const char *const words_guards[GUARD_COUNT] = {
    [GUARD_NEGATION] =
	"\\b(?:ne|n'[a-z]+|pas|(?<!de )plus|jamais|aucune?s?|ni|rien|(?<!la )(?<!une )(?<!cette "
	")(?<!autre )(?<!bonne )(?<!\\d )personne|sans(?! (?:(?:la |le |les "
	"|l')?(?:lire|lue?|ouvrir|ouverte?|consulter|regarder|telecharger)\\b|faute|probleme|souci|hesit|"
	"doute|aucun|delai|plus attendre))|(?<!et )(?<!plutot que )non|"
	"(?<=et )non(?! (?:le |plus le |lundi|mardi|mercredi|jeudi|vendredi|samedi|a \\d|\\d)))\\b",
    [GUARD_CONDITION] =
	"\\b(?:(?<!dis moi )(?<!dites-moi )(?<!savoir )(?<!me dire )(?<!meme )"
	"si(?! "
	"(?:possible|besoin|necessaire|tard|vite|rapidement|tot|longtemps|gentille?s?|peu|"
	/* politeness: "si c'est encore possible", "si cela vous convient" */
	"(?:c'est|ce n'est pas|cela est|ca reste) (?:[a-z]+ ){0,2}(?:possible|bon|ok|trop "
	"tard|faisable)|(?:ca|cela) (?:vous |te )?(?:va|convient|est possible)|"
	"vous (?:le (?:voulez|souhaitez|permettez)|voulez bien|permettez|(?:nous|me|les) compt(?:ez|iez)|"
	"etes (?:ok|d'accord)|"
	"n'y voyez)|il (?:reste|y a) (?:[a-z]+ ){0,2}(?:places?|de la place))"
	"\\b)|s'ils?(?! (?:faut|fallait|faudra|faudrait)\\b)|s'elles?|a "
	"condition|sous reserve|pas sans|sauf(?! erreur)|hormis|excepte|a l'exception|en dehors d|a moins|au "
	"cas|en cas|dans le cas|sinon (?:je|j'[a-z]+|nous|on)|sans "
	"(?:nouvelles?|reponse|retour)\\b(?=.*[a-z]r(?:ons|ai|a) )|"
	"sous condition|deja repondu(?!.*\\b(?:efface|supprime|detruit)e?s?\\b)|(?<!desole )(?<!desolee "
	")(?<!desoles )(?<!merci )(?<!dommage "
	")(?<!invitation )mais pas (?!reten|pris|selec|embau|recru|conclu)[a-z-]+$|pourvu qu[e']|a "
	"defaut|quitte a)\\b",
    [GUARD_FUTURE] =
	"\\b(?!(?:retirons|desirons|tirons|esperons|gerons|liberons|preferons|reperons|considerons|"
	"suggerons|recuperons|cooperons|ouvrons|livrons|couvrons|offrons|rencontrons|rencontra|montrons|"
	"entrons|rentrons|filtrons|camera|opera)\\b|" NAMES_LIKE_VERBS
	")(?:sera|seront|serai|serons|aura|auront|aurai|aurons|va|"
	"vont|vais|allons|"
	"prochainement|bientot|sous "
	"peu|incessamment|[a-z]{3,}(?:era|eront|erai|erons|ira|iront|irai|irons|dra|dront|drai|"
	"drons|tra|tront|trai|trons|vra|vront|vrai|vrons)|des qu[e']|lorsqu[e']|aussitot qu[e']|tant "
	"qu[e']|quand(?! meme)|une fois)\\b",
    [GUARD_DOUBT] = "\\b(?:il se peut|risqu(?:e|ons|ent)|failli|tente de|essaye de|peut-etre|peut "
		    "etre|probablement|sans doute|je pense|je "
		    "crois|on pense|on "
		    "croit|nous pensons|normalement|a priori|en "
		    "principe|eventuellement|semble|semblerait|parait|presque|quasi[a-z]*|pas sure?s?|pas "
		    "certaine?s?|en cours|en attente|a confirmer|en bonne voie|sur le "
		    "point|devrait|devraient|devrions|devrais|pourrait|pourraient|serait|seraient|aurait|"
		    "auraient|possible|hesit[a-z]+)\\b",
    [GUARD_PART] =
	"\\b(?:une? (?:(?:poste|place) (?:est|a ete|vient)|des|de (?:mes|nos|ses|ces))|l'une? "
	"(?:des|de)|une? seule?|(?<!quelqu')une? (?:poste |place "
	")?sur|sur (?:les |nos )?(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\\d+\\b(?! h))|en "
	"partie|une (?:grande |bonne )?partie|partiellement|provisoirement|temporairement|pourvue?s? "
	"jusqu'|il (?:en )?reste|reste|restent|moitie|certaine?s|quelques|plusieurs(?! "
	"(?:sms|relances?|appels|recherches|mails|messages|jours|semaines|mois|tentatives|essais)\\b)|le "
	"premier|la premiere|le second|la seconde|le deuxieme|la deuxieme|l'autre poste|encore une?)\\b",
    [GUARD_WISH] =
	"\\b(?:souhait[a-z]*|voudr[a-z]*|voul[a-z]*|veu[xt]|veulent|aimer(?:ai|ion|ais|ions)[a-z]*|proposer|"
	"propose-|pouv[a-z]*|pourr[a-z]*|peu[xt]|envisag[a-z]*|prevoy[a-z]*|prevoi[a-z]*|devons|devez|doi[ts]"
	"|doivent|faut|faudr[a-z]*|faudrait|compte|comptons|esper[a-z]*|cherch[a-z]*|attend[sre]*|attendons|"
	"merci de|merci d'|veuillez|priere|faire|afin|pour que|avant d[e']|ete demande|"
	"(?<!votre )(?<!comme )(?<!la )(?<!sa )(?<!cette )(?<!ta )(?<!de )demande)\\b",
    [GUARD_QUOTE] = "\\b(?:vous (?:disiez|m'aviez|nous aviez|aviez|dites|m'avez dit|nous avez "
		    "dit|ecriviez|avez ecrit|annonciez)|il parait|on m'a dit|on nous a dit|j'ai entendu|nous "
		    "avons entendu|je croyais|nous pensions|je pensais|selon|d'apres|j'imagine|je suppose|la "
		    "candidate dit|le candidat dit|dit qu[e']|appris qu[e']|disait|pretend|parait "
		    "que|apparemment|contrairement|faux|erreur|par erreur|avant|auparavant|etait|etaient)\\b",
};

const char words_lead[] =
    "^(?:(?:(?:(?:merci de|veuillez|je vous prie de|nous vous prions de|vous pouvez) )?(?:bien vouloir "
    ")?(?:notez|noter|prendre "
    "note) (?:bien )?(?:que |qu')|(?:[a-z'-]+ ){1,3}(?:m'a|nous a|m'ont|nous ont|a|ont|vient de (?:m'|nous "
    ")?) "
    "?(?:appelee?s?|contactee?s?|"
    "telephone|appeler|ecrit|laisse un message|envoye un (?:message|mail|sms)) (?:pour|afin de) (?:nous |me "
    "|m')?"
    "(?:dire|informer|prevenir|signaler|annoncer|indiquer|expliquer) (?:que "
    "|qu')|bonjour|merci|desolee?s?|malheureusement|en fait|finalement|bon|alors|donc|voila|ca y est|c'est "
    "ok|(?:le "
    ")?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi)|(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi) "
    ")?\\d{1,2}(?: [a-z]{3,9})?)(?= (?:nous|je|on)\\b)|"
    "pour information|(?:je|on|nous) (?:l'|les )(?:ai|avons|a) "
    "(?:eue?s?|vue?s?|appelee?s?|contactee?s?|jointe?s?|rencontree?s?|interrogee?s?)(?: (?:au "
    "tel(?:ephone)?|par "
    "(?:tel(?:ephone)?|mail|sms)|en (?:rdv|rendez-vous)|ce (?:matin|midi|jour|soir)|hier|aujourd'hui|"
    "lundi|mardi|mercredi|jeudi|vendredi))+(?= (?:il|elle|ils|elles) )|(?:j'ai|nous avons|on a) "
    "(?:finalement )?change d'avis|c'est (?:avec|a) (?:[a-z]+ "
    "){1,3}qu[e'] ?|contre toute attente|bonne "
    "nouvelle|helas|effectivement|en effet|de notre cote|de mon cote|pour ma "
    "part|pour notre part|a priori|en principe|normalement|logiquement|a ce jour|suite a l'entretien|suite a "
    "notre entretien|apres l'entretien|apres "
    "entretien|(?:d'apres|selon|suivant) ce qu[e'] ?(?:il|elle)? ?(?:[a-z']+ "
    "){1,3}(?:dit|appris|ecrit|explique|"
    "rapporte)(?: (?:au|par|ce|hier|en) ?[a-z]*)*|apres reflexion|apres etude|apres "
    "examen|et|mais|car|oui|ok|non(?= "
    "(?:nous|je|on|ce|le|la|il|elle)\\b| c')|c'est bon|comme|puisque|"
    "(?:[a-z'-]+ ){1,3}(?:m'a|nous a|m'ont|nous ont|vient de (?:m'|nous |me )) "
    "?(?:dit|dire|appris|apprendre|expliquer?|"
    "indiquer?|signaler?|informee?s?|annoncer?|prevenue?s?|confirmer?|ecrit|repondu)(?: (?:ce matin|hier|par "
    "telephone|"
    "par mail|par sms|ce jour))? (?:que |qu')|"
    "(?:je|nous|on|c'est)(?: [a-z']+){0,4} "
    "(?:dire|informer|signaler|confirmer|annoncer|prevenir|preciser|indiquer) (?:que "
    "|qu')|(?:apres|avec|suite a|suite au|de|depuis|a|au|pour|dans|cette|ce|en|conformement a|en raison "
    "d[eu]|en raison "
    "des|vu|compte tenu d[eu]|malgre|grace a)(?: "
    "[a-z'-]+){1,6}? (?=(?:nous|je|on|il|elle|(?:le|la|les|l'|notre|mon|ce|cette|son|sa) ?[a-z]+ "
    "(?:est|sont|a|ont|vient|n'est|ne)|(?:le|la|ce|cette) jeune |"
    "[a-z-]{3,20} (?:a )?(?:retire|revoque) (?:son|l')|"
    "le poste|l'offre|la place|le cv|son cv|les donnees|le forum|la visite|l'atelier|la reunion|c'est)\\b)|"
    "(?:je|nous|on) (?:vous "
    "|t')?(?:informe|informons|confirme|confirmons|signale|signalons|annonce|annoncons|"
    "indique|indiquons|precise|precisons|fais savoir|faisons savoir|previens|prevenons|fais part|ecris pour "
    "vous dire|ecris pour vous informer|apprends|ai le plaisir de vous (?:informer|annoncer)|avons le "
    "plaisir de vous (?:informer|annoncer)|suis au regret de vous (?:informer|annoncer)|sommes au regret de "
    "vous (?:informer|annoncer)|regrette|regrettons)"
    "(?: donc| bien| par la presente)? (?:que|du fait que|de ce que) ?|(?:je|nous) (?:vous "
    ")?(?:informe|informons|signale|signalons|confirme|confirmons) qu'|sachez qu?e? ?'?)[ ,:]*)*";

const char words_tail[] =
    "^(?:[ "
    ",.:]*(?:merci|nouvel|nouvelle|cet|maintenant|aujourd'hui|hier|depuis|lundi|mardi|mercredi|jeudi|"
    "vendredi|samedi|desormais|"
    "le|la|"
    "ce|cette|semaine|matin|apres-midi|soir|jour|jours|jour-ci|les|du|de|a|au|en|et|pour|avec|nous|bien|tout|"
    "tous|toutes|"
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|derniere?|"
    "prochaine?|1er|"
    "beaucoup|d'avance|svp|grand|mon|bonne|journee|soiree|cordialement|desolee?s?|volontiers|avec|plaisir|"
    "malheureusement|helas|finalement|donc|sans|faute|"
    "liberer|cote|pouvoir|sure?|participera|participeront|viendra|viendront|seront|participent|viennent|"
    "seule?s?|accompagnee?s?|chez|"
    "ml|notre|tour|accueil|"
    "service|equipe|"
    "venir|etre|presente?s?|participer|participe|assister|disponibles?|dispo|y|votre|notre|nos|vos|"
    "invitation|l'invitation|evenement|l'evenement|"
    "l'atelier|atelier|forum|visite|reunion|date|jour-la|que|qui|on|interessee?s?|inscrite?s?|motivee?s?|"
    "participation|presence|venue|inscription|"
    "mission|locale|structure|une?|deux|groupe|possible|cette-fois|fois|fois-ci|des|aux|l'offre|offres|"
    "annonce|l'annonce|fichiers|dossiers|boite|boites|base|"
    "copies|copie|mail|message|messagerie|ordinateur|sa|son|ses|accord|consentement|pour|moi|fait|faite|soit|"
    "diffusee?|transmise?|envoyee?|partagee?|circule|utilisee?|"
    "jeunes?|places?|personnes?|participants?|entre-temps|temps|postes?|offre|l'offre|cv|definitivement|"
    "partout|cdi|cdd|entretien|\\d{1,2}(?:/\\d{1,2}(?:/\\d{2,4})?)?))*[ ,.:]*$";

#define WHAT_TO_DO                                                                                           \
	"(?:renouvel|prolong|clotur|ferm|retir|effac|supprim|valid|confirm|repond|reponse|faire|fai[st]|"    \
	"fonctionn|"                                                                                         \
	"march|inscri|cliqu|ouvr|signal|modifi|annul|proced|envo|dir)"

/* A question may stand at the end, as people speak: "je fais comment pour clôturer". */
const char words_questions[] =
    "\\b(?:c'est|il est) (?:quel(?:le)?s?|lequel|laquelle|comment|quoi|ou(?= (?:que|qu'|pour)|$))(?![a-z])|"
    "\\b(?:je|on|nous|tu|vous) (?!(?:ne )?(?:sa|vo))(?:[a-z']+ ){1,2}?(?:l[ea]s? |l')?(?:[a-z]+ "
    ")?(?:comment|quoi|ou)(?: pour\\b|$)|"
    "\\b(?:faut|dois|doit|devons|peut|peux|pouvons) (?:[a-z']+ ){1,2}(?:comment|quoi|ou(?= "
    "(?:pour|$)))\\b(?: pour\\b|$)|"
    "\\b(?:sai[st]|savons|trouve|trouvons|vois|voit|comprends?|comprenons) (?:pas|plus) (?:[a-z]+ "
    ")?(?:comment|ou|quel "
    "(?:bouton|lien)) (?:on |je |nous |il faut |)?(?:l[ea]s? |l')?" WHAT_TO_DO "|"
    "\\bquel(?:le)? (?:bouton|lien|case|formulaire)\\b(?! (?:bien|clair|simple))|"
    "\\bpour combien de temps\\b|^(?:il|elle|on|je|nous|vous|ca|cela) [^,]* quand$|"
    "(?<!attends de )(?<!attendons de )(?<!attend de )\\bsavoir "
    "(?:si|s'il|quel|combien|ou|quand|comment|qui|ce qu|pourquoi|a quelle)|"
    "\\b(?:aimer|voudr|souhait|voul)[a-z]+ (?:bien )?savoir\\b|"
    "\\b(?:me|nous) (?:dire|preciser|indiquer|confirmer|dites|dis) (?:si|s'il|quel|combien|quand|comment|a "
    "quelle)|"
    "^(?:est-ce|est ce|avez-vous|avez vous|savez-vous|"
    "comment|combien|quel(?:le)?s?\\b(?! (?:dommage|plaisir|honneur|bonheur|joie|belle|bonne))|ou "
    "|peut-on|peut "
    "on|faut-il|faut "
    "il|dois-je|dois je|doit-on|y a-t-il|y a t-il|y a t il|est-il|est-elle|"
    "a-t-|ont-|sont-|qui |que |qu'|pourquoi(?! pas\\b)|quand (?:est|a|au|le|la|faut|pou))";

const char words_asks_behind[] =
    "^(?!.*\\b(?:confirm[a-z]*|exacte?|vrai|normal|une erreur|pourquoi(?: donc)?$|le cas|bien "
    "ca|d'accord|est-ce (?:que c'est )?(?:possible|bon|ok|"
    "faisable))\\b)(?:mais |et |donc |alors |par contre |en revanche )?(?:est-ce |est ce |qu'est[- ]ce "
    "|[a-z']+-(?:t-)?(?:il|"
    "elle|on|vous|tu|nous|ils|elles|je)\\b|(?:pouvez|pourriez|avez|savez|auriez|faut|peut|doit) "
    "(?:vous|il|on)\\b|(?:(?:de|a|dans|pour|sur|avec|vers|en|jusqu'a|d') "
    "?)?(?:combien|quel(?:le)?s?|qui|quoi)\\b|"
    "(?:le|la|les|une?|vos|votre|cette|ce) [a-z' ]{2,30}[a-z]-(?:t-)?(?:il|elle|ils|elles)\\b|l'[a-z' "
    "]{2,30}[a-z]-(?:t-)?(?:il|elle)\\b|"
    "(?:il|elle) (?:a|est|va) (?:trouve|retrouve|parti|deja|toujours|bien|encore)[a-z]*\\b|"
    "(?:on|je|nous) (?:peut|peux|pouvons|pourra|pourrai|pourrons|doit|dois|devons|devra|devrai|devrons) "
    "(?!.*\\b(?:"
    "\\d+|deux|trois|quatre|cinq|six|une? jeune)\\b)|"
    "(?:c'est )?(?:comment|ou|quand|pourquoi|y a)\\b)";

const char words_asks_alone[] =
    "^(?:bonjour |bjr )?(?:est[- ]ce que |(?:vous|tu|on|y|il y) "
    "(?:n')?(?:aur(?:iez|ais|ait)|pourr(?:iez|ais|ait)) pas\\b|c'est "
    "(?:quel(?:le)?s?|comment)\\b|(?:je|on|nous) (?:fai[st]|faisons) "
    "comment\\b|(?:pouvez|pourriez|savez|avez|auriez)[- ]vous\\b|peux[- ]tu\\b|y a[- ]t[- ]il\\b|"
    "faut[- ]il\\b|peut[- ]on\\b|sera[- ]t[- ]il\\b|merci de (?:me|nous) "
    "(?:dire|preciser|indiquer|confirmer) (?:si|s'il|quel|ou|quand|combien|comment)\\b)";

const char words_states[] =
    "^(?:(?:bonjour|bonsoir|merci|ok|parfait|super|bien recu|c'est note|voila|ca y est)[ "
    ",]*)*(?:(?:ok|d'accord|partante?s?) pour|oui|non|ce sera|(?:avec (?:grand "
    ")?(?:plaisir|joie)|volontiers|bien sur)|je|j'[a-z]+|nous|on|"
    "il|elle|ils|elles|c'est|ca|cela|d'accord|le|la|l'[a-z]+|notre|mon|ma|son|sa|personne|aucune?|"
    "malheureusement|(?:peut[- ]etre|possible|pourquoi pas)(?= ?,|$)|"
    "finalement|tout|entretien|rendez-vous|candidate?|candidature|embauchee?|recrutee?|retenue?|effacee?|"
    "supprimee?|presente?s?|absente?s?|poste|offre|cv|\\d+ (?:jeunes|personnes|places))\\b";

const char words_requests[] = "^(?:bonjour,? )?(?:(?:suite )?a (?:sa|leur) demande,? )?(?:pouvez[- "
			      "]vous|pourriez[- ]vous|peux[- ]tu|pourrais[- ]tu|est-ce "
			      "que vous pou|est-il possible|merci de|veuillez)";

const char words_cancels[] = "^(?:bonjour,? )?(?:pouvez|pourriez)[- ]vous annuler (?:notre|mon|ma|nos|mes) ";

const char words_relays[] =
    "^(?:(?:bonjour|merci|super|parfait)[ ,!]*)*(?:(?:oui|ok|avec (?:grand )?plaisir|volontiers|bien "
    "sur|d'accord|tout a fait|bien volontiers)[ ,!]*)+"
    "(?:(?:merci[ ,]*)?(?:bien |j'ai (?:bien )?|nous avons (?:bien )?)?(?:recu|vu|lu)\\b|(?:je|j'|nous|on) "
    "?(?:(?:vais|allons|va|vous|leur|lui|l[ea]s?|l'|y|en) ?)*"
    "(?:transm|diffus|relai|relay|partag|fai[st] (?:passer|suivre|tourner|circuler)|faire "
    "(?:passer|suivre|tourner|circuler)|faisons (?:passer|suivre|tourner)|"
    "parl|regard|reviens|revien|repond|verifi|communiqu|affich|propos(?!e de "
    "|(?:e|ons) "
    "(?:une?|deux|trois|quatre|cinq|six|des|notre|nos|\\d+)\\b)|sollicit)[a-z]*\\b(?!.*\\b(?:positivement|"
    "favorablement|presente?s?|oui)\\b))";

const char words_points_back[] =
    "^(?!.*\\b(?:offre|annonce|poste|recrut[a-z]*|embauch[a-z]*|trouve|candidat[a-z]*|cv|profils?|personne|"
    "pourvue?)\\b)(?:.*\\b(?:l'|le |la )(?:enlever|retirer|supprimer|annuler)\\b|"
    "a (?:enlever|retirer|supprimer|annuler) ?:)";

const char words_may_write_again[] =
    "(?:^|, |\\. |; | et | mais )(?:je|nous|on) (?:vous |te "
    "|t')?(?:tiens|tiendrai|tiendrons|tenons|recontact[a-z]+|reviens|"
    "reviendrai|reviendrons|revenons|fais signe|ferai signe|ferons signe|rappell[a-z]+|previens|previendrai|"
    "previendrons|prevenons)\\b[^,]*\\b(?:si|s'il|s'ils|au cas)\\b.*$";

const char words_erasure[] = "\\b(?:efface[a-z]*|effacer|supprim[a-z]*|suppression|detrui[a-z]*|destruction|"
			     "conserv[a-z]*|rgpd|copies?|corbeille|archive[a-z]*|jete[a-z]*)\\b";

const char words_kept[] =
    "^(?!.*\\b(?:encore|presque|bientot|demain|des que|d'ici|lorsque|quand|avant|apres|semaine|prochain|"
    "prochaine|prochainement|ce soir)\\b).*\\b(?:ne "
    "|n'|pas\\b|impossible|interdit|oblige|obligation|refus|legal|"
    "la loi\\b|(?:dois|doit|devons) (?:le |la |les |en )?(?:garder|conserver|archiver)\\b)";

const char words_pointer[] =
    "^(?:(?:bonjour|merci de|je vous prie de|veuillez|vous)[ ,]*)*(?:(?:bien vouloir "
    ")?(?:voir|cf\\.?|regarder|consulter|trouver|trouverez|trouvez) ?(?:en|la|le|les|ci|dans)?[ -]?(?:la |le "
    "|les )?(?:pieces?[ "
    "-]jointes?|pj|p\\.j\\.?|p\\.j|ci-jointe?s?|jointe?s?|document|fichier|annexe|attache)|"
    "(?:en |ci-?)? ?(?:pieces?[ -]jointes?|pj|ci-jointe?|ci jointe?|piece jointe|joint|attachee?)(?:$| "
    "(?:le|la|les|un|une|mon|ma|notre|son|sa|a ce|comme|pour) .{0,60})|"
    "(?:je|nous) (?:vous )?(?:joins|joignons|transmets en piece jointe|envoie en piece jointe|adresse en "
    "piece jointe|envoie ci-joint|transmets ci-joint).{0,60}|tout est dans la piece jointe|voir "
    "document|voir fichier|voir ci-joint)";

const char words_no_name[] =
    "^(?:a|au|aux|en|c'|ce|ca|il|elle|ils|elles|vous|une?|des|deja|plus|pas|non|trop|tout|toutes?|rien|stop|"
    "(?:complet|annul|report|refus|oppos|fini|termin|pourvu|erreur|dommage|honte|fau[xt]|incomplet|inexact|"
    "impossible|inutile|indisponible|absent)[a-z]*)(?![a-z])|\\b(?:est|sont|etait|ete|a|pas|plus|ne)\\b|"
    "'(?:est|ai|etait)\\b|^[a-z]+ez(?:-(?:moi|nous|la|le|les)$| (?:mon|ma|mes|le|la|les|une?|tout|rien|pas|"
    "moi)\\b)";
