/* What stands around the phrases: courtesy, guards, leads and tails, absences. */
#include "words_phrases.h"

#define THANKS                                                                                               \
	"(?:(?:un )?(?:grand |tres grand |immense )?merci(?: (?:beaucoup|bien|infiniment|encore|mille "      \
	"fois|enormement|a (?:vous|toi|tous|toutes|toute l'equipe|l'equipe)(?: tous| toutes| "               \
	"deux)?|d'avance|par avance|chaleureusement|vraiment|bcp))*"                                         \
	"(?: (?:quand meme |tout de meme |encore |beaucoup )?(?:pour .{0,80}|(?:de |d')(?:(?:nous |m'|me "   \
	"|vous |l')?avoir .{0,80}|(?:votre|vos|cette|ce|ces|ton|ta|tes|notre) "                              \
	".{0,80}|(?!(?:(?:me|nous|vous|le|la|les|lui|leur|ne|bien|en|y|pas|plus) "                           \
	"|[lmnst]')*[a-z-]+(?:er|ir|re|oir)\\b).{0,80})|du .{0,60}|quand meme|tout de meme|"                 \
	"(?:a |mme |m |madame |monsieur )?(?![a-z-]+(?:er|ir|re|oir|ez|ez-[a-z]+)\\b)[a-z-]{2,20}"           \
	"(?: [a-z-]{2,20})?))?)"

