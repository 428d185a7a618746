/* What an organisation is called before a given reader (specification sections 4 and 9): the one place that
 * knows of hidden employers. Letters get names of organisations from here, and never an address of somebody
 * else. */
#ifndef KIND_NAMES_H
#define KIND_NAMES_H

#include "db/letters.h"
#include "handle/task.h"

/* Who reads, and about which offer (NULL: none). */
struct naming {
	const char *offer;
	enum organisation_type reader;
};

/* The organisation's own name, or "l'employeur" where it is that offer's and is not to be named to the
 * reader. */
int name_of(struct task *task, const struct naming *naming, int64_t organisation, const char *name,
	    const char **out, struct err *err);
/* The same by an address; one outside the directory is the offer's contact, by its company's name. */
int name_of_address(struct task *task, const struct naming *naming, const char *email, const char **out,
		    struct err *err);
/* [{name}], each once. */
int names_of(struct task *task, const struct naming *naming, const struct letter_recipient *people,
	     size_t count, json_t **out, struct err *err);

#endif
