/* Phrases that end something: an event is cancelled, letters are no longer wanted, an insult. */
#include "words_phrases.h"

#define NOT_OF_EVENT "(?!.* " GATHERING ")"

static const struct phrase rows[] = {
    {ACT_CANCELLED, BEARS(GUARD_NEGATION),
     WE " (?:ne )?(?:le |la |l')?(?:fait|fais|faisons|organise|organisons|maintient|maintenons) plus$"},
    {ACT_CANCELLED, BEARS(GUARD_WISH),
     "(?:c'est|tout est|il est|elle est|cela est|evenement|forum|atelier|visite|reunion|rencontre)?" ADV
     " ?(?:annulee?|annulez|reportee?)(?: tout)?(?: merci.*| desole.*|)$"},
    {ACT_CANCELLED, BEARS(GUARD_WISH),
     "annulation (?:de |du |d')(?:la |l'|notre |cette |cet |ce "
     ")?" GATHERING},
    {ACT_CANCELLED, BEARS(GUARD_WISH),
     "(?:(?:le|la|l'|cet|cette|notre|nos) "
     "?" GATHERING "(?: du .*| de .*|)|il|elle) (?:est|a ete|doit etre|sera)" ADV
     " (?:annulee?|reportee?|deplacee?|decalee?)"},
    {ACT_CANCELLED, BEARS(GUARD_NEGATION) | BEARS(GUARD_FUTURE),
     "(?:le|la|l'|cet|cette|notre) ?[a-z]+(?: [a-z' ]{0,30})? n'(?:aura|a) (?:finalement |malheureusement "
     ")?(?:pas|plus) lieu"},
    {ACT_CANCELLED, BEARS(GUARD_WISH),
     "(?:" WE " ?)?(?:devons |dois |doit |souhaitons |souhaite |voudrais |voudrions |sommes obliges "
     "d'|sommes contraints d'|il (?:faut|va falloir) |merci d'|veuillez |pouvez-vous "
     ")?(?:annulons|annule|annuler|j'annule|(?:report|decal|deplac|repouss)(?:e?ons|er))(?: "
     "(?:le|la|l'|cet|cette|notre) "
     "?" GATHERING ".*|"
     " (?:merci|desolee?s?).*|)$"},
    {ACT_STOP, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "(?:(?:merci de |veuillez |priere de |pouvez-vous |je souhaite |nous souhaitons |je voudrais "
     "|j'aimerais )?(?:ne plus|ne pas|arreter de|arretez de|cesser de|cessez de) (?:(?:me |m'|nous "
     ")(?!(?:r?appel|telephon|joindre))|recevoir|en recevoir|etre)|plus (?:besoin|la peine) de (?:m'|me "
     "|nous "
     ")(?:envoyer|adresser|transmettre|faire suivre|diffuser)|(?:je|nous|on) ne "
     "(?:souhaite|souhaitons|veux|veut|voulons|desire|desirons) (?:(?:plus|pas) (?:recevoir|etre)|plus (?:de "
     "|d'|aucune? )(?:vos |ces "
     ")?(?:mails?|messages?|offres?|courriels?|envois?|invitations?))|ne (?:me|nous|m') "
     "?(?:envoyez|ecrivez|adressez|contactez|sollicitez) plus|ne m'(?:envoyez|ecrivez|adressez) "
     "plus|stop$|stop (?:aux|les|mails|a (?!(?:cette|notre|mon|ce|l'|la) "
     "?(?:offre|annonce|recherche|diffusion|recrutement))"
     ")|desabonn|(?:desinscription|desabonnement)\\b" NOT_OF_EVENT "|desinscri(?:s|re|vez)?\\b" NOT_OF_EVENT
     "|me desabonner|(?:comment |ou )?(?:on )?se desabonner|(?:merci de |veuillez |pouvez-vous |je souhaite "
     "|je voudrais |je veux |nous voulons |j'aimerais |nous souhaitons |comment )?(?:me |nous "
     ")?(?:desabonner|desinscrire)" NOT_OF_EVENT
     "|(?:merci de (?:me |nous )?|veuillez (?:me |nous )?|pouvez-vous (?:me |nous )?|vous pouvez (?:me |nous "
     ")?)?(?:retirer|retirez|enlever|enlevez|supprimer|supprimez)(?:-moi|-nous)?(?: mon adresse| notre "
     "adresse)? (?:de|de la|de votre|de vos|des) (?:la |votre |vos |cette "
     ")?(?:liste|listes|fichier|base|diffusion|envois|destinataires|mailings?)|plus "
     "(?:d'offres|d'annonces|de "
     "mails|de messages|de courriels|d'envois|de (?:lettres?|newsletters?)(?: "
     "d'information)?)(?: svp| merci)?(?:$| (?:s'il|merci|je|nous|on|j'|c'est) ?.*))"},
    {ACT_STOP, BEARS(GUARD_NEGATION) | BEARS(GUARD_WISH),
     "(?:.*\\b)?(?:(?:retir|enlev|supprim|ray|radi|ot|effac)(?:er|ez|e)(?:[- ](?:moi|nous))?(?: merci| "
     "svp)?(?: (?:mon|notre) (?:adresse|mail|e-mail|nom|compte|contact))? (?:de|des|du)(?: "
     "(?:la|votre|vos|cette|ces|ma|vo))? "
     "?(?:listes?|fichiers?|bases?|diffusion|destinataires|envois?|mailings?|newsletter|lettre|contacts|"
     "repertoire)(?! (?:d'attente|des (?:participants|inscrits|jeunes)))|(?:arretez|arreter|cessez|cesser) "
     "(?:de (?:m'|me |nous )|(?:les|vos) (?:mails?|messages?|envois?|courriels?))|(?:se|me|nous) "
     "desinscrire$|(?:enlev|retir|supprim|effac|ray)(?:er|ez) (?:mon|notre|nos|mes|cette|ces) "
     "(?:adresses?|mails?|e-mails?|coordonnees|contacts?)\\b|(?:ne plus|plus) (?:me |nous "
     "|m')(?:solliciter|ecrire|envoyer|adresser|contacter)|^stop(?: svp| merci)?$)"},
    {ACT_INSULT, ~0u,
     "(?:.*\\b)?(?:connards?|connasses?|encule|enculee?s?|salauds?|salopes?|ta gueule|vos gueules|va te "
     "faire|allez vous faire|allez tous vous faire|bande de "
     "(?:cons|nuls|incapables|guignols|clowns|charlots|branques|abrutis)|gros "
     "con|abrutis?|cretins?|debiles?|foutez[- ]moi la paix|foutez[- ]nous la paix|vous (?:me|nous) (?:faites "
     "chier|emmerdez|cassez les)|incapables|bons a rien|merde|imbeciles?|idiots?|guignols)\\b"},
};
const struct phrase_table words_about_letters = {rows, ARRAY_SIZE(rows)};
