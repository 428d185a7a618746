/* Letters about a call: to those asked, to the asker, and at its end. */
#include "calls.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/diagnostics.h"
#include "handle/dispatch.h"
#include "kind/event.h"

static const char *day_words(struct arena *arena, const char *day)
{
	struct date date;
	return day && date_parse_iso(day, &date) ? date_french(arena, date) : "";
}

static const char *when_words(struct task *task, const struct call *call)
{
	struct date day;
	const struct event meeting = {.zone = call->zone};
	if (!call->starts_at || date_parse_iso(call->starts_at, &day))
		return day_words(task->arena, call->starts_at);
	return event_when(task, &meeting, time_of(call->starts_at), time_of(call->ends_at));
}

/* "3 000", in groups of three digits. */
static const char *grouped(struct arena *arena, int64_t number)
{
	const char *digits = arena_printf(arena, "%lld", (long long)number);
	struct buf text = {.arena = arena};
	for (size_t left = strlen(digits); left; left--) {
		buf_addc(&text, digits[strlen(digits) - left]);
		if (left > 1 && left % 3 == 1)
			buf_adds(&text, "\u202f");
	}
	return buf_text(&text);
}

/* "10 parrains ou marraines", "5 jours", "3 000 €". */
static const char *needed_words(struct task *task, const struct call *call)
{
	static const struct {
		const char *kind, *one, *several;
	} NEEDED[] = {{"mentoring", "needed.mentoring.one", "needed.mentoring"},
		      {"skills", "needed.skills.one", "needed.skills"},
		      {"financial", "needed.financial.one", "needed.financial"}};
	for (size_t i = 0; call->needed > 0 && i < ARRAY_SIZE(NEEDED); i++)
		if (!strcmp(call->kind, NEEDED[i].kind))
			return call->needed == 1 ? phrase(NEEDED[i].one)
						 : phrase_with(task->arena, NEEDED[i].several, "count",
							       grouped(task->arena, call->needed), NULL);
	return "";
}

static int place_words(struct task *task, const struct call *call, const char **out, struct err *err)
{
	const struct place place = call_place(call);
	return task_place_words(task, &place, call->place, out, err);
}

static void add_fact(json_t *facts, const char *label, const char *value)
{
	if (!text_is_blank(value))
		present_fact(facts, label, value);
}

/* The meeting and the diagnostic named in a call for a speaker. */
static int add_records(struct task *task, const struct call *call, json_t *facts, struct err *err)
{
	struct event event;
	struct diagnostic diagnostic;
	int rc = call->event ? event_get(task->db, task->arena, call->event, &event, err) : OK;
	if (!rc && call->event)
		add_fact(facts, phrase("field.meeting"),
			 arena_printf(task->arena, "%s (%s)", event.title, event.ref));
	if (!rc && call->diagnostic)
		rc = diagnostic_get(task->db, task->arena, call->diagnostic, &diagnostic, err);
	if (!rc && call->diagnostic)
		add_fact(facts, phrase("field.diagnostic"),
			 arena_printf(task->arena, "%s (%s)", diagnostic.title, diagnostic.ref));
	return rc == ERR_NOT_FOUND ? OK : rc;
}

/* The lines that say what is wanted. */
static int add_facts(struct task *task, const struct call *call, const char *organisation, json_t *data,
		     struct err *err)
{
	const char *place = "";
	json_t *facts = json_array();
	int rc = place_words(task, call, &place, err);
	present_text(data, "place", place);
	add_fact(facts, phrase("call.asker"), organisation);
	add_fact(facts, phrase("call.need"), needed_words(task, call));
	add_fact(facts, phrase("field.theme"), call->theme);
	add_fact(facts, phrase("label.when"), when_words(task, call));
	add_fact(facts, phrase("label.where"), place);
	if (!rc)
		rc = add_records(task, call, facts, err);
	add_fact(facts, phrase("field.contact"), call->contact);
	present_list(data, "facts", facts);
	return rc;
}

int call_data(struct task *task, const struct call *call, json_t **out, struct err *err)
{
	json_t *data = *out = task_data(task);
	struct contact asker;
	int rc = contact_by_id(task->db, task->arena, call->asker, &asker, err);
	if (rc)
		return rc;
	present_text(data, "ref", call->ref);
	present_text(data, "tag", kind_tag(call_type_of(call->ref)->form));
	present_text(data, "title", call->title);
	present_text(data, "description", call->description);
	present_text(data, "what", phrase_of("call.what", call->kind));
	present_text(data, "seeks", phrase_of("call.seeks", call->kind));
	present_text(data, "organisation", asker.organisation);
	present_text(data, "asker_name", asker.name);
	present_text(data, "asker_email", asker.email);
	present_text(data, "deadline", day_words(task->arena, call->deadline));
	present_text(data, "contact", call->contact);
	json_object_set_new(data, "is_speaker", json_boolean(!strcmp(call->kind, "speaker")));
	return add_facts(task, call, asker.organisation, data, err);
}

