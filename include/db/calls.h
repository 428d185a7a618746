/* Calls for mentors, skills, money and speakers, and what was answered (specification section 7). Written by
 * src/db/calls.c. */
#ifndef DB_CALLS_H
#define DB_CALLS_H

#include "db.h"

#include <time.h>

struct call { /* columns of the view calls; NULL where the form gave none */
	const char *ref, *kind, *status, *title, *description, *theme;
	const char *place, *commune, *postal_code, *department, *region;
	int64_t needed; /* people, days or euros; -1: none */
	const char *deadline;
	const char *starts_at, *ends_at, *zone; /* of the meeting of a speaker, see db/events.h */
	const char *event, *diagnostic;		/* references */
	const char *contact;			/* as written */
	int64_t asker;				/* contact id */
	const char *opened_at, *closed_at;	/* closed_at: by its asker */
	const char *look_at; /* when the calendar of mailings has to do with it next; NULL: no more */
	int64_t message;     /* 0: none */
};

int call_add(struct db *db, const struct call *call, struct err *err);
/* ERR_NOT_FOUND. */
int call_get(struct db *db, struct arena *arena, const char *ref, struct call *out, struct err *err);
/* Writes all columns of an existing call again. */
int call_update(struct db *db, const struct call *call, struct err *err);
/* The next open one whose deadline lies before `today` (YYYY-MM-DD). ERR_NOT_FOUND: none. */
int call_next_expired(struct db *db, struct arena *arena, const char *today, char **ref, struct err *err);
/* The next that the calendar of mailings has to do with at `now`. ERR_NOT_FOUND: none. */
int call_next_to_look_at(struct db *db, struct arena *arena, time_t now, char **ref, struct err *err);

/* For the newsletter: the open calls, the oldest first. Whom one of them concerns, by kind and territory, is
 * told by brief_call_readers (kind/brief.h). */
int calls_open(struct db *db, struct arena *arena, char ***out, size_t *count, struct err *err);

/* One contact that was asked, or a colleague who answered. */
struct response {
	int64_t contact, organisation_id;
	const char *email, *name, *organisation;
	bool is_asked;
	const char *answer;	    /* yes no maybe; NULL: silent */
	const char *text, *speaker; /* NULL: none */
	const char *answered_at;
	bool is_served; /* active, and no bounce has suspended it */
};

/* Asks a contact; nothing is changed where it was asked before. */
int call_ask(struct db *db, const char *ref, int64_t contact, struct err *err);
/* Whether somebody of that organisation was asked. */
int call_asks(struct db *db, const char *ref, int64_t organisation, bool *asks, struct err *err);
/* Only contact, answer, text, speaker and answered_at of the response are looked at. */
int response_set(struct db *db, const char *ref, const struct response *response, struct err *err);
/* ERR_NOT_FOUND: neither asked nor answered. */
int response_get(struct db *db, struct arena *arena, const char *ref, int64_t contact, struct response *out,
		 struct err *err);
/* `period`: of the reminder that the contact is to get; NULL: it has got it. */
int response_remind(struct db *db, const char *ref, int64_t contact, const char *period, struct err *err);
/* A reminder that a contact is to get. */
struct reminder {
	const char *call, *period;
	int64_t contact;
};
/* All that the next contact is to get, in the order of the calls. *count 0: nobody is to be reminded. */
int reminders_next(struct db *db, struct arena *arena, struct reminder **out, size_t *count, struct err *err);
/* All of a call: yes, maybe, no, silent; each in the order of the answers, then of the organisations. */
int responses_of(struct db *db, struct arena *arena, const char *ref, struct response **out, size_t *count,
		 struct err *err);

#endif
