/* [ACCORD BIL-...]: approval of a version of the annual report by both sides; the first no ends the version
 * (agreement Art. 4). */
#include "approvals.h"
#include "reports.h"

#include "base/phrases.h"
#include "db/approvals.h"
#include "handle/present.h"
#include "kind/articles.h"

static int refuse(struct task *task, const char *label, const char *read, const char *why,
		  const char *accepted, struct err *err)
{
	return task_refuse_because(task, "ref", phrase(label), read, phrase(why), phrase(accepted), err);
}

/* --- which version is meant --- */

int report_version_answered(struct task *task, const char *ref, int64_t *version, struct err *err)
{
	const struct mail *mail = task->mail;
	int rc = OK;
	*version = 0;
	if (mail->in_reply_to)
		rc = report_version_of_letter(task->db, mail->in_reply_to, ref, version, err);
	for (size_t i = mail->reference_count; !rc && !*version && i-- > 0;)
		rc = report_version_of_letter(task->db, mail->references[i], ref, version, err);
	return rc;
}

/* A button names the version in a line; an answer means that of the answered letter; otherwise the newest is
 * meant. */
static int version_meant(struct task *task, int64_t newest, int64_t *version, struct err *err)
{
	const char *said = form_get(task->form, "version");
	*version = said ? strtoll(said, NULL, 10) : 0;
	int rc = said ? OK : report_version_answered(task, task->form->ref, version, err);
	if (!rc && !*version)
		*version = newest;
	return rc;
}

/* --- a no --- */

static int decline(struct task *task, struct report *report, const char *why, struct err *err)
{
	json_t *data;
	struct contact_list committee = {0}, others = {0};
	report->status = "refused";
	int rc = report_update(task->db, report, err);
	if (rc || (rc = report_letter_data(task, report, &data, err)) ||
	    (rc = report_committee(task, &committee, err)))
		return rc;
	for (size_t i = 0; i < committee.count; i++)
		if (committee.rows[i].id != task->sender.id)
			list_contact(task->arena, &others, &committee.rows[i]);
	json_object_set_new(data, "organisation", json_string(task->sender.organisation));
	json_object_set_new(data, "reason", json_string(why ? why : ""));
	const struct draft draft = {.template = "report_refused",
				    .data = data,
				    .about = report->ref,
				    .occasion = REPORT_OCCASION(task->arena, report->version)};
	if ((rc = report_send(task, &draft, &others, err)))
		return rc;
	json_t *own = json_copy(data);
	json_array_append_new(task->garbage, own);
	json_object_set_new(own, "is_own", json_true());
	task_accept(task, report->ref, "report declined");
	return task_answer(task, "report_refused", own, report->ref, err);
}

/* --- a yes --- */

static int publish(struct task *task, struct report *report, struct err *err)
{
	json_t *data;
	struct contact_list everybody = {0};
	report->status = "published";
	report->published_at = time_utc(task->arena, task->now);
	int rc = report_update(task->db, report, err);
	if (rc || (rc = report_letter_data(task, report, &data, err)) ||
	    (rc = task_audience(task, &(struct audience){.type = ORGANISATION_ANY}, &everybody, err)))
		return rc;
	struct enclosure file = {.name = arena_printf(task->arena, "%s.csv", report->ref),
				 .type = "text/csv; charset=UTF-8",
				 .content = report_csv(task->arena, data)};
	const struct draft draft = {.template = "report",
				    .data = data,
				    .about = report->ref,
				    .occasion = REPORT_OCCASION(task->arena, report->version),
				    .enclosure = &file};
	return report_send(task, &draft, &everybody, err);
}

/* The approval that is still missing for publication; *what NULL: none. */
static int missing(struct task *task, const struct report *report, const char **what, struct err *err)
{
	int64_t ims, cnml;
	int rc = approvals_count(task->db, report->ref, report->version, "ims", &ims, err);
	if (!rc)
		rc = approvals_count(task->db, report->ref, report->version, "cnml", &cnml, err);
	if (!rc)
		*what = !ims ? "report.waits.ims" : !cnml ? "report.waits.cnml" : NULL;
	return rc;
}

static int approve(struct task *task, struct report *report, struct err *err)
{
	const char *what;
	int rc = missing(task, report, &what, err);
	if (rc)
		return rc;
	json_t *data = task_data(task);
	json_object_set_new(data, "ref", json_string(report->ref));
	json_object_set_new(
	    data, "title",
	    json_string(phrase_with(task->arena, "report.title", "year",
				    arena_printf(task->arena, "%lld", (long long)report->year), "version",
				    arena_printf(task->arena, "%lld", (long long)report->version), NULL)));
	json_object_set_new(data, "is_accepted", json_true());
	json_object_set_new(data, "next", json_string(phrase(what ? what : "report.is_published")));
	task_accept(task, report->ref, what ? "report approved" : "report published");
	rc = task_answer(task, "approval_acknowledgement", data, report->ref, err);
	return rc || what ? rc : publish(task, report, err);
}

static int decide(struct task *task, struct report *report, struct err *err)
{
	const char *answer = form_get(task->form, "answer"), *why = form_get(task->form, "description");
	struct approval approval = {.about = report->ref,
				    .version = report->version,
				    .contact = task->sender.id,
				    .side = side_of(task->sender.type),
				    .answer = answer,
				    .text = why,
				    .answered_at = task->now,
				    .message = task->message};
	int rc = approval_add(task->db, &approval, err);
	if (rc)
		return rc;
	return strcmp(answer, "yes") != 0 ? decline(task, report, why, err) : approve(task, report, err);
}

int report_approval(struct task *task, struct err *err)
{
	struct report report;
	int64_t version;
	if (!task->sender.is_steering)
		return task_bar(task, "kind", phrase("rights.label"), kind_tag(KIND_APPROVAL),
				phrase("rights.steering"), phrase("rights.steering.accepted"), err);
	int rc = report_get(task->db, task->arena, task->form->ref, 0, &report, err);
	if (rc == ERR_NOT_FOUND)
		return refuse(task, "report.ref", task->form->ref, "report.unknown",
			      "report.unknown.accepted", err);
	if (rc || (rc = version_meant(task, report.version, &version, err)))
		return rc;
	if (version != report.version)
		return refuse(task, "field.version", arena_printf(task->arena, "%lld", (long long)version),
			      "report.other_version", "report.other_version.accepted", err);
	if (strcmp(report.status, "draft") != 0)
		return task_refuse_because(task, "ref", phrase("report.ref"), report.ref,
					   phrase_of("report.is_over", report.status), "", err);
	return approval_is_right(task) ? decide(task, &report, err) : task_refuse(task, err);
}
