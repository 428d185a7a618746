/* Labels that resemble known ones (private to the stage): "Intitulé de poste", "Nom de la société",
 * "Entrepise". */
#ifndef EXTRACT_LABEL_NEAR_H
#define EXTRACT_LABEL_NEAR_H

#include "fields.h"

/* Prepares the table of labels for comparison, once. */
void label_near_init(void);

struct near_label {
	const struct label *label; /* NULL: no label is near */
	const struct label *other; /* an equally near label of another field; NULL: none */
};
/* `is_taken`: whether the form has the field with this key under its own label already; such a field is never
 * near. A label that only resembles never gives a consent. */
struct near_label label_near(enum kind kind, const char *folded,
			     bool (*is_taken)(const void *context, const char *key), const void *context);

#endif
