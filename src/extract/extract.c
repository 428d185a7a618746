#include "extract.h"

#include "answers.h"
#include "base/phrases.h"
#include "base/text.h"
#include "boxes.h"
#include "calendar.h"
#include "extract/words.h"
#include "form.h"
#include "kinds.h"
#include "label_near.h"
#include "labels.h"
#include "lint.h"
#include "rows.h"
#include "secrets.h"
#include "several.h"
#include "subject.h"
#include "values.h"
#include "withdrawal.h"
#include "words_text.h"
#include "work.h"

/* All patterns of one form together; a readable mail needs a thousandth of it. */
enum { ALLOWANCE_MS = 3000, MOST_TYPED_BYTES = 1000 };

int extract_init(struct err *err)
{
	int rc = patterns_compile(err);

	label_near_init();
	return rc ? rc : words_init(err);
}

static const char *quoted_line(struct arena *arena, const char *text)
{
	return arena_printf(arena, QUOTED("%s"), text_one_line(arena, text, FORM_READ_BYTES / 2));
}

/* Numbers that refuse the form, are never echoed, and take the field with them that holds them. */
static void find_secret(struct work *work, enum zone zone, const struct secret *secret)
{
	bool is_found = secret->is_in(work->mail->subject);

	for (size_t part = 0; part < PARTS && !is_found; part++)
		for (size_t i = 0; i < work->bodies[part]->count && !is_found; i++)
			is_found = work->bodies[part]->lines[i].zone == zone &&
				   secret->is_in(work->bodies[part]->lines[i].text);
	if (is_found && !form_has_fault(work->form, secret->key))
		form_fault_read(work->form, secret->key, "", phrase(secret->why));
}

static void find_secrets(struct work *work, enum zone zone)
{
	for (const struct secret *secret = secrets; secret->key; secret++)
		if (secret_is_asked(secret, work->form->kind))
			find_secret(work, zone, secret);
}

static const struct secret *secret_in(const struct work *work, const struct entry *entry)
{
	for (const struct secret *secret = secrets; secret->key; secret++)
		if (secret_is_asked(secret, work->form->kind) &&
		    (secret->is_in(entry->text) || secret->is_in(entry->label)))
			return secret;
	return NULL;
}

static void drop_secrets(struct work *work, struct entries *entries)
{
	size_t kept = 0;

	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *entry = &entries->items[i];
		const struct secret *secret = secret_in(work, entry);

		if (!secret)
			entries->items[kept++] = *entry;
		else if (entry->field && !form_has_fault(work->form, entry->field->key))
			form_fault_read(work->form, entry->field->key, "", phrase(secret->field_why));
	}
	entries->count = kept;
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
		labels_vote(work->arena, &work->clock, work->bodies[part], zone, &votes[part]);
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

/* Reads the labels of that zone in both parts; how many fields are filled. */
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

/* Whose lines are the form: the sender's own; for offers and events those that were forwarded; never quoted
 * ones. */
static void choose_zone(struct work *work)
{
	const struct kind_row *row = kind_row(work->form->kind);

	if (read_zone(work, ZONE_OWN) > 0)
		return;
	/* A gateway's banner stood first. */
	if (read_zone(work, ZONE_BESIDE) > 0) {
		find_secrets(work, ZONE_BESIDE);
		return;
	}
	if (read_zone(work, ZONE_FORWARDED) > 0 && row->may_be_forwarded) {
		work->form->is_forwarded = true;
		work->form->is_wordy = false;
		find_secrets(work, ZONE_FORWARDED);
		return;
	}
	work->form->is_only_quoted = has_required_field(row) && (read_zone(work, ZONE_FORWARDED) > 0 ||
								 read_zone(work, ZONE_QUOTED) > 0);
	/* What the sender wrote beside is still theirs: an empty consent, unknown labels. */
	read_zone(work, ZONE_OWN);
}

/* The text as its field reads it: what is ticked of a choice, and no marks that turn its direction, but for a
 * consent, where either would say something else. */
static const char *written_value(struct work *work, const struct field_def *field, const char *text)
{
	if (strcmp(field->key, "consent") == 0)
		return text;
	text = text_undirected(work->arena, text);
	return !(field->flags & FIELD_LINES) && boxes_has(text) ? boxes_ticked(work->arena, text) : text;
}

static bool is_optional(enum kind kind, const char *key)
{
	const struct kind_row *row = kind_row(kind);

	for (size_t i = 0; i < row->field_count; i++)
		if (strcmp(row->fields[i].key, key) == 0)
			return row->fields[i].required != REQUIRED_ALWAYS &&
			       row->fields[i].required != REQUIRED_SPONTANEOUS;
	return false;
}

