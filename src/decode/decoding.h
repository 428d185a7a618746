/* State shared by the modules of this stage while one message is decoded. */
#ifndef DECODE_DECODING_H
#define DECODE_DECODING_H

#include "base/hash.h"
#include "decode.h"

/* The best candidate for the mail's calendar so far. */
struct calendar_part {
	int rank; /* 0: none yet */
	struct bytes content;
	const char *method, *charset; /* parameters of its type */
};

struct decoding {
	struct arena *arena;
	const struct decode_options *options;
	struct mail *mail;
	size_t total_bytes;   /* decoded so far, in all parts */
	size_t parts;	      /* seen so far */
	struct hash *content; /* over the decoded content */
	struct calendar_part calendar;
};

/* Adds a warning unless it is there already. Never content, names or addresses. */
void decoding_warn(struct decoding *decoding, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
