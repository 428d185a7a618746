/* Private to db: the file layer under SQLite that completes secure_delete.
 *
 * secure_delete overwrites a deleted row. But when pages split or merge, SQLite moves rows to neighbouring
 * pages and leaves old copies in the unused space of the original page, which deleting the row later does not
 * reach. So this layer zeros the unused space of each page written to the register.
 *
 * A b-tree page starts with a byte 2, 5, 10 or 13. Overflow and free pages start with the high byte of a page
 * number, which is 0 or 1 while the register has less than 2^25 pages (128 GiB); max_page_count ensures that
 * (db.c). */
#ifndef DB_SCRUB_H
#define DB_SCRUB_H

#include <stddef.h>

enum { PAGE_BYTES = 4096 };

/* Registers the layer once and returns its name for sqlite3_open_v2; NULL when SQLite has no layer to build
 * on. */
const char *scrub_vfs(void);

/* Zeros the unused space of a b-tree page; leaves any other page unchanged. header: offset of its header, 100
 * on the first page of the file, else 0. */
void scrub_page(unsigned char page[PAGE_BYTES], size_t header);

#endif
