/* Asks a person on the terminal. */
#ifndef TOOL_TERMINAL_H
#define TOOL_TERMINAL_H

#include "base/bytes.h"

/* Prints the prompt and reads a line from stdin, trimmed; NULL at end of file. The second one hides the
 * input. */
char *terminal_read(struct arena *arena, const char *prompt);
char *terminal_read_hidden(struct arena *arena, const char *prompt);

#endif
