/* The directory: organisations, their contacts and territories. Written by src/db/directory.c,
 * directory_import.c and choices.c. */
#ifndef DB_DIRECTORY_H
#define DB_DIRECTORY_H

#include "db.h"
#include "db/places.h"

#include <time.h>

/* Kinds of organisation (specification section 1; agreement, preamble). */
enum organisation_type {
	ORGANISATION_ANY, /* in an audience: every kind; in a contact: outside of the directory */
	ORGANISATION_CNML,
	ORGANISATION_ASSOCIATION_REGIONALE,
	ORGANISATION_MISSION_LOCALE,
	ORGANISATION_IMS,
	ORGANISATION_ANTENNE,
	ORGANISATION_ENTREPRISE,
	ORGANISATION_TYPES
};
/* The name in the directory file and in the register ("mission_locale"); "" for ORGANISATION_ANY. */
const char *organisation_type_name(enum organisation_type type);
/* ORGANISATION_ANY: unknown name. */
enum organisation_type organisation_type_of(const char *name);

struct contact {
	int64_t id, organisation_id;
	enum organisation_type type;
	const char *email, *name, *organisation, *type_name, *function;
	const char *lists, *frequency,
	    *territories; /* as in the directory file; territories in the order of the file */
	bool is_signatory, is_steering, is_active, is_bounced;
};

/* One row of the directory file, as checked by directory_read (extract/directory.h). */
struct directory_row {
	size_t line; /* line in the file, from 1 */
	const char *organisation;
	enum organisation_type type;
	const char *name, *email, *function;
	const char
	    *territories;  /* codes separated by one space, in upper case, with checked syntax; "" for none */
	const char *lists; /* names separated by one space; the defaults of the organisation's kind when the
			      file gives none */
	const char *frequency; /* immediat, quotidien, hebdomadaire */
	bool is_signatory, is_steering;
	const char *identifier; /* stable identifier of the organisation, independent of its name; "" or NULL
				   for none */
};

struct directory_rename {
	const char *before, *now;
};

struct directory_changes {
	size_t added, updated, unchanged, deactivated; /* contacts */
	struct directory_rename *renamed;	       /* organisations, in the caller's arena */
	size_t renamed_count;
};

/* Makes the directory equal to the rows, in a transaction of its own: adds, updates, and deactivates (never
 * deletes) what is missing, and cancels the letters waiting for that. Naming a suspended contact resumes it.
 * Organisations are matched by identifier, else by folded name. A new name that has at least half of the
 * addresses of a vanished name is taken as that organisation, renamed. Contacts are matched by address,
 * ignoring case. ERR_DATA names a line whose territory code does not exist or whose address is on an earlier
 * line; nothing is imported then. */
int directory_import(struct db *db, struct arena *arena, const struct directory_row *rows, size_t count,
		     struct directory_changes *changes, struct err *err);

/* The number of active contacts, and of those that importing these rows would deactivate. */
int directory_gone(struct db *db, const struct directory_row *rows, size_t count, size_t *active,
		   size_t *gone, struct err *err);

/* The active contact with this address (case ignored). ERR_NOT_FOUND. */
int contact_by_email(struct db *db, struct arena *arena, const char *email, struct contact *out,
		     struct err *err);
int contact_by_id(struct db *db, struct arena *arena, int64_t id, struct contact *out, struct err *err);

/* Whether an organisation other than the contact's has addresses at or below `domain`. Addresses at exactly
 * the domain of the contact's own address don't count. */
int directory_shares_domain(struct db *db, const char *domain, const struct contact *contact, bool *shares,
			    struct err *err);

/* Whether the address is outside of the directory, or its contact is active and not suspended. An address
 * that left the directory gets no CVs, even when an offer names it. */
int address_is_served(struct db *db, const char *email, bool *is_served, struct err *err);
/* The organisation of an address, active or not. ERR_NOT_FOUND. */
int organisation_of_address(struct db *db, struct arena *arena, const char *email, int64_t *id, char **name,
			    struct err *err);
/* Whether a letter may go to this address: it is outside of the directory, or its contact is active, not
 * suspended and still subscribed to `list` (NULL: no list). */
int address_may_get(struct db *db, const char *email, const char *list, bool *may, struct err *err);

/* The active, not suspended contacts of an organisation, by address. */
int contacts_of(struct db *db, struct arena *arena, int64_t organisation, struct contact **out, size_t *count,
		struct err *err);

/* Stores a choice made by mail; names are separated by one space. It stays until that cell of the directory
 * file changes. */
int contact_choose_lists(struct db *db, int64_t contact, const char *lists, struct err *err);
int contact_choose_frequency(struct db *db, int64_t contact, const char *frequency, struct err *err);
/* Existing codes, separated by one space: from now on the contact gets only what is in these territories. */
int contact_choose_territories(struct db *db, int64_t contact, const char *codes, struct err *err);
/* Whether the territory `code`, which exists, is inside the organisation's territory in the directory
 * file. */
int territory_is_within(struct db *db, int64_t organisation, const char *code, bool *is_within,
			struct err *err);
/* Marks every active contact that was never welcomed as due for a welcome; *count: how many were newly
 * marked. */
int contacts_owe_welcome(struct db *db, int64_t *count, struct err *err);
int contacts_to_welcome(struct db *db, struct arena *arena, size_t most, struct contact **out, size_t *count,
			struct err *err);
int contact_welcomed(struct db *db, int64_t contact, time_t at, struct err *err);
/* Whether this contact is the last served one of its kind of organisation on the list. */
int contact_is_last_of_list(struct db *db, int64_t contact, const char *list, bool *is_last, struct err *err);

/* Served contacts on the steering committee, of one side of the agreement ("ims" or "cnml"). */
int contacts_steering(struct db *db, struct arena *arena, const char *side, struct contact **out,
		      size_t *count, struct err *err);

/* The organisation with this (folded) name, or of the active contact with this address. ERR_NOT_FOUND. */
int organisation_find(struct db *db, struct arena *arena, const char *text, int64_t *id, struct err *err);

/* Selects contacts: active and not suspended, by organisation then address, without duplicates. */
struct audience {
	enum organisation_type type;
	const char *list;	   /* one of the lists; NULL any */
	const struct place *holds; /* only organisations whose territory (of all its active contacts) covers
				      this whole place; NULL any */
	const char *overlaps; /* codes separated by spaces: only organisations whose territory overlaps one;
				 NULL any */
};
int contacts_for(struct db *db, struct arena *arena, const struct audience *audience, struct contact **out,
		 size_t *count, struct err *err);

/* All contacts, inactive ones too, for `directory list`. */
int contacts_all(struct db *db, struct arena *arena, struct contact **out, size_t *count, struct err *err);

#endif
