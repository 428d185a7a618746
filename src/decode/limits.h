/* The limits of this stage on an untrusted message, and the check of the raw bytes before GMime, whose memory
 * and stack use grow with header fields, groups of addresses and nesting. */
#ifndef DECODE_LIMITS_H
#define DECODE_LIMITS_H

#include "base/bytes.h"
#include "base/err.h"

enum {
	LIMIT_FIELD_BYTES = 16 * 1024, /* of a field whose parsing costs more than its length */
	LIMIT_BLOCK_BYTES = 256 * 1024,
	LIMIT_BLOCK_FIELDS = 2000,
	LIMIT_ALL_FIELDS = 20000, /* of all parts together */
	LIMIT_DELIMITERS = 20000, /* lines that might be a MIME boundary */
	LIMIT_PARTS = 500,	  /* also the most parts that contain others, hence GMime's deepest nesting */
	LIMIT_DEPTH = 30,
	LIMIT_TEXT_BYTES = 4 << 20,   /* one text part, decoded */
	LIMIT_UTF8_BYTES = 8 << 20,   /* the same in UTF-8: a byte may become three */
	LIMIT_LINE_BYTES = 64 * 1024, /* one line of text; an HTML entity is never shorter than its
					 character */
	LIMIT_TOTAL_BYTES = 64 << 20, /* all parts, decoded */
	LIMIT_LINES = 50000,
	LIMIT_GROUP_MARKS = 200, /* ':' or '(' in one address field: GMime's parser recurses for each */
	LIMIT_ADDRESSES = 1000,	 /* kept of one message, not counting those of the shared mailbox */
	LIMIT_DELIVERIES = 200,	 /* recipients of one report */
	LIMIT_IDS = 200,	 /* References kept, the newest ones */
	LIMIT_WARNINGS = 50,
	LIMIT_ELEMENTS = 10000,	   /* HTML elements open at once */
	LIMIT_TNEF_VALUES = 20000, /* attributes and properties of one winmail.dat */
	LIMIT_CALENDAR_BYTES = 256 * 1024,
	LIMIT_CALENDAR_LINES = 2000, /* lines of a calendar that are read: enough for 500 attendees */
	LIMIT_ATTENDEES = 500,
	LIMIT_TABLES = 64, /* nested HTML tables whose rows are recognised */

	LIMIT_OFFICE_FILES = 10, /* office files read of one mail */
	LIMIT_OFFICE_ENTRIES = 2000,
	LIMIT_OFFICE_BYTES = 64 << 20,	    /* of one file, unpacked */
	LIMIT_OFFICE_MAIL_BYTES = 96 << 20, /* of all files of one mail: as much as can be parsed in its
					       time */
	LIMIT_OFFICE_DEPTH = 64,	    /* nesting of XML elements */
	LIMIT_OFFICE_CELLS = 200000,	    /* rows and paragraphs of one mail */
	LIMIT_OFFICE_CELL_CHARACTERS = 32767,
};

/* Checks the raw message in one pass. ERR_LIMIT names the limit exceeded. */
int limits_check(struct bytes raw, struct err *err);

#endif
