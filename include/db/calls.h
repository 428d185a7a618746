/* Calls for mentors, skills, money and speakers, and the responses to them (specification section 7). Written
 * by src/db/calls.c. */
#ifndef DB_CALLS_H
#define DB_CALLS_H

#include "db.h"

#include <time.h>

struct call { /* columns of the view calls; NULL where the form gave none */
	const char *ref, *kind, *status, *title, *description, *theme;
	const char *place, *commune, *postal_code, *department, *region;
	int64_t needed; /* people, days or euros; -1: none */
	const char *deadline;
	const char *starts_at, *ends_at, *zone; /* of the meeting for which a speaker is sought, see
						   db/events.h */
	const char *event, *diagnostic;		/* references */
	const char *contact;			/* as written */
	int64_t asker;				/* contact id */
	const char *opened_at, *closed_at;	/* closed_at: when its asker closed it */
	const char *look_at;			/* when the calendar must look at it next; NULL: never */
	int64_t message;			/* 0: none */
};

int call_add(struct db *db, const struct call *call, struct err *err);
/* ERR_NOT_FOUND. */
int call_get(struct db *db, struct arena *arena, const char *ref, struct call *out, struct err *err);
/* Overwrites all columns of an existing call. */
int call_update(struct db *db, const struct call *call, struct err *err);
/* The next open call whose deadline is before `today` (YYYY-MM-DD). ERR_NOT_FOUND: none. */
int call_next_expired(struct db *db, struct arena *arena, const char *today, char **ref, struct err *err);
/* The next call that the calendar must look at by `now`. ERR_NOT_FOUND: none. */
int call_next_to_look_at(struct db *db, struct arena *arena, time_t now, char **ref, struct err *err);

/* For the newsletter: all open calls, oldest first. brief_call_readers (kind/brief.h) gives the readers of
 * each. */
int calls_open(struct db *db, struct arena *arena, char ***out, size_t *count, struct err *err);

/* A contact that was asked, or a colleague who answered. */
struct response {
	int64_t contact, organisation_id;
	const char *email, *name, *organisation;
	bool is_asked;
	const char *answer;	    /* yes no maybe; NULL: silent */
	const char *text, *speaker; /* NULL: none */
	const char *answered_at;
	bool is_served; /* active and not suspended */
};

/* Records that a contact was asked; no effect when it was before. */
int call_ask(struct db *db, const char *ref, int64_t contact, struct err *err);
/* Whether somebody of that organisation was asked. */
int call_asks(struct db *db, const char *ref, int64_t organisation, bool *asks, struct err *err);
/* Stores contact, answer, text, speaker and answered_at of the response; the other members are ignored. */
int response_set(struct db *db, const char *ref, const struct response *response, struct err *err);
/* ERR_NOT_FOUND: neither asked nor answered. */
int response_get(struct db *db, struct arena *arena, const char *ref, int64_t contact, struct response *out,
		 struct err *err);
/* Notes that the contact is to get the reminder of that `period`; NULL: it has been sent. */
int response_remind(struct db *db, const char *ref, int64_t contact, const char *period, struct err *err);
/* A reminder to be sent. */
struct reminder {
	const char *call, *period;
	int64_t contact;
};
/* All reminders for the next contact, in the order of the calls. *count 0: no reminders left. */
int reminders_next(struct db *db, struct arena *arena, struct reminder **out, size_t *count, struct err *err);
/* All responses to a call: yes, maybe, no, silent; each group by time of answer, then by organisation. */
int responses_of(struct db *db, struct arena *arena, const char *ref, struct response **out, size_t *count,
		 struct err *err);

#endif
