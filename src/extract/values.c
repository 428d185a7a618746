#include "values.h"

#include "base/text.h"
#include "form.h"

#include <ctype.h>

void value_set(struct reading *reading, const char *key, const char *read, const char *value)
{
	form_put(reading->form, key, read, value);
}

void value_fault(struct reading *reading, const struct field_def *field, const char *read, const char *why)
{
	form_fault_read(reading->form, field->key, read, why);
}

char *value_words(struct arena *arena, const char *text)
{
	struct buf words = {.arena = arena};

	buf_addc(&words, ' ');
	for (const unsigned char *c = (const unsigned char *)text_fold(arena, text); *c; c++) {
		if (isalnum(*c) || *c >= 0x80)
			buf_addc(&words, (char)*c);
		else if (words.data[words.length - 1] != ' ')
			buf_addc(&words, ' ');
	}
	if (words.data[words.length - 1] != ' ')
		buf_addc(&words, ' ');
	return buf_text(&words);
}
