/* One MIME part: its content, its type, the claims in its header. */
#ifndef DECODE_PART_H
#define DECODE_PART_H

#include "attachments.h"

#include <gmime/gmime.h>

/* Counts decoded bytes of the message. ERR_LIMIT. */
int part_count_bytes(struct decoding *decoding, size_t bytes, struct err *err);
/* The part's decoded content, or the bytes of a message within the message. ERR_LIMIT. */
int part_content(struct decoding *decoding, GMimePart *part, struct bytes *out, struct err *err);
int part_message(struct decoding *decoding, GMimeMessage *message, struct bytes *out, struct err *err);

const char *part_type(struct decoding *decoding, GMimeObject *part); /* "text/plain", in lower case */
const char *part_parameter(GMimeObject *part, const char *name);     /* of Content-Type; "" for none */
struct attachment_claim part_claim(struct decoding *decoding, GMimeObject *part, bool is_related);

#endif
