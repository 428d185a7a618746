/* The annual report BIL-YYYY (agreement Art. 3 and 4, specification section 7): its figures after suppression
 * of small counts, its versions, both sides' approval, and what its readers see. */
#ifndef KIND_REPORT_H
#define KIND_REPORT_H

#include "db/reports.h"
#include "handle/task.h"

/* The report of that year as it would be drafted at `now`; version 0: a preview. Figures [{key, region,
 * month, value}], null where missing or suppressed; diagnostics [{ref, title, organisation}]; ref, version,
 * year. A version's SHA-256 covers this document with members sorted by name and without spaces. The caller
 * owns *out. */
int report_document(struct db *db, struct arena *arena, int year, int64_t version, time_t now, json_t **out,
		    struct err *err);

/* A document as letters and pages show it: ref, year, version, marks, clauses with their figures, months and
 * regions in words, and the numbers of the charts. The caller owns it. ERR_DATA: malformed document. */
int report_view(struct db *db, struct arena *arena, const json_t *document, json_t **out, struct err *err);

/* All figures as CSV. */
struct bytes report_csv(struct arena *arena, const json_t *view);

/* Makes the next version and sends it to the steering contacts of both sides; *recipients: how many. */
int report_draft(struct task *task, int year, int64_t *recipients, struct err *err);

/* For the command: drafts a version after a refused one, or the first one; task->subject is the year.
 * ERR_DATA: the year is not over, or its report is a draft or published. */
due_action report_redraft;

#endif
