/* schema.org's JobPosting as lines of an offer. */
#include "json_ld.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "values.h"

/* schema.org's employment types about hours, which don't say which contract. */
static const struct {
	const char *word, *hours;
} employment_words[] = {
    {"FULLTIME", "hours.full"}, {"PARTTIME", "hours.part"}, {"OTHER", NULL},
    {"TEMPORARY", NULL},	{"CONTRACTOR", NULL},	    {"INTERN", NULL},
    {"VOLUNTEER", NULL},	{"PERDIEM", NULL},	    {"PERMANENT", NULL},
};

static size_t employment_word(struct arena *arena, const char *text)
{
	struct buf word = {.arena = arena};

	text = strrchr(text, '/') ? strrchr(text, '/') + 1 : text;
	for (; *text; text++)
		if (!strchr("_- ", *text))
			buf_addc(&word, *text);
	for (size_t i = 0; i < ARRAY_SIZE(employment_words); i++)
		if (text_equal_ascii(buf_text(&word), employment_words[i].word))
			return i;
	return ARRAY_SIZE(employment_words);
}

static void take_employment(struct posting *posting, const char *text, struct buf *contract,
			    struct buf *words)
{
	size_t at = employment_word(posting->arena, text);

	if (at == ARRAY_SIZE(employment_words)) {
		buf_printf(contract, "%s%s", contract->length ? ", " : "", text);
		return;
	}
	buf_printf(words, "%s%s", words->length ? ", " : "", text);
	if (employment_words[at].hours && !json_ld_member(posting->object, "workHours"))
		json_ld_add(posting, "hours", "employmentType", phrase(employment_words[at].hours));
}

static void add_employment(struct posting *posting)
{
	const json_t *type = json_ld_member(posting->object, "employmentType"), *item;
	struct buf contract = {.arena = posting->arena}, words = {.arena = posting->arena};
	const char *text;
	size_t i;

	if (json_is_string(type) && strchr(json_string_value(type), ',')) {
		char *rest = arena_strdup(posting->arena, json_string_value(type)), *next;

		for (; rest; rest = next) {
			if ((next = strchr(rest, ',')))
				*next++ = '\0';
			take_employment(posting, text_trim(posting->arena, rest), &contract, &words);
		}
	} else if (json_is_array(type)) {
		json_array_foreach(type, i, item) if ((text = json_ld_text(posting->arena, item)))
		    take_employment(posting, text, &contract, &words);
	} else if ((text = json_ld_text(posting->arena, type))) {
		take_employment(posting, text, &contract, &words);
	}
	if (contract.length)
		json_ld_add(posting, "contract", "employmentType", buf_text(&contract));
	else if (words.length)
		carried_fault(posting->carriers, posting->carried, "contract", buf_text(&words),
			      phrase("fault.no_contract_word"));
}

static const char *period_word(struct arena *arena, const char *unit)
{
	static const char *const units[][2] = {{"HOUR", "salary.hour"},
					       {"DAY", "salary.day"},
					       {"WEEK", "salary.week"},
					       {"MONTH", "salary.month"},
					       {"YEAR", "salary.year"}};

	for (size_t i = 0; unit && i < ARRAY_SIZE(units); i++)
		if (text_equal_ascii(units[i][0], unit))
			return phrase(units[i][1]);
	return unit ? arena_printf(arena, "(%s)", unit) : "";
}

static const char *amount(struct arena *arena, const char *number)
{
	char *text = arena_strdup(arena, number);

	if (strspn(text, "0123456789.") == strlen(text))
		for (char *c = text; *c; c++)
			*c = *c == '.' ? ',' : *c;
	return text;
}

static void add_salary(struct posting *posting)
{
	struct arena *arena = posting->arena;
	const json_t *salary = json_ld_member(posting->object, "baseSalary");

	if (json_is_array(salary))
		salary = json_array_get(salary, 0);
	const json_t *value = json_is_object(salary) ? json_ld_member(salary, "value") : NULL;
	const json_t *holder = json_is_object(value) ? value : salary;
	const char *currency = json_ld_text(arena, json_ld_member(salary, "currency"));
	const char *unit = json_ld_text(arena, json_ld_member(holder, "unitText"));
	const char *least = json_ld_text(arena, json_ld_member(holder, "minValue")),
		   *most = json_ld_text(arena, json_ld_member(holder, "maxValue"));
	const char *only =
	    json_is_object(salary)
		? json_ld_text(arena, json_is_object(value) ? json_ld_member(value, "value") : value)
		: json_ld_text(arena, salary);
	struct buf text = {.arena = arena};

	if (!unit)
		unit = json_ld_text(arena, json_ld_member(salary, "unitText"));
	if (!only && !least && !most)
		return;
	if (only)
		buf_adds(&text, amount(arena, only));
	else if (least && most && strcmp(least, most) != 0)
		buf_adds(&text, phrase_with(arena, "salary.range", "least", amount(arena, least), "most",
					    amount(arena, most), NULL));
	else if (least && most)
		buf_adds(&text, amount(arena, least));
	else
		buf_adds(&text, phrase_with(arena, least ? "salary.from" : "salary.up_to", "amount",
					    amount(arena, least ? least : most), NULL));
	if (json_is_object(salary))
		buf_printf(&text, " %s %s", !currency || !strcmp(currency, "EUR") ? "€" : currency,
			   period_word(arena, unit));
	json_ld_add(posting, "salary", "baseSalary", text_trim(arena, buf_text(&text)));
}

