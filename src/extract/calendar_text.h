/* What a person wrote into a calendar or beside it, without what calendar programs write of themselves
 * (private to the stage). */
#ifndef EXTRACT_CALENDAR_TEXT_H
#define EXTRACT_CALENDAR_TEXT_H

#include "work.h"

/* Appends the lines of a text to the body. */
void calendar_text_add(struct arena *arena, struct body *body, const char *text);
/* A description without the block of a video service. */
const char *calendar_text_without_video(struct arena *arena, const char *description);
/* A description without the lines that are fields of the form. */
const char *calendar_text_unlabelled(struct work *work, const char *text);

/* Whether the sender's comment stands in the calendar itself; `party` may be NULL. */
bool calendar_text_has_comment(const struct icalendar *calendar, const struct icalendar_party *party);
/* Whether the sender's comment can be told from what the program writes: in the calendar, or in the text of
 * a program that has no other place for it. */
bool calendar_text_is_told(const struct icalendar *calendar, const struct icalendar_party *party);
/* Appends the lines of the comment, or without one the sender's own lines of the mail's text, down to the
 * invitation that is shown below them; without the signature. */
void calendar_text_said(struct work *work, const struct icalendar_party *party, struct body *body);
/* What the sender says beside the answer, without fields of the form and the program's words; "". */
const char *calendar_text_comment(struct work *work, const struct icalendar_party *party);

#endif
