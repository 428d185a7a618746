#include "extract.h"

#include "answers.h"
#include "base/phrases.h"
#include "base/text.h"
#include "calendar.h"
#include "extract/words.h"
#include "form.h"
#include "kinds.h"
#include "label_lines.h"
#include "label_near.h"
#include "label_votes.h"
#include "labels.h"
#include "lint.h"
#include "read_fields.h"
#include "rows.h"
#include "secrets.h"
#include "several.h"
#include "subject.h"
#include "values.h"
#include "withdrawal.h"
#include "words_text.h"
#include "work.h"

/* Time for all patterns of one form; a normal mail needs a thousandth of it. */
enum { ALLOWANCE_MS = 3000 };

int extract_init(struct err *err)
{
	int rc = patterns_compile(err);

	label_near_init();
	return rc ? rc : words_init(err);
}

static enum kind elect(const struct label_votes *votes)
{
	enum kind best = KIND_NONE;
	bool is_tied = false;

	for (unsigned kind = 1; kind < KIND_COUNT; kind++) {
		if (votes->telling[kind] > votes->telling[best]) {
			best = (enum kind)kind;
			is_tied = false;
		} else if (votes->telling[kind] > 0 && votes->telling[kind] == votes->telling[best]) {
			is_tied = true;
		}
	}
	if (votes->has_consent)
		return KIND_CV;
	return is_tied || votes->all[best] < 2 ? KIND_NONE : best;
}

static enum kind kind_of_labels(struct work *work, enum zone zone)
{
	struct label_votes votes[PARTS] = {0};
	enum kind kind = KIND_NONE;

	for (size_t part = 0; part < PARTS && kind == KIND_NONE; part++) {
		labels_vote(work->arena, work->bodies[part], zone, &votes[part]);
		kind = elect(&votes[part]);
	}
	return kind;
}

static void tell_kind(struct work *work)
{
	static const enum zone zones[] = {ZONE_OWN, ZONE_BESIDE, ZONE_FORWARDED, ZONE_QUOTED};

	for (size_t i = 0; i < ARRAY_SIZE(zones) && work->form->kind == KIND_NONE; i++) {
		work->form->kind = kind_of_labels(work, zones[i]);
		if (work->form->kind != KIND_NONE)
			work->form->kind_source = "labels";
	}
}

static bool has_title(struct work *work)
{
	for (size_t part = 0; part < PARTS; part++)
		for (size_t i = 0; i < work->bodies[part]->count; i++) {
			const struct line *line = &work->bodies[part]->lines[i];
			struct labelled labelled;
			const struct label *label =
			    line->zone != ZONE_QUOTED && label_line_split(work->arena, line->text, &labelled)
				? label_line_find(work->form->kind, &labelled)
				: NULL;

			if (label && (!strcmp(label->key, "title") || !strcmp(label->key, "post")))
				return true;
		}
	return false;
}

/* An answer to somebody's note that names a salary is no new offer. */
static void stay_note(struct work *work)
{
	struct form *form = work->form;
	struct token token;
	enum token_state state = token_read(work->arena, work->mail->subaddress, &token);

	if ((state != TOKEN_READ && state != TOKEN_NAMED) || token.kind != KIND_NOTE ||
	    strcmp(form->kind_source, "labels") != 0 ||
	    (form->kind != KIND_OFFER && form->kind != KIND_EVENT) || has_title(work))
		return;
	form->kind = KIND_NONE;
	form->kind_source = "";
}

/* Reads the labels of that zone in both parts; returns the number of fields found. */
static size_t read_zone(struct work *work, enum zone zone)
{
	size_t filled = 0;

	for (size_t part = 0; part < PARTS; part++) {
		labels_read(work->arena, &work->clock, work->form->kind, work->bodies[part], zone,
			    &work->entries[part]);
		filled += work->entries[part].filled;
	}
	return filled;
}

static bool has_required_field(const struct kind_row *row)
{
	for (size_t i = 0; i < row->field_count; i++)
		if (row->fields[i].required == REQUIRED_ALWAYS)
			return true;
	return false;
}

/* Chooses the lines of the form: the sender's own or, for offers and events, forwarded ones; never quoted
 * ones. */
static void choose_zone(struct work *work)
{
	const struct kind_row *row = kind_row(work->form->kind);

	if (read_zone(work, ZONE_OWN) > 0)
		return;
	/* A gateway's banner came first. */
	if (read_zone(work, ZONE_BESIDE) > 0) {
		secrets_find(work, ZONE_BESIDE);
		return;
	}
	if (read_zone(work, ZONE_FORWARDED) > 0 && row->may_be_forwarded) {
		work->form->is_forwarded = true;
		work->form->is_wordy = false;
		secrets_find(work, ZONE_FORWARDED);
		return;
	}
	work->form->is_only_quoted = has_required_field(row) && (read_zone(work, ZONE_FORWARDED) > 0 ||
								 read_zone(work, ZONE_QUOTED) > 0);
	/* What the sender wrote above a forwarded form still counts: an empty consent, unknown labels. */
	read_zone(work, ZONE_OWN);
}

