/* Importing the directory file. Imports are numbered; contacts that an import did not name are
 * deactivated. */
#include "db/directory.h"

#include "db/letters.h"
#include "directory_rename.h"
#include "sql.h"

#include "base/text.h"

struct import {
	struct db *db;
	struct arena *arena;
	int64_t number;
	struct directory_changes changes;
};

static int check_territories(struct import *import, const struct directory_row *row, struct err *err)
{
	const char *codes = row->territories ? row->territories : "";
	while (*codes) {
		size_t length = strcspn(codes, " ");
		struct place place;
		const char *code = arena_strndup(import->arena, codes, length);
		int rc = places_by_code(import->db, import->arena, code, &place, err);
		if (rc == ERR_NOT_FOUND)
			return err_set(err, ERR_DATA,
				       "line %zu: territoires: %.12s is no code of the nation, a region, "
				       "a department, a commune or a postal code",
				       row->line, code);
		if (rc)
			return rc;
		codes += length;
		codes += strspn(codes, " ");
	}
	return OK;
}

static int put_organisation(struct import *import, const struct directory_row *row, int64_t *id,
			    bool *changed, struct err *err)
{
	const char *folded = text_fold(import->arena, row->organisation);
	const char *name, *type;
	bool found;
	int rc = sql_find(import->db, import->arena, &found, err,
			  "SELECT id, name, type FROM organisation WHERE folded = ?1", "s>iss", folded, id,
			  &name, &type);
	if (!rc && !found) {
		*changed = true;
		rc = sql_one(import->db, NULL, err, "nothing added",
			     "INSERT INTO organisation (name, folded, type) VALUES (?1, ?2, ?3) RETURNING id",
			     "sss>i", row->organisation, folded, organisation_type_name(row->type), id);
		return rc ? rc : directory_identify(import->db, *id, row->identifier, err);
	}
	if (rc || (strcmp(name, row->organisation) == 0 && organisation_type_of(type) == row->type))
		return rc ? rc : directory_identify(import->db, *id, row->identifier, err);
	*changed = true;
	rc = sql_run(import->db, NULL, err, "UPDATE organisation SET name = ?2, type = ?3 WHERE id = ?1",
		     "iss", *id, row->organisation, organisation_type_name(row->type));
	return rc ? rc : directory_identify(import->db, *id, row->identifier, err);
}

static bool same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

struct known_contact {
	int64_t id, organisation, imported;
	const char *name, *function, *lists, *frequency, *territories;
	/* The file's value at the time of the contact's choice by mail; NULL: no choice. */
	const char *file_lists, *file_frequency, *file_territories;
	bool is_signatory, is_steering, is_active, is_bounced;
};

static int find_contact(struct import *import, const char *email, struct known_contact *out, bool *found,
			struct err *err)
{
	return sql_find(
	    import->db, import->arena, found, err,
	    "SELECT id, organisation, imported, name, function, lists, frequency, territories, is_signatory,"
	    " is_steering, is_active, is_bounced, file_lists, file_frequency, file_territories FROM contact"
	    " WHERE email = ?1",
	    "s>iiisssssffffsss", email, &out->id, &out->organisation, &out->imported, &out->name,
	    &out->function, &out->lists, &out->frequency, &out->territories, &out->is_signatory,
	    &out->is_steering, &out->is_active, &out->is_bounced, &out->file_lists, &out->file_frequency,
	    &out->file_territories);
}

static bool says_the_same(const struct known_contact *known, const struct directory_row *row,
			  int64_t organisation)
{
	return known->is_active && !known->is_bounced && known->organisation == organisation &&
	       same(known->name, row->name) && same(known->function, row->function) &&
	       same(known->lists, row->lists) && same(known->frequency, row->frequency) &&
	       same(known->territories, row->territories) && known->is_signatory == row->is_signatory &&
	       known->is_steering == row->is_steering;
}

static const char *text_or_empty(const char *text)
{
	return text ? text : "";
}

static int write_contact(struct import *import, const struct directory_row *row, int64_t organisation,
			 struct err *err)
{
	return sql_run(
	    import->db, NULL, err,
	    "INSERT INTO contact (organisation, email, name, function, lists, frequency, territories,"
	    " is_signatory, is_steering, imported) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
	    " ON CONFLICT (email) DO UPDATE SET organisation = ?1, email = ?2, name = ?3, function = ?4,"
	    " lists = ?5, frequency = ?6, territories = ?7, is_signatory = ?8, is_steering = ?9,"
	    " imported = ?10, is_active = 1, is_bounced = 0, bounced_by = NULL, bounced_why = NULL,"
	    " is_bounce_told = 0, failed_on = NULL, soft_bounces = iif(is_bounced, 0, soft_bounces)",
	    "issssssffi", organisation, row->email, text_or_empty(row->name), text_or_empty(row->function),
	    text_or_empty(row->lists), row->frequency, text_or_empty(row->territories), row->is_signatory,
	    row->is_steering, import->number);
}

/* A choice by mail is valid as long as the file has the value it had then; a changed cell replaces the
 * choice. */
