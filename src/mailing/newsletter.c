/* The newsletter (agreement Art. 3, first commitment but one of each side; specification section 7): on the
 * first working day of the month, new articles, offers, events and calls go to each reader in one letter. Its
 * items are stored once; then the readers of each item are decided, and the letters are sent in slices, each
 * committed with its position. */
#include "newsletter.h"
#include "mailing.h"
#include "mailings.h"
#include "partners.h"
#include "period.h"

#include "base/io.h"
#include "base/phrases.h"
#include "base/text.h"
#include "db/agreement.h"
#include "db/articles.h"
#include "db/calls.h"
#include "handle/present.h"
#include "kind/brief.h"

enum {
	SLICE = 50,    /* most letters in one transaction */
	SLICE_MS = 40, /* longest time that a slice locks the register */
	EVENT_DAYS = 60,
	DAY_S = 86400
};

/* --- its items --- */

static int add_item(struct task *task, const char *newsletter, int64_t *position, const char *part,
		    const char *ref, const json_t *data, struct err *err)
{
	char *text = json_dumps(data, JSON_COMPACT);
	bool is_article = !strcmp(part, "article");
	struct newsletter_item item = {.position = ++*position,
				       .part = part,
				       .ref = ref,
				       .data = text,
				       .is_for_all = is_article,
				       .is_addressed = is_article};
	int rc = newsletter_item_add(task->db, newsletter, &item, err);
	free(text);
	return rc;
}

static int add_articles(struct task *task, const char *newsletter, int64_t *position, struct err *err)
{
	struct article *articles;
	size_t count;
	int rc = articles_waiting(task->db, task->arena, &articles, &count, err);
	for (size_t i = 0; !rc && i < count; i++) {
		json_t *data = task_data(task);
		struct contact author;
		if ((rc = contact_by_id(task->db, task->arena, articles[i].author, &author, err)))
			break;
		json_object_set_new(data, "ref", json_string(articles[i].ref));
		json_object_set_new(data, "organisation", json_string(author.organisation));
		json_object_set_new(data, "title", json_string(articles[i].title));
		json_object_set_new(data, "text", json_string(articles[i].text));
		json_object_set_new(data, "rubric",
				    json_string(articles[i].rubric ? articles[i].rubric : ""));
		json_object_set_new(data, "link", json_string(articles[i].link ? articles[i].link : ""));
		rc = add_item(task, newsletter, position, "article", articles[i].ref, data, err);
	}
	return rc;
}

static int add_offers(struct task *task, const char *newsletter, int64_t *position, struct err *err)
{
	char **refs;
	size_t count;
	json_t *data;
	int rc = newsletter_offers(task->db, task->arena, &refs, &count, err);
	for (size_t i = 0; !rc && i < count; i++)
		if (!(rc = brief_offer(task, refs[i], &data, err)))
			rc = add_item(task, newsletter, position, "offer", refs[i], data, err);
	return rc;
}

static int add_events(struct task *task, const char *newsletter, int64_t *position, struct err *err)
{
	char **refs;
	size_t count;
	json_t *data;
	int rc = newsletter_events(task->db, task->arena, task->now, task->now + (time_t)EVENT_DAYS * DAY_S,
				   &refs, &count, err);
	for (size_t i = 0; !rc && i < count; i++)
		if (!(rc = brief_event(task, refs[i], &data, err)))
			rc = add_item(task, newsletter, position, "event", refs[i], data, err);
	return rc;
}

static int add_calls(struct task *task, const char *newsletter, int64_t *position, struct err *err)
{
	char **refs;
	size_t count;
	json_t *data;
	int rc = calls_open(task->db, task->arena, &refs, &count, err);
	for (size_t i = 0; !rc && i < count; i++)
		if (!(rc = brief_call(task, refs[i], &data, err)))
			rc = add_item(task, newsletter, position, "call", refs[i], data, err);
	return rc;
}

int newsletter_make(struct task *task, const char *period, time_t due_at, struct newsletter *out,
		    struct err *err)
{
	int64_t position = 0;
	bool any;
	int rc = newsletter_any(task->db, &any, err);
	if (rc)
		return rc;
	*out = (struct newsletter){.ref = arena_printf(task->arena, "LET-%s", period),
				   .period = period,
				   .due_at = due_at,
				   .made_at = task->now,
				   .is_first = !any};
	if ((rc = newsletter_add(task->db, out, err)) ||
	    (rc = add_articles(task, out->ref, &position, err)) ||
	    (rc = add_offers(task, out->ref, &position, err)) ||
	    (rc = add_events(task, out->ref, &position, err)))
		return rc;
	return add_calls(task, out->ref, &position, err);
}

