#include "zip.h"

#include "scan.h"

#include <string.h>

enum {
	LOCAL_BYTES = 30, /* local file header, without the name */
	ENTRY_BYTES = 46, /* central directory entry, without the name */
	END_BYTES = 22,	  /* end of central directory record, without the comment */
	MOST_ENTRIES = 2000,
	MOST_COMMENT = 65535,
};

static size_t read_le(const unsigned char *at, unsigned bytes)
{
	return scan_little_endian((struct bytes){at, bytes});
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

/* The start of the central directory, searched from the end; 0 when there is none. */
static size_t central_directory(struct bytes zip)
{
	size_t lowest = zip.length > END_BYTES + MOST_COMMENT ? zip.length - END_BYTES - MOST_COMMENT : 0;

	for (size_t at = zip.length - END_BYTES + 1; at-- > lowest;)
		if (!memcmp(zip.data + at, "PK\5\6", 4))
			return read_le(zip.data + at + 16, 4);
	return 0;
}

struct zip_walk zip_walk(struct bytes zip)
{
	return (struct zip_walk){zip, zip.length < END_BYTES ? 0 : central_directory(zip), MOST_ENTRIES};
}

bool zip_next(struct zip_walk *walk, struct zip_entry *out)
{
	struct bytes zip = walk->zip;
	if (!walk->left || !walk->at || walk->at >= zip.length || zip.length - walk->at < ENTRY_BYTES)
		return false;
	const unsigned char *entry = zip.data + walk->at;
	size_t name = read_le(entry + 28, 2), extra = read_le(entry + 30, 2),
	       comment = read_le(entry + 32, 2);

	if (memcmp(entry, "PK\1\2", 4) || name > zip.length - walk->at - ENTRY_BYTES)
		return false;
	*out = (struct zip_entry){
	    .name = {entry + ENTRY_BYTES, name},
	    .flags = (unsigned)read_le(entry + 8, 2),
	    .method = (unsigned)read_le(entry + 10, 2),
	    .stored_bytes = read_le(entry + 20, 4),
	    .local = read_le(entry + 42, 4),
	};
	walk->at += ENTRY_BYTES + name + extra + comment;
	walk->left--;
	return true;
}

struct bytes zip_stored(struct bytes zip, const struct zip_entry *entry)
{
	if (entry->local > zip.length || zip.length - entry->local < LOCAL_BYTES)
		return (struct bytes){0};
	const unsigned char *local = zip.data + entry->local;
	size_t start = entry->local + LOCAL_BYTES + read_le(local + 26, 2) + read_le(local + 28, 2);

	if (start > zip.length || entry->stored_bytes > zip.length - start)
		return (struct bytes){0};
	return (struct bytes){zip.data + start, entry->stored_bytes};
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
	for (size_t i = 0; i < ARRAY_SIZE(office); i++)
		if (scan_equals(name, office[i].entry))
			return office[i].type;
	return NULL;
}

/* Office Open XML: "[Content_Types].xml" and the main part of one kind of document. With "vbaProject.bin" the
 * document has macros and is not of that type. */
static const char *open_xml_type(struct bytes zip)
{
	bool has_types = false, has_macros = false;
	const char *type = NULL;
	struct zip_walk walk = zip_walk(zip);
	struct zip_entry entry;

	while (zip_next(&walk, &entry)) {
		has_types |= scan_equals(entry.name, "[Content_Types].xml");
		has_macros |= scan_contains(entry.name, "vbaProject.bin");
		type = type ? type : office_type(entry.name);
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
