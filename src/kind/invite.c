#include "invite.h"
#include "audience.h"
#include "handle/present.h"
#include "handle/task.h"

#include "base/text.h"

/* Who hears of whose events (agreement Art. 3 and specification section 6): the organiser's kind, whom it
 * tells, and whether only those whose territory holds the place. */
static const struct {
	enum organisation_type organiser, told;
	bool by_territory;
} AUDIENCES[] = {
    {ORGANISATION_IMS, ORGANISATION_MISSION_LOCALE, true},
    {ORGANISATION_ANTENNE, ORGANISATION_MISSION_LOCALE, true},
    {ORGANISATION_ENTREPRISE, ORGANISATION_MISSION_LOCALE, true},
    {ORGANISATION_MISSION_LOCALE, ORGANISATION_ENTREPRISE, true},
    {ORGANISATION_MISSION_LOCALE, ORGANISATION_IMS, false},
    {ORGANISATION_ASSOCIATION_REGIONALE, ORGANISATION_ENTREPRISE, true},
    {ORGANISATION_ASSOCIATION_REGIONALE, ORGANISATION_IMS, false},
    {ORGANISATION_CNML, ORGANISATION_IMS, false},
};

/* In this order they are told; a territory alone means the first. */
static const enum organisation_type TARGETS[] = {
    ORGANISATION_MISSION_LOCALE, ORGANISATION_ASSOCIATION_REGIONALE,
    ORGANISATION_ENTREPRISE,	 ORGANISATION_IMS,
    ORGANISATION_ANTENNE,	 ORGANISATION_CNML};

/* The territory codes among the words of `Invités`, separated by spaces; NULL when there are none. */
static const char *codes_of(struct task *task, const char *targets)
{
	struct buf codes = {.arena = task->arena};
	for (const char *at = targets; *at;) {
		size_t length = strcspn(at, " ");
		if (*at >= 'A' && *at <= 'Z')
			buf_printf(&codes, "%s%.*s", codes.length ? " " : "", (int)length, at);
		at += length;
		at += strspn(at, " ");
	}
	return codes.length ? buf_text(&codes) : NULL;
}

/* `Invités` names kinds of organisation, territories, or both; a kind without a territory is that kind
 * everywhere. */
static int named_audience(struct task *task, const char *targets, struct contact_list *out, struct err *err)
{
	const char *codes = codes_of(task, targets);
	bool names_kind = false;
	int rc = OK;
	for (size_t i = 0; i < ARRAY_SIZE(TARGETS); i++)
		names_kind = names_kind || text_has_word(targets, organisation_type_name(TARGETS[i]));
	for (size_t i = 0; !rc && i < ARRAY_SIZE(TARGETS); i++) {
		if (names_kind ? !text_has_word(targets, organisation_type_name(TARGETS[i])) : i != 0)
			continue;
		struct audience audience = {.type = TARGETS[i], .list = "evenements", .overlaps = codes};
		rc = task_audience(task, &audience, out, err);
	}
	return rc;
}

static void leave_out_sender(struct task *task, struct contact_list *list)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++)
		if (list->rows[i].id != task->sender.id)
			list->rows[kept++] = list->rows[i];
	list->count = kept;
}

int invite_audience(struct task *task, const struct place *place, struct contact_list *out, struct err *err)
{
	const char *targets = form_get(task->form, "targets");
	int rc = OK;
	if (!text_is_blank(targets)) {
		rc = named_audience(task, targets, out, err);
	} else {
		for (size_t i = 0; !rc && i < ARRAY_SIZE(AUDIENCES); i++) {
			if (AUDIENCES[i].organiser != task->sender.type)
				continue;
			struct audience audience = {.type = AUDIENCES[i].told,
						    .list = "evenements",
						    .holds = AUDIENCES[i].by_territory ? place : NULL};
			rc = task_audience(task, &audience, out, err);
		}
	}
	leave_out_sender(task, out);
	return rc;
}

static const struct {
	const char *type, *label;
} TYPES[] = {
    {"forum", "Forum"},
    {"visit", "Visite d’entreprise"},
    {"workshop", "Atelier de simulation"},
    {"trade_meeting", "Rencontre métiers"},
    {"training", "Journée training"},
    {"job_meeting", "Rencontre emploi"},
    {"meeting", "Réunion"},
    {"other", "Événement"},
};