const char *const words_courtesies[] = {
    THANKS,
    "(?:je|nous|on) (?:vous |t')?(?:en )?(?:remercie|remercions)(?: (?:beaucoup|vivement|sincerement|par "
    "avance|d'avance|infiniment|bien|chaleureusement))*(?: (?:pour|de) (?!(?:me|nous|bien vouloir) "
    ").{0,80})?",
    "(?:(?:nous avons |j'ai |on a |c'est |tout est |message |mail |offre |info |information )?" ADV
    " ?(?:bien )?(?:recue?s?|notee?s?|vue?|lue?|enregistree?|comprise?|pris en compte|prise en "
    "compte|receptionnee?)(?: (?:merci|5/5|votre .{0,40}|le message|ce "
    "message|l'information|l'info|l'offre|cette offre|la reponse|le mail|ton mail|ton message|le "
    "cv|l'invitation|pour .{0,40}|de votre cote|du .{0,30}|l'ensemble.*))*)",
    "(?:bien|bonne) (?:recue?|notee?|reception|note)(?: .{0,30})?",
    "(?:c'est |bien |tout est |ca )*(?:notee?|inscrite?|bloquee?|comprise?|vue?|lue?|recue?|prise?)(?: "
    "(?:pour|dans|sur|a) (?:(?! "
    "(?:\\d|si|mais)).){0,40})?",
    "(?:j'accuse|nous accusons|accuse de) (?:bonne )?reception(?: .{0,40})?",
    "(?:j'en|nous en|on en) (?:prends?|prenons) (?:bonne )?note(?: .{0,30})?",
    "(?:je|nous|on) (?:prends?|prenons) (?:bonne )?note(?: de .{0,40})?",
    "(?:parfait|super|genial|top|excellente?|nickel|formidable|impeccable|tres bien|c'est parfait|c'est "
    "super|c'est top|tant mieux|chouette|cool|bien|bravo|felicitations|extra|magnifique|au top|tres bonne? "
    "(?:nouvelle|initiative|idee|journee)|(?:bonne|super) (?:nouvelle|initiative|idee)|quelle bonne "
    "nouvelle|excellente nouvelle|c'est une (?:tres )?bonne nouvelle|bonne chance|bon courage|bonne "
    "continuation|tres interessante?|belle "
    "(?:offre|initiative|nouvelle)|ravie?s?.{0,50}|heureu(?:x|se)s?.{0,50}|content(?:e|s|es)?.{0,50}|j'en "
    "suis ravie?|nous en sommes ravis)(?: pour (?:elle|lui|eux|ce jeune|cette jeune|[a-z]+))?",
    "(?:je|nous|on|j'en|je l'|je la|je le|je les|nous la|nous le|nous les|on la|on le) ?(?:vais |allons |va "
    ")?(?:l'|la |le |les "
    ")?(?:diffuse[rs]?|diffusons|transmets|transmettons|transmet|transmettre|relaie|relaye|relayons|relayer|"
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
    "que .{0,60}|(?:tres )?prochainement|tres vite|plus tard|demain|lundi|mardi|mercredi|jeudi|vendredi|la "
    "semaine "
    ".{0,20}|dans .{0,30}|avant .{0,30}|apres .{0,40}|en debut .{0,30}|en fin .{0,30}|au plus vite|sous "
    ".{0,20}|de la suite|des suites|pour .{0,40}|avec .{0,50}|quand .{0,60}|a ce sujet|d'ici .{0,30}|asap|si "
    "besoin|si necessaire|ce "
    "jour|cet apres-midi|a mon retour|une fois .{0,50}))*",
    "a (?:la semaine prochaine|la prochaine|l'annee prochaine|l'occasion|toute a l'heure|une prochaine fois|"
    "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi)(?: .{0,20})?|le mois prochain|partir de .{0,20}|bientot "
    ".{0,30})",
    "(?:a )?(?:suivre|tres bientot|bientot|tres vite|demain|lundi|mardi|jeudi|vendredi|plus tard|plus|tout a "
    "l'heure)",
    "(?:bonne|belle|excellente|agreable|tres bonne) (?:journee|soiree|fin de journee|semaine|fin de "
    "semaine|apres-midi|continuation|reception|annee|fete|fetes|fin d'annee)(?: (?:a "
    "(?:vous|toi|tous|toutes)(?: aussi| egalement)?|aussi|egalement|(?:et|a|pour|dans) [a-z' ]{2,40}))*",
    "(?:bon|excellent|tres bon) (?:week-end|weekend|we|courage|apres-midi|appetit|retour|dimanche|lundi)(?: "
    "a (?:vous|tous|toi))?(?: aussi)?",
    "(?:a vous|a toi|vous|toi)? ?(?:aussi|egalement|de meme|pareillement|idem)",
    "(?:tres |bien |tres bien )?(?:cordialement|amicalement|sincerement|respectueusement|cdlt|cdt|bien a "
    "(?:vous|toi)|salutations|(?:sinceres|meilleures|cordiales) salutations|bien "
    "cordialement|amities|bises?|bien sincerement|votre)",
    "(?:de rien|je vous en prie|je t'en prie|avec plaisir|pas de (?:souci|soucis|probleme|quoi)|aucun "
    "(?:souci|probleme)|il n'y a pas de (?:souci|quoi)|c'est normal|ce n'est rien|y a pas de "
    "(?:souci|quoi|mal)|pas grave|c'est pas grave|ce n'est pas grave|tant pis|dommage(?: pour .{0,40})?|quel "
    "dommage|c'est dommage|ca marche|c'est gentil|c'est tres gentil|desolee?s?(?: pour .{0,60}| de "
    ".{0,60})?|nous sommes desoles|je suis desolee?|toutes (?:mes|nos) excuses(?: .{0,50})?|mes excuses(?: "
    ".{0,50})?|encore desolee?|navree?s?.{0,40})",
    "(?:bonjour|bonsoir|salut|hello|coucou|bonjour et merci|re|re bonjour|rebonjour)(?: (?:a "
    "(?:vous|tous|toutes|toute l'equipe)|madame|monsieur|mesdames|messieurs|tous|toutes|l'equipe|cheres? "
    ".{0,30}|mme .{0,30}|m\\.? .{0,30}|collegues?|chers collegues))*",
    "(?:madame|monsieur|mesdames|messieurs|madame monsieur|mesdames messieurs|chere? .{0,30}|chers "
    ".{0,30}|mme .{0,30}|cher partenaire)",
    "(?:toujours |tres |vraiment )*(?:aussi )?interessante?s?",
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
       "(?<=lui )(?:confirme|dis|explique|rappelle|remettrai)|(?<=leur )(?:confirme|dis|explique|rappelle)|"
       "travaill(?:er|ons|e|erons) (?:ce|cela|ca|sur|la|le|dessus|avec)|"
       "(?:reponds?|repondrai|repondrons) (?:demain|lundi|mardi|mercredi|jeudi|vendredi|vite|rapidement|tout "
       "de suite|ce "
       "soir|plus tard|au plus vite))\\b(?!.* "
       "(?:si|mais|pouvez|pourriez|que|qu'[a-z]+|plus(?! "
       "petit)|pas|rien|jamais|est|sont|je|on|ser[a-z]+|viendr[a-z]+|"
       "l'offre|l'annonce|d'autre|annul[a-z]+)\\b).*",
    "(?:dans l'attente|en l'attente|en attente) (?:de|d'|du) .{0,60}",
    "(?:en vous |vous |en te )?(?:remerciant|souhaitant|renouvelant)(?:(?! de (?:me|nous)).){0,60}",
    "(?:je vous |nous vous )?(?:souhaite|souhaitons|vous souhaitant|vous souhaite) (?:une |un "
    ")?(?:bonne|excellente|belle|agreable|bon|tres bonne).{0,40}",
    "(?:merci|ok|oui|d'accord|tres bien|parfait|super|top|entendu|note|bien recu|bien note)(?: "
    "(?:merci|ok|d'accord|beaucoup|parfait|super|top|tres bien|bien recu|bien note|c'est note|note|a "
    "vous|pour l'info|pour l'information|pour tout|entendu|bonne journee|c'est parfait))+",
    "(?:veuillez|je vous prie|nous vous prions) (?:agreer|recevoir|d'agreer|de recevoir|de "
    "croire|croire).{0,120}",
    "(?:(?:(?:l'|le |la |votre |cette |ce |son |sa "
    ")?(?:information|info|offre|cv|candidature|message|mail|invitation|"
    "annonce|document|dossier|proposition)|c'|ce sera|cela sera|ca sera) ?)?(?:(?:elle |il )?est |a ete |a "
    "bien ete "
    ")?(?:bien "
    ")?(?:transmise?|diffusee?|relayee?|partagee?|transmis|affichee?|envoyee?)(?: a .{0,60}| aux .{0,60}| en "
    "interne.{0,40}| au .{0,50}| dans .{0,50}| sur .{0,50}| par .{0,40})?",
    "(?:nous|on|je) (?:ne manquerons|ne manquerai|ne manque) pas de .{1,70}",
    "(?:voila|bon|bien|alors|donc|et voila|voila pour .{0,30}|pour information|pour info|c'est tout|rien a "
    "signaler|ras|rien de special|test)",
    "(?:quand meme|tout de meme|seule?|toute? seule?|encore|malgre tout|en tout cas|par contre|du "
    "coup|sinon|en effet|s'il vous "
    "plait|s'il te plait|du fond du coeur|a ce jour|comme convenu|comme demande|comme prevu|suite a .{0,60})",
    "(?:(?:la )?(?:mise en ligne|diffusion|publication|affichage|transmission)(?: est| a ete)? (?:bien "
    ")?(?:faite?|effectuee?|realisee?|ok))",
    "(?:(?:ce|ca) sera (?:fait|efface|supprime|detruit)|(?:ce|ca) sera (?:fait|efface|supprime|detruit) "
    "(?:demain|rapidement|ce soir|aujourd'hui|lundi|au plus "
    "vite|dans la journee))",
    "(?:(?:je|nous|on) )?(?:vais |allons |va )?(?:proceder|procede|procedons) a .{0,60}",
    "(?:ce sera |ca sera )?(?:(?:pour |a )?une (?:prochaine|autre) fois|pour la prochaine(?: fois)?|a une "
    "prochaine)",
    "(?:on n'a|je n'ai|nous n'avons) pas oublie",
    "(?:j'ai|j'avais|nous avons|nous avions|on a) (?:completement |totalement )?oublie(?: de (?:vous "
    ")?repondre)?",
    "(?:c'est |tout est )(?:tres |plus |bien )?clair(?: .{0,20})?",
    "(?:on|je|nous) le (?:fais|fait|faisons|ferai|ferons|fera)(?: .{0,30})?",
    "(?:je|nous|on) (?:m'en|nous en|s'en) "
    "(?:occupe|occupons|occuperai|occuperons|occupera|charge|chargeons)(?: .{0,40})?",
    "(?:ah|oh|eh bien|he bien|bah|oups|zut|mince|aie|flute|arf|ouf|hum|hop)(?: (?:oui|d'accord|ok|tres "
    "bien|super|bon|"
    "parfait|genial|zut|mince|dommage|chouette|top|cool|merci))*",
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
    "(?:j'ai|nous avons|on a) (?:hate|tres hate|vraiment hate)(?: .{0,40})?",
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
    "tourner|garde(?!.*\\bouvert)|gardons(?!.*\\bouvert)|garder|mets "
    "de cote|"
    "mettons de cote|classe|classons|(?<=la )proposer?|(?<=la )proposons|(?<=le "
    ")proposer?|relance|relancons|relancer|sonde|sondons|sonder|remets|remettons|m'y "
    "mets|s'y "
    "met|nous y mettons|y travaille|y travaillons|fais le tour|fait le tour|faisons le tour|fais "
    "remonter|fait "
    "remonter|faisons remonter|cherche "
    "(?:dans|parmi|qui)|contacte|contactons|recontacte|recontactons|appelle|appelons|"
    "interroge|interrogeons|accompagne|accompagnons|prepare|preparons|(?<=lui )demande|(?<=leur "
    ")demande|(?<=lui )demandons|"
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
    "supprimerai|supprimerons)(?: (?:le cv|ce cv|son cv|tout de suite|tout|des que possible|demain|ce "
    "soir|cet apres-midi|ce jour|ce matin|sans tarder|au plus vite|des aujourd'hui|des "
    "demain|aujourd'hui|dans la journee|rapidement|immediatement|de suite|lundi|la semaine "
    "prochaine|tout ca))*",
    "(?:je|nous|on) (?:vais|allons|va) (?:l'|le |la |les )?(?:effacer|supprimer|detruire|faire|le "
    "faire|demander .{0,50}|chercher.{0,50}|voir .{0,60}|en "
    "parler.{0,50}|regarder.{0,50}|verifier.{0,50}).{0,40}",
    "(?:j'attends|nous attendons|on attend) (?:de vos nouvelles|votre retour|votre reponse|le retour|la "
    "suite).{0,30}",
    "(?:au plaisir.{0,50}|a votre disposition.{0,40}|(?:je|nous) reste(?:ons|)? a votre "
    "disposition.{0,60}|reste a (?:votre )?disposition.{0,60}|restons a votre disposition.{0,60}|je reste "
    "disponible.{0,40}|n'hesitez pas.{0,60})",
    "(?:joyeux noel|joyeuses fetes|bonnes fetes|meilleurs v(?:oe|o)?ux|bonnes vacances|bons? conges).{0,40}",
};
const size_t words_courtesy_count = ARRAY_SIZE(words_courtesies);

