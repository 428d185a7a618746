/* UTF-8 text as people write it in mails, folded for comparison. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/bytes.h"

#include <stdint.h>

#include <stdbool.h>

/* The form in which labels, tags and place names are compared: canonical decomposition without combining
 * marks, lower case, ligatures oe and ae as two letters, ' for every apostrophe, " for every quotation mark,
 * - for every dash, one space for every run of white space (NBSP and thin spaces too), invisible characters
 * (zero width, soft hyphen, BOM) removed, trimmed. Compatibility characters stay (a full-width OUI is not
 * OUI). Invalid UTF-8 becomes U+FFFD first. */
char *text_fold(struct arena *arena, const char *text);
bool text_equal_folded(const char *a, const char *b);

/* NFC; invalid sequences become U+FFFD, control characters other than \n and \t are removed, CRLF and CR
 * become \n. */
char *text_normalise(struct arena *arena, const char *text, size_t length_bytes);
/* A copy without directional marks (U+061C, U+200E, U+202E and the like), which make a text display something
 * else than it contains. For outgoing text only; incoming text is judged with the marks in it. */
char *text_undirected(struct arena *arena, const char *text);
/* A copy whose square brackets of all kinds are [ and ]. */
char *text_plain_brackets(struct arena *arena, const char *text);
/* A copy with round ones instead: in a title, which answers bring back in their subject, nothing is a tag. */
char *text_without_tags(struct arena *arena, const char *text);
/* Whether at least half of the letters are Latin. */
bool text_is_latin(const char *text);
bool text_is_utf8(const char *text, size_t length_bytes);
bool text_is_ascii(const char *text);

/* A copy without white space (NBSP and thin spaces too) at both ends. */
char *text_trim(struct arena *arena, const char *text);
/* Removes the bytes in `before` from the start and those in `after` from the end, in place. */
char *text_strip(char *text, const char *before, const char *after);
/* A copy on one line: control characters and runs of white space become one space; trimmed; cut to max_bytes
 * at a character boundary. User text goes through this before it enters a header or a log. */
char *text_one_line(struct arena *arena, const char *text, size_t max_bytes);
/* The text, or its first words and an ellipsis when it has more than `most` characters. */
char *text_shorten(struct arena *arena, const char *text, size_t most);
size_t text_length(const char *text);	  /* in characters */
bool text_is_host_name(const char *text); /* letters, digits, '-', '.', '_' */
bool text_is_blank(const char *text);	  /* NULL, "" or white space only */
/* Whether `word` is one of the words, which are separated by one space each. */
bool text_has_word(const char *words, const char *word);
/* Takes the next word of such a text, a copy, and advances *words behind it; call while **words is not NUL.
 */
char *text_next_word(struct arena *arena, const char **words);
bool text_starts_with(const char *text, const char *prefix);
char *text_lower_ascii(struct arena *arena, const char *text);
char *text_upper_ascii(struct arena *arena, const char *text);
bool text_equal_ascii(const char *a, const char *b); /* ignores ASCII case */
int text_hex_value(char digit);			     /* 0 to 15; -1: no hexadecimal digit */
/* Adds one code point as UTF-8 (RFC 3629); an invalid one becomes U+FFFD. */
void text_add_utf8(struct buf *buf, unsigned code);
/* Returns the length in bytes of the first character of NUL-terminated UTF-8 and its code point; 0 at the
 * end. A byte that starts no character counts as U+FFFD. */
size_t text_read_utf8(const char *text, unsigned *code);
/* The code point of a byte of Windows-1252 (WHATWG: the five holes are control characters). */
unsigned text_windows_1252(unsigned char byte);
/* Percent-encodes for the query part of a mailto: link (RFC 6068); newlines become %0D%0A. */
char *text_percent_encode(struct arena *arena, const char *text);

/* A non-negative number in French typography, in groups of three digits: "1\u202f234". */
char *text_grouped(struct arena *arena, int64_t number);

#endif
