/* `passerelle report YEAR`: the annual report as its newest version stands, or as it would be drafted now. */
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

/* 0: the word is no year. */
static int year_of(const char *word)
{
	enum { YEAR_DIGITS = 4 };
	bool is_year = strlen(word) == YEAR_DIGITS && strspn(word, "0123456789") == YEAR_DIGITS;
	return is_year ? (int)strtol(word, NULL, 10) : 0;
}

static bool take_value(struct wish *wish, const char *word, const char *value)
{
	time_t now;
	if (!value)
		return false;
	if (!strcmp(word, "--html"))
		wish->html = value;
	else if (!strcmp(word, "--xlsx"))
		wish->xlsx = value;
	else if (!strcmp(word, "--now") && time_parse_rfc3339(value, &now))
		clock_set(now);
	else
		return false;
	return true;
}

static int parse(struct program *program, struct wish *wish, struct err *err)
{
	*wish = (struct wish){.year = 0};
	for (int i = 1; i < program->argc; i++) {
		const char *word = program->argv[i];
		if (!strcmp(word, "--json"))
			wish->is_json = true;
		else if (!strcmp(word, "--redraft"))
			wish->redrafts = true;
		else if (!wish->year && year_of(word))
			wish->year = year_of(word);
		else if (take_value(wish, word, program->argv[i + 1])) /* NULL behind the last */
			i++;
		else
			return program_usage(program, err);
	}
	int ways = (wish->html != NULL) + (wish->xlsx != NULL) + wish->is_json + wish->redrafts;
	return wish->year && ways <= 1 ? OK : program_usage(program, err);
}

/* --- another version --- */

static int redraft(struct program *program, const struct config *config, int year, struct err *err)
{
	const char *subject = arena_printf(program->arena, "%d", year);
	int rc = act(program, config, report_redraft, NULL, &subject, err);
	if (!rc)
		printf("BIL-%d is drafted anew\n", year);
	return rc;
}

/* --- showing it --- */

/* The newest version, else what one would hold now. */
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

/* The document with its status beside what is frozen. */
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
	if ((rc = parse(program, &wish, err)) || (rc = program_config(program, &config, err)))
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
