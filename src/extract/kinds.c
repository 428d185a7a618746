#include "kinds.h"

#include "base/phrases.h"
#include "base/text.h"
#include "fields.h"

#include <stdio.h>

enum { HINT_BYTES = 64 };

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)

static const struct kind_field offer_fields[] = {
    {"ref", REQUIRED_HIDDEN},		{"title", REQUIRED_ALWAYS},	  {"company", REQUIRED_ALWAYS},
    {"company_hidden", REQUIRED_NEVER}, {"place", REQUIRED_ALWAYS},	  {"contract", REQUIRED_ALWAYS},
    {"duration", REQUIRED_TIMED},	{"hours", REQUIRED_NEVER},	  {"start", REQUIRED_NEVER},
    {"salary", REQUIRED_NEVER},		{"level", REQUIRED_NEVER},	  {"experience", REQUIRED_NEVER},
    {"rome", REQUIRED_NEVER},		{"openings", REQUIRED_NEVER},	  {"deadline", REQUIRED_NEVER},
    {"contact", REQUIRED_NEVER},	{"reference", REQUIRED_NEVER},	  {"forum", REQUIRED_NEVER},
    {"targets", REQUIRED_NEVER},	{"description", REQUIRED_ALWAYS}, {"status", REQUIRED_HIDDEN},
};

static const struct kind_field cv_fields[] = {
    {"ref", REQUIRED_HIDDEN},	       {"full_name", REQUIRED_HIDDEN},	   {"given_name", REQUIRED_ALWAYS},
    {"family_name", REQUIRED_ALWAYS},  {"birth", REQUIRED_ALWAYS},	   {"consent", REQUIRED_ALWAYS},
    {"consent_date", REQUIRED_ALWAYS}, {"scope", REQUIRED_SPONTANEOUS},	   {"collected_by", REQUIRED_NEVER},
    {"wanted", REQUIRED_SPONTANEOUS},  {"mobility", REQUIRED_SPONTANEOUS}, {"level", REQUIRED_NEVER},
    {"experience", REQUIRED_NEVER},    {"rome", REQUIRED_NEVER},	   {"description", REQUIRED_NEVER},
};

static const struct kind_field event_fields[] = {
    {"ref", REQUIRED_HIDDEN},	  {"title", REQUIRED_ALWAYS},  {"type", REQUIRED_NEVER},
    {"date", REQUIRED_ALWAYS},	  {"end", REQUIRED_NEVER},     {"place", REQUIRED_ALWAYS},
    {"capacity", REQUIRED_NEVER}, {"quota", REQUIRED_NEVER},   {"deadline", REQUIRED_NEVER},
    {"publics", REQUIRED_NEVER},  {"targets", REQUIRED_NEVER}, {"co_organiser", REQUIRED_NEVER},
    {"contact", REQUIRED_NEVER},  {"agenda", REQUIRED_NEVER},  {"description", REQUIRED_NEVER},
    {"status", REQUIRED_HIDDEN},
};

static const struct kind_field rsvp_fields[] = {
    {"ref", REQUIRED_HIDDEN},	  {"answer", REQUIRED_ALWAYS},	   {"participants", REQUIRED_NEVER},
    {"speaker", REQUIRED_HIDDEN}, {"description", REQUIRED_NEVER},
};

static const struct kind_field reason_fields[] = {
    {"ref", REQUIRED_HIDDEN},
    {"description", REQUIRED_NEVER},
};

static const struct kind_field outcome_fields[] = {
    {"ref", REQUIRED_HIDDEN},
    {"outcome", REQUIRED_ALWAYS},
    {"outcome_date", REQUIRED_NEVER},
    {"description", REQUIRED_NEVER},
};

static const struct kind_field article_fields[] = {
    {"ref", REQUIRED_HIDDEN},	 {"title", REQUIRED_ALWAYS}, {"text", REQUIRED_ALWAYS},
    {"rubric", REQUIRED_NEVER},	 {"link", REQUIRED_NEVER},   {"results", REQUIRED_NEVER},
    {"status", REQUIRED_HIDDEN},
};

static const struct kind_field sponsorship_fields[] = {
    {"ref", REQUIRED_HIDDEN},	  {"title", REQUIRED_ALWAYS},	{"needed", REQUIRED_ALWAYS},
    {"place", REQUIRED_ALWAYS},	  {"deadline", REQUIRED_NEVER}, {"contact", REQUIRED_NEVER},
    {"publics", REQUIRED_HIDDEN}, {"chosen", REQUIRED_HIDDEN},	{"description", REQUIRED_ALWAYS},
    {"status", REQUIRED_HIDDEN},
};

