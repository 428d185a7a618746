/* What articles and other kinds share (kind/article.c). */
#ifndef KIND_ARTICLES_H
#define KIND_ARTICLES_H

#include "db/articles.h"
#include "handle/task.h"

/* "ims" or "cnml": the party to the agreement for which such an organisation stands. */
const char *side_of(enum organisation_type type);

#endif
