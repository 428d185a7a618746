/* winmail.dat, Outlook's container for text and attachments (TNEF, [MS-OXTNEF]). Nothing is copied: results
 * point into the input, so they can't be larger. */
#ifndef DECODE_TNEF_H
#define DECODE_TNEF_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

struct tnef_text {
	struct bytes bytes; /* empty: missing */
	bool is_utf16;	    /* little-endian; else in the code page of the text around it */
};

struct tnef_file {
	struct tnef_text name, type, content_id;
	struct bytes content;
	bool has_long_name;
};

/* Of meeting messages, [MS-OXOCAL]. Times are those of Windows (units of 100 ns since 1601, little-endian),
 * empty when missing. */
struct tnef_meeting {
	struct bytes object_id; /* PidLidGlobalObjectId, which contains the UID */
	unsigned sequence;
	struct bytes answered_at, start, end, proposed_start, proposed_end;
	struct tnef_text location;
};

struct tnef {
	unsigned codepage, html_codepage; /* Windows code pages, 0 when missing */
	struct tnef_text plain, html;
	struct bytes rtf; /* compressed, see rtf.h */
	struct tnef_file *files;
	size_t file_count;
	struct tnef_text message_class, subject;
	struct tnef_meeting meeting;
};

bool tnef_is(struct bytes content); /* by its signature */

/* ERR_DATA: damaged or truncated; *out must not be used. ERR_LIMIT. */
int tnef_read(struct arena *arena, struct bytes content, struct tnef *out, struct err *err);

#endif
