#include "words_phrases.h"

#define WHO                                                                                                  \
	"(?:il|elle|ils|elles|le jeune|la jeune|ce jeune|cette jeune|le candidat|la candidate|ce "           \
	"candidat|cette candidate|l'interesse|l'interessee|la personne|(?!nous |vous |je |on |non |pas |le " \
	"|la |un |une |merci )[a-z][a-z'-]{1,20}(?: [a-z][a-z'-]{1,20})?)"
#define WE "(?:nous|on|je|j'|ns)"
#define POST                                                                                                 \
	"(?:(?:le|ce|notre|mon|les|ces|nos|tous les) )?(?:(?:deux|trois|quatre|2|3|4) "                      \
	")?(?:postes?|emplois?|places?)"
#define OFFER                                                                                                \
	"(?:l'offre|cette offre|notre offre|mon offre|l'annonce|cette annonce|notre annonce|le poste|ce "    \
	"poste|le recrutement|ce recrutement|notre recrutement|la recherche|l'appel|cet appel)"
#define HER "(?:(?:le|la|les|l'|leur|lui|son cv|le cv) ?)"
#define CV_OBJECT                                                                                            \
	"(?:(?:le|la|les|ce|cette|son|leur|sa|ses|tous les|toutes les|tout le|notre) "                       \
	")?(?:cv|c\\.v\\.|curriculum|document|documents|"                                                    \
	"donnees|dossier|candidature|fichier|fichiers|piece jointe|pieces jointes|copies?|exemplaires?)"
#define CONSENT "(?:son|leur|l'|cet|le|du) ?(?:accord|consentement|autorisation)"

/* Guards that a phrase bears. */
enum {
	COMES = BEARS(GUARD_FUTURE),
	COMES_NOT = BEARS(GUARD_FUTURE) | BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
	NOT_RETAINED = BEARS(GUARD_NEGATION),
	ASKED = BEARS(GUARD_WISH) | BEARS(GUARD_NEGATION),
};

