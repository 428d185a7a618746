/* The directory: organisations, their contacts and territories. Written by src/db/directory.c,
 * directory_import.c and choices.c. */
#ifndef DB_DIRECTORY_H
#define DB_DIRECTORY_H

#include "db.h"
#include "db/places.h"

#include <time.h>

/* Kinds of organisation (specification section 1; agreement, preamble). */
enum organisation_type {
	ORGANISATION_ANY, /* of an audience: every kind; of a contact: nobody of the directory */
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
/* ORGANISATION_ANY: no such name. */
enum organisation_type organisation_type_of(const char *name);

struct contact {
	int64_t id, organisation_id;
	enum organisation_type type;
	const char *email, *name, *organisation, *type_name, *function;
	const char *lists, *frequency,
	    *territories; /* as in the directory file; territories in the file's order */
	bool is_signatory, is_steering, is_active, is_bounced;
};

/* One row of the directory file, read and checked by directory_read (extract/directory.h). */
struct directory_row {
	size_t line; /* in the file, from 1 */
	const char *organisation;
	enum organisation_type type;
	const char *name, *email, *function;
	const char
	    *territories; /* codes separated by one space, syntax checked, in upper case; "" for none */
	const char
	    *lists; /* names separated by one space; the defaults of its kind when the file gives none */
	const char *frequency; /* immediat, quotidien, hebdomadaire */
	bool is_signatory, is_steering;
	const char *identifier; /* of the organisation, whatever it is called; "" or NULL for none */
};

struct directory_rename {
	const char *before, *now;
};

struct directory_changes {
	size_t added, updated, unchanged, deactivated; /* contacts */
	struct directory_rename *renamed;	       /* organisations, in the arena that was given */
	size_t renamed_count;
};

/* Makes the directory what the rows say: adds, updates, deactivates what has gone (never deletes) and cancels
 * the letters that wait for it. In one transaction of its own; a contact that a bounce had suspended is
 * resumed by being named. Organisations are
 * told apart by their identifier, or else by their folded name; one of a name that is new, under which stand
 * at least half of the addresses of one whose name has gone, is that one, renamed. Contacts are told apart by
 * their address without regard to case. ERR_DATA names the line whose territory code does not exist or whose
 * address stands on an earlier line; nothing is imported then.
 */
int directory_import(struct db *db, struct arena *arena, const struct directory_row *rows, size_t count,
		     struct directory_changes *changes, struct err *err);

/* How many active contacts there are, and how many of them such an import would deactivate. */
int directory_gone(struct db *db, const struct directory_row *rows, size_t count, size_t *active,
		   size_t *gone, struct err *err);

/* The active contact with this address (case ignored). ERR_NOT_FOUND. */
int contact_by_email(struct db *db, struct arena *arena, const char *email, struct contact *out,
		     struct err *err);
int contact_by_id(struct db *db, struct arena *arena, int64_t id, struct contact *out, struct err *err);

/* Whether another organisation than this contact's has addresses at or below the domain that are not at the
 * very domain of the contact's own address. */
int directory_shares_domain(struct db *db, const char *domain, const struct contact *contact, bool *shares,
			    struct err *err);

/* Nobody of the directory has this address, or somebody who is active and not suspended. An address that has
 * left the directory gets no CV any more, whoever names it. */
int address_is_served(struct db *db, const char *email, bool *is_served, struct err *err);
/* Whose address it is, whether it is active or not. ERR_NOT_FOUND. */
int organisation_of_address(struct db *db, struct arena *arena, const char *email, int64_t *id, char **name,
			    struct err *err);
/* Whether a letter may go to this address: it is outside the directory, or an active contact that is not
 * suspended and, for a letter of a list (NULL: of none), still stands on that list. */
int address_may_get(struct db *db, const char *email, const char *list, bool *may, struct err *err);

/* The active, not suspended contacts of an organisation, by address. */
int contacts_of(struct db *db, struct arena *arena, int64_t organisation, struct contact **out, size_t *count,
		struct err *err);

/* What a contact has chosen by mail: names separated by one space. It stands until that cell of the directory
 * file changes. */
int contact_choose_lists(struct db *db, int64_t contact, const char *lists, struct err *err);
int contact_choose_frequency(struct db *db, int64_t contact, const char *frequency, struct err *err);
/* Codes that exist: from then on the contact hears of what lies in them alone. */
int contact_choose_territories(struct db *db, int64_t contact, const char *codes, struct err *err);
/* Whether the place of that code, which exists, lies in the organisation's territory as the file has it. */
int territory_is_within(struct db *db, int64_t organisation, const char *code, bool *is_within,
			struct err *err);
/* Each active contact that never was welcomed is to be; *count: how many more than before. */
int contacts_owe_welcome(struct db *db, int64_t *count, struct err *err);
int contacts_to_welcome(struct db *db, struct arena *arena, size_t most, struct contact **out, size_t *count,
			struct err *err);
int contact_welcomed(struct db *db, int64_t contact, time_t at, struct err *err);
/* Whether no other served contact of the same kind of organisation stands on the list. */
int contact_is_last_of_list(struct db *db, int64_t contact, const char *list, bool *is_last, struct err *err);

/* Those of them who sit on the steering committee, of one side of the agreement ("ims" or "cnml"). */
int contacts_steering(struct db *db, struct arena *arena, const char *side, struct contact **out,
		      size_t *count, struct err *err);

/* The organisation of this name (folded), or of the active contact with this address. ERR_NOT_FOUND. */
int organisation_find(struct db *db, struct arena *arena, const char *text, int64_t *id, struct err *err);

/* Who is to be told: active, not suspended contacts, by organisation then address, each once. */
struct audience {
	enum organisation_type type;
	const char *list;	   /* one of the lists; NULL any */
	const struct place *holds; /* the organisation's territory (of all its active contacts) covers this
				      whole place; NULL any */
	const char *overlaps; /* codes separated by spaces: the organisation's territory shares a place with
				 one; NULL any */
};
int contacts_for(struct db *db, struct arena *arena, const struct audience *audience, struct contact **out,
		 size_t *count, struct err *err);

/* All contacts, inactive ones too, for `directory list`. */
int contacts_all(struct db *db, struct arena *arena, struct contact **out, size_t *count, struct err *err);

#endif
