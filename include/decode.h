/* decode: the bytes of one message -> struct mail, in two steps and two processes. The gate settles from the
 * header block alone who wrote, proven how, in which thread and of which nature (decode_header); no MIME
 * library has a part in it. The reader decodes the whole: which text is the sender's own, which attachments
 * (decode_mail). Everything is UTF-8 in NFC and lives in the arena. Neither opens a file once it is
 * initialised, nor believes what it reads.
 *
 * Sources: RFC 5322 (headers), 2045-2047, 2231 (MIME), 3676 (format=flowed), 8601 (Authentication-Results),
 * 3834 and 8098 (automatic mail), 3464 (reports). Limits are in decode/limits.h: header field 16 KiB (those
 * that list addresses and ids as much as the block), header block 256 KiB, parts, depth, decoded sizes; GMime
 * is not called for a message that is over one of them. */
#ifndef DECODE_H
#define DECODE_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

/* The gate's part: the public suffix list and the character sets' converters. */
int decode_header_init(struct err *err);
/* The same, libmagic's database and GMime. */
int decode_init(struct err *err);

struct decode_options {
	const char *const *authserv_ids; /* whose Authentication-Results are believed (RFC 8601 section 5);
					    "": the server writes no id */
	size_t authserv_id_count;
	const char
	    *own_address; /* the shared mailbox, to recognise its own mail and the token in its addresses */
	const char *separator; /* of subaddresses (RFC 5233), one character; NULL: "+" */
};

enum mail_nature {
	MAIL_PERSONAL,	/* somebody wrote it */
	MAIL_AUTOMATIC, /* RFC 3834: Auto-Submitted other than no, Precedence bulk/junk/list/auto_reply,
			   List-Id, X-Autoreply and the like, an empty Return-Path, or a subject that only
			   machines write ("Absence du bureau : ...") */
	MAIL_BOUNCE,	/* RFC 3464, or a mail from a mailer-daemon */
	MAIL_RECEIPT,	/* RFC 8098 disposition notification, or one that its subject tells ("Lu : ...") */
	MAIL_OWN,	/* came from the shared mailbox itself: its address as From */
};

/* Whose text a line is. */
enum zone {
	ZONE_OWN,    /* written by the sender in this message */
	ZONE_QUOTED, /* behind ">", in a blockquote, or below a reply header (« De : / Envoyé : », « Le … a
			écrit : ») */
	ZONE_FORWARDED, /* below a forwarding header, in a message whose subject or header says that it
			   forwards */
	ZONE_SIGNATURE, /* from "-- " on, and disclaimers */
	ZONE_BESIDE,	/* own text of a further part that is no version of the first: a gateway's footer */
};

/* A row of an HTML table of three columns or more is one line: behind LINE_IS_ROW its cells between tabs, the
 * lines of a cell between LINE_IN_CELL. */
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
	const char *type;   /* told by its content, e.g. "application/pdf" */
	const char *defect; /* "" or why it is no document to be sent on: macros, encrypted, executable,
			       truncated; what can be seen without unpacking, see decode/defects.h */
	struct bytes content;
	bool is_inline; /* a picture of the HTML text or of a signature: no attachment of the form */
};

/* What the receiving server's results prove of the From address (specification section 3). */
enum mail_proof {
	PROOF_NONE,
	PROOF_RELAXED, /* its organisational domain (RFC 7489 section 3.1) */
	PROOF_EXACT,   /* its domain */
};

/* What a bounce says of one recipient. */
struct delivery {
	const char *recipient; /* "" when it isn't said */
	const char *action;    /* failed, delayed, delivered, relayed, expanded (RFC 3464 section 2.3.3), in
				  lower case */
	const char *status;    /* enhanced code (RFC 3463), "" when none was found */
};

/* A time as a calendar gives it (RFC 5545 3.3.5). */
struct icalendar_time {
	const char *local; /* 2027-01-15T14:00:00 as it is written; "" when there is none */
	const char
	    *utc; /* RFC 3339, where the calendar itself tells: Z, an offset, its own VTIMEZONE; else "" */
	const char *zone; /* the name that it seems to have in the tz database; "" when there is none, or none
			     that could be one */
	bool is_date;	  /* a day without an hour */
	bool is_floating; /* no zone is named: the hour of the place */
};

struct icalendar_party {
	const char *email; /* without mailto:, decoded, domain in lower case; "" when there is none */
	const char *name;
	const char *status;	  /* PARTSTAT in upper case; "" when missing */
	const char *delegated_to; /* an address like email, or "" */
	const char *comment;	  /* X-RESPONSE-COMMENT, or "" */
	int guests;		  /* X-NUM-GUESTS: people beside the attendee; 0 when missing */
};

