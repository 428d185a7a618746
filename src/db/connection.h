/* Private to db: what a connection is. */
#ifndef DB_CONNECTION_H
#define DB_CONNECTION_H

#include "db.h"

#include <pthread.h>
#include <sqlite3.h>

enum {
	STATEMENT_SLOTS = 512, /* a power of two, several times the number of statements in the program */
	BUSY_TIMEOUT_MS = 10000,
	MAKING_TIMEOUT_MS =
	    60000, /* while another process creates the register or brings it to this version */
};

struct db {
	sqlite3 *handle;
	int busy_timeout_ms; /* how long to wait for another connection's lock */
	long long busy_until_ms;
	pthread_mutex_t *writers; /* NULL: no other process to take turns with */
	bool has_turn;
	struct statement {
		const char *text; /* identified by its address */
		sqlite3_stmt *statement;
	} statements[STATEMENT_SLOTS];
};

/* Migrates the register to this program's version, all steps in one transaction. ERR_CONFIG: a newer program
 * wrote it; ERR_INTERNAL: a step leaves a dangling reference. */
int migrate(struct db *db, struct err *err);
/* A migration step in C. A table is rebuilt (for example for another CHECK) as in section 7 of
 * sqlite.org/lang_altertable.html: create the new form under another name, copy the rows, drop the old one,
 * rename the new one, create its indexes again. */
int migrate_script(struct db *db, const char *script, struct err *err);
/* The version that this program writes. */
int migrate_version(void);
/* The register's user_version. */
int migrate_current(struct db *db, int *version, struct err *err);

#endif
