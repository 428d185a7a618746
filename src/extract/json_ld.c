/* JSON-LD: schema.org's JobPosting, Event and RsvpAction. No context is expanded and nothing is fetched: a
 * type is the last part of its name. */
#include "carriers.h"

#include "base/date.h"
#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "values.h"

#include <jansson.h>

enum { MOST_DEPTH = 16 };

/* One object that becomes a form. */
struct posting {
	struct carriers *carriers;
	struct arena *arena;
	struct carried *carried;
	const json_t *object;
};

static const json_t *member(const json_t *object, const char *name)
{
	char prefixed[64];
	const json_t *value = json_object_get(object, name);

	if (value)
		return value;
	snprintf(prefixed, sizeof(prefixed), "schema:%s", name);
	return json_object_get(object, prefixed);
}

/* The text of a string, a number, or an object that stands for one; NULL for nothing, "" and null. */
static const char *text_of(struct arena *arena, const json_t *value)
{
	static const char *const names[] = {"@value", "name", "value", "text", "url"};
	const char *text = NULL;

	if (json_is_array(value))
		value = json_array_get(value, 0);
	if (json_is_string(value))
		text = json_string_value(value);
	else if (json_is_integer(value))
		text = arena_printf(arena, "%lld", (long long)json_integer_value(value));
	else if (json_is_real(value))
		text = arena_printf(arena, "%.15g", json_real_value(value));
	for (size_t i = 0; json_is_object(value) && !text && i < ARRAY_SIZE(names); i++)
		if (!json_is_object(member(value, names[i])) && !json_is_array(member(value, names[i])))
			text = text_of(arena, member(value, names[i]));
	if (!text)
		return NULL;
	text = decode_markup(arena, text);
	return text_is_blank(text) ? NULL : text;
}

static const char *member_text(const struct posting *posting, const char *name)
{
	return text_of(posting->arena, member(posting->object, name));
}

static void add(struct posting *posting, const char *key, const char *label, const char *text)
{
	static const struct label soft = {.flags = LABEL_SOFT};

	if (text)
		carried_add(posting->carriers, posting->carried, PLAIN, &soft, key, label, text);
}

static void add_member(struct posting *posting, const char *key, const char *name)
{
	add(posting, key, name, member_text(posting, name));
}

static const char *french_date(struct arena *arena, time_t time, bool has_time)
{
	struct date date = date_of(time);

	return has_time ? arena_printf(arena, "%02d/%02d/%04d %s", date.day, date.month, date.year,
				       time_local(arena, time) + strlen("2027-01-15T"))
			: arena_printf(arena, "%02d/%02d/%04d", date.day, date.month, date.year);
}

/* "+0100" as "+01:00", and seconds where there are none: as RFC 3339 wants them. */
static char *as_rfc3339(struct arena *arena, const char *text)
{
	size_t clock = strlen("2027-01-15T14:30");
	bool lacks_seconds = strlen(text) > clock && text[clock] != ':';
	char *full = lacks_seconds ? arena_printf(arena, "%.*s:00%s", (int)clock, text, text + clock)
				   : arena_strdup(arena, text);
	size_t length = strlen(full);

	if (length > 5 && strchr("+-", full[length - 5]) && !strchr(full + length - 5, ':'))
		return arena_printf(arena, "%.*s:%s", (int)length - 2, full, full + length - 2);
	return full;
}

/* An instant as it is in Paris; what has no zone as it is written. With `is_day` the day alone, which is the
 * one that is written when it ends at 23:59. */
static const char *moment_text(struct arena *arena, const char *text, bool is_day)
{
	struct date date;
	time_t time;
	const char *clock = text + strlen("2027-01-15");

	if (strlen(text) < strlen("2027-01-15") ||
	    !date_parse_iso(arena_strndup(arena, text, strlen("2027-01-15")), &date))
		return text;
	const char *day = arena_printf(arena, "%02d/%02d/%04d", date.day, date.month, date.year);

	if (!strchr("Tt ", *clock) || !*clock)
		return *clock ? text : day;
	if (is_day && text_starts_with(clock + 1, "23:59"))
		return day;
	if (time_parse_rfc3339(as_rfc3339(arena, text), &time))
		return french_date(arena, time, !is_day);
	if (strlen(clock) < strlen("T14:30"))
		return text;
	return is_day ? day : arena_printf(arena, "%s %.5s", day, clock + 1);
}

static void add_moment(struct posting *posting, const char *key, const char *name, bool is_day)
{
	const char *text = member_text(posting, name);

	add(posting, key, name, text ? moment_text(posting->arena, text, is_day) : NULL);
}

