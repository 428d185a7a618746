/* Phrases about a post: filled, closed, nobody for it. */
#include "words_phrases.h"

#define POST                                                                                                 \
	"(?:(?:le|la|ce|cette|notre|mon|les|ces|nos|tous les) )?(?:(?:deux|trois|quatre|2|3|4) "             \
	")?(?:postes?|emplois?|places?|missions?|besoins?)"
#define OFFER                                                                                                \
	"(?:l'offre|cette offre|notre offre|mon offre|l'annonce|cette annonce|notre annonce|le poste|ce "    \
	"poste|le recrutement|ce recrutement|notre recrutement|(?:la|les|nos|mes|notre) recherches?|"        \
	"l'appel|cet appel)"
/* The rest of such a clause without a reason. */
#define BESIDE "(?:(?:(?! (?:car|parce|puisque|mais|sauf|suite|cause|et|avant)\\b).){0,45}$)?"
/* Words allowed beside "aucun candidat". */
#define NONE_NOW                                                                                             \
	"(?: ?(?:malheureusement|actuellement|helas|toujours|encore|vraiment|pour (?:l'instant|le "          \
	"moment)|a "                                                                                         \
	"ce jour|en ce moment|du tout|trop))* ?"

/* "Plus besoin du permis B" leaves the offer open. */
#define OF_CANDIDATES                                                                                        \
	"(?! (?:du|de la|de l'|de(?! (?:candidat|cv|profil|personne|recru|cherch|diffus|monde|renfort|"      \
	"quelqu|cette|ce |vos|vous|nous|l'(?:offre|annonce)|main|jeune|beneficier|faire))|"                  \
	"d'(?!autre|embauch|aide|envoy|interim)))"

/* Guards that are part of a phrase and don't undo it. */
enum {
	ASKED = BEARS(GUARD_WISH) | BEARS(GUARD_NEGATION),
};

