/* A candidate for the tests of consents. */
#ifndef DB_CANDIDATE_H
#define DB_CANDIDATE_H

#include "db_fixture.h"

#include "db/candidates.h"

static inline void add_forwarded(struct fixture *f, const char *ref)
{
	struct candidate candidate = {.ref = ref,
				      .status = "forwarded",
				      .scope = "partners",
				      .mission_locale = 1,
				      .adviser = 1,
				      .consent_expires_on = "2027-09-01"};
	assert_ok(f, candidate_add(f->db, &candidate, &f->err));
}

#endif
