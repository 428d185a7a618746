/* Events and who comes. Written by src/db/events.c. */
#ifndef DB_EVENTS_H
#define DB_EVENTS_H

#include "db.h"

#include <time.h>

struct event { /* columns of the view events; NULL where the form gave none */
	const char *ref, *status, *type, *title, *starts_at, *ends_at, *place, *commune, *deadline, *uid;
	const char *department, *region, *postal_code, *description, *publics;
	int64_t capacity, quota; /* -1: none */
	int sequence;
	int64_t organiser; /* organisation id of the owner */
	const char *organiser_name;
	int64_t co_organiser; /* organisation id, 0 none */
	int64_t sender, message;
	const char *contact, *agenda, *targets;
	const char *zone;		       /* of its place in the tz database; NULL: the configured one */
	int64_t co_contact;		       /* contact id, 0 none */
	const char *started_from;	       /* when it was announced or got its present start */
	const char *source_uid, *source_stamp; /* of the calendar that announced it, or NULL */
	int64_t source_sequence;	       /* -1: none */
	const char *announced_at;
	const char *closed_at; /* when it was cancelled */
	const char *look_at;   /* when the calendar of mailings has to do with it next; NULL: no more */
};

struct attendance {
	int64_t contact; /* id */
	const char *email, *name, *organisation;
	int64_t organisation_id;
	const char *answer;	 /* pending yes no maybe waiting */
	int64_t participants;	 /* 0 when pending or no */
	const char *answered_at; /* NULL when pending */
	const char *comment;	 /* NULL: none */
	int64_t sequence;	 /* of the event when it was answered; -1: never */
	const char *stamp;	 /* of the answer itself, NULL: never */
	bool is_served;		 /* active, and no bounce has suspended it */
};

int event_add(struct db *db, const struct event *event, struct err *err);
int event_get(struct db *db, struct arena *arena, const char *ref, struct event *out, struct err *err);
/* By the UID under which it was sent out, without regard to case. ERR_NOT_FOUND. */
int event_by_uid(struct db *db, struct arena *arena, const char *uid, char **ref, struct err *err);
/* By the UID of the calendar with which that organisation announced it. ERR_NOT_FOUND. */
int event_by_source(struct db *db, struct arena *arena, int64_t organisation, const char *uid, char **ref,
		    struct err *err);
int event_update(struct db *db, const struct event *event, struct err *err);
/* The next open event that ended before `now` (UTC, RFC 3339), to become "past". ERR_NOT_FOUND: none. */
int event_next_past(struct db *db, struct arena *arena, const char *now, char **ref, struct err *err);
/* An open event that has not ended by `now`. ERR_NOT_FOUND: none. */
int event_next_open(struct db *db, struct arena *arena, const char *now, char **ref, struct err *err);

/* The next event that the calendar of mailings has to do with at `now`. ERR_NOT_FOUND: none. */
int event_next_to_look_at(struct db *db, struct arena *arena, time_t now, char **ref, struct err *err);

/* Invites a contact: pending; ERR_DATA when already invited. */
int attendance_add(struct db *db, const char *event, int64_t contact, struct err *err);
int attendance_get(struct db *db, struct arena *arena, const char *event, int64_t contact,
		   struct attendance *out, struct err *err);
/* What an answer changes. */
struct attendance_change {
	const char *event;
	int64_t contact;
	const char *answer;
	int64_t participants;
	const char *answered_at, *stamp;
	const char *comment; /* NULL: none */
	int sequence;
	bool takes_turn; /* goes to the end of the waiting list */
};
int attendance_set(struct db *db, const struct attendance_change *change, struct err *err);
/* From the waiting list to "yes", with what was answered. */
int attendance_promote(struct db *db, const char *event, int64_t contact, struct err *err);
/* All of an event: those who wait in the order of their turns, pending last. */
int attendances_of(struct db *db, struct arena *arena, const char *event, struct attendance **out,
		   size_t *count, struct err *err);
/* Participants but for those of the contact `except`: with "yes" of all, and with "yes" or waiting of one
 * organisation's contacts. */
int attendance_totals(struct db *db, const char *event, int64_t organisation, int64_t except, int64_t *all,
		      int64_t *of_organisation, struct err *err);
/* The open events to come to which a contact is invited, the next first. */
int events_of_guest(struct db *db, struct arena *arena, int64_t contact, const char *now, struct event **out,
		    size_t *count, struct err *err);

#endif
