/* decode: the bytes of one message -> struct mail, in two steps and two processes. The gate reads the header
 * block alone and determines who wrote the message, with what proof, in which thread, and its nature
 * (decode_header); it uses no MIME library. The reader decodes the whole message: which text is the sender's
 * own, which attachments (decode_mail). All text is UTF-8 in NFC and lives in the arena. Neither opens a file
 * after its initialisation, and all input is untrusted.
 *
 * Sources: RFC 5322 (headers), 2045-2047, 2231 (MIME), 3676 (format=flowed), 8601 (Authentication-Results),
 * 3834 and 8098 (automatic mail), 3464 (reports). Limits are in decode/limits.h: header field 16 KiB (fields
 * that list addresses or ids: the whole block), header block 256 KiB, parts, depth, decoded sizes. A message
 * over one of them is never passed to GMime. */
#ifndef DECODE_H
#define DECODE_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

/* For decode_header: loads the public suffix list and the character set converters. */
int decode_header_init(struct err *err);
/* For decode_mail: the same, libmagic's database and GMime. */
int decode_init(struct err *err);

struct decode_options {
	const char *const *authserv_ids; /* servers whose Authentication-Results are believed (RFC 8601
					    section 5); "": the server writes no id */
	size_t authserv_id_count;
	const char
	    *own_address; /* the shared mailbox, to recognise its own mail and the token in its addresses */
	const char *separator; /* of subaddresses (RFC 5233), one character; NULL: "+" */
};

enum mail_nature {
	MAIL_PERSONAL,	/* written by a person */
	MAIL_AUTOMATIC, /* RFC 3834: Auto-Submitted other than no, Precedence bulk/junk/list/auto_reply,
			   List-Id, X-Autoreply and the like, an empty Return-Path, or a subject that only
			   machines write ("Absence du bureau : ...") */
	MAIL_BOUNCE,	/* RFC 3464, or a mail from a mailer-daemon */
	MAIL_RECEIPT,	/* RFC 8098 disposition notification, or a subject that says so ("Lu : ...") */
	MAIL_OWN,	/* from the shared mailbox itself: its address is in From */
};

/* Which part of a mail a line belongs to. */
enum zone {
	ZONE_OWN,    /* written by the sender in this message */
	ZONE_QUOTED, /* after ">", in a blockquote, or below a reply header (« De : / Envoyé : », « Le … a
			écrit : ») */
	ZONE_FORWARDED, /* below a forwarding header, in a message whose subject or header marks it as
			   forwarded */
	ZONE_SIGNATURE, /* from "-- " on, and disclaimers */
	ZONE_BESIDE,	/* the sender's text in a further part that is no alternative of the first, e.g. a
			   gateway's footer */
};

/* A row of an HTML table with three or more columns is one line: LINE_IS_ROW, then the cells separated by
 * tabs, the lines within a cell separated by LINE_IN_CELL. */
#define LINE_IS_ROW  '\x1e'
#define LINE_IN_CELL "\x1f"

struct line {
	enum zone zone;
	const char *text; /* without newline and quote marks; "Label\tValue" for a row of a two-column table;
			     "" for a blank line. Bold and list marks of the mail client are taken off. */
};

struct body {
	struct line *lines;
	size_t count;
};

struct attachment {
	const char *name;   /* RFC 2231/2047 decoded, made safe: no path, no control character, at most 120
			       bytes; never "" */
	const char *type;   /* detected from the content, e.g. "application/pdf" */
	const char *defect; /* "", or why it can't be sent on: macros, encrypted, executable, truncated; only
			       what shows without unpacking, see decode/defects.h */
	struct bytes content;
	bool is_inline; /* an image of the HTML text or a signature, not an attachment of the form */
};

/* How far the receiving server's results prove the From address (specification section 3). */
enum mail_proof {
	PROOF_NONE,
	PROOF_RELAXED, /* proven for its organisational domain (RFC 7489 section 3.1) */
	PROOF_EXACT,   /* proven for its exact domain */
};

/* A bounce's report on one recipient. */
struct delivery {
	const char *recipient; /* "" when not given */
	const char *action;    /* failed, delayed, delivered, relayed, expanded (RFC 3464 section 2.3.3), in
				  lower case */
	const char *status;    /* enhanced code (RFC 3463), "" when none was found */
};

/* A time as a calendar gives it (RFC 5545 3.3.5). */
struct icalendar_time {
	const char *local; /* 2027-01-15T14:00:00 as written; "" when missing */
	const char
	    *utc; /* RFC 3339, when the calendar itself defines it: Z, an offset, its own VTIMEZONE; else
		     "" */
	const char *zone; /* the likely name in the tz database; "" when none is given or it can't be one */
	bool is_date;	  /* a date without a time */
	bool is_floating; /* without a zone: local time at the place */
};

struct icalendar_party {
	const char *email; /* without mailto:, decoded, domain in lower case; "" when missing */
	const char *name;
	const char *status;	  /* PARTSTAT in upper case; "" when missing */
	const char *delegated_to; /* an address like email, or "" */
	const char *comment;	  /* X-RESPONSE-COMMENT, or "" */
	int guests;		  /* X-NUM-GUESTS: people besides the attendee; 0 when missing */
};