static const struct kind_field patronage_fields[] = {
    {"ref", REQUIRED_HIDDEN},	  {"title", REQUIRED_ALWAYS},	    {"patronage", REQUIRED_ALWAYS},
    {"days", REQUIRED_NEVER},	  {"amount", REQUIRED_NEVER},	    {"place", REQUIRED_ALWAYS},
    {"deadline", REQUIRED_NEVER}, {"contact", REQUIRED_NEVER},	    {"publics", REQUIRED_HIDDEN},
    {"chosen", REQUIRED_HIDDEN},  {"description", REQUIRED_ALWAYS}, {"status", REQUIRED_HIDDEN},
};

static const struct kind_field speaker_fields[] = {
    {"ref", REQUIRED_HIDDEN},	    {"title", REQUIRED_ALWAYS},	  {"theme", REQUIRED_NEVER},
    {"date", REQUIRED_ALWAYS},	    {"place", REQUIRED_ALWAYS},	  {"meeting", REQUIRED_NEVER},
    {"diagnostic", REQUIRED_NEVER}, {"deadline", REQUIRED_NEVER}, {"contact", REQUIRED_NEVER},
    {"publics", REQUIRED_HIDDEN},   {"chosen", REQUIRED_HIDDEN},  {"description", REQUIRED_NEVER},
    {"status", REQUIRED_HIDDEN},
};

static const struct kind_field diagnostic_fields[] = {
    {"title", REQUIRED_ALWAYS},	 {"year", REQUIRED_ALWAYS},    {"territories", REQUIRED_ALWAYS},
    {"meeting", REQUIRED_NEVER}, {"summary", REQUIRED_ALWAYS},
};

static const struct kind_field committee_fields[] = {
    {"ref", REQUIRED_HIDDEN},	  {"date", REQUIRED_ALWAYS},   {"end", REQUIRED_NEVER},
    {"place", REQUIRED_NEVER},	  {"agenda", REQUIRED_NEVER},  {"minutes", REQUIRED_HIDDEN},
    {"present", REQUIRED_HIDDEN}, {"status", REQUIRED_HIDDEN},
};

static const struct kind_field regional_fields[] = {
    {"ref", REQUIRED_HIDDEN},	    {"region", REQUIRED_ALWAYS},     {"signatories", REQUIRED_ALWAYS},
    {"signed_on", REQUIRED_ALWAYS}, {"recipients", REQUIRED_ALWAYS},
};

static const struct kind_field termination_fields[] = {
    {"ref", REQUIRED_HIDDEN},
    {"confirmation", REQUIRED_HIDDEN},
    {"description", REQUIRED_HIDDEN},
};

static const struct kind_field approval_fields[] = {
    {"ref", REQUIRED_HIDDEN},	     {"answer", REQUIRED_ALWAYS},  {"link", REQUIRED_HIDDEN},
    {"description", REQUIRED_NEVER}, {"version", REQUIRED_HIDDEN},
};

static const struct kind_field subscription_fields[] = {
    {"lists", REQUIRED_NEVER},
    {"frequency", REQUIRED_NEVER},
    {"territories", REQUIRED_NEVER},
};