static int keep_choices(struct import *import, const struct known_contact *known, struct directory_row *row,
			struct err *err)
{
	const struct {
		const char *file, *chosen;
		const char **cell;
		const char *forget;
	} choices[] = {
	    {known->file_lists, known->lists, &row->lists,
	     "UPDATE contact SET file_lists = NULL WHERE id = ?1"},
	    {known->file_frequency, known->frequency, &row->frequency,
	     "UPDATE contact SET file_frequency = NULL WHERE id = ?1"},
	    {known->file_territories, known->territories, &row->territories,
	     "UPDATE contact SET file_territories = NULL WHERE id = ?1"},
	};
	int rc = OK;
	for (size_t i = 0; !rc && i < ARRAY_SIZE(choices); i++) {
		if (!choices[i].file)
			continue;
		if (same(choices[i].file, *choices[i].cell))
			*choices[i].cell = choices[i].chosen;
		else
			rc = sql_run(import->db, NULL, err, choices[i].forget, "i", known->id);
	}
	return rc;
}

static int put_row(struct import *import, const struct directory_row *row, struct err *err)
{
	int64_t organisation;
	bool changed = false, is_known;
	struct known_contact known;
	int rc = put_organisation(import, row, &organisation, &changed, err);
	if (rc)
		return rc;
	if ((rc = find_contact(import, row->email, &known, &is_known, err)))
		return rc;
	if (is_known && known.imported == import->number)
		return err_set(err, ERR_DATA, "line %zu: courriel: this address stands on an earlier line",
			       row->line);
	struct directory_row chosen = *row;
	if (is_known && (rc = keep_choices(import, &known, &chosen, err)))
		return rc;
	row = &chosen;
	if (is_known && says_the_same(&known, row, organisation)) {
		(*(changed ? &import->changes.updated : &import->changes.unchanged))++;
		return sql_run(import->db, NULL, err, "UPDATE contact SET imported = ?2 WHERE id = ?1", "ii",
			       known.id, import->number);
	}
	(*(is_known ? &import->changes.updated : &import->changes.added))++;
	if ((rc = check_territories(import, row, err)))
		return rc;
	return write_contact(import, row, organisation, err);
}

static int deactivate_gone(struct import *import, struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run(import->db, &changed, err,
			 "UPDATE contact SET is_active = 0 WHERE is_active AND imported <> ?1", "i",
			 import->number);
	import->changes.deactivated = (size_t)changed;
	return rc || !changed ? rc : letters_cancel_unserved(import->db, 0, err);
}

/* `territory` repeats the contacts' codes, one row a code, so that audiences are found by index. */
static int rebuild_territories(struct import *import, struct err *err)
{
	int rc = sql_run(import->db, NULL, err, "DELETE FROM territory", "");
	if (!rc)
		rc = sql_run(import->db, NULL, err,
			     "DELETE FROM chosen_territory WHERE contact NOT IN"
			     " (SELECT id FROM contact WHERE file_territories IS NOT NULL)",
			     "");
	if (rc)
		return rc;
	return sql_run(import->db, NULL, err,
		       "INSERT OR IGNORE INTO territory (organisation, code)"
		       " SELECT c.organisation, j.value FROM contact c,"
		       " json_each('[\"' || replace(coalesce(c.file_territories, c.territories), ' ',"
		       " '\",\"') || '\"]') j"
		       " WHERE c.is_active AND coalesce(c.file_territories, c.territories) <> ''",
		       "");
}

static int import_rows(struct import *import, const struct directory_row *rows, size_t count, struct err *err)
{
	int rc = sql_one(import->db, NULL, err, "no answer",
			 "SELECT coalesce(max(imported), 0) + 1 FROM contact", ">i", &import->number);
	if (!rc)
		rc = directory_rename(import->db, import->arena, rows, count, &import->changes, err);
	for (size_t i = 0; i < count && !rc; i++)
		rc = put_row(import, &rows[i], err);
	if (!rc)
		rc = deactivate_gone(import, err);
	if (!rc)
		rc = rebuild_territories(import, err);
	return rc;
}

int directory_import(struct db *db, struct arena *arena, const struct directory_row *rows, size_t count,
		     struct directory_changes *changes, struct err *err)
{
	int rc = db_begin(db, err);
	if (rc)
		return rc;
	struct import import = {.db = db, .arena = arena};
	rc = import_rows(&import, rows, count, err);
	rc = sql_leave(db, true, rc, err);
	if (!rc)
		*changes = import.changes;
	return rc;
}

int directory_gone(struct db *db, const struct directory_row *rows, size_t count, size_t *active,
		   size_t *gone, struct err *err)
{
	int64_t all = 0, stay = 0;
	int rc =
	    sql_one(db, NULL, err, "no answer", "SELECT count(*) FROM contact WHERE is_active", ">i", &all);
	for (size_t i = 0; !rc && i < count; i++) {
		bool stays = false;
		rc = sql_one(db, NULL, err, "no answer",
			     "SELECT EXISTS (SELECT 1 FROM contact WHERE email = ?1 AND is_active)", "s>f",
			     rows[i].email, &stays);
		stay += stays;
	}
	*active = (size_t)all;
	*gone = (size_t)(all > stay ? all - stay : 0);
	return rc;
}
