/* The end of the agreement (Art. 5, specification section 8): its date, and the statements that close what
 * ends with it. Kept in the settings; requests to end it are in the table termination. Written by
 * src/db/agreement.c. */
#ifndef DB_AGREEMENT_H
#define DB_AGREEMENT_H

#include "db.h"

#include <time.h>

#define AGREEMENT_REF "CNV-NATIONALE" /* of the national agreement, in the view agreements */
/* The last reply of letters that this end cancelled. */
#define UNSENT_ENDED "not sent: the agreement has ended"

/* The day on which the agreement ended, YYYY-MM-DD; *on NULL: it is in force, or its end is still to come. */
int agreement_ended(struct db *db, struct arena *arena, time_t now, const char **on, struct err *err);
/* The recorded day of the end, which may be in the future, and who ended it: an organisation's name, or ""
 * for an end on paper. *on NULL: none. */
int agreement_end_recorded(struct db *db, struct arena *arena, const char **on, const char **by,
			   struct err *err);
/* Call inside a transaction. ERR_DATA: an end is recorded already. */
int agreement_record_end(struct db *db, const char *on, const char *by, struct err *err);

/* The steps of the end, each carried out once; agreement_step says which was the last. */
enum agreement_step { AGREEMENT_RECORDED, AGREEMENT_STOPPED, AGREEMENT_TOLD, AGREEMENT_FORGOTTEN };
int agreement_step(struct db *db, enum agreement_step *step, struct err *err);
int agreement_step_done(struct db *db, enum agreement_step step, struct err *err);

/* Cancels queued letters and unfinished mailings, except answers and those whose template is in `kept` (a
 * JSON array); closes open offers and calls. Call db_erase_traces after the commit. */
int agreement_stop_flows(struct db *db, const char *kept, time_t now, struct err *err);

/* When the report of that year was published, or else (*is_published false) when its newest version was
 * drafted. *at 0: neither. */
int agreement_last_report(struct db *db, int year, time_t *at, bool *is_published, struct err *err);

/* Records a contact's request to end the agreement, which the contact must confirm. The last request
 * counts. */
int termination_ask(struct db *db, int64_t contact, time_t now, struct err *err);
/* ERR_NOT_FOUND: this contact has not asked. */
int termination_asked(struct db *db, int64_t contact, time_t *at, struct err *err);

/* Erases all contacts, their answers, approvals and requests; organisations stay. */
int agreement_forget_people(struct db *db, struct err *err);

#endif
