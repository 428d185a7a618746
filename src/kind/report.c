/* Versions of the annual report, and how one is published (agreement Art. 4). */
#include "kind/report.h"

#include "base/hash.h"
#include "base/phrases.h"
#include "handle/dispatch.h"
#include "handle/present.h"
#include "reports.h"

#include <stdlib.h>

static const char *canonical(struct arena *arena, const json_t *document)
{
	char *text = json_dumps(document, JSON_COMPACT | JSON_SORT_KEYS);
	const char *kept = text ? arena_strdup(arena, text) : NULL;
	free(text);
	return kept;
}

/* Stores the next version; the document is owned by the task. */
static int make_version(struct task *task, int year, struct report *out, json_t **document, struct err *err)
{
	char *sha256 = arena_alloc(task->arena, HASH_HEX_BYTES);
	struct report before = {.version = 0};
	const char *ref = arena_printf(task->arena, "BIL-%d", year);
	int rc = report_get(task->db, task->arena, ref, 0, &before, err);
	if ((rc && rc != ERR_NOT_FOUND) ||
	    (rc = report_document(task->db, task->arena, year, before.version + 1, task->now, document, err)))
		return rc;
	json_array_append_new(task->garbage, *document);
	*out = (struct report){.ref = ref,
			       .year = year,
			       .version = before.version + 1,
			       .status = "draft",
			       .sha256 = sha256,
			       .document = canonical(task->arena, *document),
			       .drafted_at = task->now};
	if (!out->document)
		return err_set(err, ERR_INTERNAL, "the report can't be written as JSON");
	struct bytes bytes = bytes_of(out->document);
	hash_sha256(&bytes, 1, sha256);
	return report_add(task->db, out, err);
}

int report_letter_data(struct task *task, const struct report *report, json_t **out, struct err *err)
{
	json_t *document = json_loads(report->document, 0, NULL);
	int rc = report_view(task->db, task->arena, document, out, err);
	json_decref(document);
	if (rc)
		return rc;
	json_array_append_new(task->garbage, *out);
	if (report->version > 1)
		json_object_set_new(*out, "replaces", json_integer(report->version - 1));
	return OK;
}

const char *report_version_line(struct arena *arena, int64_t version)
{
	return arena_printf(arena, "%s : %lld\n", phrase("field.version"), (long long)version);
}

int report_committee(struct task *task, struct contact_list *out, struct err *err)
{
	static const char *const SIDES[] = {"ims", "cnml"};
	int rc = OK;
	for (size_t side = 0; !rc && side < ARRAY_SIZE(SIDES); side++) {
		struct contact *people;
		size_t count;
		rc = contacts_steering(task->db, task->arena, SIDES[side], &people, &count, err);
		for (size_t i = 0; !rc && i < count; i++)
			rc = list_contact(task->arena, out, &people[i]);
	}
	return rc;
}

int report_send(struct task *task, const struct draft *draft, const struct contact_list *people,
		struct err *err)
{
	struct reader_of *readers = arena_array(task->arena, people->count, sizeof *readers);
	for (size_t i = 0; i < people->count; i++)
		readers[i] = (struct reader_of){.contact = people->rows[i].id,
						.email = people->rows[i].email,
						.name = people->rows[i].name};
	return task_emit_each(task, draft, readers, people->count, err);
}

int report_draft(struct task *task, int year, int64_t *recipients, struct err *err)
{
	struct report report;
	json_t *document, *data;
	struct contact_list committee = {0};
	int rc = report_committee(task, &committee, err);
	*recipients = (int64_t)committee.count;
	if (rc || !committee.count)
		return rc;
	if ((rc = make_version(task, year, &report, &document, err)) ||
	    (rc = report_letter_data(task, &report, &data, err)))
		return rc;
	const char *subject = arena_printf(task->arena, "[ACCORD %s]", report.ref);
	const char *line = report_version_line(task->arena, report.version);
	present_button(data, phrase("report.approve"), subject,
		       arena_printf(task->arena, "%s%s", phrase("body.publish"), line));
	present_button(data, phrase("report.decline"), subject,
		       arena_printf(task->arena, "%s%s", phrase("body.discard"), line));
	struct enclosure file = {
	    .name = arena_printf(task->arena, "%s-version-%lld.csv", report.ref, (long long)report.version),
	    .type = "text/csv; charset=UTF-8",
	    .content = report_csv(task->arena, data)};
	struct draft draft = {.template = "report_draft",
			      .data = data,
			      .about = report.ref,
			      .occasion = REPORT_OCCASION(task->arena, report.version),
			      .enclosure = &file};
	return report_send(task, &draft, &committee, err);
}

int report_redraft(struct task *task, bool *did, struct err *err)
{
	int year = (int)strtol(task->subject, NULL, 10);
	struct report report;
	int64_t recipients;
	if (year >= date_of(task->now).year)
		return err_set(err, ERR_DATA, "%d is not over", year);
	int rc =
	    report_get(task->db, task->arena, arena_printf(task->arena, "BIL-%d", year), 0, &report, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (!rc && strcmp(report.status, "refused") != 0)
		return err_set(
		    err, ERR_DATA,
		    "%s version %lld is %s: only a version that was refused is followed by another",
		    report.ref, (long long)report.version, report.status);
	*did = true;
	rc = report_draft(task, year, &recipients, err);
	return rc || recipients ? rc
				: err_set(err, ERR_DATA, "nobody of the steering committee can be asked");
}