static const struct kind_row kinds[KIND_COUNT] = {
    [KIND_NONE] = {.name = "", .tag = ""},
    [KIND_OFFER] = {.name = "offer",
		    .tag = "OFFRE",
		    .purpose = 'o',
		    .series = "OFF",
		    .may_be_forwarded = true,
		    .is_nothing_when_empty = true,
		    .may_change = true,
		    FIELDS(offer_fields)},
    [KIND_CV] = {.name = "cv",
		 .tag = "CV",
		 .purpose = 'c',
		 .is_personal = true,
		 .series = "OFF",
		 .other_series = {"CAN"},
		 .drops_sensitive = true,
		 FIELDS(cv_fields)},
    [KIND_WITHDRAWAL] = {.name = "withdrawal",
			 .tag = "RETRAIT",
			 .purpose = 'w',
			 .is_personal = true,
			 .keeps_motive = true,
			 .series = "CAN",
			 .needs_reference = true,
			 FIELDS(reason_fields)},
    [KIND_OUTCOME] = {.name = "outcome",
		      .tag = "SUITE",
		      .purpose = 's',
		      .is_personal = true,
		      .passes_prose = true,
		      .series = "CAN",
		      .needs_reference = true,
		      .drops_sensitive = true,
		      FIELDS(outcome_fields)},
    [KIND_ACCESS] = {.name = "access",
		     .tag = "ACCES",
		     .purpose = 'x',
		     .is_personal = true,
		     .keeps_motive = true,
		     .series = "CAN",
		     .needs_reference = true,
		     FIELDS(reason_fields)},
    [KIND_EVENT] = {.name = "event",
		    .tag = "EVENEMENT",
		    .purpose = 'e',
		    .series = "EVT",
		    .may_be_forwarded = true,
		    .is_nothing_when_empty = true,
		    .may_change = true,
		    FIELDS(event_fields)},
    [KIND_RSVP] = {.name = "rsvp",
		   .tag = "REPONSE",
		   .purpose = 'r',
		   .passes_prose = true,
		   .series = "EVT",
		   .other_series = {"PAR", "MEC", "INT"},
		   .needs_reference = true,
		   FIELDS(rsvp_fields)},
    [KIND_ARTICLE] = {.name = "article",
		      .tag = "ARTICLE",
		      .purpose = 'a',
		      .series = "ART",
		      .is_nothing_when_empty = true,
		      .may_change = true,
		      FIELDS(article_fields)},
    [KIND_SPONSORSHIP] = {.name = "sponsorship",
			  .tag = "PARRAINAGE",
			  .purpose = 'p',
			  .series = "PAR",
			  .is_nothing_when_empty = true,
			  .may_change = true,
			  FIELDS(sponsorship_fields)},
    [KIND_PATRONAGE] = {.name = "patronage",
			.tag = "MECENAT",
			.purpose = 'm',
			.series = "MEC",
			.is_nothing_when_empty = true,
			.may_change = true,
			FIELDS(patronage_fields)},
    [KIND_SPEAKER] = {.name = "speaker",
		      .tag = "INTERVENANT",
		      .purpose = 'i',
		      .series = "INT",
		      .is_nothing_when_empty = true,
		      .may_change = true,
		      FIELDS(speaker_fields)},
    [KIND_DIAGNOSTIC] = {.name = "diagnostic",
			 .tag = "DIAGNOSTIC",
			 .purpose = 'd',
			 .is_nothing_when_empty = true,
			 .hides_in_files = true,
			 FIELDS(diagnostic_fields)},
    [KIND_COMMITTEE] = {.name = "committee",
			.tag = "COMITE",
			.purpose = 'k',
			.series = "COM",
			.may_change = true,
			FIELDS(committee_fields)},
    [KIND_APPROVAL] = {.name = "approval",
		       .tag = "ACCORD",
		       .purpose = 'b',
		       .series = "BIL",
		       .other_series = {"OFF", "ART", "CNR", "DEVOIR"},
		       .needs_reference = true,
		       FIELDS(approval_fields)},
    [KIND_TERMINATION] = {.name = "termination",
			  .tag = "DENONCIATION",
			  .purpose = 't',
			  .series = "CNR",
			  FIELDS(termination_fields)},
    [KIND_REGIONAL_AGREEMENT] = {.name = "regional_agreement",
				 .tag = "CONVENTION REGIONALE",
				 .purpose = 'g',
				 .series = "CNR",
				 FIELDS(regional_fields)},
    [KIND_SUBSCRIPTION] = {.name = "subscription",
			   .tag = "ABONNEMENT",
			   .purpose = 'u',
			   FIELDS(subscription_fields)},
    [KIND_HELP] = {.name = "help", .tag = "AIDE"},
    [KIND_NOTE] = {.name = "note", .tag = "", .purpose = 'n'},
};

const struct tag kind_tags[] = {
    {"offre", KIND_OFFER, false, false},
    {"cv", KIND_CV, false, false},
    {"retrait", KIND_WITHDRAWAL, false, false},
    {"suite", KIND_OUTCOME, false, false},
    {"acces", KIND_ACCESS, false, false},
    {"evenement", KIND_EVENT, false, false},
    {"annulation", KIND_EVENT, true, false},
    {"annulation", KIND_COMMITTEE, true, false},
    {"reponse", KIND_RSVP, false, false},
    {"article", KIND_ARTICLE, false, false},
    {"parrainage", KIND_SPONSORSHIP, false, false},
    {"mecenat", KIND_PATRONAGE, false, false},
    {"intervenant", KIND_SPEAKER, false, false},
    {"diagnostic", KIND_DIAGNOSTIC, false, false},
    {"comite", KIND_COMMITTEE, false, false},
    {"accord", KIND_APPROVAL, false, false},
    {"denonciation", KIND_TERMINATION, false, false},
    {"convention regionale", KIND_REGIONAL_AGREEMENT, false, false},
    {"abonnement", KIND_SUBSCRIPTION, false, false},
    {"desabonnement", KIND_SUBSCRIPTION, false, true},
    {"aide", KIND_HELP, false, false},
};
const size_t kind_tag_count = ARRAY_SIZE(kind_tags);

