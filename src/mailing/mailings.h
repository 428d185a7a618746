/* The calendar's letters; each action makes the next due one and says whether there was one. */
#ifndef MAILING_MAILINGS_H
#define MAILING_MAILINGS_H

#include "handle/task.h"

due_action consent_remind_next;		 /* a consent ends within 30 days: tells its mission locale once */
due_action erasure_ask_again_next;	 /* 15 days without an answer: asks the holder of the CV again */
due_action erasure_unanswered_tell_next; /* 15 days later: tells the IMS cell, in one letter */
due_action cv_unsent_tell_next;	     /* a CV was not sent to all recipients: tells its mission locale once */
due_action suspension_tell_next;     /* a bounce suspended a contact: tells the operator once */
due_action suspensions_stopped_tell; /* too many suspensions at once: tells the operator */
due_action event_mailings_next;	     /* reminders, the question to silent guests, the organiser's list */
due_action call_mailings_next;	     /* chooses who is reminded of a call; the asker's summary */
due_action call_reminders_next;	     /* reminds the next of these: one letter for all calls */
due_action newsletter_next;	     /* the next slice of the monthly newsletter */
due_action digest_daily_next, digest_weekly_next; /* news about offers, for digest readers */
due_action operator_summary_next;		  /* news for the operator */
due_action welcome_next;			  /* welcomes new contacts, when an import said so */
due_action report_draft_next;	   /* the annual report, to the steering contacts of both sides */
due_action summary_send_next;	   /* sums up answers withheld for an hour, in one letter */
due_action committee_agenda_next;  /* the agenda, a week before the committee meets */
due_action committee_overdue_next; /* a year without a committee: asks both sides for a date */
due_action duties_next;		   /* each quarter: the state of both sides' duties */
due_action agreement_note_next;	   /* opens a year of the agreement */

/* When the calendar first looked at this register: nothing earlier is owed. */
int calendar_began(struct task *task, time_t *out, struct err *err);

#endif