/* One part's answer; none where it says nothing. */
static struct answer find_answer(struct work *work, enum part part, const struct field_def *field)
{
	struct answer answer = answer_find(work->arena, &work->entries[part], field);

	if (!answer.is_present || strcmp(field->key, "consent") == 0)
		return answer;
	answer.text = written_value(work, field, answer.text);
	answer.is_present =
	    !text_is_blank(answer.text) && !(is_optional(work->form->kind, field->key) &&
					     answer_says_nothing(work->arena, field, answer.text));
	return answer;
}

/* What was understood where the label is not quite one of ours. */
static void tell_near(struct work *work, struct form *out, const struct field_def *field,
		      const struct answer *answer)
{
	const char *line = arena_printf(work->arena, "%s\u00a0: %s", answer->label, answer->text);

	if (answer->meant)
		form_fault_read(out, "line", line,
				phrase_with(work->arena, "fault.ambiguous_label", "label", field_label(field),
					    "other", answer->meant, NULL));
	else if (answer->is_near)
		form_note(out, phrase_with(work->arena, "told.near_label", "label",
					   text_one_line(work->arena, answer->label, 100), "field",
					   field_label(field), NULL));
}

/* Reads one answer into a form of its own; true when it is without fault. */
static bool try_answer(struct work *work, const struct field_def *field, const struct answer *answer,
		       struct form *out, bool *is_kept)
{
	struct reading reading = {.arena = work->arena,
				  .form = out,
				  .settled = work->form,
				  .clock = &work->clock,
				  .today = date_of(work->now),
				  .now = work->now,
				  .is_soft = (answer->flags & LABEL_SOFT) != 0,
				  .label = answer->label};

	*out = (struct form){.arena = work->arena, .kind = work->form->kind};
	if (answer->other)
		form_fault_read(
		    out, field->key, arena_printf(work->arena, "%s / %s", answer->text, answer->other),
		    field->flags & FIELD_SECRET ? phrase("fault.filled_twice")
						: phrase_with(work->arena, "fault.filled_twice_as", "one",
							      quoted_line(work->arena, answer->text), "other",
							      quoted_line(work->arena, answer->other), NULL));
	else if (strlen(answer->text) > MOST_TYPED_BYTES && !(field->flags & FIELD_TEXT))
		form_fault_read(out, field->key, answer->text, phrase("fault.too_long"));
	else
		field->read(&reading, field, answer->text);
	tell_near(work, out, field, answer);
	*is_kept = reading.is_kept;
	return out->fault_count == 0;
}

static bool is_same_form(const struct form *a, const struct form *b)
{
	if (a->field_count != b->field_count || a->fault_count || b->fault_count)
		return false;
	for (size_t i = 0; i < a->field_count; i++)
		if (strcmp(a->fields[i].key, b->fields[i].key) != 0 ||
		    strcmp(a->fields[i].value, b->fields[i].value) != 0)
			return false;
	return true;
}

static void take(struct work *work, const struct form *read, const struct answer *answer, bool is_kept)
{
	form_merge(work->form, read);
	if (is_kept)
		kept_add(work, answer->label, answer->text);
}

/* The parts of a multipart/alternative should say the same. */
static void take_from_both(struct work *work, const struct field_def *field,
			   const struct answer answers[PARTS])
{
	struct form read[PARTS];
	bool is_valid[PARTS], is_kept[PARTS];
	enum part best;

	for (size_t part = 0; part < PARTS; part++)
		is_valid[part] = try_answer(work, field, &answers[part], &read[part], &is_kept[part]);
	if (is_same_form(&read[PLAIN], &read[HTML]) ||
	    (!answers[PLAIN].other && !answers[HTML].other && strcmp(field->key, "consent") != 0 &&
	     answer_is_same(work->arena, answers[PLAIN].text, answers[HTML].text)) ||
	    (!is_valid[PLAIN] && !is_valid[HTML] &&
	     text_equal_folded(answers[PLAIN].text, answers[HTML].text))) {
		take(work, &read[PLAIN], &answers[PLAIN], is_kept[PLAIN]);
		return;
	}
	if (strcmp(field->key, "consent") == 0) {
		work->form->is_conflicting = true;
		form_fault_read(work->form, field->key,
				arena_printf(work->arena, "%s / %s", answers[PLAIN].text, answers[HTML].text),
				phrase("fault.versions_differ"));
		return;
	}
	best = is_valid[HTML] || !is_valid[PLAIN] ? HTML : PLAIN;
	take(work, &read[best], &answers[best], is_kept[best]);
	if (is_valid[best])
		form_note(
		    work->form,
		    phrase_with(work->arena, "told.versions_differ", "field", field_label(field), "version",
				best == HTML ? phrase("told.version_html") : phrase("told.version_text"),
				NULL));
}