/* A hint copied from a blank form is not a value: refuse it. */
static void refuse_copied_hints(struct form *form, const struct kind_row *row)
{
	for (size_t i = 0; i < row->field_count; i++) {
		const char *key = row->fields[i].key, *hint = kind_hint(row, key);
		const struct field *field = form_field(form, key);

		if (*hint != '(' || !field)
			continue;
		const char *inner = arena_strndup(form->arena, hint + 1, strlen(hint) - 2);
		if (text_equal_folded(field->read, hint) || text_equal_folded(field->read, inner))
			form_fault(form, key, phrase("fault.copied"));
	}
}

/* "Nom : Marie DURAND" without a first name is the full name. */
static void settle_whole_names(struct work *work)
{
	const struct field_def *family = field_by_key("family_name"), *given = field_by_key("given_name");
	const struct field_def *whole = field_by_key("full_name");
	struct reading reading = {.arena = work->arena, .clock = &work->clock};

	for (size_t part = 0; part < PARTS; part++) {
		struct entries *entries = &work->entries[part];

		if (answer_find(work->arena, entries, given).is_present)
			continue;
		for (size_t i = 0; i < entries->count; i++)
			if (entries->items[i].field == family &&
			    name_is_whole(&reading, entries->items[i].text))
				entries->items[i].field = whole;
	}
}

/* "Référence : OFF-2026-0001" under [OFFRE], "Événement : EVT-2026-0001" under [EVENEMENT] name the record
 * that the form changes. */
static void settle_own_reference(struct work *work)
{
	static const char *const keys[] = {"reference", "title"};
	struct form *form = work->form;

	if (form->ref || kind_row(form->kind)->needs_reference || !kind_row(form->kind)->series)
		return;
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		const struct field *field = form_field(form, keys[i]);
		const char *folded = field ? text_fold(work->arena, field->read) : "";
		char *ref = reference_find(work->arena, &work->clock, folded);

		if (!ref || strlen(folded) > strlen(ref) + 2 || !kind_takes(form->kind, ref))
			continue;
		form->ref = ref;
		form_drop(form, keys[i]);
		return;
	}
}

/* A reference in the subject and one under a label must be the same. */
static void settle_reference(struct work *work)
{
	struct form *form = work->form;
	const char *series = kind_row(form->kind)->series;
	const char *ref = form_get(form, "ref");

	if (!ref || !series)
		return;
	if (!kind_takes(form->kind, ref))
		form_fault(form, "ref",
			   phrase_with(work->arena, "fault.other_series", "series", series, NULL));
	else if (form->ref && strcmp(form->ref, ref) != 0)
		form_fault(form, "ref",
			   phrase_with(work->arena, "fault.other_ref_in_subject", "ref", form->ref, NULL));
	else
		form->ref = ref;
}

static void complete_event(struct form *form)
{
	if (form->kind != KIND_EVENT || form->ref || form->is_cancellation || form->field_count == 0 ||
	    form_field(form, "type"))
		return;
	form_set(form, "type", "other");
	form_note(form, phrase("told.no_event_type"));
}

/* Withdrawing needs no reason, and the reason is not passed on. */
static void tell_motive(struct form *form)
{
	if (kind_row(form->kind)->keeps_motive && form_field(form, "description"))
		form_note(form, phrase("told.motive"));
}

/* When `Public` doesn't restrict the audience, the title or the description may (agreement Art. 3). */
static void check_public(struct form *form)
{
	static const char *const keys[] = {"title", "description"};

	if (!kind_field(kind_row(form->kind), "publics"))
		return;
	for (size_t i = 0; i < ARRAY_SIZE(keys) && !form_has_fault(form, "publics"); i++) {
		const char *text = form_get(form, keys[i]);
		const char *why = text ? text_single_public(form->arena, text, i == 0) : NULL;

		if (why)
			form_fault_read(form, "publics", form_field(form, keys[i])->read, why);
	}
}

/* Reads the form in the lines chosen by choose_zone. */
void work_read(struct work *work)
{
	const struct kind_row *row = kind_row(work->form->kind);

	for (size_t part = 0; part < PARTS; part++)
		secrets_drop(work, &work->entries[part]);
	if (work->form->kind == KIND_CV)
		settle_whole_names(work);
	for (size_t i = 0; i < row->field_count; i++)
		field_read(work, field_by_key(row->fields[i].key));
	refuse_copied_hints(work->form, row);
	settle_reference(work);
	settle_own_reference(work);
	for (size_t part = 0; part < PARTS; part++)
		subject_find_reference(work->form, &work->clock, work->mail->subject, work->bodies[part]);
	kept_append(work);
	if (row->drops_sensitive)
		sensitive_drop(work->form);
	tell_motive(work->form);
	if (work->form->kind == KIND_OFFER && rules_loaded())
		lint_form(rules_loaded(), &work->clock, work->form);
	if (work->is_calendar)
		return;
	complete_event(work->form);
	check_public(work->form);
}

