/* `passerelle report YEAR`: the newest version of the annual report, or a preview of the first one. */
#include "report.h"
#include "act.h"

#include "base/date.h"
#include "base/io.h"
#include "base/phrases.h"
#include "base/text.h"
#include "kind/report.h"

#include <stdio.h>
#include <stdlib.h>

struct wish {
	int year; /* 0: none */
	const char *html, *xlsx;
	bool is_json, redrafts;
};

/* 0: the word is not a year. */
static int year_of(const char *word)
{
	enum { YEAR_DIGITS = 4 };
	bool is_year = strlen(word) == YEAR_DIGITS && strspn(word, "0123456789") == YEAR_DIGITS;
	return is_year ? (int)strtol(word, NULL, 10) : 0;
}

static int read_wish(const struct program *program, struct wish *wish, struct err *err)
{
	static const char *const WAYS[] = {"html", "json", "xlsx", "redraft", NULL};
	*wish = (struct wish){.year = year_of(program->argv[1]),
			      .html = program_option(program, "html"),
			      .xlsx = program_option(program, "xlsx"),
			      .is_json = program_option(program, "json"),
			      .redrafts = program_option(program, "redraft")};
	return wish->year && program_options(program, WAYS) <= 1 ? OK : program_usage(program, err);
}

/* --- another version --- */

static int redraft(struct program *program, const struct config *config, int year, struct err *err)
{
	struct acting acting;
	bool did;
	int rc = acting_open(&acting, config, err);
	if (rc)
		return rc;
	if (!(rc = handle_act(acting.handle, report_redraft, arena_printf(program->arena, "%d", year), &did,
			      err)))
		printf("BIL-%d is drafted anew\n", year);
	acting_close(&acting);
	return rc;
}

/* --- showing it --- */

/* The newest version, else a preview. */
static int find(struct program *program, struct db *db, int year, struct shown_report *out, struct err *err)
{
	struct report report;
	int rc =
	    report_get(db, program->arena, arena_printf(program->arena, "BIL-%d", year), 0, &report, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (!rc) {
		out->document = json_loads(report.document, 0, NULL);
		out->status = report.status;
	} else {
		rc = report_document(db, program->arena, year, 0, clock_now(), &out->document, err);
		if (rc)
			return rc;
	}
	out->is_marked = !out->status || strcmp(out->status, "published") != 0;
	return report_view(db, program->arena, out->document, &out->view, err);
}

/* The frozen document with its status. */
static void print_json(const struct shown_report *report)
{
	json_t *printed = json_copy(report->document);
	json_object_set_new(printed, "status", report->status ? json_string(report->status) : json_null());
	if (report->is_marked)
		json_object_set_new(printed, "mark", json_string(phrase("report.mark")));
	json_dumpf(printed, stdout, JSON_COMPACT | JSON_SORT_KEYS);
	printf("\n");
	json_decref(printed);
}

static int show(struct program *program, const struct config *config, const struct wish *wish,
		const struct shown_report *report, struct err *err)
{
	char *text;
	if (wish->is_json)
		return print_json(report), OK;
	if (wish->xlsx)
		return report_workbook(program->arena, wish->xlsx, report, err);
	int rc = wish->html ? report_page(program->arena, config->templates, report, &text, err)
			    : report_text(program->arena, config->templates, report, &text, err);
	if (rc || wish->html)
		return rc ? rc : io_write_file(wish->html, bytes_of(text), 0, err);
	printf("%s", text);
	return OK;
}

int cmd_report(struct program *program, struct err *err)
{
	struct config config;
	struct wish wish;
	struct db *db = NULL;
	struct shown_report report = {.document = NULL};
	int rc;
	if ((rc = read_wish(program, &wish, err)) || (rc = program_config(program, &config, err)))
		return rc;
	if (wish.redrafts)
		return redraft(program, &config, wish.year, err);
	if ((rc = phrases_open(config.templates, err)) || (rc = db_open(&db, config.database, DB_READ, err)))
		return rc;
	rc = find(program, db, wish.year, &report, err);
	if (!rc)
		rc = show(program, &config, &wish, &report, err);
	db_close(&db);
	json_decref(report.document);
	json_decref(report.view);
	return rc;
}
