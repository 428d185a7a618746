/* Starts of lines that were not written for this answer, or that say who somebody is. */
#include "words_lines.h"

#include "base/text.h"

#include <string.h>

/* Starts of lines that no person wrote for this answer, folded. */
static const char *const banners[] = {
    "[externe]",
    "[external]",
    "[ext]",
    "ce message provient d",
    "ce mail provient d",
    "ce courriel provient d",
    "cet e-mail provient d",
    "cet email provient d",
    "ce message vient d",
    "ce mail vient d",
    "ce message a ete envoye depuis l'exterieur",
    "cet expediteur est externe",
    "message provenant d",
    "mail provenant d",
    "message externe",
    "mail externe",
    "email externe",
    "e-mail externe",
    "courriel externe",
    "expediteur externe",
    "external email",
    "external mail",
    "external sender",
    "external message",
    "this email originated",
    "this e-mail originated",
    "this message originated",
    "vous ne recevez pas souvent de courriers",
    "vous n'obtenez pas souvent",
    "[vous ne recevez pas souvent",
    "[vous n'obtenez pas souvent",
    "le present message et ses pieces jointes",
    "ce message et toutes les pieces jointes",
    "ce message et ses pieces jointes",
    "ce courriel et ses pieces jointes",
    "cet e-mail et ses pieces jointes",
    "la plupart des destinataires",
};

/* Words before which a banner may begin: "Attention : ce message …". */
static const char *const alarms[] = {"attention", "warning", "caution", "prudence", "alerte"};
/* Behind such a word. */
static const char *const alarming[] = {"ce message", "ce mail", "ce courriel", "cet e-mail", "cet email",
				       "this ",	     "mail",	"courriel",    "e-mail",     "message"};

/* What further lines of a banner say. */
static const char *const warnings[] = {
    "ne cliquez",     "pas cliquer",	"avant de cliquer", "not click",	  "n'ouvrez",
    "pas les pieces", "soyez vigilant", "restez vigilant",  "soyez prudent",	  "restez prudent",
    "phishing",	      "hameconnage",	"l'expediteur",	    "decouvrez pourquoi",
};

/* How secret a mail is, alone on a line. */
static const char *const markings[] = {
    "interne",
    "internal",
    "public",
    "usage interne",
    "internal use only",
    "usage restreint",
    "restricted",
    "confidentiel",
    "confidential",
    "diffusion limitee",
    "diffusion restreinte",
    "orange restricted",
    "non classifie",
    "non protege",
};

/* Lines that telephones and their programs add, at any position. */
static const char *const telephones[] = {
    "envoye de mon ",	     "envoye depuis mon ", "envoye depuis l'app", "envoye depuis yahoo",
    "envoye depuis outlook", "envoye a partir de", "envoye avec ",	  "sent from ",
    "get outlook",	     "obtenir outlook",	   "obtenez outlook",	  "telecharger outlook",
    "provenance : courrier", "envoye du tel",	   "obtenir typeapp",	  "sent with ",
    "message dicte",	     "ecrit sur un tel",   "ecrit depuis mon",	  "yahoo mail :",
    "mail envoye de",	     "message envoye de",
};

/* Starts of lines and paragraphs below an answer, folded: legal notices, those of a company, of a
 * telephone. */
static const char *const footers[] = {
    "envoye de",
    "envoye depuis",
    "envoye a partir",
    "envoye avec",
    "envoye par",
    "envoye via",
    "excusez ma brievete",
    "veuillez excuser ma brievete",
    "get bluemail",
    "obtenir bluemail",
    "telecharger bluemail",
    "consultez notre politique",
    "politique de confidentialite",
    "obtenir outlook",
    "obtenez outlook",
    "telecharger outlook",
    "telechargez",
    "sent from",
    "get outlook",
    "ce message et",
    "ce message est confidentiel",
    "ce message est destine",
    "ce message est etabli",
    "ce message peut",
    "ce message a ete verifie",
    "ce message contient",
    "ce message electronique",
    "ce message, ainsi",
    "ce message (",
    "ce courriel et",
    "ce courriel est",
    "ce courriel peut",
    "ce courriel a ete verifie",
    "cet e-mail et",
    "cet e-mail a ete",
    "cet e-mail est",
    "cet e-mail peut",
    "cet email",
    "ce message a ete analyse",
    "ce mail a ete analyse",
    "message protege par",
    "mail protege par",
    "le contenu de ce m",
    "le contenu de ce c",
    "ne communiquez jamais",
    "avis important : ne communiquez",
    "confidentiality notice",
    "click here to report",
    "cliquez ici pour signaler",
    "ce mail et",
    "ce mail est confidentiel",
    "ce mail peut",
    "this message",
    "this e-mail",
    "this email",
    "les informations contenues",
    "l'information contenue",
    "toute utilisation",
    "toute diffusion",
    "si vous n'etes pas",
    "si vous avez recu ce",
    "avant d'imprimer",
    "p avant d'imprimer",
    "p pensez",
    "afin de contribuer au respect de l'env",
    "afin de preserver l'env",
    "pour preserver l'env",
    "pensez a l'env",
    "pensez environnement",
    "n'imprimez",
    "merci de n'imprimer",
    "merci de penser a l'environnement",
    "avertissement",
    "confidentialite",
    "mention legale",
    "mentions legales",
    "conformement au rgpd",
    "conformement au reglement",
    "conformement a la loi",
    "dans le cadre du rgpd",
    "vos donnees personnelles",
    "les donnees personnelles collectees",
    "les donnees collectees",
    "les informations recueillies",
    "vos donnees sont traitees",
    "nous traitons vos donnees",
    "garanti sans virus",
    "ce courriel ne contient",
    "ce message ne contient",
    "ce mail ne contient",
    "cet e-mail ne contient",
    "aucun virus",
    "sans virus",
    "avast",
    "l'absence de virus",
    "virus-free",
    "suivez-nous",
    "suivez nous",
    "follow us",
    "follow me",
    "join us",
    "visit us",
    "visit our",
    "connect with",
    "retrouvez-nous",
    "retrouvez nous",
    "rejoignez-nous",
    "linkedin",
    "facebook",
    "instagram",
    "twitter",
    "www.",
    "http://",
    "https://",
    "siret",
    "siren",
    "rcs ",
    "la mission locale est",
    "la mission locale traite",
    "droit a la deconnexion",
    "soyez eco",
    "eco-responsable",
    "adoptons l'eco",
    "protegeons",
    "l'emetteur",
    "le present message",
    "les courriers electroniques",
    "l'internet ne permettant",
    "message securise",
    "organisme de formation",
    "association loi 1901",
    "membre du reseau",
    "cofinance",
    "avec le soutien",
};

