#include "label_wrap.h"

/* Programs wrap lines at 60 to 78 columns. */
enum { LEAST_COLUMNS = 60, MOST_COLUMNS = 78 };

static size_t columns_of(const char *text, size_t bytes)
{
	size_t columns = 0;

	for (size_t i = 0; i < bytes; i++)
		columns += ((unsigned char)text[i] & 0xC0) != 0x80;
	return columns;
}

struct wrapping wrapping_of(const struct body *body, enum zone zone)
{
	struct wrapping wrapping = {.columns = LEAST_COLUMNS};

	for (size_t i = 0; i < body->count; i++) {
		const char *text = body->lines[i].text;
		size_t columns;

		if (body->lines[i].zone != zone)
			continue;
		columns = columns_of(text, strlen(text));
		/* A longer line with a space in it shows that lines were not wrapped. */
		if (columns > MOST_COLUMNS && columns_of(text, strcspn(text, " ")) < MOST_COLUMNS)
			return (struct wrapping){0};
		if (columns <= MOST_COLUMNS && columns > wrapping.columns)
			wrapping.columns = columns;
	}
	return wrapping;
}

bool wrapping_joins(const struct wrapping *wrapping, const char *above, const char *below)
{
	size_t word = columns_of(below, strcspn(below, " "));

	return wrapping->columns > 0 && above &&
	       columns_of(above, strlen(above)) + 1 + word > wrapping->columns;
}
