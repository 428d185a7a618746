/* Letters to the members of the steering committee. */
#include "kind/committee.h"

#include "base/phrases.h"
#include "base/text.h"
#include "kind/event.h"

enum { AGENDA_DAYS = 7, AGENDA_HOUR = 9 };

int committee_members(struct task *task, struct contact_list *out, struct err *err)
{
	static const char *const SIDES[] = {"ims", "cnml"};
	int rc = OK;
	for (size_t side = 0; !rc && side < ARRAY_SIZE(SIDES); side++) {
		struct contact *found;
		size_t count;
		rc = contacts_steering(task->db, task->arena, SIDES[side], &found, &count, err);
		for (size_t i = 0; !rc && i < count; i++)
			rc = list_contact(task->arena, out, &found[i]);
	}
	return rc;
}

static const struct event HERE = {0}; /* the configured zone */

const char *committee_when(struct task *task, const struct committee *committee)
{
	return event_when(task, &HERE, time_of(committee->starts_at), time_of(committee->ends_at));
}

const char *committee_on(struct task *task, const struct committee *committee)
{
	return event_on(task, &HERE, time_of(committee->starts_at), time_of(committee->ends_at));
}

json_t *committee_data(struct task *task, const struct committee *committee)
{
	json_t *data = task_data(task);
	present_text(data, "ref", committee->ref);
	json_object_set_new(data, "year", json_integer(committee->year));
	present_text(data, "when", committee_when(task, committee));
	present_text(data, "held_on", committee_on(task, committee));
	present_text(data, "day", date_french_brief(task->arena, time_of(committee->starts_at), NULL));
	present_text(data, "date", date_french(task->arena, date_of(time_of(committee->starts_at))));
	present_text(data, "place", committee->place);
	present_text(data, "agenda", committee->agenda);
	return data;
}

static const char *subject_of(struct task *task, const struct committee *committee)
{
	return arena_printf(task->arena, "[COMITE %s]", committee->ref);
}

void committee_item_button(struct task *task, json_t *data, const struct committee *committee)
{
	present_button(data, phrase("committee.item"), subject_of(task, committee),
		       phrase("body.committee.item"));
}

void committee_move_button(struct task *task, json_t *data, const struct committee *committee)
{
	present_aside_button(data, phrase("committee.move"), subject_of(task, committee),
			     phrase("body.committee.move"));
}

/* A copy of the data for one reader: only the sender sees what was understood of the form. */
static json_t *data_for(struct task *task, const struct committee_letter *letter, bool is_own)
{
	json_t *data = task_data(task);
	json_object_update(data, letter->data);
	json_object_set_new(data, "is_own", json_boolean(is_own));
	json_object_set_new(data, "by",
			    json_string(task->sender.organisation ? task->sender.organisation : ""));
	if (is_own && task->form)
		json_object_set_new(data, "notes", present_notes(task->form));
	return data;
}

/* Description and place are never empty, because some calendar programs require both. */
static const char *description_of(struct task *task, const struct committee *committee)
{
	const char *what = phrase_with(task->arena, "invite.committee", "ref", committee->ref, NULL);
	if (text_is_blank(committee->agenda))
		return what;
	return arena_printf(task->arena, "%s\n\n%s",
			    phrase_with(task->arena, "invite.agenda", "text", committee->agenda, NULL), what);
}

static struct invitation invitation_of(struct task *task, const struct committee *committee,
				       const char *method)
{
	return (struct invitation){
	    .method = method,
	    .uid = committee->uid,
	    .summary = phrase_with(task->arena, "committee.title", "year",
				   arena_printf(task->arena, "%lld", (long long)committee->year), NULL),
	    .location = text_is_blank(committee->place) ? phrase("invite.place.none") : committee->place,
	    .description = description_of(task, committee),
	    .organiser_name = phrase("committee.organiser"),
	    .sequence = committee->sequence,
	    .starts_at = time_of(committee->starts_at),
	    .ends_at = time_of(committee->ends_at),
	};
}

int committee_tell(struct task *task, const struct committee *committee,
		   const struct committee_letter *letter, size_t *count, struct err *err)
{
	struct contact_list members = {0};
	int rc = committee_members(task, &members, err);
	struct invitation invitation;
	if (letter->method)
		invitation = invitation_of(task, committee, letter->method);
	json_object_set_new(letter->data, "members", json_integer((json_int_t)members.count));
	for (size_t i = 0; !rc && i < members.count; i++) {
		bool is_own = members.rows[i].id == task->sender.id;
		struct draft draft = {.template = letter->template,
				      .data = data_for(task, letter, is_own),
				      .to_email = members.rows[i].email,
				      .to_name = members.rows[i].name,
				      .contact = members.rows[i].id,
				      .about = committee->ref,
				      .occasion = letter->occasion,
				      .is_answer = is_own,
				      .invitation = letter->method ? &invitation : NULL,
				      .enclosure = letter->enclosure};
		rc = task_emit(task, &draft, err);
	}
	*count = members.count;
	return rc;
}

struct committee_due committee_agenda_due(struct task *task, const struct committee *committee)
{
	time_t start = time_of(committee->starts_at);
	struct date day = date_add_days(date_of(start), -AGENDA_DAYS);
	time_t at = date_at(day, AGENDA_HOUR, 0);
	return (struct committee_due){
	    .period = arena_printf(task->arena, "%s/%s", committee->ref, date_iso(task->arena, day)),
	    .at = at,
	    .is_owed = at >= time_of(committee->started_from) &&
		       (!committee->closed_at || at < time_of(committee->closed_at)),
	};
}