void call_answers(struct task *task, json_t *data, const struct call *call, const char *given)
{
	const char *subject = arena_printf(task->arena, "[REPONSE %s]", call->ref);
	bool is_speaker = !strcmp(call->kind, "speaker");
	const struct {
		const char *answer, *label, *body;
	} answers[] = {{"yes", "button.call_yes", is_speaker ? "body.speaker_yes" : "body.call_yes"},
		       {"maybe", "button.call_maybe", "body.call_maybe"},
		       {"no", "button.call_no", "body.call_no"}};
	for (size_t i = 0; i < ARRAY_SIZE(answers); i++) {
		const char *label = phrase(answers[i].label), *body = phrase(answers[i].body);
		if (!given)
			present_button(data, label, subject, body);
		else if (strcmp(given, answers[i].answer) != 0)
			present_aside_button(data, label, subject, body);
	}
}

/* --- to those asked --- */

static int send(struct task *task, const struct call *call, const char *template, bool asks,
		const struct contact_list *to, struct err *err)
{
	json_t *data;
	int rc = call_data(task, call, &data, err);
	if (rc)
		return rc;
	if (asks)
		call_answers(task, data, call, NULL);
	struct reader_of *readers = arena_array(task->arena, to->count, sizeof *readers);
	for (size_t i = 0; i < to->count; i++)
		readers[i] = (struct reader_of){
		    .contact = to->rows[i].id, .email = to->rows[i].email, .name = to->rows[i].name};
	const struct draft draft = {
	    .template = template, .data = data, .about = call->ref, .list = call_list(call)};
	return task_emit_each(task, &draft, readers, to->count, err);
}

int call_tell(struct task *task, const struct call *call, const struct contact_list *asked,
	      const struct contact_list *observers, struct err *err)
{
	int rc = send(task, call, "call", true, asked, err);
	return rc ? rc : send(task, call, "call_copy", false, observers, err);
}

/* --- to the asker --- */

int call_asker(struct task *task, const struct call *call, struct contact *out, struct err *err)
{
	struct contact *colleagues;
	size_t count;
	int rc = contact_by_id(task->db, task->arena, call->asker, out, err);
	if (rc || (out->is_active && !out->is_bounced))
		return rc;
	rc = contacts_of(task->db, task->arena, out->organisation_id, &colleagues, &count, err);
	if (rc || !count)
		return rc ? rc : err_set(err, ERR_NOT_FOUND, "nobody there is served");
	*out = colleagues[0];
	return OK;
}

