/* Bold, underline and list marks that mail clients write when they turn formatted text into plain text. */
#ifndef DECODE_CLIENT_MARKS_H
#define DECODE_CLIENT_MARKS_H

#include "base/bytes.h"

/* The line without them: "- *Lieu :* Lyon" -> "Lieu : Lyon". Marks that are all there is, or that pair with
 * nothing
 * ("5 * 3", "*", "H/F*"), stay. White space at both ends goes, a tab behind a label stays. */
const char *client_marks_remove(struct arena *arena, const char *line);

#endif