/* Clauses of nothing but such words are courtesy, when one of the first list is among them. */
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
    "corrigeons attends soumets soumettons soumettrai remets remettons remettrai refais refaisons referai "
    "attendons attente tour ";
const char words_neutral[] =
    " a afin ai une ci c est sont etre reste restons au aux avec avons bien bon bonne bonnes ca ce cela ces "
    "cet "
    "cette "
    "chez comme d dans de deja demain des desormais dernier donc du elle en "
    "encore ensuite et eux eu faire fais faisons fait fin il ils j je jeudi jour jours l la le les leur "
    "leurs lui lundi m ma maintenant mardi matin me mes "
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
    "modifications changement demande documents document precisions precision explications ";

const char words_no_courtesy[] =
    " (?:ne|n'[a-z]+|pas|mais|(?<!au )(?<!le )plus(?! tard)|si(?! "
    "(?:tard|vite))|pouvez|pourriez|retire[rsz]?|pourvue?s?|annulee?s?|embauchee?s?|"
    "recrutee?s?|effacee?s?|supprimee?s?|"
    "est|sont|sera|seront|serons|serai|a ete|ont "
    "ete|viendr[a-z]+|venons|participer[a-z]+|absente?s?|presente?s?|impossible|entretien prevu|rendez-vous|"
    "oui|non|a trouve|desiste|pourquoi|comment|quand(?! meme)|combien|ou)\\b";