const struct kind_row *kind_row(enum kind kind)
{
	return &kinds[(size_t)kind < KIND_COUNT ? kind : KIND_NONE];
}

const struct kind_field *kind_field(const struct kind_row *row, const char *key)
{
	for (size_t i = 0; i < row->field_count; i++)
		if (strcmp(row->fields[i].key, key) == 0)
			return &row->fields[i];
	return NULL;
}

bool kind_takes(enum kind kind, const char *ref)
{
	const struct kind_row *row = kind_row(kind);
	bool takes = strncmp(ref, row->series, strlen(row->series)) == 0;

	for (size_t i = 0; i < ARRAY_SIZE(row->other_series) && row->other_series[i]; i++)
		takes = takes || strncmp(ref, row->other_series[i], strlen(row->other_series[i])) == 0;
	return takes;
}

const char *kind_name(enum kind kind)
{
	return kind_row(kind)->name;
}

const char *kind_recorded(enum kind kind)
{
	return kind_name(kind == KIND_PATRONAGE ? KIND_SPONSORSHIP : kind);
}

const char *kind_tag(enum kind kind)
{
	return kind_row(kind)->tag;
}

enum kind kind_by_name(const char *name)
{
	for (size_t i = 1; i < KIND_COUNT; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return (enum kind)i;
	return KIND_NONE;
}

const char *kind_hint(const struct kind_row *row, const char *key)
{
	char name[HINT_BYTES];

	snprintf(name, sizeof(name), "%s.%s", row->name, key);
	return phrase_of("hint", name);
}

static bool is_shown(const struct kind_field *field, bool is_spontaneous)
{
	return field->required != REQUIRED_HIDDEN &&
	       (field->required != REQUIRED_SPONTANEOUS || is_spontaneous);
}

const struct form_label *kind_labels(enum kind kind, bool is_spontaneous, size_t *count)
{
	static struct form_label shown[KIND_COUNT][2][32];
	const struct kind_row *row = kind_row(kind);
	struct form_label *labels = shown[row - kinds][is_spontaneous];
	size_t used = 0;

	for (size_t i = 0; i < row->field_count && used < ARRAY_SIZE(shown[0][0]); i++) {
		const struct kind_field *field = &row->fields[i];
		const char *hint = kind_hint(row, field->key);

		if (!is_shown(field, is_spontaneous))
			continue;
		labels[used++] = (struct form_label){
		    .key = field->key,
		    .label = field_label(field_by_key(field->key)),
		    .hint = hint,
		    .is_required =
			field->required == REQUIRED_ALWAYS || field->required == REQUIRED_SPONTANEOUS,
		    .is_choice = *hint != '(' && (strstr(hint, " ou ") || strstr(hint, "…")),
		};
	}
	*count = used;
	return labels;
}

const char *kind_hidden_label(enum kind kind, const char *key)
{
	const struct kind_field *field = kind_field(kind_row(kind), key);

	if (!field || field->required != REQUIRED_HIDDEN || strcmp(key, "ref") == 0)
		return NULL;
	return field_label(field_by_key(key));
}

int extract_check_labels(struct err *err)
{
	struct arena *arena = arena_new();
	int rc = OK;

	for (enum kind kind = KIND_NONE; !rc && kind < KIND_COUNT; kind++) {
		size_t count;
		const struct form_label *shown = kind_labels(kind, true, &count);

		for (size_t i = 0; !rc && i < count; i++) {
			const struct label *label = label_find(kind, text_fold(arena, shown[i].label));

			if (!label || strcmp(label->key, shown[i].key) != 0)
				rc = err_set(err, ERR_CONFIG,
					     "phrases: field.%s: \"%s\" is no label that is read",
					     shown[i].key, shown[i].label);
		}
	}
	arena_free(&arena);
	return rc;
}
