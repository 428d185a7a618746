#include "extract/directory.h"

#include "base/list.h"
#include "base/text.h"
#include "csv_rows.h"
#include "directory_cells.h"

enum { MOST_FILE_BYTES = 20 * 1024 * 1024, MOST_FAULTS = 10000, MOST_COLUMNS = 64 };

static const enum column no_column = COLUMN_COUNT;

struct reader {
	struct arena *arena;
	enum column columns[MOST_COLUMNS]; /* of each cell; no_column for an unknown one */
	size_t column_count;
	bool has_header, is_directory;
	struct list rows;   /* items are struct directory_row */
	struct list faults; /* items are struct directory_fault */
};

static void add_fault(struct reader *reader, size_t line, const char *what)
{
	if (reader->faults.count < MOST_FAULTS)
		*(struct directory_fault *)list_add(&reader->faults) = (struct directory_fault){line, what};
}

static enum column column_named(struct arena *arena, const char *cell)
{
	char *folded = text_fold(arena, cell);

	for (size_t i = 0; i < COLUMN_COUNT; i++)
		if (strcmp(directory_columns[i], folded) == 0)
			return (enum column)i;
	return no_column;
}

static bool has_column(const struct reader *reader, enum column column)
{
	for (size_t i = 0; i < reader->column_count; i++)
		if (reader->columns[i] == column)
			return true;
	return false;
}

static void check_header(struct reader *reader, size_t line)
{
	static const enum column needed[] = {COLUMN_ORGANISATION, COLUMN_TYPE, COLUMN_EMAIL};

	for (size_t i = 0; i < ARRAY_SIZE(needed); i++) {
		if (has_column(reader, needed[i]))
			reader->is_directory = true;
		else
			add_fault(reader, line,
				  arena_printf(reader->arena, "the column \"%s\" is missing",
					       directory_columns[needed[i]]));
	}
}

/* Excel's separator hint "sep=;". */
static bool is_separator_line(const struct csv_row *row)
{
	return row->count && text_starts_with(row->cells[0], "sep=");
}

/* Drops empty cells at the end, which Excel adds. */
static size_t filled_cells(const struct csv_row *row)
{
	size_t count = row->count;

	while (count && text_is_blank(row->cells[count - 1]))
		count--;
	return count;
}

static void take_header(struct reader *reader, const struct csv_row *row)
{
	reader->has_header = true;
	for (size_t i = 0; i < filled_cells(row); i++) {
		enum column column = column_named(reader->arena, row->cells[i]);
		const char *name = text_one_line(reader->arena, row->cells[i], 80);

		if (column == no_column)
			add_fault(reader, row->line,
				  arena_printf(reader->arena,
					       "column %zu: \"%s\" is no column of a directory", i + 1,
					       name));
		else if (has_column(reader, column))
			add_fault(
			    reader, row->line,
			    arena_printf(reader->arena, "column %zu: \"%s\" stands twice", i + 1, name));
		if (reader->column_count < MOST_COLUMNS)
			reader->columns[reader->column_count++] = column;
	}
	check_header(reader, row->line);
}

static void take_cells(struct reader *reader, const struct csv_row *row)
{
	struct directory_row found = {.line = row->line,
				      .organisation = "",
				      .type = ORGANISATION_ANY,
				      .name = "",
				      .email = "",
				      .function = "",
				      .territories = "",
				      .lists = "",
				      .frequency = "immediat"};

	for (size_t i = 0; i < reader->column_count; i++) {
		enum column column = reader->columns[i];
		const char *what;

		if (column == no_column)
			continue;
		what = directory_cell(reader->arena, column, row->cells[i], &found);
		if (what)
			add_fault(reader, row->line,
				  arena_printf(reader->arena, "%s: %s", directory_columns[column], what));
	}
	if (*found.lists == '\0')
		found.lists = directory_default_lists(found.type);
	*(struct directory_row *)list_add(&reader->rows) = found;
}

static void take_row(void *user, const struct csv_row *row)
{
	struct reader *reader = user;

	if (!reader->has_header && is_separator_line(row))
		return;
	if (!reader->has_header)
		take_header(reader, row);
	else if (filled_cells(row) > reader->column_count || row->count < reader->column_count)
		add_fault(reader, row->line,
			  arena_printf(reader->arena, "%zu cells, the first row has %zu columns", row->count,
				       reader->column_count));
	else
		take_cells(reader, row);
}

/* A row with the keys that identify it. */
struct keyed_row {
	const char *key;
	const struct directory_row *row;
};

static int by_key(const void *left, const void *right)
{
	const struct keyed_row *a = left, *b = right;
	int order = strcmp(a->key, b->key);

	if (order)
		return order;
	return a->row->line < b->row->line ? -1 : a->row->line > b->row->line;
}

