/* Marks for bold, underline and lists that mail clients write when they convert formatted text to plain
 * text. */
#ifndef DECODE_CLIENT_MARKS_H
#define DECODE_CLIENT_MARKS_H

#include "base/bytes.h"

/* The line without them: "- *Lieu :* Lyon" -> "Lieu : Lyon". Marks that make up the whole line or have no
 * counterpart ("5 * 3", "*", "H/F*") stay. White space is trimmed, but a tab after a label stays. */
const char *client_marks_remove(struct arena *arena, const char *line);

#endif