const struct phrase words_phrases[] = {
    /* ok: the whole clause */
    {ACT_OK, 0,
     "(?:ok|d'accord|entendu|ca marche|ca me va|ca nous va|c'est ok|c'est bon|c'est d'accord|ok d'accord|ok "
     "ok|ok ca marche|tout est ok|ca roule|d'accord)(?: merci.*)?$"},

    {ACT_YES, COMES | BEARS(GUARD_WISH),
     "oui\\b(?=.*\\b(?:d'accord|renouvel[a-z]+|accepte|souhaite|veut|confirme|partante?)\\b)"},
    {ACT_YES, COMES,
     "oui(?: oui| bien sur| tout a fait| avec plaisir| volontiers| merci.*| c'est bon| ok| pour "
     "(?:moi|nous)| sans probleme)*$"},
    {ACT_YES, COMES,
     "(?:(?:ok|d'accord|c'est bon|c'est ok|bon|partants?|ca marche|ca va) pour (?:moi|nous|notre .{0,40})|ca "
     "(?:me|nous) convient(?: .{0,30})?)(?: merci.*)?$"},
    {ACT_YES, COMES,
     "(?:" WE " ?)?(?:acceptons|accepte)(?: avec .{0,20})? (?:votre|cette|l'|l) ?(?:invitation|proposition)"},
    {ACT_YES, COMES,
     "(?:bien volontiers|bien sur|tout a fait|avec (?:grand )?plaisir|volontiers|absolument|affirmatif|c'est "
     "oui|bien sur que oui)$"},
    {ACT_YES, COMES,
     "(?:la |cette |le |ce |l'|cet )?(?:nouvelle |nouvel )?(?:date|horaire|heure|jour|creneau|lieu) (?:nous "
     "|me )?(?:convient|va)(?: "
     "(?:bien|parfaitement|tout a fait|tres bien))*$"},
    {ACT_YES, COMES, "(?:notre|ma) reponse est (?:donc )?(?:oui|positive)"},
    {ACT_NO, BEARS(GUARD_NEGATION), "pas pour (?:nous|moi)\\b"},
    {ACT_NO, BEARS(GUARD_NEGATION),
     "non(?: non| merci.*| desolee?s?| malheureusement| pas du tout| pas cette fois| c'est non)*$"},
    {ACT_NO, BEARS(GUARD_NEGATION), "(?:malheureusement non|c'est non|negatif|sans facon)"},
    {ACT_NO, BEARS(GUARD_NEGATION), "(?:notre|ma) reponse est (?:donc )?(?:non|negative)"},
    {ACT_MAYBE, BEARS(GUARD_DOUBT) | BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH),
     "(?=.*\\b(?:peut-etre|peut etre|sans doute|probablement|eventuellement)\\b).*\\b(?:venir|viendr[a-z]+|"
     "particip[a-z]+|presente?s?|des votres)\\b"},
    {ACT_MAYBE,
     BEARS(GUARD_CONDITION) | BEARS(GUARD_DOUBT) | BEARS(GUARD_NEGATION) | BEARS(GUARD_FUTURE) |
	 BEARS(GUARD_WISH),
     "(?:peut-etre|peut etre|eventuellement|probablement|sans doute|je ne sais pas encore|nous ne savons pas "
     "encore|on ne sait pas encore|a confirmer|a voir|pas (?:encore )?(?:sure?s?|certaine?s?)|nous ne sommes "
     "pas (?:encore )?(?:surs|certains)|je ne suis pas (?:encore )?(?:sure?|certaine?)|ce n'est pas "
     "(?:encore )?(?:sur|certain)|rien n'est sur)"},
    {ACT_MAYBE, BEARS(GUARD_CONDITION) | BEARS(GUARD_DOUBT) | BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH),
     "" WE " ?(?:essaie|essaye|essayons|essaierai|essaierons|essaierons|essayerai|essayerons|essaiera|"
     "tacherai|tacherons|ferai|ferons)(?: tout)?(?: (?:notre|mon|le))?(?: possible)?(?: d'| de | pour "
     ")(?:venir|y etre|etre presente?s?|passer|participer|etre la)"},
    {ACT_MAYBE, BEARS(GUARD_CONDITION) | BEARS(GUARD_DOUBT) | BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH),
     "(?:" WE " ?)?(?:viendrons|viendrai|viendra|serons|serai|participerons|participerai|venons|viens|pense|"
     "pensons) (?:peut-etre|probablement|sans doute|eventuellement|(?:pouvoir "
     ")?(?:venir|participer|etre presente?s?))"},

    {ACT_CURIOUS, /* "plus" is no negation there */
     BEARS(GUARD_CONDITION) | BEARS(GUARD_DOUBT) | BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH) |
	 BEARS(GUARD_NEGATION),
     "(?:" WE " ?)?(?:aimerais|aimerions|voudrais|voudrions|souhaite|souhaitons|souhaiterais|souhaiterions|"
     "veux|voulons|demande|demandons)(?: bien| d'abord| volontiers)* (?:a |d')?"
     "(?:en savoir (?:un peu )?(?:plus|davantage)|(?:avoir |recevoir |obtenir )?(?:plus|davantage) "
     "(?:d'informations?|d'infos?|de precisions|de details)|(?:avoir |recevoir |obtenir )?des "
     "(?:precisions|renseignements))"},

    {ACT_PRESENT, COMES,
     "(?:" WE " ?)?(?:viendrons|viendrai|viendra|venons|viens|participerons|participerai|participera|"
     "participons|participe|assisterons|assisterai|assistons|y serons|y serai|y sera|en serons|en serai|en "
     "sera|serons la|serai la|sera la|serons des votres|serai des votres|repondons presente?s?|reponds "
     "presente?|sommes de la partie|suis de la partie)\\b"},
    {ACT_PRESENT, COMES,
     "(?:" WE " ?)?(?:serons|serai|sera|sommes|suis|est)(?: donc| bien| tous| tres heureux de| partant)* "
     "(?:presente?s?|parmi vous|avec vous|interessee?s? et presente?s?|partante?s?|des votres)"},
    {ACT_PRESENT, COMES, "(?:presente?s?|partante?s?)(?: le .*| a .*| pour .*|)$"},
    {ACT_PRESENT, COMES | BEARS(GUARD_WISH),
     "(?:" WE " ?)?(?:vous )?(?:confirmons|confirme|confirmerons)(?: bien| donc)? (?:notre|ma|la|leur|sa) "
     "(?:presence|participation|venue|inscription|presence de)"},
    {ACT_PRESENT, COMES | BEARS(GUARD_WISH), "(?:presence|participation|venue|inscription) (?:confirmee|ok)"},
    {ACT_PRESENT, COMES | BEARS(GUARD_WISH),
     "(?:vous pouvez )?(?:compter|comptez) sur (?:nous|moi|notre presence|ma presence)"},
    {ACT_PRESENT, COMES | BEARS(GUARD_WISH),
     "(?:merci de (?:nous |m')?|vous pouvez (?:nous |m')?|veuillez (?:nous |m')?|pouvez-vous (?:nous "
     "|m')?|je souhaite(?:rais)? |nous souhaitons |" WE
     " ?)?(?:inscrivez|inscris|inscrivons|inscrire|m'inscris|m'inscrire|nous inscrire)(?:-nous|-moi)?\\b"},
    {ACT_PRESENT, COMES,
     "(?:ok|d'accord|c'est bon|bon)(?: c'est bon)? (?:pour|avec) (?:notre|ma|une|la) "
     "(?:participation|presence|venue)"},
    {ACT_PRESENT, COMES,
     "(?:ok|d'accord|oui),? (?:nous|on|je) "
     "(?:venons|viens|vient|serons|serai|sera|participons|participe|sommes|participerons|viendrons|viendrai|"
     "y serons|y serai|confirmons|confirme)"},

    {ACT_ABSENT, COMES_NOT,
     "(?:" WE " ?)?(?:ne "
     ")?(?:pourrons|pourrai|pourra|pouvons|peux|peut|pourrions|pourrais|serons|serai|sera|sommes|"
     "suis|viendrons|viendrai|viendra|venons|viens|vient|participerons|participerai|participera|"
     "participons|participe)(?: malheureusement| finalement| donc| helas)? pas\\b(?! encore)"},
    {ACT_ABSENT, COMES_NOT,
     "" WE " ?(?:n'assisterons|n'assisterai|n'y serons|n'y serai|ne serons|ne serai|n'irons|n'irai) "
     "(?:malheureusement )?pas"},
    {ACT_ABSENT, COMES_NOT,
     "(?:c'est )?(?:malheureusement )?(?:impossible|pas possible|pas dispo|pas "
     "disponibles?|indisponibles?|pas disponible|complique)(?: pour (?:nous|moi))?(?: ce jour-?\\s?la| a "
     "cette date| le .*|)$"},
    {ACT_ABSENT, COMES_NOT,
     "(?:" WE " ?)?(?:ne )?(?:serons|serai|sera|sommes|suis) (?:malheureusement |deja |tous "
     ")*(?:absente?s?|indisponibles?|empechee?s?|prise?s?|retenue?s?)(?: ce jour-?\\s?la| a cette "
     "date| le .*| ailleurs| par .*|)$"},
    {ACT_ABSENT, COMES_NOT, "(?:ce n'est|c'est|ca ne sera|ce ne sera) (?:malheureusement )?pas possible"},
    {ACT_ABSENT, COMES_NOT,
     "(?:" WE " ?)?(?:devons |dois |doit |prefere |preferons |suis au regret de |sommes au regret de |suis "
     "contrainte? de |suis obligee? de |me vois contrainte? de )?(?:declinons|decline|decliner)\\b"},
    {ACT_ABSENT, COMES_NOT | BEARS(GUARD_DOUBT),
     "(?!.*\\b(?:pas tous|pas toutes|pas encore|pas avant|pas seule?s?|sais pas|savons pas|sait pas|pas "
     "sure?s?|pas certaine?s?|pas recu|pas "
     "compris|probleme|souci)\\b)(?=.*\\b(?:ne|n'[a-z]+|pas|aucune?|personne)\\b).*\\b(?:venir|viendr[a-z]+|"
     "venons|viens|vient|particip[a-z]+|presente?s?|disponibles?|dispo|possible|interessee?s?|assister|"
     "libres?|des votres|parmi vous|avec vous|de la partie|honorer .{0,40}|nous (?:liberer|joindre a "
     "vous)|suite a (?:l'|votre |cette )?invitation)\\b"},
    {ACT_ABSENT, COMES_NOT,
     "(?:" WE " ?)?(?:n'aurons|n'avons|n'ai|n'aurai|n'aura|n'enverrons|n'inscrivons) (?:malheureusement "
     "|finalement )?(?:personne|aucun)\\b"},
    {ACT_ABSENT, COMES_NOT,
     "(?:" WE "|notre [a-z]{3,20}) ?(?:ne dispose|ne disposons|n'avons|n'a|n'ai)(?: malheureusement| "
     "actuellement)? (?:pas|plus) "
     "(?:de "
     "|d')(?:parrains?|marraines?|mentors?|tuteurs?|intervenante?s?|disponibilites?|possibilites?|moyens|"
     "salaries?|collaborateurs?)"},
    {ACT_ABSENT, COMES_NOT, "(?:" WE " ?)?(?:passons|passe|passerons) (?:notre|mon) tour"},
    {ACT_ABSENT, COMES_NOT,
     "(?:sans nous|pas cette fois(?:-ci)?|nous passons notre tour|je passe mon tour|ce sera sans nous)"},
    {ACT_ABSENT, COMES_NOT,
     "(?:nous n'avons|" WE " ?n'ai|on n'a|" WE
     " ?n'avons)?(?: malheureusement)? ?(?:pas de jeunes?|aucun jeune|pas de candidats?|aucun "
     "candidat|personne)(?: de)?(?: disponibles?| interessee?s?| a inscrire| pour .*| a envoyer| ce "
     "jour.*|)$"},
    {ACT_ABSENT, COMES_NOT,
     "(?:" WE " ?)?(?:annulons|annule|annuler|devons annuler|dois annuler|doit annuler) "
     "(?:notre|ma|leur|la|nos|mes|l') ?(?:participation|presence|venue|inscriptions?|reservations?|places?)"},
    {ACT_ABSENT, COMES_NOT,
     "(?:merci d'|veuillez |vous pouvez )(?:annuler) (?:notre|ma|leur|la|nos|mes|l') "
     "?(?:participation|presence|venue|inscriptions?|reservations?|places?)"},
    {ACT_ABSENT, COMES_NOT,
     "(?:je|nous|on) (?:me |nous )?(?:desiste|desistons|excuse|excusons|dois me desister|devons nous "
     "desister)"},

    {ACT_FILLED, 0,
     POST " (?:est|sont|a ete|ont ete|vient d'etre|viennent d'etre)" ADV
	  " (?:pourvue?s?|prise?s?|occupee?s?|attribuee?s?|comblee?s?)"},
    {ACT_FILLED, 0,
     "(?:l'offre|cette offre|l'annonce|notre offre|c'|il|elle|ca) ?(?:est|a ete|vient d'etre)" ADV
     " (?:pourvue?|comblee?)"},
    {ACT_FILLED, 0, "(?:postes?|offres?|emplois?)(?: est)?" ADV " (?:pourvue?s?|pris|occupes?)"},
    {ACT_FILLED, 0, "pourvue?s?(?: depuis .*| hier| ce matin| entre temps|)$"},
    {ACT_FILLED, 0,
     "" WE " ?(?:avons|ai|a|vient de|venons de|viens de)" ADV
     " (?:trouvee?r?|recrutee?r?|embauchee?r?|engagee?r?|pourvoir|pourvu|choisir|choisi|selectionner|"
     "selectionne|signer|signe)" ADV
     " ?(?:(?:avec )?(?:quelqu'un|une personne|la personne|la bonne personne|un candidat|une candidate|notre "
     "candidat|notre candidate|un jeune|une jeune|le candidat|la candidate|le poste|ce poste|quelqu'un .*|la "
     "personne .*|la perle.*|deux personnes|les deux personnes|notre futur .*|notre future .*|notre "
     "perle.*|sur ce poste|pour ce poste|en interne|en cdi|en cdd|par ailleurs).*)?$"},
    {ACT_FILLED, 0,
     "(?:le |notre |ce )?recrutement (?:est" ADV " |" ADV
     " )?(?:termine|cloture|clos|acheve|effectue|fait|boucle|finalise)"},
    {ACT_FILLED, 0, "(?:la |notre )?(?:place|personne) (?:est|a ete)" ADV " (?:prise|trouvee|recrutee)"},

    {ACT_CLOSED, BEARS(GUARD_NEGATION),
     "" WE " ?ne (?:recrutons|recrute|embauchons|embauche) (?:finalement )?(?:pas|plus)$"},
    {ACT_CLOSED, ASKED | BEARS(GUARD_DOUBT),
     "(?:" OFFER "|elle|il) (?:peut|doit|est a) ?(?:etre "
     ")?(?:cloturee?|fermee?|retiree?|supprimee?|enlevee?|annulee?|cloturer|fermer|retirer|supprimer)"},
    {ACT_CLOSED, ASKED,
     "(?:offre |annonce )?a (?:cloturer|fermer|retirer|supprimer|enlever|annuler)(?: svp| merci.*|)$"},
    {ACT_CLOSED, ASKED,
     "(?:vous pouvez|tu peux|merci de|merci de bien vouloir|merci de "
     "nous|veuillez|pouvez-vous|pourriez-vous|priere de|il faut|on peut|nous souhaitons|je souhaite|je vous "
     "demande de|nous vous demandons de|peux-tu|merci d'|nous aimerions|je voudrais|nous "
     "voudrions|j'aimerais)" ADV " ?(?:la |l'|le "
     ")?(?:cloturer|clore|fermer|retirer|supprimer|enlever|annuler|clôturer|"
     "desactiver|archiver|depublier)" ADV "(?: " OFFER
     ".*| l'offre.*| notre .*| mon .*|)(?: merci.*| svp| s'il .*|)$"},
    {ACT_CLOSED, 0,
     "" WE " ?(?:cloturons|cloture|fermons|ferme|retirons|retire|annulons|annule|supprimons|supprime|clos|"
     "closons|suspendons|suspend|abandonnons|abandonne|arretons|arrete|stoppons|stoppe|gelons|gele|renoncons "
     "a|renonce "
     "a) " OFFER},
    {ACT_CLOSED, 0,
     "" WE " ?(?:avons|ai|a)" ADV
     " (?:abandonne|arrete|annule|gele|stoppe|suspendu|cloture|ferme|renonce a) " OFFER},
    {ACT_CLOSED, 0,
     "" OFFER " (?:est|a ete)" ADV " (?:annulee?|cloturee?|fermee?|supprimee?|retiree?|close?|gelee?|"
     "suspendue?|abandonnee?|caduque|perimee?|terminee?)"},
    {ACT_CLOSED, 0,
     "(?:offre|annonce|recrutement|poste) (?:annulee?|cloturee?|fermee?|supprimee?|retiree?|gelee?|close?|a "
     "cloturer|a fermer|a retirer)"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION),
     "" OFFER " n'est plus (?:d'actualite|valable|a pourvoir|disponible|ouverte?|en cours|valide)"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION),
     "(?:offre |poste |annonce )?(?:plus d'actualite|plus valable|n'est plus d'actualite|plus a "
     "pourvoir|plus disponible)"},
    {ACT_CLOSED, BEARS(GUARD_NEGATION),
     "" WE " ?(?:ne|n')"
     " ?(?:recrutons|recrute|cherchons|cherche|recherchons|recherche|embauchons|embauche|avons)(?: plus)(?: "
     "personne| sur .*| pour .*| besoin.*|)$"},
    {ACT_CLOSED, 0,
     "(?:a cloturer|a fermer|cloturez(?:-la)?(?: l'offre| cette offre|)|fermez l'offre|retirez "
     "l'offre|annulez l'offre|supprimez l'offre)"},

    {ACT_INTERVIEW, 0,
     "" WE " ?(?:l'|les )?(?:avons|ai|a|l'ai|l'avons|l'a)" ADV
     " (?:eue?s?|vue?s?|recue?s?) en (?:entretien|rendez-vous|ligne pour un entretien)"},
    {ACT_INTERVIEW, 0,
     "(?:un |l'|son |1er |premier |deuxieme |2e |second )?(?:entretiens?|rendez-vous|essai|rencontre)(?:$| "
     "(?:prevue?|fixee?|programmee?|planifiee?|prise?|calee?|cale|organisee?|passee?|effectuee?|realisee?|"
     "fait|faite|ok|confirmee?|positif|telephonique|physique|en "
     "visio|visio|d'embauche|avec|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|le |ce |cet|la semaine|a "
     "\\d|au |demain|apres-demain|dans nos locaux|reussi|concluant|\\d))"},
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:l'|les |la |le )?(?:avons|ai|a|l'ai|l'avons|l'a)" ADV
     " (?:recue?s?|vue?s?|rencontree?s?|convoquee?s?|contactee? pour un entretien|appelee? pour un "
     "entretien|invitee? (?:a|en) (?:un )?entretien|recontactee? pour un entretien)(?: (?:en|a|pour) (?:un "
     "|son |l')?entretien| hier| ce matin| lundi| mardi| mercredi| jeudi| vendredi| le .*| en .*| la semaine "
     ".*| pour un entretien.*|)$"},
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:l'|les |la |le )?(?:avons|ai|a|l'ai|l'avons|l'a)" ADV
     " (?:recue?s?|vue?s?|rencontree?s?|convoquee?s?|contactee?|appelee?|invitee?|recontactee?)\\b.* "
     "(?:en|a|pour) (?:un |son |l')?(?:entretien|rendez-vous)"},
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:la|le|les) "
     "(?:recoit|recois|recevons|rencontrons|rencontre|voyons|voit|vois|convoquons|convoque)\\b"},
    {ACT_INTERVIEW, 0,
     "" WHO " (?:est|a ete|sont|vient d'etre)" ADV
     " (?:convoquee?s?|recue?s?|invitee?s?|attendue?s?)(?: (?:a|en|pour) (?:un |l'|son )?entretien| hier| "
     "lundi| mardi| mercredi| jeudi| vendredi| le .*|)"},
    {ACT_INTERVIEW, 0,
     "" WHO " (?:a|passe|a eu|a passe)" ADV " (?:un |son |l')?(?:entretien|rendez-vous)\\b"},
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:lui )?(?:avons|ai|a|donnons|donne|fixons|fixe|proposons|propose)" ADV
     " (?:lui )?(?:donne|fixe|propose|pris|prevu|programme|cale)? ?(?:un )?(?:entretien|rendez-vous)"},
    {ACT_INTERVIEW, 0,
     "(?:convoquee?|recue?|vue?|rencontree?|attendue?)(?: (?:a|en|pour) (?:un |une "
     "|l')?(?:essai|test|immersion|visite|entretien)| en entretien| a un entretien| a l'entretien| pour "
     "un entretien| hier| ce matin| lundi| mardi| mercredi| jeudi| vendredi| le .*| la semaine .*| demain)"},
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:avons|ai|a) (?:un )?(?:rendez-vous|entretien) "
     "(?:avec|lundi|mardi|mercredi|jeudi|vendredi|le|demain)"},
    {ACT_INTERVIEW, 0, "(?:ok|d'accord|c'est bon|oui)(?: c'est bon)? pour un (?:entretien|rendez-vous)"},
    {ACT_INTERVIEW, 0,
     "(?:on|nous nous|nous|je|j') ?(?:se |la |le "
     "|l')?(?:voyons|voit|vois|rencontrons|rencontre|recevons|recoit|recois) "
     "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|le \\d|la semaine prochaine)"},
    {ACT_INTERVIEW, 0,
     "(?:il|elle) (?:vient|passe)(?: nous voir| en entretien| se presenter)? "
     "(?:lundi|mardi|mercredi|jeudi|vendredi|demain|le \\d)"},

    {ACT_HIRED, BEARS(GUARD_WISH),
     "" WE " ?(?:avons|ai|a)" ADV
     " (?:decide|choisi) de (?:l'|la |le )(?:embaucher|recruter|prendre|engager|garder)"},
    {ACT_HIRED, 0,
     "(?:embauchee?s?|recrutee?s?|engagee?s?|prise?)(?:$| (?:en "
     "(?:cdi|cdd|alternance|apprentissage|interim|stage|contrat.*)|depuis .*|a compter .*|a partir .*|le "
     ".*|hier|ce matin|aujourd'hui|lundi|chez nous|merci.*|pour .*|avec .*|des .*))"},
    {ACT_HIRED, 0,
     "" WHO " (?:est|a ete|vient d'etre|a bien ete|sont|ont ete)" ADV
     " (?:embauchee?s?|recrutee?s?|engagee?s?|prise?s?(?! (?:de|par|en )))"},
    {ACT_HIRED, 0,
     "(?:on|nous|je) ?(?:l'|les )(?:avons|ai|a)" ADV " (?:embauchee?s?|recrutee?s?|engagee?s?|prise?s?)\\b"},
    {ACT_HIRED, 0,
     "(?:nous|on|je|j') ?(?:avons|ai|a|venons de|vient de|viens de)" ADV
     " (?:l')?(?:embauche|recrute|engage|embaucher|recruter|engager) (?!quelqu'un|un |une "
     "|personne|d'autre|en interne|le poste|notre|deux|des )"
     "(?:la |le |cette |ce |votre )?(?:candidate?|jeune|[a-z][a-z'-]+)"},
    {ACT_HIRED, 0,
     "(?:on|nous|je) ?(?:l'|les |la |le "
     ")(?:embauche|embauchons|recrute|recrutons|engage|engageons|prend|prenons|prends)(?: en .*| a .*| des "
     ".*| le .*| pour .*| sur .*| lundi.*|)$"},
    {ACT_HIRED, 0,
     "" WHO " (?:a )?(?:commence|demarre|debute|signe|a signe|a commence|a demarre|a debute)\\b(?! "
     "(?:un|une|sa) (?:formation|autre|nouvel))"},
    {ACT_HIRED, 0, "(?:le |son )?contrat (?:est |a ete )?(?:signe|en cours de signature)"},
    {ACT_HIRED, 0, "embauche (?:confirmee|le .*|en .*|faite|effectuee)"},

    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_FUTURE),
     "(?:nous |on |je )?(?:ne )?(?:donnerons|donnera|donnerai|retiendrons|retiendra|recruterons) "
     "(?:malheureusement )?pas\\b"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:nous|on|j'|je) ?(?:avons|ai|a)" ADV
     " trouve (?:quelqu'un d'autre|un autre candidat|une autre candidate|une autre personne)"},
    {ACT_REJECTED, NOT_RETAINED, "(?:pas|non)[ -]retenue?s?"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:" WHO "|sa candidature|cette candidature|la candidature|son profil|le profil|ce "
     "profil|celle-ci|celui-ci|cela) (?:n'est|n'a|n'a ete|ne sera|n'ont|ne sont)" ADV " pas(?: ete)?" ADV
     " (?:retenue?s?|selectionnee?s?|prise?s?|embauchee?s?|recrutee?s?|choisie?s?)"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:nous |on |je )?(?:ne |n')?(?:la |le |les "
     "|l')?(?:retenons|retient|retiens|prenons|prend|prends|recrutons|recrute|embauchons|embauche|gardons|"
     "avons|ai|a)(?: malheureusement)? pas(?: pu)?(?: la| le| l')? "
     "?(?:retenue?s?|retenir|prise?|recrutee?|selectionnee?|embauchee?|cette candidature|sa "
     "candidature|cette candidate|ce candidat|la candidature|le candidat|la candidate|son profil|$)"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:nous |on |je )?(?:ne |n')?(?:la |le |les "
     "|l')?(?:retenons|retient|retiens|prenons|recrutons|embauchons)(?: malheureusement)? pas\\b"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:nous |on |je )?(?:ne |n'|n'y )?(?:donnons|donne|avons|ai|a|souhaitons|souhaite)(?: "
     "malheureusement)?(?: pas)?(?: pu| donne| souhaite)?(?: pas)?(?: y)?(?: donner)?(?: de| une)? suite(?: "
     "favorable)?\\b(?<!donnons suite)(?<!donne suite)"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_WISH),
     "(?:nous |on |je )?(?:ne )?(?:souhaitons|souhaite|pouvons|peux|peut|desirons|pourrons|pourrai) "
     "(?:malheureusement )?pas (?:y )?(?:donner (?:de |une )?suite|retenir|la retenir|le "
     "retenir|poursuivre|recruter|l'embaucher|la recruter|le recruter)"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:nous |on |je )?(?:n'avons|n'ai|n'a|avons|ai)(?: malheureusement| finalement)? pas (?:pu "
     ")?(?:donne|donner|souhaite "
     "donner)(?: de| une)? suite\\b"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:le |ce )?(?:poste|contrat) (?:est|a ete)" ADV " (?:attribuee?|donnee?|confiee?|pris|prise) "
     "(?:a|par) (?:quelqu'un d'autre|un autre|une autre)"},
    {ACT_REJECTED, NOT_RETAINED, "(?:ce n'est |c'est )?pas (?:le bon|le|un bon|notre) profil"},
    {ACT_REJECTED, NOT_RETAINED, "(?:candidature |profil |c'est )?sans suite"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:sa |la |cette )?candidature (?:est |a ete )?(?:" ADV
     ")? ?(?:non retenue|refusee|rejetee|ecartee|pas retenue|declinee)"},
    {ACT_REJECTED, NOT_RETAINED, "" WHO " (?:est|a ete)" ADV " (?:refusee?|ecartee?|rejetee?|recalee?)"},
    {ACT_REJECTED, NOT_RETAINED, "(?:refusee?|ecartee?|rejetee?)$"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:le |son |ce |cette |la )?(?:profil|candidature|candidate?|experience|niveau|" WHO
     ") (?:ne correspond|ne correspondait|ne convient|ne convenait|n'est pas adaptee?|n'a pas le profil)(?: "
     "malheureusement)?(?: pas)?"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:(?:nous|on|j'|je) ?(?:avons|ai|a)" ADV
     " (?:choisi|retenu|pris|recrute|prefere|selectionne|embauche|opte pour) )(?:quelqu'un d'autre|un "
     "autre|une autre|d'autres|un profil|une personne plus|un candidat plus|une candidate plus|un candidat "
     "avec|une candidate avec|une personne avec)"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:un autre candidat|une autre candidate|un autre profil|une autre personne|quelqu'un d'autre) (?:a "
     "ete|est|ont ete)" ADV " (?:retenue?|choisie?|prise?|recrutee?|embauchee?)"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:reponse negative|refus|candidature refusee|avis defavorable|entretien (?:non concluant|negatif|pas "
     "concluant))"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:ca|cela|l'entretien|l'essai) (?:n'a pas|ne s'est pas) (?:ete )?(?:fait|concluant|donne|bien passe)"},

    {ACT_RETAINED, 0,
     "(?:retenue?|selectionnee?|candidature retenue|profil retenu|" WHO " (?:est|a ete)" ADV
     " (?:retenue?|selectionnee?|acceptee?)|sa candidature (?:est|a ete)" ADV
     " (?:retenue|acceptee)|(?:nous|on|je) (?:la |le |l')?(?:retenons|retient|retiens|avons retenue?|ai "
     "retenue?)(?! un autre| une autre| quelqu)|candidature acceptee)"},

    {ACT_ELSEWHERE, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "" WHO " (?:a|ont|nous a dit avoir|dit avoir|aurait)" ADV
     " (?:(?:re)?trouve|accepte|decroche|pris|obtenu|commence|signe) "
     "(?:(?:un|une|du|autre|d'autre|nouvel|nouveau|nouvelle|petit|vrai|autre) ?)*(?:ailleurs|autre "
     "chose|mieux|emploi|travail|poste|job|contrat|cdi|cdd|formation|apprentissage|alternance|chez )"},
    {ACT_ELSEWHERE, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "" WHO " (?:n'est|ne sont)" ADV " plus(?: du tout)? (?:disponibles?|interessee?s?|en recherche|a la "
     "recherche|candidate?|dispo|motivee?)"},
    {ACT_ELSEWHERE, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "" WHO " ne (?:veut|souhaite|desire|cherche)" ADV
     " (?:plus|pas)(?: (?:du|de ce|le|ce|cet|cette|venir|donner "
     "suite|postuler|travailler|l'|poursuivre|continuer|d'emploi|de travail|etre candidate?).*|$)"},
    {ACT_ELSEWHERE, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "" WHO " (?:s'est|s'etait|vient de se) desiste|" WHO " se desiste|" WHO
     " (?:a|decline|a decline|refuse|a refuse|renonce|a renonce)(?: a)? ?(?:decline|refuse|renonce)? "
     "?(?:le|ce|cette|la|l'|notre|votre|au|a) ?(?:poste|offre|proposition|emploi|candidature)"},
    {ACT_ELSEWHERE, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "(?:plus (?:disponible|interessee?|en recherche|dispo)|a trouve ailleurs|trouve ailleurs|desistement)"},
    {ACT_ELSEWHERE, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "" WHO " (?:travaille|est en (?:cdi|cdd|emploi|poste|formation|alternance|apprentissage))(?: "
     "(?:maintenant|desormais|deja|depuis .*|actuellement|ailleurs|chez .*|en "
     "(?:cdi|cdd|interim).*))*$"},
    {ACT_ELSEWHERE, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "" WHO " (?:part|est partie?|est entree?|entre|demenage|a demenage|a quitte|quitte)\\b"},

    {ACT_ERASED, 0,
     "" WE " ?(?:avons|ai|a)" ADV " (?:efface|supprime|detruit|jete) (?:le|votre|ce|son) "
     "(?:message|mail|courriel) (?:et|ainsi que|avec) (?:le|son|ce) cv"},
    {ACT_ERASED, 0,
     "(?:c'est |tout est |tout a ete |ca a ete )?" ADV
     " ?(?:effacee?s?|supprimee?s?|detruite?s?|jetee?s?)(?: de .*| des .*| du .*| hier| ce matin| ce jour| "
     "aujourd'hui| partout| definitivement| a l'instant| merci.*|)$"},
    {ACT_ERASED, 0,
     "" CV_OBJECT
     "(?: de [a-z' -]{2,40})?(?: recus?)?(?: et (?:le|son|ses|les) [a-z' -]{2,30})? (?:est|sont|a ete|ont "
     "ete|a bien ete|ont bien ete|a deja ete|n'est plus|vient d'etre|viennent d'etre)?" ADV
     " ?(?:effacee?s?|supprimee?s?|detruite?s?|jetee?s?)"},
    {ACT_ERASED, 0,
     "(?:" WE " ?)?(?:l'|les )?(?:avons|ai|a|l'ai|l'avons|l'a)" ADV
     " (?:effacee?s?|supprimee?s?|detruite?s?|jetee?s?)" ADV "(?: " CV_OBJECT
     "| le$| la$| l'ensemble.*| tout.*| de .*| hier.*| ce .*| aujourd.*| son .*| et .*| des .*| du .*|)(?! "
     "(?:votre|le|ce|son) (?:mail|message|courriel|e-mail))"},
    {ACT_ERASED, 0,
     "(?:" WE " ?)?(?:viens|venons|vient) (?:bien )?(?:de l'|de le |de la |de les |d'|de "
     ")(?:effacer|supprimer|detruire)(?: " CV_OBJECT "|.* cv.*|)"},
    {ACT_ERASED, 0,
     "(?:l')?(?:suppression|effacement|destruction) (?:est |a ete |bien "
     ")*(?:faite?|effectuee?|realisee?|ok|terminee?)"},
    {ACT_ERASED, BEARS(GUARD_NEGATION),
     "" WE " ?(?:n'avons|n'ai|n'a|ne l'avons|ne l'ai|n'avons) (?:plus|pas|jamais) (?:(?:ce|le|son|de) "
     "cv|conserve|garde|aucune? .*)"},
    {ACT_ERASED, BEARS(GUARD_NEGATION),
     "" WE " ?(?:n'avons|n'ai|n'a) (?:conserve|garde) aucune? (?:copie|trace|exemplaire|donnee)"},
    {ACT_DONE, 0, "c'est chose faite"},
    {ACT_ERASED, 0,
     "(?:je|nous|on) (?:vous )?(?:confirme|confirmons) (?:bien |donc )?(?:la |l'|sa )(?:bonne "
     ")?(?:suppression|effacement|destruction)"},
    {ACT_DONE, 0,
     "(?:(?:voila |ca y est )?(?:c'est|cela a ete|ca a ete|chose|tout est|voila c'est) ?" ADV
     " ?(?:fait|faite|en ordre|regle)|fait|le necessaire (?:est|a ete)" ADV " (?:fait|effectue)|" WE
     " ?(?:avons|ai|a)" ADV " fait le necessaire|(?:je viens|nous venons) de (?:le )?faire(?: le "
     "necessaire)?)(?: ce .*| hier.*| aujourd'hui.*| a l'instant| merci.*| le .*|)$"},

    {ACT_WITHDRAWN, 0, "retrait(?: svp| s'il (?:vous|te) plait| merci| du cv)*$"},
    {ACT_WITHDRAWN, 0,
     "(?:" WHO " (?:m'a|nous a|vient de me|vient de nous) "
     "(?:dit|dire|appris|annonce|indique|informee?|signale|ecrit|confirme|"
     "prevenue?)(?: [a-z' -]{1,25})?,? qu'?)?e? ?" WHO
     " (?:retire|retirent|retirait|a retire|avait retire|ont "
     "retire|vient de retirer|revoque|revoquait|a revoque|annule|a annule|reprend|a repris)" ADV " " CONSENT},
    {ACT_WITHDRAWN, BEARS(GUARD_WISH),
     "" WHO " (?:souhaite|souhaitent|veut|veulent|demande a|demande de|desire|nous demande de|m'a demande "
     "de|a demande a|a demande de|a souhaite|a voulu|m'a demande a)" ADV
     " (?:retirer|revoquer|reprendre|faire retirer|annuler) " CONSENT},
    {ACT_WITHDRAWN, 0,
     "(?:je|nous|on) (?:vous )?(?:retire|retirons|revoque|revoquons)" ADV
     " (?:l'|son |le |cet )(?:accord|consentement|autorisation)"},
    {ACT_WITHDRAWN, BEARS(GUARD_WISH) | BEARS(GUARD_NEGATION),
     "" WHO " ne (?:souhaite|souhaitent|veut|veulent|desire|voulait|souhaitait)" ADV
     " plus(?: du tout)? que (?:son|leur|ce|le) (?:cv|dossier|profil|nom)(?: ne)? "
     "(?:soit|circule|apparaisse|reste)"},
    {ACT_WITHDRAWN, BEARS(GUARD_WISH) | BEARS(GUARD_NEGATION),
     "" WHO " (?:n'est|ne donne|n'a)" ADV " plus (?:d'accord|son accord|son consentement|donne son accord)"},
    {ACT_WITHDRAWN, 0,
     "(?:l'accord|le consentement|son accord|son consentement|l'autorisation)(?: de [a-z' -]{2,40})? "
     "(?:est|a ete)" ADV " (?:retiree?|revoquee?|annulee?)"},
    {ACT_WITHDRAWN, 0,
     "(?:retrait (?:de (?:l'|son )|du )(?:accord|consentement)|accord retire|consentement retire)(?: de "
     ".*|)$"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE),
     "(?:.*\\b)?(?:retire|retirer|retirez|retirons|supprimer|supprimez|effacer|effacez|enlever|enlevez|"
     "annuler) (?:son|le|ce|leur|sa|la|cette|les|ses)(?: [a-z]+)? "
     "?(?:cv|candidature|dossier|donnees|profil)"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE),
     "(?:.*\\b)?(?:tout "
     "(?:effacer|supprimer|retirer)|(?:effacer|effacez|supprimer|supprimez|retirer|retirez) tout)\\b"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE),
     "(?:.* )?(?:retirer|retire|retirera|a retire|revoque|revoquer) " CONSENT},
    {ACT_DEPARTURE, BEARS(GUARD_WISH),
     "(?:.* )?(?:veut|souhaite|demande|voudrait|souhaiterait) que (?:son|le|ce) (?:cv|dossier|nom) "
     "(?:soit|ne soit plus)"},
    {ACT_DEPARTURE, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "(?:" WHO ") (?:ne )?(?:veut|souhaite)" ADV " plus que (?:son|ses|le|vous)"},

    {ACT_NOBODY, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_DOUBT),
     "(?:nous n'avons|" WE " ?n'ai|on n'a|n'avons|pas|je n'ai|nous n'en avons|" WE
     " ?n'en ai)?(?: malheureusement| actuellement| pour (?:le moment|l'instant))*"
     " ?(?:pas(?: de| d')?|aucune?s?|plus de|plus aucun)? "
     "?(?:personne|candidate?s?|jeunes?|profils?|cv|candidature)(?: (?:de|a))? ?(?:disponibles?|dispo|a "
     "(?:vous )?(?:proposer|presenter|positionner|transmettre)|pour (?:le moment|l'instant|ce poste|cette "
     "offre|ce profil)|proposer|presenter|correspondante?s?|qui corresponde?(?:nt)?|interessee?s?|en ce "
     "moment|actuellement|sur ce (?:profil|metier|poste|secteur)|adaptee?s?|mobiles?|sur ce type .*|avec ce "
     "profil|correspondant .*|ne correspond.*|n'est .*)"},
    {ACT_NOBODY, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_DOUBT) | BEARS(GUARD_FUTURE),
     "" WE " ?(?:n'avons|n'ai|n'a|ne suivons|ne suis|ne suit|ne vois|ne voyons|ne dispose|ne "
     "disposons|n'aurons|n'en avons|n'en ai|ne trouve|ne trouvons|n'identifie|n'identifions|ne "
     "connais|ne connaissons|n'accompagnons)(?: malheureusement| pas| plus| actuellement| pour "
     "l'instant| pour le moment| toujours| encore| trouve)* (?:(?:de|d'|aucune?|un|une) "
     "?)?(?:personne|candidate?s?|jeunes?|profils?)\\b"},
    {ACT_NOBODY, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_DOUBT),
     "(?:toujours |encore |malheureusement )?(?:personne|aucun candidat|aucune candidate|aucun jeune|aucun "
     "profil|pas de candidats?|pas de "
     "profil|pas de jeunes?|rien a proposer)(?: pour .*| a .*| en .*| chez nous.*| ici.*| sur .*| "
     "disponible.*| "
     "dans .*|)$"},
    {ACT_NOBODY, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_DOUBT),
     "" WE " ?(?:n'avons|n'ai|n'a) (?:malheureusement |actuellement )?(?:personne|aucun candidat|aucun "
     "jeune|aucune candidate|pas de candidats?|pas de jeunes?|pas de profils?|aucun profil|pas ce "
     "profil|rien)\\b"},

    {ACT_CANCELLED, BEARS(GUARD_WISH),
     "(?:c'est|tout est|il est|elle est|cela est)?" ADV
     " ?(?:annulee?|annulé|reportee?)(?: merci.*| desole.*|)$"},
    {ACT_CANCELLED, BEARS(GUARD_WISH),
     "(?:(?:le|la|l'|cet|cette|notre|nos) "
     "?(?:forum|atelier|visite|evenement|reunion|rencontre|journee|manifestation|training|matinee|session)(?:"
     " du .*| de .*|)|il|elle) (?:est|a ete|doit etre|sera)" ADV
     " (?:annulee?|reportee?|deplacee?|decalee?)"},
    {ACT_CANCELLED, BEARS(GUARD_NEGATION) | BEARS(GUARD_FUTURE),
     "(?:le|la|l'|cet|cette|notre) ?[a-z]+(?: [a-z' ]{0,30})? n'(?:aura|a) (?:finalement |malheureusement "
     ")?(?:pas|plus) lieu"},
    {ACT_CANCELLED, BEARS(GUARD_WISH),
     "(?:" WE " ?)?(?:devons |dois |doit |sommes obliges d'|sommes contraints "
     "d')?(?:annulons|annule|annuler|reportons|reporter|j'annule)(?: (?:le|la|l'|cet|cette|notre) "
     "?(?:forum|atelier|visite|evenement|reunion|rencontre|journee|manifestation|training|matinee|"
     "session).*|)$"},

    {ACT_STOP, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "(?:(?:merci de |veuillez |priere de |pouvez-vous |je souhaite |nous souhaitons |je voudrais "
     "|j'aimerais )?(?:ne plus|ne pas|arreter de|arretez de|cesser de|cessez de) (?:me |m'|nous |recevoir|en "
     "recevoir|etre)|(?:je|nous|on) ne (?:souhaite|souhaitons|veux|veut|voulons|desire|desirons) "
     "(?:plus|pas) (?:recevoir|etre)|ne (?:me|nous|m') ?(?:envoyez|ecrivez|adressez|contactez|sollicitez) "
     "plus|ne m'(?:envoyez|ecrivez|adressez) plus|stop$|stop (?:aux|les|mails|a )|desabonn|desinscri|me "
     "desabonner|se desabonner|(?:merci de |veuillez |pouvez-vous |je souhaite |je voudrais |nous souhaitons "
     "|comment )?(?:me |nous )?(?:desabonner|desinscrire)|(?:merci de (?:me |nous )?|veuillez (?:me |nous "
     ")?|pouvez-vous (?:me |nous "
     ")?)?(?:retirer|retirez|enlever|enlevez|supprimer|supprimez)(?:-moi|-nous)?(?: mon adresse| notre "
     "adresse)? (?:de|de la|de votre|de vos|des) (?:la |votre |vos |cette "
     ")?(?:liste|listes|fichier|base|diffusion|envois)|plus (?:d'offres|de mails|de messages|de "
     "courriels|d'envois)(?: svp| s'il.*| merci.*|)$)"},

    {ACT_INSULT, ~0u,
     "(?:.*\\b)?(?:connards?|connasses?|encule|enculee?s?|salauds?|salopes?|ta gueule|vos gueules|va te "
     "faire|allez vous faire|allez tous vous faire|bande de "
     "(?:cons|nuls|incapables|guignols|clowns|charlots|branques|abrutis)|gros "
     "con|abrutis?|cretins?|debiles?|foutez[- ]moi la paix|foutez[- ]nous la paix|vous (?:me|nous) (?:faites "
     "chier|emmerdez|cassez les)|incapables|bons a rien|merde|imbeciles?|idiots?|guignols)\\b"},
};
const size_t words_phrase_count = ARRAY_SIZE(words_phrases);
