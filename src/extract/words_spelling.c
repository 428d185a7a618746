/* Expands spellings used on telephones. */
#include "words_text.h"

#include "base/text.h"

#include <ctype.h>

/* Spellings used on telephones, and their expansion. */
static const struct {
	const char *typed, *meant;
} spellings[] = {
    {"bcp", "beaucoup"},
    {"mrc", "merci"},
    {"niquel", "nickel"},
    {"nikel", "nickel"},
    {"mci", "merci"},
    {"merki", "merci"},
    {"mercii", "merci"},
    {"remerci", "remercie"},
    {"thx", "merci"},
    {"thanks", "merci"},
    {"oki", "ok"},
    {"okay", "ok"},
    {"okey", "ok"},
    {"okk", "ok"},
    {"dac", "d'accord"},
    {"d'ac", "d'accord"},
    {"dacc", "d'accord"},
    {"daccord", "d'accord"},
    {"ouii", "oui"},
    {"ui", "oui"},
    {"yes", "oui"},
    {"yep", "oui"},
    {"ouais", "oui"},
    {"ouaip", "oui"},
    {"nan", "non"},
    {"nn", "non"},
    {"no", "non"},
    {"nope", "non"},
    {"dsl", "desole"},
    {"dsle", "desolee"},
    {"pr", "pour"},
    {"ns", "nous"},
    {"vs", "vous"},
    {"rdv", "rendez-vous"},
    {"rv", "rendez-vous"},
    {"bjr", "bonjour"},
    {"slt", "bonjour"},
    {"salut", "bonjour"},
    {"hello", "bonjour"},
    {"coucou", "bonjour"},
    {"bonsoir", "bonjour"},
    {"bsr", "bonjour"},
    {"stp", "svp"},
    {"pb", "probleme"},
    {"qqn", "quelqu'un"},
    {"qq1", "quelqu'un"},
    {"tjs", "toujours"},
    {"tt", "tout"},
    {"jms", "jamais"},
    {"ptet", "peut-etre"},
    {"peutetre", "peut-etre"},
    {"aujourdhui", "aujourd'hui"},
    {"auj", "aujourd'hui"},
    {"ajd", "aujourd'hui"},
    {"info", "information"},
    {"cad", "c'est-a-dire"},
    {"jai", "j'ai"},
    {"cest", "c'est"},
    {"impec", "impeccable"},
    {"nest", "n'est"},
    {"lai", "l'ai"},
    {"avns", "avons"},
    {"pdt", "pendant"},
    {"g", "j'ai"},
    {"jen", "j'en"},
    {"jy", "j'y"},
    {"jarrive", "j'arrive"},
    {"javais", "j'avais"},
    {"jaurai", "j'aurai"},
    {"jaurais", "j'aurais"},
    {"jattends", "j'attends"},
    {"jaimerais", "j'aimerais"},
    {"jespere", "j'espere"},
    {"jenvoie", "j'envoie"},
    {"nai", "n'ai"},
    {"navons", "n'avons"},
    {"quil", "qu'il"},
    {"sra", "sera"},
    {"tkt", "volontiers"},
    {"doki", "ok"},
    {"chui", "je suis"},
    {"ke", "que"},
    {"qd", "quand"},
    {"pk", "pourquoi"},
    {"pq", "pourquoi"},
    {"cb", "combien"},
    {"ds", "dans"},
    {"mtn", "maintenant"},
    {"dmn", "demain"},
    {"tlm", "tout le monde"},
    {"ya", "il y a"},
    {"dispos", "dispo"},
    {"disponnible", "disponible"},
    {"disponnibles", "disponibles"},
    {"entretient", "entretien"},
    {"entretients", "entretiens"},
    {"presant", "present"},
    {"presante", "presente"},
    {"pourvut", "pourvu"},
    {"viendron", "viendrons"},
    {"seron", "serons"},
    {"serront", "serons"},
    {"suprime", "supprime"},
    {"supression", "suppression"},
    {"suppresion", "suppression"},
    {"suprimer", "supprimer"},
    {"suprimee", "supprimee"},
    {"suprimes", "supprimes"},
    {"supprimmer", "supprimer"},
    {"supprimme", "supprime"},
    {"eface", "efface"},
    {"efacer", "effacer"},
    {"enbauche", "embauche"},
    {"enbauchee", "embauchee"},
    {"enbaucher", "embaucher"},
    {"recrutter", "recruter"},
    {"recrutte", "recrute"},
    {"acord", "accord"},
    {"accor", "accord"},
    {"consentment", "consentement"},
    {"rendezvous", "rendez-vous"},
    {"malheuresement", "malheureusement"},
    {"malheureusment", "malheureusement"},
    {"malheuresment", "malheureusement"},
};