/* The readers of an entry of that part; articles are for all. */
static const struct {
	const char *part;
	int (*find)(struct task *task, const char *ref, const char *list, struct contact_list *out,
		    struct err *err);
} READERS[] = {{"offer", brief_offer_readers}, {"event", brief_event_readers}, {"call", brief_call_readers}};

int newsletter_settle_next(struct task *task, const char *ref, struct err *err)
{
	struct newsletter_item item;
	struct contact_list readers = {0};
	int rc = newsletter_item_next(task->db, task->arena, ref, &item, err);
	if (rc)
		return rc;
	for (size_t i = 0; !rc && i < ARRAY_SIZE(READERS); i++)
		if (!strcmp(item.part, READERS[i].part))
			rc = READERS[i].find(task, item.ref, "newsletter", &readers, err);
	for (size_t i = 0; !rc && i < readers.count; i++)
		rc = newsletter_address(task->db, ref, item.position, readers.rows[i].id, err);
	return rc ? rc : newsletter_item_settle(task->db, ref, item.position, err);
}

/* --- the letter of a reader --- */

/* "janvier 2027" and "d’avril 2027". */
static void add_month(struct task *task, json_t *data, const char *period)
{
	struct date first;
	if (!date_parse_iso(arena_printf(task->arena, "%s-01", period), &first))
		return;
	const char *month = date_french_month(task->arena, first);
	json_object_set_new(data, "month", json_string(month));
	json_object_set_new(
	    data, "of_month",
	    json_string(arena_printf(task->arena, "%s%s", strchr("ao", *month) ? "d’" : "de ", month)));
}

/* "2 articles, 1 offre d’emploi". */
static const char *summary_of(struct task *task, const json_t *data)
{
	static const struct {
		const char *part, *one, *several;
	} PARTS[] = {{"articles", "newsletter.one_article", "newsletter.articles"},
		     {"offers", "newsletter.one_offer", "newsletter.offers"},
		     {"events", "newsletter.one_event", "newsletter.events"},
		     {"calls", "newsletter.one_call", "newsletter.calls"}};
	struct buf text = {.arena = task->arena};
	for (size_t i = 0; i < ARRAY_SIZE(PARTS); i++) {
		size_t count = json_array_size(json_object_get(data, PARTS[i].part));
		if (count)
			buf_printf(&text, "%s%s", text.length ? ", " : "",
				   present_counted(task->arena, count, PARTS[i].one, PARTS[i].several));
	}
	return buf_text(&text);
}

int newsletter_data(struct task *task, const struct newsletter *newsletter, const struct contact *reader,
		    json_t **out, struct err *err)
{
	struct newsletter_item *items;
	size_t count;
	int rc = newsletter_items(task->db, task->arena, newsletter->ref, reader->id, &items, &count, err);
	*out = NULL;
	if (rc || (!count && !newsletter->is_first))
		return rc;
	json_t *data = task_data(task);
	static const char *const LISTS[][2] = {
	    {"article", "articles"}, {"offer", "offers"}, {"event", "events"}, {"call", "calls"}};
	for (size_t l = 0; l < ARRAY_SIZE(LISTS); l++) {
		json_t *list = json_array();
		for (size_t i = 0; i < count; i++) {
			json_t *entry =
			    strcmp(items[i].part, LISTS[l][0]) ? NULL : json_loads(items[i].data, 0, NULL);
			if (!entry)
				continue;
			brief_answers(task, entry, items[i].part, items[i].ref, reader->type);
			json_array_append_new(list, entry);
		}
		present_list(data, LISTS[l][1], list);
	}
	json_object_set_new(data, "has_answers",
			    json_boolean(json_array_size(json_object_get(data, "offers")) ||
					 json_array_size(json_object_get(data, "events")) ||
					 json_array_size(json_object_get(data, "calls"))));
	add_month(task, data, newsletter->period);
	partners_add_sites(task, data);
	json_object_set_new(data, "ref", json_string(newsletter->ref));
	json_object_set_new(data, "is_first", json_boolean(newsletter->is_first));
	if (newsletter->is_first)
		partners_add_signature(task, data);
	json_object_set_new(data, "summary", json_string(summary_of(task, data)));
	*out = data;
	return OK;
}