const char *const words_guards[GUARD_COUNT] = {
    [GUARD_NEGATION] = "\\b(?:ne|n'[a-z]+|pas|plus|jamais|aucune?s?|ni|rien|(?<!la )(?<!une )(?<!cette "
		       ")(?<!autre )personne|sans(?! (?:faute|"
		       "probleme|souci|hesit|doute|aucun|delai|plus attendre))|non)\\b",
    [GUARD_CONDITION] = "\\b(?:(?<!dis moi )(?<!dites-moi )(?<!savoir )(?<!me dire )si(?! "
			"(?:possible|besoin|necessaire|tard|vite|rapidement|tot|longtemps|gentille?s?|peu)"
			"\\b)|s'ils?|s'elles?|a "
			"condition|sous reserve|sauf|hormis|excepte|a moins|au "
			"cas|en cas|dans le cas|sous condition|pourvu que|a defaut|quitte a)\\b",
    [GUARD_FUTURE] =
	"\\b(?!(?:retirons|desirons|tirons|esperons|gerons|liberons|preferons|reperons|considerons|"
	"suggerons|recuperons|cooperons|ouvrons|livrons|couvrons|offrons|rencontrons|rencontra|montrons|"
	"entrons|rentrons|filtrons|camera|opera)\\b)(?:sera|seront|serai|serons|aura|auront|aurai|aurons|va|"
	"vont|vais|allons|"
	"prochainement|bientot|sous "
	"peu|incessamment|[a-z]{3,}(?:era|eront|erai|erons|ira|iront|irai|irons|dra|dront|drai|"
	"drons|tra|tront|trai|trons|vra|vront|vrai|vrons)|des que|lorsque|quand(?! meme)|une fois)\\b",
    [GUARD_DOUBT] = "\\b(?:peut-etre|peut etre|probablement|sans doute|je pense|je crois|on pense|on "
		    "croit|nous pensons|normalement|a priori|en "
		    "principe|eventuellement|semble|semblerait|parait|presque|quasi[a-z]*|pas sure?s?|pas "
		    "certaine?s?|en cours|en attente|a confirmer|en bonne voie|sur le "
		    "point|devrait|devraient|devrions|devrais|pourrait|pourraient|serait|seraient|aurait|"
		    "auraient|possible|hesit[a-z]+)\\b",
    [GUARD_PART] =
	"\\b(?:une? (?:des|de (?:mes|nos|ses|ces))|l'une? (?:des|de)|une? seule?|une? (?:poste |place "
	")?sur|sur (?:deux|trois|quatre|les)|en "
	"partie|partiellement|il (?:en )?reste|reste|restent|moitie|certaine?s|quelques|plusieurs|le "
	"premier|la premiere|le second|la seconde|le deuxieme|la deuxieme|l'autre poste|encore une?)\\b",
    [GUARD_WISH] =
	"\\b(?:souhait[a-z]*|voudr[a-z]*|voul[a-z]*|veu[xt]|veulent|aimer(?:ai|ion|ais|ions)[a-z]*|proposer|"
	"propose-|pouv[a-z]*|pourr[a-z]*|peu[xt]|envisag[a-z]*|prevoy[a-z]*|prevoi[a-z]*|devons|devez|doi[ts]"
	"|doivent|faut|faudr[a-z]*|faudrait|compte|comptons|esper[a-z]*|cherch[a-z]*|attend[sre]*|attendons|"
	"merci de|merci d'|veuillez|priere|faire|afin|pour que|avant d[e']|ete demande|demande)\\b",
    [GUARD_QUOTE] = "\\b(?:vous (?:disiez|m'aviez|nous aviez|aviez|dites|m'avez dit|nous avez "
		    "dit|ecriviez|avez ecrit|annonciez)|il parait|on m'a dit|on nous a dit|j'ai entendu|nous "
		    "avons entendu|je croyais|nous pensions|je pensais|selon|d'apres|j'imagine|je suppose|la "
		    "candidate dit|le candidat dit|dit qu[e']|appris qu[e']|disait|pretend|parait "
		    "que|apparemment|contrairement|faux|erreur|par erreur|avant|auparavant|etait|etaient)\\b",
};