/* Emoji that mean yes or well done; others are ignored. */
static bool is_thumb(unsigned c)
{
	return c == 0x1F44D || c == 0x1F44C || c == 0x2705 || c == 0x2714 || c == 0x1F197 || c == 0x1F91D;
}

static bool is_picture(unsigned c)
{
	return c >= 0x1F000 || (c >= 0x2600 && c <= 0x27BF) || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) ||
	       c == 0x2B50 || c == 0xFFFC;
}

static bool is_anger(unsigned c)
{
	return c == 0x1F620 || c == 0x1F621 || c == 0x1F624 || c == 0x1F92C;
}

static char *without_pictures(struct arena *arena, const char *text, bool *has_thumb)
{
	struct buf kept = {.arena = arena};
	unsigned c;

	for (size_t used; (used = text_read_utf8(text, &c)); text += used) {
		*has_thumb |= is_thumb(c);
		if (is_anger(c))
			buf_adds(&kept, kept.length ? ", mecontent, " : "mecontent, ");
		else if (is_picture(c)) /* between words it parts them like a comma */
			buf_adds(&kept,
				 kept.length && text[used] == ' ' && isalpha((unsigned char)text[used + 1])
				     ? ", "
				     : " ");
		else
			buf_add(&kept, text, used);
	}
	return buf_text(&kept);
}

/* ":-)", ";)", "^^", "<3": emoticons between spaces. */
static bool is_face(const char *word, size_t length)
{
	return length >= 2 && length <= 4 && strcspn(word, "abcefghijklmnqrstuvwyz0124567896") >= length &&
	       strspn(word, ":;=8xX^-'()[]dDpPoO/\\|<3*") >= length && strpbrk(word, ":;=^<)") &&
	       !isalpha((unsigned char)word[0]);
}

/* "merciiii" is "merci"; no word of French has three equal letters in a row. */
static char *unstretched(struct arena *arena, const char *word, size_t length)
{
	char *out = arena_strndup(arena, word, length);
	size_t kept = 0;

	for (size_t i = 0; i < length; i++) {
		bool repeats = i + 2 < length && isalpha((unsigned char)word[i]) && word[i] == word[i + 1] &&
			       word[i] == word[i + 2];

		if (repeats) {
			while (i + 1 < length && word[i + 1] == word[i])
				i++;
		}
		out[kept++] = word[i];
	}
	out[kept] = '\0';
	return out;
}

static bool starts_with_vowel(const char *text)
{
	return *text && strchr("aeiouyh", *text);
}

/* Replaces words of a list, between spaces. */
static bool is_listed(struct arena *arena, const char *list, const char *word)
{
	return strstr(list, arena_printf(arena, " %s ", word)) != NULL;
}

/* "j'ai supprimer", "elle est bien embaucher": participles that sound like the infinitive. */
static char *with_participle(struct arena *arena, const struct buf *out, char *word)
{
	static const char heard[] =
	    " supprimer effacer embaucher recruter trouver annuler retirer refuser noter "
	    "cloturer engager rencontrer convoquer accepter reporter "
	    "diffuser partager arreter decaler ";
	static const char auxiliaries[] =
	    " ai j'ai l'ai avons l'avons n'avons ont l'a n'a est c'est sont ete ";
	static const char adverbs[] = " bien deja tout finalement pas tous donc ";
	char *before = arena_strndup(arena, out->length ? out->data : "", out->length);
	size_t length = strlen(word);

	if (length < 2 || strcmp(word + length - 2, "er") != 0 || !is_listed(arena, heard, word))
		return word;
	for (char *last; (last = strrchr(text_strip(before, "", " "), ' ')); *last = '\0')
		if (!is_listed(arena, adverbs, last + 1)) {
			before = last + 1;
			break;
		}
	if (is_listed(arena, auxiliaries, before))
		word[length - 1] = '\0';
	return word;
}