static bool is_empty(const struct form *form)
{
	return form->field_count == 0 && form->fault_count == 0 && form->part_count == 0 && !form->ref &&
	       !form->is_only_quoted && !form->is_cancellation;
}

/* The token in the address decides kind and record before the subject does (specification section 2). A
 * contradicting subject is kept, for handle to judge. */
static void follow_token(struct work *work)
{
	struct form *form = work->form;
	struct token token;

	enum token_state state = token_read(work->arena, work->mail->subaddress, &token);

	if (state != TOKEN_READ && state != TOKEN_NAMED)
		return;
	/* A request for help takes precedence over the thread it is in; a note's thread decides no kind. */
	if (form->kind == KIND_HELP || token.kind == KIND_NOTE)
		return;
	form->is_beside_token = (form->kind != KIND_NONE && form->kind != token.kind) ||
				(form->ref && strcmp(form->ref, token.ref) != 0);
	if (form->is_beside_token)
		return;
	/* Thanks in answer to an acknowledgement of a withdrawal withdraw nothing. */
	if (token.kind == KIND_WITHDRAWAL && form->kind == KIND_NONE &&
	    !withdrawal_is_said(work->arena, work->mail))
		return;
	form->kind = token.kind;
	form->kind_source = "token";
	form->ref = token_record(&token);
}

/* What a calendar program answers brings the meeting's title back in its subject and its text in its body.
 * Whoever invited wrote them: no tag in them is the sender's. */
static void read_tags(struct work *work)
{
	struct form *form = work->form, title = {.arena = work->arena, .kind_source = ""};
	bool answers = calendar_answers(work);

	subject_read(form, &work->clock, work->mail->subject);
	if (answers && work->mail->calendar->summary)
		subject_read(&title, &work->clock, work->mail->calendar->summary);
	if (title.kind != KIND_NONE && title.kind == form->kind)
		*form = (struct form){.arena = work->arena, .kind_source = ""};
	follow_token(work);
	for (size_t part = 0; part < PARTS && !answers; part++)
		subject_read_line(form, &work->clock, work->bodies[part]);
	if (!answers)
		withdrawal_find(form, &work->clock, work->mail);
}

/* Never for forms about a person: a name or a consent in a file doesn't count. */
static bool takes_carriers(const struct form *form)
{
	return form->kind == KIND_NONE || form->kind == KIND_OFFER || form->kind == KIND_EVENT;
}

/* The empty text of an encrypted mail is no answer. */
static void refuse_sealed(struct form *form)
{
	form->is_wordy = false;
	form_fault_read(form, "sealed", "", phrase("fault.sealed"));
}

int extract_form(struct arena *arena, const struct mail *mail, time_t now, struct form *out, struct err *err)
{
	struct form form = {.arena = arena, .kind_source = ""};
	struct work work = {.arena = arena,
			    .mail = mail,
			    .now = now,
			    .form = &form,
			    .bodies = {rows_split(arena, &mail->plain), rows_split(arena, &mail->html)},
			    .left = {.arena = arena},
			    .kept = {.arena = arena},
			    .names = {.arena = arena}};
	struct carriers carriers = {.work = &work, .arena = arena};

	static const struct body none;
	struct body lines;

	pattern_clock_start(&work.clock, ALLOWANCE_MS);
	read_tags(&work);
	work.is_calendar = calendar_tells(&work);
	if (work.is_calendar) {
		calendar_lines_of(&work, &lines);
		work.bodies[PLAIN] = &lines;
		work.bodies[HTML] = &none;
	} else {
		if (takes_carriers(&form) || form.kind == KIND_RSVP)
			carriers_read_json(&carriers);
		work.bodies[HTML] =
		    rows_split(arena, html_tables_take(&carriers, "", &mail->html, takes_carriers(&form)));
	}
	tell_kind(&work);
	stay_note(&work);
	secrets_find(&work, ZONE_OWN);
	if (kind_row(form.kind)->hides_in_files)
		secrets_find_in_files(&work);
	if (!work.is_calendar && takes_carriers(&form))
		carriers_read(&carriers);
	form.is_wordy = !work.is_calendar && !carriers.count && !mail->is_sealed &&
			!words_hold_label(arena, &work.clock, mail, form.kind);
	said_read(&work);
	if (kind_row(form.kind)->field_count > 0)
		choose_zone(&work);
	several_read(&work, &carriers);
	if (work.is_calendar) {
		calendar_fill(&work);
		complete_event(&form);
		check_public(&form);
	}
	if (mail->is_sealed && form.field_count == 0 && form.kind != KIND_HELP)
		refuse_sealed(&form);
	if (work.clock.is_over)
		return err_set(err, ERR_LIMIT, "the form’s patterns took longer than %d ms", ALLOWANCE_MS);
	if (kind_row(form.kind)->is_nothing_when_empty && is_empty(&form)) {
		form.kind = KIND_NONE;
		form.kind_source = "";
	}
	*out = form;
	return OK;
}
