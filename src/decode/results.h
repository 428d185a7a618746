/* The grammar of an Authentication-Results field (RFC 8601 section 2.2). */
#ifndef DECODE_RESULTS_H
#define DECODE_RESULTS_H

#include "base/bytes.h"

#include <stdbool.h>

struct property {
	const char *name;  /* "header.d", in lower case; "action" when the server omits the ptype */
	const char *value; /* as written, without quotes */
};

struct result {
	const char *method; /* "dkim", in lower case */
	const char *result; /* "pass", in lower case */
	struct property *properties;
	size_t count;
	bool is_doubtful; /* a comment touches a value, or a property is duplicate: proves nothing */
};

struct results {
	const char *authserv_id; /* "" when missing or unreadable */
	bool has_no_id;		 /* it starts with a result, as Exchange Online writes it */
	bool is_understood;	 /* version 1, and well-formed throughout */
	struct result *items;
	size_t count;
};

void results_parse(struct arena *arena, const char *value, struct results *out);

/* The value of a property of the result, or NULL. */
const char *results_property(const struct result *result, const char *name);

#endif
