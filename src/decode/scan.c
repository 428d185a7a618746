#include "scan.h"

#include <strings.h>

bool scan_line(struct bytes *rest, struct bytes *line)
{
	if (!rest->length)
		return false;
	const unsigned char *end = memchr(rest->data, '\n', rest->length);
	size_t length = end ? (size_t)(end - rest->data) : rest->length;
	size_t taken = end ? length + 1 : length;

	*line = (struct bytes){rest->data, length};
	if (length && line->data[length - 1] == '\r')
		line->length--;
	rest->data += taken;
	rest->length -= taken;
	return true;
}

bool scan_equals(struct bytes bytes, const char *word)
{
	return bytes.length == strlen(word) && !strncasecmp((const char *)bytes.data, word, bytes.length);
}

bool scan_contains(struct bytes bytes, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; length <= bytes.length && i <= bytes.length - length; i++)
		if (!strncasecmp((const char *)bytes.data + i, word, length))
			return true;
	return false;
}

uint32_t scan_little_endian(struct bytes bytes)
{
	uint32_t number = 0;

	for (size_t i = bytes.length; i--;)
		number = number << 8 | bytes.data[i];
	return number;
}

size_t scan_field_name(struct bytes line, struct bytes *value)
{
	size_t name = 0, colon;

	while (name < line.length && line.data[name] > ' ' && line.data[name] != ':' &&
	       line.data[name] != 127)
		name++;
	colon = name;
	while (colon < line.length && (line.data[colon] == ' ' || line.data[colon] == '\t'))
		colon++;
	if (!name || colon == line.length || line.data[colon] != ':')
		return 0;
	*value = (struct bytes){line.data + colon + 1, line.length - colon - 1};
	return name;
}

void *scan_grow(struct arena *arena, void *list, size_t count, size_t element_bytes)
{
	enum { FIRST = 8 };

	if (!count)
		return arena_array(arena, FIRST, element_bytes);
	if (count < FIRST || (count & (count - 1)))
		return list;
	void *larger = arena_array(arena, 2 * count, element_bytes);

	memcpy(larger, list, count * element_bytes);
	return larger;
}