/* The calendar object of a mail (iMIP, RFC 6047). Duplicate parts of a REPLY count as one. */
struct icalendar {
	const char *defect;	 /* "", or in English why it can't be used */
	const char *method;	 /* of the object, in upper case; "" when it has none */
	const char *product;	 /* PRODID, or "" */
	const char *type_method; /* of the Content-Type, in upper case; "" when it has none */
	const char *uid, *summary, *location, *description, *comment, *categories;
	long sequence;
	struct icalendar_time stamp, start, end;
	long duration_s;		/* -1: none */
	bool is_recurring, is_instance; /* RRULE or RDATE; RECURRENCE-ID */
	bool has_organiser;
	struct icalendar_party organiser;
	struct icalendar_party *attendees;
	size_t attendee_count;
};

struct mail {
	/* From the header block; handle uses the gate's findings only. */

	const char *message_id;	 /* without <>; NULL when missing */
	const char *in_reply_to; /* the first id, without <>; NULL when missing */
	const char **references; /* ids without <>, oldest first */
	size_t reference_count;
	const char *subject; /* one line; "" when missing */
	const char *date;    /* the Date field as written; "" when missing */

	/* Addresses are ASCII, with the local part as written and the domain in lower case. */
	const char **from; /* all addresses in From, "" for an invalid one; a message with other than exactly
			      one is not believed */
	size_t from_count;
	const char *reply_to;	 /* the first address in Reply-To; NULL when there is none */
	bool is_copy;		 /* To names others only, and the shared mailbox is in Cc */
	const char **recipients; /* in To, Cc, Delivered-To, X-Original-To: the first LIMIT_ADDRESSES, and all
				    of the shared mailbox */
	size_t recipient_count;
	const char *subaddress; /* between separator and @ in the first recipient that is the shared mailbox:
				   a token, unverified; NULL when there is none */

	enum mail_proof proven;
	bool is_denied; /* not proven, and the server says "fail" for From's domain: no other proof counts */
	const char *proof; /* one line: "dkim=pass header.d=... (mx.example)", or why there is no proof */
	const char *organisational_domain; /* From's (RFC 7489 section 3.2); NULL when From has no domain */

	enum mail_nature nature;
	const char *nature_reason; /* the field that decided it, "" for personal mail */
	bool wants_no_answer;	   /* X-Auto-Response-Suppress: answer only if the sender must know */

	/* From the whole message, as the reader found it. */

	const char *from_name; /* display name of the first From address; "" when missing. Not sent between
				  processes */

	struct delivery *deliveries; /* of a MAIL_BOUNCE, in its order */
	size_t delivery_count;
	const char *returned_id; /* Message-ID of the message that bounced, without <>; NULL: unknown */

	/* SHA-256 of the decoded parts, independent of line ends and transfer encodings. */
	const char *content_hash;

	bool is_sealed; /* at least one part is encrypted or opaquely signed (S/MIME, PGP) and was not read */

	bool has_plain, has_html;
	struct body plain, html; /* the text of each of the two parts; count 0 where there is none */

	const char **scripts; /* script elements of the HTML texts with data (application/ld+json) */
	size_t script_count;
	const struct icalendar *calendar; /* NULL: none; the calendar of a forwarded message is never used */

	struct attachment *attachments;
	size_t attachment_count;
	struct attachment *forwarded; /* attachments of attached messages: read for offers and events, never
					 sent on */
	size_t forwarded_count;
	const char **warnings; /* what could not be read and what was assumed instead; English, no content */
	size_t warning_count;
};

/* The header block of a raw message, up to decode_header's limit. Only looks for its end. */
struct bytes decode_header_block(struct bytes raw);

/* Fills the members from the header block; `block` need hold no more. ERR_LIMIT, ERR_DATA as below. */
int decode_header(struct arena *arena, struct bytes block, const struct decode_options *options,
		  struct mail *out, struct err *err);

/* Fills everything. ERR_LIMIT: over a limit (err names it; the message must be quarantined). ERR_DATA: not a
 * message at all. Malformed mail is read as far as possible. */
int decode_mail(struct arena *arena, struct bytes raw, const struct decode_options *options, struct mail *out,
		struct err *err);

/* The authserv-id of the topmost Authentication-Results field; "" when the field has none (Exchange Online),
 * NULL without such a field. */
const char *decode_authserv_id(struct arena *arena, struct bytes block);

/* What mail programs, French and others, put before the subject of an answer or of a forwarded mail. */
enum subject_prefix {
	SUBJECT_PLAIN,	   /* no prefix */
	SUBJECT_REPLY,	   /* "RE:", "RÉP :", "AW:" */
	SUBJECT_FORWARD,   /* "TR :", "Fwd:" */
	SUBJECT_REFERENCE, /* "Réf. :" stands before what a letter is about, and answers nothing */
};
/* The prefix at the start of a folded subject; *rest: the text behind it. A subject may have several. */
enum subject_prefix subject_prefix(const char *folded, const char **rest);

/* SHA-256 of From, Subject, Date and content_hash (NULL: header only), as 64 hexadecimal digits. The same
 * message has the same hash whatever its Message-ID and route. */
char *mail_hash(struct arena *arena, const struct mail *mail);

/* The organisational domain of a domain (RFC 7489 section 3.2); the domain itself when it has none or the
 * list is not loaded. */
const char *decode_organisational_domain(struct arena *arena, const char *domain);

/* Text that may contain HTML, escaped up to twice, as the lines that a reader sees. */
char *decode_markup(struct arena *arena, const char *text);

const char *mail_nature_name(enum mail_nature nature);

#endif
