/* An offer's fields as its sender wrote them (db/offers.h has the typed columns), the remarks for which it is
 * held, and a change of it that is waiting. Written by src/db/offer_texts.c. */
#ifndef DB_OFFER_TEXTS_H
#define DB_OFFER_TEXTS_H

#include "db.h"

struct offer_field {
	const char *key, *written, *value;
};

struct offer_remark {
	const char *key; /* of the field */
	const char *rule, *article, *passage, *why;
};

/* Replaces the offer's texts. */
int offer_fields_put(struct db *db, const char *ref, const struct offer_field *fields, size_t count,
		     struct err *err);
int offer_fields_get(struct db *db, struct arena *arena, const char *ref, struct offer_field **out,
		     size_t *count, struct err *err);
/* The same for a waiting change; count 0: none waits. */
int offer_waiting_put(struct db *db, const char *ref, const struct offer_field *fields, size_t count,
		      struct err *err);
int offer_waiting_get(struct db *db, struct arena *arena, const char *ref, struct offer_field **out,
		      size_t *count, struct err *err);
int offer_remarks_put(struct db *db, const char *ref, const struct offer_remark *remarks, size_t count,
		      struct err *err);
int offer_remarks_get(struct db *db, struct arena *arena, const char *ref, struct offer_remark **out,
		      size_t *count, struct err *err);

#endif
