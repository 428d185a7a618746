/* The zip archive of an office file, read in memory part by part (libzip). Only requested parts are checked:
 * a defect elsewhere does not matter. */
#ifndef DECODE_OFFICE_PACKAGE_H
#define DECODE_OFFICE_PACKAGE_H

#include "decode/document.h"

struct package;

/* *out is NULL on a fault. */
enum document_fault package_open(struct package **out, struct arena *arena, struct bytes zip,
				 struct document_budget *budget);
void package_close(struct package **package);

/* Whether it has such an entry, ignoring case, as programs vary it. */
bool package_has(const struct package *package, const char *name);
/* The unpacked entry. DOCUMENT_DAMAGED also when it is missing or duplicate. */
enum document_fault package_part(struct package *package, const char *name, struct bytes *out);
/* Whether any entry's name has this ending. */
bool package_has_ending(const struct package *package, const char *ending);

/* Relationships of Office Open XML (ECMA-376 part 2 section 9.3): those of a part, "" for the package. */
struct relationship {
	const char *id;
	const char *type;   /* after the last slash: "officeDocument", "worksheet" */
	const char *target; /* name of the entry; "" when it is external */
};
struct relationships {
	struct relationship *items;
	size_t count;
};
/* Empty when there is no such part. */
enum document_fault package_relationships(struct package *package, const char *part,
					  struct relationships *out);
/* The target with that id, or NULL. */
const char *relationship_by_id(const struct relationships *list, const char *id);
const char *relationship_by_type(const struct relationships *list, const char *type);

#endif
