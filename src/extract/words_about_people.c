/* Phrases about a candidate: the outcome of the CV. */
#include "words_phrases.h"

/* By the writer's own organisation. */
#define HERE                                                                                                 \
	"(?!.*\\b(?:ailleurs|(?:par|chez|dans) (?:un|une) autre|autre (?:entreprise|employeur|societe)|"     \
	"concurrente?s?|l'armee|la gendarmerie|service civique|epide|(?:en|a l'|dans une) "                  \
	"?(?:ecole|fac|formation|bts|licence))\\b)"

/* With a candidate, not with the writer's own people. */
#define NOT_OF_HOUSE                                                                                         \
	"(?! (?:m[ao]n?|mes|notre|nos|des?|un client|la direction|vous|l[ea] "                               \
	"(?:directeur|directrice|responsable|chef|cheffe|gerante?))\\b)"

/* "Nous ne la retenons pas pour l'instant" decides nothing. */
#define NOT_FOR_GOOD                                                                                         \
	"(?!.* (?:pour (?:l'instant|le moment)|tout de suite|dans l'immediat|a ce stade|encore|avant|"       \
	"sans|mais)\\b)"

/* "Recalé au permis" is no answer to the application. */
#define EXAM                                                                                                 \
	"(?:aux?|a (?:la|l'|son|sa)|du|d'un|son) "                                                           \
	"?(?:permis|code|examens?|bac|concours|cap|bts|diplome|brevet|"                                      \
	"titre|formation)\\b"

/* "Je le prends en rendez-vous" hires nobody. */
#define NOT_TO_SEE                                                                                           \
	"(?! en "                                                                                            \
	"(?:rendez-vous|entretien|essai|stage|test|immersion|pmsmp|visite|mains?|charge|compte|photo)\\b"    \
	"| a l'(?:essai|epreuve)\\b| (?:une|deux|la|quelques|\\d+) (?:semaines?|journees?|jours|heures)\\b|" \
	" au (?:telephone|mot|serieux)\\b)"

/* One word that is no day and no thing that one agrees to. */
#define A_NAME                                                                                               \
	"(?!(?:moi|nous|vous|info|infos|information|rappel|suite|note|cela|celui-ci|celle-ci|demain|lundi|"  \
	"mardi|mercredi|jeudi|vendredi|samedi|tout|tous|rien|venir|faire|entretien|rendez-vous|essai|stage|" \
	"cv|reception|accord|l'info|l'instant|ca)$)[a-z][a-z-]{2,20}"

/* Guards that are part of a phrase and don't undo it. */
enum { NOT_RETAINED = BEARS(GUARD_NEGATION) };

