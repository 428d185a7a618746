/* Digests of offers (specification section 7): one letter a reader, one line an offer. The transaction that
 * makes a period stores the offers as they are then with the letter to many; each reader's lines are looked
 * up when the letter is made, and count as shown from then on. */
#include "mailing.h"
#include "mailings.h"
#include "period.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/digests.h"
#include "handle/dispatch.h"
#include "handle/present.h"
#include "kind/brief.h"

enum { FORGET_AT_ONCE = 5000 };

/* --- making a period --- */

/* {reference: text of the offer's line} */
static int add_offers(struct task *task, json_t *data, bool is_weekly, struct err *err)
{
	struct digest_offer *offers;
	size_t count;
	json_t *all = json_object(), *one;
	json_object_set_new(data, "all", all);
	int rc = digest_offers(task->db, task->arena, is_weekly, &offers, &count, err);
	for (size_t i = 0; !rc && i < count; i++) {
		if ((rc = brief_offer(task, offers[i].ref, &one, err)))
			break;
		json_object_set_new(one, "is_over", json_boolean(strcmp(offers[i].status, "open") != 0));
		json_object_set_new(one, arena_printf(task->arena, "is_%s", offers[i].status), json_true());
		json_object_set(all, offers[i].ref, one);
	}
	return rc;
}

static int make(struct task *task, const struct period *period, bool is_weekly, struct err *err)
{
	struct contact *contacts;
	size_t count;
	json_t *data = task_data(task);
	int rc = digest_leave_out(task->db, err);
	if (!rc)
		rc = digest_readers(task->db, task->arena, is_weekly, &contacts, &count, err);
	if (!rc && !count)
		return period_close(task, period, 0, "nothing to say", err);
	if (rc || (rc = add_offers(task, data, is_weekly, err)))
		return rc;
	json_object_set_new(data, "made_at", json_integer((json_int_t)task->now));
	json_object_set_new(data, "day", json_string(date_french(task->arena, period->date)));
	struct reader_of *readers = arena_array(task->arena, count, sizeof *readers);
	for (size_t i = 0; i < count; i++)
		readers[i] = (struct reader_of){contacts[i].id, contacts[i].email, contacts[i].name, NULL};
	const struct draft draft = {
	    .template = period->kind,
	    .data = data,
	    .about = period->name,
	    .occasion = arena_printf(task->arena, "%s:%s", period->kind, period->name),
	    .list = "offres",
	};
	rc = task_emit_each(task, &draft, readers, count, err);
	return rc ? rc : period_close(task, period, (int64_t)count, NULL, err);
}

static int next(struct task *task, const struct series *series, bool is_weekly, bool *did, struct err *err)
{
	struct period period;
	int rc = period_owed(task, series, &period, did, err);
	return rc || !*did ? rc : make(task, &period, is_weekly, err);
}

int digest_daily_next(struct task *task, bool *did, struct err *err)
{
	return next(task, &SERIES_DIGEST_DAILY, false, did, err);
}

/* Also deletes lines of offers that ended long ago. */
int digest_weekly_next(struct task *task, bool *did, struct err *err)
{
	struct date before = date_add_days(date_of(task->now), -task->options->keep.letter_days);
	int rc = next(task, &SERIES_DIGEST_WEEKLY, true, did, err);
	return rc || !*did ? rc : digest_forget(task->db, date_iso(task->arena, before), FORGET_AT_ONCE, err);
}

/* --- the letter of a reader --- */

enum part { PART_NEW, PART_CHANGED, PART_CLOSED, PARTS };

static const struct {
	const char *name, *one, *several;
} PART[PARTS] = {
    [PART_NEW] = {"new", "digest.new.one", "digest.new.several"},
    [PART_CHANGED] = {"changed", "digest.changed.one", "digest.changed.several"},
    [PART_CLOSED] = {"closed", "digest.closed.one", "digest.closed.several"},
};

/* "3 nouvelles, 1 modifiée". */
static const char *summary_of(struct task *task, const size_t counts[PARTS])
{
	struct buf text = {.arena = task->arena};
	for (size_t i = 0; i < PARTS; i++)
		if (counts[i])
			buf_printf(&text, "%s%s", text.length ? ", " : "",
				   present_counted(task->arena, counts[i], PART[i].one, PART[i].several));
	return buf_text(&text);
}

static enum part part_of(const json_t *offer, const struct digest_line *line)
{
	if (json_is_true(json_object_get(offer, "is_over")))
		return PART_CLOSED;
	return line->is_shown ? PART_CHANGED : PART_NEW;
}

static void add_line(struct task *task, json_t *const lists[PARTS], json_t *offer,
		     const struct digest_line *line, enum organisation_type reader)
{
	enum part part = part_of(offer, line);
	json_t *entry = json_copy(offer);
	json_object_set_new(entry, "changes", json_string(part == PART_CHANGED ? line->changes : ""));
	if (part != PART_CLOSED)
		brief_answers(task, entry, "offer", line->offer, reader);
	json_array_append_new(lists[part], entry);
}

static int take_lines(struct task *task, struct draft *draft, enum organisation_type type,
		      json_t *const lists[PARTS], struct err *err)
{
	struct digest_line *lines;
	size_t count;
	const json_t *all = json_object_get(draft->data, "all");
	time_t made_at = (time_t)json_integer_value(json_object_get(draft->data, "made_at"));
	int rc = digest_lines(task->db, task->arena, draft->contact, made_at, &lines, &count, err);
	for (size_t i = 0; !rc && i < count; i++) {
		json_t *offer = json_object_get(all, lines[i].offer);
		if (!offer)
			continue;
		add_line(task, lists, offer, &lines[i], type);
		rc = digest_shown(task->db, lines[i].offer, draft->contact, made_at, err);
	}
	return rc;
}

int mailing_complete(struct task *task, struct draft *draft, bool *any, struct err *err)
{
	struct contact contact = {0};
	json_t *lists[PARTS];
	size_t counts[PARTS], total = 0;
	if (strcmp(draft->template, SERIES_DIGEST_DAILY.kind) != 0 &&
	    strcmp(draft->template, SERIES_DIGEST_WEEKLY.kind) != 0)
		return OK;
	for (size_t i = 0; i < PARTS; i++)
		lists[i] = json_array();
	int rc = contact_by_id(task->db, task->arena, draft->contact, &contact, err);
	if (!rc)
		rc = take_lines(task, draft, contact.type, lists, err);
	for (size_t i = 0; i < PARTS; i++) {
		total += counts[i] = json_array_size(lists[i]);
		present_list(draft->data, PART[i].name, lists[i]);
	}
	json_object_del(draft->data, "all");
	json_object_set_new(draft->data, "can_answer",
			    json_boolean(contact.type == ORGANISATION_MISSION_LOCALE &&
					 counts[PART_NEW] + counts[PART_CHANGED]));
	json_object_set_new(draft->data, "summary", json_string(summary_of(task, counts)));
	*any = total > 0;
	return rc;
}
