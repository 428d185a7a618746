/* `export consent`: the register of consent for an audit, as JSON: each record with the hash before it, the
 * notices as they were worded, who received each CV. Whoever has it can compute the chains again; how is said
 * in it. */
#include "../config.h"
#include "tool.h"

#include "db.h"
#include "db/consents.h"

#include <jansson.h>

static const char HOW[] = "hash = SHA-256 of: the hash before it (64 zeros for the first), ';', the id, ';', "
			  "then each value in the order of \"values\" as "
			  "its length in bytes, ':', its bytes, ','; a missing value is '-,'";

static int keep_row(void *user, const struct db_row *row, struct err *err)
{
	(void)err;
	json_array_append_new(user, db_row_json(row));
	return OK;
}

static int add_chain(struct db *db, json_t *all, const char *view, json_t *values, struct err *err)
{
	json_t *records = json_array();
	json_object_set_new(all, view, json_pack("{so so}", "values", values, "records", records));
	return db_view(db, view, NULL, NULL, keep_row, records, err);
}

static int export(struct db *db, json_t *all, struct err *err)
{
	json_t *notices = json_array();
	int rc;
	json_object_set_new(all, "how", json_string(HOW));
	json_object_set_new(all, "notices", notices);
	if ((rc = db_view(db, "notices", NULL, NULL, keep_row, notices, err)) ||
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

int cmd_export(struct program *program, struct err *err)
{
	struct config config;
	struct db *db;
	struct err fault = {0};
	int64_t count = 0;
	int rc;
	if (program->argc != 2 || strcmp(program->argv[1], "consent"))
		return program_usage(program, err);
	if ((rc = program_config(program, &config, err)) ||
	    (rc = db_open(&db, config.database, DB_READ, err)))
		return rc;
	json_t *all = json_object();
	int broken = consents_verify(db, &count, &fault);
	json_object_set_new(all, "verification", json_string(broken ? fault.text : "whole"));
	if (!(rc = export(db, all, err))) {
		json_dumpf(all, stdout, JSON_INDENT(2));
		putchar('\n');
	}
	json_decref(all);
	db_close(&db);
	return rc || !broken ? rc : err_set(err, broken, "%s", fault.text);
}
