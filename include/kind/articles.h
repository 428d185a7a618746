/* What articles share with other kinds (kind/article.c). */
#ifndef KIND_ARTICLES_H
#define KIND_ARTICLES_H

#include "db/articles.h"
#include "handle/task.h"

/* "ims" or "cnml": the party of the agreement that such an organisation belongs to. */
const char *side_of(enum organisation_type type);

#endif
