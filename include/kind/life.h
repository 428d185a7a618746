/* The life of records without a message: each action takes the next record that is due at the task's time and
 * says whether there was one. */
#ifndef KIND_LIFE_H
#define KIND_LIFE_H

#include "handle/task.h"

due_action offer_expire_next; /* an open offer past its deadline: those who were told are told, once */
/* The offer that the task's subject names goes out after all, or does not. ERR_NOT_FOUND: none is held by
 * that reference; ERR_DATA: nobody takes it. */
due_action offer_release_held, offer_discard_held;
due_action call_expire_next;	   /* an open call past its last day */
due_action agreement_end_next;	   /* what ends with the agreement, step by step */
due_action agreement_forget_next;  /* contacts and what they said, 12 months after the last report */
due_action event_pass_next;	   /* an event that is over */
due_action consent_expire_next;	   /* a consent that has ended: the CV is erased */
due_action candidate_age_out_next; /* the day before somebody may be too old is over */
due_action retention_refused, retention_accepted, retention_letters; /* bytes that were kept long enough */
due_action retention_files;	 /* those of quarantined mail with files, which are kept for a week */
due_action retention_quarantine; /* the oldest of what is more than a gigabyte */
due_action retention_documents;	 /* of diagnostics, once everybody has them */
due_action retention_names;	 /* whom messages name, after as long as letters are kept */
due_action retention_erasures;	 /* after two years who was asked to erase a CV */
due_action retention_message_rows, retention_letter_rows; /* after two years a count stays of them */

#endif
