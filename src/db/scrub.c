#include "scrub.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

/* https://www.sqlite.org/fileformat2.html, section 1.6 */
enum {
	TYPE = 0,
	FIRST_FREE_BLOCK = 1,
	CELL_COUNT = 3,
	CELLS_BEGIN = 5,
	FREE_BLOCK_HEADER_BYTES = 4,
	FILE_HEADER_BYTES = 100,
};

static const sqlite3_io_methods *below; /* of the layer below */
static sqlite3_io_methods methods;	/* the same except for writing */
static sqlite3_vfs vfs;
static sqlite3_vfs *base_vfs;

static size_t number_at(const unsigned char *page, size_t at)
{
	return (size_t)page[at] << 8 | page[at + 1];
}

/* The length of a b-tree page's header; 0 for any other page. The first byte of overflow and free pages is
 * the high byte of a page number, which is 0 or 1 (scrub.h). */
static size_t header_length(unsigned char type)
{
	switch (type) {
	case 2:
	case 5:
		return 12;
	case 10:
	case 13:
		return 8;
	default:
		return 0;
	}
}

static void scrub_free_blocks(unsigned char *page, size_t block)
{
	size_t after = 0; /* blocks are in ascending order, so this ends with a damaged chain too */
	while (block > after && block + FREE_BLOCK_HEADER_BYTES <= PAGE_BYTES) {
		size_t next = number_at(page, block), length = number_at(page, block + 2);
		if (length < FREE_BLOCK_HEADER_BYTES || block + length > PAGE_BYTES)
			return;
		memset(page + block + FREE_BLOCK_HEADER_BYTES, 0, length - FREE_BLOCK_HEADER_BYTES);
		after = block + length - 1;
		block = next;
	}
}

void scrub_page(unsigned char page[PAGE_BYTES], size_t header)
{
	size_t length = header_length(page[header + TYPE]);
	if (!length)
		return;
	size_t room = header + length + 2 * number_at(page, header + CELL_COUNT);
	size_t cells = number_at(page, header + CELLS_BEGIN);
	if (room > cells || cells > PAGE_BYTES)
		return; /* damaged: leave it for the integrity check */
	memset(page + room, 0, cells - room);
	scrub_free_blocks(page, number_at(page, header + FIRST_FREE_BLOCK));
}

/* Scrubs pages written to the register; writes to the WAL are passed on unchanged. */
static int write_page(sqlite3_file *file, const void *data, int length, sqlite3_int64 offset)
{
	unsigned char page[PAGE_BYTES];
	if (length != PAGE_BYTES || offset % PAGE_BYTES != 0)
		return below->xWrite(file, data, length, offset);
	memcpy(page, data, PAGE_BYTES);
	scrub_page(page, offset == 0 ? FILE_HEADER_BYTES : 0);
	return below->xWrite(file, page, length, offset);
}

static int open_file(sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
	int result = base_vfs->xOpen(self, name, file, flags, out_flags);
	if (result != SQLITE_OK || !(flags & SQLITE_OPEN_MAIN_DB))
		return result;
	if (!below) {
		below = file->pMethods;
		methods = *below;
		methods.xWrite = write_page;
	}
	if (file->pMethods != below) { /* not the file system of the first register */
		file->pMethods->xClose(file);
		file->pMethods = NULL;
		return SQLITE_CANTOPEN;
	}
	file->pMethods = &methods;
	return SQLITE_OK;
}

const char *scrub_vfs(void)
{
	static const char name[] = "scrub";
	if (base_vfs)
		return name;
	if (!(base_vfs = sqlite3_vfs_find(NULL)))
		return NULL;
	vfs = *base_vfs;
	vfs.zName = name;
	vfs.pNext = NULL;
	vfs.xOpen = open_file;
	return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK ? name : NULL;
}