static const char *type_label(const char *type)
{
	for (size_t i = 0; i < ARRAY_SIZE(TYPES); i++)
		if (!strcmp(TYPES[i].type, type))
			return TYPES[i].label;
	return "Événement";
}

static time_t time_of(const char *utc)
{
	time_t time = 0;
	if (utc)
		time_parse_rfc3339(utc, &time);
	return time;
}

json_t *event_data(struct task *task, const struct event *event)
{
	json_t *data = task_data(task);
	struct date deadline;
	json_object_set_new(data, "ref", json_string(event->ref));
	json_object_set_new(data, "title", json_string(event->title));
	json_object_set_new(data, "type", json_string(type_label(event->type)));
	json_object_set_new(data, "starts",
			    json_string(date_french_time(task->arena, time_of(event->starts_at))));
	if (event->ends_at)
		json_object_set_new(data, "ends",
				    json_string(date_french_time(task->arena, time_of(event->ends_at))));
	json_object_set_new(data, "place", json_string(event->place));
	json_object_set_new(data, "organiser", json_string(event->organiser_name));
	json_object_set_new(data, "description", json_string(event->description ? event->description : ""));
	if (event->capacity >= 0)
		json_object_set_new(data, "capacity", json_integer(event->capacity));
	if (event->quota >= 0)
		json_object_set_new(data, "quota", json_integer(event->quota));
	if (event->deadline && date_parse_iso(event->deadline, &deadline))
		json_object_set_new(data, "deadline", json_string(date_french(task->arena, deadline)));
	return data;
}

static void add_answers(struct task *task, json_t *data, const struct event *event)
{
	const char *subject = arena_printf(task->arena, "[REPONSE %s]", event->ref);
	present_button(data, "Je participe", subject, "Réponse : oui\nNombre de jeunes : \n");
	present_button(data, "Peut-être", subject, "Réponse : peut-être\nNombre de jeunes : \n");
	present_button(data, "Je ne participe pas", subject, "Réponse : non\n");
}

static int invite(struct task *task, const struct event *event, const char *template, const char *method,
		  json_t *data, const char *email, const char *name, int64_t contact, struct err *err)
{
	struct invitation invitation = {
	    .method = method,
	    .uid = event->uid,
	    .summary = event->title,
	    .location = event->place,
	    .description = event->description ? event->description : "",
	    .organiser_name = event->organiser_name,
	    .sequence = event->sequence,
	    .starts_at = time_of(event->starts_at),
	    .ends_at = time_of(event->ends_at),
	};
	struct draft draft = {
	    .template = template,
	    .data = data,
	    .to_email = email,
	    .to_name = name,
	    .contact = contact,
	    .about = event->ref,
	    .list = "evenements",
	    .invitation = &invitation,
	};
	return task_emit(task, &draft, err);
}

int invite_all(struct task *task, const struct event *event, const struct contact_list *guests,
	       struct err *err)
{
	json_t *data = event_data(task, event);
	add_answers(task, data, event);
	int rc = OK;
	for (size_t i = 0; !rc && i < guests->count; i++) {
		const struct contact *guest = &guests->rows[i];
		rc = attendance_add(task->db, event->ref, guest->id, err);
		if (!rc)
			rc = invite(task, event, "invitation", "REQUEST", data, guest->email, guest->name,
				    guest->id, err);
	}
	return rc;
}

int invite_again(struct task *task, const struct event *event, const char *template, const char *method,
		 size_t *count, struct err *err)
{
	struct attendance *guests;
	int rc = attendances_of(task->db, task->arena, event->ref, &guests, count, err);
	json_t *data = event_data(task, event);
	json_object_set_new(data, "is_change", json_true());
	if (!strcmp(method, "REQUEST"))
		add_answers(task, data, event);
	for (size_t i = 0; !rc && i < *count; i++)
		rc = invite(task, event, template, method, data, guests[i].email, guests[i].name,
			    guests[i].contact, err);
	return rc;
}
