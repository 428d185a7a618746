/* Spreadsheet numbers in their number formats (ECMA-376 part 1 section 18.8.31), in French. */
#ifndef DECODE_OFFICE_NUMBER_H
#define DECODE_OFFICE_NUMBER_H

#include "base/bytes.h"

#include <stdbool.h>

/* The format code of a built-in format number (section 18.8.30); "General" for others. */
const char *number_builtin_format(long id);

/* The stored number (with a decimal point) as the format shows it: a date as 15/01/2027, with a time
 * 15/01/2027 14:30. In the 1904 system dates start at 2 January 1904. Other text is unchanged. */
char *number_show(struct arena *arena, const char *stored, const char *format, bool is_1904);

/* An ISO 8601 date, possibly with a time, in the same notation; other text is unchanged. */
char *number_show_iso(struct arena *arena, const char *iso);

#endif
