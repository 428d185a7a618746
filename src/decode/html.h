/* text/html -> lines, as a reader sees them: hidden and struck-out text left out, quoting by the mail
 * clients' markup. */
#ifndef DECODE_HTML_H
#define DECODE_HTML_H

#include "source.h"

void html_lines(struct decoding *decoding, const char *html, struct source *out);

#endif
