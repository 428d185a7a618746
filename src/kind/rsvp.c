/* Answers to invitations: yes, no or perhaps, with a number of young people and never a name (specification
 * section 6). Places are given in the order of the answers; who comes too late waits, and moves up when
 * somebody gives places back. */
#include "handle/task.h"
#include "handlers.h"
#include "invite.h"

#include "base/text.h"

static int refuse_reference(struct task *task, struct err *err)
{
	return task_refuse_because(
	    task, "ref", "Référence de l’événement", task->form->ref ? task->form->ref : "",
	    "Aucun événement à venir ne porte cette référence.",
	    "[REPONSE EVT-2026-0001] dans l’objet, avec la référence que donne l’invitation.", err);
}

static int refuse_uninvited(struct task *task, const struct event *event, struct err *err)
{
	return task_bar(task, "ref", "Invitation", event->ref,
			"Votre adresse ne figure pas parmi les invités de cet événement.",
			arena_printf(task->arena,
				     "Pour vous inscrire, demandez à l’organisateur (%s) de vous inviter, ou "
				     "répondez depuis l’adresse qui a reçu l’invitation.",
				     event->organiser_name),
			err);
}

static int64_t participants_of(const struct form *form, const char *answer)
{
	const char *value = form_get(form, "participants");
	if (!strcmp(answer, "no"))
		return 0;
	return text_is_blank(value) ? 1 : strtoll(value, NULL, 10);
}

static void check_limits(struct task *task, const struct event *event, const char *answer,
			 int64_t participants, int64_t of_organisation)
{
	struct date deadline;
	if (strcmp(answer, "yes"))
		return;
	if (event->deadline && date_parse_iso(event->deadline, &deadline) &&
	    date_compare(date_of(task->now), deadline) > 0)
		task_fault(task, "deadline", "Date limite d’inscription", date_french(task->arena, deadline),
			   "Les inscriptions sont closes.",
			   "Une réponse avant cette date\u00a0; écrivez à l’organisateur.");
	if (event->quota >= 0 && of_organisation + participants > event->quota)
		form_fault(task->form, "participants",
			   arena_printf(task->arena,
					"Places accordées à chaque organisme\u00a0: %lld. Déjà prises par "
					"le vôtre\u00a0: %lld.",
					(long long)event->quota, (long long)of_organisation));
	else if (event->capacity >= 0 && participants > event->capacity)
		form_fault(task->form, "participants",
			   arena_printf(task->arena, "Places en tout pour cet événement\u00a0: %lld.",
					(long long)event->capacity));
}

static int acknowledge(struct task *task, const struct event *event, const char *to_email,
		       const char *to_name, int64_t to_contact, const char *answer, int64_t participants,
		       bool is_promotion, struct err *err)
{
	json_t *data = event_data(task, event);
	json_object_set_new(data, arena_printf(task->arena, "is_%s", answer), json_true());
	json_object_set_new(data, "participants", json_integer(participants));
	json_object_set_new(data, "is_one", json_boolean(participants == 1));
	json_object_set_new(data, "is_promotion", json_boolean(is_promotion));
	if (!is_promotion)
		return task_answer(task, "rsvp_acknowledgement", data, event->ref, err);
	struct draft draft = {.template = "rsvp_acknowledgement",
			      .data = data,
			      .to_email = to_email,
			      .to_name = to_name,
			      .contact = to_contact,
			      .about = event->ref};
	return task_emit(task, &draft, err);
}

/* Gives freed places to those who wait, first come first served; one who needs more than is free is passed
 * over. */
static int promote(struct task *task, const struct event *event, struct err *err)
{
	struct attendance *all;
	size_t count;
	int64_t taken, ignored;
	if (event->capacity < 0)
		return OK;
	int rc = attendances_of(task->db, task->arena, event->ref, &all, &count, err);
	if (!rc)
		rc = attendance_totals(task->db, event->ref, 0, 0, &taken, &ignored, err);
	for (size_t i = 0; !rc && i < count; i++) {
		if (strcmp(all[i].answer, "waiting") || taken + all[i].participants > event->capacity)
			continue;
		taken += all[i].participants;
		rc = attendance_set(task->db, event->ref, all[i].contact, "yes", all[i].participants,
				    all[i].answered_at, err);
		if (!rc)
			rc = acknowledge(task, event, all[i].email, all[i].name, all[i].contact, "yes",
					 all[i].participants, true, err);
	}
	return rc;
}

int handle_rsvp(struct task *task, struct err *err)
{
	struct event event;
	struct attendance attendance;
	int64_t taken, of_organisation;
	if (!task->form->ref)
		return refuse_reference(task, err);
	int rc = event_get(task->db, task->arena, task->form->ref, &event, err);
	if (rc == ERR_NOT_FOUND || (!rc && strcmp(event.status, "open")))
		return refuse_reference(task, err);
	if (rc)
		return rc;
	rc = attendance_get(task->db, task->arena, event.ref, task->sender.id, &attendance, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? refuse_uninvited(task, &event, err) : rc;
	extract_require(task->form);
	const char *answer = form_get(task->form, "answer");
	if (!answer || task->form->fault_count)
		return task_refuse(task, err);
	if ((rc = attendance_totals(task->db, event.ref, task->sender.organisation_id, task->sender.id,
				    &taken, &of_organisation, err)))
		return rc;
	int64_t participants = participants_of(task->form, answer);
	check_limits(task, &event, answer, participants, of_organisation);
	if (task->form->fault_count)
		return task_refuse(task, err);

	if (!strcmp(answer, "yes") && event.capacity >= 0 && taken + participants > event.capacity)
		answer = "waiting";
	if ((rc = attendance_set(task->db, event.ref, task->sender.id, answer, participants,
				 time_utc(task->arena, task->now), err)) ||
	    (rc = acknowledge(task, &event, NULL, NULL, 0, answer, participants, false, err)) ||
	    (rc = promote(task, &event, err)))
		return rc;
	task_accept(task, event.ref, "answer recorded");
	return OK;
}
