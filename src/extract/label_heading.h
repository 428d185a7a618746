/* Labels that stand alone on their line, as the headings of a fiche de poste do, and the ones that only their
 * heading makes known (private to the stage). */
#ifndef EXTRACT_LABEL_HEADING_H
#define EXTRACT_LABEL_HEADING_H

#include "label_lines.h"

/* The label of an offer or event that is the whole line: "Missions", "Le contrat", "III. Profil recherché".
 * NULL when the line is none, or only a word of a list. *out is the line as one without a value. */
const struct label *label_heading(struct arena *arena, enum kind kind, const char *text,
				  struct labelled *out);

/* Whether the line below may be the label's value, or a label that it heads: a sentence is no value of one
 * line. */
bool label_heads(struct arena *arena, const struct label *label, const char *below, bool is_named);

/* The label of a line whose own words are none, below a heading: "Type" below "Contrat", "Nom" below
 * "Entreprise". NULL when the two together are none either, or could be two. */
const struct label *label_below_heading(struct arena *arena, enum kind kind, const struct labelled *line,
					const char *heading);

#endif
