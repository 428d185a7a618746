/* Versions of the annual report (specification section 7). Written by src/db/reports.c. */
#ifndef DB_REPORTS_H
#define DB_REPORTS_H

#include "db.h"

#include <time.h>

struct report {
	const char *ref; /* BIL-2026 */
	int64_t year, version;
	const char *status;   /* draft approved refused published */
	const char *sha256;   /* over the bytes of document */
	const char *document; /* JSON (kind/report.h); never changed */
	time_t drafted_at;
	const char *published_at; /* UTC, or NULL */
};

int report_add(struct db *db, const struct report *report, struct err *err);
/* That version; version 0: the newest. ERR_NOT_FOUND. */
int report_get(struct db *db, struct arena *arena, const char *ref, int64_t version, struct report *out,
	       struct err *err);
/* The version that a letter about the report was sent for, by its Message-ID; 0: none. */
int report_version_of_letter(struct db *db, const char *message_id, const char *ref, int64_t *version,
			     struct err *err);
/* Overwrites status and published_at. */
int report_update(struct db *db, const struct report *report, struct err *err);

#endif
