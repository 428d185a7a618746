/* A view as a workbook (XLSX). */
#ifndef TOOL_WORKBOOK_H
#define TOOL_WORKBOOK_H

#include "db.h"

/* One sheet: the columns' names, then a row each; numbers as numbers, everything else as text that no
 * spreadsheet runs. The rows need the room of one (they go through temporary files). The file is there as a
 * whole or not at all. ERR_IO; ERR_LIMIT: more rows than a sheet has; ERR_* of db_view_query. */
int workbook_write(struct db *db, const struct view_query *query, const char *path, struct err *err);

#endif