int call_write_to_asker(struct task *task, const struct call *call, struct draft *draft, struct err *err)
{
	struct contact asker;
	int rc = call_asker(task, call, &asker, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	draft->to_email = asker.email;
	draft->to_name = asker.name;
	draft->contact = asker.id;
	draft->about = call->ref;
	if (!draft->thread) {
		draft->thread = call->ref;
		draft->invites = call_type_of(call->ref)->form;
	}
	return task_emit(task, draft, err);
}

/* `chosen`: addresses that the form already contains. */
static void add_end_buttons(struct task *task, json_t *data, const struct call *call, const char *chosen)
{
	const char *subject =
	    arena_printf(task->arena, "[%s %s]", kind_tag(call_type_of(call->ref)->form), call->ref);
	present_aside_button(data, phrase("button.call_filled"), subject,
			     phrase_with(task->arena, "body.call_filled", "chosen", chosen, NULL));
	present_destructive_button(data, phrase("button.call_cancel"), subject, phrase("body.call_cancel"));
}

/* The sender answers it with the call's own tag. */
static int answer_sender(struct task *task, const struct call *call, json_t *data, struct err *err)
{
	struct draft draft = {.template = "call_acknowledgement",
			      .data = data,
			      .to_email = task->sender.email,
			      .to_name = task->sender.name,
			      .contact = task->sender.id,
			      .about = call->ref,
			      .thread = call->ref,
			      .invites = task->form->kind,
			      .is_answer = true};
	json_object_set_new(data, "notes", present_notes(task->form));
	return task_emit(task, &draft, err);
}

int call_acknowledge(struct task *task, const struct call *call, const struct contact_list *asked,
		     struct err *err)
{
	json_t *data;
	int rc = call_data(task, call, &data, err);
	if (rc)
		return rc;
	json_object_set_new(data, "is_new", json_true());
	present_contact_count(data, asked->count);
	present_list(data, "organisations", present_organisations(task->arena, asked));
	add_end_buttons(task, data, call, "");
	return answer_sender(task, call, data, err);
}

/* With a yes, name and address of the asker are given; questions are passed on by us. */
static void add_person(json_t *data, const struct response *response)
{
	bool is_yes = !strcmp(response->answer, "yes");
	present_text(data, "responder", response->organisation);
	present_text(data, "name", is_yes ? response->name : "");
	present_text(data, "email", is_yes ? response->email : "");
	present_text(data, "text", response->text);
	present_text(data, "speaker", response->speaker);
	json_object_set_new(data, "is_yes", json_boolean(is_yes));
	json_object_set_new(data, "is_maybe", json_boolean(!strcmp(response->answer, "maybe")));
	json_object_set_new(data, "is_no", json_boolean(!strcmp(response->answer, "no")));
}

/* The asker's answer goes to the responder. */
int call_tell_answer(struct task *task, const struct call *call, const struct response *response,
		     struct err *err)
{
	json_t *data;
	int rc = call_data(task, call, &data, err);
	if (rc)
		return rc;
	bool is_no = !strcmp(response->answer, "no");
	add_person(data, response);
	json_object_set_new(data, "intent", json_string(is_no ? "stop" : "action"));
	if (!is_no)
		add_end_buttons(task, data, call,
				strcmp(response->answer, "yes") ? response->organisation : response->email);
	struct draft draft = {.template = "response",
			      .data = data,
			      .invites = KIND_NOTE,
			      .thread = arena_printf(task->arena, "MSG-%lld", (long long)task->message)};
	return call_write_to_asker(task, call, &draft, err);
}

int call_acknowledge_answer(struct task *task, const struct call *call, const struct response *response,
			    struct err *err)
{
	json_t *data;
	int rc = call_data(task, call, &data, err);
	if (rc)
		return rc;
	add_person(data, response);
	present_text(data, "answer", phrase_of("call_answer", response->answer));
	call_answers(task, data, call, response->answer);
	return task_answer(task, "response_acknowledgement", data, call->ref, err);
}

bool call_is_silent(const struct response *responses, size_t count, size_t which)
{
	bool is_silent = responses[which].is_asked;
	for (size_t i = 0; is_silent && i < count; i++)
		is_silent =
		    responses[i].organisation_id != responses[which].organisation_id || !responses[i].answer;
	return is_silent;
}

void call_add_responses(struct task *task, json_t *data, const struct call *call,
			const struct response *responses, size_t count)
{
	static const char *const ANSWERS[] = {"yes", "maybe", "no"};
	json_t *rows = json_array();
	struct buf chosen = {.arena = task->arena};
	size_t silent = 0, counts[ARRAY_SIZE(ANSWERS)] = {0};
	for (size_t i = 0; i < count; i++) {
		const struct response *response = &responses[i];
		silent += call_is_silent(responses, count, i);
		if (!response->answer)
			continue;
		json_t *row = json_object();
		add_person(row, response);
		present_text(row, "answer", phrase_of("call_answer", response->answer));
		json_array_append_new(rows, row);
		for (size_t a = 0; a < ARRAY_SIZE(ANSWERS); a++)
			counts[a] += !strcmp(response->answer, ANSWERS[a]);
		if (!strcmp(response->answer, "yes"))
			buf_printf(&chosen, "%s%s", chosen.length ? ", " : "", response->email);
	}
	for (size_t a = 0; a < ARRAY_SIZE(ANSWERS); a++)
		json_object_set_new(data, arena_printf(task->arena, "count_%s", ANSWERS[a]),
				    json_integer((json_int_t)counts[a]));
	json_object_set_new(data, "has_yes", json_boolean(counts[0] > 0));
	json_object_set_new(data, "count_silent", json_integer((json_int_t)silent));
	present_list(data, "rows", rows);
	add_end_buttons(task, data, call, buf_text(&chosen));
}

/* --- its end --- */

static int tell_one(struct task *task, const struct call *call, const char *template,
		    const struct response *response, struct err *err)
{
	json_t *data;
	int rc = call_data(task, call, &data, err);
	if (rc)
		return rc;
	struct draft draft = {.template = template,
			      .data = data,
			      .to_email = response->email,
			      .to_name = response->name,
			      .contact = response->contact,
			      .about = call->ref};
	return task_emit(task, &draft, err);
}

static int acknowledge_end(struct task *task, const struct call *call, size_t chosen, size_t others,
			   struct err *err)
{
	json_t *data;
	int rc = call_data(task, call, &data, err);
	if (rc)
		return rc;
	bool is_filled = !strcmp(call->status, "filled");
	json_object_set_new(data, is_filled ? "is_filled" : "is_cancelled", json_true());
	json_object_set_new(data, "has_told", json_boolean(chosen + others > 0));
	present_text(data, "chosen", chosen ? present_people(task->arena, (int64_t)chosen) : "");
	present_text(data, "others", others ? present_people(task->arena, (int64_t)others) : "");
	return answer_sender(task, call, data, err);
}

int call_tell_end(struct task *task, const struct call *call, const struct response *responses,
		  const bool *is_chosen, size_t count, struct err *err)
{
	bool is_filled = !strcmp(call->status, "filled");
	size_t chosen = 0, others = 0;
	int rc = OK;
	for (size_t i = 0; !rc && i < count; i++) {
		if (!responses[i].answer || !strcmp(responses[i].answer, "no") || !responses[i].is_served)
			continue;
		*(is_chosen[i] ? &chosen : &others) += 1;
		const char *template = !is_filled     ? "call_cancelled"
				       : is_chosen[i] ? "call_chosen"
						      : "call_thanks";
		rc = tell_one(task, call, template, &responses[i], err);
	}
	return rc ? rc : acknowledge_end(task, call, chosen, others, err);
}
