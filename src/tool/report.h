/* Output formats of the command `report`. */
#ifndef TOOL_REPORT_H
#define TOOL_REPORT_H

#include "base/bytes.h"
#include "base/err.h"

#include <jansson.h>
#include <stdbool.h>

/* A report to be shown. */
struct shown_report {
	json_t *document; /* kind/report.h */
	json_t *view;
	const char *status; /* of the version; NULL: none exists */
	bool is_marked;	    /* not published: carries a mark that it must not be spread */
};

/* A self-contained page with charts. templates: their folder. ERR_CONFIG: the page's template. */
int report_page(struct arena *arena, const char *templates, const struct shown_report *report, char **out,
		struct err *err);
/* The same for a terminal. */
int report_text(struct arena *arena, const char *templates, const struct shown_report *report, char **out,
		struct err *err);
/* A workbook (Office Open XML). ERR_IO. */
int report_workbook(struct arena *arena, const char *path, const struct shown_report *report,
		    struct err *err);

#endif