static bool is_french(struct arena *arena, const char *country)
{
	static const char *const names[] = {"france",
					    "fr",
					    "fra",
					    "gp",
					    "mq",
					    "gf",
					    "re",
					    "yt",
					    "pm",
					    "bl",
					    "mf",
					    "guadeloupe",
					    "martinique",
					    "guyane",
					    "la reunion",
					    "mayotte",
					    "republique francaise",
					    "france metropolitaine"};
	const char *folded = text_fold(arena, country);

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (!strcmp(folded, names[i]))
			return true;
	return false;
}

/* A PostalAddress as people write it. */
static const char *address_text(struct posting *posting, const json_t *address)
{
	struct arena *arena = posting->arena;
	const char *street = text_of(arena, member(address, "streetAddress"));
	const char *code = text_of(arena, member(address, "postalCode"));
	const char *town = text_of(arena, member(address, "addressLocality"));
	const char *region = text_of(arena, member(address, "addressRegion"));
	const char *country = text_of(arena, member(address, "addressCountry"));
	struct buf text = {.arena = arena};

	if (country && !is_french(arena, country))
		carried_fault(posting->carriers, posting->carried, "place",
			      arena_printf(arena, "%s, %s", town ? town : "", country),
			      phrase("fault.place_abroad"));
	if (street && (code || town))
		buf_printf(&text, "%s, ", text_one_line(arena, street, FORM_READ_BYTES));
	if (code && strlen(code) == 4 && strspn(code, "0123456789") == 4)
		buf_addc(&text, '0');
	if (code)
		buf_printf(&text, "%s%s", code, town ? " " : "");
	if (town && !(code && strstr(town, code)))
		buf_adds(&text, town);
	if (!code && !town && region)
		buf_adds(&text, region);
	return text.length ? buf_text(&text) : NULL;
}

/* An event is at a house with a name. */
static const char *at_venue(struct posting *posting, const json_t *place, const char *address)
{
	const char *name = text_of(posting->arena, member(place, "name"));

	return name && address && posting->carriers->work->form->kind == KIND_EVENT && !strstr(address, name)
		   ? arena_printf(posting->arena, "%s, %s", name, address)
		   : address;
}

static const char *place_text(struct posting *posting, const json_t *place)
{
	const json_t *address = member(place, "address");

	if (!json_is_object(place))
		return text_of(posting->arena, place);
	if (json_is_array(address))
		address = json_array_get(address, 0);
	if (json_is_object(address))
		return at_venue(posting, place, address_text(posting, address));
	if (address)
		return text_of(posting->arena, address);
	return member(place, "addressLocality") || member(place, "postalCode")
		   ? address_text(posting, place)
		   : text_of(posting->arena, member(place, "name"));
}

/* Several places are several values of the field. */
static void add_places(struct posting *posting, const char *name)
{
	const json_t *place = member(posting->object, name), *item;
	size_t i;

	if (!json_is_array(place)) {
		add(posting, "place", name, place_text(posting, place));
		return;
	}
	json_array_foreach(place, i, item) add(posting, "place", name, place_text(posting, item));
}

/* schema.org's words of hours, none of which tells the contract. */
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
	if (employment_words[at].hours && !member(posting->object, "workHours"))
		add(posting, "hours", "employmentType", phrase(employment_words[at].hours));
}

static void add_employment(struct posting *posting)
{
	const json_t *type = member(posting->object, "employmentType"), *item;
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
		json_array_foreach(type, i, item) if ((text = text_of(posting->arena, item)))
		    take_employment(posting, text, &contract, &words);
	} else if ((text = text_of(posting->arena, type))) {
		take_employment(posting, text, &contract, &words);
	}
	if (contract.length)
		add(posting, "contract", "employmentType", buf_text(&contract));
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
	const json_t *salary = member(posting->object, "baseSalary");

	if (json_is_array(salary))
		salary = json_array_get(salary, 0);
	const json_t *value = json_is_object(salary) ? member(salary, "value") : NULL;
	const json_t *holder = json_is_object(value) ? value : salary;
	const char *currency = text_of(arena, member(salary, "currency"));
	const char *unit = text_of(arena, member(holder, "unitText"));
	const char *least = text_of(arena, member(holder, "minValue")),
		   *most = text_of(arena, member(holder, "maxValue"));
	const char *only = json_is_object(salary)
			       ? text_of(arena, json_is_object(value) ? member(value, "value") : value)
			       : text_of(arena, salary);
	struct buf text = {.arena = arena};

	if (!unit)
		unit = text_of(arena, member(salary, "unitText"));
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
	add(posting, "salary", "baseSalary", text_trim(arena, buf_text(&text)));
}

