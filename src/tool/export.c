/* `export VIEW`: a promised view for a spreadsheet or another program; erased data is in none. `export
 * consent`: the register of consent for an audit, as JSON: each record with the previous hash, the wording of
 * the notices, and who received each CV. The output explains how to verify the chains. */
#include "../config.h"
#include "print.h"
#include "tool.h"
#include "workbook.h"

#include "db.h"
#include "db/consents.h"

#include <jansson.h>
#include <string.h>

static const char HOW[] = "hash = SHA-256 of: the hash before it (64 zeros for the first), ';', the id, ';', "
			  "then each value in the order of \"values\" as "
			  "its length in bytes, ':', its bytes, ','; a missing value is '-,'";

static int add_chain(struct db *db, json_t *all, const char *view, json_t *values, struct err *err)
{
	json_t *records = json_array();
	json_object_set_new(all, view, json_pack("{so so}", "values", values, "records", records));
	return db_view(db, view, NULL, NULL, db_row_keep, records, err);
}

static int export(struct db *db, json_t *all, struct err *err)
{
	json_t *notices = json_array();
	int rc;
	json_object_set_new(all, "how", json_string(HOW));
	json_object_set_new(all, "notices", notices);
	if ((rc = db_view(db, "notices", NULL, NULL, db_row_keep, notices, err)) ||
	    (rc = add_chain(db, all, "consents",
			    json_pack("[ssssssssss]", "candidate", "event", "at", "collected_by", "scope",
				      "expires_on", "message_id", "notice", "notice_sha256", "recorded_at"),
			    err)))
		return rc;
	return add_chain(db, all, "disclosures",
			 json_pack("[ssssss]", "candidate", "consent", "hash of that consent", "recipient",
				   "at", "message_id"),
			 err);
}

static int export_consent(struct db *db, struct err *err)
{
	struct err fault = {0};
	int64_t count = 0;
	json_t *all = json_object();
	int broken = consents_verify(db, &count, &fault), rc;
	json_object_set_new(all, "verification", json_string(broken ? fault.text : "whole"));
	if (!(rc = export(db, all, err))) {
		json_dumpf(all, stdout, JSON_INDENT(2));
		putchar('\n');
	}
	json_decref(all);
	return rc || !broken ? rc : err_set(err, broken, "%s", fault.text);
}

static int export_view(struct program *program, struct db *db, struct err *err)
{
	const struct view_query query = {.view = program->argv[1]};
	const char *workbook = program_option(program, "xlsx");
	enum print_format format = program_option(program, "json") ? PRINT_LINES : PRINT_CSV;
	struct buf names = {.arena = program->arena};
	const char *name;
	bool is_view = false;
	for (size_t i = 0; (name = db_view_at(i)); i++) {
		is_view |= !strcmp(name, query.view);
		buf_printf(&names, "%s%s", i ? ", " : "", name);
	}
	if (!is_view)
		return err_set(err, ERR_USAGE, "export: VIEW is consent, or one of %s", buf_text(&names));
	return workbook ? workbook_write(db, &query, workbook, err)
			: print_rows(db, &query, NULL, format, err);
}

int cmd_export(struct program *program, struct err *err)
{
	struct config config;
	struct db *db;
	static const char *const FORMATS[] = {"csv", "json", "xlsx", NULL};
	size_t formats = program_options(program, FORMATS);
	bool is_audit = !strcmp(program->argv[1], "consent");
	int rc;
	if (formats > (is_audit ? 0 : 1))
		return program_usage(program, err);
	if ((rc = program_config(program, &config, err)) ||
	    (rc = db_open(&db, config.database, DB_READ, err)))
		return rc;
	rc = is_audit ? export_consent(db, err) : export_view(program, db, err);
	db_close(&db);
	return rc;
}