static const struct phrase rows[] = {
    {ACT_INTERVIEW, 0,
     WE " ?(?:avons|ai|a)" ADV
	" eu [a-z' -]{2,25} en (?:entretien|rendez-vous)\\b|(?:le |un )?(?:rendez-vous|entretien) est "
	"(?:deja |bien )?(?:pris|fixe|cale|programme) avec (?:elle|lui|l[ea] candidate?|l[ea] jeune)\\b"},
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:l'|les )?(?:avons|ai|a|l'ai|l'avons|l'a)" ADV
     " (?:eue?s?|vue?s?|recue?s?) en (?:entretien|rendez-vous|ligne pour un entretien)"},
    {ACT_INTERVIEW, 0,
     "(?!.*\\b(?:annule|reporte|decale|deplace)e?\\b)"
     "(?:(?:c'est|c'etait|il s'agit) (?:bien |juste |seulement |simplement |finalement |en fait )*(?:d')?)?"
     "(?:un |l'|son |1er |premier |deuxieme |2e |second "
     ")?(?:entretiens?|rendez-vous|essai|rencontre)(?:$| "
     "(?:(?:qui )?(?:est |a ete )?(?:bien "
     ")?(?:prevue?|fixee?|programmee?)|planifiee?|prise?|calee?|cale|organisee?|passee?|effectuee?|realisee?|"
     "fait|faite|ok|confirmee?|proposee?(?=$| (?:a " WHO " )?(?:pour )?(?:le \\d|lundi|mardi|mercredi|jeudi|"
     "vendredi|demain|la semaine))|positif|telephonique|physique|en "
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
     "(?:l'|son |un |notre )?entretien (?:a (?:bien )?eu lieu|s'est tenu)\\b|convocation "
     "(?:envoyee|faite|partie|adressee|remise)(?: .{1,20})? (?:pour|au) |" WHO " a" ADV " rencontre" ADV
     " (?:le|la|l'|notre|mon|ma|nos) "
     "?(?:responsable|directeur|directrice|chef|cheffe|equipe|gerante?|manager|drh|rh)\\b|" WHO
     " (?:est|sont)" ADV " (?:venue?s?|passee?s?)" ADV " (?:en |a (?:l'|son |un |cet )?)entretien\\b"},
    {ACT_INTERVIEW, 0,
     WE " (?:l[ea]s? re(?:vois|voit|voyons|cois|coit|cevons)|re(?:vois|voit|voyons) (?:l[ea] "
	"(?:jeune|candidate?)|(?!l[ea]s? |une? |des |nos |mes |votre |notre |mon |ma |cela |tout "
	")[a-z'-]{3,20})|(?:avons|ai|a) (?:bien |deja )?(?:prevu|convenu|decide) de l[ea]s? "
	"(?:re)?(?:cevoir|voir|rencontrer))\\b.*\\b(?:en|pour) (?:(?:une?|son|leur) "
	")?(?:(?:second|deuxieme|2e|2eme|nouvel|autre|dernier) )?(?:entretien|rendez-vous)\\b"},
    {ACT_INTERVIEW, 0,
     WE " (?:viens|venons|vient) de (?:la |le |les )?(?:recevoir|rencontrer|voir) en entretien\\b"},
    {ACT_INTERVIEW, BEARS(GUARD_FUTURE),
     WE " (?:recoi[st]|recevons|recevr(?:ai|ons|a)|rencontr(?:e|ons|erai|erons|era)|convoqu(?:e|ons|erai|"
	"erons|era)|"
	"verr(?:ai|ons|a)) (?:cette |ce |votre |le |la |l'|ces )?(?:candidate?|jeune|personne|interessee?)s? "
	"(?:en|a|pour) "
	"(?:un |l')?entretien\\b"},
    {ACT_INTERVIEW, 0,
     /* not "absent à l'entretien" */
     HERE WHO " (?:a" ADV " (?:un |son )?|(?:passe|a eu|a passe|fait|a fait)" ADV " (?:un |son |l')?)"
	      "(?:entretien|rendez-vous|essai|test|(?:les|des|ses|nos) (?:tests|entretiens))\\b"},
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:lui )?(?:avons|ai|a|donnons|donne|fixons|fixe|proposons|propose)" ADV
     " (?:lui )?(?:donne|fixe|propose|pris|prevu|programme|cale|convenu d')? ?(?:un "
     ")?(?:entretien|rendez-vous)(?! collectif| avec(?!" NOT_OF_HOUSE "))"},
    {ACT_INTERVIEW, 0,
     "(?:candidate? |jeune )?(?:convoquee?|recue?|vue?|rencontree?|attendue?)(?: pour "
     "(?:lundi|mardi|mercredi|jeudi|vendredi|le )| (?:a|en|pour) (?:un |une "
     "|l')?(?:essai|test|immersion|visite|entretien)| en entretien| a un entretien| a l'entretien| pour "
     "un entretien| hier| ce matin| ce jour| aujourd'hui| cet apres-midi| lundi| mardi| mercredi| jeudi| "
     "vendredi| le .*| la semaine .*| demain)"},
    {ACT_INTERVIEW, 0,
     "" WE " ?(?:avons|ai|a) (?:un )?(?:rendez-vous|entretien) "
     "(?:avec" NOT_OF_HOUSE "|lundi|mardi|mercredi|jeudi|vendredi|le|demain)"},
    {ACT_INTERVIEW, 0,
     WE " ?(?:la |le |les |l')?(?:prends?|prenons|(?:ai|avons|a) prise?s?) en (?:rendez-vous|entretien)\\b"},
    {ACT_INTERVIEW, 0,
     WE " ?(?:avons|sommes|ai|a) convenus? (?:avec (?:elle|lui) )?(?:de (?:nous|se) (?:voir|rencontrer)|d'un "
	"(?:rendez-vous|"
	"entretien))\\b"},
    {ACT_INTERVIEW, 0, "(?:ok|d'accord|c'est bon|oui)(?: c'est bon)? pour un (?:entretien|rendez-vous)"},
    {ACT_INTERVIEW, 0,
     "(?:on|nous nous|nous|je|j') ?(?:se |la |le "
     "|l')?(?:(?:re)?(?:voyons|voit|vois)|rencontrons|rencontre|recevons|recoit|recois) "
     "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|le \\d|la semaine prochaine)"},
    {ACT_INTERVIEW, 0,
     "" WHO " (?:vient|passe)(?: nous voir| en entretien| se presenter| (?:au|a la|a l'|dans "
     "(?:le|la|l'|notre|nos)) "
     "?(?:magasin|agence|bureaux?|depot|atelier|usine|restaurant|siege|locaux|chantier|entreprise))? "
     "(?:lundi|mardi|mercredi|jeudi|vendredi|demain|le \\d)"},
    {ACT_INTERVIEW, 0,
     "(?:nous|on|je) (?:recevons|recoit|recois|rencontrons|rencontre|voyons|voit|vois|convoquons|convoque) "
     "(?:(?:(?:votre|cette|la|le|ce) (?:candidate?|jeune)|(?!(?:bien|deja|avec|que|plusieurs|tous|toutes|"
     "des) )(?:(?:mme|mlle|m\\.?|mr|monsieur|madame) )?[a-z-]{3,20}) "
     "(?:[a-z]+ (?:a )?[0-9h]* ?)?(?:en|pour un|a un) entretien|(?:(?:votre|cette|la|le|ce) "
     "(?:candidate?|jeune)|(?:mme|mlle|m\\.?|mr|monsieur|madame) [a-z'-]{2,20}) "
     "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|le \\d|la semaine prochaine))"},
    {ACT_INTERVIEW, BEARS(GUARD_FUTURE),
     WHO
     " (?:(?:viendra|passera)" ADV " (?:nous voir|se presenter|(?:en|pour un) entretien)|sera" ADV
     " (?:recue?|vue?|convoquee?|rencontree?|attendue?))\\b(?=.*\\b(?:lundi|mardi|mercredi|jeudi|vendredi|"
     "samedi|demain|apres-demain|le \\d))"},
    {ACT_INTERVIEW, BEARS(GUARD_FUTURE),
     WE " (?:la|le|les|l') "
	"?(?:verr|recevr|rencontrer)(?:ai|ons|a)\\b(?=.*\\b(?:lundi|mardi|mercredi|jeudi|vendredi|"
	"samedi|demain|apres-demain|le \\d)\\b)"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_WISH),
     "" WE " ?(?:avons|ai|a)" ADV " (?:decide|choisi|prefere) de ne pas (?:y )?(?:la |le |l'|les )?"
     "(?:retenir|recruter|embaucher|prendre|garder|engager|selectionner|poursuivre|donner (?:de )?suite)\\b"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_WISH),
     WE " ?(?:regrettons|regrette|(?:sommes|suis|est) au regret|(?:avons|ai|a) le regret) de (?:vous "
	"(?:informer|annoncer|dire) )?(?:ne (?:pas )?pouvoir|devoir renoncer a) "
	"(?:y )?(?:(?:donner|reserver|accorder) (?:de |une )?suite|(?:la |le )?retenir)\\b|" WE
	" (?:sommes|suis|est) (?:malheureusement )?dans l'impossibilite de (?:y )?(?:(?:donner|reserver) "
	"(?:de |une "
	")?suite|(?:la |le )?retenir)\\b"},
    {ACT_REJECTED, 0,
     "" WE " ?(?:prends?|prenons|embauchons|embauche|recrutons|recrute|retenons|retient|retiens|choisissons|"
     "choisit) "
     "(?:quelqu'un d'autre|l'autre(?: candidate?)?$|une? autre (?:candidate?|personne|profil))\\b"},
    /* "On prend Pierre" */
    {ACT_HIRED, 0,
     WE " (?:prends?|prenons) "
	"(?!(?:contact|note|acte|date|connaissance|part|soin|place|position|conge|rdv|attache|"
	"appui|effet|patience|peur|fin|forme|bonne|vite|volontiers|bien|aussi|donc|quand|plus|quelqu'un|"
	"personne|"
	"deux|trois|quatre|cinq|merci|rang|feu|racine|racines|la|le|les|un|une|des|garde|exemple|conseil)"
	"\\b)" A_NAME "$"},
    {ACT_HIRED, BEARS(GUARD_WISH),
     "" WE " ?(?:avons|ai|a)" ADV
     " (?:decide|choisi) de (?:l'|la |le )(?:embaucher|recruter|prendre|engager|garder)"},
    {ACT_HIRED, 0,
     "(?:embauchee?s?|recrutee?s?|engagee?s?|prise?)" HERE "(?:$| (?:en "
     "(?:cdi|cdd|alternance|apprentissage|interim|stage|contrat.*)|depuis .*|a compter .*|a partir .*|le "
     ".*|hier|ce matin|ce jour|aujourd'hui|lundi|chez nous|merci.*|pour .*|avec .*|des .*))"},
    {ACT_HIRED, 0,
     "" WHO " (?:est|a ete|vient d'etre|a bien ete|sont|ont ete)" ADV " " HERE
     "(?:embauchee?s?|recrutee?s?|engagee?s?|prise?s?\\b(?! (?:de|d'[a-z]+|par|en "
     "(?!cdi|cdd|alternance|apprentissage|interim|contrat)|(?:le|tous les) "
     "(?:lundi|mardi|mercredi|jeudi|vendredi))))"},
    {ACT_HIRED, 0,
     "(?:on|nous|je) ?(?:l'|les )(?:avons|ai|a)" ADV
     " (?:embauchee?s?|recrutee?s?|engagee?s?|prise?s?|integree?s? (?:a|dans|au sein))\\b" NOT_TO_SEE},
    {ACT_HIRED, 0,
     "(?:nous|on|je|j') ?(?:avons|ai|a|venons de|vient de|viens de)" ADV
     " (?:l')?(?:embauche|recrute|engage|embaucher|recruter|engager) (?!quelqu'un|un |une "
     "|personne|d'autre|en interne|le poste|notre|deux|trois|quatre|cinq|\\d|des |son |sa |ses |leur|mon |ma "
     "|mes |nos |vos |votre "
     "(?!candidat|jeune)|plusieurs|beaucoup|d[eu] )"
     "(?:la |le |cette |ce |votre )?(?:candidate?|jeune|[a-z][a-z'-]+)"},
    {ACT_HIRED, 0,
     "(?:nous|on|je|j') ?(?:embauche|embauchons|recrute|recrutons|engage|engageons) (?!quelqu'un|une? "
     "|personne|pas|plus|"
     "deux|trois|des |en |toujours|encore|aussi|plutot|surtout|souvent|parfois|seulement|uniquement|beaucoup|"
     "peu |principalement|sur |pour |[a-z]+ment\\b)(?:la |le |cette "
     "|ce |votre )?(?:candidate?|jeune|[a-z][a-z'-]+)(?: en .*| a .*| des .*| le .*| pour .*|)$"},
    {ACT_HIRED, 0,
     "(?:on|nous|je) ?(?:l'|les |la |le "
     ")(?:embauche|embauchons|recrute|recrutons|engage|engageons|prend|prenons|prends|(?:garde|gardons)(?= "
     "en c))" NOT_TO_SEE "(?: en .*| a .*| des "
     ".*| le .*| pour .*| sur .*| lundi.*|)$"},
    {ACT_HIRED, 0,
     "(?!qui |que |dont )" WHO
     " (?:a )?(?:commence|demarre|debute|signe|a signe|a commence|a demarre|a debute)\\b(?! a "
     "(?:s'|se |trouver|douter|perdre|hesiter|desesperer|en ))(?! (?:un|une|sa) "
     "(?:formation|autre|nouvel))" NOT_A_FORM NOT_AT_ANOTHER},
    {ACT_HIRED, 0,
     WHO " (?:est" ADV
	 " (?:salariee?|employee?|en poste|en contrat) (?:chez nous|de (?:notre|l') ?(?:entreprise|societe|"
	 "agence|equipe)|dans (?:notre|l') ?(?:entreprise|societe|equipe|agence))|occupe" ADV
	 " (?:le|ce|son|notre) poste\\b)"},
    {ACT_HIRED, 0,
     "(?:(?:nous sommes|je suis|on est) )?(?:tres )?(?:ravie?s?|heureu(?:x|se|ses)|contente?s?|enchantee?s?) "
     "(?:de (?:compter|avoir)|d'(?:accueillir|avoir accueilli|avoir)) (?:[a-z'-]+ ){1,3}(?:dans|parmi|au "
     "sein) "
     "(?:de )?(?:nous|nos|notre|l')\\b"},
    {ACT_HIRED, 0,
     "(?:" WHO " (?:travaille|bosse)(?! deja)" ADV " (?:chez|avec|pour) (?:nous|moi)\\b|signee?$)"},
    {ACT_HIRED, 0,
     WE " ?(?:avons|ai|a)" ADV
	" (?:finalise|acte|valide|conclu|concretise|realise) (?:son|l') ?(?:embauche|recrutement)\\b"},
    {ACT_HIRED, 0,
     WE " ?(?:avons|ai|a|venons de|viens de)" ADV
	" (?:signer?|conclure?|conclu|etabli) (?:son|le|un) (?:contrat|cdi|cdd)\\b"},
    {ACT_HIRED, 0,
     "(?:(?:le|son|un) )?(?:contrat|cdd|cdi)(?: (?:de|d')(?: \\d+ mois| [a-z]+){1,3}| pro| cdd| cdi)? (?:est "
     "|a ete "
     ")?(?:signe|en cours de signature)"},
    {ACT_HIRED, 0,
     "(?:promesse d'embauche (?:est |a ete )?signee|signature (?:du|de son|de) contrat (?:est |a ete )?" ADV
     " ?(?:faite|effectuee|realisee|ok))\\b"},
    {ACT_HIRED, 0,
     "(?:c'est une embauche$|(?:(?:le|son|l') ?)?(?:recrutement|embauche) (?:est |a ete )?" ADV
     " ?(?:validee?|actee?|accordee?)\\b|(?:debut (?:de|du) contrat|prise de (?:poste|fonctions?)|date "
     "d'embauche) (?:le|au|lundi|mardi|mercredi|jeudi|vendredi|demain|:)|premier jour (?:aujourd'hui|hier|ce "
     "matin)|embauche (?:effective|confirmee|le .*|en "
     ".*|faite|effectuee)|(?:embauche|recrutement) "
     "(?:de |d'))"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_FUTURE),
     "(?:nous |on |je )?(?:ne )?(?:donnerons|donnera|donnerai|retiendrons|retiendra|recruterons) "
     "(?:malheureusement )?pas\\b"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_FUTURE),
     "(?:nous |on |je )(?:ne )?(?:la |le |les |l')(?:retiend|prend|embauche|recrute|garde|engage)"
     "(?:rons|ra|rai) "
     "(?:malheureusement |finalement |donc )*pas\\b" NOT_FOR_GOOD},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_WISH),
     WE " ?(?:n'avons|n'ai|n'a|avons|ai|a) pas (?:l'intention|prevu|le projet) (?:de |d')"
	"(?:la |le |les |l')(?:retenir|prendre|embaucher|recruter|garder|engager)\\b" NOT_FOR_GOOD},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:ce|cette|le|la|son|sa) (?:profil|candidature|candidate?|cv) (?:ne )?(?:nous |m')?interesse pas"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:nous|on|j'|je) ?(?:avons|ai|a)" ADV
     " trouve (?:quelqu'un d'autre|un autre candidat|une autre candidate|une autre personne)"},
    {ACT_REJECTED, 0,
     "(?:notre|mon|le) choix (?:s'est|se)" ADV
     " porte (?:sur|vers) (?:une? autre|quelqu'un d'autre|une? (?:candidate?|profil|"
     "personne) plus)\\b"},
    {ACT_RETAINED, 0, WE " ?(?:avons|ai|a)" ADV " (?:recu|vu|rencontre|auditionne) quelqu'un d'autre\\b"},
    {ACT_REJECTED, NOT_RETAINED, "(?:non )?(?:pas|non)[ -](?:retenue?s?|concluante?|prise?s?$)" NOT_FOR_GOOD},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_FUTURE),
     "(?:(?:c'est|ce sera) (?:malheureusement )?negatif$|(?:reponse|avis|retour) negatif (?:d[eu]|de "
     "l[a'])\\b|(?:(?:c'est|ce sera|ca sera) (?:malheureusement |donc "
     ")*(?:non|negatif)|negatif|(?:reponse|avis|retour) negative?) (?:pour|sur) (?:cette "
     "candidat(?:e|ure)|ce candidat|ce (?:profil|cv)|celle-ci|celui-ci|"
     "(?:son|sa|le|la) (?:candidature|profil|cv)|elle|lui)\\b|(?:c'est )?(?:malheureusement )?non pour "
     "(?:elle|lui|" A_NAME ")$)"},
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
     "recrutee?|selectionnee?|embauchee?|gardee?|cette candidature|sa "
     "candidature|cette candidate|ce candidat|la candidature|le candidat|la candidate|son profil|$)"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:nous |on |je )?(?:ne |n')?(?:la |le |les "
     "|l')?(?:retenons|retient|retiens|prenons|recrutons|embauchons)(?: malheureusement)? pas\\b(?! (?:tout "
     "de "
     "suite|dans l'immediat|encore|a ce stade|de|d'[a-z]+)\\b)"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?!n'a (?:pas|plus|jamais) (?:pu |souhaite )?donne)(?:nous |on |je )?(?:ne |n'|n'y "
     ")?(?:donnons|donne|avons|ai|a|souhaitons|souhaite)(?: "
     "malheureusement)?(?: pas)?(?: pu| donne| souhaite)?(?: pas)?(?: y)?(?: donner)?(?: de| une)? suite(?: "
     "favorable)?\\b(?<!donnons suite)(?<!donne suite)"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_WISH),
     "(?:nous |on |je )?(?:ne )?(?:souhaitons|souhaite|pouvons|peux|peut|desirons|pourrons|pourrai) "
     "(?:malheureusement )?pas (?:y )?(?:donner (?:de |une )?suite|retenir|la retenir|le "
     "retenir|poursuivre|recruter|(?:la |le )(?:rencontrer|recevoir|voir)|l'embaucher|la recruter|le "
     "recruter)"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:nous |on |je )?(?:n'avons|n'ai|(?<=on )n'a|avons|ai)(?: malheureusement| finalement)? pas (?:pu "
     ")?(?:donne|donner|souhaite "
     "donner)(?: de| une)? suite\\b"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:le |ce )?(?:poste|contrat) (?:est|a ete)" ADV " (?:attribuee?|donnee?|confiee?|pris|prise) "
     "(?:a|par) (?:quelqu'un d'autre|un autre|une autre)"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_WISH),
     "(?:ce n'est |c'est )?pas (?:le bon|le|un bon|notre) profil|profil (?:inadapte|inadequat|inapproprie)|"
     "ce n'est pas (?:vraiment |tout a fait )?(?:ce qu[e'] ?|le profil qu[e'] ?)" WE
     " ?(?:re)?cherch|avis negatif"},
    {ACT_REJECTED, 0,
     "(?:" WE " ?)?(?:(?:part|partons|pars|m'oriente|nous orientons|s'oriente|me suis oriente|s'est oriente) "
     "(?:sur|vers)|"
     "(?:avons|ai|a)" ADV
     " trouve) (?:mieux\\b|quelqu'un (?:d'autre|de mieux)|une? autre (?:candidate?|personne|profil))"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_WISH),
     "(?:le|la|notre|mon|ma|l') "
     "?(?:responsable|chef|cheffe|directeur|directrice|direction|gerante?|patron|patronne|"
     "client|cliente|manager|equipe|drh|associee?)(?: (?:d[eu']|des) ?[a-z'-]+| [a-z'-]+)? (?:ne "
     ")?(?:veut|souhaite|"
     "peut|compte|desire)(?: malheureusement| finalement)? pas (?:y )?(?:(?:la |le |les "
     "|l')(?:prendre|retenir|embaucher|"
     "recruter|garder)|donner (?:de |une )?suite|poursuivre avec (?:elle|lui))" NOT_FOR_GOOD},
    {ACT_REJECTED, NOT_RETAINED,
     WHO
     " (?:ne )?(?:remplit|remplissait|reunit) pas (?:tous |toutes )?(?:les|nos|ces) (?:criteres|conditions|"
     "prerequis)|(?:sa|cette|la|leur) candidature n'a (?:malheureusement |donc )*pas abouti"},
    {ACT_REJECTED, NOT_RETAINED,
     WE " (?:classons|classe|classerons) (?:donc )?(?:la|cette|sa|le|ce|son) (?:candidature|dossier|cv) sans "
	"suite"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_WISH),
     WE " (?:ne )?(?:pouvons|peux|peut|pourrons|pourrai) (?:malheureusement |donc )*pas lui "
	"(?:proposer|offrir|donner) "
	"(?:de |d'|un |le |ce )?(?:poste|emploi|contrat|place|travail)" NOT_FOR_GOOD},
    {ACT_REJECTED, NOT_RETAINED, WHO " (?:ne )?(?:fait|faisait|fera) pas l'affaire"},
    {ACT_RETAINED, 0,
     WE " ?(?:le|la|les|l') ?(?:prends?|prenons|(?:ai|avons|a) prise?s?) (?:a l'essai\\b|(?:une|deux|\\d+) "
	"(?:semaines?|jours|journees?))|(?:on|je|nous) (?:le|la|les) "
	"(?:garde|gardons)$|(?:cv|profil|candidature|candidate?) retenue?$"},
    {ACT_REJECTED, NOT_RETAINED, "(?:candidature |profil |c'est )?sans suite"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:sa |la |cette )?(?:candidature|son profil|le profil|profil) (?:est |a ete )?(?:" ADV
     ")? ?(?:non retenue|refusee|rejetee|ecartee|pas retenue|declinee)"},
    {ACT_REJECTED, NOT_RETAINED,
     "" WHO " (?:est|a ete)" ADV " (?:refusee?|ecartee?|rejetee?|recalee?)\\b(?! " EXAM ")"},
    {ACT_REJECTED, NOT_RETAINED,
     "(?:(?:refusee?|ecartee?|rejetee?|recalee?)(?: (?:a|apres|suite a) .*|)|ko)$|" WHO " (?:a|avait)" ADV
     " echoue (?:aux?|a (?:la|l')) ?(?:tests?|essai|epreuves?)\\b(?!.* mais\\b)"},
    {ACT_HIRED, 0,
     "" WHO " (?:est (?:des notres|dans (?:l'|notre |nos )(?:equipe|effectif)s?)|"
     "(?:a|vient de) (?:pris|prendre) (?:son|ses) (?:poste|fonctions?)\\b" HERE
     "|nous (?:a rejoints?|rejoint)\\b|(?:a (?:rejoint|integre)|rejoint|integre) "
     "(?:notre|l'|nos|la|les) ?(?:equipes?|"
     "entreprise|societe|effectifs|magasin|agence))"},
    {ACT_HIRED, 0,
     "" WHO " (?:est|a ete)" ADV
     " (?:retenue?|choisie?|selectionnee?|acceptee?) et (?:il |elle )?(?:a )?(?:commence|"
     "demarre|debute|signe|integre|rejoint)"},
    {ACT_REJECTED, NOT_RETAINED,
     "" WE " ?(?:ne )?(?:la |le |l')(?:garde|gardons|prends?|prenons|retiens|retient|retenons|embauche|"
     "embauchons|recrute|recrutons) pas(?: finalement| desolee?s?.*|)$"},
    {ACT_REJECTED, NOT_RETAINED | BEARS(GUARD_FUTURE) | BEARS(GUARD_WISH),
     "(?:" WE
     " ?)?(?:n'irons|n'ira|n'allons|n'irai|ne vais|n'ira|ne va|ne poursuivrons|ne poursuivons|ne poursuit|"
     "ne poursuivrai|ne donnerons|ne donnerai|ne donnera|ne retiendrons|ne retiendrai|ne souhaitons|"
     "ne souhaite|ne compte|ne comptons|ne pense|ne pensons|ne prevois|ne prevoyons|ne prevoit|n'envisage|"
     "n'envisageons|ne pourrons|ne pourra|ne pourrai|ne peut|ne peux|ne "
     "pouvons|va|vais|allons)(?: malheureusement| finalement| donc)* pas (?:plus loin|aller plus "
     "loin|poursuivre|(?:(?:le|ce) "
     "(?:processus|parcours)|(?:la|cette) (?:procedure|demarche))(?: de recrutement)?|"
     "(?:pouvoir |de |d')?(?:la |le |les "
     "|l')(?:retenir|prendre|embaucher|recruter|garder|engager|selectionner)"
     "" NOT_FOR_GOOD "|"
     "avec (?:elle|lui|cette|ce)|de suite|suite|donner suite|retenir|cette candidature|ce profil|ce "
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
     "?)?(?:attentes?|criteres?|besoins?|exigences?|prerequis|conditions?|profil|poste|offre|recherche|"
     "demande|cahier))"},
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
     "pas(?: le faire| aller| etre possible| coller)?(?: desolee?s?)?$"},
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
     " (?:choisi|retenu|pris|recrute|prefere|privilegie|selectionne|embauche|opte pour|donne la priorite a) "
     ")(?:(?:quelqu'un|une personne) (?:d'autre|avec|en interne|plus|ayant)|une? candidat(?:e|ure) "
     "interne|un autre|une autre|d'autres|un profil|une personne plus|un candidat plus|une candidate plus|un "
     "candidat "
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
     "(?:reponse negative|(?:pas de|aucune|sans) suite(?: (?:donnee|favorable))?(?:$| (?:pour|a) "
     "(?:cette|sa|la|ce|son) )|refus|candidature "
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
    {ACT_REJECTED, NOT_RETAINED,
     WE " ?(?:avons|ai|a)" ADV " (?:(?:trouve|choisi|pris|retenu|recrute|prefere) )?"
	"(?:quelqu'un|une personne|une? candidate?|un profil) (?:de |d')?(?:plus|mieux) [a-z]"},
    {ACT_REJECTED, BEARS(GUARD_WISH),
     WE " ?(?:(?:avons|ai|a)" ADV " (?:rejete|ecarte|decline|refuse)|rejet(?:te|ons)|ecart(?:e|ons)|declin(?:"
	"e|ons)|refus(?:e|ons)|renonc(?:e|ons) a|"
	"(?:(?:avons|ai|a) (?:du|prefere|decide d[e']|choisi d[e'])|devons|dois|doit|(?:sommes|suis) "
	"(?:contrainte?s?|obligee?s?) d[e']) ?(?:rejeter|ecarter|decliner|refuser)) "
	"(?:la|cette|sa|votre|le|ce|son|leur) "
	"(?:candidature|candidate?|profil|cv|dossier|jeune)\\b(?! (?:incomplete?|precedente?|interne|"
	"(?:de l'|d'une? )(?:agence|autre))\\b)(?!.*\\bpas l[ea] (?:votre|sien))" NOT_FOR_GOOD},
    {ACT_REJECTED, 0,
     WE " ?l'(?:avons|ai|a)" ADV " (?:rejete|ecarte|refuse|recale)e?\\b(?! " EXAM
	")(?=$| (?:car|pour|apres|suite)\\b)"},
    {ACT_REJECTED, 0,
     "(?:avis|reponse|retour|suite|decision) (?:negati(?:f|ve)|defavorable)(?:$| (?:pour|a|sur) "
     "(?:cette|sa|la|ce|son|elle|lui)\\b)"},
    {ACT_REJECTED, 0,
     "(?:candidate?|jeune|profil|cv)" ADV " (?:ecarte|rejete|refuse|decline|recale)e?\\b(?! " EXAM
     ")(?! par l[ea])"},
    {ACT_RETAINED, 0,
     "(?:c'est )?(?:ok|d'accord|oui|bon|favorable|validee?)(?: pour (?:moi|nous))? pour "
     "(?:elle|lui|eux|elles|(?:cette|ce|la|le|sa|votre) (?:candidat(?:e|ure)?|jeune|profil|cv)|"
     "(?:mme|mlle|m|mr|monsieur|madame) [a-z' -]{2,25}|" A_NAME ")$"},
    {ACT_RETAINED, 0,
     "(?:(?:(?:avis|reponse|retour|suite|decision) (?:tres |plutot )?)?(?:favorable|positi(?:f|ve))(?: "
     "(?:pour|a|sur) "
     "(?:cette|sa|la|ce|son|elle|lui)\\b.{0,30})?|(?:nous sommes|je suis|on est)" ADV
     " (?:tres |plutot )?favorables?(?: (?:a|pour) .{2,40})?)$"},
    {ACT_HIRED, 0,
     "(?:(?:la|le|votre|cette|ce) )?(?:candidate?|jeune|stagiaire) (?:est |a ete )?" ADV
     " ?(?:embauche|recrute|engage)e?(?:$| (?:en (?:cdi|cdd|alternance|apprentissage|contrat)|merci|le "
     "\\d|hier|ce (?:jour|matin)|depuis|lundi|mardi|mercredi|jeudi|vendredi)\\b)" HERE},
    {ACT_INTERVIEW, 0,
     WE " ?(?:avons|ai|a)" ADV
	" (?:propose|donne|fixe) a (?:(?:mme|mlle|m|mr|monsieur|madame|la|le|votre|cette|ce) )?[a-z-]{3,20} "
	"(?:un )?(?:entretien|rendez-vous)(?! collectif| avec(?!" NOT_OF_HOUSE "))"},
    {ACT_HIRED, 0,
     "(?:la|sa|cette|votre) candidature(?: de [a-z' -]{2,30})? a" ADV
     " abouti a (?:une|son) (?:embauche|recrutement)\\b"},
    {ACT_RETAINED, 0,
     "(?:" WHO "|(?:ce|cette|son|sa|le|la) (?:profil|candidature|cv|parcours)) (?:nous|me|m'a|nous a)" ADV
     " (?:plait|plu|convient|convainc|convaincue?s?)(?: (?:beaucoup|bien|tout a "
     "fait|parfaitement|vraiment))*$"},
};
const struct phrase_table words_about_people = {rows, ARRAY_SIZE(rows)};
