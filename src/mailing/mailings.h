/* What the calendar sends; each action takes the next letter that is due and says whether there was one. */
#ifndef MAILING_MAILINGS_H
#define MAILING_MAILINGS_H

#include "handle/task.h"

due_action consent_remind_next; /* a consent that ends in 30 days or less: its mission locale is told, once */
due_action erasure_ask_again_next;	 /* 15 days without an answer: who has the CV is asked once more */
due_action erasure_unanswered_tell_next; /* and 15 days later the IMS cell is told, in one letter */
due_action cv_unsent_tell_next;	     /* a CV that did not go to everybody: its mission locale is told, once */
due_action suspension_tell_next;     /* a contact that a bounce suspended: the operator is told, once */
due_action suspensions_stopped_tell; /* too many at once were to be suspended: the operator is told */
due_action event_mailings_next;	     /* reminders, the question to the silent, the organiser's list */
due_action call_mailings_next;	     /* who is to be reminded of a call, and its asker's summary */
due_action call_reminders_next;	     /* the next of those who are: one letter for all that he is asked */
due_action newsletter_next;	     /* the next slice of the monthly newsletter */
due_action digest_daily_next, digest_weekly_next; /* what happened to offers, for who has it gathered */
due_action operator_summary_next;		  /* what is new that waits for the operator */
due_action welcome_next;			  /* the next new contacts whom an import said to welcome */
due_action report_draft_next;	   /* the annual report, to the steering committee's contacts of both sides */
due_action summary_send_next;	   /* answers that were withheld an hour ago, summed up in one letter */
due_action committee_agenda_next;  /* the agenda, a week before the steering committee meets */
due_action committee_overdue_next; /* a year without a committee: both sides are asked for a date */
due_action duties_next;		   /* each quarter: what of both sides' duties is done */
due_action agreement_note_next;	   /* the agreement is in force, and a year of it has begun */

/* When the calendar first looked at this register: nothing before it is owed. */
int calendar_began(struct task *task, time_t *out, struct err *err);

#endif