/* Words of signature lines: what somebody is, and where. */
static const char *const offices[] = {
    "conseiller",
    "charge de",
    "chargee de",
    "charge d'",
    "chargee d'",
    "responsable",
    "directeur",
    "directrice",
    "assistant",
    "secretaire",
    "secretariat",
    "accueil",
    "chef de",
    "cheffe de",
    "chef d'",
    "cheffe d'",
    "president",
    "gerant",
    "delegue",
    "attache de",
    "attachee de",
    "vice-president",
    "fondateur",
    "fondatrice",
    "consultant",
    "head of",
    "chief ",
    "human resources",
    "hr ",
    "talent ",
    "drh",
    "rrh",
    "rh",
    "ressources humaines",
    "service",
    "mission locale",
    "missions locales",
    "paio",
    "association",
    "ims",
    "cnml",
    "antenne",
    "pole",
    "direction",
    "standard",
    "tel",
    "mob",
    "port",
    "fixe",
    "ligne directe",
    "fax",
    "mail",
    "courriel",
    "e-mail",
    "email",
    "adresse",
    "site",
    "web",
    "bureau",
    "batiment",
    "immeuble",
    "rue",
    "avenue",
    "bd",
    "boulevard",
    "place",
    "cs ",
    "bp ",
    "zi ",
    "za ",
    "zac ",
    "groupe",
    "societe",
    "sarl",
    "sas",
    "sa ",
    "agence",
    "recruteur",
    "recruteuse",
    "recrutement",
    "manager",
    "coordinateur",
    "coordinatrice",
    "referent",
    "referente",
    "animateur",
    "animatrice",
    "technicien",
    "adjoint",
    "cip",
    "pour la ",
    "pour le ",
    "l'equipe",
    "le service",
    "cellule",
    "emploi et diversite",
};

/* Sentences of legal notices, which nobody types. */
static const char *const laws[] = {"le present message", "ce message et",     "ce message est confidentiel",
				   "ce courriel et",	 "cet e-mail et",     "this message",
				   "this e-mail",	 "this email",	      "avant d'imprimer",
				   "p avant d'imprimer", "garanti sans virus"};

static const char *const slogans[] = {
    "recrute !",	  "recrutement 20",  "nous recrutons",	"on recrute",	      "recrutons ensemble",
    "decouvrez ",	  "rejoignez",	     "suivez-nous",	"suivez nous",	      "retrouvez-nous",
    "retrouvez nous",	  "venez nombreux",  "venez nous renc", "venez decouvrir",    "abonnez-vous",
    "inscrivez-vous",	  "portes ouvertes", "save the date",	"visitez ",	      "consultez n",
    "rendez-vous sur ",	  "labellis",	     "laureat",		"meilleurs voeux",    "bonne annee",
    "1 jeune 1 solution", "engages pour",    "engagee pour",	"s'engage en faveur", "s'engage pour",
    "permanence",
};

/* When somebody works, at the start of a line. */
static const char *const hours[] = {
    "absent ",
    "absente ",
    "present ",
    "presente ",
    "joignable",
    "jours de presence",
    "mes jours de presence",
    "mes jours travailles",
    "mes horaires",
    "jours travailles",
    "ouvert du",
    "accueil du public",
    "permanence",
    "horaires d'ouverture",
    "je ne travaille pas le",
    "je travaille du",
    "je travaille le",
    "je travaille a temps partiel",
};

