/* Workbooks (XLSX). */
#ifndef TOOL_WORKBOOK_H
#define TOOL_WORKBOOK_H

#include "db.h"

#include <xlsxwriter.h>

/* Adds the sheets. ERR_*: no workbook is written. */
typedef int workbook_fill(void *user, lxw_workbook *book, struct err *err);
/* Writes the file atomically. streams: sheets are written row by row through a temporary file, with one row
 * in memory. ERR_IO; errors of `fill`. */
int workbook_make(const char *path, bool streams, workbook_fill *fill, void *user, struct err *err);

/* A view as one sheet: the columns' names, then the rows; numbers as numbers, everything else as text that
 * spreadsheets don't evaluate. ERR_IO; ERR_LIMIT: too many rows for a sheet; ERR_* of db_view_query. */
int workbook_write(struct db *db, const struct view_query *query, const char *path, struct err *err);

#endif
