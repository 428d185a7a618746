/* One form or several (private to the stage): what the text of the mail and what it carries say together. */
#ifndef EXTRACT_SEVERAL_H
#define EXTRACT_SEVERAL_H

#include "carriers.h"

/* Reads work->entries and the carried forms into work->form: into its own fields when there is one form, into
 * its parts when there are several or a table. */
void several_read(struct work *work, struct carriers *carriers);

/* extract.c: the form that work->entries hold, into work->form. */
void work_read(struct work *work);

#endif