static const struct phrase rows[] = {
    {ACT_FILLED, 0,
     POST "(?: (?:de |d')[a-z/ -]{3,40}?)? (?:est|sont|a ete|ont ete|vient d'etre|viennent d'etre)" ADV
	  " (?:pourvue?s?|prise?s?(?! en (?:charge|compte|main)\\b)|occupee?s?|attribuee?s?|comblee?s?)"},
    {ACT_FILLED, 0,
     "(?:l'offre|cette offre|l'annonce|notre offre|c'|il|elle|ca) ?(?:est|a ete|vient d'etre)" ADV
     " (?:pourvue?|comblee?)"},
    {ACT_FILLED, 0,
     "tout (?:est|a ete)" ADV " (?:pourvu|comble|pris(?! en\\b))(?:$| (?:merci|chez|de|depuis|ce|hier)\\b)"},
    {ACT_FILLED, 0,
     "(?:(?:un|le|la|notre|nos|les|mon|une) "
     ")?(?:candidate?s?|personnes?|salariee?s?|jeunes?|apprentie?s?|alternante?s?|stagiaires?|remplacante?s?|"
     "titulaire|intervenante?s?|parrains?|marraines?|mentors?|perle "
     "rare) (?:ideale?s? |parfaite?s? )?"
     "(?:est |a ete |sont |ont ete )?" ADV
     " ?(?:trouvee?s?|recrutee?s?|embauchee?s?|choisie?s?|selectionnee?s?|"
     "engagee?s?)(?: parmi .*| merci.*| hier.*| ce .*| en interne.*| cette .*| depuis .*| par .*| via .*| "
     "grace .*|)$"},
    {ACT_FILLED, 0,
     "(?:un|une|notre) (?:candidate?|personne|profil) (?:est|a ete|vient d'etre)" ADV
     " (?:retenue?|choisie?)\\b"},
    {ACT_FILLED, 0,
     "(?:" WE
     " ?)?(?:avons|ai|a) (?:enfin |deja |bien )?(?:quelqu'un|la bonne personne|ce qu'il (?:nous |me )?"
     "(?:faut|fallait)|(?:notre|mon) (?:parrain|marraine|mentor|intervenante?|candidate?|homme|femme|perle "
     "rare|personne|"
     "salariee?|futur .*|future .*))(?: (?:pour|sur) (?:ce|le|notre) poste)?(?: merci.*|)$"},
    {ACT_FILLED, 0,
     "" WE " ?(?:avons|ai|a)" ADV
     " retenu (?:quelqu'un|une personne|(?:un|une|notre) candidate?)(?: (?:pour|sur) "
     "(?:ce|le|notre|cette|l') ?(?:poste|offre|emploi)| merci.*| en interne|)$"},
    {ACT_FILLED, BEARS(GUARD_WISH),
     "(?:" WE " ?)?(?:avons|ai|a)" ADV " ce qu'il (?:nous |me )?(?:faut|fallait)(?: merci.*|)$"},
    {ACT_FILLED, 0,
     "(?:(?:" WE " ?)?(?:avons|ai|a)" ADV " fait (?:notre|mon) choix|(?:notre|mon|le) choix est" ADV
     " fait|choix fait)"},
    {ACT_FILLED, 0,
     "(?:" WE " ?)?(?:avons|ai|a)" ADV " (?:pourvu|comble) (?:le|ce|notre|les|nos|ces|tous les) "},
    {ACT_FILLED, 0,
     "(?:postes?|offres?|emplois?|missions?)(?: est)?" ADV
     " (?:pourvue?s?|pris|occupes?|attribuee?s?|combles?)"},
    {ACT_FILLED, 0, POST " (?:a|ont)" ADV " trouve (?:preneur|titulaire|candidate?)\\b"},
    {ACT_FILLED, 0,
     "quelqu'un (?:est|a ete|vient d'etre)" ADV " (?:embauche|recrute|trouve|choisi|pris)\\b|"
     "(?:(?:notre|le|ce) )?recrutement (?:a abouti|s'est conclu|(?:a ete|est) (?:conclu|concretise|realise))|"
     "(?:embauche|recrutement) (?:realisee?|conclue?|finalisee?)$"},
    {ACT_FILLED, 0,
     "(?=(?:l'|notre |mon )equipe est (?:desormais |maintenant |enfin )?(?:au complet|complete)$)[a-z']+"},
    {ACT_FILLED, 0, "pourvue?s?(?: depuis .*| hier| ce matin| entre temps|)$"},
    {ACT_FILLED, 0,
     "" WE " ?(?:avons|ai|a|vient d[e']|venons d[e']|viens d[e'])" ADV
     " ?(?:trouvee?r?|recrutee?r?|embauchee?r?|engagee?r?|pourvoir|pourvu|choisir|choisi|selectionner|"
     "selectionne|signer|signe)" ADV
     " ?(?:(?:avec )?(?:quelqu'un|une personne|la personne|la bonne personne|un candidat|une candidate|notre "
     "candidat|notre candidate|un jeune|une jeune|un gars|une fille|(?:une?|des|les) "
     "(?:parrain|marraine|mentor|intervenante?)s?|le candidat|la candidate|le poste|ce poste|quelqu'un .*|la "
     "personne .*|la perle.*|deux personnes|les deux personnes|notre futur .*|notre future "
     ".*|(?:notre|nos|mon|mes) "
     "[a-z-]{4,20}|sur ce poste|pour ce poste|en interne|en cdi|en cdd|par ailleurs|merci|la semaine "
     "derniere|le mois "
     "dernier|recemment).*)?$"},
    {ACT_FILLED, 0, WE " ?(?:avons|ai|a) quelqu'un (?:maintenant|desormais)(?: merci.*)?$"},
    {ACT_FILLED, 0,
     "(?:le |notre |ce )?recrutement (?:est" ADV " |" ADV
     " )?(?:termine|cloture|clos|acheve|effectue|fait|boucle|finalise)"},
    {ACT_FILLED, 0,
     WE " ?(?:avons|ai|a)" ADV
	" (?:termine|boucle|finalise|acheve) (?:le|notre|nos|ce|mon) recrutements?\\b"},
    {ACT_FILLED, 0, "(?:trouvee?|on a (?:notre|nos) [a-z-]{4,20})(?: merci|)$"},
    {ACT_FILLED, 0,
     /* who it is is a remark */
     "(?=" WE " ?(?:avons|ai|a)" ADV
     " pris (?:quelqu'un|une personne|une? (?:candidate?|jeune)|un gars|une fille)"
     "(?: (?:pour|sur) (?:le|ce) poste| en (?:cdi|cdd|alternance|apprentissage)| hier| ce matin| "
     "(?:lundi|mardi|mercredi|jeudi|vendredi)| la semaine derniere| merci.*|)$)[a-z']+"},
    {ACT_FILLED, 0, "(?:la |notre )?(?:place|personne) (?:est|a ete)" ADV " (?:prise|trouvee|recrutee)"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION),
     "" WE " ?ne (?:recrutons|recrute|embauchons|embauche) (?:finalement )?(?:pas|plus)$"},
    {ACT_CLOSED, ASKED | BEARS(GUARD_DOUBT),
     "(?:" OFFER "|elle|il) (?:peut|doit|est a) ?(?:etre "
     ")?(?:cloturee?|fermee?|retiree?|supprimee?|enlevee?|annulee?|cloturer|fermer|retirer|supprimer)"},
    {ACT_CLOSED, ASKED,
     "(?:offre |annonce )?a (?:cloturer|fermer|retirer|supprimer|enlever|annuler)(?: svp| merci.*|)$"},
    {ACT_CLOSED, ASKED,
     "(?:(?:vous )?pouvez|(?:est-ce que )?(?:vous pourriez|vous pouvez|on peut|on pourrait)|tu peux|merci "
     "de|merci de bien vouloir|merci de "
     "nous|veuillez|pouvez-vous|pourriez-vous|priere de|il faut|on peut|nous souhaitons|je souhaite|je vous "
     "demande de|nous vous demandons de|peux-tu|merci d'|nous aimerions|je voudrais|nous "
     "voudrions|j'aimerais)" ADV " ?(?:la |l'|le "
     ")?(?:cloturer|clore|fermer|retirer|supprimer|enlever|annuler|arreter|stopper|suspendre|geler|"
     "desactiver|archiver|depublier)" ADV "(?: " OFFER ".*|)(?: merci.*| svp| s'il .*|)$"},
    {ACT_CLOSED, ASKED,
     "(?:(?:merci|il faut|vous pouvez|pouvez-vous|veuillez|nous souhaitons|je souhaite) (?:de |d')?)?"
     "(?:arreter|stopper|cesser|suspendre|interrompre) (?:la diffusion|la publication|le recrutement|les "
     "recherches)"},
    {ACT_CLOSED, ASKED,
     "(?:.* )?(?:mettre|mettez|mettons|mets) fin (?:au |a (?:l'|la |cette |notre |ce "
     "))(?:offre|annonce|diffusion|publication|"
     "recherche|recrutement)\\b"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION),
     "(?:ce n'est |c'est )?(?:(?:pas|plus) (?:la peine|besoin|utile|necessaire)|inutile) (?:de |d')"
     "(?:continuer|poursuivre|diffuser|chercher|rechercher|(?:nous |m'|me "
     ")?(?:envoyer|adresser|transmettre|proposer)|maintenir)\\b"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION),
     "(?=(?:(?:c'est |ce n'est )?plus (?:la peine|utile|necessaire)|laissez tomber)(?: merci.*| "
     "desolee?.*|)$)[a-z']+"},
    {ACT_CLOSED, 0, "stop (?:a|pour|sur) " OFFER},
    {ACT_CLOSED, 0, "(?=" WE " ?abandonn(?:e|ons)(?: merci.*|)$)[a-z']+"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "(?:(?:merci de |veuillez |priere de |vous pouvez )?(?:ne plus|arreter de|arretez de|cesser de|cessez "
     "de) (?:nous |m'|me )?(?:envoyer|adresser|transmettre|proposer) (?:de |d'|vos |des )?|"
     "stop (?:aux |les )?)(?:autres? )?(?:cv|candidatures?|candidate?s?|profils?)"
     "(?: (?:merci|svp|pour (?:ce|le|cette|l') ?(?:poste|offre|annonce))\\b.*|)$"},
    {ACT_CLOSED, 0, "cloture (?:de l'|de cette |de notre |de mon )(?:offre|annonce)\\b"},
    {ACT_CLOSED, 0,
     "" WE " ?(?:cloturons|cloture|fermons|ferme|retirons|retire|annulons|annule|supprimons|supprime|clos|"
     "closons|suspendons|suspend|abandonnons|abandonne|arretons|arrete|stoppons|stoppe|gelons|gele|renoncons "
     "a|renonce "
     "a) " OFFER},
    {ACT_CLOSED, 0, "(?=" WE " ?(?:cloturons|cloture)(?: (?:merci|desolee?)\\b.*| svp|)$)[a-z']+"},
    {ACT_CLOSED, 0,
     "" WE " ?(?:avons|ai|a)" ADV
     " (?:abandonne|arrete|annule|gele|stoppe|suspendu|cloture|ferme|renonce a) " OFFER},
    {ACT_CLOSED, 0,
     "" OFFER " (?:est|a ete)" ADV " (?:annulee?|cloturee?|fermee?|supprimee?|retiree?|close?|gelee?|"
     "suspendue?|abandonnee?|caduque|perimee?|terminee?)"},
    {ACT_CLOSED, 0,
     "(?:le |notre |ce )?(?:projet|besoin|budget|chantier)(?: de recrutement)?(?: est| a ete)?" ADV
     " (?:annulee?|abandonnee?|suspendue?|gelee?|arretee?|refusee?)"},
    {ACT_CLOSED, 0,
     "(?:" WE " ?(?:mettons|mets|met|avons mis|ai mis|a mis) )?" ADV "(?: ?" OFFER
     "(?: est| a ete)? ?(?:mise? )?)?"
     "en (?:pause|stand-?\\s?by|suspens|sommeil)(?: " OFFER ")?(?: pour .*| merci.*|)$"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION),
     "" OFFER " n'est (?:finalement |malheureusement )?pas (?:ouverte?|maintenue?|confirmee?|validee?)$"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE),
     "(?:" WE
     " ?(?:avons decide|decidons|preferons|avons choisi|choisissons|souhaitons) (?:de )?ne (?:pas|plus) "
     "(?:donner suite a|poursuivre|maintenir|pourvoir)|" WE
     " ?ne (?:donnons|donnerons|maintenons|poursuivons|"
     "pourvoirons|maintiens|maintient) (?:finalement )?(?:pas|plus)(?: suite a)?) " OFFER},
    {ACT_CLOSED, BEARS(GUARD_NEGATION),
     "(?:plus besoin" OF_CANDIDATES "|plus de besoins?(?: .{0,30})?$|" WE
     " ?(?:n')?(?:avons|ai|a) plus (?:de |ce |le |du tout )*besoin" OF_CANDIDATES ")"},
    {ACT_CLOSED, 0,
     "(?:offre|annonce|recrutement|poste) (?:annulee?|cloturee?|fermee?|supprimee?|retiree?|gelee?|close?|a "
     "cloturer|a fermer|a retirer)"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION) | BEARS(GUARD_FUTURE),
     OFFER
     " ne sera (?:finalement |malheureusement )?pas (?:ouverte?|maintenue?|confirmee?|validee?|pourvue?)$"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION) | BEARS(GUARD_FUTURE),
     "" OFFER " (?:n'existe plus|ne se fera (?:pas|plus))$"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION),
     "" OFFER " n'est plus (?:d'actualite|valable|a pourvoir|disponible|ouverte?|en cours|valide)"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION),
     "(?:offre |poste |annonce )?(?:plus d'actualite|plus valable|n'est plus d'actualite|plus a "
     "pourvoir|plus disponible)"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "" WE " ?(?:ne|n')"
     " ?(?:recrutons|recrute|cherchons|cherche|recherchons|recherche|embauchons|embauche|avons)(?: plus)(?: "
     "personne| sur .*| pour .*| besoin.*|)$"},
    /* as people speak, without "ne" */
    {ACT_CLOSED, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "(?:c'est (?:fini|termine|bon) )?" WE " ?(?:ne "
     ")?(?:recrutons|recrute|cherchons|cherche|recherchons|recherche|embauchons|embauche|prenons|prends?"
     ") plus personne(?: merci.*| desolee?s?.*|)$"},
    {ACT_CLOSED, 0,
     "(?:a cloturer|a fermer|cloturez(?:-la)?(?: l'offre| cette offre|)|fermez l'offre|retirez "
     "l'offre|annulez l'offre|supprimez l'offre|"
     "(?:fermez|retirez|annulez|supprimez|enlevez|arretez) (?:cette|notre|mon) (?:offre|annonce)\\b)"},
    {ACT_NOBODY, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_DOUBT),
     "(?:nous n'avons|" WE " ?n'ai|on n'a|n'avons|pas|je n'ai|nous n'en avons|" WE
     " ?n'en ai)?(?: malheureusement| actuellement| pour (?:le moment|l'instant))*"
     " ?(?:pas(?: de| d')?|aucune?s?|plus de|plus aucun)? "
     "?(?:personne|candidate?s?|jeunes?|profils?|cv|candidature)(?: (?:de|a))? "
     "?(?:disponibles?|dispo|possibles?|a "
     "(?:vous )?(?:proposer|presenter|positionner|transmettre)|pour (?:le moment|l'instant|ce poste|cette "
     "offre|ce profil)|proposer|presenter|correspondante?s?|qui corresponde?(?:nt)?|interessee?s?|en ce "
     "moment|actuellement|sur ce (?:profil|metier|poste|secteur)|adaptee?s?|mobiles?|sur ce type .*|avec ce "
     "profil|correspondant .*|ne correspond.*|n'est .*)"},
    {ACT_NOBODY, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_DOUBT) | BEARS(GUARD_FUTURE),
     "" WE " ?(?:n'avons|n'ai|n'a|ne suivons|ne suis|ne suit|ne vois|ne voyons|ne dispose|ne "
     "disposons|n'aurons|n'en avons|n'en ai|ne trouve|ne trouvons|n'identifie|n'identifions|ne "
     "connais|ne connaissons|n'accompagnons)(?: malheureusement| pas| plus| actuellement| pour "
     "l'instant| pour le moment| toujours| encore| trouve)* (?:(?:de|d'|aucune?|un|une) "
     "?){0,2}(?:personne|candidate?s?|candidatures?|jeunes?|profils?)\\b" BESIDE},
    {ACT_NOBODY, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_DOUBT),
     "" WE " ?(?:vois|voyons|voit|trouve|trouvons|connais|connaissons|suis|suivons) (?:vraiment "
     "|malheureusement |actuellement "
     ")*personne\\b" BESIDE},
    {ACT_NOBODY, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_DOUBT),
     "(?:toujours |encore |malheureusement |non )?(?:personne|aucun candidat|aucune candidate|aucun "
     "jeune|aucun "
     "profil|pas de candidats?|pas de "
     "profil|pas de jeunes?|rien a proposer)(?: pour .*| a .*| en .*| chez nous.*| ici.*| sur .*| "
     "disponible.*| "
     "dans .*| de (?:mon|notre) cote|)$"},
    {ACT_NOBODY, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_DOUBT),
     "" WE " ?(?:n'avons|n'ai|n'a) (?:malheureusement |actuellement )?(?:personne|aucun candidat|aucun "
     "jeune|aucune candidate|pas de candidats?|pas de jeunes?|pas de profils?|aucun profil|pas ce "
     "profil|rien)\\b" BESIDE},
    {ACT_NOBODY, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_DOUBT),
     "(?:(?:" WE
     " ?)?(?:n'(?:en )?|ne )?(?:avons|ai|a|aurons|aurai|vois|voyons|voit|trouve|trouvons|suis|suivons|suit|"
     "connais|connaissons|dispose|disposons|il y a|y a) )?" NONE_NOW
     "(?:pas|plus|aucune?s?|point|pas encore)" NONE_NOW
     "(?: (?:de|d'|ce|cet|cette|ces|du))*(?: (?:type|genre|sorte) (?:de|d'))?(?: bons?| "
     "bonnes?| telle?s?)? ?(?:profils?|candidate?s?|jeunes?|candidatures?|cv|publics?|monde|ca|cela)"
     "(?:(?: "
     "|-)(?:la|ci|disponibles?|dispo|interesse.*|correspond.*|motive.*|mobile.*|adapte.*|forme.*|qualifie.*|"
     "experimente.*|vehicule.*|(?:a|pour|sur|dans|en|"
     "chez|au|avec|parmi|actuellement|malheureusement|sous|de|du|qui corresp|qui conv|pret).*))*$"},
    {ACT_NOBODY, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_DOUBT),
     "(?:" WE " ?(?:n'ai|n'avons|n'a|ai|avons|a) )?" NONE_NOW
     "rien (?:a (?:vous |te |t')?(?:proposer|presenter|transmettre)|"
     "pour (?:l'instant|le moment|vous|ce poste|cette offre|ce profil|(?:nous|moi)$)|de (?:mon|notre) "
     "cote|chez "
     "(?:moi|nous)|en "
     "(?:ce moment|stock|vue|fichiers?)|sur ce|dans (?:mon|notre|nos|ma|mes|les)|qui corresp|actuellement)"},
    {ACT_NOBODY, BEARS(GUARD_NEGATION),
     "(?:(?:nous avons|j'ai|on a) personne|(?:nous n'avons|je n'ai|on n'a) pas)$"},
    {ACT_NOBODY, BEARS(GUARD_NEGATION) | BEARS(GUARD_DOUBT),
     "(?:non )?aucune?s?(?: (?:proposition|positionnement)s?\\b.{0,40}|)$"},
    {ACT_YES, 0, "si,? (?:il y (?:en )?a|(?:j'en|nous en|on en) (?:ai|avons|a)|j'ai|nous avons|on a)\\b"},
    {ACT_NOBODY, BEARS(GUARD_NEGATION), "(?:0|zero) (?:candidate?s?|jeunes?|profils?|cv|candidatures?)\\b"},
    {ACT_NOBODY, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_DOUBT),
     "(?:(?:(?:nos|mes|les) (?:jeunes|profils|publics)|(?:notre|mon) public) |" WE
     " )?(?:ne )?(?:correspondent|correspond|conviennent) (?:pas|a aucun)"},
};
const struct phrase_table words_about_offers = {rows, ARRAY_SIZE(rows)};
