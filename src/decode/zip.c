#include "zip.h"

#include "scan.h"

#include <string.h>

enum {
	LOCAL_BYTES = 30, /* a local file header without its name */
	ENTRY_BYTES = 46, /* a central directory entry without its name */
	END_BYTES = 22,	  /* the end of central directory record without its comment */
	MOST_ENTRIES = 2000,
	MOST_COMMENT = 65535,
};

static size_t read_le(const unsigned char *at, unsigned bytes)
{
	size_t value = 0;

	while (bytes--)
		value = value << 8 | at[bytes];
	return value;
}

/* ODF 1.2 part 3 section 3.3: the first file is "mimetype", stored, without extra field. */
static const char *open_document_type(struct arena *arena, struct bytes zip)
{
	static const char name[] = "mimetype", prefix[] = "application/";
	size_t name_length = strlen(name);

	if (zip.length < LOCAL_BYTES + name_length || read_le(zip.data + 8, 2) ||
	    read_le(zip.data + 26, 2) != name_length || memcmp(zip.data + LOCAL_BYTES, name, name_length))
		return NULL;
	size_t start = LOCAL_BYTES + name_length + read_le(zip.data + 28, 2),
	       length = read_le(zip.data + 18, 4);

	if (start > zip.length || length > zip.length - start || length > 100 || length <= strlen(prefix) ||
	    memcmp(zip.data + start, prefix, strlen(prefix)))
		return NULL;
	for (size_t i = 0; i < length; i++)
		if (zip.data[start + i] <= ' ' || zip.data[start + i] >= 127)
			return NULL;
	return arena_strndup(arena, (const char *)zip.data + start, length);
}

/* Where the central directory begins, searched from the end; 0 when there is none. */
static size_t central_directory(struct bytes zip)
{
	size_t lowest = zip.length > END_BYTES + MOST_COMMENT ? zip.length - END_BYTES - MOST_COMMENT : 0;

	for (size_t at = zip.length - END_BYTES + 1; at-- > lowest;)
		if (!memcmp(zip.data + at, "PK\5\6", 4))
			return read_le(zip.data + at + 16, 4);
	return 0;
}

static const struct {
	const char *entry, *type;
} office[] = {
    {"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
};

static const char *office_type(struct bytes name)
{
	for (size_t i = 0; i < sizeof(office) / sizeof(*office); i++)
		if (scan_equals(name, office[i].entry))
			return office[i].type;
	return NULL;
}

/* Office Open XML: "[Content_Types].xml" and the main part of one kind of document. A document with macros
 * has "vbaProject.bin" and is not what its kind promises. */
static const char *open_xml_type(struct bytes zip)
{
	bool has_types = false, has_macros = false;
	const char *type = NULL;
	size_t at = central_directory(zip);

	for (unsigned i = 0; i < MOST_ENTRIES && at && at < zip.length && zip.length - at >= ENTRY_BYTES;
	     i++) {
		const unsigned char *entry = zip.data + at;
		size_t name = read_le(entry + 28, 2), extra = read_le(entry + 30, 2),
		       comment = read_le(entry + 32, 2);

		if (memcmp(entry, "PK\1\2", 4) || name > zip.length - at - ENTRY_BYTES)
			break;
		struct bytes found = {entry + ENTRY_BYTES, name};

		has_types |= scan_equals(found, "[Content_Types].xml");
		has_macros |= scan_contains(found, "vbaProject.bin");
		type = type ? type : office_type(found);
		at += ENTRY_BYTES + name + extra + comment;
	}
	return has_types && !has_macros ? type : NULL;
}

const char *zip_document_type(struct arena *arena, struct bytes content)
{
	if (content.length < LOCAL_BYTES || memcmp(content.data, "PK\3\4", 4))
		return NULL;
	const char *type = open_document_type(arena, content);

	return type ? type : open_xml_type(content);
}