/* The one object of a mail's calendar parts (iMIP, RFC 6047): of a REPLY sent twice, one. */
struct icalendar {
	const char *defect;	 /* "" or why it can't be used, in English */
	const char *method;	 /* of the object, in upper case; "" when it has none */
	const char *product;	 /* PRODID, or "" */
	const char *type_method; /* of the Content-Type, likewise */
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
	/* From the header block; in handle by the gate's word alone. */

	const char *message_id;	 /* without <>; NULL when missing */
	const char *in_reply_to; /* the first id, without <>; NULL when missing */
	const char **references; /* ids without <>, oldest first */
	size_t reference_count;
	const char *subject; /* one line; "" when missing */
	const char *date;    /* the Date field as written; "" when missing */

	/* Addresses are ASCII, with the local part as written and the domain in lower case. */
	const char **from; /* all in From, "" for what is no address: a message with other than one is not
			      believed */
	size_t from_count;
	const char *reply_to;	 /* the first address in Reply-To; NULL when there is none */
	bool is_copy;		 /* To names others, and the shared mailbox stands in Cc only */
	const char **recipients; /* in To, Cc, Delivered-To, X-Original-To: LIMIT_ADDRESSES of them, and all
				    that are the shared mailbox's */
	size_t recipient_count;
	const char
	    *subaddress; /* what stands between separator and @ in the first of them that is one of the shared
			    mailbox: a token, as anybody may write it; NULL when there is none */

	enum mail_proof proven;
	bool is_denied; /* not proven, and the server says "fail" of From's domain: nothing else proves it */
	const char *proof; /* one line: "dkim=pass header.d=... (mx.example)", or why it is not proven */
	const char *organisational_domain; /* From's (RFC 7489 section 3.2); NULL when that is no domain */

	enum mail_nature nature;
	const char *nature_reason; /* the field that told, "" for a personal mail */
	bool wants_no_answer;	   /* X-Auto-Response-Suppress: but for what its sender must know */

	/* From the whole message, by the reader's word. */

	const char *from_name; /* what the first From address is called; "" when nothing. Not on the wire */

	struct delivery *deliveries; /* of a MAIL_BOUNCE, in its order */
	size_t delivery_count;
	const char *returned_id; /* Message-ID of the message that came back, without <>; NULL: not said */

	/* SHA-256 of what the parts decode to, without regard to line ends and to how they are encoded. */
	const char *content_hash;

	bool is_sealed; /* (a part of) it is encrypted or opaquely signed: S/MIME, PGP; not read */

	bool has_plain, has_html;
	struct body plain,
	    html; /* the text as each of the two parts gives it; one with count 0 where there is none */

	const char **scripts; /* data that the HTML texts carry in script elements (application/ld+json) */
	size_t script_count;
	const struct icalendar *calendar; /* NULL: none; never of a forwarded message */

	struct attachment *attachments;
	size_t attachment_count;
	struct attachment *forwarded; /* those of messages that are attached: read for offers and events,
					 never sent on */
	size_t forwarded_count;
	const char **warnings; /* what could not be read and how it was guessed; English, no content */
	size_t warning_count;
};

/* The header block of a raw message, as much of it as decode_header takes; nothing is looked at but where it
 * ends. */
struct bytes decode_header_block(struct bytes raw);

/* Fills what comes from the header block, which is all that the bytes need to hold. ERR_LIMIT, ERR_DATA as
 * below. */
int decode_header(struct arena *arena, struct bytes block, const struct decode_options *options,
		  struct mail *out, struct err *err);

/* Fills everything. ERR_LIMIT: over a limit (err names which, the message is to be quarantined); ERR_DATA: no
 * message at all.
 * A mail that is merely badly formed is read as far as it goes. */
int decode_mail(struct arena *arena, struct bytes raw, const struct decode_options *options, struct mail *out,
		struct err *err);

/* Whose Authentication-Results stand topmost in a header block: the authserv-id of that field, "" when it has
 * none (Exchange Online), NULL without such a field. */
const char *decode_authserv_id(struct arena *arena, struct bytes block);

/* SHA-256 of From, Subject, Date and content_hash (NULL: of the header alone): the same for the same message,
 * whatever its Message-ID and by whichever way it came. 64 hexadecimal digits. */
char *mail_hash(struct arena *arena, const struct mail *mail);

/* The organisational domain of a domain (RFC 7489 section 3.2); itself when it has none or the list is not
 * loaded. */
const char *decode_organisational_domain(struct arena *arena, const char *domain);

/* A text that may hold HTML, in itself or escaped once or twice, as the lines that a reader sees. */
char *decode_markup(struct arena *arena, const char *text);

const char *mail_nature_name(enum mail_nature nature);

#endif
