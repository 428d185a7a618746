/* Text that a person wrote in a calendar object or beside it, without the text of calendar programs (private
 * to the stage). */
#ifndef EXTRACT_CALENDAR_TEXT_H
#define EXTRACT_CALENDAR_TEXT_H

#include "work.h"

/* Appends the lines of a text to the body. */
void calendar_text_add(struct arena *arena, struct body *body, const char *text);
/* A description without the block of a video service. */
const char *calendar_text_without_video(struct arena *arena, const char *description);
/* A description without the lines that are fields of the form. */
const char *calendar_text_unlabelled(struct work *work, const char *text);

/* Whether the sender's comment is in the calendar object itself; `party` may be NULL. */
bool calendar_text_has_comment(const struct icalendar *calendar, const struct icalendar_party *party);
/* Whether the sender's comment can be told from the program's text: it is in the calendar object, or in the
 * mail's text by a program that has no other place for it. */
bool calendar_text_is_told(const struct icalendar *calendar, const struct icalendar_party *party);
/* Appends the lines of the comment or, without one, the sender's own lines in the mail's text down to the
 * quoted invitation; without the signature. */
void calendar_text_said(struct work *work, const struct icalendar_party *party, struct body *body);
/* The sender's words beside the answer, without form fields and text of the program; or "". */
const char *calendar_text_comment(struct work *work, const struct icalendar_party *party);

#endif
