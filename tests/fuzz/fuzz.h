/* Shared by the fuzz targets. A target is one file: fuzz_prepare runs once, fuzz_one for each input, with an
 * arena of its own. libFuzzer drives it (make fuzz); replay.c runs the inputs of regress/TARGET and the seeds
 * in make check. */
#ifndef FUZZ_H
#define FUZZ_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fuzz_prepare(void);
void fuzz_one(struct arena *arena, struct bytes input);

/* Ends the process, which is a finding: a property of the target is violated. */
static inline void fuzz_expect(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "fuzz: not so: %s\n", what);
	abort();
}

/* Takes the next piece of the input, up to a NUL. */
static inline const char *fuzz_piece(struct arena *arena, struct bytes *input)
{
	size_t length = 0;
	while (length < input->length && input->data[length])
		length++;
	const char *piece = arena_strndup(arena, (const char *)input->data, length);
	length += length < input->length;
	*input = (struct bytes){input->data + length, input->length - length};
	return piece;
}

#endif