static void read_field(struct work *work, const struct field_def *field)
{
	struct answer answers[PARTS];
	struct form read;
	bool is_kept;

	for (size_t part = 0; part < PARTS; part++)
		answers[part] = find_answer(work, (enum part)part, field);
	if (answers[PLAIN].is_present && answers[HTML].is_present) {
		take_from_both(work, field, answers);
		return;
	}
	for (size_t part = 0; part < PARTS; part++) {
		if (!answers[part].is_present)
			continue;
		try_answer(work, field, &answers[part], &read, &is_kept);
		take(work, &read, &answers[part], is_kept);
	}
}

/* What a hint asks for is no value: our own words for it, copied, are refused. */
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

/* "Nom : Marie DURAND" without a first name: the label meant the whole. */
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

/* The subject's reference and that of a label are one. */
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

/* Nobody has to give a reason for withdrawing, and nobody is told one. */
static void tell_motive(struct form *form)
{
	if ((form->kind == KIND_WITHDRAWAL || form->kind == KIND_ACCESS) && form_field(form, "description"))
		form_note(form, phrase("told.motive"));
}

/* What `Public` does not say, the title or the description may (agreement Art. 3). */
static void check_public(struct form *form)
{
	static const char *const keys[] = {"title", "description"};

	if (form->kind != KIND_EVENT)
		return;
	for (size_t i = 0; i < ARRAY_SIZE(keys) && !form_has_fault(form, "publics"); i++) {
		const char *text = form_get(form, keys[i]);
		const char *why = text ? text_single_public(form->arena, text, i == 0) : NULL;

		if (why)
			form_fault_read(form, "publics", form_field(form, keys[i])->read, why);
	}
}

/* The form in the lines that choose_zone has chosen. */
void work_read(struct work *work)
{
	const struct kind_row *row = kind_row(work->form->kind);

	for (size_t part = 0; part < PARTS; part++)
		drop_secrets(work, &work->entries[part]);
	if (work->form->kind == KIND_CV)
		settle_whole_names(work);
	for (size_t i = 0; i < row->field_count; i++)
		read_field(work, field_by_key(row->fields[i].key));
	refuse_copied_hints(work->form, row);
	settle_reference(work);
	for (size_t part = 0; part < PARTS; part++)
		subject_find_reference(work->form, &work->clock, work->bodies[part]);
	kept_append(work);
	if (work->form->kind == KIND_CV || work->form->kind == KIND_OUTCOME)
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

/* The token in the address tells the kind and the record before the subject does (specification section 2). A
 * subject that says something else stays as it is, for handle to judge. */
static void follow_token(struct work *work)
{
	struct form *form = work->form;
	struct token token;

	enum token_state state = token_read(work->arena, work->mail->subaddress, &token);

	if (state != TOKEN_READ && state != TOKEN_NAMED)
		return;
	/* A call for help goes before the thread in which it is typed; a note's thread asks for no kind. */
	if (form->kind == KIND_HELP || token.kind == KIND_NOTE)
		return;
	form->is_beside_token = (form->kind != KIND_NONE && form->kind != token.kind) ||
				(form->ref && strcmp(form->ref, token.ref) != 0);
	if (form->is_beside_token)
		return;
	/* Thanks for an acknowledgement withdraw nothing. */
	if (token.kind == KIND_WITHDRAWAL && form->kind == KIND_NONE &&
	    !withdrawal_is_said(work->arena, work->mail))
		return;
	form->kind = token.kind;
	form->kind_source = "token";
	form->ref = token_record(&token);
}

/* Never for what is about a person: a name or a consent in a file says nothing. */
static bool takes_carriers(const struct form *form)
{
	return form->kind == KIND_NONE || form->kind == KIND_OFFER || form->kind == KIND_EVENT;
}

/* An empty text is no answer when the words are under the seal. */
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
	subject_read(&form, &work.clock, mail->subject);
	follow_token(&work);
	for (size_t part = 0; part < PARTS; part++)
		subject_read_line(&form, &work.clock, work.bodies[part]);
	withdrawal_find(&form, &work.clock, mail);
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
	find_secrets(&work, ZONE_OWN);
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
