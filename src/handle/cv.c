/* CVs: none is kept and none is sent without the explicit agreement of the young person (agreement Art. 3: «
 * avec l'accord explicite du demandeur d'emploi »; specification section 5). A refusal leaves nothing behind.
 */
#include "kinds.h"

#include "base/text.h"
#include "db/candidates.h"
#include "db/consents.h"
#include "db/letters.h"
#include "db/offers.h"

enum { MOST_FILES = 3, MOST_FILE_BYTES = 5 * 1024 * 1024, CONSENT_MONTHS = 12 };

#define NOTICE_VERSION "2026-11" /* of templates/fr/cv: what the recipient and the young person are told */

static const char FILES_LABEL[] = "Pièce jointe";
static const char FILES_ACCEPTED[] =
    "De un à trois fichiers PDF, DOCX, ODT, RTF ou image (JPEG, PNG), de 5 Mo chacun au plus.";

/* Types by content; specification section 5. */
static const char *const FILE_TYPES[] = {
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
    "text/rtf",
    "application/rtf",
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/tiff",
    "image/webp",
    "image/heic",
};

static bool is_accepted_type(const char *type)
{
	for (size_t i = 0; i < sizeof FILE_TYPES / sizeof *FILE_TYPES; i++)
		if (!strcmp(type, FILE_TYPES[i]))
			return true;
	return false;
}

static void check_file(struct task *task, const struct attachment *file)
{
	const char *why = NULL;
	if (!file->content.length)
		why = "Ce fichier est vide.";
	else if (file->content.length > MOST_FILE_BYTES)
		why = "Ce fichier dépasse 5 Mo.";
	else if (!is_accepted_type(file->type))
		why = "Le contenu de ce fichier n’est pas d’un type accepté, quel que soit son nom.";
	if (why)
		task_fault(task, "attachment", FILES_LABEL, file->name, why, FILES_ACCEPTED);
}

static size_t check_files(struct task *task)
{
	size_t count = 0;
	for (size_t i = 0; i < task->mail->attachment_count; i++) {
		const struct attachment *file = &task->mail->attachments[i];
		if (file->is_inline)
			continue;
		count++;
		check_file(task, file);
	}
	if (!count)
		task_fault(task, "attachment", FILES_LABEL, "",
			   "Le CV manque : aucun fichier n’est joint au message.", FILES_ACCEPTED);
	if (count > MOST_FILES)
		task_fault(task, "attachment", FILES_LABEL, arena_printf(task->arena, "%zu fichiers", count),
			   "Il y a plus de trois fichiers.", FILES_ACCEPTED);
	return count;
}

/* The offer that is answered: the subject's reference, the field `Offre`, or the letter that this one
 * answers. */
