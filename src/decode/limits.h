/* How much of a stranger's message is read: every figure of the stage, and the check of the raw bytes that
 * comes before GMime, whose memory and stack grow with header fields, groups of addresses and nesting. */
#ifndef DECODE_LIMITS_H
#define DECODE_LIMITS_H

#include "base/bytes.h"
#include "base/err.h"

enum {
	LIMIT_FIELD_BYTES = 16 * 1024,
	LIMIT_BLOCK_BYTES = 256 * 1024,
	LIMIT_BLOCK_FIELDS = 2000,
	LIMIT_ALL_FIELDS = 20000, /* those of all parts together */
	LIMIT_DELIMITERS = 20000, /* lines that may be a MIME boundary */
	LIMIT_PARTS = 500, /* also the most that can contain others, hence the deepest nesting GMime sees */
	LIMIT_DEPTH = 30,
	LIMIT_TEXT_BYTES = 4 << 20,   /* one text part, decoded */
	LIMIT_UTF8_BYTES = 8 << 20,   /* the same in UTF-8: a character set may make three bytes of one */
	LIMIT_LINE_BYTES = 64 * 1024, /* one line of text; an HTML entity is shorter than its name */
	LIMIT_TOTAL_BYTES = 64 << 20, /* all parts, decoded */
	LIMIT_LINES = 50000,
	LIMIT_GROUP_MARKS = 200, /* ':' or '(' in one address field: the parser recurses for each */
	LIMIT_ADDRESSES = 1000,	 /* kept of one message, besides those of the shared mailbox */
	LIMIT_DELIVERIES = 200,	 /* recipients of one report */
	LIMIT_IDS = 200,	 /* kept of References, the newest */
	LIMIT_WARNINGS = 50,
	LIMIT_ELEMENTS = 10000,	   /* HTML elements open at once */
	LIMIT_TNEF_VALUES = 20000, /* attributes and properties of one winmail.dat */
	LIMIT_CALENDAR_BYTES = 256 * 1024,
	LIMIT_CALENDAR_LINES = 2000, /* of those that are read: enough for 500 attendees */
	LIMIT_ATTENDEES = 500,
	LIMIT_TABLES = 64, /* HTML tables within tables whose rows are understood */

	LIMIT_OFFICE_FILES = 10, /* most office files read of one mail */
	LIMIT_OFFICE_ENTRIES = 2000,
	LIMIT_OFFICE_BYTES = 64 << 20,	    /* of one file, unpacked */
	LIMIT_OFFICE_MAIL_BYTES = 96 << 20, /* of all files of one mail: what can be parsed in its time */
	LIMIT_OFFICE_DEPTH = 64,	    /* of XML elements */
	LIMIT_OFFICE_CELLS = 200000,	    /* and paragraphs, of one mail */
	LIMIT_OFFICE_CELL_CHARACTERS = 32767,
};

/* One pass over the raw message. ERR_LIMIT names the figure that it is over. */
int limits_check(struct bytes raw, struct err *err);

#endif
