/* The end of the agreement (Art. 5, specification section 8): what the register knows of it, and what ends
 * with it in one statement each. Kept in the settings; who asked for it in the table termination. Written by
 * src/db/agreement.c. */
#ifndef DB_AGREEMENT_H
#define DB_AGREEMENT_H

#include "db.h"

#include <time.h>

#define AGREEMENT_REF "CNV-NATIONALE" /* of the national one, in the view agreements */
/* The last reply of letters that no longer go out. */
#define UNSENT_ENDED "not sent: the agreement has ended"

/* The day of its end, YYYY-MM-DD, once that day has come; *on NULL: it is in force. */
int agreement_ended(struct db *db, struct arena *arena, time_t now, const char **on, struct err *err);
/* The day that was recorded, which may be still to come, and who ended it: the name of an organisation, or
 * "" for an end on paper. *on NULL: none. */
int agreement_end_recorded(struct db *db, struct arena *arena, const char **on, const char **by,
			   struct err *err);
/* Inside a transaction. ERR_DATA: an end is recorded already. */
int agreement_record_end(struct db *db, const char *on, const char *by, struct err *err);

/* How far the end has been carried out, by steps that each come once. */
enum agreement_step { AGREEMENT_RECORDED, AGREEMENT_STOPPED, AGREEMENT_TOLD, AGREEMENT_FORGOTTEN };
int agreement_step(struct db *db, enum agreement_step *step, struct err *err);
int agreement_step_done(struct db *db, enum agreement_step step, struct err *err);

/* Queued letters and letters to many that are still to be made, but for answers and for those whose template
 * stands in `kept` (a JSON array): cancelled. Open offers and calls are closed. Call db_erase_traces after
 * the commit.
 */
int agreement_stop_flows(struct db *db, const char *kept, time_t now, struct err *err);

/* When the report of that year was published; else, when its newest version was drafted, with *is_published
 * false. *at 0: neither. */
int agreement_last_report(struct db *db, int year, time_t *at, bool *is_published, struct err *err);

/* Who asked to end it, and must confirm it: the last request of a contact counts. */
int termination_ask(struct db *db, int64_t contact, time_t now, struct err *err);
/* ERR_NOT_FOUND: that contact has not asked. */
int termination_asked(struct db *db, int64_t contact, time_t *at, struct err *err);

/* Erases contacts (their organisations stay), what they answered and approved, and their requests. */
int agreement_forget_people(struct db *db, struct err *err);

#endif
