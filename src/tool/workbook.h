/* Workbooks (XLSX). */
#ifndef TOOL_WORKBOOK_H
#define TOOL_WORKBOOK_H

#include "db.h"

#include <xlsxwriter.h>

/* Writes the sheets. ERR_*: there is no workbook. */
typedef int workbook_fill(void *user, lxw_workbook *book, struct err *err);
/* The file is there as a whole or not at all. streams: each sheet is written row after row, and needs the
 * room of one (it goes through a temporary file). ERR_IO; what `fill` says. */
int workbook_make(const char *path, bool streams, workbook_fill *fill, void *user, struct err *err);

/* A view: one sheet, the columns' names, then a row each; numbers as numbers, everything else as text that no
 * spreadsheet runs. ERR_IO; ERR_LIMIT: more rows than a sheet has; ERR_* of db_view_query. */
int workbook_write(struct db *db, const struct view_query *query, const char *path, struct err *err);

#endif
