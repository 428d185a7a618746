/* State of reading one form (private to the stage). */
#ifndef EXTRACT_WORK_H
#define EXTRACT_WORK_H

#include "labels.h"

enum part { PLAIN, HTML, PARTS };

struct work {
	struct arena *arena;
	struct pattern_clock clock;
	const struct mail *mail;
	time_t now;
	struct form *form;
	bool is_calendar; /* the form is a calendar; its lines are the text that a person wrote into it */
	const struct body *bodies[PARTS];
	struct entries entries[PARTS];
	struct buf kept;  /* texts that no field takes, to be added to the free text */
	struct buf names; /* their labels, for the note */
	struct buf left;  /* lines that are not passed on, quoted in the note */
	size_t left_count, left_unquoted;
};

/* Keeps a text that no field takes, to be added below the free text. */
void kept_add(struct work *work, const char *label, const char *text);
void kept_add_line(struct work *work, const char *text); /* a text without a label */
/* Adds all kept texts and unknown labels to the free text; the sender is told (specification section 2). */
void kept_append(struct work *work);
/* Tells the sender what is in no field and not part of the form. */
void kept_leave(struct work *work);

/* Sets form->said when the message answers a refusal in free text. */
void said_read(struct work *work);

#endif