const char words_lead[] =
    "^(?:(?:bonjour|merci|desolee?s?|malheureusement|en fait|finalement|bon|alors|donc|voila|ca y est|"
    "pour information|bonne nouvelle|helas|effectivement|en effet|de notre cote|de mon cote|pour ma "
    "part|pour notre part|a priori|en principe|normalement|logiquement|a ce jour|suite a l'entretien|suite a "
    "notre entretien|apres l'entretien|apres "
    "entretien|apres reflexion|apres etude|apres examen|et|mais|car|oui|ok|non(?= "
    "(?:nous|je|on|ce|le|la|il|elle)\\b| c')|c'est bon|comme|puisque|"
    "(?:[a-z'-]+ ){1,3}(?:m'a|nous a|m'ont|nous ont|vient de (?:m'|nous |me )) ?(?:dit|dire|appris|apprendre|"
    "indiquer?|signaler?|informee?s?|annoncer?|prevenue?s?|confirmer?|ecrit|repondu)(?: (?:ce matin|hier|par "
    "telephone|"
    "par mail|par sms|ce jour))? (?:que |qu')|"
    "(?:je|nous|on|c'est)(?: [a-z']+){0,4} "
    "(?:dire|informer|signaler|confirmer|annoncer|prevenir|preciser|indiquer) (?:que |qu')|(?:apres|suite "
    "a|suite au|de|depuis|a|au|pour|dans|cette|ce|en|conformement a|en raison d[eu]|en raison "
    "des|vu|malgre|grace a)(?: "
    "[a-z'-]+){1,6}? (?=(?:nous|je|on|il|elle|le "
    "poste|l'offre|la place|le cv|son cv|les donnees|le forum|la visite|l'atelier|la reunion|c'est)\\b)|"
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

