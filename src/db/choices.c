/* Choices that contacts make by mail, and who was welcomed. A choice is stored with the value that the
 * directory file had, and is valid as long as the file has that value. */
#include "contact_columns.h"

int contact_choose_lists(struct db *db, int64_t contact, const char *lists, struct err *err)
{
	return sql_run(
	    db, NULL, err,
	    "UPDATE contact SET file_lists = coalesce(file_lists, lists), lists = ?2 WHERE id = ?1", "is",
	    contact, lists);
}

int contact_choose_frequency(struct db *db, int64_t contact, const char *frequency, struct err *err)
{
	return sql_run(db, NULL, err,
		       "UPDATE contact SET file_frequency = coalesce(file_frequency, frequency),"
		       " frequency = ?2 WHERE id = ?1",
		       "is", contact, frequency);
}

int contact_choose_territories(struct db *db, int64_t contact, const char *codes, struct err *err)
{
	int rc = sql_run(db, NULL, err,
			 "UPDATE contact SET file_territories = coalesce(file_territories, territories),"
			 " territories = ?2 WHERE id = ?1",
			 "is", contact, codes);
	if (!rc)
		rc = sql_run(db, NULL, err, "DELETE FROM chosen_territory WHERE contact = ?1", "i", contact);
	return rc ? rc
		  : sql_run(db, NULL, err,
			    "INSERT OR IGNORE INTO chosen_territory (contact, code)"
			    " SELECT ?1, value FROM json_each('[\"' || replace(?2, ' ', '\",\"') || '\"]')",
			    "is", contact, codes);
}

int territory_is_within(struct db *db, int64_t organisation, const char *code, bool *is_within,
			struct err *err)
{
	return sql_one(
	    db, NULL, err, "no answer",
	    "WITH held AS MATERIALIZED (SELECT code FROM territory WHERE organisation = ?1)"
	    "SELECT EXISTS (SELECT 1 FROM held WHERE code IN ('FR', ?2)) OR (?2 <> 'FR' AND NOT EXISTS ("
	    "SELECT 1 FROM atom a WHERE ?2 IN ('R' || a.region, 'A' || a.former_region,"
	    " 'D' || a.department, 'C' || a.parent, 'C' || a.insee, 'P' || a.postal_code)"
	    " AND NOT EXISTS (SELECT 1 FROM held WHERE code IN ('R' || a.region, 'A' || a.former_region,"
	    " 'D' || a.department, 'C' || a.parent, 'C' || a.insee, 'P' || a.postal_code))))",
	    "is>f", organisation, code, is_within);
}

int contacts_owe_welcome(struct db *db, int64_t *count, struct err *err)
{
	return sql_run(db, count, err,
		       "UPDATE contact SET is_welcome_owed = 1 WHERE is_active AND NOT is_welcome_owed"
		       " AND welcomed_at IS NULL",
		       "");
}

int contacts_to_welcome(struct db *db, struct arena *arena, size_t most, struct contact **out, size_t *count,
			struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT " CONTACT_COLUMNS " WHERE c.is_welcome_owed AND c.is_active"
			   " AND NOT c.is_bounced ORDER BY c.id LIMIT ?1",
			   "i", (int64_t)most);
	return contacts_read(&sql, rc, arena, out, count, err);
}

int contact_welcomed(struct db *db, int64_t contact, time_t at, struct err *err)
{
	return sql_run(db, NULL, err,
		       "UPDATE contact SET is_welcome_owed = 0, welcomed_at = ?2 WHERE id = ?1", "it",
		       contact, at);
}
