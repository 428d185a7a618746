/* Phrases about a candidate: the outcome of the CV, the consent. */
#include "words_phrases.h"

#define WHO                                                                                                  \
	"(?:il|elle|ils|elles|le jeune|la jeune|ce jeune|cette jeune|le candidat|la candidate|ce "           \
	"candidat|cette candidate|l'interesse|l'interessee|la personne|(?:votre|notre|mon|ma) "              \
	"(?:candidate?|jeune|stagiaire|recrue)|(?:la|le|cette|ce) "                                          \
	"(?:petite?|fille|gars|garcon|recrue)|(?!nous |vous |je "                                            \
	"|on |non |pas |le "                                                                                 \
	"|la |un |une |merci |son |sa |ses |leurs? |mon |ma |mes |notre |nos |votre |vos |autre "            \
	"|l'|(?:rendez-vous|contact|decision|entretien|date|note|poste|tout|ca|cela|cv|candidature) "        \
	")(?:(?:m|mr|mme|mlle|monsieur|madame) )?[a-z][a-z'-]{1,20}(?: "                                     \
	"(?!(?:avait|aurait|pense|devait|pourrait|voudrait) "                                                \
	")[a-z][a-z'-]{1,20})?)"
/* "Yanis m'informe qu'", "elle nous a dit qu'" */
#define REPORT                                                                                               \
	"(?:" WHO " (?:m'a|nous a|vient de me|vient de nous|nous|me|m'|vous) ?(?:informe|annonce|indique|"   \
	"signale|confirme|fait savoir|dit|dire|appris|informee?|ecrit|prevenue?)(?: [a-z' -]{1,25})?,? "     \
	"qu'?e? ?)"
#define REPORTED REPORT "?"
#define CONSENT	 "(?:son|leur|l'|cet|le|du) ?(?:accord|consentement|autorisation)"
/* By the writer's own organisation. */
/* "Elle n'est plus d'accord avec les horaires" is about the post. */
#define NOT_WITH                                                                                             \
	"(?! (?:avec|sur) (?!(?:la |cette )?(?:diffusion|transmission)|(?:l'|cet )envoi|(?:le |ce "          \
	")partage))"
#define HERE                                                                                                 \
	"(?!.*\\b(?:ailleurs|(?:par|chez|dans) (?:un|une) autre|autre (?:entreprise|employeur|societe)|"     \
	"concurrente?s?)\\b)"

/* With a candidate, not with the writer's own people. */
#define NOT_OF_HOUSE                                                                                         \
	"(?! (?:m[ao]n?|mes|notre|nos|des?|un client|la direction|vous|l[ea] "                               \
	"(?:directeur|directrice|responsable|chef|cheffe|gerante?))\\b)"

/* Guards that are part of a phrase and don't undo it. */
enum {
	NOT_RETAINED = BEARS(GUARD_NEGATION),
	GONE = BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH) | BEARS(GUARD_QUOTE),
};

