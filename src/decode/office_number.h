/* Numbers of a spreadsheet as its number formats show them (ECMA-376 part 1 section 18.8.31), in French. */
#ifndef DECODE_OFFICE_NUMBER_H
#define DECODE_OFFICE_NUMBER_H

#include "base/bytes.h"

#include <stdbool.h>

/* The format code of one of the numbers that need none in the file (section 18.8.30); "General" for others.
 */
const char *number_builtin_format(long id);

/* The stored number, written with a decimal point, as that format shows it: a date as 15/01/2027, with hours
 * 15/01/2027 14:30. In the 1904 system dates begin on 2 January 1904. Other text stays unchanged. */
char *number_show(struct arena *arena, const char *stored, const char *format, bool is_1904);

/* An ISO 8601 date, with a time perhaps, in the same writing; as it is when it is none. */
char *number_show_iso(struct arena *arena, const char *iso);

#endif