static void add_company(struct posting *posting)
{
	static const char *const words[] = {
	    "confidential", "confidentiel",	      "confidentielle",		  "anonyme",
	    "anonymous",    "employeur confidentiel", "entreprise confidentielle"};
	const char *name = member_text(posting, "hiringOrganization");
	const char *folded = name ? text_fold(posting->arena, name) : "";

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (!strcmp(folded, words[i])) {
			add(posting, "company_hidden", "hiringOrganization", "oui");
			return;
		}
	add(posting, "company", "hiringOrganization", name);
}

static void add_contact(struct posting *posting)
{
	static const char *const names[] = {"name", "email", "telephone"};
	const json_t *contact = member(posting->object, "applicationContact");
	struct buf text = {.arena = posting->arena};

	if (json_is_array(contact))
		contact = json_array_get(contact, 0);
	for (size_t i = 0; json_is_object(contact) && i < ARRAY_SIZE(names); i++) {
		const char *part = text_of(posting->arena, member(contact, names[i]));

		if (part)
			buf_printf(&text, "%s%s", text.length ? ", " : "",
				   text_starts_with(part, "mailto:") ? part + strlen("mailto:") : part);
	}
	add(posting, "contact", "applicationContact",
	    text.length ? buf_text(&text) : text_of(posting->arena, contact));
}

static void add_experience(struct posting *posting)
{
	const json_t *needs = member(posting->object, "experienceRequirements");
	const char *months =
	    json_is_object(needs) ? text_of(posting->arena, member(needs, "monthsOfExperience")) : NULL;

	add(posting, "experience", "experienceRequirements",
	    months ? arena_printf(posting->arena, "%s mois", months) : text_of(posting->arena, needs));
}

static void add_education(struct posting *posting)
{
	const json_t *needs = member(posting->object, "educationRequirements");
	const char *category =
	    json_is_object(needs) ? text_of(posting->arena, member(needs, "credentialCategory")) : NULL;

	add(posting, "level", "educationRequirements", category ? category : text_of(posting->arena, needs));
}

static void add_rome(struct posting *posting)
{
	const char *text = member_text(posting, "occupationalCategory");
	const json_t *category = member(posting->object, "occupationalCategory");
	const char *code =
	    json_is_object(category) ? text_of(posting->arena, member(category, "codeValue")) : NULL;
	const char *value = code ? code : text;
	bool is_code = value && strpbrk(value, "ABCDEFGHIJKLMNabcdefghijklmn") == value &&
		       strspn(value + 1, "0123456789") >= 4;

	add(posting, is_code ? "rome" : NULL, "occupationalCategory", value);
}

static void take_job(struct posting *posting)
{
	add(posting, "title", "title",
	    member_text(posting, "title") ? member_text(posting, "title") : member_text(posting, "name"));
	add_company(posting);
	add_places(posting, "jobLocation");
	add_employment(posting);
	add_member(posting, "hours", "workHours");
	add_moment(posting, "start", "jobStartDate", true);
	if (json_is_true(member(posting->object, "jobImmediateStart")) &&
	    !member_text(posting, "jobStartDate"))
		add(posting, "start", "jobImmediateStart", "immédiat");
	add_moment(posting, "deadline", "validThrough", true);
	add_salary(posting);
	add_experience(posting);
	add_education(posting);
	add_rome(posting);
	add_member(posting, "openings", "totalJobOpenings");
	add_contact(posting);
	add_member(posting, "reference", "identifier");
	add_member(posting, "description", "description");
	add_member(posting, "description", "responsibilities");
	add_member(posting, "description", "qualifications");
	add_member(posting, "description", "skills");
	add_member(posting, "description", "jobBenefits");
}

/* A reference of ours, wherever such an object bears one. */
static const char *own_reference(struct posting *posting, const json_t *object)
{
	static const char *const names[] = {"identifier", "@id", "url", "name", "alternateName"};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const char *text = text_of(posting->arena, member(object, names[i]));
		char *ref = text ? reference_find(posting->arena, &posting->carriers->work->clock,
						  text_fold(posting->arena, text))
				 : NULL;

		if (ref)
			return ref;
	}
	return NULL;
}

static const char *last_part(const char *name)
{
	const char *last = name;

	for (; *name; name++)
		if (strchr("/#:", *name) && name[1])
			last = name + 1;
	return last;
}

static void take_status(struct posting *posting)
{
	const char *status = member_text(posting, "eventStatus");
	const char *word = status ? last_part(status) : "";

	if (!strcmp(word, "EventCancelled"))
		posting->carried->is_cancelled = true;
	else if (!strcmp(word, "EventPostponed"))
		carried_fault(posting->carriers, posting->carried, "date", word, phrase("fault.postponed"));
}

static void take_event(struct posting *posting)
{
	posting->carried->ref = own_reference(posting, posting->object);
	take_status(posting);
	add_member(posting, "title", "name");
	add_moment(posting, "date", "startDate", false);
	add_moment(posting, "end", "endDate", false);
	add_places(posting, "location");
	add_member(posting, "capacity", "maximumAttendeeCapacity");
	add_member(posting, "description", "description");
	add_member(posting, NULL, "organizer");
}

