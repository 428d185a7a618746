/* Questions to a person on the terminal. */
#ifndef TOOL_TERMINAL_H
#define TOOL_TERMINAL_H

#include "base/bytes.h"

/* Prints the prompt and reads a line of standard input, trimmed; NULL at the end of file. The second does not
 * show what is typed. */
char *terminal_read(struct arena *arena, const char *prompt);
char *terminal_read_hidden(struct arena *arena, const char *prompt);

#endif
