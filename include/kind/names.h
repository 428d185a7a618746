/* The name of an organisation for a given reader (specification sections 4 and 9); the only place that
 * handles hidden employers. Letters take names of organisations from here, and never show anybody else's
 * address. */
#ifndef KIND_NAMES_H
#define KIND_NAMES_H

#include "db/letters.h"
#include "handle/task.h"

/* The reader, and the offer that the letter is about (NULL: none). */
struct naming {
	const char *offer;
	enum organisation_type reader;
};

/* The organisation's name, or "l'employeur" when it is the offer's employer and must not be named to the
 * reader. */
int name_of(struct task *task, const struct naming *naming, int64_t organisation, const char *name,
	    const char **out, struct err *err);
/* The same by address. An address outside of the directory is the offer's contact, and gets the company's
 * name. */
int name_of_address(struct task *task, const struct naming *naming, const char *email, const char **out,
		    struct err *err);
/* [{name}] without duplicates. */
int names_of(struct task *task, const struct naming *naming, const struct letter_recipient *people,
	     size_t count, json_t **out, struct err *err);

#endif
