/* Rich text as Outlook sends it: [MS-OXRTFCP] decompression, and the visible text. */
#ifndef DECODE_RTF_H
#define DECODE_RTF_H

#include "decoding.h"

/* Decompresses at most max_bytes. False: damaged. */
bool rtf_decompress(struct arena *arena, struct bytes compressed, size_t max_bytes, struct bytes *out);

/* Its text in UTF-8, NUL-terminated; 8-bit text is read as Windows-1252. */
char *rtf_text(struct arena *arena, struct bytes rtf);

#endif
