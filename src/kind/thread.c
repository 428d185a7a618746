#include "thread.h"

#include "calls.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/committees.h"
#include "db/letters.h"
#include "db/messages.h"
#include "db/regional_agreements.h"
#include "handle/letter_types.h"
#include "handle/token.h"

/* The data that identifies the thread. */
struct pointer {
	enum kind kind;	      /* kind of answer that the letter asked for */
	const char *template; /* of the letter, "" when unknown */
	const char *ref;
	int64_t message; /* the message that the letter answered; 0: the letter is about a record */
};

static int point_at_letter(struct task *task, const char *message_id, struct pointer *out, struct err *err)
{
	char *template, *about;
	int rc = message_id
		     ? letter_by_message_id(task->db, task->arena, message_id, 0, &template, &about, err)
		     : ERR_NOT_FOUND;
	if (!rc) {
		out->template = template;
		if (!out->ref && !out->message)
			out->ref = about;
	}
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static int point(struct task *task, struct pointer *out, struct err *err)
{
	const struct mail *mail = task->mail;
	struct token token;
	int rc = OK;
	*out = (struct pointer){.template = "", .kind = task->form->kind};
	enum token_state state = token_read(task->arena, mail->subaddress, &token);
	if (state == TOKEN_READ || state == TOKEN_NAMED) {
		out->kind = token.kind;
		out->ref = token_record(&token);
		out->message = token_message(&token);
		/* Only the letter's recipient may refer to a message. */
		if (out->message && (!token.mac || token_check(task->arena, task->options->key, &token,
							       task->sender.email, task->now) != TOKEN_GOOD))
			out->message = 0;
	}
	rc = point_at_letter(task, mail->in_reply_to, out, err);
	for (size_t i = mail->reference_count; !rc && !*out->template && i-- > 0;)
		rc = point_at_letter(task, mail->references[i], out, err);
	if (!out->ref && !out->message)
		out->ref = task->form->ref;
	return rc;
}

static bool is_of_sender(const struct task *task, int64_t organisation)
{
	return organisation == task->sender.organisation_id;
}

/* The person at the other end: an active contact, or nobody. */
static int find_other(struct task *task, int64_t contact, struct thread_found *out, struct err *err)
{
	struct contact other;
	int rc = contact_by_id(task->db, task->arena, contact, &other, err);
	if (!rc && other.is_active && !other.is_bounced && !is_of_sender(task, other.organisation_id))
		out->other = other;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static int find_offers_contact(struct task *task, const struct offer *offer, struct thread_found *out,
			       struct err *err)
{
	struct contact named;
	int rc = offer->contact ? contact_by_email(task->db, task->arena, offer->contact, &named, err)
				: ERR_NOT_FOUND;
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	return find_other(task, rc ? offer->sender : named.id, out, err);
}

static int find_offer(struct task *task, const struct pointer *pointer, struct thread_found *out,
		      struct err *err)
{
	struct contact author;
	int rc = offer_get(task->db, task->arena, pointer->ref, &out->offer, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	rc = contact_by_id(task->db, task->arena, out->offer.sender, &author, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	out->is_known = out->has_offer = true;
	if (!rc && is_of_sender(task, author.organisation_id)) {
		out->thread = THREAD_OWN_OFFER;
		return OK;
	}
	/* A company not involved in the offer learns nothing about it. */
	if (task->sender.type == ORGANISATION_ENTREPRISE) {
		out->has_offer = false;
		out->ref = NULL;
		return OK;
	}
	out->thread = THREAD_OFFER;
	return find_offers_contact(task, &out->offer, out, err);
}

static int has_cv(struct task *task, const char *ref, bool *has, struct err *err)
{
	struct letter_recipient *holders;
	size_t count;
	int rc = letters_holders(task->db, task->arena, "cv", ref, &holders, &count, err);
	*has = false;
	for (size_t i = 0; !rc && !*has && i < count; i++) {
		struct contact contact;
		*has = text_equal_ascii(holders[i].email, task->sender.email);
		if (*has || !holders[i].contact)
			continue;
		rc = contact_by_id(task->db, task->arena, holders[i].contact, &contact, err);
		*has = !rc && is_of_sender(task, contact.organisation_id);
		rc = rc == ERR_NOT_FOUND ? OK : rc;
	}
	return rc;
}

/* The first recipient of spontaneous CVs: the IMS cell. */
static int find_holder(struct task *task, const char *ref, struct thread_found *out, struct err *err)
{
	struct letter_recipient *holders;
	size_t count;
	int rc = letters_holders(task->db, task->arena, "cv", ref, &holders, &count, err);
	for (size_t i = 0; !rc && !out->other.id && i < count; i++)
		if (holders[i].contact)
			rc = find_other(task, holders[i].contact, out, err);
	return rc;
}

static int find_company(struct task *task, struct thread_found *out, struct err *err)
{
	struct offer offer;
	int rc = out->candidate.offer ? offer_get(task->db, task->arena, out->candidate.offer, &offer, err)
				      : ERR_NOT_FOUND;
	if (rc == ERR_NOT_FOUND)
		return find_holder(task, out->candidate.ref, out, err);
	return rc ? rc : find_offers_contact(task, &offer, out, err);
}

static int find_candidate(struct task *task, const struct pointer *pointer, struct thread_found *out,
			  struct err *err)
{
	bool has = false;
	int rc = candidate_get(task->db, task->arena, pointer->ref, &out->candidate, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	task->is_personal = true;
	out->is_known = out->has_candidate = true;
	if (out->candidate.mission_locale == task->sender.organisation_id) {
		out->thread = pointer->kind == KIND_CV || !strcmp(pointer->template, "consent_reminder")
				  ? THREAD_CONSENT
				  : THREAD_OWN_CANDIDATE;
		return find_company(task, out, err);
	}
	if ((rc = has_cv(task, pointer->ref, &has, err)))
		return rc;
	if (!has) {
		out->has_candidate = false;
		out->ref = NULL;
		return OK;
	}
	out->thread = out->candidate.is_erased ? THREAD_ERASURE : THREAD_CV;
	return find_other(task, out->candidate.adviser, out, err);
}

static int invites_organisation(struct task *task, const char *ref, bool *invites, struct err *err)
{
	struct attendance *all;
	size_t count;
	int rc = attendances_of(task->db, task->arena, ref, &all, &count, err);
	*invites = false;
	for (size_t i = 0; !rc && !*invites && i < count; i++)
		*invites = is_of_sender(task, all[i].organisation_id);
	return rc;
}

static int find_event(struct task *task, const struct pointer *pointer, struct thread_found *out,
		      struct err *err)
{
	struct attendance attendance;
	int rc = event_get(task->db, task->arena, pointer->ref, &out->event, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	out->is_known = out->has_event = true;
	if (is_of_sender(task, out->event.organiser) ||
	    (out->event.co_organiser && is_of_sender(task, out->event.co_organiser))) {
		out->thread = THREAD_OWN_EVENT;
		return find_other(task, out->event.sender, out, err);
	}
	bool is_invited;
	if ((rc = invites_organisation(task, pointer->ref, &is_invited, err)))
		return rc;
	if (!is_invited) {
		out->has_event = false;
		out->ref = NULL;
		return OK;
	}
	rc = attendance_get(task->db, task->arena, pointer->ref, task->sender.id, &attendance, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (!rc && !strcmp(out->event.status, "open"))
		out->thread = strcmp(attendance.answer, "pending") ? THREAD_ATTENDANCE : THREAD_INVITATION;
	return find_other(task, out->event.sender, out, err);
}

/* A member's note goes to the planner of the meeting and to nobody else. */
static int find_committee(struct task *task, const struct pointer *pointer, struct thread_found *out,
			  struct err *err)
{
	struct committee committee;
	int rc = committee_get(task->db, task->arena, pointer->ref, &committee, err);
	if (rc || !task->sender.is_steering)
		return rc == ERR_NOT_FOUND ? OK : rc;
	out->is_known = true;
	out->title = phrase_with(task->arena, "note.committee", "ref", pointer->ref, NULL);
	return find_other(task, committee.sender, out, err);
}

/* A party's note goes to the other party, a recipient's to the proposer. */
static int find_regional(struct task *task, const struct pointer *pointer, struct thread_found *out,
			 struct err *err)
{
	struct regional_agreement agreement;
	bool concerns = false;
	int rc = regional_agreement_get(task->db, task->arena, pointer->ref, &agreement, err);
	if (!rc)
		rc = regional_agreement_concerns(task->db, pointer->ref, task->sender.id, &concerns, err);
	if (rc || !concerns)
		return rc == ERR_NOT_FOUND ? OK : rc;
	out->is_known = true;
	out->title = phrase_with(task->arena, "note.agreement", "ref", pointer->ref, NULL);
	rc = find_other(task, agreement.proposer, out, err);
	return rc || out->other.id || !agreement.approver ? rc
							  : find_other(task, agreement.approver, out, err);
}

/* The sender's own response, if any. */
static int find_response(struct task *task, const char *ref, struct thread_found *out, struct err *err)
{
	struct response response = {0};
	int rc = response_get(task->db, task->arena, ref, task->sender.id, &response, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (!strcmp(out->call.status, "open"))
		out->thread = response.answer ? THREAD_CALL_ANSWERED : THREAD_CALL;
	return find_other(task, out->call.asker, out, err);
}

/* A regional observer may write about a call too, but has no response. */
static int find_call(struct task *task, const struct pointer *pointer, struct thread_found *out,
		     struct err *err)
{
	struct contact asker;
	bool is_asked = false;
	int rc = call_get(task->db, task->arena, pointer->ref, &out->call, err);
	if (!rc)
		rc = contact_by_id(task->db, task->arena, out->call.asker, &asker, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	out->is_known = out->has_call = true;
	out->title = phrase_with(task->arena, "note.call", "title", out->call.title, NULL);
	if (is_of_sender(task, asker.organisation_id)) {
		out->thread = THREAD_OWN_CALL;
		return OK;
	}
	if ((rc = call_asks(task->db, pointer->ref, task->sender.organisation_id, &is_asked, err)))
		return rc;
	if (is_asked)
		return find_response(task, pointer->ref, out, err);
	if (task->sender.type == ORGANISATION_ASSOCIATION_REGIONALE && *out->template)
		return find_other(task, out->call.asker, out, err);
	out->has_call = false;
	out->title = out->ref = NULL;
	return OK;
}

/* By the series of its reference; those of calls are in their own table (calls.h). */
static const struct {
	const char *series;
	int (*find)(struct task *task, const struct pointer *pointer, struct thread_found *out,
		    struct err *err);
} RECORDS[] = {{"OFF-", find_offer},
	       {"CAN-", find_candidate},
	       {"EVT-", find_event},
	       {"COM-", find_committee},
	       {"CNR-", find_regional}};

static int find_record(struct task *task, const struct pointer *pointer, struct thread_found *out,
		       struct err *err)
{
	out->ref = pointer->ref;
	for (size_t i = 0; i < ARRAY_SIZE(RECORDS); i++)
		if (text_starts_with(pointer->ref, RECORDS[i].series))
			return RECORDS[i].find(task, pointer, out, err);
	return call_type_of(pointer->ref) ? find_call(task, pointer, out, err) : OK;
}

/* The asker's answer to a letter about a response goes to the responder. */
static bool is_told_answer(const struct thread_found *found, const struct decision *decision)
{
	return found->thread == THREAD_OWN_CALL && !strcmp(decision->kind, kind_name(KIND_RSVP));
}

/* An answer to a letter about a message: for a note, back to its author; a refusal has no record. */
static int find_message(struct task *task, struct pointer *pointer, struct thread_found *out, struct err *err)
{
	struct decision decision;
	struct contact writer;
	int rc = message_decided(task->db, task->arena, pointer->message, &decision, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	out->is_known = true;
	if (!strcmp(decision.outcome, "refused"))
		out->refused = pointer->message;
	if (decision.ref) {
		pointer->ref = decision.ref;
		rc = find_record(task, pointer, out, err);
	}
	bool is_note = !strcmp(decision.kind, kind_name(KIND_NOTE));
	if (rc || (!is_note && !is_told_answer(out, &decision)) || !decision.sender)
		return rc;
	rc = contact_by_email(task->db, task->arena, decision.sender, &writer, err);
	if (!rc && writer.id != task->sender.id && !writer.is_bounced)
		out->other = writer;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

/* Letters that ask for a decision which free text can't make, about any record. */
static void see_decision(const struct pointer *pointer, struct thread_found *out)
{
	const struct letter_type *type = letter_type_of(pointer->template);
	if (!type || !out->is_known)
		return;
	if (type->invites == KIND_APPROVAL)
		out->thread = THREAD_APPROVAL;
	else if (type->invites == KIND_TERMINATION)
		out->thread = THREAD_TERMINATION;
}

static int find_pointed(struct task *task, struct pointer *pointer, struct thread_found *out, struct err *err)
{
	if (pointer->message)
		return find_message(task, pointer, out, err);
	return pointer->ref ? find_record(task, pointer, out, err) : OK;
}

int thread_find(struct task *task, struct thread_found *out, struct err *err)
{
	struct pointer pointer;
	int rc = point(task, &pointer, err);
	*out = (struct thread_found){.thread = THREAD_OTHER, .template = pointer.template};
	if (rc)
		return rc;
	out->is_known = *pointer.template != '\0';
	rc = find_pointed(task, &pointer, out, err);
	if (!rc)
		see_decision(&pointer, out);
	return rc;
}
