/* UTF-8 text as people write it in mails, folded for comparison. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/bytes.h"

#include <stdint.h>

#include <stdbool.h>

/* The text as labels, tags and place names are compared: canonical decomposition without combining
 * marks, lower case, oe for the ligature, ae likewise, ' for every apostrophe, " for every quotation mark,
 * - for every dash, one space for every run of white space (NBSP and thin spaces too), invisible
 * characters (zero width, soft hyphen, BOM) dropped, trimmed. Compatibility characters stay as they are
 * (a full-width OUI is not OUI). Invalid UTF-8 becomes U+FFFD first. */
char *text_fold(struct arena *arena, const char *text);
bool text_equal_folded(const char *a, const char *b);

/* NFC, invalid sequences as U+FFFD, control characters but \n and \t dropped, CRLF and CR as \n. */
char *text_normalise(struct arena *arena, const char *text, size_t length_bytes);
/* A copy without the marks that turn the direction of reading (U+061C, U+200E, U+202E and the like): with
 * them a text shows something else than it says. For what goes out; what comes in is judged with them. */
char *text_undirected(struct arena *arena, const char *text);
/* A copy whose square brackets of all kinds are [ and ]. */
char *text_plain_brackets(struct arena *arena, const char *text);
/* A copy with round ones instead: in a title, which answers bring back in their subject, nothing is a tag. */
char *text_without_tags(struct arena *arena, const char *text);
/* No more letters are of other scripts than of the Latin one. */
bool text_is_latin(const char *text);
bool text_is_utf8(const char *text, size_t length_bytes);

/* A copy without white space (NBSP and thin spaces too) at both ends. */
char *text_trim(struct arena *arena, const char *text);
/* The text without the bytes of `before` at its start and of `after` at its end; the text itself is cut. */
char *text_strip(char *text, const char *before, const char *after);
/* A copy on one line: control characters and runs of white space as one space, trimmed, cut to max_bytes
 * at a character's end. What user text passes through before it stands in a header or a log. */
char *text_one_line(struct arena *arena, const char *text, size_t max_bytes);
/* The text, or its first words with an ellipsis when it has more than `most` characters. */
char *text_shorten(struct arena *arena, const char *text, size_t most);
size_t text_length(const char *text);	  /* in characters */
bool text_is_host_name(const char *text); /* letters, digits, '-', '.', '_' */
bool text_is_blank(const char *text);	  /* NULL, "" or white space only */
/* Whether word stands among words, which are separated by one space each. */
bool text_has_word(const char *words, const char *word);
bool text_starts_with(const char *text, const char *prefix);
char *text_lower_ascii(struct arena *arena, const char *text);
char *text_upper_ascii(struct arena *arena, const char *text);
bool text_equal_ascii(const char *a, const char *b); /* without regard to ASCII case */
/* Adds one code point as UTF-8 (RFC 3629); anything that is none becomes U+FFFD. */
void text_add_utf8(struct buf *buf, unsigned code);
/* The bytes of the character at the start of NUL-terminated UTF-8, and its code point; a byte that begins
 * none counts as U+FFFD; 0 at the end. */
size_t text_read_utf8(const char *text, unsigned *code);
/* The code point of a byte of Windows-1252 (WHATWG: the five holes are control characters). */
unsigned text_windows_1252(unsigned char byte);
/* Percent-encodes for the query part of a mailto: link (RFC 6068); newlines become %0D%0A. */
char *text_percent_encode(struct arena *arena, const char *text);

/* A number that is not negative as French is set, in groups of three: "1\u202f234". */
char *text_grouped(struct arena *arena, int64_t number);

#endif
