/* What a reply means for the letter. */
#ifndef SUBMIT_VERDICT_H
#define SUBMIT_VERDICT_H

#include "dialogue.h"
#include "submit.h"

/* code 0: none came in that phase. */
enum submit_verdict verdict_of(enum smtp_phase phase, int code);

#endif