const char words_questions[] =
    "^(?:est-ce|est ce|avez-vous|avez vous|savez-vous|"
    "comment|combien|quel(?:le)?s?(?! (?:dommage|plaisir|honneur|bonheur|joie|belle|bonne))|ou |peut-on|peut "
    "on|faut-il|faut "
    "il|dois-je|dois je|doit-on|y a-t-il|y a t-il|y a t il|est-il|est-elle|"
    "a-t-|ont-|sont-|qui |que |qu'|pourquoi(?! pas\\b)|quand (?:est|a|au|le|la|faut|pou))";

const char words_requests[] = "^(?:bonjour,? )?(?:pouvez[- ]vous|pourriez[- ]vous|peux-tu|pourrais-tu|est-ce "
			      "que vous pou|est-il possible|merci de|veuillez)";

const char words_erasure[] = "\\b(?:efface[a-z]*|effacer|supprim[a-z]*|suppression|detrui[a-z]*|destruction|"
			     "conserv[a-z]*|rgpd|copies?|corbeille|archive[a-z]*|jete[a-z]*)\\b";

const char words_kept[] =
    "^(?!.*\\b(?:encore|presque|bientot|demain|des que|d'ici|lorsque|quand|avant|apres|semaine|prochain|"
    "prochaine|prochainement|ce soir)\\b).*\\b(?:ne "
    "|n'|pas\\b|impossible|interdit|oblige|obligation|refus|legal|"
    "la loi\\b|(?:dois|doit|devons) (?:le |la |les |en )?(?:garder|conserver|archiver)\\b)";

