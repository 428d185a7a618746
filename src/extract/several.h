/* Combines the text of the mail and its carriers into one form or several (private to the stage). */
#ifndef EXTRACT_SEVERAL_H
#define EXTRACT_SEVERAL_H

#include "carriers.h"

/* Reads work->entries and the carried forms into work->form: a single form into its own fields, several forms
 * or a table into its parts. */
void several_read(struct work *work, struct carriers *carriers);

/* extract.c: reads work->entries into work->form. */
void work_read(struct work *work);

#endif
