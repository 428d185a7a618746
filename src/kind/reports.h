/* Shared by drafting the annual report and answering it. */
#ifndef KIND_REPORTS_H
#define KIND_REPORTS_H

#include "kind/audience.h"
#include "kind/report.h"

/* The occasion of a letter about a version; report_version_of_letter finds the version by it. */
#define REPORT_OCCASION(arena, version) arena_printf((arena), "version:%lld", (long long)(version))

/* report_view of a version, owned by the task. */
int report_letter_data(struct task *task, const struct report *report, json_t **out, struct err *err);
/* "Version : 2", a line of the buttons. */
const char *report_version_line(struct arena *arena, int64_t version);
/* The version of the letter that the task's message answers; 0: no letter about this report. */
int report_version_answered(struct task *task, const char *ref, int64_t *version, struct err *err);
/* The steering contacts of both sides. */
int report_committee(struct task *task, struct contact_list *out, struct err *err);
/* One letter to each. */
int report_send(struct task *task, const struct draft *draft, const struct contact_list *people,
		struct err *err);

#endif
