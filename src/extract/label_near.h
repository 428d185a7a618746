/* Labels that are nearly known ones (private to the stage): "Intitulé de poste", "Nom de la société",
 * "Entrepise". */
#ifndef EXTRACT_LABEL_NEAR_H
#define EXTRACT_LABEL_NEAR_H

#include "fields.h"

/* Makes what the comparison needs of the table of labels, once. */
void label_near_init(void);

struct near_label {
	const struct label *label; /* NULL: none is near */
	const struct label *other; /* as near, for another field; NULL: none */
};
/* `is_taken` tells of a field's key whether the form has it already under its own label: then nothing is near
 * to it. No consent is ever meant by a label that only resembles. */
struct near_label label_near(enum kind kind, const char *folded,
			     bool (*is_taken)(const void *context, const char *key), const void *context);

#endif
