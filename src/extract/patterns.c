#include "patterns.h"

#include "base/io.h"

#include <stdint.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#define WEEKDAYS "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim"
#define MONTHS                                                                                               \
	"janvier|janv|jan|fevrier|fevr|fev|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|"        \
	"octobre|oct|"                                                                                       \
	"novembre|nov|decembre|dec"

static const char *const expressions[PATTERN_COUNT] = {
    [PATTERN_TAG] = "\\[ ?([^\\[\\]]{1,80}?) ?\\]",
    [PATTERN_REFERENCE] = "(?<![a-z0-9])(?:(off|can|evt|bil|art|com|cnr|par|mec|int|dia) ?- ?(\\d{4})(?: ?- "
			  "?(\\d{4,6}|[1-9]\\d{6,8}))?"
			  "|(devoir) ?- ?(ims|cnml) ?- ?([1-9]))(?![0-9])",
    [PATTERN_LABEL_SHAPE] = "^\\p{Lu}[\\p{L}\\p{N}'’°().-]*(?:[ /]+[\\p{L}\\p{N}'’°()&.-]+){0,5}$",
    [PATTERN_MOMENT] = "(?:\\b(" WEEKDAYS ")\\.?,? (?:le )?)?(?<![0-9/.,])(?:"
		       "(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})(?![0-9])(?:t(?=\\d))?"
		       "|(\\d{1,2}) ?(?:er|eme|e|°|ᵉʳ)? ?(" MONTHS ")\\b\\.?"
		       "(?:,? ?(\\d{4}|\\d{2}(?! ?(?:h|:))(?!(?<=[01]\\d|2[0-4]) ?(?:a|-) ?\\d))(?![0-9]))?"
		       "|(\\d{1,2}) ?([/.-]) ?(\\d{1,2})(?: ?\\9 ?(\\d{4}|\\d{2}))?(?![0-9/])(?! ?(?:h|:))"
		       "|(\\d{1,2}) ?(?:heures?\\b|h|:)(?: ?(\\d{2})(?![0-9])(?::\\d{2})?)?(?: "
		       "?(?:min|mn|h|z)\\b)?(?![a-z0-9])"
		       "|(\\d{1,2})(?= ?(?:a|-|/|et) ?\\d{1,2} ?(?:h|:))"
		       "|(?<![a-z])(?<!apres-)(?<!apres )(?<!avant-)(?<!mi-)(midi)\\b)",
    [PATTERN_MONTH] = "^(?:(?:en|des|debut|courant|a partir de) )?(" MONTHS ")\\.? (\\d{4})$",
    [PATTERN_WEEKDAY_DAY] =
	"^(?:(?:a partir|a compter) du |des le |avant le |jusqu'au |le |au |du )?(" WEEKDAYS
	")\\.? (\\d{1,2})(?:er)?(?: (?:inclus|prochain|a \\d{1,2} ?h(?: ?\\d{2})?))?$",
    [PATTERN_WEEK] =
	"^(?:en |des la |a partir de la )?sem(?:aine|\\.)? ?(?:n° ?)?(\\d{1,2})(?: (?:de )?(\\d{4}))?$",
    [PATTERN_NOW] = "\\b(?<!pas )(?<!pas d')(?:des que possible|d[eè]s "
		    "maintenant|immediat(?:e|ement)?|(?:tout )?de suite|asap|au plus "
		    "(?:vite|tot)|sans delai|urgent)\\b",
    [PATTERN_AGE] = "^(?:age )?(\\d{1,3})(?: ?ans?(?: et demi)?)?$",
    [PATTERN_DURATION] =
	"\\b(?:\\d{1,3}(?:\\s?(?:à|a|-|–|ou|/"
	")\\s?\\d{1,3})?|une?|deux|trois|quatre|cinq|six|neuf|dix|douze)\\s?"
	"(?:mois|semaines?|jours?|ans?|années?|annees?)\\b(?:\\set\\sdemie?\\b)?"
	"|\\bdu\\s\\d{1,2}[^\\s,;)]*(?:\\s\\p{L}+)?(?:\\s\\d{4})?\\sau\\s\\d{1,2}[^\\s,;)]*(?:\\s\\p{L}+)?(?:"
	"\\s\\d{4})?"
	"|\\bjusqu['’]au\\s\\d{1,2}(?:er)?(?:[/.]\\d{1,2}(?:[/.]\\d{2,4})?|\\s\\p{L}+(?:\\s\\d{4})?)",
    [PATTERN_HOURS] =
	"\\b(?:\\d{1,2}\\s?(?:(?:h|heures?)\\s?(?:\\d{2})?)?\\s?(?:-|–|à|a|ou|/"
	")\\s?)?\\d{1,2}(?:[.,]\\d{1,2})?\\s?(?:h|heures?)(?:\\d{2})?(?:\\s?(?:/|par)\\s?(?:semaine|sem|"
	"mois|jour|hebdo)\\b\\.?|\\s?hebdo\\w*)?(?!\\w)"
	"|\\btemps\\s(?:plein|complet|partiel)\\b|\\b(?:à\\s)?mi-temps\\b|\\b[2345]\\s?x\\s?8\\b",
    [PATTERN_LEVEL] =
	"\\bbac(?:calaureat)? ?(?:\\+|plus) ?(\\d)\\b"
	"|\\bniv(?:eau|\\.)? ?(?:d'etudes? )?(vi|v ?bis|iv|v|iii|ii|i)\\b"
	"|\\bniv(?:eau|\\.)? ?(?:d'etudes? |rncp )?([1-8])\\b"
	"|(?<!infra )(?<!infra-)(?<!sans le )(?<!inferieur au )(?<!moins que le )(?<!pas le )"
	"\\b(bac(?:calaureat)?(?! ?(?:\\+|plus)))\\b"
	"|\\b(sans (?:aucun )?(?:diplome|qualification|formation)|aucun(?:e)?(?: diplome| qualification)?|"
	"pas de (?:diplome|qualification|formation)|non diplome|infra[- ]bac|cqp|certificat de qualification "
	"professionnelle|deaes|deavs|deamp|deas|deap|dess|dea|mba|bpjeps|bpa|bp|deust|capa|cap|bep|bepc|"
	"brevet|mention complementaire|titre professionnel|brevet "
	"professionnel|bts|dut|deug|licence|but|bachelor|maitrise|master|ingenieur|mastere|doctorat|these)"
	"\\b",
    [PATTERN_ROME] = "(?<![a-z0-9])([a-n]\\d{4})(?![a-z0-9])",
    [PATTERN_GENDERED] =
	"\\b[hf] ?[/.-] ?[hf]\\b|\\b[mf] ?/ ?[mf]\\b|\\((?:hf|fh|h f|f h)\\)"
	"|\\w\\((?:e|ne|ve|se|le|te|re|fe|ere|ière|iere|euse|rice|trice|enne|ienne|esse)s?\\)"
	"|\\w[·•‧.-](?:e|ne|ve|se|le|te|ere|iere|euse|rice|trice|enne)(?:[·•‧.-]?s)?\\b"
	"|\\w/ ?-?(?:e|ne|ve|se|le|te|ere|iere|euse|rice|trice|enne)\\b"
	"|\\b(\\w{4})\\w* ?(?:/|-|ou|et) ?\\1\\w*",
    [PATTERN_EMAIL] = "(?<![\\p{L}0-9._%+'-])[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@"
		      "(?:[\\p{L}0-9](?:[\\p{L}\\p{M}0-9-]{0,61}[\\p{L}\\p{M}0-9])?\\.){1,8}(?:\\p{L}{2,24}|"
		      "xn--[A-Za-z0-9-]{2,59})(?![\\p{L}0-9@])",
    [PATTERN_PHONE] = "(?<![0-9])(?:\\+33\\s?(?:\\(0\\)\\s?)?|0)[1-9](?:[\\s.-]?\\d{2}){4}(?![0-9])",
    [PATTERN_INSEE] = "(?|\\b(?:code\\s+)?insee\\s*:?\\s*((?:\\d{2}|2[ab])\\d{3})(?![0-9])"
		      "|(?<![0-9a-z])(2[ab]\\d{3})(?![0-9a-z]))",
    [PATTERN_REMOTE] = "[\\s,;(/"
		       "–-]*(?:\\b(?:\\d{1,3}\\s*%\\s*)?(?:en\\s+|full\\s+|ou\\s+|et\\s+|avec\\s+|possibilit["
		       "eé]\\s+de\\s+)*)"
		       "(?:t[eé]l[eé][ -]?travail|[aà]\\s+distance|remote|distanciel)\\b[^,;/()]*"
		       "(?:/\\s?(?:semaine|sem|mois)\\b\\.?[^,;/()]*)?\\)?",
    [PATTERN_SURROUNDINGS] =
	"[\\s,;(-]*(?:\\b(?:et|ou|\\+|&)\\s+)?(?:\\b(?:ses|sa|son|les|aux|la|proches?)\\s+)*"
	"\\b(?:environs?|alentours|p[eé]riph[eé]rie|agglom[eé]ration|agglo|banlieue|communes\\s+(?:voisines|"
	"limitrophes)|"
	"environnants?)\\s*\\)?$"
	"|^(?:(?:dans|sur|en|aux?|la|le|les|l['’])\\s*)*(?:agglom[eé]ration|agglo|m[eé]tropole|secteur|"
	"bassin(?:\\s+d['’]emploi)?|"
	"p[eé]riph[eé]rie|environs|alentours|banlieue|proche|pr[eè]s|proximit[eé]|centre[ -]ville|ville)\\s+"
	"(?:de\\s+la\\s+|de\\s+l['’]|du\\s+|des\\s+|de\\s+|d['’])",
    [PATTERN_POSTAL_CODE] = "(?<![0-9a-z])(?:f-)?(\\d{2})\\s?(\\d{3})(?![0-9])",
    [PATTERN_CEDEX] = "\\bcedex\\b(?:\\s*(\\d{1,2})\\b)?",
    [PATTERN_DISTRICT] = "^(?!marseille[\\s,(-]*13\\)?$)(paris|lyon|marseille)[\\s,(-]*(\\d{1,2}|[ivx]{1,5})"
			 "\\s*(?:[eè]me|[eè]r?|ᵉ|ᵉʳ)?\\s*"
			 "(?:arr(?:ondissements?|ts?)?\\.?)?\\s*\\)?$",
    [PATTERN_DISTRICT_OF] =
	"^(\\d{1,2}|[ivx]{1,5})\\s*(?:[eè]me|[eè]r?|ᵉ|ᵉʳ)?\\s*arr(?:ondissement|t)?\\.?\\s*(?:de\\s+)?"
	"(paris|lyon|marseille)$",
    [PATTERN_DEPARTMENT] = "^(?:tout\\s+)?(?:le\\s+)?(?:d[eé]partement|d[eé]pt|dpt|dep)\\b\\.?\\s*:?\\s*(?:(?"
			   ":du|de\\s+la|de\\s+l['’]|des|"
			   "de|d['’])\\s*)?(\\S.*)$",
    [PATTERN_REGION] = "^(?:toute\\s+)?(?:la\\s+)?r[eé]gion\\s*:?\\s+(?:(?:du|de\\s+la|de\\s+l['’]|des|de|d['"
		       "’])\\s*)?(\\S.*)$",
    [PATTERN_CODE_FIRST] = "^\\(?(\\d{2}|2[ab]|97\\d|98\\d)\\)?\\s*[-–—:,/]?\\s+(\\p{L}.*)$",
    [PATTERN_NAME_FIRST] =
	"^(\\p{L}[^()]*?)(?:\\s*\\(\\s*(\\d{2,3}|2[ab]|\\p{L}[^()]*?)\\s*\\)|\\s+[-–—/]\\s+"
	"(\\d{2,3}|2[ab]|\\p{L}[^()]*)|\\s*,\\s*(\\d{2,3}|2[ab]|\\p{L}[^(),]*)|\\s+"
	"(\\d{2,3}|2[ab]))$",
    [PATTERN_STREET] = "^(?:(?:\\d+\\s*(?:bis|ter|quater|[a-d])?,?\\s+)?(?:grande\\s+)?(?:rue|avenue|av\\.?|"
		       "boulevard|bd|bld|place|"
		       "chemin|route|impasse|quai|all[eé]e|zone|za|zi|zac|b[aâ]timent|b[aâ]t\\.?|[eé]tage|bp|"
		       "cs|parc|immeuble|"
		       "rond-point|square|passage)(?=\\s).+|\\d+\\s*(?:bis|ter)?,?\\s+(?:cours|mont[eé]e|"
		       "mail|faubourg|\\p{L}+\\s+rue)\\b.*"
		       "|france)$",
    [PATTERN_UPPER_WORD] = "^(?=.*\\p{Lu}.*\\p{Lu})[\\p{Lu}'’.-]+$",
    [PATTERN_TERRITORY] =
	"(?<![a-z0-9])(?:(fr|[ra]\\d{2}|d(?:\\d{2,3}|2[ab])|c(?:\\d{2}|2[ab])\\d{3}|p\\d{5})|"
	"(?:regions?|reg)\\.? ?:? ?(\\d{2})|"
	"(?:(?:departements?|dept|dpt|dep)\\.? )?(\\d{2}|2[ab]|97\\d)|(\\d{5}))(?![a-z0-9])",
    [PATTERN_CONSENT_DOUBT] = "^(?:[(\\[/,;+&☐☑☒✓✔✗✘□■]|(?:x|o|n|non|oui|no|yes|mais|sous|sauf|si|ou|a "
			      "condition|a confirmer|a valider|a venir|"
			      "en cours|en attente|attention|pas |ne "
			      "|refus|uniquement|seulement|excepte|hormis|toutefois|cependant)\\b)",
    [PATTERN_ODD_MARK] = "\\p{M}|[\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}\\x{200E}\\x{200F}]",
};

