/* Young people whose CV was shared with their consent, and the files. Written by src/db/candidates.c. */
#ifndef DB_CANDIDATES_H
#define DB_CANDIDATES_H

#include "db.h"

struct candidate {
	const char *ref, *status, *given_name, *family_name;
	const char *offer; /* NULL when spontaneous */
	int64_t mission_locale; /* organisation id */
	int64_t adviser;        /* contact id */
	const char *mission_locale_name;
	const char *scope; /* offer, partners */
	bool is_minor;
	const char *rome, *level, *wanted, *mobility;
	const char *consent_expires_on;
	int64_t message; /* the message that brought it */
};

struct candidate_file {
	int64_t id;
	const char *name, *type;
	struct bytes content; /* empty after erasure */
};

int candidate_add(struct db *db, const struct candidate *candidate, struct err *err);
int candidate_get(struct db *db, struct arena *arena, const char *ref, struct candidate *out, struct err *err);
int candidate_set_status(struct db *db, const char *ref, const char *status, struct err *err);
int candidate_add_file(struct db *db, const char *ref, const char *name, const char *type, struct bytes content,
		       int64_t *id, struct err *err);
int candidate_files(struct db *db, struct arena *arena, const char *ref, struct candidate_file **out, size_t *count,
		    struct err *err);
int candidate_file_get(struct db *db, struct arena *arena, int64_t id, struct candidate_file *out, struct err *err);
/* Names, wishes and file contents become NULL (secure_delete overwrites them); status and what the register of consent
 * needs stay. Call db_erase_traces after the commit. */
int candidate_erase(struct db *db, const char *ref, struct err *err);

#endif