static const struct phrase rows[] = {
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:l'|les )?(?:avons|ai|a|l'ai|l'avons|l'a)" ADV
     " (?:eue?s?|vue?s?|recue?s?) en (?:entretien|rendez-vous|ligne pour un entretien)"},
    {ACT_INTERVIEW, 0,
     "(?!.*\\b(?:annule|reporte|decale|deplace)e?\\b)(?:un |l'|son |1er |premier |deuxieme |2e |second "
     ")?(?:entretiens?|rendez-vous|essai|rencontre)(?:$| "
     "(?:(?:est |a ete )?(?:bien "
     ")?(?:prevue?|fixee?|programmee?)|planifiee?|prise?|calee?|cale|organisee?|passee?|effectuee?|realisee?|"
     "fait|faite|ok|confirmee?|positif|telephonique|physique|en "
     "visio|visio|d'embauche|avec|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|le |ce |cet|la semaine|a "
     "\\d|au |demain|apres-demain|dans nos locaux|reussi|concluant|\\d))"},
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:l'|les |la |le )?(?:avons|ai|a|l'ai|l'avons|l'a)" ADV
     " (?:recue?s?|vue?s?|rencontree?s?|convoquee?s?|contactee? pour un entretien|appelee? pour un "
     "entretien|invitee? (?:a|en) (?:un )?entretien|recontactee? pour un entretien)(?: (?:en|a|pour) (?:un "
     "|son |l')?entretien| hier.*| ce matin| lundi| mardi| mercredi| jeudi| vendredi| le "
     "(?:\\d|lundi|mardi|mercredi|jeudi|"
     "vendredi|samedi|1er).*| en (?!mains?\\b).*| la "
     "semaine "
     ".*| pour un entretien.*| pour (?:le|lundi|mardi|mercredi|jeudi|vendredi|demain)\\b.*|)$"},
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:l'|les |la |le )?(?:avons|ai|a|l'ai|l'avons|l'a)" ADV
     " (?:recue?s?|vue?s?|rencontree?s?|convoquee?s?|contactee?|appelee?|invitee?|recontactee?)\\b.* "
     "(?:en|a|pour) (?:un |son |l')?(?:entretien|rendez-vous)"},
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:avons|ai|a)" ADV
     " (?:rencontre|recu|vu|convoque) (?:le candidat|la candidate|le jeune|la jeune|ce "
     "jeune|cette jeune|votre "
     "candidate?|(?:mme|mlle|m\\.?|mr|monsieur|madame) [a-z' "
     "-]{2,25}?|(?!votre|vos|les?|la|une?|ces?|cette|bien|des|aucune?|plusieurs|deux|trois|"
     "beaucoup|son|sa|ses|quelques|que|ma|mon|notre)[a-z-]{3,20})(?: "
     "(?:hier|lundi|mardi|mercredi|jeudi|vendredi|ce|cet|cette|aujourd'hui|en entretien|le \\d|la "
     "semaine).*|)$"},
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:la|le|les) "
     "(?:recoit|recois|recevons|rencontrons|rencontre|voyons|voit|vois|convoquons|convoque)\\b"},
    {ACT_INTERVIEW, 0,
     "" WHO " (?:est|a ete|sont|vient d'etre)" ADV
     " (?:convoquee?s?|recue?s?|invitee?s?|attendue?s?)(?: (?:a|en|pour) (?:un |l'|son )?entretien| hier| "
     "lundi| mardi| mercredi| jeudi| vendredi| le .*|)"},
    {ACT_INTERVIEW, 0,
     WHO " (?:est|sont)" ADV " venue?s?" ADV " (?:en |a (?:l'|son |un |cet )?)entretien\\b"},
    {ACT_INTERVIEW, 0,
     WE " (?:viens|venons|vient) de (?:la |le |les )?(?:recevoir|rencontrer|voir) en entretien\\b"},
    {ACT_INTERVIEW, 0,
     /* not "absent à l'entretien" */
     HERE WHO " (?:a" ADV " (?:un |son )?|(?:passe|a eu|a passe|fait|a fait)" ADV " (?:un |son |l')?)"
	      "(?:entretien|rendez-vous|essai|test)\\b"},
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:lui )?(?:avons|ai|a|donnons|donne|fixons|fixe|proposons|propose)" ADV
     " (?:lui )?(?:donne|fixe|propose|pris|prevu|programme|cale|convenu d')? ?(?:un "
     ")?(?:entretien|rendez-vous)(?! collectif| avec(?!" NOT_OF_HOUSE "))"},
    {ACT_INTERVIEW, 0,
     "(?:candidate? |jeune )?(?:convoquee?|recue?|vue?|rencontree?|attendue?)(?: pour "
     "(?:lundi|mardi|mercredi|jeudi|vendredi|le )| (?:a|en|pour) (?:un |une "
     "|l')?(?:essai|test|immersion|visite|entretien)| en entretien| a un entretien| a l'entretien| pour "
     "un entretien| hier| ce matin| lundi| mardi| mercredi| jeudi| vendredi| le .*| la semaine .*| demain)"},
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:avons|ai|a) (?:un )?(?:rendez-vous|entretien) "
     "(?:avec" NOT_OF_HOUSE "|lundi|mardi|mercredi|jeudi|vendredi|le|demain)"},
    {ACT_INTERVIEW, 0, "(?:ok|d'accord|c'est bon|oui)(?: c'est bon)? pour un (?:entretien|rendez-vous)"},
    {ACT_INTERVIEW, 0,
     "(?:on|nous nous|nous|je|j') ?(?:se |la |le "
     "|l')?(?:voyons|voit|vois|rencontrons|rencontre|recevons|recoit|recois) "
     "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|le \\d|la semaine prochaine)"},
    {ACT_INTERVIEW, 0,
     "(?:il|elle) (?:vient|passe)(?: nous voir| en entretien| se presenter)? "
     "(?:lundi|mardi|mercredi|jeudi|vendredi|demain|le \\d)"},
    {ACT_INTERVIEW, 0,
     "(?:nous|on|je) (?:recevons|recoit|recois|rencontrons|rencontre|voyons|voit|vois|convoquons|convoque) "
     "(?:(?:(?:votre|cette|la|le|ce) (?:candidate?|jeune)|(?!bien|deja|avec|que|plusieurs|tous|toutes|des "
     ")[a-z-]{3,20}) "
     "(?:en|pour un|a un) entretien|(?:votre|cette|la|le|ce) (?:candidate?|jeune) "
     "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|le \\d|la semaine prochaine))"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_WISH),
     "" WE " ?(?:avons|ai|a)" ADV " (?:decide|choisi|prefere) de ne pas (?:y )?(?:la |le |l'|les )?"
     "(?:retenir|recruter|embaucher|prendre|garder|engager|selectionner|poursuivre|donner (?:de )?suite)\\b"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_WISH),
     WE " (?:regrettons|regrette|sommes au regret|suis au regret) de ne (?:pas )?pouvoir (?:y )?"
	"(?:donner (?:de |une )?suite|(?:la |le )?retenir)\\b"},
    {ACT_REJECTED, 0,
     "" WE " ?(?:prends?|prenons|embauchons|embauche|recrutons|recrute|retenons|retient|retiens|choisissons|"
     "choisit) "
     "(?:quelqu'un d'autre|une? autre (?:candidate?|personne|profil))\\b"},
    {ACT_HIRED, BEARS(GUARD_WISH),
     "" WE " ?(?:avons|ai|a)" ADV
     " (?:decide|choisi) de (?:l'|la |le )(?:embaucher|recruter|prendre|engager|garder)"},
    {ACT_HIRED, 0,
     "(?:embauchee?s?|recrutee?s?|engagee?s?|prise?)" HERE "(?:$| (?:en "
     "(?:cdi|cdd|alternance|apprentissage|interim|stage|contrat.*)|depuis .*|a compter .*|a partir .*|le "
     ".*|hier|ce matin|ce jour|aujourd'hui|lundi|chez nous|merci.*|pour .*|avec .*|des .*))"},
    {ACT_HIRED, 0,
     "" WHO " (?:est|a ete|vient d'etre|a bien ete|sont|ont ete)" ADV " " HERE
     "(?:embauchee?s?|recrutee?s?|engagee?s?|prise?s?(?! (?:de|par|en )))"},
    {ACT_HIRED, 0,
     "(?:on|nous|je) ?(?:l'|les )(?:avons|ai|a)" ADV " (?:embauchee?s?|recrutee?s?|engagee?s?|prise?s?)\\b"},
    {ACT_HIRED, 0,
     "(?:nous|on|je|j') ?(?:avons|ai|a|venons de|vient de|viens de)" ADV
     " (?:l')?(?:embauche|recrute|engage|embaucher|recruter|engager) (?!quelqu'un|un |une "
     "|personne|d'autre|en interne|le poste|notre|deux|des )"
     "(?:la |le |cette |ce |votre )?(?:candidate?|jeune|[a-z][a-z'-]+)"},
    {ACT_HIRED, 0,
     "(?:nous|on|je|j') ?(?:embauche|embauchons|recrute|recrutons|engage|engageons) (?!quelqu'un|une? "
     "|personne|pas|plus|"
     "deux|trois|des |en |toujours|encore|aussi|sur |pour |[a-z]+ment\\b)(?:la |le |cette "
     "|ce |votre )?(?:candidate?|jeune|[a-z][a-z'-]+)(?: en .*| a .*| des .*| le .*| pour .*|)$"},
    {ACT_HIRED, 0,
     "(?:on|nous|je) ?(?:l'|les |la |le "
     ")(?:embauche|embauchons|recrute|recrutons|engage|engageons|prend|prenons|prends|(?:garde|gardons)(?= "
     "en c))(?: en .*| a .*| des "
     ".*| le .*| pour .*| sur .*| lundi.*|)$"},
    {ACT_HIRED, 0,
     "" WHO " (?:a )?(?:commence|demarre|debute|signe|a signe|a commence|a demarre|a debute)\\b(?! "
     "(?:un|une|sa) (?:formation|autre|nouvel)| (?:la|les|une?|sa|l')? "
     "?(?:feuille|fiche|convention|charte|attestation|emargement))"},
    {ACT_HIRED, 0, "(?:" WHO " (?:travaille|bosse)" ADV " (?:chez|avec) nous|signee?$)"},
    {ACT_HIRED, 0,
     WE " ?(?:avons|ai|a|venons de|viens de)" ADV " (?:signe|signer) (?:son|le|un) (?:contrat|cdi|cdd)\\b"},
    {ACT_HIRED, 0,
     "(?:(?:le|son|un) )?contrat(?: (?:de|d')(?: \\d+ mois| [a-z]+){1,3}| pro| cdd| cdi)? (?:est |a ete "
     ")?(?:signe|en cours de signature)"},
    {ACT_HIRED, 0,
     "signature (?:du|de son|de) contrat (?:est |a ete )?" ADV " ?(?:faite|effectuee|realisee|ok)\\b"},
    {ACT_HIRED, 0,
     "(?:c'est une embauche$|embauche (?:confirmee|le .*|en .*|faite|effectuee)|(?:embauche|recrutement) "
     "(?:de |d'))"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_FUTURE),
     "(?:nous |on |je )?(?:ne )?(?:donnerons|donnera|donnerai|retiendrons|retiendra|recruterons) "
     "(?:malheureusement )?pas\\b"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:ce|cette|le|la|son|sa) (?:profil|candidature|candidate?|cv) (?:ne )?(?:nous |m')?interesse pas"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:nous|on|j'|je) ?(?:avons|ai|a)" ADV
     " trouve (?:quelqu'un d'autre|un autre candidat|une autre candidate|une autre personne)"},
    {ACT_REJECTED, NOT_RETAINED, "(?:pas|non)[ -](?:retenue?s?|concluante?)"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_FUTURE),
     "" WE " ne (?:poursuivons|poursuit|poursuivrons|poursuivra|donnons suite|donne suite) pas$"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:" WHO "|sa candidature|cette candidature|la candidature|son profil|le profil|ce "
     "profil|celle-ci|celui-ci|cela)? ?(?:n'est|n'a|n'a ete|ne sera|n'ont|ne sont)" ADV " pas(?: ete)?" ADV
     "(?!.* (?:pour l'instant|pour le moment|a ce stade|encore)\\b) "
     "(?:retenue?s?|selectionnee?s?|prise?s?|embauchee?s?|recrutee?s?|choisie?s?)"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:nous |on |je )?(?:ne |n')?(?:la |le |les "
     "|l')?(?:retenons|retient|retiens|prenons|prend|prends|recrutons|recrute|embauchons|embauche|gardons|"
     "avons|ai|a)(?: malheureusement)? pas(?: pu)?(?: la| le| l')? "
     "?(?:retenue?s?(?! (?:son|le|votre) (?:nom|prenom|numero|mail|telephone|adresse))|retenir|prise?|"
     "recrutee?|selectionnee?|embauchee?|cette candidature|sa "
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
     "retenir|poursuivre|recruter|(?:la |le )(?:rencontrer|recevoir|voir)|l'embaucher|la recruter|le "
     "recruter)"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:nous |on |je )?(?:n'avons|n'ai|n'a|avons|ai)(?: malheureusement| finalement)? pas (?:pu "
     ")?(?:donne|donner|souhaite "
     "donner)(?: de| une)? suite\\b"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:le |ce )?(?:poste|contrat) (?:est|a ete)" ADV " (?:attribuee?|donnee?|confiee?|pris|prise) "
     "(?:a|par) (?:quelqu'un d'autre|un autre|une autre)"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_WISH),
     "(?:ce n'est |c'est )?pas (?:le bon|le|un bon|notre) profil|profil (?:inadapte|inadequat|inapproprie)|"
     "ce n'est pas (?:vraiment |tout a fait )?(?:ce qu[e'] ?|le profil qu[e'] ?)" WE
     " ?(?:re)?cherch|avis negatif"},
    {ACT_REJECTED, NOT_RETAINED, WHO " (?:ne )?(?:fait|faisait|fera) pas l'affaire"},
    {ACT_RETAINED, 0,
     "(?:on|je|nous) (?:le|la|les) (?:garde|gardons)$|(?:cv|profil|candidature|candidate?) retenue?$"},
    {ACT_REJECTED, NOT_RETAINED, "(?:candidature |profil |c'est )?sans suite"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:sa |la |cette )?(?:candidature|son profil|le profil|profil) (?:est |a ete )?(?:" ADV
     ")? ?(?:non retenue|refusee|rejetee|ecartee|pas retenue|declinee)"},
    {ACT_REJECTED, NOT_RETAINED, "" WHO " (?:est|a ete)" ADV " (?:refusee?|ecartee?|rejetee?|recalee?)"},
    {ACT_REJECTED, NOT_RETAINED, "(?:refusee?|ecartee?|rejetee?)$"},
    {ACT_HIRED, 0,
     "" WHO " (?:est des notres|nous (?:a rejoints?|rejoint)\\b|(?:a (?:rejoint|integre)|rejoint|integre) "
     "(?:notre|l'|nos|la|les) ?(?:equipes?|"
     "entreprise|societe|effectifs|magasin|agence))"},
    {ACT_HIRED, 0,
     "" WHO " (?:est|a ete)" ADV
     " (?:retenue?|choisie?|selectionnee?|acceptee?) et (?:il |elle )?(?:a )?(?:commence|"
     "demarre|debute|signe|integre|rejoint)"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH),
     "(?:" WE
     " ?)?(?:n'irons|n'ira|n'allons|n'irai|ne vais|n'ira|ne va|ne poursuivrons|ne poursuivons|ne poursuit|"
     "ne poursuivrai|ne donnerons|ne donnerai|ne donnera|ne retiendrons|ne retiendrai|ne souhaitons|"
     "ne souhaite)(?: malheureusement| finalement| donc)* pas (?:plus loin|aller plus "
     "loin|poursuivre|(?:(?:le|ce) "
     "(?:processus|parcours)|(?:la|cette) (?:procedure|demarche))(?: de recrutement)?|avec "
     "(?:elle|lui|cette|ce)|de suite|suite|donner suite|retenir|cette candidature|ce profil|ce "
     "candidat|cette "
     "candidate|sa candidature)\\b"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_WISH),
     "(?:" WHO "|(?:le |son |ce |cette |la |sa )?(?:profil|candidature|experience|cv)) (?:ne )?(?:nous |me "
     "|m')?(?:(?:correspond|"
     "correspondait|convient|convenait)(?: malheureusement| vraiment| tout a fait)*(?: pas| plus)(?: "
     "(?:vraiment|tout "
     "a fait))*(?: (?:a|aux|au|pour|avec)(?: .*)?|$)|repond(?:ait)? (?:malheureusement |vraiment )?pas "
     "(?:vraiment |tout "
     "a fait )?(?:a|aux|au) (?:(?:nos|notre|vos|ces|mes|l'|la|le) "
     "?)?(?:attentes?|criteres?|besoins?|exigences?|"
     "profil|poste|offre|recherche|demande|cahier))"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:(?:c'est |" WHO
     " (?:n'a |n'est |a |est )?)?(?:pas assez|trop peu|insuffisamment) (?:d'|de )?(?:experience|"
     "experimentee?|qualifiee?|motivee?|autonome|competence|qualification|technique|maturite|mature)|"
     "(?:" WHO " )?(?:manque|manquait) (?:d'|de "
     ")(?:experience|motivation|competences?|qualification|maturite|autonomie))"
     "(?: (?:pour|sur|dans|a) .{0,40})?$"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:le |son |ce |cette |la |sa )?(?:profil|cv|niveau|candidature|experience|parcours) (?:est|etait)(?: "
     "malheureusement| un peu| bien| encore)* (?:trop|pas assez|insuffisante?|inadaptee?|pas "
     "adaptee?|eloignee?)"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH),
     "(?:ca|cela) (?:ne )?l'a pas fait$|(?:ca|cela) (?:ne )?(?:va|ira|le fait|colle|matche|convient|le fera) "
     "pas(?: le faire| aller| etre "
     "possible| "
     "coller)?$"},
    {ACT_REJECTED, NOT_RETAINED,
     "" WHO
     " (?:n'a|n'avait|ne nous a|a)(?: malheureusement)? pas (?:convenu|convaincus?|donne satisfaction|fait "
     "l'affaire|le niveau|(?:toutes )?les competences|l'experience|le profil|reussi|passe (?:les tests|le "
     "test))"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:le |son |ce |cette |la )?(?:profil|candidature|candidate?|experience|niveau|" WHO
     ") (?:ne (?:nous |me |m')?(?:correspond|correspondait|convient|convenait)|n'est pas adaptee?|n'a pas le "
     "profil)(?: "
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
     "(?:candidate?|candidature|profil|jeune|cv) (?:non|pas) "
     "(?:retenue?|selectionnee?|adaptee?|correspondante?|"
     "concluante?)"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:" WE " ?(?:ne )?(?:sommes|suis|est) )?pas (?:vraiment |tres |du tout )?interessee?s?(?: par "
     "(?:ce|cette|son|sa|la|"
     "le) .*)?$"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:reponse negative|(?:pas de|aucune|sans) suite(?: (?:donnee|favorable))?$|refus|candidature "
     "refusee|avis defavorable|(?:entretien|essai|test|stage|immersion|rendez-vous|periode d'essai) "
     "(?:(?:non|pas|peu) concluante?s?|negatifs?|decevante?s?))"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:ca|cela|l'entretien|l'essai) (?:n'a pas|ne s'est pas) (?:ete )?(?:fait|concluant|donne|bien "
     "passe|matche|marche|colle|fonctionne|abouti)"},
    {ACT_RETAINED, 0,
     "(?:retenue?|(?:pre)?-?selectionnee?|candidature retenue|profil retenu|" WHO " (?:est|a ete)" ADV
     " (?:retenue?|(?:pre)?-?selectionnee?|acceptee?)|" WHO
     " (?:fait|font) partie des (?:[a-z]+ ){0,2}(?:retenue?s|(?:pre)?-?selectionnee?s)|sa candidature "
     "(?:est|a ete)" ADV
     " (?:retenue|acceptee)|(?:nous|on|je) (?:la |le |l')?(?:retenons|retient|retiens|avons retenue?|ai "
     "retenue?)(?! un autre| une autre| quelqu)|candidature acceptee)"},
    {ACT_ELSEWHERE, GONE, "" WHO " (?:a" ADV " trouve$|a" ADV " (?:cree|monte|lance) (?:sa|son) )"},
    {ACT_ELSEWHERE, GONE,
     WHO
     " (?:vient de |va )(?:trouver|signer|demarrer|commencer|accepter|decrocher|obtenir|integrer|rejoindre) "
     "(?:une?|du|l'|la) ?"
     "(?:autre )?(?:contrat|emploi|travail|poste|cdi|cdd|formation|apprentissage|stage|job|ecole)"},
    {ACT_ELSEWHERE, GONE,
     WHO " (?:a |est )?(?:integre|entree? (?:en|a|dans)) (?:une?|l'|la|le)? "
	 "?(?:ecole|formation|armee|dispositif)"},
    {ACT_ELSEWHERE, GONE,
     "" WHO " (?:a|ont|nous a dit avoir|dit avoir|aurait)" ADV
     " (?:(?:re)?trouve|accepte|decroche|pris|obtenu|commence|signe) "
     "(?:(?:un|une|du|autre|d'autre|nouvel|nouveau|nouvelle|petit|vrai|autre) ?)*(?:ailleurs|autre "
     "(?:offre|proposition|mission)|autre "
     "chose|mieux|emploi|travail|poste|job|contrat|cdi|cdd|formation|apprentissage|alternance|place|stage|"
     "patron|employeur|chez )"},
    {ACT_ELSEWHERE, GONE,
     "" WHO " (?:n'est|ne sont|n'etait|est|ne serait)" ADV
     " plus(?: du tout)? (?:disponibles?|interessee?s?|en recherche|a la "
     "recherche|candidate?|dispo|motivee?)"},
    {ACT_ELSEWHERE, GONE,
     "" WHO " ne (?:veut|souhaite|desire|cherche|voulait|souhaitait|desirait)" ADV
     " (?:plus|pas)(?: (?:du|de ce|le|ce|cet|cette|venir|donner "
     "suite|postuler|travailler|l'|poursuivre|continuer|d'emploi|de travail|etre candidate?).*|$)"},
    {ACT_ELSEWHERE, GONE,
     "" WHO " (?:s'est|s'etait|vient de se) desiste|" WHO " se desiste|" WHO
     " (?:a|decline|a decline|refuse|a refuse|renonce|a renonce)(?: a)? ?(?:decline|refuse|renonce)? "
     "?(?:le|ce|cette|la|l'|notre|votre|au|a) ?(?:poste|offre|proposition|emploi|candidature)"},
    {ACT_ELSEWHERE, GONE,
     "" WHO " (?:a ete|est|vient d'etre)" ADV
     " (?:embauchee?|recrutee?|prise?|engagee?)(?: .{0,30})? (?:ailleurs|(?:par|"
     "chez|dans) (?:un|une) autre)"},
    {ACT_ELSEWHERE, GONE,
     WHO " (?:ne (?:donne|donnera) (?:plus|pas)|n'a(?:vait)? (?:pas|plus|jamais) donne) suite\\b(?! "
	 "(?:a|aux?) (?:(?:mon|mes|nos|notre|ma|vos|votre) "
	 "|l')?(?:appel|message|mail|relance|sms|sollicitation|convocation))"},
    {ACT_ELSEWHERE, GONE,
     "(?:plus (?:disponible|interessee?|en recherche|dispo)|a trouve ailleurs|trouve ailleurs|desistement)"},
    {ACT_ELSEWHERE, GONE,
     "" WHO " (?:travaille|est en (?:cdi|cdd|emploi|poste|formation|alternance|apprentissage))(?: "
     "(?:maintenant|desormais|deja|depuis .*|actuellement|ailleurs|chez .*|en "
     "(?:cdi|cdd|interim).*))*$"},
    {ACT_ELSEWHERE, GONE,
     "(?:deja |maintenant )?en (?:emploi|cdi|cdd|interim|alternance|apprentissage|poste) (?:depuis|chez|"
     "maintenant|desormais|actuellement)\\b.{0,40}$"},
    {ACT_REJECTED, NOT_RETAINED,
     WE " ?(?:avons|ai|a)" ADV " (?:(?:trouve|choisi|pris|retenu|recrute|prefere) )?"
	"(?:quelqu'un|une personne|une? candidate?|un profil) (?:de |d')?(?:plus|mieux) [a-z]"},
    {ACT_ELSEWHERE, GONE,
     "" WHO " (?:part|est partie?|est entree?|entre|demenage|a demenage|a quitte|quitte)\\b"},
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
    {ACT_RENEWED, 0,
     "(?:c'est |l'accord est |son accord est )?(?:renouvelee?|prolongee?|reconduite?)(?: pour .*|)$"},
    {ACT_RENEWED, BEARS(GUARD_WISH),
     "(?:c'est )?(?:ok|d'accord|oui) pour (?:(?!lui|elle|moi|nous|cel)[a-z-]{3,20}$|(?:un an|une annee|\\d+ "
     "mois|six mois)\\b)"},
    {ACT_RENEWED, BEARS(GUARD_WISH),
     "" WHO " (?:souhaite|veut|desire|accepte de|accepte|est d'accord pour|est ok pour)(?: bien| toujours)* "
     "(?:renouveler|prolonger|reconduire|renouvele)\\b"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH) | BEARS(GUARD_NEGATION),
     "(?:non )?" WHO
     " (?:refuse|(?:ne )?veut pas|(?:n')?est pas d'accord)(?: (?:de )?(?:continuer|rester))?$"},
    {ACT_WITHDRAWN, 0, "retrait(?: svp| s'il (?:vous|te) plait| merci| du cv)*$"},
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
     "(?:(?:merci (?:de |d')|veuillez )(?:bien vouloir )?(?:enregistrer|noter|acter|traiter|prendre en "
     "compte) le |(?:je|nous) (?:vous )?(?:demande|demandons) le )?"
     "(?:retrait (?:de (?:l'|son |la |cette )|du |d'|)(?:accord|consentement|autorisation)|accord "
     "retire|consentement retire)(?: de .*| d'.*| svp| merci| "
     "(?!annul|refus|impossible|possible|prevu|demand|reporte|non)[a-z-]{3,20}|)$"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE),
     "(?:.*\\b)?(?:retire|retirer|retirez|retirons|supprimer|supprimez|effacer|effacez|enlever|enlevez|"
     "annuler) (?:tout(?:es?)? |tous )?(?:(?:l'envoi|la diffusion|la transmission) (?:de |d'|du ))?(?:(?<=du "
     ")|son|le|ce|leur|sa|la|cette|les|ses)(?: [a-z]+)? "
     "?(?:cv|candidature|dossier|donnees|profil)"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE),
     "(?:.*\\b)?(?:tout "
     "(?:effacer|supprimer|retirer)|(?:effacer|effacez|supprimer|supprimez|retirer|retirez) tout)\\b"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE) | BEARS(GUARD_QUOTE),
     "(?:.* )?(?<!avant de )(?:retirer|retire|retirera|a retire|revoque|revoquer) " CONSENT},
    {ACT_DEPARTURE, 0,
     "" WHO " (?:revient|est revenue?|souhaite revenir|veut revenir) sur (?:son|sa) "
     "(?:accord|consentement|decision)"},
    {ACT_DEPARTURE, BEARS(GUARD_WISH),
     "(?:.* )?(?:veut|souhaite|demande|voudrait|souhaiterait) que (?:son|le|ce) (?:cv|dossier|nom) "
     "(?:soit|ne soit plus)"},
    {ACT_DEPARTURE, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "(?:" WHO ") (?:ne )?(?:veut|souhaite)" ADV " plus que (?:son|ses|le|vous)"},
};
const struct phrase_table words_about_people = {rows, ARRAY_SIZE(rows)};
