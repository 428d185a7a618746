/* Reads the fields of a form (private to the stage). */
#ifndef EXTRACT_READ_FIELDS_H
#define EXTRACT_READ_FIELDS_H

#include "fields.h"
#include "work.h"

/* Reads the field from the part that has it, or from both when they differ; adds its faults and notes to the
 * form. */
void field_read(struct work *work, const struct field_def *field);

#endif