static void add_word(struct arena *arena, struct buf *out, const char *word, size_t length, const char *rest)
{
	char *plain = with_participle(arena, out, unstretched(arena, word, length));
	size_t i = 0;

	if (is_face(word, length))
		return;
	/* "c fait", "c ok": homophones */
	if (length == 1 && *word == 'c' && rest[0] == ' ' && rest[1] && !text_starts_with(rest, " est") &&
	    !text_starts_with(rest, " eta") && !text_starts_with(rest, " a ")) {
		buf_adds(out, "c'est ");
		return;
	}
	/* "c est fait", "l offre" */
	if ((length == 1 ? strchr("cdjlmnst", *word) != NULL
			 : is_listed(arena, " qu quelqu jusqu lorsqu ", plain)) &&
	    rest[0] == ' ' && starts_with_vowel(rest + 1)) {
		buf_printf(out, "%s'", plain);
		return;
	}
	/* "jpeux", "jsais": no word begins with j and a consonant. */
	if (length > 2 && *plain == 'j' && isalpha((unsigned char)plain[1]) &&
	    !starts_with_vowel(plain + 1)) {
		buf_adds(out, "je ");
		plain++;
	}
	while (i < ARRAY_SIZE(spellings) && strcmp(spellings[i].typed, plain) != 0)
		i++;
	buf_printf(out, "%s ", i < ARRAY_SIZE(spellings) ? spellings[i].meant : plain);
}

/* "s'il vous plaît" is not a condition, "un rendez vous" not an imperative. */
static char *with_set_turns(char *text)
{
	static const struct {
		const char *typed, *meant;
	} turns[] = {{"s'il vous plait", "svp"}, {"s'il te plait", "svp"}, {"rendez vous", "rendez-vous"}};

	for (size_t i = 0; i < ARRAY_SIZE(turns); i++) {
		size_t typed = strlen(turns[i].typed), meant = strlen(turns[i].meant);

		for (char *at; (at = strstr(text, turns[i].typed));) {
			memmove(at + meant, at + typed, strlen(at + typed) + 1);
			memcpy(at, turns[i].meant, meant);
		}
	}
	return text;
}

/* To the mark behind it; a full stop between digits is none: "06.12.34.56.78". */
static size_t word_bytes(const char *text)
{
	static const char marks[] = " ,;!.()\"*";
	size_t length = strcspn(text, marks);

	while (length && text[length] == '.' && isdigit((unsigned char)text[length - 1]) &&
	       isdigit((unsigned char)text[length + 1]))
		length += 1 + strcspn(text + length + 1, marks);
	return length;
}

/* "M. Durand": no end of a clause. */
static bool ends_with_title(const char *text, size_t bytes)
{
	static const char *const titles[] = {"m ", "mm ", "mr ", "mme ", "mlle ", "dr "};

	for (size_t i = 0; i < ARRAY_SIZE(titles); i++) {
		size_t length = strlen(titles[i]);

		if (bytes >= length && !memcmp(text + bytes - length, titles[i], length) &&
		    (bytes == length || text[bytes - length - 1] == ' '))
			return true;
	}
	return false;
}

/* Whether the last word, before a full stop and another word, is the initial of a name: "Yasmine B. a été".
 */
static bool ends_with_initial(const struct buf *out, const char *stop)
{
	enum { BYTES = 2, LEAST_BEFORE = 2 };
	size_t length = out->length;

	return length >= BYTES + LEAST_BEFORE && out->data[length - 1] == ' ' &&
	       out->data[length - BYTES - 1] == ' ' && isalpha((unsigned char)out->data[length - BYTES]) &&
	       isalpha((unsigned char)out->data[length - BYTES - BYTES]) && stop[1] == ' ' &&
	       isalpha((unsigned char)stop[2]);
}

char *words_spell(struct arena *arena, const char *text, bool *has_thumb)
{
	const char *folded = text_fold(arena, without_pictures(arena, text, has_thumb));
	struct buf out = {.arena = arena};

	while (*folded) {
		size_t length = word_bytes(folded);

		if (length > 0) {
			add_word(arena, &out, folded, length, folded + length);
		} else if (*folded == '.' && ends_with_title(out.data, out.length)) {
			length = 1;
		} else if (*folded == '.' && ends_with_initial(&out, folded)) {
			/* Behind a title it stands for the name. */
			if (!ends_with_title(out.data, out.length - 2))
				out.data[out.length -= 2] = '\0';
			length = 1;
		} else if (*folded != ' ') {
			if (out.length && out.data[out.length - 1] == ' ')
				out.data[--out.length] = '\0';
			buf_printf(&out, "%c ", *folded);
			length = 1;
		} else {
			length = 1;
		}
		folded += length;
	}
	return text_strip(with_set_turns(buf_text(&out)), " ,;!.-*\"'~_", " ,;!?.-*\"'~_:");
}
