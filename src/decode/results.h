/* The grammar of an Authentication-Results field (RFC 8601 section 2.2). */
#ifndef DECODE_RESULTS_H
#define DECODE_RESULTS_H

#include "base/bytes.h"

#include <stdbool.h>

struct property {
	const char *name;  /* "header.d", in lower case; without ptype as some servers write it: "action" */
	const char *value; /* as written, without quotes */
};

struct result {
	const char *method; /* "dkim", in lower case */
	const char *result; /* "pass", in lower case */
	struct property *properties;
	size_t count;
	bool
	    is_doubtful; /* a comment touches one of its values, or a property stands there twice: no proof */
};

struct results {
	const char *authserv_id; /* "" when even that can't be read, or there is none */
	bool has_no_id;		 /* it begins with a result, as Exchange Online writes it */
	bool is_understood;	 /* version 1 and well-formed to its end */
	struct result *items;
	size_t count;
};

void results_parse(struct arena *arena, const char *value, struct results *out);

/* The value of the result's property, or NULL. */
const char *results_property(const struct result *result, const char *name);

#endif
