/* Derives the verdict on a letter from the relay's reply. */
#ifndef SUBMIT_VERDICT_H
#define SUBMIT_VERDICT_H

#include "dialogue.h"
#include "submit.h"

/* The last reply; code 0: none in that phase. *is_session as in struct submit_reply. */
enum submit_verdict verdict_of(enum smtp_phase phase, const struct smtp_reply *reply, bool *is_session);

/* The enhanced code of a permanent refusal ("550 5.1.1 ..."; RFC 2034), "5.0.0" when it has none. */
void verdict_status(const char *reply, char status[12]);

#endif
