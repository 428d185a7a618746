/* Phrases about a consent or an approval: given, renewed, withdrawn. */
#include "words_phrases.h"

/* "Elle n'est plus d'accord avec les horaires" is about the post. */
#define NOT_WITH                                                                                             \
	"(?! (?:avec|sur) (?!(?:la |cette )?(?:diffusion|transmission)|(?:l'|cet )envoi|(?:le |ce "          \
	")partage))"
static const struct phrase rows[] = {
    {ACT_DECIDED, ~0u,
     "(?:c'est |(?:bilan|rapport|article|texte|offre|document|convention|version) "
     ")?(?:refusee?|rejetee?|acceptee?|"
     "adoptee?|approuvee?|pas en l'etat|non valide)$|(?:ok|oui|d'accord|valide|bon) (?:sauf|sous "
     "reserve|sans reserve|a "
     "condition)\\b.*"},
    {ACT_DECIDED, ~0u,
     "(?:on|elle|il|vous|nous) (?:ne )?(?:peut|peux|pouvez|pouvons) (?:pas |plus )?(?:la |le |l'|les "
     "|vous )?(?:laisser (?:partir|passer)|partir|passer en ligne|publier|diffuser|mettre en ligne)\\b"},
    {ACT_DECIDED, ~0u,
     "(?:nous|je|on) (?:n'y |ne )?(?:sommes|suis|est) (?:pas |plus |plutot |tout a fait "
     ")*(?:favorables?|opposee?s?)\\b|(?:pas |plutot |tres |entierement |tout a fait )?(?:de)?favorable(?: "
     "(?:pour|de) (?:moi|nous|ma part|notre "
     "part|mon cote|notre cote|le cnml|l'?ims))?$|(?:rien a "
     "(?:redire|ajouter|signaler)|ras|(?:pas|aucune?)(?: "
     "(?:de|d'))? ?(?:remarque|observation|reserve)s?)\\b|(?:.* )?(?:feu vert|(?:s'y|m'y|nous y) "
     "oppos(?:e|ons))\\b"},
    {ACT_DECIDED, ~0u,
     "(?:(?:pour|notre|mon) )?accord(?:$| (?:du|de|des|pour|sans|donne|avec|sur)\\b)|avis (?:de)?favorable|"
     "(?:.* )?(?:ok|d'accord|oui|bon|favorable) (?:pour|avec|a|sur) (?:cette|ce|cet|la|le|l'|les|votre|vos) "
     "?(?:[a-z]+ )?(?:version|bilan|offre|article|texte|projet|accord|convention|document|redaction|rapport|"
     "contenu|publication|diffusion|chiffres)\\b|(?:(?:nous n'avons|je n'ai) )?(?:pas|aucune) "
     "(?:d')?objection|"
     "(?:.* )?(?:j'approuve|(?:donn(?:e|ons) (?:mon|notre) (?:accord|aval|feu vert))|je l'approuve|nous "
     "l'approuvons|nous "
     "approuvons|n'approuve|n'approuvons|approuvee?|je valide|nous "
     "validons|validee?|"
     "ne valide|peu(?:t|vent) (?:etre (?:publiee?s?|diffusee?s?|validee?s?|mise?s? en "
     "ligne)|paraitre)|(?:pouvons|peux|peut|pourrons|souhaite|souhaitons|refuse|refusons)(?: [a-z']+){0,3} "
     "(?:l'|d')?(?:approuver|valider|cautionner)|bon pour (?:accord|publication)|(?:ok|oui|d'accord) pour "
     "(?:la "
     ")?(?:publication|diffusion|publier|diffuser)|"
     "^(?:(?:ok|oui|d'accord) )?(?:publiez|diffusez|validez|allez[ -]y|vas[ -]y)|(?:vous pouvez|pouvez) "
     "(?:le |l'|la )?(?:publier|diffuser|valider|envoyer)|je (?:le |la "
     "|l')?refuse|nous "
     "refusons|pas d'accord|je m'oppose|nous nous opposons)\\b"},
    {ACT_DECIDED, ~0u,
     "non (?:c'est|ce n'est|ca|pas|le|la|les|l'|cette|ce|il) ?.*\\b(?:possible|comme ca|en "
     "l'etat|fau(?:x|sse|sses)|"
     "incorrecte?s?|inexacte?s?|erronee?s?|manque|(?:va|convient|correspond) pas|pas "
     "(?:bon(?:ne)?|juste|correcte?|claire?)|"
     "a (?:revoir|reprendre|refaire))\\b|"
     "(?:c'est |ce n'est )?(?:pas possible|impossible|hors de question|pas bon) (?:comme ca|en l'etat|ainsi|"
     "de (?:le |la |l'|les )?(?:publier|diffuser|valider|mettre en ligne|laisser "
     "(?:passer|partir)|envoyer))\\b"},
    {ACT_DECIDED, 0,
     "(?:tout est (?:bon|ok|correct|conforme|parfait)(?: pour (?:moi|nous))?|c'est (?:bon|ok)(?: pour "
     "(?:moi|nous))? sur le principe)$"},
    {ACT_RENEWED, 0,
     "(?:c'est |l'accord est |son accord est )?(?:renouvelee?|prolongee?|reconduite?)(?: pour .*|)$"},
    {ACT_RENEWED, BEARS(GUARD_WISH),
     "(?:c'est )?(?:ok|d'accord|oui) pour (?:(?!lui|elle|moi|nous|cel)[a-z-]{3,20}$|(?:un an|une annee|\\d+ "
     "(?:mois|ans?)|six mois)\\b)"},
    {ACT_RENEWED, BEARS(GUARD_WISH),
     "" WHO " (?:souhaite|veut|desire|accepte de|accepte|est d'accord pour|est ok pour)(?: bien| toujours)* "
     "(?:renouveler|prolonger|reconduire|renouvele)\\b"},
    {ACT_RENEWED, BEARS(GUARD_PART),
     WHO " (?:est|reste)(?: toujours| encore| bien| tout a fait)* (?:d'accord|ok|partante?|favorable)"
	 "(?: (?:a ce jour|merci|avec .{0,30}|pour (?:(?:encore|une?|deux|trois|six|\\d+) "
	 ".{0,30}|continuer|prolonger|"
	 "renouveler|poursuivre)))?$"},
    {ACT_RENEWED, BEARS(GUARD_PART),
     "(?:" WHO
     " (?:re)?confirme$|(?:son|l'|leur )accord (?:tient|court|vaut|reste|est)(?: toujours| encore)* "
     "?(?:valable|valide|maintenu|d'actualite)?$)"},
    {ACT_RENEWED, 0,
     WHO " (?:maintient|confirme|redonne|a (?:re)?donne|reconduit|renouvelle|prolonge|reitere)(?: bien| "
	 "toujours)* " CONSENT},
    {ACT_RENEWED, 0,
     WE " ?(?:ai|avons|a)(?: bien| a nouveau| de nouveau| obtenu| recueilli| recu| eu)* (?:son|leur) "
	"(?:accord|consentement)\\b"},
    {ACT_RENEWED, 0,
     WHO " (?:accepte|a accepte|dit oui|a dit oui)$|(?:l'|son )?accord (?:est |a ete "
	 ")?(?:donne|obtenu|recueilli)\\b"},
    {ACT_RENEWED, 0,
     WE
     " (?:le |la |l')?(?:prolonge(?:ons)?|renouvel(?:le|ons)|recondui(?:t|s|sons)|continue|continuons)\\b"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH),
     WHO
     " (?:prefere|veut|souhaite|voudrait|desire)(?: bien| tout)* (?:arreter|stopper)(?: la| tout| ici)?$"},
    {ACT_ELSEWHERE, 0, WHO " (?:refuse|a refuse|dit non)$"},
    {ACT_RENEWED, BEARS(GUARD_WISH),
     "(?!lui )" WHO " (?:veut|souhaite|desire|accepte)(?: bien| toujours)* (?:(?:de "
     ")?(?:continuer|rester)\\b|que (?:(?:son|le) "
     "(?:cv|dossier|profil) (?:reste|continue|circule)|(?:ca|cela) continue))"},
    {ACT_WITHDRAWN, 0, "retrait(?: can-\\d{4}-\\d+| svp| s'il (?:vous|te) plait| merci| du cv)*$"},
    {ACT_WITHDRAWN, BEARS(GUARD_QUOTE),
     REPORTED WHO
     " (?:retire|retirent|a retire|ont retire|vient de retirer|revoque|a revoque|annule|a annule|"
     "reprend|a repris)" ADV " " CONSENT "(?!.*\\b(?:redonn|remis|retabli))"},
    {ACT_WITHDRAWN, BEARS(GUARD_QUOTE),
     REPORT WHO " (?:retirait|avait retire|revoquait|avait revoque)" ADV " " CONSENT},
    {ACT_WITHDRAWN, BEARS(GUARD_WISH) | BEARS(GUARD_QUOTE),
     REPORTED WHO " (?:souhaite|souhaitent|prefere|preferent|veut|veulent|a decide de|demande a|demande "
		  "de|desire|nous demande "
		  "de|(?:m'|nous )?a demande" ADV " (?:a|de)|a souhaite|a voulu)" ADV
		  " (?:retirer|revoquer|reprendre|faire retirer|annuler) " CONSENT},
    {ACT_WITHDRAWN, 0,
     "(?:je|nous|on) (?:vous )?(?:retire|retirons|revoque|revoquons)" ADV
     " (?:l'|son |le |cet )(?:accord|consentement|autorisation)"},
    {ACT_WITHDRAWN, BEARS(GUARD_WISH) | BEARS(GUARD_NEGATION),
     "" WHO " ne (?:souhaite|souhaitent|veut|veulent|desire|voulait|souhaitait)" ADV
     " plus(?: du tout)? que (?:(?:son|leur|ce|le) (?:cv|dossier|profil|nom)(?: ne)? "
     "(?:soit|circule|apparaisse|reste|figure|parte|tourne)|(?:ses|leurs) (?:donnees|informations) "
     "(?:soient|circulent))"},
    {ACT_WITHDRAWN, BEARS(GUARD_WISH) | BEARS(GUARD_NEGATION),
     "" WHO " ne (?:souhaite|veut|desire)" ADV
     " plus (?:que vous (?:transmettiez|diffusiez|envoyiez|partagiez) (?:son|ses|ce|le) "
     "(?:cv|dossier|profil)|qu'il "
     "(?:soit (?:diffuse|transmis|envoye|partage|communique)|circule))\\b"},
    {ACT_WITHDRAWN, BEARS(GUARD_WISH) | BEARS(GUARD_NEGATION),
     "" WHO " (?:n'est|ne donne|n'a)" ADV " plus (?:d'accord" NOT_WITH
     "|son accord|son consentement|donne son accord)"},
    /* As people speak, without "ne". */
    {ACT_WITHDRAWN, BEARS(GUARD_WISH) | BEARS(GUARD_NEGATION),
     "(?:.* )?" WHO " (?:est plus (?:du tout )?d'accord(?! qu)" NOT_WITH
     "|donne plus son (?:accord|consentement))\\b"},
    {ACT_WITHDRAWN, 0,
     "(?:l'accord|le consentement|son accord|son consentement|l'autorisation)(?: (?:de |d')[a-z' -]{2,40})? "
     "(?:est|a ete)" ADV " (?:retiree?|revoquee?|annulee?)"},
    {ACT_WITHDRAWN, BEARS(GUARD_WISH),
     "(?:(?:merci (?:de |d')|veuillez )(?:bien vouloir )?(?:proceder au |(?:enregistrer|noter|acter|traiter|"
     "effectuer|prendre en compte) le )|(?:je|nous) (?:vous )?(?:demande|demandons) le )?"
     "(?:retrait (?:de (?:l'|son |la |cette )|du |d'|)(?:accord|consentement|autorisation)|accord "
     "retire|consentement retire)(?: de .*| d'.*| svp| merci| ce (?:jour|matin).{0,30}| aujourd'hui.*| "
     "hier.*| le \\d.*| par .{2,40}| "
     "(?!annul|refus|impossible|possible|prevu|demand|reporte|non)[a-z-]{3,20}|)$"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH) | BEARS(GUARD_NEGATION),
     "(?:non )?" WHO " (?:(?:ne )?veut pas|(?:n')?est pas d'accord)(?: (?:de )?(?:continuer|rester))?$"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE),
     "(?:.*\\b)?(?:retire|retirer|retirez|retirons|supprimer|supprimez|effacer|effacez|enlever|enlevez|"
     "annuler) (?:tout(?:es?)? |tous )?(?:(?:l'envoi|la diffusion|la transmission) (?:de |d'|du ))?(?:(?<=du "
     ")|son|le|ce|leur|sa|la|cette|les|ses)(?: [a-z]+)? "
     "?(?:cv|candidature|dossier|donnees|profil)"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH),
     "(?:.* )?proceder au retrait (?:du |de (?:son |sa |ce |cette |la "
     ")?)(?:cv|candidature|dossier|profil)\\b"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE),
     "(?:.*\\b)?(?:tout "
     "(?:effacer|supprimer|retirer)|(?:effacer|effacez|supprimer|supprimez|retirer|retirez) tout)\\b"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE) | BEARS(GUARD_QUOTE),
     "(?:.* )?(?<!avant de )(?:retirer|retire|retirera|a retire|revoque|revoquer) " CONSENT},
    {ACT_DEPARTURE, BEARS(GUARD_WISH),
     "(?:merci d[e'] ?|veuillez |il faut |vous pouvez |on peut )(?:tout )?(?:stopper|arreter|suspendre)(?: "
     "(?:la|tout|les demarches|svp|merci))*$"},
    {ACT_DEPARTURE, 0, "(?:non )?" WHO " (?:arrete|stoppe)(?: tout| la)?$"},
    {ACT_DEPARTURE, 0, "(?:suppression|effacement|radiation)(?: (?:svp|merci|demandee?))*$"},
    {ACT_DEPARTURE, 0,
     "" WHO " (?:revient|est revenue?|souhaite revenir|veut revenir) sur (?:son|sa) "
     "(?:accord|consentement|decision)"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH),
     "(?:.* )?(?:veut|souhaite|demande|voudrait|souhaiterait) que (?:son|le|ce) (?:cv|dossier|nom) "
     "(?:soit|ne soit plus)"},
    {ACT_DEPARTURE, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "(?:" WHO ") (?:ne )?(?:veut|souhaite|desire|voudrait)" ADV
     " (?:pas|plus) qu(?:e (?:son|ses|le|vous)|'on)\\b"},
    {ACT_DEPARTURE, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_QUOTE),
     REPORTED "(?:" WHO " (?:s'oppose|(?:n'accepte|n'autorise|ne permet)" ADV " plus|interdit|refuse)" ADV
	      " (?:a (?:la |l'|ce )|(?:la|l'|le|que) "
	      "?)(?:diffusion|transmission|utilisation|partage|envoi|circulation|traitement|"
	      "(?:son|ses|le|l'on|on|vous|soit|qu)\\b)|" WHO " ne (?:souhaite|veut|desire)" ADV
	      " plus (?:etre "
	      "(?:proposee?|presentee?|diffusee?|contactee?|sollicitee?|inscrite?|fichee?|accompagnee?|"
	      "suivie?|dans|sur)|figurer|"
	      "apparaitre|"
	      "rester (?:dans|sur)|recevoir (?:de|d'|vos)))"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH),
     "(?!.*\\b(?:annulee?|mais)\\b)(?:demande de )?retrait (?:de|du|d')(?! (?:permis|points?|l'offre|cette "
     "offre|la "
     "question|l'annonce)\\b).{2,40}$"},
};
const struct phrase_table words_about_consent = {rows, ARRAY_SIZE(rows)};
