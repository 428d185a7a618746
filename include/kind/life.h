/* The life of records without a message: each action handles the next record that is due at the task's time,
 * and says whether there was one. */
#ifndef KIND_LIFE_H
#define KIND_LIFE_H

#include "handle/task.h"

due_action offer_expire_next; /* an open offer past its deadline: its readers are told once */
/* Sends or rejects the held offer that the task's subject names. ERR_NOT_FOUND: no such held offer; ERR_DATA:
 * it has no recipients. */
due_action offer_release_held, offer_discard_held;
due_action call_expire_next;	   /* an open call past its last day */
due_action agreement_end_next;	   /* the end of the agreement, step by step */
due_action agreement_forget_next;  /* erases contacts and their answers 12 months after the last report */
due_action event_pass_next;	   /* an event that has ended */
due_action consent_expire_next;	   /* a consent that has ended: the CV is erased */
due_action candidate_age_out_next; /* the last day before the candidate may exceed the age limit has passed */
due_action retention_refused, retention_accepted, retention_letters; /* erase bytes whose time is over */
due_action retention_files;	 /* erases quarantined mail with files after a week */
due_action retention_quarantine; /* erases the oldest quarantined mail above one gigabyte in total */
due_action retention_documents;	 /* erases documents of diagnostics that everybody has received */
due_action retention_names;	 /* erases names in message rows after the period for letters */
due_action retention_erasures;	 /* deletes erasure requests after two years */
due_action retention_message_rows, retention_letter_rows; /* replace rows by counts after two years */

#endif