/* These match unfolded text and ignore its case themselves. */
static const bool is_caseless[PATTERN_COUNT] = {
    [PATTERN_DURATION] = true,	  [PATTERN_HOURS] = true,	 [PATTERN_INSEE] = true,
    [PATTERN_POSTAL_CODE] = true, [PATTERN_CEDEX] = true,	 [PATTERN_DISTRICT] = true,
    [PATTERN_DISTRICT_OF] = true, [PATTERN_DEPARTMENT] = true,	 [PATTERN_REGION] = true,
    [PATTERN_REMOTE] = true,	  [PATTERN_SURROUNDINGS] = true, [PATTERN_STREET] = true,
    [PATTERN_CODE_FIRST] = true,  [PATTERN_NAME_FIRST] = true,
};

/* The clock is looked at after this many steps: a callout is one, a match STEPS_PER_MATCH and one for each
 * byte of its subject. */
enum { STEPS_PER_LOOK = 4096, STEPS_PER_MATCH = 64, MATCH_LIMIT = 5000000, HEAP_LIMIT_KIB = 16 * 1024 };

static const uint32_t OF_CHARACTERS = PCRE2_UTF | PCRE2_UCP;

static pcre2_code *compiled[PATTERN_COUNT];
static pcre2_match_data *match_data;
static pcre2_match_context *match_context;

