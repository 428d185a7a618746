/* Rich text as Outlook sends it: [MS-OXRTFCP] compression, and the text that a reader sees. */
#ifndef DECODE_RTF_H
#define DECODE_RTF_H

#include "decoding.h"

/* At most max_bytes of it. False: broken. */
bool rtf_decompress(struct arena *arena, struct bytes compressed, size_t max_bytes, struct bytes *out);

/* Its text in UTF-8, NUL-terminated; 8-bit text as Windows-1252. */
char *rtf_text(struct arena *arena, struct bytes rtf);

#endif
