/* The lines that the sender wrote: without what his telephone, his house and his signature add. */
#include "words_lines.h"

#include "base/text.h"
#include "label_lines.h"

#include <ctype.h>
#include <strings.h>

enum { MOST_LINES = 2000, MOST_SIGNATURE_LINES = 25, MOST_SIGNATURE_LINE_BYTES = 160 };

/* How lines begin that no person wrote for this answer, folded. */
static const char *const banners[] = {
    "[externe]",
    "[external]",
    "[ext]",
    "attention : ce message",
    "attention : ce mail",
    "attention : cet e-mail",
    "attention : mail",
    "attention, ce message",
    "attention ce message",
    "caution:",
    "caution :",
    "ce message provient de l'exterieur",
    "ce message provient d'un expediteur externe",
    "cet expediteur est externe",
    "message externe",
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

/* What telephones and their programs add, wherever it stands. */
static const char *const telephones[] = {
    "envoye de mon ",	     "envoye depuis mon ", "envoye depuis l'app", "envoye depuis yahoo",
    "envoye depuis outlook", "envoye a partir de", "envoye avec ",	  "sent from ",
    "get outlook",	     "obtenir outlook",	   "obtenez outlook",	  "telecharger outlook",
    "provenance : courrier",
};

/* How the lines and paragraphs begin that stand below an answer, folded: the law's, the house's, the
 * telephone's. */
static const char *const footers[] = {
    "envoye de",
    "envoye depuis",
    "envoye a partir",
    "envoye avec",
    "envoye par",
    "envoye via",
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
    "pensez a l'environnement",
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
    "vos donnees sont traitees",
    "nous traitons vos donnees",
    "garanti sans virus",
    "sans virus",
    "avast",
    "l'absence de virus",
    "virus-free",
    "suivez-nous",
    "suivez nous",
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

/* Words that a line of a signature begins with or is: what somebody is and where. */
static const char *const offices[] = {
    "conseiller",
    "conseillere",
    "charge de",
    "chargee de",
    "charge d'",
    "chargee d'",
    "responsable",
    "directeur",
    "directrice",
    "assistant",
    "assistante",
    "secretaire",
    "secretariat",
    "accueil",
    "chef de",
    "cheffe de",
    "president",
    "presidente",
    "gerant",
    "gerante",
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
    "tel.",
    "telephone",
    "mobile",
    "mob",
    "port",
    "portable",
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
    "technicienne",
    "adjoint",
    "adjointe",
    "cip",
    "pour la ",
    "pour le ",
    "l'equipe",
    "le service",
    "cellule",
    "emploi et diversite",
};

static bool starts_with_any(const char *folded, const char *const *beginnings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_starts_with(folded, beginnings[i]))
			return true;
	return false;
}

/* "Le service est fermé": no signature has a verb. */
static bool has_verb(const char *folded)
{
	static const char *const verbs[] = {" est ", " sont ", " sera ", " seront ", " ne "};

	for (size_t i = 0; i < ARRAY_SIZE(verbs); i++)
		if (strstr(folded, verbs[i]))
			return true;
	return false;
}

/* All words of the line are of the sender's name or address: "Marie D." of Marie Durand. */
static bool is_senders_name(struct arena *arena, const char *folded, const char *sender)
{
	const char *known = text_fold(arena, sender);
	size_t words = 0;

	while (*folded) {
		size_t length = strcspn(folded, " .,-");

		if (length > 0) {
			const char *word = arena_strndup(arena, folded, length);
			const char *at = strstr(known, word);

			while (at && at > known && isalpha((unsigned char)at[-1]))
				at = strstr(at + 1, word);
			if (!at)
				return false;
			words++;
		}
		folded += length + (folded[length] != '\0');
	}
	return words > 0 && words <= 4;
}

/* One to four words that all begin with a capital letter, and no mark of a sentence: "Marie DURAND". */
static bool is_name_shaped(const char *line, size_t *words)
{
	*words = 0;
	while (*(line += strspn(line, " -."))) {
		unsigned c;
		size_t length = strcspn(line, " -.");

		text_read_utf8(line, &c);
		if (!(c < 0x80 ? isupper((int)c) : c >= 0xC0 && c <= 0xDE) ||
		    strpbrk(line, "0123456789,;:!?()\"@/"))
			return false;
		line += length;
		++*words;
	}
	return *words >= 1 && *words <= 4;
}

static bool has_telephone_or_address(struct pattern_clock *clock, const char *line)
{
	return pattern_matches(clock, PATTERN_PHONE, line) || pattern_matches(clock, PATTERN_EMAIL, line) ||
	       strstr(line, "www.") || strstr(line, "http");
}

static bool is_postal_line(struct pattern_clock *clock, const char *line)
{
	struct match match;

	return pattern_find(clock, PATTERN_POSTAL_CODE, line, 0, &match) && strlen(line) < 70 &&
	       !strpbrk(line, ".!?");
}

/* What a line is when it stands at the end. */
static bool is_signature_line(struct arena *arena, struct pattern_clock *clock, const char *line,
			      const char *sender, bool is_below_closing)
{
	const char *folded = text_fold(arena, line);
	size_t words;

	folded += strspn(folded, "-_=*~|+ ");
	if (!*folded || starts_with_any(folded, footers, ARRAY_SIZE(footers)))
		return true;
	if (strlen(line) > MOST_SIGNATURE_LINE_BYTES || text_starts_with(folded, "ps") ||
	    text_starts_with(folded, "p.s") || strpbrk(line, "?!"))
		return false;
	if (is_senders_name(arena, folded, sender) || is_postal_line(clock, line))
		return true;
	if (has_telephone_or_address(clock, line))
		return is_below_closing || strlen(line) < 80;
	if (line[strlen(line) - 1] == '.' && strlen(line) > 30)
		return false;
	if (is_below_closing)
		return strlen(line) < 80;
	return (is_name_shaped(line, &words) && words >= 2) ||
	       (starts_with_any(folded, offices, ARRAY_SIZE(offices)) && strlen(line) < 60 &&
		isupper((unsigned char)*line) && !has_verb(folded));
}

static bool is_closing(struct arena *arena, const char *line)
{
	bool is_thanks;

	return label_line_closing(arena, line, &is_thanks) == CLOSING_WHOLE;
}

/* Where the closing formula is behind which nothing but a signature stands; count when there is none. */
static size_t find_closing(struct arena *arena, struct pattern_clock *clock, const struct line_list *list,
			   const char *sender)
{
	for (size_t i = 0; i < list->count; i++) {
		bool is_end = true;

		if (!is_closing(arena, list->lines[i]))
			continue;
		for (size_t j = i + 1; j < list->count && is_end; j++)
			is_end = text_is_blank(list->lines[j]) ||
				 is_signature_line(arena, clock, list->lines[j], sender, true) ||
				 is_closing(arena, list->lines[j]);
		if (is_end)
			return i;
	}
	return list->count;
}

/* The first line of the last paragraph. */
static size_t last_paragraph(const struct line_list *list)
{
	size_t first = list->count;

	while (first > 0 && text_is_blank(list->lines[first - 1]))
		first--;
	while (first > 0 && !text_is_blank(list->lines[first - 1]))
		first--;
	return first;
}

/* The law's own sentences, which nobody writes by hand. */
static const char *const laws[] = {"le present message", "ce message et", "ce message est confidentiel",
				   "ce courriel et",	 "cet e-mail et", "this message",
				   "this e-mail",	 "this email"};

static bool is_footer(const struct line_list *list, size_t paragraph, bool is_first)
{
	const char *folded = text_fold(list->arena, list->lines[paragraph]);

	folded += strspn(folded, "-_=*~|+ ");
	for (size_t i = paragraph; i < list->count; i++)
		if (strchr(list->lines[i], '?'))
			return false;
	return is_first ? starts_with_any(folded, laws, ARRAY_SIZE(laws))
			: starts_with_any(folded, footers, ARRAY_SIZE(footers));
}

/* Whole paragraphs at the end; what stands first was written, whatever it looks like. */
static void cut_footers(struct line_list *list, size_t first)
{
	for (size_t last = last_paragraph(list); list->count > first && is_footer(list, last, last <= first);
	     last = last_paragraph(list))
		list->count = last;
}

/* From the end upwards. */
void lines_cut_signature(struct pattern_clock *clock, struct line_list *list, const char *sender)
{
	size_t first = 0;

	while (first < list->count && text_is_blank(list->lines[first]))
		first++;
	cut_footers(list, first);
	size_t closing = find_closing(list->arena, clock, list, sender);

	list->count = closing < list->count ? closing + 1 : list->count;
	for (size_t cut = 0; cut < MOST_SIGNATURE_LINES && list->count > first; cut++) {
		const char *last = list->lines[list->count - 1];

		if (list->count == first + 1 &&
		    !is_senders_name(list->arena, text_fold(list->arena, last), sender))
			break;

		if (!text_is_blank(last) && !is_signature_line(list->arena, clock, last, sender, false))
			break;
		list->count--;
	}
}

/* Paragraphs of the law or of a gateway, wherever they stand. */
void lines_cut_paragraphs(struct line_list *list)
{
	bool is_cut = false;
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++) {
		const char *folded = text_fold(list->arena, list->lines[i]);

		folded += strspn(folded, "*_- ");
		is_cut = !text_is_blank(list->lines[i]) &&
			 (is_cut || starts_with_any(folded, banners, ARRAY_SIZE(banners)) ||
			  starts_with_any(folded, telephones, ARRAY_SIZE(telephones)));
		if (!is_cut)
			list->lines[kept++] = list->lines[i];
	}
	list->count = kept;
}

struct line_list lines_own(struct arena *arena, const struct body *body)
{
	struct line_list list = {.arena = arena};

	list.lines = arena_array(arena, body->count + 1, sizeof(*list.lines));
	for (size_t i = 0; i < body->count && list.count < MOST_LINES; i++) {
		bool is_own = body->lines[i].zone == ZONE_OWN;

		list.lines[list.count++] = is_own ? text_trim(arena, body->lines[i].text) : "";
	}
	return list;
}