static void add_company(struct posting *posting)
{
	static const char *const words[] = {
	    "confidential", "confidentiel",	      "confidentielle",		  "anonyme",
	    "anonymous",    "employeur confidentiel", "entreprise confidentielle"};
	const char *name = json_ld_member_text(posting, "hiringOrganization");
	const char *folded = name ? text_fold(posting->arena, name) : "";

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (!strcmp(folded, words[i])) {
			json_ld_add(posting, "company_hidden", "hiringOrganization", "oui");
			return;
		}
	json_ld_add(posting, "company", "hiringOrganization", name);
}

static void add_contact(struct posting *posting)
{
	static const char *const names[] = {"name", "email", "telephone"};
	const json_t *contact = json_ld_member(posting->object, "applicationContact");
	struct buf text = {.arena = posting->arena};

	if (json_is_array(contact))
		contact = json_array_get(contact, 0);
	for (size_t i = 0; json_is_object(contact) && i < ARRAY_SIZE(names); i++) {
		const char *part = json_ld_text(posting->arena, json_ld_member(contact, names[i]));

		if (part)
			buf_printf(&text, "%s%s", text.length ? ", " : "",
				   text_starts_with(part, "mailto:") ? part + strlen("mailto:") : part);
	}
	json_ld_add(posting, "contact", "applicationContact",
		    text.length ? buf_text(&text) : json_ld_text(posting->arena, contact));
}

static void add_experience(struct posting *posting)
{
	const json_t *needs = json_ld_member(posting->object, "experienceRequirements");
	const char *months = json_is_object(needs)
				 ? json_ld_text(posting->arena, json_ld_member(needs, "monthsOfExperience"))
				 : NULL;

	json_ld_add(posting, "experience", "experienceRequirements",
		    months ? arena_printf(posting->arena, "%s mois", months)
			   : json_ld_text(posting->arena, needs));
}

static void add_education(struct posting *posting)
{
	const json_t *needs = json_ld_member(posting->object, "educationRequirements");
	const char *category = json_is_object(needs)
				   ? json_ld_text(posting->arena, json_ld_member(needs, "credentialCategory"))
				   : NULL;

	json_ld_add(posting, "level", "educationRequirements",
		    category ? category : json_ld_text(posting->arena, needs));
}

static void add_rome(struct posting *posting)
{
	const char *text = json_ld_member_text(posting, "occupationalCategory");
	const json_t *category = json_ld_member(posting->object, "occupationalCategory");
	const char *code = json_is_object(category)
			       ? json_ld_text(posting->arena, json_ld_member(category, "codeValue"))
			       : NULL;
	const char *value = code ? code : text;
	bool is_code = value && strpbrk(value, "ABCDEFGHIJKLMNabcdefghijklmn") == value &&
		       strspn(value + 1, "0123456789") >= 4;

	json_ld_add(posting, is_code ? "rome" : NULL, "occupationalCategory", value);
}

void json_ld_take_job(struct posting *posting)
{
	json_ld_add(posting, "title", "title",
		    json_ld_member_text(posting, "title") ? json_ld_member_text(posting, "title")
							  : json_ld_member_text(posting, "name"));
	add_company(posting);
	json_ld_add_places(posting, "jobLocation");
	add_employment(posting);
	json_ld_add_member(posting, "hours", "workHours");
	json_ld_add_moment(posting, "start", "jobStartDate", true);
	if (json_is_true(json_ld_member(posting->object, "jobImmediateStart")) &&
	    !json_ld_member_text(posting, "jobStartDate"))
		json_ld_add(posting, "start", "jobImmediateStart", "immédiat");
	json_ld_add_moment(posting, "deadline", "validThrough", true);
	add_salary(posting);
	add_experience(posting);
	add_education(posting);
	add_rome(posting);
	json_ld_add_member(posting, "openings", "totalJobOpenings");
	add_contact(posting);
	json_ld_add_member(posting, "reference", "identifier");
	json_ld_add_member(posting, "description", "description");
	json_ld_add_member(posting, "description", "responsibilities");
	json_ld_add_member(posting, "description", "qualifications");
	json_ld_add_member(posting, "description", "skills");
	json_ld_add_member(posting, "description", "jobBenefits");
}
