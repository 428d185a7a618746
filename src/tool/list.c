#include "../config.h"
#include "event_dues.h"
#include "held_text.h"
#include "print.h"
#include "tool.h"

#include "base/date.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *view;
	const char *columns;	 /* columns of the table */
	const char *time;	 /* column for --since, NULL for none */
	const char *outcomes[2]; /* condition on messages, NULL for all */
} LISTS[] = {
    {"offers", "offers", "ref status title company place contract openings deadline", "received_at", {NULL}},
    {"candidates", "candidates", "ref status offer mission_locale scope minor level", "received_at", {NULL}},
    {"events", "events", "ref status type title starts_at place capacity organiser", "starts_at", {NULL}},
    {"letters",
     "letters",
     "id template recipient subject status attempts about last_reply",
     "created_at",
     {NULL}},
    {"messages", "messages", "id received_at sender subject kind outcome ref reason", "received_at", {NULL}},
    {"quarantine",
     "messages",
     "id received_at sender subject outcome reason",
     "received_at",
     {"quarantined", "held"}},
    {"contacts", "contacts", NULL, NULL, {NULL}},
    {"consents", "consents", NULL, "at", {NULL}},
    {"disclosures", "disclosures", "id candidate consent recipient at", "at", {NULL}},
    {"erasures", "erasures", NULL, "asked_at", {NULL}},
    {"outcomes", "outcomes", NULL, "at", {NULL}},
    {"outcome_counts", "outcome_counts", NULL, NULL, {NULL}},
    {"attendances", "attendances", NULL, "answered_at", {NULL}},
    {"mailings", "mailings", NULL, "due_at", {NULL}},
    {"newsletters", "newsletters", NULL, "made_at", {NULL}},
    {"articles", "articles", "ref status title author submitted_at newsletter", "submitted_at", {NULL}},
    {"approvals", "approvals", NULL, "answered_at", {NULL}},
    {"committees", "committees", NULL, "starts_at", {NULL}},
    {"agreements", "agreements", NULL, "signed_on", {NULL}},
    {"duties", "duties", NULL, NULL, {NULL}},
    {"reports", "reports", NULL, "drafted_at", {NULL}},
    {"report_figures", "report_figures", NULL, NULL, {NULL}},
    {"calls", "calls", "ref kind status title asker place needed deadline opened_at", "opened_at", {NULL}},
    {"responses", "responses", NULL, "answered_at", {NULL}},
    {"diagnostics", "diagnostics", NULL, "received_at", {NULL}},
};
enum { LIST_COUNT = ARRAY_SIZE(LISTS) };