static void take_rsvp(struct posting *posting)
{
	static const char *const answers[][2] = {
	    {"RsvpResponseYes", "oui"}, {"RsvpResponseNo", "non"}, {"RsvpResponseMaybe", "peut-être"}};
	const char *answer = member_text(posting, "rsvpResponse");
	const json_t *guests = member(posting->object, "additionalNumberOfGuests");
	const char *number = text_of(posting->arena, guests);

	for (size_t i = 0; answer && i < ARRAY_SIZE(answers); i++)
		if (!strcmp(last_part(answer), answers[i][0]))
			answer = answers[i][1];
	add(posting, "answer", "rsvpResponse", answer);
	if (number && strspn(number, "0123456789") == strlen(number) && strlen(number) < 6)
		number = arena_printf(posting->arena, "%ld", strtol(number, NULL, 10) + 1);
	add(posting, "participants", "additionalNumberOfGuests", number);
	add_member(posting, "description", "comment");
	posting->carried->ref = own_reference(posting, member(posting->object, "event"));
	if (!posting->carried->ref)
		posting->carried->ref = own_reference(posting, member(posting->object, "object"));
	if (!posting->carried->ref)
		posting->carried->ref = own_reference(posting, posting->object);
}

static const struct {
	const char *type;
	enum kind kind;
	void (*take)(struct posting *posting);
} types[] = {
    {"JobPosting", KIND_OFFER, take_job},      {"Event", KIND_EVENT, take_event},
    {"BusinessEvent", KIND_EVENT, take_event}, {"EducationEvent", KIND_EVENT, take_event},
    {"SocialEvent", KIND_EVENT, take_event},   {"RsvpAction", KIND_RSVP, take_rsvp},
};

static size_t type_named(const json_t *name)
{
	const char *text = json_string_value(name);

	for (size_t i = 0; text && i < ARRAY_SIZE(types); i++)
		if (!strcmp(last_part(text), types[i].type))
			return i;
	return ARRAY_SIZE(types);
}

static size_t type_of(const json_t *object)
{
	const json_t *type = json_object_get(object, "@type"), *item;
	size_t i;

	if (!type)
		type = json_object_get(object, "type");
	if (!json_is_array(type))
		return type_named(type);
	json_array_foreach(type, i, item) if (type_named(item) < ARRAY_SIZE(types)) return type_named(item);
	return ARRAY_SIZE(types);
}

static void take_object(struct carriers *carriers, const char *file, const json_t *object, size_t type)
{
	struct posting posting = {.carriers = carriers, .arena = carriers->arena, .object = object};

	carriers_tell_kind(carriers, types[type].kind, "json-ld");
	if (carriers->work->form->kind != types[type].kind)
		return;
	posting.carried = carriers_add(carriers, file, *file ? file : phrase("origin.json_ld"));
	if (!posting.carried)
		return;
	const char *title = member_text(&posting, "title");

	if (!title)
		title = member_text(&posting, "name");
	if (title)
		posting.carried->origin = arena_printf(
		    carriers->arena, QUOTED("%s"), text_one_line(carriers->arena, title, FORM_READ_BYTES));
	types[type].take(&posting);
}

/* At any depth; an object that is taken keeps what is in it to itself. */
static void walk(struct carriers *carriers, const char *file, json_t *value, unsigned depth)
{
	const char *name;
	json_t *item;
	size_t i;

	if (depth > MOST_DEPTH)
		return;
	if (json_is_array(value)) {
		json_array_foreach(value, i, item) walk(carriers, file, item, depth + 1);
		return;
	}
	if (!json_is_object(value))
		return;
	size_t type = type_of(value);

	if (type < ARRAY_SIZE(types)) {
		take_object(carriers, file, value, type);
		return;
	}
	json_object_foreach(value, name, item) walk(carriers, file, item, depth + 1);
}

bool json_ld_is(const char *text)
{
	static const char *const starts[] = {"{", "[", "<![CDATA[", "<!--", "//", "/*"};

	text += strspn(text, " \t\r\n");
	for (size_t i = 0; i < ARRAY_SIZE(starts); i++)
		if (text_starts_with(text, starts[i]))
			return strstr(text, "\"@type\"") || strstr(text, "\"type\"");
	return false;
}

bool json_ld_take(struct carriers *carriers, const char *file, const char *text)
{
	json_error_t error;
	size_t count = carriers->count;
	json_t *root = json_loads(json_text_mend(carriers->arena, text), JSON_REJECT_DUPLICATES, &error);

	if (!root)
		return false;
	walk(carriers, file, root, 1);
	json_decref(root);
	return carriers->count > count;
}