const char words_absent[] =
    "^(?:(?:bonjour|message automatique|reponse automatique|ceci est un message automatique|merci de votre "
    "message|votre message .{0,40}|en mon absence|absence|je vous informe que)[ ,:]*)*"
    "(?:(?:je|nous) (?:ne )?(?:suis|serai|sommes|serons) pas (?:au bureau|a mon poste|au travail|en "
    "poste|joignables?)"
    "(?! ce jour-?\\s?la| a cette date| le jour)|"
    "je ne travaille (?:pas|plus) (?:le|les|ce|cette|au)\\b|"
    "(?:je|nous) (?:suis|serai|sommes|serons) (?:actuellement |en ce moment )?(?:absente?s?|en conges?|en "
    "vacances|en formation|en deplacement|hors du bureau|indisponible|en arret|en rtt|en conge "
    "maternite)\\b.*(?:jusqu|du \\d|de retour|retour|inclus|pour une duree|au \\d|prochain)|"
    "(?:je (?:serai|suis) de retour|de retour) (?:le|au|demain|lundi|mardi|mercredi|jeudi|vendredi|dans|en|a "
    "partir)\\b|"
    "(?:pendant|durant|en) mon absence|"
    "(?:je suis )?actuellement en arret(?: maladie| de travail)?$|"
    "(?:actuellement )?(?:absente?|en conges?|en vacances|en deplacement|hors du bureau|en formation|en "
    "arret(?: "
    "maladie| de travail)?|en conge (?:maternite|parental|paternite))(?: du bureau| ce jour| aujourd'hui| "
    "cette semaine)?,? (?:jusqu|du \\d|de retour|et|depuis|je serai|je reviens|je ne consulte|je ne lis|je "
    "n'ai pas "
    "acces)|"
    "actuellement (?:absente?|en conges?|en arret|en deplacement|en formation)(?: maladie| de travail| du "
    "bureau)?$|"
    "absente?(?: du bureau)? (?:jusqu|du )|je suis absente?(?: du bureau)?$|je suis actuellement absente?(?: "
    "du bureau)?|je suis en (?:conges?|vacances)(?: annuels?)?$|"
    "(?:le bureau|nos bureaux|l'agence|la mission locale|notre structure|nos locaux) "
    "(?:est|sont|sera|seront) fermee?s?\\b(?!.*\\b(?:ce jour|cette date|donc|pas de)\\b)|"
    "(?:absence du bureau|fermeture (?:annuelle|estivale|exceptionnelle|des bureaux|pour conges)|reouverture|"
    "(?:absente?|en conges?|en vacances|en deplacement|en formation) (?:ce jour|aujourd'hui|cette "
    "semaine|toute la "
    "(?:semaine|journee))(?! ?-? ?(?:la|ci))|en conges?,? (?:retour|reprise)|(?:je suis |actuellement )*en "
    "arret(?: de "
    "travail| maladie)\\b|(?:je (?:suis|serai) )absente?(?: [a-z]+){1,4} du \\d|"
    "(?:je ne suis pas disponible|indisponible)(?: actuellement| en ce moment)?,? .*\\b(?:de )?retour "
    "(?:le|au|lundi|mardi|"
    "mercredi|jeudi|vendredi)))";

const char words_substitute[] =
    "^(?:.* )?(?:en cas d'urgence|pour toute (?:urgence|question|demande)|en mon absence|pendant mon "
    "absence|durant mon absence|durant cette periode|pendant cette periode|"
    "(?:vous pouvez|merci de|veuillez|n'hesitez pas a|priere de) "
    "(?:contacter|joindre|renvoyer|transferer|reformuler|vous adresser|prendre "
    "contact|vous rapprocher|ecrire)|contactez|adressez-vous|"
    "je (?:prendrai|traiterai|repondrai|reviendrai|lirai|vous repondrai|reviens|serai de retour|vous "
    "recontacterai|prendrai connaissance)|(?:votre|vos) (?:message|mail|courriel|mails)s? (?:sera|seront|ne "
    "sera|ne seront|ne sont|n'est|a ete)|"
    "je serai de retour|de retour le|retour le|mon retour|a mon retour|je n'ai pas acces|sans acces)";

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