static int find_offer(struct task *task, struct offer *offer, struct err *err)
{
	struct form *form = task->form;
	memset(offer, 0, sizeof *offer);
	if (!form->ref && form_get(form, "offer"))
		form->ref = form_get(form, "offer");
	if (!form->ref && task->mail->in_reply_to) {
		char *template, *about;
		int rc = letter_by_message_id(task->db, task->arena, task->mail->in_reply_to, &template,
					      &about, err);
		if (rc && rc != ERR_NOT_FOUND)
			return rc;
		if (!rc && about && text_starts_with(about, "OFF-"))
			form->ref = about;
	}
	if (!form->ref)
		return OK;
	int rc = offer_get(task->db, task->arena, form->ref, offer, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	static const char ACCEPTED[] =
	    "La référence d’une offre ouverte, par exemple [CV OFF-2026-0001] dans l’objet ; ou, sans "
	    "référence, une candidature spontanée.";
	if (rc)
		task_fault(task, "ref", "Offre", form->ref, "Aucune offre ne porte cette référence.",
			   ACCEPTED);
	else if (strcmp(offer->status, "open"))
		task_fault(task, "ref", "Offre", form->ref, "Cette offre n’est plus ouverte.", ACCEPTED);
	return OK;
}

struct given { /* what the form says about the consent */
	const char *scope;
	struct date date, expires;
	const char *collected_by;
};

static struct given given_of(struct task *task)
{
	const struct form *form = task->form;
	struct given given = {.scope = form_get(form, "scope"),
			      .collected_by = form_get(form, "collected_by")};
	if (text_is_blank(given.scope))
		given.scope = "offer"; /* the narrower one: only a spontaneous CV must say more */
	if (text_is_blank(given.collected_by))
		given.collected_by =
		    text_is_blank(task->sender.name) ? task->sender.email : task->sender.name;
	if (date_parse_iso(form_get(form, "consent_date"), &given.date))
		given.expires = date_add_months(given.date, CONSENT_MONTHS);
	return given;
}

static void check_scope(struct task *task)
{
	const char *scope = form_get(task->form, "scope");
	if (!task->form->ref && scope && !strcmp(scope, "offer"))
		form_fault(task->form, "scope",
			   "Un CV envoyé sans référence d’offre va à plusieurs entreprises.");
}

static int record(struct task *task, const struct given *given, const char *ref, int64_t *files,
		  struct err *err)
{
	const struct form *form = task->form;
	const char *minor = form_get(form, "is_minor");
	struct candidate candidate = {
	    .ref = ref,
	    .status = "forwarded",
	    .given_name = form_get(form, "given_name"),
	    .family_name = form_get(form, "family_name"),
	    .offer = form->ref,
	    .mission_locale = task->sender.organisation_id,
	    .adviser = task->sender.id,
	    .scope = given->scope,
	    .is_minor = minor && !strcmp(minor, "oui"),
	    .rome = form_get(form, "rome"),
	    .level = form_get(form, "level"),
	    .wanted = form_get(form, "wanted"),
	    .mobility = form_get(form, "mobility"),
	    .consent_expires_on = date_iso(task->arena, given->expires),
	    .message = task->message,
	};
	struct consent consent = {
	    .candidate = ref,
	    .event = "given",
	    .at = time_utc(task->arena, date_at(given->date, 0, 0)),
	    .collected_by = given->collected_by,
	    .scope = given->scope,
	    .expires_on = candidate.consent_expires_on,
	    .message_id = task->mail->message_id ? task->mail->message_id : "",
	    .notice = NOTICE_VERSION,
	};
	int rc = candidate_add(task->db, &candidate, err);
	for (size_t i = 0, n = 0; !rc && i < task->mail->attachment_count; i++) {
		const struct attachment *file = &task->mail->attachments[i];
		if (!file->is_inline)
			rc = candidate_add_file(task->db, ref, file->name, file->type, file->content,
						&files[n++], err);
	}
	return rc ? rc : consent_add(task->db, &consent, err);
}

static json_t *cv_data(struct task *task, const struct given *given, const struct offer *offer,
		       const char *ref)
{
	static const char *const NOT_SHOWN[] = {"given_name",	"family_name",	"birth", "consent",
						"consent_date", "collected_by", "scope", NULL};
	const struct form *form = task->form;
	const char *minor = form_get(form, "is_minor");
	json_t *data = task_data(task);
	json_object_set_new(data, "ref", json_string(ref));
	json_object_set_new(data, "given_name", json_string(form_get(form, "given_name")));
	json_object_set_new(data, "family_name", json_string(form_get(form, "family_name")));
	json_object_set_new(data, "mission_locale", json_string(task->sender.organisation));
	json_object_set_new(data, "adviser", json_string(given->collected_by));
	json_object_set_new(data, "is_minor", json_boolean(minor && !strcmp(minor, "oui")));
	json_object_set_new(data, "is_partners", json_boolean(!strcmp(given->scope, "partners")));
	json_object_set_new(data, "consent_date", json_string(date_french(task->arena, given->date)));
	json_object_set_new(data, "expires_on", json_string(date_french(task->arena, given->expires)));
	json_object_set_new(data, "facts", present_facts(form, KIND_CV, NOT_SHOWN));
	if (offer->ref) {
		json_object_set_new(data, "offer_ref", json_string(offer->ref));
		json_object_set_new(data, "offer_title", json_string(offer->title));
		json_object_set_new(data, "offer_place", json_string(offer->place));
	}
	return data;
}

/* The offer's contact first, then the IMS cell, nobody twice. */
static int recipients(struct task *task, const struct offer *offer, struct contact_list *list,
		      struct err *err)
{
	if (offer->ref) {
		struct contact *contact = arena_array(task->arena, 1, sizeof *contact);
		int rc = contact_by_email(task->db, task->arena, offer->contact, contact, err);
		if (rc && rc != ERR_NOT_FOUND)
			return rc;
		if (rc) /* named in the offer by its proven sender, but not in the directory */
			*contact = (struct contact){
			    .email = offer->contact, .name = "", .organisation = offer->company};
		*list = (struct contact_list){contact, 1};
	}
	return task_audience(task, &(struct audience){.type = "ims", .list = "cv"}, list, err);
}

static int forward(struct task *task, json_t *data, const char *ref, const struct contact_list *to,
		   const int64_t *files, size_t file_count, struct err *err)
{
	int rc = OK;
	for (size_t i = 0; !rc && i < to->count; i++) {
		struct draft draft = {
		    .template = "cv",
		    .data = data,
		    .to_email = to->rows[i].email,
		    .to_name = to->rows[i].name,
		    .contact = to->rows[i].id,
		    .about = ref,
		    .files = files,
		    .file_count = file_count,
		};
		rc = task_emit(task, &draft, err);
	}
	return rc;
}

int handle_cv(struct task *task, struct err *err)
{
	struct offer offer;
	task_forget(task); /* refused: nothing is kept; accepted: the files, with their consent, and the mail
			      in its folder */
	int rc = find_offer(task, &offer, err);
	if (rc)
		return rc;
	extract_require(task->form);
	check_scope(task);
	size_t file_count = check_files(task);
	if (task->form->fault_count)
		return task_refuse(task, err);

	struct given given = given_of(task);
	struct contact_list to = {0};
	int64_t *files = arena_array(task->arena, file_count, sizeof *files);
	char *ref;
	if ((rc = recipients(task, &offer, &to, err)))
		return rc;
	if (!to.count)
		return task_refuse_because(task, "recipient", "Destinataire", "",
					   "Aucune cellule de l’IMS ne reçoit de CV en ce moment.",
					   "Un nouvel envoi dans quelques jours.", err);
	if ((rc = db_next_reference(task->db, task->arena, "CAN", date_of(task->now).year, &ref, err)) ||
	    (rc = record(task, &given, ref, files, err)))
		return rc;
	json_t *data = cv_data(task, &given, &offer, ref);
	if ((rc = forward(task, data, ref, &to, files, file_count, err)))
		return rc;
	json_t *answer = cv_data(task, &given, &offer, ref);
	json_object_set_new(answer, "contact_count", json_integer((json_int_t)to.count));
	json_object_set_new(answer, "is_one_contact", json_boolean(to.count == 1));
	json_object_set_new(answer, "organisations", present_organisations(&to));
	json_object_set_new(answer, "notes", present_notes(task->form));
	present_button(answer, "Retirer ce CV", arena_printf(task->arena, "[RETRAIT %s]", ref), "RETRAIT\n");
	task_accept(task, ref, "consent recorded, CV forwarded");
	return task_answer(task, "cv_acknowledgement", answer, ref, err);
}
