/* Diagnostics of territories and their documents (specification section 7). Written by
 * src/db/diagnostics.c. */
#ifndef DB_DIAGNOSTICS_H
#define DB_DIAGNOSTICS_H

#include "db.h"

#include <time.h>

struct diagnostic {
	const char *ref, *title;
	int64_t year;
	const char *territory, *codes; /* as written; codes separated by spaces */
	const char *summary, *event;   /* NULL: none */
	int64_t organisation, sender;  /* organisation and contact id */
	const char *organisation_name; /* read only */
	time_t received_at;
	int64_t message; /* 0: none */
};

int diagnostic_add(struct db *db, const struct diagnostic *diagnostic, struct err *err);
/* ERR_NOT_FOUND. */
int diagnostic_get(struct db *db, struct arena *arena, const char *ref, struct diagnostic *out,
		   struct err *err);
/* Adds one of its documents; *id is what letters refer to (see candidate_file_get). */
int diagnostic_add_file(struct db *db, const char *ref, const char *name, const char *type,
			struct bytes content, int64_t *id, struct err *err);
/* Erases the bytes of documents that came before and that no queued letter needs, at most `most`; *count says
 * how many. */
int diagnostics_forget_files(struct db *db, time_t received_before, size_t most, int64_t *count,
			     struct err *err);

#endif