int newsletter_preview(struct task *task, const char *period, const struct contact *reader, json_t **out,
		       struct err *err)
{
	const char *ref = arena_printf(task->arena, "LET-%s", period);
	const struct contact everybody = {0};
	struct newsletter newsletter;
	struct date first;
	if (!date_parse_iso(arena_printf(task->arena, "%s-01", period), &first))
		return err_set(err, ERR_USAGE, "%s: a month is 2027-01", period);
	int rc = newsletter_get(task->db, task->arena, ref, &newsletter, err);
	if (rc == ERR_NOT_FOUND) {
		rc = newsletter_make(task, period,
				     series_due_on(&SERIES_NEWSLETTER, date_first_working(first)),
				     &newsletter, err);
		while (!rc)
			rc = newsletter_settle_next(task, ref, err);
	}
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	rc = newsletter_data(task, &newsletter, reader ? reader : &everybody, out, err);
	return rc || *out ? rc : err_set(err, ERR_NOT_FOUND, "%s: nothing for this reader", ref);
}

/* --- by the calendar --- */

static int send_slice(struct task *task, struct newsletter *newsletter, bool *is_over, struct err *err)
{
	long long until_ms = io_now_ms() + SLICE_MS;
	struct contact *readers;
	size_t count;
	int rc =
	    newsletter_readers(task->db, task->arena, newsletter->last_reader, SLICE, &readers, &count, err);
	*is_over = !rc && !count;
	for (size_t i = 0; !rc && i < count && (!i || io_now_ms() < until_ms); i++) {
		json_t *data;
		newsletter->last_reader = readers[i].id;
		if ((rc = newsletter_data(task, newsletter, &readers[i], &data, err)) || !data)
			continue;
		struct draft draft = {.template = "newsletter",
				      .data = data,
				      .to_email = readers[i].email,
				      .to_name = readers[i].name,
				      .contact = readers[i].id,
				      .about = newsletter->ref,
				      .occasion =
					  arena_printf(task->arena, "newsletter:%s", newsletter->period),
				      .list = "newsletter"};
		rc = task_emit(task, &draft, err);
		newsletter->recipients++;
	}
	return rc;
}

static int finish(struct task *task, struct newsletter *newsletter, struct err *err)
{
	struct period period = {
	    .kind = "newsletter", .name = newsletter->period, .due_at = newsletter->due_at};
	newsletter->is_done = true;
	int rc = newsletter->recipients ? newsletter_publish(task->db, newsletter->ref, err)
					: newsletter_forget_items(task->db, newsletter->ref, err);
	return rc ? rc
		  : period_close(task, &period, newsletter->recipients,
				 newsletter->recipients ? NULL : "nothing to say", err);
}

/* The next step for the newsletter being sent. */
static int go_on(struct task *task, struct newsletter *newsletter, struct err *err)
{
	bool is_over;
	const char *ended;
	int rc = agreement_ended(task->db, task->arena, task->now, &ended, err);
	if (rc)
		return rc;
	is_over = ended != NULL; /* the agreement has ended: nobody gets it any more */
	if (!is_over && (rc = newsletter_settle_next(task, newsletter->ref, err)) != ERR_NOT_FOUND)
		return rc;
	rc = is_over ? OK : send_slice(task, newsletter, &is_over, err);
	if (!rc && is_over)
		rc = finish(task, newsletter, err);
	return rc ? rc : newsletter_update(task->db, newsletter, err);
}

int newsletter_next(struct task *task, bool *did, struct err *err)
{
	struct newsletter newsletter;
	struct period period;
	*did = true;
	int rc = newsletter_unfinished(task->db, task->arena, &newsletter, err);
	if (rc != ERR_NOT_FOUND)
		return rc ? rc : go_on(task, &newsletter, err);
	rc = period_owed(task, &SERIES_NEWSLETTER, &period, did, err);
	return rc || !*did ? rc : newsletter_make(task, period.name, period.due_at, &newsletter, err);
}
