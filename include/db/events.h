/* Events and who attends. Written by src/db/events.c. */
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
	const char *zone;		       /* of the event's place, in the tz database; NULL: the
						  configured one */
	int64_t co_contact;		       /* contact id, 0 none */
	const char *started_from;	       /* when it was announced or last rescheduled */
	const char *source_uid, *source_stamp; /* of the calendar object that announced it, or NULL */
	int64_t source_sequence;	       /* -1: none */
	const char *announced_at;
	const char *closed_at; /* when it was cancelled */
	const char *look_at;   /* when the calendar of mailings must look at it next; NULL: never */
};

struct attendance {
	int64_t contact; /* id */
	const char *email, *name, *organisation;
	int64_t organisation_id;
	const char *answer;	 /* pending yes no maybe waiting */
	int64_t participants;	 /* 0 when pending or no */
	const char *answered_at; /* NULL when pending */
	const char *comment;	 /* NULL: none */
	int64_t sequence;	 /* of the event at the time of the answer; -1: no answer */
	const char *stamp;	 /* of the answer's calendar object, NULL: none */
	bool is_served;		 /* active and not suspended */
};

int event_add(struct db *db, const struct event *event, struct err *err);
int event_get(struct db *db, struct arena *arena, const char *ref, struct event *out, struct err *err);
/* Finds an event by the UID it was sent with, ignoring case. ERR_NOT_FOUND. */
int event_by_uid(struct db *db, struct arena *arena, const char *uid, char **ref, struct err *err);
/* Finds an event by the UID in the calendar object with which this organisation announced it.
 * ERR_NOT_FOUND. */
int event_by_source(struct db *db, struct arena *arena, int64_t organisation, const char *uid, char **ref,
		    struct err *err);
int event_update(struct db *db, const struct event *event, struct err *err);
/* The next open event that ended before `now` (UTC, RFC 3339). ERR_NOT_FOUND: none. */
int event_next_past(struct db *db, struct arena *arena, const char *now, char **ref, struct err *err);
/* An open event that has not ended by `now`. ERR_NOT_FOUND: none. */
int event_next_open(struct db *db, struct arena *arena, const char *now, char **ref, struct err *err);

/* The next event that the calendar of mailings must look at by `now`. ERR_NOT_FOUND: none. */
int event_next_to_look_at(struct db *db, struct arena *arena, time_t now, char **ref, struct err *err);

/* Adds a contact as invited, answer pending; ERR_DATA when already invited. */
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
	bool takes_turn; /* moves the contact to the end of the waiting list */
};
int attendance_set(struct db *db, const struct attendance_change *change, struct err *err);
/* Moves a contact from the waiting list to "yes", keeping the rest of its answer. */
int attendance_promote(struct db *db, const char *event, int64_t contact, struct err *err);
/* All attendances of an event: the waiting list in order, pending last. */
int attendances_of(struct db *db, struct arena *arena, const char *event, struct attendance **out,
		   size_t *count, struct err *err);
/* Sums of participants, without the contact `except`: all with "yes"; and those of one organisation with
 * "yes" or waiting. */
int attendance_totals(struct db *db, const char *event, int64_t organisation, int64_t except, int64_t *all,
		      int64_t *of_organisation, struct err *err);
/* The open future events that a contact is invited to, soonest first. */
int events_of_guest(struct db *db, struct arena *arena, int64_t contact, const char *now, struct event **out,
		    size_t *count, struct err *err);

#endif
