#include "workbook.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_ROWS = LXW_ROW_MAX - 1, MOST_CELL = 32767, WIDE = 24 };

/* Input for a workbook of a view. */
struct viewed {
	struct db *db;
	const struct view_query *query;
};

struct sheet {
	lxw_worksheet *worksheet;
	lxw_format *bold;
	lxw_row_t row; /* next row; row 0 has the names */
};

/* Control characters and directional marks are removed, as in other formats; the length of a cell is
 * limited. */
static const char *cell_text(struct arena *arena, const char *value)
{
	const char *text = text_undirected(arena, value);
	return strlen(text) > MOST_CELL ? text_one_line(arena, text, MOST_CELL) : text;
}

static void write_names(struct sheet *sheet, const struct db_row *row)
{
	for (size_t c = 0; c < row->count; c++)
		worksheet_write_string(sheet->worksheet, 0, (lxw_col_t)c, row->names[c], sheet->bold);
	worksheet_set_column(sheet->worksheet, 0, (lxw_col_t)row->count, WIDE, NULL);
	worksheet_freeze_panes(sheet->worksheet, 1, 0);
	sheet->row = 1;
}

static int write_row(void *user, const struct db_row *row, struct err *err)
{
	struct sheet *sheet = user;
	if (!row->values)
		return write_names(sheet, row), OK;
	struct arena *arena = arena_new();
	for (size_t c = 0; c < row->count; c++) {
		if (!row->values[c])
			continue;
		if (row->is_number[c])
			worksheet_write_number(sheet->worksheet, sheet->row, (lxw_col_t)c,
					       strtod(row->values[c], NULL), NULL);
		else
			worksheet_write_string(sheet->worksheet, sheet->row, (lxw_col_t)c,
					       cell_text(arena, row->values[c]), NULL);
	}
	sheet->row++;
	arena_free(&arena);
	return sheet->row > MOST_ROWS
		   ? err_set(err, ERR_LIMIT, "more rows than a sheet has (%d): use --csv", MOST_ROWS)
		   : OK;
}

static int write_view(void *user, lxw_workbook *book, struct err *err)
{
	struct viewed *viewed = user;
	struct sheet sheet = {.worksheet = workbook_add_worksheet(book, viewed->query->view),
			      .bold = workbook_add_format(book)};
	format_set_bold(sheet.bold);
	return db_view_query(viewed->db, viewed->query, write_row, &sheet, err);
}

int workbook_write(struct db *db, const struct view_query *query, const char *path, struct err *err)
{
	struct view_query named = *query;
	named.names_first = true;
	return workbook_make(path, true, write_view, &(struct viewed){db, &named}, err);
}

static int make(const char *unfinished, bool streams, workbook_fill *fill, void *user, struct err *err)
{
	lxw_workbook_options options = {.constant_memory = streams};
	lxw_workbook *book = workbook_new_opt(unfinished, &options);
	if (!book)
		return err_set(err, ERR_IO, "can't be made");
	int rc = fill(user, book, err);
	lxw_error result = workbook_close(book);
	if (!rc && result != LXW_NO_ERROR)
		rc = err_set(err, ERR_IO, "%s", lxw_strerror(result));
	return rc;
}

/* On failure the library prints messages of its own, so try to create the file first. */
int workbook_make(const char *path, bool streams, workbook_fill *fill, void *user, struct err *err)
{
	struct arena *arena = arena_new();
	const char *unfinished = arena_printf(arena, "%s.%ld", path, (long)getpid());
	int fd = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
	int rc = fd < 0 || close(fd) ? err_set(err, ERR_IO, "%s", strerror(errno))
				     : make(unfinished, streams, fill, user, err);
	if (!rc && rename(unfinished, path))
		rc = err_set(err, ERR_IO, "%s", strerror(errno));
	if (rc) {
		unlink(unfinished);
		rc = err_prefix(err, "%s", path);
	}
	arena_free(&arena);
	return rc;
}
