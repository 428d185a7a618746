/* Events and who comes. Written by src/db/events.c. */
#ifndef DB_EVENTS_H
#define DB_EVENTS_H

#include "db.h"

struct event { /* columns of the view events; NULL where the form gave none */
	const char *ref, *status, *type, *title, *starts_at, *ends_at, *place, *commune, *deadline, *uid;
	const char *department, *region, *postal_code, *description, *publics;
	int64_t capacity, quota; /* -1: none */
	int sequence;
	int64_t organiser; /* organisation id of the owner */
	const char *organiser_name;
	int64_t co_organiser; /* organisation id, 0 none */
	int64_t sender, message;
};

struct attendance {
	int64_t contact; /* id */
	const char *email, *name, *organisation;
	int64_t organisation_id;
	const char *answer;	 /* pending yes no maybe waiting */
	int64_t participants;	 /* 0 when pending or no */
	const char *answered_at; /* NULL when pending */
};

int event_add(struct db *db, const struct event *event, struct err *err);
int event_get(struct db *db, struct arena *arena, const char *ref, struct event *out, struct err *err);
int event_update(struct db *db, const struct event *event, struct err *err);
/* The next open event that ended before `now` (UTC, RFC 3339), to become "past". ERR_NOT_FOUND: none. */
int event_next_past(struct db *db, struct arena *arena, const char *now, char **ref, struct err *err);

/* Invites a contact: pending; ERR_DATA when already invited. */
int attendance_add(struct db *db, const char *event, int64_t contact, struct err *err);
int attendance_get(struct db *db, struct arena *arena, const char *event, int64_t contact,
		   struct attendance *out, struct err *err);
int attendance_set(struct db *db, const char *event, int64_t contact, const char *answer,
		   int64_t participants, const char *answered_at, struct err *err);
/* All of an event, by answered_at (waiting ones in the order in which they came), pending last. */
int attendances_of(struct db *db, struct arena *arena, const char *event, struct attendance **out,
		   size_t *count, struct err *err);
/* Participants with "yes": of all, and of one organisation's contacts; the contact `except` is left out. */
int attendance_totals(struct db *db, const char *event, int64_t organisation, int64_t except, int64_t *all,
		      int64_t *of_organisation, struct err *err);

#endif
