/* The annual report BIL-YYYY (agreement Art. 3 and 4, specification section 7): its figures with what must
 * not be told hidden, its versions, what both sides say of one, and what its readers see. */
#ifndef KIND_REPORT_H
#define KIND_REPORT_H

#include "db/reports.h"
#include "handle/task.h"

/* The report of that year as it would be drafted at `now`, of a version (0: of none): figures [{key, region,
 * month, value}], null for what is not there or hidden; diagnostics [{ref, title, organisation}]; ref,
 * version, year. A version's SHA-256 is over it with its members sorted by name and no space between. The
 * caller owns *out. */
int report_document(struct db *db, struct arena *arena, int year, int64_t version, time_t now, json_t **out,
		    struct err *err);

/* What letters and pages say of a document: ref, year, version, marks, clauses with their figures, months and
 * regions in words, and the numbers of the charts. The caller owns it. ERR_DATA: not such a document. */
int report_view(struct db *db, struct arena *arena, const json_t *document, json_t **out, struct err *err);

/* All figures as a file for spreadsheets. */
struct bytes report_csv(struct arena *arena, const json_t *view);

/* Makes the next version, and sends it to the steering committee's contacts of both sides; *recipients says
 * to how many. */
int report_draft(struct task *task, int year, int64_t *recipients, struct err *err);

/* For the command: a version after the one that was refused, or the first; task->subject is the year.
 * ERR_DATA: the year is not over, or its report is a draft or published. */
due_action report_redraft;

#endif
