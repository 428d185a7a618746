/* Private to db: the file layer under SQLite that makes secure_delete complete.
 *
 * secure_delete overwrites a row that is deleted, but when pages split or merge SQLite moves rows to their
 * neighbours and leaves the old copies in the unused room of the page they stood on; deleting the row later
 * does not find those. So each page is written to the register with its unused room filled with zeros.
 *
 * A b-tree page is told by its first byte, 2, 5, 10 or 13. That of overflow and free pages is the high byte
 * of a page number: it is 0 or 1 as long as the register has less than 2^25 pages (128 GiB), which
 * max_page_count sees to (db.c). */
#ifndef DB_SCRUB_H
#define DB_SCRUB_H

#include <stddef.h>

enum { PAGE_BYTES = 4096 };

/* Registers the layer once and returns its name for sqlite3_open_v2; NULL when SQLite has no layer to stand
 * on. */
const char *scrub_vfs(void);

/* Clears the unused room of a b-tree page; any other page stays as it is. header: where its header begins,
 * 100 on the first page of the file, else 0. */
void scrub_page(unsigned char page[PAGE_BYTES], size_t header);

#endif