bool line_starts_with(const char *folded, const char *const *beginnings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_starts_with(folded, beginnings[i]))
			return true;
	return false;
}

bool line_contains(const char *folded, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(folded, words[i]))
			return true;
	return false;
}

bool line_word_is_among(const char *words, const char *word, size_t length)
{
	for (const char *at = words; length && (at = strstr(at, " ")); at++)
		if (!strncmp(at + 1, word, length) && at[1 + length] == ' ')
			return true;
	return false;
}

bool line_is_slogan(const char *folded)
{
	return line_contains(folded, slogans, ARRAY_SIZE(slogans)) || line_tells_hours(folded);
}

bool line_tells_hours(const char *folded)
{
	return line_starts_with(folded, hours, ARRAY_SIZE(hours));
}

bool line_is_notice(const char *folded)
{
	static const char *const surveys[] = {"donnez votre avis",   "donnez-nous votre avis",
					      "votre avis nous int", "votre avis compte",
					      "satisfait de n",	     "satisfaite de n",
					      "satisfaits de n",     "enquete de satisfaction",
					      "notre enquete",	     "questionnaire de satisfaction"};
	static const char *const links[] = {"http", "www.", "cliquez", "en cliquant"};
	static const char *const notices[] = {"droit a la deconnexion",
					      "n'appelle pas de reponse immediate",
					      "n'attend pas de reponse immediate",
					      "n'engage que son auteur",
					      "n'engagent que leur auteur",
					      "exercer vos droits (",
					      "exercer vos droits :",
					      "exercer vos droits,",
					      "intended recipient",
					      "supprimez-le apres lecture",
					      "energie economisee",
					      "mail supprime, c'est",
					      "mail supprime c'est",
					      "mails supprimes, c'est",
					      "n'imprimez ce m",
					      "n'imprimez cet e",
					      "n'imprimiez",
					      "non imprime vous",
					      "imprimer ce mail",
					      "imprimer ce message",
					      "imprimer ce courriel",
					      "imprimer cet e",
					      "imprimez que",
					      "postes sont ouverts aux personnes",
					      "think before you print",
					      "before printing this"};
	static const char *const mails[] = {"message", "mail", "courriel"};

	return line_contains(folded, notices, ARRAY_SIZE(notices)) ||
	       (strstr(folded, "en dehors de vos h") && line_contains(folded, mails, ARRAY_SIZE(mails))) ||
	       (line_contains(folded, surveys, ARRAY_SIZE(surveys)) &&
		line_contains(folded, links, ARRAY_SIZE(links)));
}

bool line_asks(const char *line)
{
	while (*(line += strspn(line, " "))) {
		size_t length = strcspn(line, " ");
		const char *mark = memchr(line, '?', length), *link = strstr(line, "http");

		if (mark && (!link || link > mark))
			return true;
		line += length;
	}
	return false;
}

bool line_is_marking(const char *folded)
{
	static const char *const names[] = {"classification", "sensibilite", "niveau de confidentialite"};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const char *value = folded + strlen(names[i]);

		if (text_starts_with(folded, names[i]))
			folded = value + strspn(value, " :-");
	}
	/* "C2 - Usage restreint" */
	if (*folded == 'c' && folded[1] >= '0' && folded[1] <= '4' && strchr(" -:", folded[2]))
		folded += 2 + strspn(folded + 2, " -:");
	for (size_t i = 0; i < ARRAY_SIZE(markings); i++)
		if (!strcmp(folded, markings[i]))
			return true;
	return false;
}

bool line_warns(const char *folded)
{
	return line_contains(folded, warnings, ARRAY_SIZE(warnings));
}

/* "Attention : ce message …", "[Expéditeur externe]" */
static bool is_alarm(const char *folded)
{
	for (size_t i = 0; i < ARRAY_SIZE(alarms); i++) {
		const char *rest = folded + strlen(alarms[i]);

		if (!text_starts_with(folded, alarms[i]))
			continue;
		rest += strspn(rest, " :!,.-");
		return line_starts_with(rest, banners, ARRAY_SIZE(banners)) ||
		       line_starts_with(rest, alarming, ARRAY_SIZE(alarming));
	}
	return *folded == '[' && line_starts_with(folded + 1, banners, ARRAY_SIZE(banners));
}

bool line_is_banner(const char *folded)
{
	return line_starts_with(folded, banners, ARRAY_SIZE(banners)) || is_alarm(folded) ||
	       line_starts_with(folded, telephones, ARRAY_SIZE(telephones));
}

bool line_is_footer(const char *folded)
{
	return line_starts_with(folded, footers, ARRAY_SIZE(footers));
}

bool line_is_of_law(const char *folded)
{
	return line_starts_with(folded, laws, ARRAY_SIZE(laws));
}

bool line_is_office(const char *folded)
{
	return line_starts_with(folded, offices, ARRAY_SIZE(offices));
}