static int compile(const char *expression, uint32_t more, pcre2_code **out, struct err *err)
{
	uint32_t options = PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY | more;
	int code;
	PCRE2_SIZE offset;

	*out = pcre2_compile((PCRE2_SPTR)expression, PCRE2_ZERO_TERMINATED, options, &code, &offset, NULL);
	if (!*out)
		return err_set(err, ERR_INTERNAL, "pattern \"%.40s\": fault %d at offset %zu", expression,
			       code, offset);
	return OK;
}

static int compile_code(const char *expression, uint32_t options, struct pattern_code **out, struct err *err)
{
	pcre2_code *code;
	int rc = compile(expression, options, &code, err);

	*out = (struct pattern_code *)code;
	return rc;
}

int pattern_compile(const char *expression, struct pattern_code **out, struct err *err)
{
	return compile_code(expression, OF_CHARACTERS, out, err);
}

int pattern_compile_lines(const char *expression, struct pattern_code **out, struct err *err)
{
	return compile_code(expression, PCRE2_MULTILINE, out, err);
}

void pattern_free(struct pattern_code **code)
{
	pcre2_code_free((pcre2_code *)*code);
	*code = NULL;
}

int patterns_compile(struct err *err)
{
	for (size_t i = 0; i < PATTERN_COUNT; i++) {
		uint32_t options = OF_CHARACTERS | PCRE2_AUTO_CALLOUT | (is_caseless[i] ? PCRE2_CASELESS : 0);
		int rc = compiled[i] ? OK : compile(expressions[i], options, &compiled[i], err);

		if (rc)
			return rc;
	}
	if (!match_data)
		match_data = pcre2_match_data_create(PATTERN_GROUPS, NULL);
	if (!match_context)
		match_context = pcre2_match_context_create(NULL);
	if (!match_data || !match_context)
		return err_set(err, ERR_INTERNAL, "patterns: out of memory");
	pcre2_set_match_limit(match_context, MATCH_LIMIT);
	pcre2_set_heap_limit(match_context, HEAP_LIMIT_KIB);
	return OK;
}