static struct keyed_row *sorted_rows(struct reader *reader, bool by_email)
{
	struct keyed_row *keyed = arena_array(reader->arena, reader->rows.count, sizeof(*keyed));

	for (size_t i = 0; i < reader->rows.count; i++) {
		const struct directory_row *row = (struct directory_row *)reader->rows.items + i;

		keyed[i].row = row;
		keyed[i].key = by_email ? text_lower_ascii(reader->arena, row->email)
					: text_fold(reader->arena, row->organisation);
	}
	qsort(keyed, reader->rows.count, sizeof(*keyed), by_key);
	return keyed;
}

/* Compares each row with the first one that has the same key. */
static void check_duplicates(struct reader *reader)
{
	struct keyed_row *keyed = sorted_rows(reader, true);
	size_t first = 0;

	for (size_t i = 1; i < reader->rows.count; i++) {
		if (*keyed[i].key && strcmp(keyed[i].key, keyed[first].key) == 0)
			add_fault(reader, keyed[i].row->line,
				  arena_printf(reader->arena, "courriel: %s stands on line %zu already",
					       keyed[i].row->email, keyed[first].row->line));
		else
			first = i;
	}
}

static void check_types(struct reader *reader)
{
	struct keyed_row *keyed = sorted_rows(reader, false);
	size_t first = 0;

	for (size_t i = 1; i < reader->rows.count; i++) {
		const struct directory_row *row = keyed[i].row, *before = keyed[first].row;

		if (*keyed[i].key == '\0' || strcmp(keyed[i].key, keyed[first].key) != 0)
			first = i;
		else if (!before->type)
			first = i;
		else if (row->type && row->type != before->type)
			add_fault(reader, row->line,
				  arena_printf(reader->arena, "type: \"%s\" is %s here and %s on line %zu",
					       row->organisation, organisation_type_name(row->type),
					       organisation_type_name(before->type), before->line));
	}
}

static int by_line(const void *left, const void *right)
{
	const struct directory_fault *a = left, *b = right;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return strcmp(a->what, b->what);
}

/* Formats that spreadsheets write besides CSV. */
static const struct {
	const char *beginning, *is;
} OTHERS[] = {{"\xff\xfe", "Unicode text (UTF-16)"},
	      {"\xfe\xff", "Unicode text (UTF-16)"},
	      {"PK\3\4", "a workbook"},
	      {"\xd0\xcf\x11\xe0", "a workbook of old"}};

static int check_file(struct bytes file, struct err *err)
{
	if (file.length > MOST_FILE_BYTES)
		return err_set(err, ERR_LIMIT, "the directory file is larger than %d MB",
			       MOST_FILE_BYTES >> 20);
	if (file.length == 0)
		return err_set(err, ERR_DATA, "the directory file is empty");
	for (size_t i = 0; i < ARRAY_SIZE(OTHERS); i++)
		if (file.length > strlen(OTHERS[i].beginning) &&
		    !memcmp(file.data, OTHERS[i].beginning, strlen(OTHERS[i].beginning)))
			return err_set(err, ERR_DATA, "%s, not CSV: save it as \"CSV UTF-8\"", OTHERS[i].is);
	if (memchr(file.data, '\0', file.length))
		return err_set(err, ERR_DATA,
			       "neither UTF-8 nor Windows-1252 text: save it as \"CSV UTF-8\"");
	return OK;
}

int directory_read(struct arena *arena, struct bytes file, struct directory_row **rows, size_t *row_count,
		   struct directory_fault **faults, size_t *fault_count, struct err *err)
{
	struct reader reader = {
	    .arena = arena,
	    .rows = {.arena = arena, .size_bytes = sizeof(struct directory_row)},
	    .faults = {.arena = arena, .size_bytes = sizeof(struct directory_fault)},
	};
	size_t bad_line = 0;
	int rc = check_file(file, err);

	if (rc)
		return rc;
	if (!csv_read(arena, file, take_row, &reader, &bad_line))
		add_fault(&reader, bad_line, "a quotation mark stands where none can be, or is never closed");
	if (!reader.is_directory)
		return err_set(err, ERR_DATA,
			       "not a directory file: the first row does not name its columns");
	if (reader.rows.count > 0) {
		check_duplicates(&reader);
		check_types(&reader);
	}
	if (reader.faults.count > 0)
		qsort(reader.faults.items, reader.faults.count, sizeof(struct directory_fault), by_line);
	*rows = reader.rows.items;
	*row_count = reader.rows.count;
	*faults = reader.faults.items;
	*fault_count = reader.faults.count;
	return OK;
}