static int explain_kinds(struct program *program, struct err *err)
{
	struct buf names = {.arena = program->arena};
	for (size_t i = 0; i < LIST_COUNT; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", LISTS[i].name);
	return err_set(err, ERR_USAGE, "list: KIND is one of %s", buf_text(&names));
}

static int read_since(struct program *program, const char **out, struct err *err)
{
	const char *text = program_option(program, "since");
	struct date date;
	time_t time;
	*out = NULL;
	if (!text)
		return OK;
	if (date_parse_iso(text, &date))
		time = date_at(date, 0, 0);
	else if (!time_parse_rfc3339(text, &time))
		return err_set(err, ERR_USAGE, "--since: a date (2026-12-31) or a time (RFC 3339)");
	*out = time_utc(program->arena, time);
	return OK;
}

/* 0: not given. */
static int read_limit(const struct program *program, int64_t *out, struct err *err)
{
	const char *text = program_option(program, "limit");
	char *end = NULL;
	errno = 0;
	*out = text ? strtoll(text, &end, 10) : 0;
	if (text && (errno || *end || *out < 1))
		return err_set(err, ERR_USAGE, "--limit: a number from 1 on");
	return OK;
}

static int read_format(const struct program *program, enum print_format *out, struct err *err)
{
	bool is_csv = program_option(program, "csv"), is_json = program_option(program, "json");
	*out = is_csv ? PRINT_CSV : is_json ? PRINT_JSON : PRINT_TABLE;
	return is_csv && is_json ? program_usage(program, err) : OK;
}

int cmd_list(struct program *program, struct err *err)
{
	struct config config;
	const char *since;
	int64_t limit;
	enum print_format format;
	struct db *db;
	/* --since is in the configured time zone. */
	int rc = read_format(program, &format, err);
	if (rc || (rc = program_config(program, &config, err)) || (rc = read_since(program, &since, err)) ||
	    (rc = read_limit(program, &limit, err)))
		return rc;
	size_t i = 0;
	while (i < LIST_COUNT && strcmp(LISTS[i].name, program->argv[1]))
		i++;
	if (i == LIST_COUNT)
		return explain_kinds(program, err);
	if (since && !LISTS[i].time)
		return err_set(err, ERR_USAGE, "list %s: its records have no time for --since",
			       LISTS[i].name);
	struct view_query query = {.view = LISTS[i].view,
				   .key_column = LISTS[i].outcomes[0] ? "outcome" : NULL,
				   .key_values = {LISTS[i].outcomes[0], LISTS[i].outcomes[1]},
				   .time_column = LISTS[i].time,
				   .since = since,
				   .limit = limit};
	if ((rc = db_open(&db, config.database, DB_READ, err)))
		return rc;
	rc = print_rows(db, &query, LISTS[i].columns, format, err);
	db_close(&db);
	return rc;
}

enum { MORE = 7 };

#define LETTERS                                                                                              \
	{                                                                                                    \
		"letters", "about", "id template recipient status sent_at last_reply"                        \
	}
#define MESSAGES                                                                                             \
	{                                                                                                    \
		"messages", "ref", "id received_at sender kind outcome reason"                               \
	}

#define CALL_PARTS                                                                                           \
	{"responses", "call", "contact answer text answered_at"},                                            \
	    {"call_mailings", "call", "kind due_at recipients status reason"}, LETTERS, MESSAGES

/* The view of a record by the prefix of its reference, and related views. */
static const struct {
	const char *prefix, *view, *key;
	struct {
		const char *view, *key, *columns;
	} more[MORE];
} RECORDS[] = {
    {"OFF-",
     "offers",
     "ref",
     {{"offer_texts", "offer", "key written waits"},
      {"offer_remarks", "offer", NULL},
      LETTERS,
      MESSAGES,
      {"candidates", "offer", "ref status mission_locale"},
      {"offer_answers", "offer", "nobody_available"},
      {"outcome_counts", "offer", "mission_locale candidates interview hired rejected"}}},
    {"CAN-",
     "candidates",
     "ref",
     {{"consents", "candidate", "id event at collected_by scope expires_on"},
      {"disclosures", "candidate", "id consent recipient at"},
      {"erasures", "candidate", "recipient asked_at asked_again_at answered_at is_done"},
      {"outcomes", "candidate", "outcome date sender current"},
      LETTERS,
      MESSAGES}},
    {"EVT-",
     "events",
     "ref",
     {{"attendance_counts", "event", "answer contacts participants"},
      {"attendances", "event", "contact answer participants answered_at comment"},
      {"event_mailings", "event", "kind due_at recipients status reason"},
      LETTERS,
      MESSAGES}},
    {"LET-", "newsletters", "ref", {{"articles", "newsletter", "ref title author"}, LETTERS}},
    {"ART-",
     "articles",
     "ref",
     {{"approvals", "about", "contact side answer text answered_at"}, LETTERS, MESSAGES}},
    {"BIL-",
     "newest_reports",
     "ref",
     {{"reports", "ref", "version status drafted_at published_at sha256"},
      {"approvals", "about", "version contact side answer text answered_at"},
      LETTERS,
      MESSAGES}},
    {"COM-",
     "committees",
     "ref",
     {{"committee_mailings", "committee", "kind due_at done_at recipients status reason"},
      LETTERS,
      MESSAGES}},
    {"CNR-",
     "agreements",
     "ref",
     {{"approvals", "about", "contact side answer text answered_at"}, LETTERS, MESSAGES}},
    {"CNV-", "agreements", "ref", {LETTERS, MESSAGES}},
    {"PAR-", "calls", "ref", {CALL_PARTS}},
    {"MEC-", "calls", "ref", {CALL_PARTS}},
    {"INT-", "calls", "ref", {CALL_PARTS}},
    {"DIA-", "diagnostics", "ref", {LETTERS, MESSAGES}},
    {"letter ", "letters", "id", {{NULL, NULL, NULL}}},
    {"", "messages", "id", {{NULL, NULL, NULL}}},
};
#undef CALL_PARTS

static int show(struct db *db, const char *ref, enum print_format format, struct err *err)
{
	size_t i = 0;
	bool found;
	while (strncmp(ref, RECORDS[i].prefix, strlen(RECORDS[i].prefix)))
		i++;
	if (strchr(RECORDS[i].prefix, ' '))
		ref += strlen(RECORDS[i].prefix); /* an optional word before the number */
	struct view_query record = {
	    .view = RECORDS[i].view, .key_column = RECORDS[i].key, .key_values = {ref}};
	int rc = print_record(db, &record, format, &found, err);
	if (!rc && !found && !*RECORDS[i].prefix) {
		record.view = "letters"; /* an impossible message number */
		rc = print_record(db, &record, format, &found, err);
	}
	if (rc || !found)
		return rc ? rc : err_set(err, ERR_DATA, "%s: no such record", ref);
	for (size_t m = 0; !rc && format == PRINT_TABLE && m < MORE && RECORDS[i].more[m].view; m++) {
		struct view_query more = {.view = RECORDS[i].more[m].view,
					  .key_column = RECORDS[i].more[m].key,
					  .key_values = {ref}};
		printf("\n%s\n", more.view);
		rc = print_rows(db, &more, RECORDS[i].more[m].columns, format, err);
	}
	return rc;
}

int cmd_show(struct program *program, struct err *err)
{
	struct config config;
	enum print_format format;
	struct db *db;
	int rc;
	/* Letters and messages both have numbers. */
	const char *ref = program->argv[program->argc - 1];
	if (program->argc == 3 && strcmp(program->argv[1], "letter") != 0)
		return program_usage(program, err);
	if (program->argc == 3)
		ref = arena_printf(program->arena, "letter %s", ref);
	if ((rc = read_format(program, &format, err)) || (rc = program_config(program, &config, err)) ||
	    (rc = db_open(&db, config.database, DB_READ, err)))
		return rc;
	rc = show(db, ref, format, err);
	if (!rc && format == PRINT_TABLE)
		rc = event_dues_print(db, program->arena, ref, err);
	if (!rc && format == PRINT_TABLE)
		rc = held_text_print(program, &config, db, ref, err);
	db_close(&db);
	return rc;
}