void pattern_clock_start(struct pattern_clock *clock, int allowance_ms)
{
	*clock = (struct pattern_clock){.deadline_ms = io_cpu_ms() + allowance_ms};
}

static void look_after(struct pattern_clock *clock, size_t steps)
{
	clock->steps += steps;
	if (clock->steps < STEPS_PER_LOOK)
		return;
	clock->steps = 0;
	if (io_cpu_ms() > clock->deadline_ms)
		clock->is_over = true;
}

static int look_at_clock(pcre2_callout_block *block, void *user)
{
	struct pattern_clock *clock = user;

	(void)block;
	look_after(clock, 1);
	return clock->is_over ? PCRE2_ERROR_CALLOUT : 0;
}

/* The subject's length, limited at a character boundary to what a pattern may see. */
static size_t bounded_length(const char *subject)
{
	size_t length = strnlen(subject, PATTERN_SUBJECT_BYTES);

	if (subject[length] == '\0')
		return length;
	while (length > 0 && ((unsigned char)subject[length] & 0xC0) == 0x80)
		length--;
	return length;
}

static bool find(struct pattern_clock *clock, const pcre2_code *code, const char *subject, size_t from,
		 struct match *out)
{
	size_t length = bounded_length(subject);
	const PCRE2_SIZE *offsets;
	int count;

