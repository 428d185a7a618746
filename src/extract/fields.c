#include "fields.h"

#include "values.h"

#define A_DATE "Une date comme 15/01/2027 ou 15 janvier 2027"

static const struct field_def fields[] = {
    {"title", "Intitulé", read_title, 0,
     "Un intitulé sur une ligne, par exemple «\u00a0Préparateur de commandes (H/F)\u00a0».", 0, 0},
    {"company", "Entreprise", read_text, 0, "Le nom de l’entreprise.", 0, 0},
    {"company_hidden", "Employeur confidentiel", read_yes_no, 0, "«\u00a0oui\u00a0» ou «\u00a0non\u00a0».", 0,
     0},
    {"place", "Lieu", read_place, FIELD_JOINED,
     "Une commune avec son code postal («\u00a069007 Lyon\u00a0») ou son département («\u00a0Reims "
     "(51)\u00a0»).",
     0, 0},
    {"contract", "Contrat", read_contract, 0,
     "Un seul contrat\u00a0: CDI, CDD, intérim, saisonnier, apprentissage, professionnalisation, alternance, "
     "stage, PEC, CUI-CAE, CUI-CIE, emploi d’avenir, CDI intérimaire ou IAE.",
     0, 0},
    {"duration", "Durée", read_text, 0,
     "Une durée («\u00a06 mois\u00a0») ou une période («\u00a0du 01/03 au 30/06\u00a0»).", 0, 0},
    {"hours", "Horaires", read_text, FIELD_JOINED,
     "Par exemple «\u00a035 h\u00a0», «\u00a02x8\u00a0» ou «\u00a0temps partiel\u00a0».", 0, 0},
    {"start", "Prise de poste", read_start, 0, A_DATE ", ou «\u00a0dès que possible\u00a0».", 0, 0},
    {"salary", "Salaire", read_text, 0, "Un montant ou «\u00a0selon profil\u00a0».", 0, 0},
    {"level", "Niveau", read_level, 0,
     "Un niveau\u00a0: sans diplôme, CAP/BEP, Bac, Bac+2, Bac+3, Bac+5 ou «\u00a0niveau 3\u00a0» à "
     "«\u00a0niveau 8\u00a0».",
     0, 0},
    {"experience", "Expérience", read_text, 0,
     "Par exemple «\u00a0débutant accepté\u00a0» ou «\u00a02 ans\u00a0».", 0, 0},
    {"rome", "Code ROME", read_rome, 0,
     "Une lettre de A à N et quatre chiffres, par exemple «\u00a0N1103\u00a0».", 0, 0},
    {"openings", "Nombre de postes", read_openings, 0, "Un nombre de 1 à 999, ou «\u00a0plusieurs\u00a0».", 1,
     999},
    {"deadline", "Date limite", read_deadline, 0, A_DATE ", aujourd’hui ou plus tard.", 0, 0},
    {"contact", "Contact", read_contact, FIELD_JOINED,
     "Une adresse électronique, avec un nom ou un numéro de téléphone si vous le souhaitez.", 0, 0},
    {"reference", "Référence interne", read_reference, 0,
     "Des lettres et des chiffres, 60 caractères au plus.", 0, 0},
    {"forum", "Forum", read_ref, 0, "La référence d’un événement, par exemple «\u00a0EVT-2026-0001\u00a0».",
     0, 0},
    {"description", "Description", read_lines, FIELD_LINES | FIELD_TEXT,
     "Un texte libre, sur plusieurs lignes si vous le souhaitez.", 0, 0},
    {"status", "Statut", read_status, 0,
     "«\u00a0ouverte\u00a0», «\u00a0pourvue\u00a0» ou «\u00a0annulée\u00a0».", 0, 0},

    {"given_name", "Prénom", read_name, 0, "Le prénom, en lettres.", 0, 0},
    {"family_name", "Nom", read_name, 0, "Le nom de famille, en lettres.", 0, 0},
    {"full_name", "Nom et prénom", read_full_name, 0,
     "Le nom de famille en capitales et le prénom, par exemple «\u00a0DURAND Marie\u00a0».", 0, 0},
    {"birth", "Date de naissance", read_birth, FIELD_SECRET,
     "Une date de naissance complète («\u00a012/03/2008\u00a0») ou un âge («\u00a018 ans\u00a0»).", 0, 0},
    {"consent", "Consentement", read_consent, 0,
     "Le seul mot OUI, écrit après avoir recueilli l’accord explicite du jeune (article 3 de la convention).",
     0, 0},
    {"consent_date", "Date du consentement", read_consent_date, 0,
     A_DATE ", passée ou d’aujourd’hui, de moins de douze mois.", 0, 0},
    {"scope", "Portée", read_scope, 0, "«\u00a0cette offre\u00a0» ou «\u00a0entreprises partenaires\u00a0».",
     0, 0},
    {"collected_by", "Recueilli par", read_text, 0, "Le nom de la conseillère ou du conseiller.", 0, 0},
    {"wanted", "Métier recherché", read_text, 0, "Un métier, avec son code ROME si vous le connaissez.", 0,
     0},
    {"mobility", "Mobilité", read_text, 0, "Des communes, des départements ou une distance.", 0, 0},

    {"date", "Date", read_moment, FIELD_JOINED,
     "Une date à venir avec son heure, par exemple «\u00a015/01/2027 à 14h30\u00a0» ou «\u00a015 janvier "
     "2027 de 9h à 12h\u00a0».",
     0, 0},
    {"end", "Fin", read_end, 0, "Une heure («\u00a017h\u00a0»), ou une date avec son heure, après le début.",
     0, 0},
    {"type", "Type", read_type, 0,
     "Forum, visite d’entreprise, atelier de simulation, rencontre métiers, journée training, rencontre "
     "emploi ou réunion.",
     0, 0},
    {"capacity", "Places", read_number, 0, "Un nombre de 1 à 100\u00a0000.", 1, 100000},
    {"quota", "Quota par mission locale", read_number, 0, "Un nombre de 1 à 10\u00a0000.", 1, 10000},
    {"co_organiser", "Co-organisateur", read_text, 0, "Le nom d’un organisme ou son adresse électronique.", 0,
     0},
    {"targets", "Diffusion", read_targets, 0,
     "Des codes de territoire (FR, R84, D69, P69007) ou des destinataires\u00a0: missions locales, "
     "associations régionales, CNML, IMS, antennes, entreprises.",
     0, 0},
    {"publics", "Public", read_publics, 0,
     "Un public ouvert, par exemple «\u00a0jeunes de 16 à 25 ans suivis par une mission locale\u00a0».", 0,
     0},
    {"agenda", "Ordre du jour", read_lines, FIELD_LINES | FIELD_TEXT, "Un texte libre.", 0, 0},
    {"answer", "Réponse", read_answer, 0, "«\u00a0oui\u00a0», «\u00a0non\u00a0» ou «\u00a0peut-être\u00a0».",
     0, 0},
    {"participants", "Participants", read_number, 0, "Un nombre de jeunes de 0 à 999, sans leurs noms.", 0,
     999},
    {"outcome", "Suite", read_outcome, 0,
     "«\u00a0entretien\u00a0», «\u00a0recruté\u00a0» ou «\u00a0non retenu\u00a0».", 0, 0},
    {"outcome_date", "Date", read_past_date, 0, A_DATE ".", 0, 0},
    {"text", "Texte", read_lines, FIELD_LINES | FIELD_TEXT,
     "Un texte libre, sur plusieurs lignes si vous le souhaitez.", 0, 0},
    {"lists", "Listes", read_text, 0,
     "Des listes\u00a0: offres, cv, evenements, newsletter, parrainage, diagnostics.", 0, 0},
    {"frequency", "Fréquence", read_text, 0,
     "«\u00a0immédiat\u00a0», «\u00a0quotidien\u00a0» ou «\u00a0hebdomadaire\u00a0».", 0, 0},
    {"territories", "Territoires", read_text, 0,
     "Des codes de territoire, par exemple «\u00a0D69 P69007\u00a0».", 0, 0},

    {"ref", "Référence", read_ref, 0,
     "La référence entre crochets dans l’objet, par exemple «\u00a0[RETRAIT CAN-2026-0001]\u00a0».", 0, 0},
    {"line", "Ligne", NULL, 0, "L’un des libellés du formulaire, en toutes lettres.", 0, 0},
    {"sealed", "Message", NULL, 0,
     "Le même message sans chiffrement, et sans signature ou avec une signature qui laisse le texte lisible.",
     0, 0},
    {"file", "Pièce jointe", NULL, 0,
     "Un tableau XLSX, ODS ou CSV, un document DOCX ou ODT, ou les lignes du formulaire dans le texte du "
     "message.",
     0, 0},
    {"nir", "Numéro de sécurité sociale", NULL, FIELD_SECRET,
     "Le formulaire sans ce numéro, ni dans le texte ni dans l’objet.", 0, 0},
    {"iban", "Coordonnées bancaires", NULL, FIELD_SECRET,
     "Le formulaire sans numéro de compte, ni dans le texte ni dans l’objet.", 0, 0},
};

const struct field_def *field_by_key(const char *key)
{
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
		if (strcmp(fields[i].key, key) == 0)
			return &fields[i];
	return NULL;
}
