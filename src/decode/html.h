/* text/html -> lines, as a reader sees them: hidden and struck-out text left out, quoting by the mail
 * clients' markup. */
#ifndef DECODE_HTML_H
#define DECODE_HTML_H

#include "source.h"

/* The HTML without what "data:" URIs hold: pictures of some megabytes, which no reader reads as text. */
struct bytes html_without_data(struct arena *arena, struct bytes html);

void html_lines(struct decoding *decoding, const char *html, struct source *out);

#endif