	if (clock->is_over || from > length)
		return false;
	pcre2_set_callout(match_context, look_at_clock, clock);
	count = pcre2_match(code, (PCRE2_SPTR)subject, length, from, 0, match_data, match_context);
	look_after(clock, STEPS_PER_MATCH + length);
	if (count == PCRE2_ERROR_CALLOUT || count == PCRE2_ERROR_MATCHLIMIT || count == PCRE2_ERROR_HEAPLIMIT)
		clock->is_over = true;
	if (count <= 0)
		return false;
	offsets = pcre2_get_ovector_pointer(match_data);
	*out = (struct match){.subject = subject};
	for (size_t i = 0; i < PATTERN_GROUPS; i++) {
		bool is_set = i < (size_t)count && offsets[2 * i] != PCRE2_UNSET;

		out->start[i] = is_set ? offsets[2 * i] : SIZE_MAX;
		out->end[i] = is_set ? offsets[2 * i + 1] : SIZE_MAX;
	}
	return true;
}

bool pattern_find(struct pattern_clock *clock, enum pattern pattern, const char *subject, size_t from,
		  struct match *out)
{
	return find(clock, compiled[pattern], subject, from, out);
}

bool pattern_code_find(struct pattern_clock *clock, const struct pattern_code *code, const char *subject,
		       size_t from, struct match *out)
{
	return find(clock, (const pcre2_code *)code, subject, from, out);
}

bool pattern_matches(struct pattern_clock *clock, enum pattern pattern, const char *subject)
{
	struct match match;

	return pattern_find(clock, pattern, subject, 0, &match);
}

bool match_has(const struct match *match, size_t group)
{
	return match->start[group] != SIZE_MAX;
}

char *match_text(struct arena *arena, const struct match *match, size_t group)
{
	if (!match_has(match, group))
		return NULL;
	return arena_strndup(arena, match->subject + match->start[group],
			     match->end[group] - match->start[group]);
}

long match_number(const struct match *match, size_t group)
{
	return match_has(match, group) ? strtol(match->subject + match->start[group], NULL, 10) : -1;
}
