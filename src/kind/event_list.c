#include "kind/event_list.h"

#include "base/csv.h"
#include "base/phrases.h"

/* In display order. */
static const char *const ANSWERS[] = {"yes", "waiting", "maybe", "pending", "no"};

/* Quoted when necessary, and never a formula: guests write their comments. */
static void add_cell(struct buf *csv, const char *text, const char *end)
{
	if (csv_is_formula(text))
		csv_add_quoted(csv, arena_printf(csv->arena, "'%s", text));
	else if (strpbrk(text, ";\"\n"))
		csv_add_quoted(csv, text);
	else
		buf_adds(csv, text);
	buf_adds(csv, end);
}

/* Dates are written out in the letter and sortable in the file. */
static void add_row(struct arena *arena, struct buf *csv, json_t *rows, const struct attendance *guest,
		    const char *label)
{
	bool has_number = guest->participants > 0;
	const char *number = has_number ? arena_printf(arena, "%lld", (long long)guest->participants) : "";
	const char *comment = guest->comment ? guest->comment : "", *said = "", *sorted = "";
	if (guest->answered_at) {
		struct date day = date_of(time_of(guest->answered_at));
		said = date_french(arena, day);
		sorted = date_iso(arena, day);
	}
	add_cell(csv, guest->organisation, ";");
	add_cell(csv, guest->name, ";");
	add_cell(csv, label, ";");
	add_cell(csv, number, ";");
	add_cell(csv, comment, ";");
	add_cell(csv, sorted, "\r\n");
	json_array_append_new(rows, json_pack("{ss ss ss ss ss ss}", "organisation", guest->organisation,
					      "contact", guest->name, "answer", label, "participants", number,
					      "comment", comment, "answered_on", said));
}

static void add_total(json_t *totals, const char *label, size_t guests, int64_t participants)
{
	json_array_append_new(totals,
			      json_pack("{ss si si sb sb sb}", "label", label, "guests", (int)guests,
					"participants", (int)participants, "has_number", participants > 0,
					"is_one", guests == 1, "are_several", participants > 1));
}

/* Sets data's rows and totals, and makes the file. */
static int make(struct task *task, const struct event *event, json_t *data, struct buf *csv, struct err *err)
{
	struct attendance *guests;
	size_t count;
	int rc = attendances_of(task->db, task->arena, event->ref, &guests, &count, err);
	json_t *rows = json_array(), *totals = json_array();
	json_object_set_new(data, "rows", rows);
	json_object_set_new(data, "totals", totals);
	if (rc)
		return rc;
	buf_printf(csv, "\xef\xbb\xbf%s\r\n", phrase("column.of_answers"));
	for (size_t i = 0; i < ARRAY_SIZE(ANSWERS); i++) {
		size_t of_answer = 0;
		int64_t participants = 0;
		for (size_t j = 0; j < count; j++) {
			if (strcmp(guests[j].answer, ANSWERS[i]))
				continue;
			add_row(task->arena, csv, rows, &guests[j], phrase_of("answer", ANSWERS[i]));
			of_answer++;
			participants += guests[j].participants;
		}
		add_total(totals, phrase_of("total", ANSWERS[i]), of_answer, participants);
	}
	return OK;
}

static int send(struct task *task, const struct event *event, struct draft draft, struct err *err)
{
	struct buf csv = {.arena = task->arena};
	int rc = make(task, event, draft.data, &csv, err);
	struct enclosure file = {.name = arena_printf(task->arena, "%s.csv", event->ref),
				 .type = "text/csv; charset=UTF-8",
				 .content = buf_bytes(&csv)};
	draft.template = "event_list";
	draft.about = event->ref;
	draft.enclosure = &file;
	return rc ? rc : task_emit(task, &draft, err);
}

int event_list_answer(struct task *task, const struct event *event, struct err *err)
{
	struct draft draft = {.data = event_data(task, event),
			      .to_email = task->sender.email,
			      .to_name = task->sender.name,
			      .contact = task->sender.id,
			      .is_answer = true};
	int rc = send(task, event, draft, err);
	if (!rc)
		task_accept(task, event->ref, "list sent");
	return rc;
}

int event_list_send(struct task *task, const struct event *event, const struct contact *to,
		    const char *occasion, struct err *err)
{
	struct draft draft = {.data = event_data(task, event),
			      .to_email = to->email,
			      .to_name = to->name,
			      .contact = to->id,
			      .occasion = occasion};
	return send(task, event, draft, err);
}
