/* What the reading of one form holds (private to the stage). */
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
	bool is_calendar; /* the form is a calendar, its lines are what a person wrote into it */
	const struct body *bodies[PARTS];
	struct entries entries[PARTS];
	struct buf kept;  /* texts that no field takes, for the free text */
	struct buf names; /* of their labels, for the note */
	struct buf left;  /* lines that nobody is told, as the note quotes them */
	size_t left_count, left_unquoted;
};

/* Keeps a text that no field takes, to go below the free text. */
void kept_add(struct work *work, const char *label, const char *text);
void kept_add_line(struct work *work, const char *text); /* one without a label */
/* Appends all that was kept, and the unknown labels, to the free text; the sender is told (specification
 * section 2). */
void kept_append(struct work *work);

/* Fills form->said when the message answers a refusal in words. */
void said_read(struct work *work);

#endif
