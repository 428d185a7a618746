/* Pages of the command `site`. */
#ifndef TOOL_SITE_H
#define TOOL_SITE_H

#include "../config.h"
#include "tool.h"

#include "db.h"

#include <jansson.h>
#include <sys/types.h>

struct site {
	struct arena *arena;
	const struct config *config;
	const char *folder;
	struct db *db;
};

/* Writes a page below the folder, atomically. mode: of the file; template, data: page.h. */
int site_write_page(const struct site *site, const char *file, mode_t mode, const char *template,
		    const json_t *data, struct err *err);

/* The operator's page: state of the service, and charts of the last 12 months. Readable by its owner only. */
int site_write_operator(const struct site *site, struct err *err);

#endif
