/* Young people whose CV was shared with their consent, and the files. Written by src/db/candidates.c. */
#ifndef DB_CANDIDATES_H
#define DB_CANDIDATES_H

#include "db.h"

struct candidate {
	const char *ref, *status, *given_name, *family_name;
	const char *offer;	/* NULL when spontaneous */
	int64_t mission_locale; /* organisation id */
	int64_t adviser;	/* contact id */
	const char *mission_locale_name;
	const char *scope; /* offer, partners */
	bool is_minor;
	const char *rome, *level, *wanted, *mobility;
	const char *consent_expires_on;
	int64_t message;     /* the message that brought the CV */
	const char *send_by; /* last day on which letters with the CV may be sent (YYYY-MM-DD); NULL: no
				limit */
	bool is_erased;
};

struct candidate_file {
	int64_t id;
	const char *name, *type;
	struct bytes content; /* empty after erasure */
};

int candidate_add(struct db *db, const struct candidate *candidate, struct err *err);
int candidate_get(struct db *db, struct arena *arena, const char *ref, struct candidate *out,
		  struct err *err);
int candidate_set_status(struct db *db, const char *ref, const char *status, struct err *err);
int candidate_add_file(struct db *db, const char *ref, const char *name, const char *type,
		       struct bytes content, int64_t *id, struct err *err);
int candidate_files(struct db *db, struct arena *arena, const char *ref, struct candidate_file **out,
		    size_t *count, struct err *err);
int candidate_file_get(struct db *db, struct arena *arena, int64_t id, struct candidate_file *out,
		       struct err *err);
/* Stores the scope and last day of a renewed consent. ERR_NOT_FOUND. */
int candidate_renew(struct db *db, const char *ref, const char *scope, const char *expires_on,
		    struct err *err);

/* For the calendar; ERR_NOT_FOUND: none. Dates are YYYY-MM-DD. */
int candidate_next_expired(struct db *db, struct arena *arena, const char *today, char **ref,
			   struct err *err);
/* The next candidate whose consent ends by `until` and whose reminder was not sent. */
int candidate_next_to_remind(struct db *db, struct arena *arena, const char *until, char **ref,
			     struct err *err);
int candidate_reminded(struct db *db, const char *ref, struct err *err);
/* The next candidate whose last day for sending has passed; candidate_forget_send_by undoes that. */
int candidate_next_past_send_by(struct db *db, struct arena *arena, const char *today, char **ref,
				struct err *err);
int candidate_forget_send_by(struct db *db, const char *ref, struct err *err);
/* The next candidate with cancelled letters that its mission locale does not know of yet; *why: UNSENT_... of
 * db/letters.h. */
int candidate_next_unsent(struct db *db, struct arena *arena, char **ref, char **why, struct err *err);
int candidate_unsent_told(struct db *db, const char *ref, struct err *err);
/* The next candidate whose CV is still held. ERR_NOT_FOUND. */
int candidate_next_held(struct db *db, struct arena *arena, char **ref, struct err *err);

struct outcome {
	const char *candidate, *outcome; /* interview, hired, rejected */
	const char *date, *at;		 /* the day that the outcome is about; when it was reported (UTC) */
	int64_t sender, message;
	const char *organisation; /* the sender's; read only */
};
int outcome_add(struct db *db, const struct outcome *outcome, struct err *err);
/* All outcomes of a candidate, oldest first: the last one counts. */
int outcomes_of(struct db *db, struct arena *arena, const char *ref, struct outcome **out, size_t *count,
		struct err *err);

/* Sets names, wishes and file contents to NULL (secure_delete overwrites them). Status and what the register
 * of consent needs stay. Call db_erase_traces after the commit. */
int candidate_erase(struct db *db, const char *ref, struct err *err);

#endif
