/* Private to db: what a connection is. */
#ifndef DB_CONNECTION_H
#define DB_CONNECTION_H

#include "db.h"

#include <pthread.h>
#include <sqlite3.h>

enum {
	STATEMENT_SLOTS = 512, /* a power of two, several times the number of statements in the program */
	BUSY_TIMEOUT_MS = 10000,
};

struct db {
	sqlite3 *handle;
	int busy_timeout_ms; /* how long another's lock is waited for */
	long long busy_until_ms;
	pthread_mutex_t *writers; /* NULL: this process has none to take turns with */
	bool has_turn;
	struct statement {
		const char *text; /* its address is the key */
		sqlite3_stmt *statement;
	} statements[STATEMENT_SLOTS];
};

/* Brings the register to this program's version, all steps in one transaction. ERR_CONFIG: a newer program
 * wrote it; ERR_INTERNAL: a step leaves a row that refers to nothing. */
int migrate(struct db *db, struct err *err);
/* One such change. A table is rebuilt (for another CHECK, say) as sqlite.org/lang_altertable.html section 7
 * has it: its new form under another name, the rows copied, the old one dropped, the new one renamed, its
 * indexes made anew. */
int migrate_script(struct db *db, const char *script, struct err *err);
/* The version that this program writes. */
int migrate_version(void);
/* The register's user_version. */
int migrate_current(struct db *db, int *version, struct err *err);

#endif
