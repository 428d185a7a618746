#include "directory_rename.h"

#include "base/text.h"
#include "sql.h"

/* The rows of one organisation in the file. */
struct group {
	const char *folded;
	const struct directory_row *first;
	size_t from, to; /* in the sorted rows */
};

struct named {
	const char *folded;
	const struct directory_row *row;
};

struct renaming {
	struct db *db;
	struct arena *arena;
	struct named *sorted; /* by folded name */
	size_t count;
	struct directory_changes *changes;
};

static int by_name(const void *left, const void *right)
{
	const struct named *a = left, *b = right;
	return strcmp(a->folded, b->folded);
}

static void sort(struct renaming *r, const struct directory_row *rows, size_t count)
{
	r->sorted = arena_array(r->arena, count + 1, sizeof(struct named));
	for (size_t i = 0; i < count; i++)
		r->sorted[i] = (struct named){text_fold(r->arena, rows[i].organisation), &rows[i]};
	qsort(r->sorted, count, sizeof(struct named), by_name);
	r->count = count;
}

static bool is_in_file(const struct renaming *r, const char *folded)
{
	size_t low = 0, high = r->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(folded, r->sorted[middle].folded);
		if (!order)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

struct known {
	int64_t id;
	const char *name, *folded;
};

static int find_identified(struct renaming *r, const char *identifier, struct known *out, bool *found,
			   struct err *err)
{
	*found = false;
	if (text_is_blank(identifier))
		return OK;
	return sql_find(r->db, r->arena, found, err,
			"SELECT id, name, folded FROM organisation WHERE identifier = ?1", "s>iss",
			identifier, &out->id, &out->name, &out->folded);
}

static char *emails_of(struct renaming *r, const struct group *group)
{
	struct buf list = {.arena = r->arena};
	for (size_t i = group->from; i < group->to; i++)
		buf_printf(&list, "%s\"%s\"", list.length ? "," : "[",
			   text_lower_ascii(r->arena, r->sorted[i].row->email));
	buf_adds(&list, "]");
	return buf_text(&list);
}

/* The organisation of that kind without an identifier, at least half of whose active addresses are in the
 * group; of several, the one with the most. */
static int find_by_addresses(struct renaming *r, const struct group *group, struct known *out, bool *found,
			     struct err *err)
{
	return sql_find(
	    r->db, r->arena, found, err,
	    "SELECT o.id, o.name, o.folded FROM organisation o JOIN contact c ON c.organisation = o.id"
	    " WHERE c.is_active AND o.type = ?2 AND o.identifier IS NULL"
	    " AND o.id IN (SELECT organisation FROM contact WHERE lower(email) IN (SELECT value FROM "
	    "json_each(?1)))"
	    " GROUP BY o.id HAVING 2 * sum(lower(c.email) IN (SELECT value FROM json_each(?1))) >= count(*)"
	    " ORDER BY sum(lower(c.email) IN (SELECT value FROM json_each(?1))) DESC, o.id LIMIT 1",
	    "ss>iss", emails_of(r, group), organisation_type_name(group->first->type), &out->id, &out->name,
	    &out->folded);
}

static int rename_to(struct renaming *r, const struct known *known, const struct group *group,
		     struct err *err)
{
	struct directory_changes *changes = r->changes;
	int rc = sql_run(r->db, NULL, err, "UPDATE organisation SET name = ?2, folded = ?3 WHERE id = ?1",
			 "iss", known->id, group->first->organisation, group->folded);
	changes->renamed =
	    arena_one_more(r->arena, changes->renamed, changes->renamed_count, sizeof *changes->renamed);
	changes->renamed[changes->renamed_count++] =
	    (struct directory_rename){known->name, group->first->organisation};
	return rc;
}

static int settle_group(struct renaming *r, const struct group *group, struct err *err)
{
	struct known known;
	bool is_known, found;
	int64_t id;
	int rc = find_identified(r, group->first->identifier, &known, &found, err);
	if (rc)
		return rc;
	if (found)
		return strcmp(known.folded, group->folded) ? rename_to(r, &known, group, err) : OK;
	rc = sql_find(r->db, r->arena, &is_known, err, "SELECT id FROM organisation WHERE folded = ?1", "s>i",
		      group->folded, &id);
	if (rc || is_known || (rc = find_by_addresses(r, group, &known, &found, err)))
		return rc;
	/* An organisation whose name is still in the file is not renamed, even when its contacts left. */
	return found && !is_in_file(r, known.folded) ? rename_to(r, &known, group, err) : OK;
}

int directory_rename(struct db *db, struct arena *arena, const struct directory_row *rows, size_t count,
		     struct directory_changes *changes, struct err *err)
{
	struct renaming r = {.db = db, .arena = arena, .changes = changes};
	int rc = OK;
	sort(&r, rows, count);
	for (size_t from = 0, to; !rc && from < count; from = to) {
		for (to = from + 1; to < count && !strcmp(r.sorted[to].folded, r.sorted[from].folded);)
			to++;
		rc = settle_group(&r, &(struct group){r.sorted[from].folded, r.sorted[from].row, from, to},
				  err);
	}
	return rc;
}

int directory_identify(struct db *db, int64_t organisation, const char *identifier, struct err *err)
{
	if (text_is_blank(identifier))
		return OK;
	return sql_run(db, NULL, err, "UPDATE organisation SET identifier = ?2 WHERE id = ?1", "is",
		       organisation, identifier);
}
