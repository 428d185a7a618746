/* text/html -> lines as a reader sees them: without hidden and struck-out text, with quoting by the clients'
 * markup. */
#ifndef DECODE_HTML_H
#define DECODE_HTML_H

#include "source.h"

/* The HTML without the contents of "data:" URIs, which can be images of megabytes. */
struct bytes html_without_data(struct arena *arena, struct bytes html);

void html_lines(struct decoding *decoding, const char *html, struct source *out);

#endif
