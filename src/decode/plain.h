/* text/plain -> lines: handles quote marks and format=flowed (RFC 3676). */
#ifndef DECODE_PLAIN_H
#define DECODE_PLAIN_H

#include "source.h"

struct plain_format {
	bool is_flowed;
	bool is_delsp; /* DelSp=yes: the space before a soft line break is deleted */
};

void plain_lines(const char *text, struct plain_format format, struct source *out);

#endif
