/* The operator's summary at 07:00 (specification section 7): what is new and needs a person, with the command
 * to type; and the head of the register of consent, so that a copy of it is kept outside (section 5). */
#include "mailings.h"
#include "period.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/anchor.h"
#include "db/operator_news.h"
#include "handle/present.h"

#include <stdlib.h>

enum { MOST_SHOWN = 20, REPLY_BYTES = 200 };

static const char MESSAGE[] = "operator_told.message", CONSENT[] = "operator_told.consent",
		  REPORT[] = "operator_told.report";

struct news {
	struct news_message *messages;
	size_t message_count;
	int64_t messages_total, last_message;
	struct news_letter *letters;
	size_t letter_count;
	int64_t letters_total;
	int64_t report, refused; /* year of a report refused since then, or 0; versions refused so far */
	int64_t consents;
	bool has_consents; /* more than in the last summary */
	char *head;
};

/* A number that the last summary stored under that name. */
static int mark(struct task *task, const char *name, int64_t *out, struct err *err)
{
	char *text;
	int rc = db_setting_get(task->db, task->arena, name, &text, err);
	*out = text ? strtoll(text, NULL, 10) : 0;
	return rc;
}

static int set_mark(struct task *task, const char *name, int64_t value, struct err *err)
{
	return db_setting_set(task->db, name, arena_printf(task->arena, "%lld", (long long)value), err);
}

static int gather(struct task *task, struct news *out, struct err *err)
{
	int64_t message, consent, refused;
	*out = (struct news){.head = ""};
	int rc = mark(task, MESSAGE, &message, err);
	if (rc || (rc = mark(task, CONSENT, &consent, err)) || (rc = mark(task, REPORT, &refused, err)) ||
	    (rc = news_refused_report(task->db, &out->report, &out->refused, err)) ||
	    (rc = news_messages(task->db, task->arena, message, MOST_SHOWN, &out->messages,
				&out->message_count, &out->messages_total, &out->last_message, err)) ||
	    (rc = news_letters(task->db, task->arena, MOST_SHOWN, &out->letters, &out->letter_count,
			       &out->letters_total, err)))
		return rc;
	if (task->options->key)
		rc = anchor_head(task->db, task->arena, task->options->key, &out->consents, &out->head, err);
	out->has_consents = out->consents > consent;
	if (out->refused <= refused)
		out->report = 0;
	return rc;
}

static json_t *message_row(struct task *task, const struct news_message *message)
{
	bool is_offer = message->is_held && message->ref && text_starts_with(message->ref, "OFF-");
	const char *id = is_offer ? message->ref : arena_printf(task->arena, "%lld", (long long)message->id);
	time_t at;
	json_t *row = json_pack("{ss ss ss ss}", "id", id, "organisation",
				message->organisation ? message->organisation : "", "tag",
				message->kind && *message->kind ? kind_tag(kind_by_name(message->kind)) : "",
				"reason", message->reason ? message->reason : "");
	json_object_set_new(row, "number",
			    json_string(arena_printf(task->arena, "%lld", (long long)message->id)));
	if (time_parse_rfc3339(message->received_at, &at))
		json_object_set_new(row, "at", json_string(date_french_time(task->arena, at)));
	return row;
}

/* Lists what needs a person. */
static int64_t waiting(const struct news *news)
{
	return news->messages_total + news->letters_total + (news->report ? 1 : 0);
}

static json_t *data_of(struct task *task, const struct news *news)
{
	json_t *data = task_data(task), *held = json_array(), *aside = json_array(), *letters = json_array();
	for (size_t i = 0; i < news->message_count; i++)
		json_array_append_new(news->messages[i].is_held ? held : aside,
				      message_row(task, &news->messages[i]));
	for (size_t i = 0; i < news->letter_count; i++)
		json_array_append_new(
		    letters, json_pack("{ss ss ss ss}", "id",
				       arena_printf(task->arena, "%lld", (long long)news->letters[i].id),
				       "letter", phrase_of("letter", news->letters[i].template),
				       "organisation", news->letters[i].organisation, "reply",
				       text_one_line(task->arena, news->letters[i].reply, REPLY_BYTES)));
	int64_t more =
	    news->messages_total + news->letters_total - (int64_t)(news->message_count + news->letter_count);
	present_list(data, "held", held);
	present_list(data, "aside", aside);
	present_list(data, "letters", letters);
	json_object_set_new(data, "more", more ? json_integer(more) : json_null());
	int64_t total = waiting(news);
	json_object_set_new(data, "report", news->report ? json_integer(news->report) : json_null());
	json_object_set_new(data, "count", json_integer(total));
	json_object_set_new(data, "is_one", json_boolean(total == 1));
	json_object_set_new(data, "has_work", json_boolean(total > 0));
	json_object_set_new(data, "has_consents", json_boolean(news->has_consents));
	json_object_set_new(data, "consents", json_integer(news->consents));
	json_object_set_new(data, "head", json_string(news->head));
	return data;
}

static int send(struct task *task, const struct period *period, const struct news *news, struct err *err)
{
	json_t *data = data_of(task, news);
	json_object_set_new(data, "day", json_string(date_french(task->arena, period->date)));
	struct draft draft = {
	    .template = "operator_summary",
	    .data = data,
	    .to_email = task->options->operator_address,
	    .to_name = "",
	    .about = period->name,
	    .occasion = arena_printf(task->arena, "%s:%s", period->kind, period->name),
	};
	int rc = task_emit(task, &draft, err);
	if (rc || (rc = set_mark(task, MESSAGE, news->last_message, err)) ||
	    (rc = set_mark(task, CONSENT, news->consents, err)) ||
	    (rc = set_mark(task, REPORT, news->refused, err)))
		return rc;
	return news_letters_told(task->db, err);
}

int operator_summary_next(struct task *task, bool *did, struct err *err)
{
	struct period period;
	struct news news;
	int rc = period_owed(task, &SERIES_OPERATOR_SUMMARY, &period, did, err);
	if (rc || !*did)
		return rc;
	if (text_is_blank(task->options->operator_address))
		return period_close(task, &period, 0, "nobody to tell", err);
	if ((rc = gather(task, &news, err)))
		return rc;
	if (!waiting(&news) && !news.has_consents)
		return period_close(task, &period, 0, "nothing to say", err);
	rc = send(task, &period, &news, err);
	return rc ? rc : period_close(task, &period, 1, NULL, err);
}
