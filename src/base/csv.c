#include "base/csv.h"

void csv_add_quoted(struct buf *csv, const char *text)
{
	buf_addc(csv, '"');
	for (; *text; text++) {
		if (*text == '"')
			buf_addc(csv, '"');
		buf_addc(csv, *text);
	}
	buf_addc(csv, '"');
}

/* Full-width characters start a formula too (Excel for Asia), and so do all of them after white space, which
 * some spreadsheets trim. */
bool csv_is_formula(const char *text)
{
	static const char *const STARTS[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
	if (*text && strchr("\t\r\n", *text))
		return true;
	text += strspn(text, " \t\r\n");
	for (size_t i = 0; i < ARRAY_SIZE(STARTS); i++)
		if (!strncmp(text, STARTS[i], strlen(STARTS[i])))
			return true;
	return false;
}
