/* The directory file -> rows or faults. */
#include "fuzz.h"

#include "extract.h"
#include "extract/directory.h"

void fuzz_prepare(void)
{
	struct err err = {0};
	fuzz_expect(!extract_init(&err), err.text);
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	struct directory_row *rows;
	struct directory_fault *faults;
	size_t row_count, fault_count;
	struct err err = {0};
	if (directory_read(arena, input, &rows, &row_count, &faults, &fault_count, &err))
		return;
	for (size_t i = 0; i < fault_count; i++)
		fuzz_expect(!strchr(faults[i].what, '\n'), "a fault is one line");
}
